"""A piece of a table that lost its heading takes over the heading of the table right before it, column by place."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from rapidfuzz import fuzz

from extractors.layout.limits import COUNT, LIKENESS, POINTS, SHARE, Limit
from extractors.layout.steps import heuristic, nothing
from extractors.logical.stitch import laid_on
from extractors.model import Table
from normalizers.heading_words import HeadingReading
from normalizers.text import fold
from pipeline.tables.columns.column import LIKELY, PARTLY, Column
from pipeline.tables.columns.figures import read_figures
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.heading import Heading
from pipeline.tables.view import TableView


@dataclass(frozen=True, slots=True)
class Limits:
    aligned: Annotated[float, Limit("borders of pieces of one table lie no further apart from page to page", POINTS)] = 8.0
    width: Annotated[float, Limit("the whole is as wide but for this", SHARE)] = 0.03
    margin: Annotated[float, Limit("and begins no further beside it", POINTS)] = 60.0
    many: Annotated[int, Limit("so many columns at least are no chance", COUNT)] = 5
    laid: Annotated[float, Limit("borders of one lie no further apart when it is laid under the other", POINTS)] = 4.0
    same: Annotated[
        float, Limit("captions and titles of groups are the same from here on, a letter or a word apart", LIKENESS)
    ] = 90
    fewest: Annotated[int, Limit("a table that may have lost its heading has so many columns", COUNT)] = 2
    leaves: Annotated[int, Limit("and so many columns have lost a level of it", COUNT)] = 3
    groups: Annotated[float, Limit("so many of the columns have the same groups", SHARE)] = 0.8
    borders: Annotated[float, Limit("so many of the borders are at the same places", SHARE)] = 0.5


LIMITS = Limits()


@heuristic(nothing)
def heading_from(before: TableView, table: Table, own: Heading) -> tuple[Heading, tuple[Column, ...]] | None:
    """Heading and columns for a table without a heading (`own` says nothing), from the table before it; None where it does
    not lie under that one's columns. With the same borders the roles are sure, with columns only lying inside them they are
    guesses. Where the page break tore the heading, `own` is the lower part of the heading before; where the groups were printed
    once more without what stands under them, it is the upper part."""
    above = before.grid.table
    if not _goes_on(above.caption, table.caption):
        return None
    if any(r.names() for path in own.jalur for r in path):
        return _torn(before, table, own) or _without_leaves(before, table, own)
    if not any(k.holds("nilai", "rupiah") and k.ukuran for k in before.kolom):
        return None
    other = _edges(above)
    edges = _laid_under(_edges(table), other)
    places = [] if edges is None or other is None or table.columns < LIMITS.fewest else _places_under(edges, other)
    same = table.columns == above.columns and _same_edges(edges, other)
    columns = tuple(replace(before.kolom[p].at_most(LIKELY if same else PARTLY), index=i) for i, p in enumerate(places))
    if not any(k.holds("nilai", "rupiah") and k.ukuran for k in columns) or _other_figures(before, table, places):
        return None
    return Heading(0, 0, (), tuple(before.kepala.jalur[p] for p in places)), columns


def _other_figures(before: TableView, table: Table, places: Sequence[int]) -> bool:
    """Whether amounts of money stand under what is a quantity or a name above (the list of a budget below an agreement's
    targets), or units alone under a quantity (a list of `12.500 | Ton`)."""
    grid, first = grid_of(table), before.kepala.akhir
    for column, place in enumerate(places):
        role = before.kolom[place].peran
        own = read_figures(grid, 0, column)
        if role == "nilai" and own.units():
            return True
        if role != "rupiah" and own.mostly_amounts() and not read_figures(before.grid, first, place).mostly_amounts():
            return True
    return False


def _places_under(edges: Sequence[float], above: Sequence[float]) -> list[int]:
    """For each column between two edges the one above it, between edges of another table; none at all where one lies under no
    column of that, or two lie under the same."""
    places: list[int] = []
    for left, right in itertools.pairwise(edges):
        middle = (left + right) / 2
        place = next((i for i, (x0, x1) in enumerate(itertools.pairwise(above)) if x0 <= middle < x1), None)
        if place is None or place in places:
            return []
        places.append(place)
    return places


def _laid_under(edges: tuple[float, ...] | None, other: tuple[float, ...] | None) -> tuple[float, ...] | None:
    """The borders of a table laid under another's, where they are the same but for the place and the width of the whole: sheets
    lie now here, now there under the glass, and bound pages have their margin on the left, then on the right."""
    if edges is None or other is None or len(edges) != len(other) or len(edges) <= LIMITS.many:
        return edges
    width, own = other[-1] - other[0], edges[-1] - edges[0]
    if own <= 0 or abs(own - width) > LIMITS.width * width or abs(other[0] - edges[0]) > LIMITS.margin:
        return edges
    laid = tuple(laid_on(other, edges))
    return laid if all(abs(a - b) <= LIMITS.laid for a, b in zip(laid, other, strict=True)) else edges


def _same_edges(edges: Sequence[float] | None, other: Sequence[float] | None) -> bool:
    """Whether two tables have their borders at the same places, as many of them."""
    if edges is None or other is None or len(edges) != len(other):
        return False
    return all(abs(a - b) <= LIMITS.aligned for a, b in zip(edges, other, strict=True))


def _torn(before: TableView, table: Table, own: Heading) -> tuple[Heading, tuple[Column, ...]] | None:
    if not _same_edges(_edges(table), _edges(before.grid.table)):
        return None
    whole = before.kepala.jalur
    if not all(_ends_like(upper, lower) for upper, lower in zip(whole, own.jalur, strict=True)):
        return None
    if sum(map(len, whole)) <= sum(map(len, own.jalur)):
        return None
    return Heading(own.awal, own.akhir, own.judul, whole), before.kolom


def _without_leaves(before: TableView, table: Table, own: Heading) -> tuple[Heading, tuple[Column, ...]] | None:
    """Heading and columns of the table before for one of as many columns whose heading has only the upper levels of that one:
    `Capaian Kinerja Program dan Kerangka Pendanaan` over twelve columns, above which the years stand once."""
    whole = before.kepala.jalur
    if len(whole) != len(own.jalur) or not _mostly_aligned(_edges(table), _edges(before.grid.table)):
        return None
    cut = [n for n, (a, b) in enumerate(zip(whole, own.jalur, strict=True)) if len(b) < len(a)]
    alike = sum(_begins_like(a, b) for a, b in zip(whole, own.jalur, strict=True))
    if len(cut) < LIMITS.leaves or alike < LIMITS.groups * len(whole):
        return None
    columns = tuple(k.at_most(LIKELY) for k in before.kolom)
    return Heading(own.awal, own.akhir, own.judul, whole), columns


def _goes_on(above: str | None, own: str | None) -> bool:
    """Whether a table may be a piece of the one above: it has no caption of its own, or that one's."""
    return own is None or (above is not None and fuzz.ratio(fold(above), fold(own)) >= LIMITS.same)


def _mostly_aligned(edges: Sequence[float] | None, others: Sequence[float] | None) -> bool:
    if edges is None or others is None or len(edges) != len(others):
        return False
    return sum(abs(a - b) <= LIMITS.aligned for a, b in zip(edges, others, strict=True)) >= LIMITS.borders * len(edges)


def _begins_like(whole: tuple[HeadingReading, ...], part: tuple[HeadingReading, ...]) -> bool:
    """Whether a heading path is the upper end of another, words more or less."""
    pairs = zip(whole, part, strict=False)
    return 0 < len(part) <= len(whole) and all(fuzz.token_set_ratio(fold(a.teks), fold(b.teks)) >= LIMITS.same for a, b in pairs)


def _ends_like(whole: tuple[HeadingReading, ...], part: tuple[HeadingReading, ...]) -> bool:
    """Whether a heading path is the lower end of another; of its topmost cell the page break may have left the last words."""
    if len(part) > len(whole):
        return False
    tail = whole[len(whole) - len(part) :]
    return all(fold(a.teks).endswith(fold(b.teks)) for a, b in zip(tail, part, strict=True))


def _edges(table: Table) -> tuple[float, ...] | None:
    """The x places of the column borders: as found, else from the boxes of cells that span one column."""
    if len(table.column_edges) == table.columns + 1:
        return table.column_edges
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for c in table.cells:
        if c.column_span == 1:
            left[c.column] = min(left.get(c.column, c.bbox.x0), c.bbox.x0)
            right[c.column] = max(right.get(c.column, c.bbox.x1), c.bbox.x1)
    if len(left) != table.columns:
        return None
    return (*(left[i] for i in range(table.columns)), right[table.columns - 1])
