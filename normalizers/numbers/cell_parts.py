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

_TOKEN = re.compile(
    rf"(?P<per>\bper\s+{NUMBER}(?=\s+[^\W\d_]))"
    rf"|(?P<num>(?:(?:(?<=^)|(?<=[\s(]))[-\u2212\u2013])?{NUMBER}(?:,-)?)"
    r"|(?P<persen>%+)"
    r"|(?P<unit>(?<![^\W_])(?:(?:[kcd]?m[123])(?:/[^\W\d_]+)*|co2[^\W\d_]*)(?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:[.&'’-]+[^\W\d_]+)*\.?)"
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


def _tokens(plain: str) -> Iterator[tuple[str, str, bool]]:
    """(kind, text, glued to what stands before) of each token."""
    last = 0
    for match in _TOKEN.finditer(plain):
        yield match.lastgroup or "other", match.group(), match.start() == last and last > 0
        last = match.end()


def take_apart(plain: str) -> CellParts:
    """Give every word to the figure it belongs to: the one before it; behind a bracket, the one before the bracket."""
    cell = CellParts()
    remark: list[str] = []  # words in brackets that hold no figure so far
    outer: Figure | None = None
    depth, slash, last_kind = 0, False, ""
    for kind, token, glued in _tokens(plain):
        if kind == "num":
            _add_figure(cell, Figure(token, depth > 0, lead=remark), glued and last_kind == "word")
            if depth == 0:
                outer = cell.figures[-1]
            elif outer is None and not cell.lead and cell.predikat is None:
                cell.figures[-1].doubt = "tanda_minus_ragu"  # `(5%) (3%)`: accounting negatives, or remarks
            slash, remark = False, []
        elif kind == "word" and glued and last_kind in ("num", "other") and cell.figures and is_misread_digit(token):
            cell.figures[-1].doubt = "huruf_dalam_angka"
        elif kind == "word" and token in PREDIKAT:
            if outer is not None and outer.predikat is None:
                outer.predikat = token
            elif outer is None and cell.predikat is None:
                cell.predikat = token
            else:
                cell.leftover = True
        elif kind in ("word", "unit", "per", "persen"):
            inside = bool(cell.figures) and cell.figures[-1].inner and depth > 0
            owner = cell.figures[-1] if inside else outer if depth == 0 else None
            if owner is not None:
                owner.words += ["/", token] if slash else [token]
            else:
                (remark if depth else cell.lead).append(token)
            slash = False
        elif kind == "open":
            depth, remark = depth + 1, []
        elif kind == "close":
            cell.leftover = cell.leftover or depth == 0
            _close_remark(outer, remark)
            depth, remark = max(0, depth - 1), []
        elif kind == "slash":
            slash = bool(cell.figures)
        elif kind == "list":
            if token == "&" and cell.figures and cell.figures[-1].words:
                cell.figures[-1].words.append("&")
        elif token not in ".:*\"'":
            cell.leftover = True
        last_kind = kind
    return cell


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
