"""How surely a figure was read: what kinerja and anggaran facts share."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.model import Cell

OCR_SURE = 0.97  # a lone reading of a scanned figure is trusted from here on
LARGEST_AMOUNT = Decimal(10) ** 18
"""Below this an amount fits decimal(20,2), the type of `anggaran.nilai`; no budget of this country comes near."""
_CENT = Decimal("0.01")


def to_cents(value: Decimal) -> Decimal | None:
    """An amount to the cent; None where it is too large for one. (Rounding digits without end would be an exception.)"""
    return value.quantize(_CENT) if value.is_finite() and abs(value) < LARGEST_AMOUNT else None


def digits(text: str) -> str:
    """The digits of a text; two readings of one figure agree where these do."""
    return re.sub(r"\D", "", text)


def second_of(cell: Cell, text: str) -> str | None:
    """What the second reader saw of one value of a cell: all of it, or the same line where the cell stacks values."""
    if not cell.from_ocr or cell.second is None or text.strip() == cell.text.strip():
        return cell.second if cell.from_ocr else None
    own = [line.strip() for line in cell.text.split("\n") if line.strip()]
    other = [line.strip() for line in cell.second.split("\n") if line.strip()]
    if len(own) == len(other) and text.strip() in own:
        seen = {theirs for ours, theirs in zip(own, other, strict=True) if ours == text.strip()}
        return seen.pop() if len(seen) == 1 else cell.second
    return cell.second


def readers_agree(cell: Cell, text: str) -> bool | None:
    """Whether the second reader saw the same figures; None where it was not asked or the text is not from a scan.

    The digits decide. A sign that only the first reader saw may be lost by the other; one that only the second saw may
    have parted the decimals.
    """
    second = second_of(cell, text)
    if second is None:
        return None
    return digits(text) == digits(second) and len(re.findall(r"\d[.,]\d", second)) <= len(re.findall(r"\d[.,]\d", text))


def figure_sure(cell: Cell, text: str) -> bool:
    """Whether a figure was read surely: printed as text, read alike twice, or once with high confidence."""
    agree = readers_agree(cell, text)
    if agree is None:
        return not cell.from_ocr or cell.confidence >= OCR_SURE
    return agree


