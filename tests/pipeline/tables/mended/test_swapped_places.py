"""Names and places in each other's columns."""

from __future__ import annotations

from pipeline.tables.mended.swapped_places import with_places_back
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

HEAD = "Program | Indikator | Lokasi | Target 2022\n"


def names(text: str) -> list[tuple[str, str | None]]:
    return [(f.indikator, f.lokasi) for f in understood(table_of(HEAD + text)).kinerja]


def test_a_place_under_indikator_and_a_sentence_under_lokasi_change_back() -> None:
    told = names(
        "Arsip | Lubuk Rekaan | Persentase arsip yang tertib | 90\nPustaka | Rasio pengunjung per hari | Lubuk Rekaan | 12"
    )
    assert told == [("Persentase arsip yang tertib", "Lubuk Rekaan"), ("Rasio pengunjung per hari", "Lubuk Rekaan")]


def test_a_short_indicator_that_is_no_place_stays() -> None:
    told = names("Arsip | Arsip tertib | Kantor dinas di kota | 90\nPustaka | Rasio pengunjung per hari | Lubuk Rekaan | 12")
    assert told[0] == ("Arsip tertib", "Kantor dinas di kota")
    assert REPORT.wilayah is None


def test_the_documents_own_region_is_a_place() -> None:
    text = HEAD + "Arsip | Kabupaten Rekaan | Persentase arsip yang tertib | 90"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    grid = with_places_back(view.grid, view.kepala.akhir, view.kolom, "Kabupaten Rekaan")
    assert (grid.text(1, 1), grid.text(1, 2)) == ("Persentase arsip yang tertib", "Kabupaten Rekaan")
    assert with_places_back(view.grid, view.kepala.akhir, view.kolom, "Kota Lain") is view.grid
