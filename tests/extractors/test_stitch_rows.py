"""Rows that a page break cut in two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Table
from extractors.stitch import join
from tests.pipeline.grids import table_of

HEAD = "No | Kegiatan | Indikator | Target | Pagu\n"


def joined(upper: str, lower: str) -> Table:
    first = table_of(HEAD + upper, header_rows=1)
    table = join(first, replace(table_of(lower, page=2), column_edges=first.column_edges))
    assert table is not None
    return table


def test_a_name_that_goes_on_with_a_capital_where_rows_are_numbered() -> None:
    table = joined("1 | Pemeliharaan kapal | Jumlah kapal | 4 unit | 9.000.000", " | Operasional Pelabuhan | yang dirawat | | ")
    assert table.grid()[1][1:3] == ["Pemeliharaan kapal\nOperasional Pelabuhan", "Jumlah kapal\nyang dirawat"]


def test_a_unit_below_its_figure() -> None:
    table = joined("1 | Nilai produksi garam | Nilai produksi | 512.75 | 9.000.000", " | | | Juta Rupiah | ")
    assert table.grid()[1][3] == "512.75\nJuta Rupiah"


@pytest.mark.parametrize(
    "lower",
    [
        " | Program Kelautan | | | ",
        " | | Jumlah pelatihan | 2 kali | ",
        "2 | Pengerukan alur | panjang alur | | ",
    ],
)
def test_rows_of_their_own_stay(lower: str) -> None:
    assert joined("1 | Pemeliharaan kapal | Jumlah kapal | 4 unit | 9.000.000", lower).rows == 3
