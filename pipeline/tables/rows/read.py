"""The body rows of a table, in order, without those that repeat its heading."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.text_forms import number_row
from normalizers.tahun import is_place_and_date
from normalizers.text import fold
from normalizers.wordings.fact_words import code_of_agency
from normalizers.wordings.row_words import heads
from pipeline.tables.columns.column import ABOVE, Column
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.heading import Heading
from pipeline.tables.rows.codes import RowCodes, activity_named
from pipeline.tables.rows.marks import row_marks
from pipeline.tables.rows.row import Row
from pipeline.tables.rows.state import State


def read_rows(
    grid: TableGrid,
    kepala: Heading,
    columns: Sequence[Column],
    *,
    kinerja: bool,
    above: Sequence[str] = (),
    form: Sequence[str] = (),
    sasaran: str | None = None,
) -> tuple[Row, ...]:
    """The body rows in order; number rows and repeated headings are left out, and all from the place and date over a
    signature on. `kinerja`: rows are indicators' rows. `above`: lines over the table, which name the activity that
    the rows of accounts are of; `form`: fields of the same form above it, which name that of indicators as well; `sasaran`:
    what a line above it says that its indicators are for, where no column does."""
    of_form = activity_named(form)
    agency = next((code for line in reversed(above) if (code := code_of_agency(line))), None)
    codes = RowCodes(grid, columns, kepala.akhir, form=of_form is not None, agency=agency)
    state = State(grid, columns, codes, kinerja, row_marks(grid, columns, kepala.akhir))
    if kinerja and not any(k.holds(*ABOVE) for k in columns):
        state.sasaran = sasaran
    if state.codes.accounts:
        state.kode = activity_named([*form, *above])
    elif not state.codes.places and not any(state.names_rows(k, kepala.akhir) for k in state.naming):
        state.kode = of_form
    out = []
    heading = {_row_key(grid, r) for r in range(kepala.awal, kepala.akhir)}
    for row in range(kepala.akhir, grid.rows):
        texts = grid.texts(row)
        again = any(texts) and (_row_key(grid, row) in heading or _heads_columns(grid, row, columns))
        if again or number_row(texts, in_body=True):
            continue
        if is_place_and_date(" ".join(t for t in texts if t)):
            break
        out.append(state.read(row))
    return tuple(out)


def _heads_columns(grid: TableGrid, row: int, columns: Sequence[Column]) -> bool:
    """Whether a row says of several columns what they hold: the rest of a heading, whose last line names them."""
    return sum(heads(cell.text, columns[cell.column].peran) for cell in grid.starts(row)) > 1


def _row_key(grid: TableGrid, row: int) -> str:
    return "|".join(fold(grid.text(row, c)) for c in range(grid.columns))
