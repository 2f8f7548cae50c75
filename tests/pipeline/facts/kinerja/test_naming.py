"""The cell that names a figure: on its left, on its right, above."""

from __future__ import annotations

import pytest

from pipeline.facts.kinerja.naming import named_by
from pipeline.identity.identify import Identity
from pipeline.tables.read import view_of
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of, understood


def test_a_sasaran_in_the_place_of_a_missing_indicator_is_a_guess_but_in_a_measured_table() -> None:
    plan = facts("Sasaran | Target\nMeningkatnya mutu | 50")
    measured = facts("Sasaran | Target | Realisasi | Capaian\nMeningkatnya mutu | 50 | 45 | 90")
    assert [(f.indikator, f.aturan_nilai) for f in plan] == [("Meningkatnya mutu", "tanpa_indikator")]
    assert {f.status_nilai for f in measured} == {"pasti"}


def test_what_names_a_figure_stands_on_its_left() -> None:
    found = facts("Program | Kegiatan | Target | Sub Kegiatan | Target\nProgram A | Rapat | 5 | Notulen | 7")
    assert [(f.indikator, f.nilai, f.status_nilai) for f in found] == [("Rapat", 5.0, "pasti"), ("Notulen", 7.0, "pasti")]


def test_a_name_on_the_right_names_a_figure_only_where_none_is_on_its_left() -> None:
    found = facts("Program | Target | Sub Kegiatan | Target\nProgram A | 5 | Notulen | 7")
    assert [(f.indikator, f.aturan_nilai) for f in found] == [("Program A", "tanpa_indikator"), ("Notulen", "bulat")]
    right = facts("Target | Kegiatan\n5 | Rapat\n6 | Survei")
    assert [(f.indikator, f.nilai) for f in right] == [("Rapat", 5.0), ("Survei", 6.0)]


@pytest.mark.parametrize(("head", "status"), [("Program/Kegiatan/Indikator", "pasti"), ("Program/Kegiatan", "ragu")])
def test_a_row_without_level_is_an_indicator_where_its_heading_lists_these(head: str, status: str) -> None:
    rows = "022.05.GA | PROGRAM PELABUHAN | | | 5.465,50\n | Panjang dermaga | m | 50 | \n | Volume sedimen | m3 | 85 | "
    text = f"Kode | {head} | Satuan | Target 2020 | Alokasi 2020 (juta rupiah)\n{rows}"
    assert [(f.indikator, f.status_nilai) for f in understood(table_of(text), identity=PLAN).kinerja] == [
        ("Panjang dermaga", status),
        ("Volume sedimen", status),
    ]


def test_the_cell_of_the_indicator_names_and_is_no_guess() -> None:
    view = view_of("d", "t", table_of("Sasaran | Indikator | Target\nMutu naik | Nilai A | 50"), REPORT, HEADERS)
    named = named_by(view, view.baris[0], view.kolom[2])
    assert named is not None
    assert (named[0] and named[0].text, named[1]) == ("Nilai A", False)


def test_a_name_over_columns_of_figures_heads_those_below_it() -> None:
    text = """
        Indikator Kinerja   | Target | Realisasi | Capaian (%)
        Customer Perspective | < | < | 101,83
        Persentase layanan tepat waktu | 95 | 96,74 | 101,83
    """
    first, *others = understood(table_of(text)).kinerja
    assert (first.indikator, first.status_nilai) == ("Customer Perspective", "ragu")
    assert {f.status_nilai for f in others} == {"pasti"}


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        (" | BDKT : 1.528 | 1.551 buah | 1.582 buah", 2),
        (" | | 1.551 buah | ", 1),  # a lone figure may be the rest of the one above
    ],
)
def test_figures_without_a_name_are_by_a_guess_the_indicators_above(below: str, rows: int) -> None:
    body = f"Jumlah UTTP dan BDKT | 6.089 buah | 6.181 buah | 6.304 buah\n{below}"
    text = f"Indikator | Kondisi Awal 2021 | Target 2022 | Target 2023\n{body}"
    found = understood(table_of(text)).kinerja
    assert {(f.baris, f.indikator) for f in found} == {(row, "Jumlah UTTP dan BDKT") for row in range(1, rows + 1)}
    assert all(f.aturan_nilai == "tanpa_indikator" for f in found if f.baris == 2)


@pytest.mark.parametrize(("head", "status"), [("Program / Kegiatan / Output", "pasti"), ("Program / Kegiatan", "ragu")])
def test_outputs_among_activities_are_what_is_measured(head: str, status: str) -> None:
    text = f"Kode | {head} | Volume | Pagu (Rp)\n1066 | Pembinaan | | 9.000.000\n1066.994 | Layanan Kantor | 12 Bulan | 9.000.000"
    table = table_of(text, caption="PERJANJIAN KINERJA TAHUN 2022")
    (fact,) = understood(table, identity=Identity(jenis="PK", tahun=2022)).kinerja
    assert (fact.indikator, fact.satuan, fact.status_nilai) == ("Layanan Kantor", "bulan", status)
