"""Bodies that are ruled at other places than their headings."""

from __future__ import annotations

from extractors.ruled.shifted import straightened
from tests.pipeline.grids import table_of

SHIFTED = """
    No | Kegiatan | < | Lokasi | Indikator | < | Target
    1  | 2        | < | 3      | 4         | < | 5
    1  | < | Pelatihan | Kota Rekaan | Jumlah peserta | 40 orang | <
    2  | < | Pameran   | Kota Contoh | Jumlah pameran | 2 kali   | <
    A  | Program Niaga | < | < | < | < | 3 kali
"""


def test_the_nth_cell_belongs_to_the_nth_number() -> None:
    table = straightened(table_of(SHIFTED))
    assert table.columns == 5
    assert table.grid()[2:] == [
        ["1", "Pelatihan", "Kota Rekaan", "Jumlah peserta", "40 orang"],
        ["2", "Pameran", "Kota Contoh", "Jumlah pameran", "2 kali"],
        ["A", "Program Niaga", "", "", "3 kali"],
    ]
    assert len(table.column_edges) == 6


def test_rows_of_several_layouts_show_nothing_surely() -> None:
    table = table_of(SHIFTED + "3 | Lelang | Kota Baru | < | < | Jumlah lelang | 1 kali\n")
    assert straightened(table) is table


def test_a_code_parted_over_columns_is_no_shift() -> None:
    table = table_of("""
        Kode | < | < | Kegiatan | Lokasi | Target | Pagu
        1    | < | < | 2        | 3      | 4      | 5
        1    | 02 | 03 | Pelatihan | < | < | 40.000.000
    """)
    assert straightened(table) is table
