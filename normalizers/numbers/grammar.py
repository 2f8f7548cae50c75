"""The grammar of figures: what digits and the signs between them can mean (docs/ATURAN.md, Angka 3 and 4).

A *figure* is a run of digits with signs between its groups; a *style* says which sign groups thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from normalizers.reading import Rule

Hint = Literal["rupiah", "persen", "jumlah", "indeks"]
"""What a column holds: money, percent points, quantities, or scores."""
Style = Literal["titik", "koma"]
"""Which sign groups thousands: `titik` 1.234,5 - `koma` 1,234.5."""

MOST_CANDIDATES = 6
GROUP, CENTS = 3, 2
"""Digits of a group of thousands, and of the cents behind an amount."""
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
LOOSE_SIGN = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")
_SPACED_AMOUNT = 3
"""Groups parted by spaces that are an amount; two may be two figures."""
_LONGEST_AMOUNT = 15  # digits of a sensible figure: NIP (18) and account numbers are longer
_LONGEST_READING = 40
"""Digits of what is worth keeping as a possible reading; more are figures run together, which arithmetic cannot hold."""
_SIGN_OF: dict[Style, str] = {"titik": ".", "koma": ","}
_GROUPED_BY: dict[str, Style] = {".": "titik", ",": "koma"}
_DECIMAL_BY: dict[str, Style] = {".": "koma", ",": "titik"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the digits and signs of one figure say: the value, or the readings still open (best first)."""

    value: Decimal | None
    rule: Rule
    candidates: tuple[Decimal, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.candidates


_SIGN = re.compile(r"[.,]")
_DIGIT = re.compile(r"\d")
_SPREAD = re.compile(r"\d{1,3}(?:\s?[.,]\s?\d{3})+(?:\s?[.,]\s?\d{1,2})?")
_PARTED_SHARE = re.compile(r"\d{2,3}\.\s\d\d")
"""`92. 90 %`, broken in a narrow column: no list is parted by dots, and no item has so high a number."""
_NO_READING = Grammar(None, "terlalu_panjang")
"""Neither a value nor a candidate: whoever takes the figure up is left in doubt."""


def _opens(group: str) -> bool:
    """Whether digits can stand before the first sign of thousands."""
    return len(group) <= GROUP and not group.startswith("0")


def _whole(groups: Sequence[str]) -> bool:
    """Whether all groups are of three digits."""
    return all(len(g) == GROUP for g in groups)


def _decimal(whole: str, fraction: str = "") -> Decimal:
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")


def doubt(rule: Rule, *candidates: Decimal, prefer: bool = True) -> Grammar:
    """A doubtful reading; its first candidate is the value where one can be preferred."""
    distinct = tuple(dict.fromkeys(candidates))[:MOST_CANDIDATES]
    return Grammar(distinct[0] if prefer and distinct else None, rule, distinct)


def _malformed_amount(groups: list[str], cents: str) -> Grammar:
    """Money whose groups are not of three digits: a sign was lost (`227.199732`) or a digit slipped in or out.

    None is preferred: even where the digits as they stand make a well-formed amount, a group too many is as likely
    (docs/ATURAN.md, Angka 6: such an amount was a thousand times too large).
    """
    joined = "".join(groups)
    if len(groups) > 1 and len(groups[0]) <= GROUP and all(len(g) % GROUP == 0 for g in groups[1:]):
        return doubt("tanda_ribuan_hilang", _decimal(joined), prefer=False)
    readings = []
    for at, group in enumerate(groups):
        if at and len(group) == GROUP + 1:  # one digit too many: each of its digits may be it
            shorter = dict.fromkeys(group[:k] + group[k + 1 :] for k in reversed(range(GROUP + 1)))
            readings += [_decimal("".join([*groups[:at], g, *groups[at + 1 :]])) for g in shorter]
    readings.append(_decimal(joined))
    if len(groups[-1]) < GROUP and not cents:  # digits lost at the end, or cents behind the sign of thousands
        if len(groups) > 1:
            readings.append(_decimal("".join(groups[:-1]), groups[-1]))
        readings.append(_decimal(joined + "0" * (GROUP - len(groups[-1]))))
    return doubt("kelompok_cacat", *readings, prefer=False)


def _amount(groups: list[str], signs: str, style: Style | None) -> Grammar:
    """Money: groups of three are thousands whatever the signs; a tail of 00 is cents; the rest is doubtful."""
    if len(groups) == 1:
        if groups[0] != "0" and groups[0].startswith("0"):
            return doubt("nol_di_depan", _decimal(groups[0]))
        return Grammar(_decimal(groups[0]), "bulat")
    well_formed = _opens(groups[0])
    if well_formed and _whole(groups[1:]):
        return Grammar(_decimal("".join(groups)), "ribuan" if len(set(signs)) == 1 else "ribuan_campur")
    whole, tail = groups[:-1], groups[-1]
    grouped = well_formed and _whole(whole[1:])
    if len(whole) == 1 and len(tail) <= CENTS:  # one sign, no thousands before it
        if tail == "00" or groups[0] == "0" or (style is not None and signs != _SIGN_OF[style] and well_formed):
            return Grammar(_decimal(whole[0], tail), "sen")
        return doubt("pecahan_rupiah", _decimal(whole[0], tail), _decimal(whole[0] + tail))
    if len(tail) == CENTS and signs[-1] not in signs[:-1]:
        if grouped:
            return Grammar(_decimal("".join(whole), tail), "sen")
        return _malformed_amount(whole, tail)
    if tail == "00" and grouped:  # 15.450.000.00: cents behind the wrong sign, or a digit lost
        return doubt("sen_bertanda_ribuan", _decimal("".join(whole)), _decimal("".join(groups)), _decimal("".join(groups) + "0"))
    return _malformed_amount(groups, "")


def _lone_sign(whole: str, tail: str, sign: str, hint: Hint, style: Style | None, counted: bool) -> Grammar:
    """One sign with three digits behind it: `1.234`, `72,126`, `0,123` (docs/ATURAN.md, Angka 3f)."""
    as_decimal, as_grouped = _decimal(whole, tail), _decimal(whole + tail)
    groups_thousands = style is not None and _SIGN_OF[style] == sign
    if len(whole) > GROUP and groups_thousands:  # `7000.000` in a column of `2.500.000`
        return doubt("tanda_ribuan_hilang", as_grouped, as_decimal, prefer=False)
    if not _opens(whole):
        return Grammar(as_decimal, "desimal")
    if hint in ("persen", "indeks"):
        if groups_thousands:
            return doubt("ribuan_atau_desimal", as_grouped, as_decimal, prefer=False)
        return Grammar(as_decimal, "desimal_menurut_jenis")
    if counted:
        return Grammar(as_grouped, "ribuan_menurut_satuan")
    if groups_thousands:
        return Grammar(as_grouped, "ribuan_menurut_kolom")
    if style is not None:  # three decimals are rare, and one column mixes styles (docs/ATURAN.md, Angka 4): not sure enough
        return doubt("desimal_menurut_kolom", as_decimal, as_grouped)
    return doubt("ribuan_atau_desimal", as_grouped, as_decimal)


def _quantity(groups: list[str], signs: str, hint: Hint, style: Style | None, counted: bool) -> Grammar:
    """Percent, scores and quantities: thousands and decimals both occur (docs/ATURAN.md, Angka 3a-3g)."""
    if len(groups) == 1:
        return Grammar(_decimal(groups[0]), "bulat")
    whole, tail = groups[:-1], groups[-1]
    joined = "".join(whole)
    if len(whole) == 1:
        if len(tail) == GROUP:
            return _lone_sign(joined, tail, signs, hint, style, counted)
        if counted and len(tail) > GROUP:
            return doubt("kelompok_cacat", _decimal(joined, tail), _decimal(joined + tail), prefer=False)
        return Grammar(_decimal(joined, tail), "desimal")
    grouped = _opens(whole[0]) and _whole(whole[1:])
    last_is_new, before_uniform = signs[-1] not in signs[:-1], len(set(signs[:-1])) == 1
    if not grouped:
        readings = [_decimal(joined, tail), _decimal(joined + tail)]
        return doubt("kelompok_cacat", *readings, prefer=False)
    if len(tail) != GROUP:
        if last_is_new and before_uniform:
            return Grammar(_decimal(joined, tail), "desimal")
        if len(tail) < GROUP and hint == "jumlah":
            return doubt("desimal_tanda_sama", _decimal(joined, tail), _decimal(joined + tail))
        if len(tail) < GROUP:  # 1,529,7: thousands and decimals behind the same sign
            return Grammar(_decimal(joined, tail), "desimal_tanda_sama")
        return doubt("kelompok_cacat", _decimal(joined, tail), _decimal(joined + tail), prefer=False)
    if not last_is_new:
        return Grammar(_decimal(joined + tail), "ribuan" if len(set(signs)) == 1 else "ribuan_campur")
    # 1.234,567: the second sign may open decimals or, as typists mix them, one more group
    if counted:
        return Grammar(_decimal(joined + tail), "ribuan_campur")
    if hint in ("persen", "indeks") or (style is not None and before_uniform and signs[0] == _SIGN_OF[style]):
        return Grammar(_decimal(joined, tail), "desimal")
    return doubt("ribuan_atau_desimal", _decimal(joined, tail), _decimal(joined + tail), prefer=False)


def read_figure(figure: str, hint: Hint, style: Style | None, counted: bool) -> Grammar:
    groups, signs = _SIGN.split(figure), _DIGIT.sub("", figure)
    if sum(map(len, groups)) > _LONGEST_READING:
        return _NO_READING
    unrounded = len(signs) == 1 and len(groups[0]) <= GROUP  # `87.60733504163997`, as programs compute shares
    if sum(map(len, groups)) > _LONGEST_AMOUNT and (len(groups) == 1 or not (hint == "rupiah" or unrounded)):
        return Grammar(None, "terlalu_panjang", (_decimal("".join(groups)),))
    if hint == "rupiah":
        return _amount(groups, signs, style)
    return _quantity(groups, signs, hint, style, counted)


def read_loose(figure: str, hint: Hint, style: Style | None, counted: bool) -> Grammar:
    """A figure that may hold spaces: `349. 999. 620`, `37.059. 668.545`, `1 234 567`, `15.450.0 00`."""
    tight = LOOSE_SIGN.sub(r"\1", figure)
    if sum(map(str.isdigit, tight)) > _LONGEST_READING:
        return _NO_READING
    if " " not in tight:
        read = read_figure(tight, hint, style, counted)
        one = tight == figure or _SPREAD.fullmatch(figure) or (hint == "persen" and _PARTED_SHARE.fullmatch(figure))
        if not one and read.sure and read.value is not None:  # `5, 4`: perhaps a list
            return Grammar(read.value, "spasi_di_dalam", (read.value,))
        return read
    return _parted(tight.split(" "), hint, style, counted)


def _parted(parts: list[str], hint: Hint, style: Style | None, counted: bool) -> Grammar:
    """A figure in pieces: groups that spaces part, an amount that a line end cut, several amounts, or nothing sure."""
    joined = read_figure("".join(parts), hint, style, counted)
    if len(parts[0]) <= GROUP and _whole(parts[1:]) and all(map(str.isdecimal, parts)):
        value = _decimal("".join(parts))
        if len(parts) >= _SPACED_AMOUNT and hint == "rupiah":
            return Grammar(value, "ribuan_spasi")
        return doubt("ribuan_spasi", value)
    amounts = _amounts_in_pieces(parts, joined, style, counted) if hint == "rupiah" else None
    if amounts is not None:
        return amounts
    candidates = [v for v in (joined.value, *joined.candidates) if v is not None]
    return doubt("angka_terpotong", *candidates, prefer=False)


def _amounts_in_pieces(parts: list[str], joined: Grammar, style: Style | None, counted: bool) -> Grammar | None:
    """One amount whose first piece alone is none, or several amounts side by side; None where the pieces are neither."""
    alone = [read_figure(p, "rupiah", style, counted) if FIGURE.fullmatch(p) else None for p in parts]
    first = alone[0]
    if joined.sure and joined.rule.startswith(("ribuan", "sen")) and first is not None and not first.sure:
        return Grammar(joined.value, "sambung_baris")
    whole = [g for g in alone if g is not None and g.sure and g.rule.startswith("ribuan")]
    if len(whole) < len(parts):
        return None
    return doubt("beberapa_angka", *(g.value for g in whole if g.value is not None), prefer=False)


def style_of(figure: str) -> Style | None:
    """The style that a figure shows on its own; None where it fits both (`1.234`, `12`) or neither."""
    groups, signs = _SIGN.split(figure), _DIGIT.sub("", figure)
    if not signs or len(groups[0]) > GROUP:
        return None
    if len(signs) == 1:
        ambiguous = len(groups[1]) == GROUP and not groups[0].startswith("0")
        return None if ambiguous else _DECIMAL_BY[signs]
    if not _whole(groups[1:-1]):
        return None
    if len(set(signs)) == 1:
        return _GROUPED_BY[signs[0]] if len(groups[-1]) == GROUP else None
    if len(set(signs[:-1])) == 1 and len(groups[-1]) != GROUP:
        return _GROUPED_BY[signs[0]]
    return None
