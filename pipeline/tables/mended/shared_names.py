"""The name of an indicator whose lines stand beside its measures, one a row, in a table without lines between rows.

`Persentase lulusan yang | Target`, `bekerja dalam enam | Realisasi`, `bulan | Capaian`: a row that says the next measure of the
same indicator names none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from extractors.layout.cells import joined
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import ROW_NUMBER
from extractors.model import Cell
from normalizers.wordings.fact_words import begins_indicator
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import Column
from pipeline.tables.grid import TableGrid, grid_of


@heuristic(first)
def with_names_over_measures(grid: TableGrid, columns: Sequence[Column], measures: Mapping[int, Ukuran]) -> TableGrid:
    """The grid with one name over the rows of each indicator, whose measures (by row) do not repeat; as it is where a further
    line begins as names of indicators do, has a number, or says again what the first does."""
    if grid.table.is_ruled:
        return grid
    gone: set[int] = set()
    made: list[Cell] = []
    for column in (k.index for k in columns if k.peran == "indikator"):
        for rows in _one_indicator_each(measures):
            begun = (grid.begun(row, column) for row in rows)
            cells = [cell for cell in begun if cell is not None and cell.column == column and cell.text.strip()]
            if len(cells) > 1 and cells[0].row == rows[0] and all(_goes_on(cells[0], cell) for cell in cells[1:]):
                gone |= set(map(id, cells))
                made.append(replace(reduce(joined, cells), row_span=rows[-1] - rows[0] + 1))
    if not made:
        return grid
    kept = (cell for cell in grid.table.cells if id(cell) not in gone)
    return grid_of(replace(grid.table, cells=(*kept, *made)))


def _one_indicator_each(measures: Mapping[int, Ukuran]) -> Iterator[range]:
    """The rows of each indicator: until a measure comes again."""
    begun: list[int] = []
    said: set[Ukuran] = set()
    for row in sorted(measures):
        if measures[row] in said:
            yield range(begun[0], begun[-1] + 1)
            begun, said = [], set()
        begun.append(row)
        said.add(measures[row])
    if begun:
        yield range(begun[0], begun[-1] + 1)


def _goes_on(name: Cell, cell: Cell) -> bool:
    text = cell.text.strip()
    return text != name.text.strip() and not begins_indicator(text) and not ROW_NUMBER.match(text)
