"""Names and places in each other's columns."""

from __future__ import annotations

from tests.pipeline.grids import REPORT, table_of, understood

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
