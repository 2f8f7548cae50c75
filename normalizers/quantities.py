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
from normalizers.nilai import Hint, Style, read_angka
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


_NUMBER = r"\d+(?:[.,]\d+|\s?[.,]\s?\d{3}(?!\d))*"
_TOKEN = re.compile(
    rf"(?P<per>\bper\s+{_NUMBER}(?=\s+[^\W\d_]))"
    rf"|(?P<num>(?:(?:(?<=^)|(?<=[\s(]))[-\u2212\u2013])?{_NUMBER}(?:,-)?)"
    r"|(?P<persen>%+)"
    r"|(?P<unit>(?<![^\W_])(?:(?:[kcd]?m[123])(?:/[^\W\d_]+)*|co2[^\W\d_]*)(?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:[.&'’-]+[^\W\d_]+)*\.?)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<slash>/)|(?P<list>[,;+&])|(?P<other>\S)",
    re.IGNORECASE,
)
_SINGLE_NUMBER = rf"(?:rp\.?\s*)?-?{_NUMBER}"
_RANGE = re.compile(
    rf"(?P<a>{_SINGLE_NUMBER})\s*(?P<ua>%|[^\W\d_][^\d()]*?)?\s*(?:-|\u2013|\u2014|~|s\s*/?\s*d|s\.d\.?|sd|sampai(?:\s+dengan)?|hingga)\.?\s*"
    rf"(?P<b>{_SINGLE_NUMBER})\s*(?P<u>%|[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:[<>\u2264\u2265=~\u00b1]+|(?:lebih|kurang)\s+(?:dari|besar\s+dari|kecil\s+dari)|di\s?atas|di\s?bawah|minimal|maksimal|"
    rf"min\.?|maks\.?|paling\s+(?:sedikit|banyak|lambat|tinggi|rendah)|sampai(?:\s+dengan)?|hingga)\s*(?P<a>{_SINGLE_NUMBER})\s*(?P<u>%|[^\W\d_].*)?",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    rf"(?P<a>{_SINGLE_NUMBER})\s*(?P<u>%)?\s*(?:\+|[<>\u2264\u2265]+|ke\s?atas|ke\s?bawah|lebih)", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_GLUED_PREDIKAT = re.compile(rf"({_NUMBER})(AA|A|BB|B|CC|C|D)")
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
    bounds = _bounds(text, plain, hint, style, satuan)
    if bounds:
        return (bounds,)
    whole = read_angka(plain, hint, style, satuan)
    if whole.rule not in _NOT_ONE_FIGURE:
        unit = "persen" if _has_percent(plain) else "rupiah" if _has_money(plain) else None
        return (Besaran(whole.value, unit, None, text, whole.status, whole.rule, whole.candidates),)
    glued = _GLUED_PREDIKAT.fullmatch(plain)
    if glued:
        score = read_angka(glued.group(1), "indeks", style)
        values = tuple(dict.fromkeys(v for v in (score.value, *whole.candidates) if v is not None))
        sure = len(glued.group(2)) == 2 and score.status == "pasti"  # `71BB`; a lone `81B` may be a misread 818
        return (
            Besaran(
                score.value,
                None,
                glued.group(2),
                text,
                "pasti" if sure else "ragu",
                "predikat_menempel",
                () if sure else values,
            ),
        )
    if whole.rule == "huruf_dalam_angka" and not _split_glued(plain):
        return (
            Besaran(whole.value, "persen" if "%" in plain else None, None, text, "ragu", whole.rule, whole.candidates),
        )
    return _parse(text, plain, hint, style, satuan)


def _split_glued(plain: str) -> bool:
    """Whether letters at the end of a figure are a known unit (`5l`, `2unit`) rather than misread digits."""
    match = re.fullmatch(rf"({_NUMBER})\s*([^\W\d_]+)\.?", plain)
    return match is not None and len(match.group(2)) > 1 and golongan(read_satuan(match.group(2))) is not None


def _bounds(text: str, plain: str, hint: Hint, style: Style | None, satuan: str | None) -> Besaran | None:
    """A range or a bound as one doubtful Besaran; None where the text is neither."""
    for pattern, rule in ((_RANGE, "rentang"), (_BOUND, "batas"), (_BOUND_AFTER, "batas")):
        match = pattern.fullmatch(plain)
        if not match:
            continue
        groups = match.groupdict()
        unit_text = groups.get("u") or groups.get("ua") or ""
        unit = read_satuan(unit_text) if unit_text else None
        ends = [
            read_angka(groups[k], "persen" if unit == "persen" else hint, style, unit or satuan)
            for k in ("a", "b")
            if groups.get(k)
        ]
        values = [v for end in ends for v in ((end.value,) if end.value is not None else end.candidates)]
        return Besaran(None, unit, None, text, "ragu", rule, tuple(dict.fromkeys(values)))
    return None


def _tokens(plain: str) -> Iterator[tuple[str, str, bool]]:
    """(kind, text, glued to what stands before) of each token."""
    last = 0
    for match in _TOKEN.finditer(plain):
        yield match.lastgroup or "other", match.group(), match.start() == last and last > 0
        last = match.end()


def _parse(text: str, plain: str, hint: Hint, style: Style | None, satuan: str | None) -> tuple[Besaran, ...]:
    figures: list[_Figure] = []
    lead: list[str] = []
    remark: list[str] | None = None  # words in open brackets, until they close
    outer: _Figure | None = None  # the figure that words after a bracket belong to
    depth, leftover, predikat, slash = 0, False, None, False
    last_word_glued = False
    for kind, token, glued in _tokens(plain):
        if kind == "num":
            figure = _Figure(token, inner=depth > 0)
            if glued and last_word_glued:
                figure.doubt = "menempel"
                if figures:
                    figures[-1].doubt = "menempel"
            figures.append(figure)
            if depth == 0:
                outer = figure
            slash = False
        elif kind == "open":
            depth, remark = depth + 1, []
        elif kind == "close":
            if remark:
                spelled = read_terbilang(" ".join(remark))
                if outer is not None and spelled is not None:
                    outer.spelled = spelled
                elif outer is not None and not outer.words and golongan(read_satuan(" ".join(remark))):
                    outer.words += remark
            depth, remark = max(0, depth - 1), None
        elif kind in ("word", "unit", "per", "persen"):
            if token in PREDIKAT and kind == "word":
                if outer is not None and outer.predikat is None:
                    outer.predikat = token
                elif predikat is None:
                    predikat = token
                last_word_glued = False
                continue
            target = figures[-1] if figures and (depth > 0) == figures[-1].inner else outer if depth == 0 else None
            if depth and target is None and remark is not None:
                remark.append(token)
            elif target is not None:
                target.words += ["/", token] if slash else [token]
            else:
                lead.append(token)
            slash = False
        elif kind == "slash":
            slash = bool(figures)
        elif kind == "list":
            if token == "&" and figures and figures[-1].words:
                figures[-1].words.append("&")
        elif token not in ".:*\"'":
            leftover = True
        last_word_glued = kind == "word"
    return _build(text, figures, lead, predikat, leftover, hint, style, satuan)


def _build(
    text: str,
    figures: list[_Figure],
    lead: list[str],
    predikat: str | None,
    leftover: bool,
    hint: Hint,
    style: Style | None,
    satuan: str | None,
) -> tuple[Besaran, ...]:
    lead_words = [word for word in fold(" ".join(lead)).split() if word not in ("rp", "ro", "idr")]
    money = len(lead_words) < len(fold(" ".join(lead)).split())
    plain_lead = all(word in _leading() for word in lead_words)
    lead_unit = None if plain_lead else read_satuan(" ".join(lead_words))
    if not figures:
        return (_without_figure(text, lead_words, lead_unit, predikat),)
    introduced = next((w for w in lead_words if w in lexicon.section("satuan", "kata")["pengantar_satuan"]), None)
    if not plain_lead and (golongan(lead_unit) is None or len(lead_words) > _MOST_LEADING_WORDS):
        values = [v for f in figures for v in _values(read_angka(f.text, hint, style, satuan))]
        return (Besaran(None, None, predikat, text, "ragu", "kalimat", tuple(dict.fromkeys(values))),)
    if introduced and len(figures) == 2 and figures[1].inner and not figures[0].words and not figures[1].words:
        figures = _level_with_score(figures)  # `Level 3 (3,157)`: the bracket is the exact score of the level
    out = []
    for at, figure in enumerate(figures):
        unit_hint = lead_unit or (read_satuan(introduced) if introduced else None)
        besaran = _one(
            text, figure, unit_hint if at == 0 else None, hint, style, satuan if at == 0 else None, money and at == 0
        )
        if at == 0 and predikat and besaran.predikat is None:
            besaran = _with(besaran, predikat=predikat)
        if leftover and besaran.status == "pasti":
            besaran = _with(besaran, status="ragu", rule="sisa_tanda", candidates=_known_value(besaran))
        out.append(besaran)
    return tuple(out)


def _values(reading: object) -> tuple[Decimal, ...]:
    value, candidates = getattr(reading, "value", None), getattr(reading, "candidates", ())
    return candidates or ((value,) if value is not None else ())


def _known_value(besaran: Besaran) -> tuple[Decimal, ...]:
    return (besaran.nilai,) if besaran.nilai is not None else ()


def _with(
    besaran: Besaran,
    predikat: str | None = None,
    status: Literal["pasti", "ragu"] | None = None,
    rule: str | None = None,
    candidates: tuple[Decimal, ...] | None = None,
) -> Besaran:
    return Besaran(
        besaran.nilai,
        besaran.satuan,
        predikat or besaran.predikat,
        besaran.teks,
        status or besaran.status,
        rule or besaran.rule,
        besaran.candidates if candidates is None else candidates,
    )


def _without_figure(text: str, words: list[str], unit: str | None, predikat: str | None) -> Besaran:
    if predikat and all(word in _leading() for word in words):
        return Besaran(None, None, predikat, text, "pasti", "predikat_saja")
    if is_known(unit):
        return Besaran(None, unit, None, text, "ragu", "satuan_saja")
    return Besaran(None, None, None, text, "kosong", "bukan_angka")


def _level_with_score(figures: list[_Figure]) -> list[_Figure]:
    level, score = (read_angka(f.text, "indeks").value for f in figures)
    if level is None or score is None or level != level.to_integral_value() or not level <= score < level + 1:
        return figures
    return [_Figure(figures[1].text, inner=False, predikat=figures[0].predikat)]


def _one(
    text: str, figure: _Figure, lead_unit: str | None, hint: Hint, style: Style | None, satuan: str | None, money: bool
) -> Besaran:
    words = list(figure.words)
    scale = words.pop(0) if words and fold(words[0]) in lexicon.section("angka", "skala") else ""
    while words and fold(words[-1]) in _CONNECTORS:
        words.pop()
    if all(fold(word) in _ratings() for word in words):
        words = []
    unit = lead_unit if not words else read_satuan(" ".join(words).replace(" / ", "/").replace("% %", "%"))
    unread = bool(words) and unit is None
    if money and unit is None:
        unit = "rupiah"
    kind: Hint = hint
    if unit == "persen":
        kind = "persen"
    elif unit == "rupiah":
        kind = "rupiah"
    elif figure.predikat or golongan(unit) == "skala":
        kind = "indeks"
    elif unit is not None:
        kind = "jumlah"
    read = read_angka(f"{figure.text} {scale}".strip(), kind, style, unit or satuan)
    if figure.predikat and unit is not None and golongan(unit) != "skala" and unit == "persen":
        kind = "persen"
    status, rule, candidates = read.status, read.rule, read.candidates
    if figure.spelled is not None and figure.spelled != read.value:
        values = dict.fromkeys([*_values(read), figure.spelled])
        sure = figure.spelled in read.candidates
        if sure:
            return Besaran(figure.spelled, unit, figure.predikat, text, "pasti", "menurut_terbilang")
        return Besaran(None, unit, figure.predikat, text, "ragu", "terbilang_beda", tuple(values))
    if status == "pasti" and (figure.doubt or unread):
        status, rule = "ragu", figure.doubt or "satuan_tak_terbaca"
        candidates = _values(read)
    return Besaran(read.value, unit, figure.predikat, text, "ragu" if status == "kosong" else status, rule, candidates)


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
