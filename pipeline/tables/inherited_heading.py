"""A piece of a table that lost its heading takes over the heading of the table right before it, column by place."""

from __future__ import annotations

import itertools
from dataclasses import replace

from extractors.layout.steps import heuristic, nothing
from extractors.model import Table
from normalizers.heading_words import HeadingReading
from normalizers.text import fold
from pipeline.tables.columns.column import Column
from pipeline.tables.headings import Heading
from pipeline.tables.view import TableView

_ALIGNED = 8.0  # points that borders of pieces of one table may lie apart from page to page
_SURE, _GUESS = 0.85, 0.7


@heuristic(nothing)
def heading_from(before: TableView, table: Table, own: Heading) -> tuple[Heading, tuple[Column, ...]] | None:
    """Heading and columns for a table without a heading (`own` says nothing), from the table before it; None where it does
    not lie under that one's columns. With the same borders the roles are sure, with columns only lying inside them they are
    guesses. Where the page break tore the heading, `own` is the lower part of the heading before."""
    above = before.kisi.table
    if any(r.names() for path in own.jalur for r in path):
        return _torn(before, table, own)
    if not any(k.holds("nilai", "rupiah") and k.ukuran for k in before.kolom):
        return None
    edges, other = _edges(table), _edges(above)
    if edges is None or other is None or table.columns < 2:
        return None
    places = []
    for left, right in itertools.pairwise(edges):
        middle = (left + right) / 2
        place = next((i for i in range(above.columns) if other[i] <= middle < other[i + 1]), None)
        if place is None or place in places:
            return None
        places.append(place)
    same = table.columns == above.columns and all(abs(a - b) <= _ALIGNED for a, b in zip(edges, other, strict=True))
    columns = tuple(
        replace(before.kolom[p], index=i, yakin=min(before.kolom[p].yakin, _SURE if same else _GUESS))
        for i, p in enumerate(places)
    )
    if not any(k.holds("nilai", "rupiah") and k.ukuran for k in columns):
        return None
    return Heading(0, 0, (), tuple(before.kepala.jalur[p] for p in places)), columns


def _torn(before: TableView, table: Table, own: Heading) -> tuple[Heading, tuple[Column, ...]] | None:
    edges, other = _edges(table), _edges(before.kisi.table)
    if edges is None or other is None or len(edges) != len(other):
        return None
    if any(abs(a - b) > _ALIGNED for a, b in zip(edges, other, strict=True)):
        return None
    whole = before.kepala.jalur
    if not all(_ends_like(upper, lower) for upper, lower in zip(whole, own.jalur, strict=True)):
        return None
    if sum(map(len, whole)) <= sum(map(len, own.jalur)):
        return None
    return Heading(own.awal, own.akhir, own.judul, whole), before.kolom


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
