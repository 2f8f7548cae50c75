"""Numbers as Indonesians write them: 1.234,5."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_SHORT = ((Decimal(10) ** 12, "triliun"), (Decimal(10) ** 9, "miliar"), (Decimal(10) ** 6, "juta"))


def angka(value: float | Decimal | None, decimals: int | None = None) -> str:
    """1234.5 -> `1.234,5`; None -> ``. Without `decimals` as many as the value has, at most four."""
    if value is None:
        return ""
    text = f"{value:,.{4 if decimals is None else decimals}f}"
    if decimals is None:
        text = text.rstrip("0").rstrip(".")
    if text.strip("-0.,") == "":
        text = text.lstrip("-")
    return text.translate({ord(","): ".", ord("."): ","}).replace("-", "−")


def desimal(values: Iterable[float]) -> int:
    """The decimals that all of `values` need, at most four: a column of figures lines up only with equal ones."""
    return max((len(angka(v).partition(",")[2]) for v in values), default=0)


def persen(part: float | Decimal, whole: float | Decimal, decimals: int = 1) -> str:
    """The share of `part` in `whole` as `12,3%`; a dash where there is no whole."""
    if not whole:
        return "–"
    return angka(100 * float(part) / float(whole), decimals) + "%"


def rupiah(value: Decimal | float | None) -> str:
    """Full rupiah with thousands dots; the two decimals only where there are any."""
    if value is None:
        return ""
    return "Rp " + angka(value, 0 if value == int(value) else 2)


def rupiah_ringkas(value: Decimal | float | None) -> str:
    """`Rp 1,25 miliar`, for charts and headings; three digits."""
    if value is None:
        return ""
    amount = Decimal(str(value))
    for size, word in _SHORT:
        if abs(amount) >= size:
            scaled = amount / size
            return f"Rp {angka(scaled, 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2)} {word}"
    return rupiah(amount)
