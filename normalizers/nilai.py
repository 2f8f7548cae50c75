"""One figure of text to a decimal, in the order of decision of the DOMAIN notes (3.3): grammar, the column's style, doubt.

Arithmetic comes later and is not ours: a doubtful reading keeps its candidates for it.

A *figure* is a run of digits with signs between its groups; a *style* says which sign groups thousands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from normalizers import lexicon
from normalizers.reading import Reading
from normalizers.satuan import golongan
from normalizers.text import clean, is_missing

Hint = Literal["rupiah", "persen", "jumlah", "indeks"]
"""What a column holds: money, percent points, quantities, or scores."""
Style = Literal["titik", "koma"]
"""Which sign groups thousands: `titik` 1.234,5 - `koma` 1,234.5."""

_SIGN_OF: dict[Style, str] = {"titik": ".", "koma": ","}
_LONGEST_AMOUNT = 15  # digits of a sensible figure: NIP (18) and account numbers are longer
_MOST_CANDIDATES = 6

_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_CENTS_DASH = re.compile(r"(?<=\d)\s*[,.]\s*[-=\u2010-\u2015]+\.?$")
_MINUS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_LOOSE_SIGN = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the digits and signs of one figure say: the value, or the readings still open (best first)."""

    value: Decimal | None
    rule: str
    candidates: tuple[Decimal, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.candidates


@cache
def _money_prefix() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(w.strip(".")) for w in lexicon.words("angka", "rupiah")), key=len, reverse=True))
    return re.compile(rf"^(?:{names})(?![^\W\d_])\s*[.,:]*\s*", re.IGNORECASE)


@cache
def _money_suffix() -> re.Pattern[str]:
    return re.compile(r"(?<=[\d,.\-\s])\s*(?:rupiah|rp\.?)$", re.IGNORECASE)


@cache
def _minus_word() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(lexicon.words('angka', 'minus'))})\b[.\s]*", re.IGNORECASE)


@cache
def _percent_suffix() -> re.Pattern[str]:
    words = lexicon.section("angka", "persen")["kata"]
    return re.compile(rf"\s*(?:%+|\b(?:{'|'.join(words)})\b|(?<=\d)(?:{'|'.join(words)})\b)(?:\s*%+)?$", re.IGNORECASE)


@cache
def _scale_suffix() -> re.Pattern[str]:
    names = "|".join(sorted(lexicon.section("angka", "skala"), key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s*({names})\b\.?$", re.IGNORECASE)


@cache
def _look_alikes() -> dict[int, str]:
    return {ord(letter): str(digit) for letter, digit in lexicon.section("angka", "mirip_angka").items()}


def _decimal(whole: str, fraction: str = "") -> Decimal:
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")


def _doubt(rule: str, *candidates: Decimal, prefer: bool = True) -> _Grammar:
    """A doubtful reading; its first candidate is the value where one can be preferred."""
    distinct = tuple(dict.fromkeys(candidates))[:_MOST_CANDIDATES]
    return _Grammar(distinct[0] if prefer and distinct else None, rule, distinct)


def _malformed_amount(groups: list[str], cents: str) -> _Grammar:
    """Money whose groups are not of three digits: a sign was lost (`227.199732`) or a digit slipped in or out.

    None is preferred: even where the digits as they stand make a well-formed amount, a group too many is as likely
    (DOMAIN, fact 10: such an amount was a thousand times too large).
    """
    joined = "".join(groups)
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(g) % 3 == 0 for g in groups[1:]):
        return _doubt("tanda_ribuan_hilang", _decimal(joined), prefer=False)
    readings = []
    for at, group in enumerate(groups):
        if at and len(group) == 4:  # one digit too many: each of its digits may be it
            shorter = dict.fromkeys(group[:k] + group[k + 1 :] for k in reversed(range(4)))
            readings += [_decimal("".join([*groups[:at], g, *groups[at + 1 :]])) for g in shorter]
    readings.append(_decimal(joined))
    if len(groups[-1]) < 3 and not cents:  # digits lost at the end, or cents behind the sign of thousands
        if len(groups) > 1:
            readings.append(_decimal("".join(groups[:-1]), groups[-1]))
        readings.append(_decimal(joined + "0" * (3 - len(groups[-1]))))
    return _doubt("kelompok_cacat", *readings, prefer=False)


def _amount(groups: list[str], signs: str, style: Style | None) -> _Grammar:
    """Money: groups of three are thousands whatever the signs; a tail of 00 is cents; the rest is doubtful."""
    if len(groups) == 1:
        if groups[0] != "0" and groups[0].startswith("0"):
            return _doubt("nol_di_depan", _decimal(groups[0]))
        return _Grammar(_decimal(groups[0]), "bulat")
    well_formed = len(groups[0]) <= 3 and not groups[0].startswith("0")
    if well_formed and all(len(g) == 3 for g in groups[1:]):
        return _Grammar(_decimal("".join(groups)), "ribuan" if len(set(signs)) == 1 else "ribuan_campur")
    whole, tail = groups[:-1], groups[-1]
    grouped = well_formed and all(len(g) == 3 for g in whole[1:])
    if len(whole) == 1 and len(tail) <= 2:  # one sign, no thousands before it
        if tail == "00" or groups[0] == "0" or (style is not None and signs != _SIGN_OF[style] and well_formed):
            return _Grammar(_decimal(whole[0], tail), "sen")
        return _doubt("pecahan_rupiah", _decimal(whole[0], tail), _decimal(whole[0] + tail))
    if len(tail) == 2 and signs[-1] not in signs[:-1]:
        if grouped:
            return _Grammar(_decimal("".join(whole), tail), "sen")
        return _malformed_amount(whole, tail)
    if len(tail) == 2 and tail == "00" and grouped:  # 15.450.000.00: cents behind the wrong sign, or a digit lost
        return _doubt(
            "sen_bertanda_ribuan", _decimal("".join(whole)), _decimal("".join(groups)), _decimal("".join(groups) + "0")
        )
    return _malformed_amount(groups, "")


def _lone_sign(whole: str, tail: str, sign: str, hint: Hint, style: Style | None, counted: bool) -> _Grammar:
    """One sign with three digits behind it: `1.234`, `72,126`, `0,123` (DOMAIN 3.3, 3f)."""
    as_decimal, as_grouped = _decimal(whole, tail), _decimal(whole + tail)
    if whole.startswith("0") or len(whole) > 3:
        return _Grammar(as_decimal, "desimal")
    groups_thousands = style is not None and _SIGN_OF[style] == sign
    if hint in ("persen", "indeks"):
        if groups_thousands:
            return _doubt("ribuan_atau_desimal", as_grouped, as_decimal, prefer=False)
        return _Grammar(as_decimal, "desimal_menurut_jenis")
    if counted:
        return _Grammar(as_grouped, "ribuan_menurut_satuan")
    if groups_thousands:
        return _Grammar(as_grouped, "ribuan_menurut_kolom")
    if style is not None:  # three decimals are rare, and one column mixes styles (DOMAIN, fact 2): not sure enough
        return _doubt("desimal_menurut_kolom", as_decimal, as_grouped)
    return _doubt("ribuan_atau_desimal", as_grouped, as_decimal)


def _quantity(groups: list[str], signs: str, hint: Hint, style: Style | None, counted: bool) -> _Grammar:
    """Percent, scores and quantities: thousands and decimals both occur (DOMAIN 3.3, 3a-3g)."""
    if len(groups) == 1:
        return _Grammar(_decimal(groups[0]), "bulat")
    whole, tail = groups[:-1], groups[-1]
    joined = "".join(whole)
    if len(whole) == 1:
        if len(tail) == 3:
            return _lone_sign(joined, tail, signs, hint, style, counted)
        if counted and len(tail) > 3:
            return _doubt("kelompok_cacat", _decimal(joined, tail), _decimal(joined + tail), prefer=False)
        return _Grammar(_decimal(joined, tail), "desimal")
    grouped = len(whole[0]) <= 3 and not whole[0].startswith("0") and all(len(g) == 3 for g in whole[1:])
    last_is_new, before_uniform = signs[-1] not in signs[:-1], len(set(signs[:-1])) == 1
    if not grouped:
        readings = [_decimal(joined, tail), _decimal(joined + tail)]
        return _doubt("kelompok_cacat", *readings, prefer=False)
    if len(tail) != 3:
        if last_is_new and before_uniform:
            return _Grammar(_decimal(joined, tail), "desimal")
        if len(tail) < 3 and hint == "jumlah":
            return _doubt("desimal_tanda_sama", _decimal(joined, tail), _decimal(joined + tail))
        if len(tail) < 3:  # 1,529,7: thousands and decimals behind the same sign
            return _Grammar(_decimal(joined, tail), "desimal_tanda_sama")
        return _doubt("kelompok_cacat", _decimal(joined, tail), _decimal(joined + tail), prefer=False)
    if not last_is_new:
        return _Grammar(_decimal(joined + tail), "ribuan" if len(set(signs)) == 1 else "ribuan_campur")
    # 1.234,567: the second sign may open decimals or, as typists mix them, one more group
    if counted:
        return _Grammar(_decimal(joined + tail), "ribuan_campur")
    if hint in ("persen", "indeks") or (style is not None and before_uniform and signs[0] == _SIGN_OF[style]):
        return _Grammar(_decimal(joined, tail), "desimal")
    return _doubt("ribuan_atau_desimal", _decimal(joined, tail), _decimal(joined + tail), prefer=False)


def _grammar(figure: str, hint: Hint, style: Style | None, counted: bool) -> _Grammar:
    groups, signs = re.split(r"[.,]", figure), re.sub(r"\d", "", figure)
    if sum(map(len, groups)) > _LONGEST_AMOUNT and (len(groups) == 1 or hint != "rupiah"):
        return _Grammar(None, "terlalu_panjang", (_decimal("".join(groups)),))
    if hint == "rupiah":
        return _amount(groups, signs, style)
    return _quantity(groups, signs, hint, style, counted)


def _loose(figure: str, hint: Hint, style: Style | None, counted: bool) -> _Grammar:
    """A figure that may hold spaces: `349. 999. 620`, `37.059. 668.545`, `1 234 567`, `15.450.0 00`."""
    tight = _LOOSE_SIGN.sub(r"\1", figure)
    if " " not in tight:
        read = _grammar(tight, hint, style, counted)
        spread = tight != figure and not re.fullmatch(r"\d{1,3}(?:\s?[.,]\s?\d{3})+(?:\s?[.,]\s?\d{1,2})?", figure)
        if spread and read.sure and read.value is not None:  # `5, 4`: perhaps a list
            return _Grammar(read.value, "spasi_di_dalam", (read.value,))
        return read
    parts = tight.split(" ")
    joined = _grammar("".join(parts), hint, style, counted)
    by_spaces = len(parts[0]) <= 3 and all(re.fullmatch(r"\d{3}", p) for p in parts[1:]) and parts[0].isdigit()
    if by_spaces:
        value = _decimal("".join(parts))
        if len(parts) > 2 and hint == "rupiah":
            return _Grammar(value, "ribuan_spasi")
        return _doubt("ribuan_spasi", value)
    first = _grammar(parts[0], hint, style, counted) if _FIGURE.fullmatch(parts[0]) else None
    if (
        hint == "rupiah"
        and joined.sure
        and joined.rule.startswith(("ribuan", "sen"))
        and first is not None
        and not first.sure
    ):
        return _Grammar(joined.value, "sambung_baris")  # alone the first part is no amount, together they are one
    alone = [_grammar(p, hint, style, counted) for p in parts if _FIGURE.fullmatch(p)]
    if len(alone) == len(parts) and hint == "rupiah" and all(g.sure and g.rule.startswith("ribuan") for g in alone):
        return _doubt("beberapa_angka", *(g.value for g in alone if g.value is not None), prefer=False)
    candidates = [v for v in (joined.value, *joined.candidates) if v is not None]
    return _doubt("angka_terpotong", *candidates, prefer=False)


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A figure without what surrounds it. `sign` is -1 where the text says minus, 0 where it may."""

    figure: str
    sign: int
    money: bool
    percent: bool
    factor: int


def _undress(text: str) -> _Dressed:
    """Take currency, sign, percent and scale words off a figure, whatever their order."""
    text = _FOOTNOTE.sub("", clean(text)).strip()
    money = percent = False
    sign, factor = 1, 1
    for _ in range(4):
        before = text
        inside = re.fullmatch(r"\(\s*([^()]*\d[^()]*)\)\s*(%*)", text)
        if inside:
            text, sign = inside.group(1) + inside.group(2), -1
        if found := _money_prefix().match(text):
            text, money = text[found.end() :], True
        if found := _money_suffix().search(text):
            text, money = text[: found.start()], True
        if found := _minus_word().match(text):
            text, sign = text[found.end() :], -1
        if re.match(rf"[{re.escape(_MINUS)}]\s*[\d(rR]", text):
            spaced = text[1:2].isspace() and text[0] != "\u2212"
            text, sign = text[1:], 0 if spaced else -1
        if found := _percent_suffix().search(text):
            text, percent = text[: found.start()], True
        if found := _scale_suffix().search(text):
            text, factor = text[: found.start()], int(lexicon.section("angka", "skala")[found.group(1).lower()])
        text = _CENTS_DASH.sub("", text).strip()
        if text == before:
            break
    return _Dressed(text, sign, money, percent, factor)


def _without_letters(figure: str, hint: Hint, style: Style | None, counted: bool) -> _Grammar | None:
    """A figure with letters that a scan puts for digits (`1O0`, `l5,4`), always doubtful; None where it is no figure."""
    if not re.search(r"\d", figure):
        return None
    mapped = figure.translate(_look_alikes())
    if not _FIGURE.fullmatch(mapped.rstrip(".,")):
        return None
    read = _grammar(mapped.rstrip(".,"), hint, style, counted)
    values = [v for v in (read.value, *read.candidates) if v is not None]
    dropped = re.sub(r"[^\d.,]", "", figure).strip(".,")
    if _FIGURE.fullmatch(dropped):
        other = _grammar(dropped, hint, style, counted)
        values += [v for v in (other.value, *other.candidates) if v is not None]
    return _doubt("huruf_dalam_angka", *values, prefer=figure[0].isdigit() and figure[-1].isdigit())


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
    figure = re.sub(r"^[.,\s]+", "", dressed.figure)
    bare, trailing = re.subn(r"\s*[.,]+$", "", figure)
    if not re.search(r"\d", bare):
        return Reading(text, None, "kosong", "bukan_angka")
    if re.fullmatch(r"[\d.,\s]+", bare) and re.fullmatch(r"\d+(?:\s*[.,]\s*\d+|\s+\d+)*", bare):
        read = _scaled(bare, dressed, hint, style, counted)
        if trailing and read.sure and not read.rule.startswith("ribuan"):
            read = _Grammar(read.value, "tanda_di_ujung", (read.value,) if read.value is not None else ())
        if figure != dressed.figure and read.sure and read.value is not None:  # `.5`, `,75`: a digit may be lost
            read = _Grammar(None, "tanda_di_depan", (read.value,))
    else:
        lettered = _without_letters(bare, hint, style, counted)
        if lettered is None:
            numbers = [_grammar(f, hint, style, counted) for f in _FIGURE.findall(bare)[:_MOST_CANDIDATES]]
            values = [v for n in numbers for v in (n.value, *n.candidates) if v is not None]
            read = _Grammar(None, "bukan_satu_angka", tuple(dict.fromkeys(values))[:_MOST_CANDIDATES])
        else:
            read = lettered
        return _reading(text, read, dressed, force_doubt=True)
    return _reading(text, read, dressed, bare_brackets=hint == "jumlah" and "," not in bare and "." not in bare)


def _scaled(bare: str, dressed: _Dressed, hint: Hint, style: Style | None, counted: bool) -> _Grammar:
    """The figure's grammar; with a scale word behind it (`11,5 Milyar`) decimals are the rule even in money."""
    if dressed.factor == 1:
        return _loose(bare, hint, style, counted)
    read = _loose(bare, "jumlah", style, False)
    scaled = tuple(c * dressed.factor for c in read.candidates)
    return _Grammar(
        None if read.value is None else read.value * dressed.factor, "kata_skala" if read.sure else read.rule, scaled
    )


def _reading(
    text: str, read: _Grammar, dressed: _Dressed, force_doubt: bool = False, bare_brackets: bool = False
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
        return Reading(text, best, "ragu", rule, tuple(dict.fromkeys(values))[:_MOST_CANDIDATES])
    return Reading(text, values[0], "pasti", read.rule)


def group_style(texts: Iterable[str]) -> Style | None:
    """Which sign groups thousands in a column, by the majority of its unambiguous figures; None where tied or none.

    `1.234.567`, `1.234,5`, `5,4` and `0,123` say `titik`; `1,234,567`, `1,234.5` and `5.4` say `koma`.
    """
    votes: Counter[Style] = Counter()
    for text in texts:
        for figure in _FIGURE.findall(_LOOSE_SIGN.sub(r"\1", clean(text))):
            vote = _style_of(figure)
            if vote:
                votes[vote] += 1
    if votes["titik"] == votes["koma"]:
        return None
    return "titik" if votes["titik"] > votes["koma"] else "koma"


def _style_of(figure: str) -> Style | None:
    groups, signs = re.split(r"[.,]", figure), re.sub(r"\d", "", figure)
    if not signs or len(groups[0]) > 3:
        return None
    other: dict[str, Style] = {".": "koma", ",": "titik"}
    own: dict[str, Style] = {".": "titik", ",": "koma"}
    if len(groups) == 2:
        if len(groups[1]) == 3 and not groups[0].startswith("0"):
            return None
        return other[signs]
    if not all(len(g) == 3 for g in groups[1:-1]):
        return None
    if len(set(signs)) == 1:
        return own[signs[0]] if len(groups[-1]) == 3 else None
    if len(set(signs[:-1])) == 1 and len(groups[-1]) != 3:
        return own[signs[0]]
    return None
