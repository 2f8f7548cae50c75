"""A cell's text taken apart into figures and the words, brackets and predicates that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from normalizers.numbers.bounds import NUMBER
from normalizers.numbers.nilai import is_misread_digit
from normalizers.numbers.satuan import golongan, read_satuan
from normalizers.numbers.terbilang import read_terbilang
from normalizers.reading import Rule

PREDIKAT = ("AA", "A", "BB", "B", "CC", "C", "D")

_POWER_OF_LENGTH = r"(?:(?:[μu]|[kmd]?)g/)?n?[kcd]?m(?:[123]|\s+[23](?=\s*(?:$|[),;/]|\s\d)))"
"""`m2`, `Nm3`, `μg/Nm 3`: a raised digit stands apart where nothing but another figure follows."""
_TOKEN = re.compile(
    rf"(?P<per>\bper\s+{NUMBER}(?=\s+[^\W\d_]))"
    rf"|(?P<num>(?:(?:(?<=^)|(?<=[\s(]))[-\u2212\u2013])?{NUMBER}(?:,-)?)"
    r"|(?P<persen>%+)"
    rf"|(?P<unit>(?<![^\W_])(?:{_POWER_OF_LENGTH}(?:/[^\W\d_]+)*|co2[^\W\d_]*)(?![^\W_]))"
    r"|(?P<word>(?<![^\W_])(?-i:[A-Z]{1,5})\d(?![\w.,])|[^\W\d_]+(?:[.&'’-]+[^\W\d_]+)*\.?)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<slash>/)|(?P<list>[,;+&])|(?P<other>\S)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Figure:
    """A figure while its cell is being read: what stands after it until the next one."""

    text: str
    inner: bool  # stands in brackets inside the cell
    lead: list[str] = field(default_factory=list)  # words before it in its brackets
    words: list[str] = field(default_factory=list)
    predikat: str | None = None
    spelled: Decimal | None = None
    doubt: Rule | None = None


@dataclass(slots=True)
class CellParts:
    """A cell taken apart: its figures, the words and predicate before them, whether meaningless signs are left."""

    figures: list[Figure] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    predikat: str | None = None
    leftover: bool = False


_SAYS_NOTHING = ".:*\"'▲▼△▽↑↓↗↘"
"""Signs beside a figure that leave it as it is: ends, footnotes, which way it moved."""


def _tokens(plain: str) -> Iterator[tuple[str, str, bool]]:
    """(kind, text, glued to what stands before) of each token."""
    last = 0
    for match in _TOKEN.finditer(plain):
        yield match.lastgroup or "other", match.group(), match.start() == last and last > 0
        last = match.end()


def take_apart(plain: str) -> CellParts:
    """Give every word to the figure it belongs to: the one before it; behind a bracket, the one before the bracket."""
    taking = _Taking()
    for kind, token, glued in _tokens(plain):
        taking.take(kind, token, glued)
        taking.last_kind = kind
    return taking.cell


@dataclass(slots=True)
class _Taking:
    """A cell half taken apart, one token after the other."""

    cell: CellParts = field(default_factory=CellParts)
    remark: list[str] = field(default_factory=list)  # words in brackets that hold no figure so far
    outer: Figure | None = None  # the last figure outside brackets
    depth: int = 0
    slash: bool = False
    last_kind: str = ""

    def take(self, kind: str, token: str, glued: bool) -> None:
        if kind == "num":
            self._figure(token, glued)
        elif kind == "word" and self._is_misread(token, glued):
            self.cell.figures[-1].doubt = "huruf_dalam_angka"
        elif kind == "word" and token in PREDIKAT:
            self._predikat(token)
        elif kind in ("word", "unit", "per", "persen"):
            self._word(token)
        else:
            self._sign(kind, token)

    def _figure(self, token: str, glued: bool) -> None:
        _add_figure(self.cell, Figure(token, self.depth > 0, lead=self.remark), glued and self.last_kind == "word")
        if self.depth == 0:
            self.outer = self.cell.figures[-1]
        elif self.outer is None and not self.cell.lead and self.cell.predikat is None:
            self.cell.figures[-1].doubt = "tanda_minus_ragu"  # `(5%) (3%)`: accounting negatives, or remarks
        self.slash, self.remark = False, []

    def _is_misread(self, token: str, glued: bool) -> bool:
        """Whether a word is a digit of the figure it touches, misread as letters."""
        return glued and self.last_kind in ("num", "other") and bool(self.cell.figures) and is_misread_digit(token)

    def _predikat(self, token: str) -> None:
        owner = self.cell if self.outer is None else self.outer
        if owner.predikat is None:
            owner.predikat = token
        else:
            self.cell.leftover = True

    def _word(self, token: str) -> None:
        owner = self._owner()
        if owner is not None:
            owner.words += ["/", token] if self.slash else [token]
        else:
            (self.remark if self.depth else self.cell.lead).append(token)
        self.slash = False

    def _owner(self) -> Figure | None:
        """The figure that a word here belongs to: in brackets only one that stands in them too."""
        if self.depth == 0:
            return self.outer
        last = self.cell.figures[-1] if self.cell.figures else None
        return last if last is not None and last.inner else None

    def _sign(self, kind: str, token: str) -> None:
        if kind == "open":
            self.depth, self.remark = self.depth + 1, []
        elif kind == "close":
            self.cell.leftover = self.cell.leftover or self.depth == 0
            _close_remark(self.outer, self.remark)
            self.depth, self.remark = max(0, self.depth - 1), []
        elif kind == "slash":
            self.slash = bool(self.cell.figures)
        elif kind == "list":
            if token == "&" and self.cell.figures and self.cell.figures[-1].words:
                self.cell.figures[-1].words.append("&")
        elif token not in _SAYS_NOTHING:
            self.cell.leftover = True


def _add_figure(cell: CellParts, figure: Figure, glued_to_word: bool) -> None:
    """Doubtful is a figure that touches a word (`umkm3`), or follows another with no word or an `x` between (`1:5`)."""
    before = cell.figures[-1] if cell.figures else None
    if glued_to_word:
        figure.doubt = "menempel"
    elif before is not None and before.inner == figure.inner and not before.words and before.predikat is None:
        figure.doubt = "angka_berdempetan"
    elif before is not None and before.words[-1:] in (["x"], ["X"]):
        figure.doubt = "perkalian"
    if before is not None and figure.doubt:
        before.doubt = figure.doubt
    cell.figures.append(figure)


def _close_remark(outer: Figure | None, remark: list[str]) -> None:
    """Words in brackets behind a figure: the number spelled out, or its unit; anything else is a remark."""
    if outer is None or not remark:
        return
    words = " ".join(remark)
    spelled = read_terbilang(words)
    if spelled is not None:
        outer.spelled = spelled
    elif not outer.words and golongan(read_satuan(words)):
        outer.words += remark
