"""Tables whose heading stands in their first column: the fields of a form (`Nama Indikator | ...` over `Target 2023 | 66,00`), or
indicators side by side over rows of years, or over rows of measures beside these (`Tahun 2020` | `Target`, `Realisasi`). Set
upright they are read as any other table; their facts keep the places they have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.steps import heuristic, none_of_them
from extractors.layout.text_forms import is_figure
from extractors.model import Cell, Table
from normalizers.heading_words import HeaderLexicon
from normalizers.text import fold, is_missing
from normalizers.wordings.column_words import is_year
from normalizers.wordings.fact_words import begins_indicator
from pipeline.tables.grid import TableGrid, is_colon
from pipeline.tables.headings.head_rows import is_value, names_measure
from pipeline.tables.rows.measures import TitleLines


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("so many rows say what their figures measure, or of which year they are", COUNT)] = 3
    fields: Annotated[int, Limit("in a form of so many columns so many that names its indicator are enough", COUNT)] = 2
    labels: Annotated[int, Limit("years over measures stand in so many columns", COUNT)] = 2
    figures: Annotated[float, Limit("so many of the filled cells beside them are figures", SHARE)] = 0.8


LIMITS = Limits()


@heuristic(none_of_them)
def turned(grid: TableGrid, headers: HeaderLexicon) -> list[Table]:
    """The table of a grid, its rows as columns, where the labels of its first column say what the figures beside them measure and
    no cell of its first row does so; of several forms one below the other, which repeat their labels, one table each, blank
    where the others are. None for any other."""
    table = grid.table
    width = _width_of_labels(grid, headers)
    told = [row for row in range(table.rows) if _told(grid, row, width, headers)]
    if not _stands_in_its_first_columns(grid, told, width, headers):
        return []
    if any(grid.text(row, 0).strip(" :") for row in set(range(table.rows)) - set(told)):
        return [_upright(grid, start, end) for start, end in pairwise([*_forms(grid), table.rows])]
    name = TitleLines((table.caption or "",), headers, table.context).indicator()
    return [] if name is None else [_named(_upright(grid, 0, table.rows), name)]


def _width_of_labels(grid: TableGrid, headers: HeaderLexicon) -> int:
    """Over how many columns the labels stand: two where years, each over several rows, have measures beside them (`Tahun 2020` |
    `Target`, `Realisasi`, `Capaian`)."""
    over = [c for row in range(grid.rows) if (c := grid.begun(row, 0)) and c.row_span > 1 and c.column_span == 1]
    beside = [c for o in over if _tells(o, headers) for c in grid.begun_below(o.row, 1) if c.row < o.row + o.row_span]
    return LIMITS.labels if len(beside) >= LIMITS.rows and all(_tells(c, headers) for c in beside) else 1


def _told(grid: TableGrid, row: int, width: int, headers: HeaderLexicon) -> bool:
    """Whether the label of a row, in all of its columns, tells what its figures measure."""
    first, *behind = (grid.at(row, column) for column in range(width))
    if first is None or (width == 1 and first.row != row):
        return False
    return _tells(first, headers) and all(c is not None and _tells(c, headers) for c in behind)


def _stands_in_its_first_columns(grid: TableGrid, told: Sequence[int], width: int, headers: HeaderLexicon) -> bool:
    """Whether enough rows are `told` by their labels, in so many columns, with figures beside them, and the first row heads no
    columns."""
    named = names_its_indicator(grid, headers)
    if len(told) < (LIMITS.fields if named else LIMITS.rows):
        return False
    if not named and any(_tells(cell, headers) for cell in grid.filled(0) if cell.column >= width):
        return False
    beside = [cell.text for row in told for cell in grid.filled(row) if cell.column >= width and not is_missing(cell.text)]
    return bool(beside) and sum(map(_is_result, beside)) >= LIMITS.figures * len(beside)


def names_its_indicator(grid: TableGrid, headers: HeaderLexicon) -> bool:
    """Whether a table of two columns, a colon between them aside, has a field for the indicator that its other fields are of:
    `Indikator | Persentase arsip tertata` over `Target 2031 | 80 %`. Read as a heading that field would name a column."""
    filled = {c.column for row in range(grid.rows) for c in grid.told(row)}
    first = [cell for cell in grid.begun_below(0, 0) if cell.column_span == 1]
    named = [cell for cell in first if headers.read(cell.text).names("peran")[:1] == ("indikator",)]
    return len(filled) == LIMITS.fields and any(begins_indicator(_beside(grid, cell)) for cell in named)


def _beside(grid: TableGrid, cell: Cell) -> str:
    """What stands beside a label."""
    return next((c.text for c in grid.told(cell.row) if c.column), "")


def _forms(grid: TableGrid) -> list[int]:
    """Where each form begins: as far above a label that the one before has as that stands below its first."""
    starts, seen = [0], dict[str, int]()
    for row in range(grid.rows):
        label = _label(grid, row)
        if label in seen:
            starts.append(row - (seen[label] - starts[-1]))
            seen = {_label(grid, r): r for r in range(starts[-1], row)}
        if label:
            seen[label] = row
    return starts


def _label(grid: TableGrid, row: int) -> str:
    """The label that begins in a row."""
    cell = grid.begun(row, 0)
    return fold(cell.text) if cell else ""


def _upright(grid: TableGrid, start: int, end: int) -> Table:
    """The rows from `start` to `end` as columns in their places; the others, and colons between names and texts, blank."""
    table = grid.table
    cells = (c if start <= c.row < end and not is_colon(c) else replace(c, text="", second=None) for c in table.cells)
    return replace(table, cells=tuple(map(_turned, cells)), rows=table.columns, columns=table.rows, column_edges=())


def _named(table: Table, name: str) -> Table:
    """The table with a last column for the indicator that only its title names."""
    model = table.cells[0]
    texts = ("Indikator", *[name] * (table.rows - 1))
    column = [
        replace(model, row=row, column=table.columns, row_span=1, column_span=1, text=text) for row, text in enumerate(texts)
    ]
    return replace(table, cells=(*table.cells, *column), columns=table.columns + 1)


def _tells(label: Cell, headers: HeaderLexicon) -> bool:
    """Whether a label says a measure or a year, and hardly anything else."""
    return not is_value(label.text) and names_measure(headers.read(label.text), dated=True)


def _is_result(text: str) -> bool:
    """Whether a text is a figure, with its unit or a grade beside it, or a dash."""
    return is_figure(text.strip()) or is_value(text) or is_year(text.strip())


def _turned(cell: Cell) -> Cell:
    return replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)
