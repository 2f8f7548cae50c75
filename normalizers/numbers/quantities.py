"""All that one cell says: figures with units and predicates, ranges, and amounts that fell into a quantity's cell.

Forms: docs/ATURAN.md (Angka); what they mean as facts: output/README.md (kinerja).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from normalizers import lexicon
from normalizers.numbers.bounds import NUMBER, read_bounds
from normalizers.numbers.cell_parts import CellParts, Figure, take_apart
from normalizers.numbers.nilai import Hint, Style, lacks_digit, read_angka, without_footnotes
from normalizers.numbers.satuan import golongan, is_known, read_satuan
from normalizers.reading import Reading, Rule, Status
from normalizers.text import clean, fold, is_missing


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a cell. `satuan` is canonical, None where the cell prints none; `teks` the cell's text as given.

    `kosong`: the cell holds words but no value; `ragu`: `nilai` is the preferred reading or None, `candidates` the open
    ones.
    """

    nilai: Decimal | None
    satuan: str | None
    predikat: str | None
    teks: str
    status: Status
    rule: Rule
    candidates: tuple[Decimal, ...] = ()


_SCALE_WORD = re.compile(r"\d[.,]?\s*(ribu|rb|juta|jt|miliar|milyar|milliar|triliun|trilyun)\b", re.IGNORECASE)
_DOLLARS = re.compile(r"\bU\.?S\.?\s?\$(?!\s*[\d(/])", re.IGNORECASE)
"""The sign for dollars behind a figure, as the word for them: `25,82 Milyar US$`."""
_SEMICOLON = re.compile(r"(\d{1,3}(?:\.\d{3}){2,});(\d{2})")
"""Cents whose comma a scan shows as more: `79.846.153.280;00`."""
_GLUED_PREDIKAT = re.compile(rf"({NUMBER})(AA|A|BB|B|CC|C|D)")
_NOT_ONE_FIGURE: tuple[Rule, ...] = ("bukan_angka", "bukan_satu_angka", "beberapa_angka", "huruf_dalam_angka")
_CONNECTORS = frozenset(("dan", "serta", "atau", "dan/atau"))
_MOST_LEADING_WORDS = 2

_RATE = re.compile(rf"({NUMBER})\s*(?:/|\bper\b)\s*(1(?:[.,\s]{{0,2}}0){{2,6}})\s*([^\W\d_]+(?:[ .]+[^\W\d_]+){{0,2}})\.?")
_MERGED = re.compile(
    r"(?P<left>.+?)\s+(?P<money>(?:rp\s*\.?\s*)?\d{1,3}(?:\s?[.,]\s?\d{3}){2,}(?:[.,]\d{2}|\s*,\s*-)?\.?)",
    re.IGNORECASE,
)
_ENDS_IN_MONEY = re.compile(r"(?:\d{1,3}(?:[.,]\d{3}){2,}\S*|[.,]|\brp\.?)$", re.IGNORECASE)


@lexicon.derived()
def _leading() -> frozenset[str]:
    """Words that may introduce a figure without changing it, ratings included (`Baik (75)`)."""
    return frozenset(lexicon.section("satuan", "kata")["pengantar"]) | _ratings()


@lexicon.derived()
def _ratings() -> frozenset[str]:
    """Words that rate a figure and are no unit of it: `80,5 (A) Memuaskan`."""
    return frozenset(lexicon.section("satuan", "kata")["penilaian"])


def _is_verdict(text: str) -> bool:
    """Whether a text is a verdict in words where others print a figure: `WTP`, `Sangat Baik`."""
    said = fold(text).split()
    verdicts = _ratings() | frozenset(lexicon.section("satuan", "kata")["putusan"])
    return bool(said) and all(word in verdicts for word in said)


def _has_percent(text: str) -> bool:
    return re.search(rf"%|(?:{lexicon.alternation('angka', 'persen')})\b", text, re.IGNORECASE) is not None


def _has_money(text: str) -> bool:
    return re.search(r"(?<![^\W\d_])(?:rp|idr|rupiah)(?![^\W\d_])", text, re.IGNORECASE) is not None


def read_besaran(text: str, hint: Hint = "jumlah", style: Style | None = None, satuan: str | None = None) -> tuple[Quantity, ...]:
    """The figures of one cell, in printed order; () where it prints no value.

    `71 (BB)` is one with a predicate, `86 (101%)` and `10 Koperasi (33 Orang)` two, `BB` one without figure. A range or
    a bound (`109-110`, `> 100`) is one doubtful Besaran with its ends as candidates; so is a figure inside a sentence.
    `hint` and `style` are the column's; `satuan` is a canonical unit known from elsewhere (a unit column, the
    indicator), used to read figures that print none, never given to them. Raises nothing.
    """
    if is_missing(text):
        return ()
    plain = _DOLLARS.sub(" usd ", without_footnotes(text))
    bounds = read_bounds(plain, hint, style, satuan)
    if bounds:
        return (Quantity(None, bounds.satuan, None, text, "ragu", bounds.rule, bounds.ends),)
    if cents := _SEMICOLON.fullmatch(plain):
        whole = read_angka(f"{cents.group(1)},{cents.group(2)}", hint, style, satuan)
        return (Quantity(whole.value, None, None, text, "ragu", "sisa_tanda", whole.candidates or _values(whole)),)
    rate = _RATE.fullmatch(plain)
    if rate:
        return (_rate(text, rate, style),)
    whole = read_angka(plain, hint, style, satuan)
    if whole.rule not in _NOT_ONE_FIGURE:
        unit = "persen" if _has_percent(plain) else "rupiah" if _has_money(plain) else None
        return (Quantity(whole.value, unit, None, text, whole.status, whole.rule, whole.candidates),)
    glued = _GLUED_PREDIKAT.fullmatch(plain)
    if glued and not lacks_digit(glued.group(1)):
        return (_glued_predikat(text, glued.group(1), glued.group(2), whole.candidates, style),)
    if whole.rule == "huruf_dalam_angka" and not _ends_in_unit(plain):
        unit = "persen" if "%" in plain else None
        return (Quantity(whole.value, unit, None, text, "ragu", whole.rule, whole.candidates),)
    return _understand(text, take_apart(plain), hint, style, satuan)


def _rate(text: str, rate: re.Match[str], style: Style | None) -> Quantity:
    """`90/100.000 KH`: ninety of every hundred thousand, the unit that of a rate."""
    read = read_angka(rate.group(1), "jumlah", style)
    of = f"{int(''.join(filter(str.isdigit, rate.group(2)))):,}".replace(",", ".")
    named = fold(rate.group(3))
    unit = read_satuan(f"per {of} {named.replace(' ', '') if len(named) <= 4 else named}")
    status: Status = "pasti" if read.status == "pasti" and unit else "ragu"
    return Quantity(read.value, unit, None, text, status, read.rule if unit else "satuan_tak_terbaca", read.candidates)


def _glued_predikat(text: str, number: str, predikat: str, misread: tuple[Decimal, ...], style: Style | None) -> Quantity:
    """`71BB` is sure; a lone letter, `81B`, may be a digit that a scan misread."""
    score = read_angka(number, "indeks", style)
    if len(predikat) == 2 and score.status == "pasti":
        return Quantity(score.value, None, predikat, text, "pasti", "predikat_menempel")
    values = tuple(dict.fromkeys([*_values(score), *misread]))
    return Quantity(score.value, None, predikat, text, "ragu", "predikat_menempel", values)


def _ends_in_unit(plain: str) -> bool:
    """Whether letters at the end of a figure are a known unit (`2unit`) rather than misread digits."""
    match = re.fullmatch(rf"({NUMBER})\s*([^\W\d_]+)\.?", plain)
    return match is not None and len(match.group(2)) > 1 and golongan(read_satuan(match.group(2))) is not None


def _understand(text: str, cell: CellParts, hint: Hint, style: Style | None, satuan: str | None) -> tuple[Quantity, ...]:
    lead = fold(" ".join(cell.lead)).split()
    lead_words = [word for word in lead if word not in lexicon.words("angka", "rupiah")]
    money = len(lead_words) < len(lead)
    plain_lead = all(word in _leading() for word in lead_words)
    lead_unit = None if plain_lead else read_satuan(" ".join(lead_words))
    figures = cell.figures
    if not figures:
        return (_without_figure(text, cell, plain_lead, lead_unit, hint),)
    if not plain_lead and (golongan(lead_unit) is None or len(lead_words) > _MOST_LEADING_WORDS):
        values = [v for f in figures for v in _values(read_angka(f.text, hint, style, satuan))]
        return (Quantity(None, None, None, text, "ragu", "kalimat", tuple(dict.fromkeys(values))),)
    lead_unit = lead_unit or _introduced_unit(lead_words)
    scored = _level_with_score(figures, lead_unit)
    if scored:
        figures, lead_unit = [scored], "level"
    figures[0].predikat = figures[0].predikat or cell.predikat
    _spread_doubt(figures)
    if cell.leftover:
        for figure in figures:
            figure.doubt = figure.doubt or "sisa_tanda"
    first = _one(text, figures[0], lead_unit or ("rupiah" if money else None), hint, style, satuan)
    return (first, *(_one(text, figure, None, hint, style, None) for figure in figures[1:]))


def _values(reading: Reading[Decimal]) -> tuple[Decimal, ...]:
    return reading.candidates or ((reading.value,) if reading.value is not None else ())


def _without_figure(text: str, cell: CellParts, plain_lead: bool, unit: str | None, hint: Hint) -> Quantity:
    if cell.predikat and plain_lead:
        return Quantity(None, None, cell.predikat, text, "ragu" if cell.leftover else "pasti", "predikat_saja")
    if hint != "persen" and _is_verdict(text):  # beside a share it says how good that is
        return Quantity(None, None, None, text, "ragu", "predikat_saja")
    if is_known(unit):
        return Quantity(None, unit, None, text, "ragu", "satuan_saja")
    return Quantity(None, None, None, text, "kosong", "bukan_angka")


def _introduced_unit(words: list[str]) -> str | None:
    """The unit among the words before a figure: `Level 3`."""
    named = [w for w in words if w in lexicon.section("satuan", "kata")["pengantar_satuan"]]
    return read_satuan(named[0]) if named else None


def _level_with_score(figures: list[Figure], lead_unit: str | None) -> Figure | None:
    """`Level 3 (3,157)`, `3,157 (Level 3)`: one figure, the exact score of the level; None where it is not that."""
    if len(figures) != 2 or not figures[1].inner or figures[0].words or figures[1].words:
        return None
    second_unit = _introduced_unit([fold(word) for word in figures[1].lead])
    if (lead_unit == "level") == (second_unit == "level"):
        return None
    named, exact = figures if lead_unit == "level" else reversed(figures)
    level, score = read_angka(named.text, "indeks").value, read_angka(exact.text, "indeks").value
    if level is None or score is None or level != level.to_integral_value() or not level <= score < level + 1:
        return None
    return Figure(exact.text, inner=False, predikat=figures[0].predikat)


def _spread_doubt(figures: list[Figure]) -> None:
    """A figure in brackets behind words that do not merely introduce it is part of a remark (`12 (tahun 2020)`)."""
    for figure in figures:
        if figure.lead and not all(fold(word) in _leading() for word in figure.lead):
            figure.doubt = figure.doubt or "kalimat"
    for before, figure in pairwise(figures):
        if fold(" ".join(before.words[-1:])) == "dari":  # `4 dari 5`
            before.doubt = figure.doubt = "bagian_dari"


def _one(
    text: str,
    figure: Figure,
    lead_unit: str | None,
    hint: Hint,
    style: Style | None,
    satuan: str | None,
) -> Quantity:
    """The Besaran of one figure: its unit decides how its digits are read, number words behind it what they are."""
    words = list(figure.words)
    scale = words.pop(0) if words and fold(words[0]) in lexicon.section("angka", "skala") else ""
    while words and fold(words[-1]) in _CONNECTORS:
        words.pop()
    if all(fold(word) in _ratings() for word in words):
        words = []
    if words[:1] == ["/"]:  # `Rp 1.500.000/orang`: the unit before the stroke is the one that introduces the figure
        words = [lead_unit, *words] if lead_unit else []
        figure.doubt = figure.doubt or (None if lead_unit else "satuan_tak_terbaca")
    unit = _unit_of(words, lead_unit, figure)
    read = read_angka(f"{figure.text} {scale}".strip(), _kind(unit, figure.predikat, hint), style, unit or satuan)
    if figure.spelled is not None and not (read.status == "pasti" and read.value == figure.spelled):
        return _beside_words(figure, figure.spelled, read, unit, text)
    if read.status == "pasti" and (figure.doubt or (words and unit is None)):
        rule = figure.doubt or "satuan_tak_terbaca"
        if rule == "tanda_minus_ragu" and read.value is not None:
            return Quantity(None, unit, figure.predikat, text, "ragu", rule, (-read.value, read.value))
        return Quantity(read.value, unit, figure.predikat, text, "ragu", rule, _values(read))
    status: Status = "pasti" if read.status == "pasti" else "ragu"
    return Quantity(read.value, unit, figure.predikat, text, status, read.rule, read.candidates)


def _unit_of(words: Sequence[str], lead_unit: str | None, figure: Figure) -> str | None:
    """The unit of a figure: that of the words behind it, else the one before it, else that of the words which introduce it."""
    if len(words) > 1 and set(words[0]) == {"%"} and fold(words[1]) == "dari":  # `70% dari timbulan`: of what, not what
        words = words[:1]
    unit = read_satuan(" ".join(words).replace(" / ", "/").replace("% %", "%")) if words else lead_unit
    if unit is None and figure.lead:
        return _introduced_unit([fold(word) for word in figure.lead])
    return unit


def _beside_words(figure: Figure, spelled: Decimal, read: Reading[Decimal], unit: str | None, text: str) -> Quantity:
    """A figure that does not surely say what the number words beside it do: these choose among its readings, else both stay."""
    if spelled in read.candidates:
        return Quantity(spelled, unit, figure.predikat, text, "pasti", "menurut_terbilang")
    either = tuple(dict.fromkeys([*_values(read), spelled]))
    return Quantity(None, unit, figure.predikat, text, "ragu", "terbilang_beda", either)


def _kind(unit: str | None, predikat: str | None, hint: Hint) -> Hint:
    """What a figure's own unit or predicate says of it; the column's word where it prints neither."""
    if unit == "persen":
        return "persen"
    if unit == "rupiah":
        return "rupiah"
    if predikat or golongan(unit) == "skala":
        return "indeks"
    return hint if unit is None else "jumlah"


def split_merged(text: str) -> tuple[str, str] | None:
    """A quantity and an amount that fell into one cell, taken apart (`20 KSP/USP 383,545,680`).

    The amount is the last figure, of two or more full groups of thousands (docs/ATURAN.md, Angka 2). None where the cell
    does not hold exactly the two.
    """
    plain = clean(text)
    match = _MERGED.fullmatch(plain)
    if not match or is_missing(plain):
        return None
    left, money = match.group("left").strip(), match.group("money").strip()
    if _ENDS_IN_MONEY.search(left) or not re.search(r"\d", left):
        return None
    if " " in left and not re.search(r"[^\W\d_]|%", left):
        return None  # figures without a unit on several lines: cut or stacked ones, no quantity beside an amount
    return left, money


def unscaled(figure: Quantity) -> Quantity:
    """A figure as printed, with its scale word in the unit: `2,5 miliar rupiah` is 2.5 of `miliar rupiah`, for a measure that is
    no budget."""
    found = _SCALE_WORD.search(clean(figure.teks))
    factor = lexicon.section("angka", "skala").get(fold(found.group(1))) if found else None
    if factor is None or figure.satuan is None:
        return figure
    scale = read_satuan(f"{found.group(1)} {figure.satuan}") if found else None
    if scale is None:
        return figure
    values = tuple(value / factor for value in figure.candidates)
    value = None if figure.nilai is None else figure.nilai / factor
    return replace(figure, nilai=value, satuan=scale, candidates=values)
