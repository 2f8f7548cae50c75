"""Where the heading of a table begins, behind titles inside its frame, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.text_forms import DIGIT, number_row
from extractors.model import Cell
from normalizers.wordings.fact_words import begins_aim, begins_indicator
from pipeline.tables.grid import TableGrid, field_of
from pipeline.tables.headings.counted import counts_years
from pipeline.tables.headings.head_rows import heading_row, holds_value, is_value, parts_groups, years_of_a_group
from pipeline.tables.headings.heading import Read


@dataclass(frozen=True, slots=True)
class Limits:
    levels: Annotated[int, Limit("a heading has no more rows", COUNT)] = 7
    titles: Annotated[int, Limit("no more rows above it are titles inside the frame", COUNT)] = 3
    form_columns: Annotated[int, Limit("fields of a form stand above tables of so many columns", COUNT)] = 4
    form_rows: Annotated[int, Limit("fields of a form are no more rows", COUNT)] = 6
    form_cells: Annotated[int, Limit("and have no more cells each", COUNT)] = 2
    known: Annotated[float, Limit("more letters of the word for what a field names are known, less of the name", SHARE)] = 0.8


LIMITS = Limits()


def titles_above(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are a title inside the frame: one cell with text, more cells in the row that follows."""
    form = _wide_titles(grid, read) or _fields(grid, read)
    if form:
        return form
    row = 0
    while row < min(LIMITS.titles, grid.rows - 1):
        filled = grid.filled(row)
        if len(filled) > 1 or grid.columns < 2 or (filled and filled[0].row_span > 1):
            break
        if filled:
            reading = read(filled[0].text)
            wide = filled[0].column_span >= grid.columns - 1
            if not wide and (reading.names("ukuran", "uang", "peran") or is_value(filled[0].text)):
                break
        if not _begins_heading(grid, read, row + 1) and len(grid.filled(row + 1)) > 1:
            break
        row += 1
    return row if _begins_heading(grid, read, row) else 0


def _fields(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are fields of a form inside the frame, above a heading."""
    last = min(LIMITS.form_rows, grid.rows - 1)
    row = next((r for r in range(last) if field_of(grid, r) is None and not _names_aim(grid, read, r)), last)
    return row if grid.columns >= LIMITS.form_columns and _begins_heading(grid, read, row) else 0


def _names_aim(grid: TableGrid, read: Read, row: int) -> bool:
    """Whether a row names the one sasaran or indicator of a table, over most of its columns behind the word for it, as reports of
    ministries do for each of theirs: `Sasaran Kegiatan 1 | Meningkatnya ...`, `IKK-1 | Persentase ...`."""
    filled = grid.filled(row)
    if len(filled) != LIMITS.form_cells or filled[0].column > 0 or not _is_wide(grid, filled[1]):
        return False
    label, name = read(filled[0].text), read(filled[1].text)
    told = bool({"sasaran", "indikator"} & set(label.names("peran"))) and label.cakupan > LIMITS.known > name.cakupan
    return told and (bool(DIGIT.search(label.teks)) or begins_aim(name.teks) or begins_indicator(name.teks))


def _wide_titles(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are the head of a form inside the frame: a cell over most of the columns and at most one beside it
    (a crest, the number of the form), above a row that begins a heading anew with the role of its first column (`Kode`, `No`)."""
    if grid.columns < LIMITS.form_columns:
        return 0
    row = 0
    while row < min(LIMITS.form_rows, grid.rows - 1):
        first = grid.begun(row, 0)
        if first is None or len(grid.filled(row)) > LIMITS.form_cells:
            break
        if not _is_wide(grid, first) and (_heads(read, first) or not any(_is_wide(grid, c) for c in grid.filled(row))):
            break
        row += 1
    begins = grid.begun(row, 0)
    anew = begins is not None and bool(read(begins.text).names("peran"))
    return row if row and anew and _begins_heading(grid, read, row) else 0


def _is_wide(grid: TableGrid, cell: Cell) -> bool:
    return cell.column_span * 2 >= grid.columns


def _heads(read: Read, cell: Cell) -> bool:
    """Whether a cell beside a wide one says what its columns hold, or reaches down beside the rows below."""
    return bool(read(cell.text).names("peran", "ukuran", "uang")) or cell.row_span > 1


def title_lines(grid: TableGrid, read: Read, row: int) -> tuple[str, ...]:
    """What a row above the heading says: a field of a form (`Sasaran | : Meningkatnya ...`) in one line."""
    field = field_of(grid, row)
    if field is not None:
        return (" ".join(field),)
    texts = tuple(c.text for c in grid.filled(row))
    return (" : ".join(texts),) if _names_aim(grid, read, row) else texts


def _begins_heading(grid: TableGrid, read: Read, row: int) -> bool:
    """Whether a row is the first of a heading by its own words, or by groups that the row below parts alike."""
    return row < grid.rows and (heading_row(grid, read, row, first=True) or parts_groups(grid, read, row + 1))


def first_body_row(grid: TableGrid, read: Read, start: int) -> int:
    """The row behind the heading by what its words say; what their form says (`Table.header_rows`) is heard where they do not
    decide."""
    limit = min(start + LIMITS.levels + 1, grid.rows)
    for row in range(start, limit):
        counted = counts_years(grid, start, row)
        if number_row(grid.texts(row), in_body=True) and not counted and value_free(grid, read, start, row):
            return row + 2 if parts_groups(grid, read, row + 1) else row + 1
    if not _begins_heading(grid, read, start):
        hinted = grid.table.header_rows
        return hinted if value_free(grid, read, start, hinted) and hinted > start else start
    row = next((r for r in range(start + 1, limit) if not _goes_on(grid, read, start, r)), limit)
    reach = max(c.row + c.row_span for c in grid.starts(start)) if grid.starts(start) else row
    row = max(row, min(reach, limit) if value_free(grid, read, row, min(reach, limit)) else row)
    hinted = grid.table.header_rows
    if (
        hinted > row
        and hinted <= limit
        and value_free(grid, read, row, hinted)
        and all(len(grid.filled(r)) > 1 or not grid.filled(r) for r in range(row, hinted))
    ):
        row = hinted
    return row


def _goes_on(grid: TableGrid, read: Read, start: int, row: int) -> bool:
    """Whether a row is one of the heading that begins at `start`."""
    return (
        counts_years(grid, start, row)
        or heading_row(grid, read, row, first=False)
        or years_of_a_group(grid, read, row)
        or parts_groups(grid, read, row)
    )


def value_free(grid: TableGrid, read: Read, start: int, end: int) -> bool:
    """Whether no figure stands in these rows, the years of a plan counted `1 2 3` aside."""
    return end <= grid.rows and not any(
        holds_value(c, read) for r in range(start, end) if not counts_years(grid, max(0, start - 1), r) for c in grid.filled(r)
    )
