"""A share in brackets alone tells that a row was cut in two."""

from __future__ import annotations

import pytest

from pipeline.facts.certainty import row_is_cut
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

TEXT = "Indikator | Target | Realisasi\nNilai A | 40 | {}\nNilai B | 38 | {}\nNilai C | 50 | {}"


@pytest.mark.parametrize(
    ("cells", "cut"),
    [
        (("38,11 (95,28%)", "40,20", "(101,84%)"), (False, True, True)),
        (("38,11 (95,28%)", "40,20 (105,79%)", "(101,84%)"), (False, True, True)),
        (("38,11 (95,28%)", "40,20 (105,79%)", "55 (110%)"), (False, False, False)),
        (("(95,28%)", "(105,79%)", "(110%)"), (False, False, False)),  # a column that prints its shares so
        (("38,11 (95,28%)", "-", "(12)"), (False, False, False)),  # a negative figure
    ],
)
def test_rows_around_a_share_that_lost_its_value(cells: tuple[str, ...], cut: tuple[bool, ...]) -> None:
    view = view_of("d", "t", table_of(TEXT.format(*cells)), REPORT, HEADERS)
    found = [row_is_cut(view, cell) for row in (1, 2, 3) if (cell := view.grid.at(row, 1)) is not None]
    assert tuple(found) == cut
