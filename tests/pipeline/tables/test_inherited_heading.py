"""A heading taken over from the table before, by the places of columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.model import Table
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.inherited_heading import heading_from
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

ABOVE = "Program | Anggaran | Realisasi\nRapat | 5.000.000 | 4.000.000"
PIECE = "Survei | 6.000.000 | 3.000.000"


def taken(before: Table, table: Table) -> Any:
    view = view_of("d", "t", before, REPORT, HEADERS)
    return heading_from(view, table, read_headings(grid_of(table), HEADERS))


def moved(table: Table, by: float) -> Table:
    return replace(table, column_edges=tuple(x + by for x in table.column_edges))


def test_the_same_borders_give_sure_roles_and_shifted_ones_guesses() -> None:
    (_, sure), (_, guess) = (taken(table_of(ABOVE), moved(table_of(PIECE), by)) for by in (5, 20))
    assert [k.ukuran for k in sure] == [k.ukuran for k in guess] == [None, "pagu", "realisasi"]
    assert all(k.yakin >= 0.8 for k in sure)
    assert not any(k.yakin >= 0.8 for k in guess)


def test_a_table_that_lies_elsewhere_takes_nothing() -> None:
    assert taken(table_of(ABOVE), moved(table_of(PIECE), 100)) is None
    wide = table_of("Survei | 6.000.000 | 3.000.000 | 1 | 2 | 3")
    assert taken(table_of(ABOVE), replace(wide, column_edges=(50.0, 80.0, 110.0, 140.0, 170.0, 200.0, 230.0))) is None


def test_a_table_before_that_measures_nothing_gives_nothing() -> None:
    assert taken(table_of("Program | Lokasi | Keterangan\nRapat | Kota | ada"), table_of(PIECE)) is None


def test_a_list_of_amounts_is_none_of_the_targets_above() -> None:
    targets = table_of("Nomor | Indikator | Target\n1 | Nilai A | 80")
    assert taken(targets, table_of("1. | Dukungan Manajemen | Rp 3.712.440.000")) is None
    assert taken(targets, table_of("2. | Indeks Layanan | 3,71")) is not None


def test_amounts_are_none_of_the_names_above() -> None:
    targets = table_of("Sasaran | Indikator | Target\nPasar tertib | Nilai A | 80\nKota bersih | Nilai B | 70")
    assert taken(targets, table_of("Program Pasar | Rp. 3.712.440.000,- | APBD\nProgram Kota | Rp. 712.440.000,- | APBD")) is None
    assert taken(targets, table_of("Pasar aman | Nilai C | 60")) is not None


def test_a_heading_torn_by_the_page_is_put_together() -> None:
    upper = table_of("Program | Tahun 2021 | < | Tahun 2022 | <\n^ | Anggaran | Realisasi | Anggaran | Realisasi")
    lower = "Program | Anggaran | Realisasi | Anggaran | Realisasi\nRapat | 1.000.000 | 900.000 | 2.000.000 | 800.000"
    found = taken(upper, table_of(lower))
    assert found is not None
    kepala, columns = found
    assert (kepala.akhir, [k.tahun for k in columns[1:]]) == (1, [2021, 2021, 2022, 2022])
    other = lower.replace("Realisasi | Anggaran", "Sisa | Anggaran")
    assert taken(upper, table_of(other)) is None, "a heading of its own"


def test_groups_printed_once_more_without_their_years_have_those_above() -> None:
    whole = "Program | Target dan Dana | < | < | <\n^ | 2021 | < | 2022 | <\n^ | Target | Rp | Target | Rp\n"
    whole += "Rapat | 1 | 5.000.000 | 2 | 6.000.000"
    part = "Nama Program | {} | < | < | <\nSurvei | 1 | 5.000.000 | 2 | 6.000.000"
    found = taken(
        table_of(whole, caption="Tabel Dana Dinas"), table_of(part.format("TARGET DAN DANA"), caption="TABEL DANA DINAS")
    )
    assert found is not None
    kepala, columns = found
    assert (kepala.akhir, [k.tahun for k in columns[1:]]) == (1, [2021, 2021, 2022, 2022])
    assert taken(table_of(whole), table_of(part.format("Realisasi"))) is None, "another group"
    assert taken(table_of(whole, caption="Dana"), table_of(part.format("Target dan Dana"), caption="Realisasi")) is None


def test_a_list_of_figures_with_their_units_goes_on_with_no_targets() -> None:
    above = table_of("Sasaran | Target 2021 | Target 2022\nLuas panen | 12 | 14")
    assert taken(above, table_of("Luas tanam | 15 | 16\nLuas kebun | 17 | 18")) is not None
    assert taken(above, table_of("Hasil padi | 15 | Ton\nHasil jagung | 17 | Ton")) is None


def test_a_piece_on_a_page_bound_on_the_other_side_lies_under_the_same_columns() -> None:
    heads = "Kode | Program | Indikator | Target 2022 | Pagu 2022 | Lokasi"
    above = replace(
        table_of(f"{heads}\n1 | Rapat | Nilai A | 7 | 5.000.000 | Kota"), column_edges=(50.0, 62, 160, 280, 330, 400, 460)
    )
    piece = table_of("2 | Survei | Nilai B | 9 | 6.000.000 | Desa")
    (_, columns) = taken(above, replace(piece, column_edges=(22.0, 34, 133, 254, 304, 375, 436)))
    assert [k.ukuran for k in columns] == [None, None, None, "target", "pagu", None]
    assert all(k.yakin >= 0.8 for k in columns)
    other = replace(piece, column_edges=(22.0, 52, 133, 214, 264, 325, 436))
    assert taken(above, other) is None, "columns of other widths"
