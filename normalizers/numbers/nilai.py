"""One figure of text to a decimal: what surrounds it taken off, its digits read by `figures`, doubt kept.

Order of decision: docs/ATURAN.md (Angka) - grammar, then the column's style, else doubt. Arithmetic comes later and is not
ours: a doubtful reading keeps its candidates for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from normalizers import lexicon
from normalizers.numbers.grammar import (
    FIGURE,
    LOOSE_SIGN,
    MOST_CANDIDATES,
    Grammar,
    Hint,
    Style,
    doubt,
    read_figure,
    read_loose,
    style_of,
)
from normalizers.numbers.satuan import golongan
from normalizers.reading import Reading
from normalizers.text import clean, is_missing

_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|(?<=[\d%])\s*\*+\)*$")
_CENTS_DASH = re.compile(r"(?<=\d)\s*[,.]\s*[-=\u2010-\u2015]+\.?$")
_MINUS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_MINUS_SIGN = re.compile(rf"[{re.escape(_MINUS)}]\s*[\d(rR]")
_PLUS_SIGN = re.compile(r"^\+\s*(?=\d)")
_IN_BRACKETS = re.compile(r"\(\s*([^()]*\d[^()]*)\)\s*(%*)")
_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile(r"[^\d.,]")
_SHORT_GROUP = re.compile(r"\d{1,3}([.,])(?:\d{3}\1)+\d{2}")
_SIGNS_BEFORE = re.compile(r"^[.,\s]+")
_SIGNS_BEHIND = re.compile(r"\s*[.,]+$")
_FIGURE_ALONE = re.compile(r"\d+(?:\s*[.,]\s*\d+|\s+\d+)*")


__all__ = ["Hint", "Style", "group_style", "is_misread_digit", "lacks_digit", "read_angka", "without_footnotes"]


@lexicon.derived()
def _money_prefix() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(w.strip(".")) for w in lexicon.words("angka", "rupiah")), key=len, reverse=True))
    return re.compile(rf"^(?:{names})(?![^\W\d_])(?:[.,:]+|\s+[.,:]+(?=\s))?\s*", re.IGNORECASE)


@lexicon.derived()
def _money_suffix() -> re.Pattern[str]:
    return re.compile(r"(?<=[\d,.\-\s])\s*(?:rupiah|rp\.?)$", re.IGNORECASE)


@lexicon.derived()
def _minus_word() -> re.Pattern[str]:
    return re.compile(rf"^(?:{lexicon.alternation('angka', 'minus')})\b[.\s]*", re.IGNORECASE)


@lexicon.derived()
def _percent_suffix() -> re.Pattern[str]:
    words = lexicon.alternation("angka", "persen")
    return re.compile(rf"\s*(?:%+|\b(?:{words})\b|(?<=\d)(?:{words})\b)(?:\s*%+)?$", re.IGNORECASE)


@lexicon.derived()
def _scale_suffix() -> re.Pattern[str]:
    names = "|".join(sorted(lexicon.section("angka", "skala"), key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s*({names})\b\.?$", re.IGNORECASE)


@lexicon.derived()
def _look_alikes() -> dict[int, str]:
    return {ord(letter): str(digit) for letter, digit in lexicon.section("angka", "mirip_angka").items()}


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A figure without what surrounds it. `sign` is -1 where the text says minus, 0 where it may."""

    figure: str
    sign: int
    money: bool
    percent: bool
    factor: int


def is_misread_digit(word: str) -> bool:
    """Whether a word at the end of a figure is only letters that a scan puts for digits: the `l` of `7l,90`."""
    return all(ord(letter) in _look_alikes() for letter in word)


def lacks_digit(figure: str) -> bool:
    """Whether the last group of thousands lacks its last digit, all signs the same: a letter behind it stands for that one."""
    return _SHORT_GROUP.fullmatch(figure) is not None


def without_footnotes(text: str) -> str:
    """Clean text without the marks of footnotes behind figures: `100²`, `5,4*)`."""
    return _FOOTNOTE.sub("", clean(text)).strip()


def _undress(text: str) -> _Dressed:
    """Take currency, sign, percent and scale words off a figure, whatever their order."""
    text = without_footnotes(text)
    money = percent = False
    sign, factor = 1, 1
    for _ in range(4):
        before = text
        inside = _IN_BRACKETS.fullmatch(text)
        if inside:
            text, sign = inside.group(1) + inside.group(2), -1
        if found := _money_prefix().match(text):
            text, money = text[found.end() :], True
        if found := _money_suffix().search(text):
            text, money = text[: found.start()], True
        if found := _minus_word().match(text):
            text, sign = text[found.end() :], -1
        if _MINUS_SIGN.match(text):
            spaced = text[1:2].isspace() and text[0] != "\u2212"
            text, sign = text[1:], 0 if spaced else -1
        text = _PLUS_SIGN.sub("", text)
        if found := _percent_suffix().search(text):
            text, percent = text[: found.start()], True
        if found := _scale_suffix().search(text):
            text, factor = text[: found.start()], int(lexicon.section("angka", "skala")[found.group(1).lower()])
        text = _CENTS_DASH.sub("", text).strip()
        if text == before:
            break
    return _Dressed(text, sign, money, percent, factor)


def _without_letters(figure: str, hint: Hint, style: Style | None, counted: bool) -> Grammar | None:
    """A figure with letters that a scan puts for digits (`1O0`, `l5,4`), always doubtful; None where it is none."""
    if not _DIGIT.search(figure):
        return None
    mapped = figure.translate(_look_alikes())
    if not FIGURE.fullmatch(mapped.rstrip(".,")):
        return None
    read = read_figure(mapped.rstrip(".,"), hint, style, counted)
    values = [v for v in (read.value, *read.candidates) if v is not None]
    dropped = _NO_FIGURE.sub("", figure).strip(".,")
    if FIGURE.fullmatch(dropped):
        other = read_figure(dropped, hint, style, counted)
        values += [v for v in (other.value, *other.candidates) if v is not None]
    told = figure[0].isdigit() and (figure[-1].isdigit() or lacks_digit(figure[:-1]))
    return doubt("huruf_dalam_angka", *values, prefer=told)


def read_angka(text: str, hint: Hint, style: Style | None = None, satuan: str | None = None) -> Reading[Decimal]:
    """The one figure that a text is: `5,4%` is 5.4, `(0,64%)` -0.64, `Rp 11,5 Milyar` 11500000000.

    `style` is the column's (see `group_style`); `satuan` the canonical unit where known: `3.750` of something counted
    is 3750. `kosong` where the text prints no value or no digit; `ragu` where the digits allow several readings, hold
    letters of a misread scan, or stand among words that are not part of one figure. Raises nothing.
    """
    if is_missing(text):
        return Reading(text, None, "kosong", "kosong")
    dressed = _undress(text)
    if dressed.money:
        hint = "rupiah"
    elif dressed.percent:
        hint = "persen"
    counted = golongan(satuan) == "hitungan" and not dressed.percent
    figure = _SIGNS_BEFORE.sub("", dressed.figure)
    bare, trailing = _SIGNS_BEHIND.subn("", figure)
    if not _DIGIT.search(bare):
        return Reading(text, None, "kosong", "bukan_angka")
    if _FIGURE_ALONE.fullmatch(bare):
        read = _scaled(bare, dressed, hint, style, counted)
        if trailing and read.sure and not read.rule.startswith("ribuan"):
            read = Grammar(read.value, "tanda_di_ujung", (read.value,) if read.value is not None else ())
        if figure != dressed.figure and read.sure and read.value is not None:  # `.5`, `,75`: a digit may be lost
            read = Grammar(None, "tanda_di_depan", (read.value,))
    else:
        lettered = _without_letters(bare, hint, style, counted)
        if lettered is None:
            numbers = [read_figure(f, hint, style, counted) for f in FIGURE.findall(bare)[:MOST_CANDIDATES]]
            values = [v for n in numbers for v in (n.value, *n.candidates) if v is not None]
            read = Grammar(None, "bukan_satu_angka", tuple(dict.fromkeys(values))[:MOST_CANDIDATES])
        else:
            read = lettered
        return _reading(text, read, dressed, force_doubt=True)
    return _reading(text, read, dressed, bare_brackets=hint == "jumlah" and "," not in bare and "." not in bare)


def _scaled(bare: str, dressed: _Dressed, hint: Hint, style: Style | None, counted: bool) -> Grammar:
    """The figure's grammar; with a scale word behind it (`11,5 Milyar`) decimals are the rule even in money."""
    if dressed.factor == 1:
        return read_loose(bare, hint, style, counted)
    read = read_loose(bare, "jumlah", style, False)
    scaled = tuple(c * dressed.factor for c in read.candidates)
    if read.value is None:
        return Grammar(None, read.rule, scaled)
    return Grammar(read.value * dressed.factor, "kata_skala" if read.sure else read.rule, scaled)


def _reading(
    text: str, read: Grammar, dressed: _Dressed, force_doubt: bool = False, bare_brackets: bool = False
) -> Reading[Decimal]:
    """Give the sign back. A spaced hyphen may be a bullet, brackets round a bare count a remark: both are doubtful."""
    open_sign = dressed.sign == 0 or (dressed.sign == -1 and bare_brackets and text.strip().startswith("("))
    values = list(read.candidates) or ([read.value] if read.value is not None else [])
    if open_sign:
        values = [v for value in values for v in (-value, value)]
    elif dressed.sign == -1:
        values = [-v for v in values]
    if open_sign or force_doubt or not read.sure or not values:
        best = values[0] if values and read.value is not None and not open_sign else None
        rule = "tanda_minus_ragu" if open_sign and read.sure else read.rule
        return Reading(text, best, "ragu", rule, tuple(dict.fromkeys(values))[:MOST_CANDIDATES])
    return Reading(text, values[0], "pasti", read.rule)


def group_style(texts: Iterable[str]) -> Style | None:
    """Which sign groups thousands in a column, by the majority of its unambiguous figures; None where tied or none.

    `1.234.567`, `1.234,5`, `5,4` and `0,123` say `titik`; `1,234,567`, `1,234.5` and `5.4` say `koma`.
    """
    votes: Counter[Style] = Counter()
    for text in texts:
        for figure in FIGURE.findall(LOOSE_SIGN.sub(r"\1", clean(text))):
            vote = style_of(figure)
            if vote:
                votes[vote] += 1
    if votes["titik"] == votes["koma"]:
        return None
    return "titik" if votes["titik"] > votes["koma"] else "koma"
