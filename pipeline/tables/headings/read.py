"""Heading rows of a table: where they end, and what stands above each column from the top level to the leaf."""

from __future__ import annotations

from extractors.layout.text_forms import number_row
from normalizers.heading_words import HeaderLexicon, HeadingReading
from normalizers.wordings.column_words import is_year
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import counts_years
from pipeline.tables.headings.extent import first_body_row, title_lines, titles_above
from pipeline.tables.headings.head_rows import heading_row, years_of_a_group
from pipeline.tables.headings.heading import Heading, Read
from pipeline.tables.headings.paths import path_of


def read_headings(grid: TableGrid, headers: HeaderLexicon, told_end: int | None = None) -> Heading:
    """Find the heading rows and read them. `Table.header_rows` is heard where the words alone do not decide; `told_end`, the
    first row of the body according to a person, before all."""
    read = _once(headers)
    start = titles_above(grid, read)
    if told_end is not None:
        start = min(start, told_end)
    end = first_body_row(grid, read, start) if told_end is None else min(told_end, grid.rows)
    titles = tuple(line for r in range(start) for line in title_lines(grid, read, r))
    if end == start:
        return Heading(start, start, titles, ((),) * grid.columns)
    rows = [r for r in range(start, end) if not number_row(grid.texts(r), in_body=True) or counts_years(grid, start, r)]
    years = {r for r in rows if r > start and years_of_a_group(grid, read, r) and not heading_row(grid, read, r, first=False)}
    return Heading(
        start,
        end,
        titles,
        tuple(
            path_of(grid, read, [r for r in rows if r not in years or is_year(grid.text(r, c))], c) for c in range(grid.columns)
        ),
    )


def _once(headers: HeaderLexicon) -> Read:
    """Reads a text of this table once, however often it is asked for."""
    known: dict[str, HeadingReading] = {}

    def read(text: str) -> HeadingReading:
        if text not in known:
            known[text] = headers.read(text)
        return known[text]

    return read
