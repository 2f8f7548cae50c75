"""All that one cell says: figures with units and predicates, ranges, and amounts that fell into a quantity's cell.

Forms: DOMAIN notes 3.1 and 7; what they mean as facts: the contract (DATASETS, kinerja).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

from normalizers import lexicon
from normalizers.bounds import NUMBER, read_bounds
from normalizers.nilai import Hint, Style, read_angka
from normalizers.reading import Reading
from normalizers.satuan import golongan, is_known, read_satuan
from normalizers.terbilang import read_terbilang
from normalizers.text import clean, fold, is_missing

PREDIKAT = ("AA", "A", "BB", "B", "CC", "C", "D")


@dataclass(frozen=True, slots=True)
class Besaran:
    """One figure of a cell. `satuan` is canonical, None where the cell prints none; `teks` the cell's text as given.

    `kosong`: the cell holds words but no value; `ragu`: `nilai` is the preferred reading or None, `candidates` the open
    ones.
    """

    nilai: Decimal | None
    satuan: str | None
    predikat: str | None
    teks: str
    status: Literal["pasti", "ragu", "kosong"]
    rule: str
    candidates: tuple[Decimal, ...] = ()


@dataclass(slots=True)
class _Figure:
    """A figure while its cell is being read: what stands after it until the next one."""

    text: str
    inner: bool  # stands in brackets inside the cell
    words: list[str] = field(default_factory=list)
    predikat: str | None = None
    spelled: Decimal | None = None
    doubt: str | None = None


@dataclass(slots=True)
class _Cell:
    """A cell taken apart: its figures, the words and predicate before them, whether meaningless signs are left."""

    figures: list[_Figure] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    predikat: str | None = None
    leftover: bool = False


_TOKEN = re.compile(
    rf"(?P<per>\bper\s+{NUMBER}(?=\s+[^\W\d_]))"
    rf"|(?P<num>(?:(?:(?<=^)|(?<=[\s(]))[-\u2212\u2013])?{NUMBER}(?:,-)?)"
    r"|(?P<persen>%+)"
    r"|(?P<unit>(?<![^\W_])(?:(?:[kcd]?m[123])(?:/[^\W\d_]+)*|co2[^\W\d_]*)(?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:[.&'’-]+[^\W\d_]+)*\.?)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<slash>/)|(?P<list>[,;+&])|(?P<other>\S)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_GLUED_PREDIKAT = re.compile(rf"({NUMBER})(AA|A|BB|B|CC|C|D)")
_NOT_ONE_FIGURE = ("bukan_angka", "bukan_satu_angka", "beberapa_angka", "huruf_dalam_angka")
_CONNECTORS = frozenset(("dan", "serta", "atau", "dan/atau"))
_MOST_LEADING_WORDS = 2

_MERGED = re.compile(
    r"(?P<left>.+?)\s+(?P<money>(?:rp\s*\.?\s*)?\d{1,3}(?:\s?[.,]\s?\d{3}){2,}(?:[.,]\d{2}|\s*,\s*-)?\.?)",
    re.IGNORECASE,
)
_ENDS_IN_MONEY = re.compile(r"(?:\d{1,3}(?:[.,]\d{3}){2,}\S*|[.,]|\brp\.?)$", re.IGNORECASE)


@cache
def _leading() -> frozenset[str]:
    """Words that may introduce a figure without changing it, ratings included (`Baik (75)`)."""
    return frozenset(lexicon.section("satuan", "kata")["pengantar"]) | _ratings()


@cache
def _ratings() -> frozenset[str]:
    """Words that rate a figure and are no unit of it: `80,5 (A) Memuaskan`."""
    return frozenset(lexicon.section("satuan", "kata")["penilaian"])


def _has_percent(text: str) -> bool:
    words = "|".join(lexicon.section("angka", "persen")["kata"])
    return re.search(rf"%|(?:{words})\b", text, re.IGNORECASE) is not None


def _has_money(text: str) -> bool:
    return re.search(r"(?<![^\W\d_])(?:rp|idr|rupiah)(?![^\W\d_])", text, re.IGNORECASE) is not None


def read_besaran(
    text: str, hint: Hint = "jumlah", style: Style | None = None, satuan: str | None = None
) -> tuple[Besaran, ...]:
    """The figures of one cell, in printed order; () where it prints no value.

    `71 (BB)` is one with a predicate, `86 (101%)` and `10 Koperasi (33 Orang)` two, `BB` one without figure. A range or
    a bound (`109-110`, `> 100`) is one doubtful Besaran with its ends as candidates; so is a figure inside a sentence.
    `hint` and `style` are the column's; `satuan` is a canonical unit known from elsewhere (a unit column, the
    indicator), used to read figures that print none, never given to them. Raises nothing.
    """
    if is_missing(text):
        return ()
    plain = _FOOTNOTE.sub("", clean(text))
    bounds = read_bounds(plain, hint, style, satuan)
    if bounds:
        return (Besaran(None, bounds.satuan, None, text, "ragu", bounds.rule, bounds.ends),)
    whole = read_angka(plain, hint, style, satuan)
    if whole.rule not in _NOT_ONE_FIGURE:
        unit = "persen" if _has_percent(plain) else "rupiah" if _has_money(plain) else None
        return (Besaran(whole.value, unit, None, text, whole.status, whole.rule, whole.candidates),)
    glued = _GLUED_PREDIKAT.fullmatch(plain)
    if glued:
        return (_glued_predikat(text, glued.group(1), glued.group(2), whole.candidates, style),)
    if whole.rule == "huruf_dalam_angka" and not _ends_in_unit(plain):
        unit = "persen" if "%" in plain else None
        return (Besaran(whole.value, unit, None, text, "ragu", whole.rule, whole.candidates),)
    return _understand(text, _take_apart(plain), hint, style, satuan)


def _glued_predikat(
    text: str, number: str, predikat: str, misread: tuple[Decimal, ...], style: Style | None
) -> Besaran:
    """`71BB` is sure; a lone letter, `81B`, may be a digit that a scan misread."""
    score = read_angka(number, "indeks", style)
    if len(predikat) == 2 and score.status == "pasti":
        return Besaran(score.value, None, predikat, text, "pasti", "predikat_menempel")
    values = tuple(dict.fromkeys([*_values(score), *misread]))
    return Besaran(score.value, None, predikat, text, "ragu", "predikat_menempel", values)


def _ends_in_unit(plain: str) -> bool:
    """Whether letters at the end of a figure are a known unit (`2unit`) rather than misread digits."""
    match = re.fullmatch(rf"({NUMBER})\s*([^\W\d_]+)\.?", plain)
    return match is not None and len(match.group(2)) > 1 and golongan(read_satuan(match.group(2))) is not None


def _tokens(plain: str) -> Iterator[tuple[str, str, bool]]:
    """(kind, text, glued to what stands before) of each token."""
    last = 0
    for match in _TOKEN.finditer(plain):
        yield match.lastgroup or "other", match.group(), match.start() == last and last > 0
        last = match.end()


def _take_apart(plain: str) -> _Cell:
    """Give every word to the figure it belongs to: the one before it; behind a bracket, the one before the bracket."""
    cell = _Cell()
    remark: list[str] = []  # words in brackets that hold no figure so far
    outer: _Figure | None = None
    depth, slash, last_kind = 0, False, ""
    for kind, token, glued in _tokens(plain):
        if kind == "num":
            _add_figure(cell, _Figure(token, inner=depth > 0), glued and last_kind == "word")
            if depth == 0:
                outer = cell.figures[-1]
            elif outer is None and not cell.lead and cell.predikat is None:
                cell.figures[-1].doubt = "tanda_minus_ragu"  # `(5%) (3%)`: accounting negatives, or remarks
            slash, remark = False, []
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


def _add_figure(cell: _Cell, figure: _Figure, glued_to_word: bool) -> None:
    """A figure that touches a word (`umkm3`), or follows another with no word between (`1:5`, `5, 6`), is doubtful."""
    before = cell.figures[-1] if cell.figures else None
    if glued_to_word:
        figure.doubt = "menempel"
    elif before is not None and before.inner == figure.inner and not before.words and before.predikat is None:
        figure.doubt = "angka_berdempetan"
    if before is not None and figure.doubt:
        before.doubt = figure.doubt
    cell.figures.append(figure)


def _close_remark(outer: _Figure | None, remark: list[str]) -> None:
    """Words in brackets behind a figure: the number spelled out, or its unit; anything else is a remark."""
    if outer is None or not remark:
        return
    words = " ".join(remark)
    spelled = read_terbilang(words)
    if spelled is not None:
        outer.spelled = spelled
    elif not outer.words and golongan(read_satuan(words)):
        outer.words += remark


def _understand(text: str, cell: _Cell, hint: Hint, style: Style | None, satuan: str | None) -> tuple[Besaran, ...]:
    lead = fold(" ".join(cell.lead)).split()
    lead_words = [word for word in lead if word not in lexicon.words("angka", "rupiah")]
    money = len(lead_words) < len(lead)
    plain_lead = all(word in _leading() for word in lead_words)
    lead_unit = None if plain_lead else read_satuan(" ".join(lead_words))
    figures = cell.figures
    if not figures:
        return (_without_figure(text, cell, plain_lead, lead_unit),)
    if not plain_lead and (golongan(lead_unit) is None or len(lead_words) > _MOST_LEADING_WORDS):
        values = [v for f in figures for v in _values(read_angka(f.text, hint, style, satuan))]
        return (Besaran(None, None, cell.predikat, text, "ragu", "kalimat", tuple(dict.fromkeys(values))),)
    introduced = next((w for w in lead_words if w in lexicon.section("satuan", "kata")["pengantar_satuan"]), None)
    if introduced:
        lead_unit = lead_unit or read_satuan(introduced)
        figures = _level_with_score(figures)
    figures[0].predikat = figures[0].predikat or cell.predikat
    if cell.leftover:
        for figure in figures:
            figure.doubt = figure.doubt or "sisa_tanda"
    first = _one(text, figures[0], lead_unit or ("rupiah" if money else None), hint, style, satuan)
    return (first, *(_one(text, figure, None, hint, style, None) for figure in figures[1:]))


def _values(reading: Reading[Decimal]) -> tuple[Decimal, ...]:
    return reading.candidates or ((reading.value,) if reading.value is not None else ())


def _without_figure(text: str, cell: _Cell, plain_lead: bool, unit: str | None) -> Besaran:
    if cell.predikat and plain_lead:
        return Besaran(None, None, cell.predikat, text, "ragu" if cell.leftover else "pasti", "predikat_saja")
    if is_known(unit):
        return Besaran(None, unit, None, text, "ragu", "satuan_saja")
    return Besaran(None, None, None, text, "kosong", "bukan_angka")


def _level_with_score(figures: list[_Figure]) -> list[_Figure]:
    """`Level 3 (3,157)`: the bracket is the exact score of the level, one figure in all."""
    if len(figures) != 2 or not figures[1].inner or figures[0].words or figures[1].words:
        return figures
    level, score = (read_angka(f.text, "indeks").value for f in figures)
    if level is None or score is None or level != level.to_integral_value() or not level <= score < level + 1:
        return figures
    return [_Figure(figures[1].text, inner=False, predikat=figures[0].predikat)]


def _one(
    text: str,
    figure: _Figure,
    lead_unit: str | None,
    hint: Hint,
    style: Style | None,
    satuan: str | None,
) -> Besaran:
    """The Besaran of one figure: its unit decides how its digits are read, number words behind it what they are."""
    words = list(figure.words)
    scale = words.pop(0) if words and fold(words[0]) in lexicon.section("angka", "skala") else ""
    while words and fold(words[-1]) in _CONNECTORS:
        words.pop()
    if all(fold(word) in _ratings() for word in words):
        words = []
    unit = read_satuan(" ".join(words).replace(" / ", "/").replace("% %", "%")) if words else lead_unit
    read = read_angka(f"{figure.text} {scale}".strip(), _kind(unit, figure.predikat, hint), style, unit or satuan)
    if figure.spelled is not None and not (read.status == "pasti" and read.value == figure.spelled):
        if figure.spelled in read.candidates:
            return Besaran(figure.spelled, unit, figure.predikat, text, "pasti", "menurut_terbilang")
        either = tuple(dict.fromkeys([*_values(read), figure.spelled]))
        return Besaran(None, unit, figure.predikat, text, "ragu", "terbilang_beda", either)
    if read.status == "pasti" and (figure.doubt or (words and unit is None)):
        rule = figure.doubt or "satuan_tak_terbaca"
        if rule == "tanda_minus_ragu" and read.value is not None:
            return Besaran(None, unit, figure.predikat, text, "ragu", rule, (-read.value, read.value))
        return Besaran(read.value, unit, figure.predikat, text, "ragu", rule, _values(read))
    status: Literal["pasti", "ragu"] = "pasti" if read.status == "pasti" else "ragu"
    return Besaran(read.value, unit, figure.predikat, text, status, read.rule, read.candidates)


def _kind(unit: str | None, predikat: str | None, hint: Hint) -> Hint:
    """What a figure's own unit or predicate says of it; the column's word where it prints neither."""
    if unit == "persen":
        return "persen"
    if unit == "rupiah":
        return "rupiah"
    if predikat or golongan(unit) == "skala":
        return "indeks"
    return hint if unit is None else "jumlah"


def read_predikat(text: str) -> str | None:
    """The one predicate (AA ... D) that a cell prints, beside a figure or alone; None where none or several."""
    found = {b.predikat for b in read_besaran(text, "indeks") if b.predikat}
    return found.pop() if len(found) == 1 else None


def split_merged(text: str) -> tuple[str, str] | None:
    """A quantity and an amount that fell into one cell, taken apart (`20 KSP/USP 383,545,680`).

    The amount is the last figure, of two or more full groups of thousands (DOMAIN 3.1, 3.3 step 2). None where the cell
    does not hold exactly the two.
    """
    plain = clean(text)
    match = _MERGED.fullmatch(plain)
    if not match or is_missing(plain):
        return None
    left, money = match.group("left").strip(), match.group("money").strip()
    if _ENDS_IN_MONEY.search(left) or not re.search(r"\d", left):
        return None
    return left, money
