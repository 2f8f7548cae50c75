"""Percentages that a table prints beside the two figures they come from: what they should be, and how near is near enough.

Three questions, each with a nearness of its own: `is_share`, is it that share at all; `proves`, does it confirm the digits of
the other two; `agrees`, is it free of contradiction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeVar

Number = TypeVar("Number", float, Decimal)
Formula = Literal["naik", "turun", "turun_rasio"]

_ROUGHLY = 0.006
"""Of the share, or of one point where it is less: what was rounded, typed or scaled before."""
_HAIR = 0.001
"""Percentage points that a half rounded up may lie beyond half a unit."""
_TRIFLE = 0.05
"""Percentage points that nobody needs to be bothered with."""
_FRACTION = 2
"""A share up to this may be printed as a fraction: 0,98 is as good as 98."""


def percent_of(part: Number, whole: Number) -> Number:
    """Part of whole, in percent; `whole` is not 0."""
    return 100 * part / whole


def achievements(realisasi: Number, target: Number) -> dict[Formula, Number]:
    """The achievement in percent by each formula in use; `target` is not 0.

    More is better: r/t. Less is better: (2t - r)/t (t + (t - r) over t), or t/r. (Source: LKjIP practice, PermenPANRB
    53/2014.)
    """
    out: dict[Formula, Number] = {"naik": percent_of(realisasi, target), "turun": percent_of(2 * target - realisasi, target)}
    if realisasi:
        out["turun_rasio"] = percent_of(target, realisasi)
    return out


def is_share(printed: float, part: float, whole: float) -> bool:
    """Whether a figure can be meant as the share of the two beside it, right or not."""
    return whole != 0 and abs(printed - percent_of(part, whole)) <= _ROUGHLY * max(1.0, abs(printed))


def proves(printed: Decimal, value: Decimal, decimals: int) -> bool:
    """Whether a share printed with so many decimals is this value, rounded."""
    return abs(printed - value) <= Decimal(10) ** -decimals / 2 + Decimal(str(_HAIR))


def agrees(printed: float, value: float, decimals: int, spread: float = 0.0) -> bool:
    """Equal but for rounding or cutting off at the last printed place; `spread` is what the rounding of the operands makes,
    as a share of the value."""
    slack = max(10.0**-decimals, _TRIFLE)
    rounding = abs(value * spread) + 1e-9
    return abs(printed - value) <= slack + rounding or (
        abs(printed) <= _FRACTION and abs(printed * 100 - value) <= 100 * slack + rounding
    )
