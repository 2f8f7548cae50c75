"""Small charts as inline SVG: no script, no network, the same on paper. Shapes carry the meaning, not colours alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_WIDTH, _HEIGHT = 400, 76
_TOP, _BOTTOM = 8, 66
LABEL_SHARE = 0.25
"""The left part of a chart that stays free: the table below has its row headings there, so that years line up."""


@dataclass(frozen=True, slots=True)
class YearPoint:
    """Target and realisasi of a year; None where there is none. `ragu`: the realisasi is doubtful."""

    tahun: int
    target: float | None
    realisasi: float | None
    ragu: bool = False


def target_and_realisasi(points: Sequence[YearPoint], label: str) -> Markup:
    """A column for each year; the target is a short level stroke, the realisasi a dot, hollow where doubtful.

    The years themselves stand in the heading of the table that belongs below, whose columns have the same places. The
    y axis spans the values shown, not zero.
    """
    values = [v for p in points for v in (p.target, p.realisasi) if v is not None]
    if not values:
        return Markup("")
    low, high = min(values), max(values)
    room = (high - low) or abs(high) or 1.0
    low, high = low - room * 0.08, high + room * 0.08
    column = _WIDTH * (1 - LABEL_SHARE) / len(points)
    places = [_WIDTH * LABEL_SHARE + column * (index + 0.5) for index in range(len(points))]

    def y(value: float) -> float:
        return _BOTTOM - (value - low) * (_BOTTOM - _TOP) / (high - low)

    done = [(x, y(p.realisasi)) for x, p in zip(places, points, strict=True) if p.realisasi is not None]
    parts = []
    if len(done) > 1:
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in done)
        parts.append(Markup('<polyline class="garis" points="{}"/>').format(path))
    stroke = min(13.0, column * 0.4)
    for x, p in zip(places, points, strict=True):
        if p.target is not None:
            parts.append(
                Markup('<line class="target" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>').format(
                    x - stroke, x + stroke, y(p.target), y(p.target)
                )
            )
    for x, p in zip(places, points, strict=True):
        if p.realisasi is not None:
            parts.append(
                Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="4.2"/>').format(
                    "titik ragu" if p.ragu else "titik", x, y(p.realisasi)
                )
            )
    return Markup('<svg class="grafik" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, label, Markup("").join(parts)
    )


def spent(pagu: float, realisasi: float, largest: float, label: str) -> Markup:
    """A bar of the pagu against the `largest` pagu of the list, filled as far as it was spent."""
    scale = 100 / largest if largest > 0 else 0.0
    return Markup(
        '<svg class="bilah" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="pagu" x="0" y="0" height="8" width="{:.2f}"/>'
        '<rect class="realisasi" x="0" y="1.6" height="4.8" width="{:.2f}"/></svg>'
    ).format(label, max(pagu, 0) * scale, min(max(realisasi, 0) * scale, 100))


def shares(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """One bar cut in proportion; `parts` are (class, count). Small parts stay visible."""
    total = sum(count for _, count in parts)
    if not total:
        return Markup("")
    widths = [max(100 * count / total, 0.8) if count else 0.0 for _, count in parts]
    factor = 100 / sum(widths)
    rects, at = [], 0.0
    for (name, _), width in zip(parts, widths, strict=True):
        if width:
            rects.append(Markup('<rect class="{}" x="{:.2f}" y="0" width="{:.2f}" height="8"/>').format(name, at, width * factor))
            at += width * factor
    return Markup('<svg class="bilah" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>').format(
        label, Markup("").join(rects)
    )
