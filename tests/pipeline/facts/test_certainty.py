"""Where a figure stands and what makes it doubtful, whatever it measures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Cell
from pipeline.facts.certainty import Spot, doubt_of_place, keyakinan, own_cell, told_doubt
from pipeline.tables.columns.column import Column
from pipeline.tables.read import view_of
from pipeline.tables.view import TableView
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def seen(text: str = "Indikator | Target | Realisasi\nNilai A | 5 | 4\nNilai B | 6 | ^") -> TableView:
    return view_of("d", "t", table_of(text), REPORT, HEADERS)


def spot(**changed: object) -> Spot:
    cell: Cell = next(c for c in table_of("a | 5").cells if c.text == "5")
    return Spot("5", "Nilai A", replace(cell, **changed))  # type: ignore[arg-type]


def test_a_cell_is_of_the_row_that_it_begins_in() -> None:
    view = seen()
    first, second = view.baris
    assert own_cell(view, first, view.kolom[2]) is not None
    assert own_cell(view, second, view.kolom[1]) is not None
    assert own_cell(view, second, view.kolom[2]) is None, "it spans from the row above"


def test_the_number_of_a_page_stands_alone_in_its_row() -> None:
    def last(text: str, page: int) -> bool:
        view = view_of("d", "t", table_of(f"Indikator | Satuan | Target\nNilai A | % | 90\n{text}", page=page), REPORT, HEADERS)
        return own_cell(view, view.baris[-1], view.kolom[2]) is None

    assert last(" | | 12", 14)
    assert not last("Jumlah rumah sakit | Unit | 12", 14), "a small target in the last row"
    assert not last(" | | 12", 11), "not yet printed before page 12"


@pytest.mark.parametrize(
    ("column", "year_sure", "changed", "expected"),
    [
        (Column(1, "nilai"), True, {}, None),
        (Column(1, "nilai", yakin=0.8), True, {}, None),
        (Column(1, "nilai", yakin=0.7), False, {}, "peran_kolom"),
        (Column(1, "nilai"), False, {}, "tahun_kolom"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9}, "ocr_lemah"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9, "second": "6"}, "bacaan_beda"),
        (Column(1, "nilai"), True, {"from_ocr": True, "confidence": 0.9, "second": "5"}, None),
    ],
)
def test_what_makes_a_figure_doubtful(column: Column, year_sure: bool, changed: dict[str, object], expected: str | None) -> None:
    view = view_of(
        "d", "t", table_of("Indikator | Target\nNilai A | 5"), replace(REPORT, tahun=2023 if year_sure else None), HEADERS
    )
    assert doubt_of_place(view, column, spot(**changed)) == expected


def test_a_doubt_that_no_equation_lifts_is_told_before_those_that_one_may() -> None:
    assert told_doubt(None, "ribuan_atau_desimal", "tahun_kolom") == "tahun_kolom"
    assert told_doubt("ribuan_atau_desimal", None, "ocr_lemah") == "ribuan_atau_desimal"
    assert told_doubt("beberapa_nilai", "peran_kolom") == "beberapa_nilai", "of these the first"
    assert told_doubt(None, None) is None


def test_a_fact_is_as_sure_as_the_least_sure_of_what_it_hangs_on() -> None:
    view, cell = seen(), spot(confidence=0.99).cell
    dated = Column(1, "nilai", tahun=2022, tahun_tertulis=True, yakin=0.95)
    assert keyakinan(view, dated, cell, None) == 0.95
    assert keyakinan(view, dated, cell, "ocr_lemah") == 0.475
    undated = Column(1, "nilai")
    assert keyakinan(view, undated, cell, None) == view.waktu.yakin < 0.95


BESIDE = """
    Kode         | Kegiatan | Lokasi | Sumber Dana | Penanggung Jawab | Anggaran
    2.17.01.2.01 | Rapat    | Kota   | APBD        | Bidang Pasar     | 5.000.000
    02           | Survei   | ^      | DAK         | -                | 6.000.000
"""


def test_what_a_row_prints_beside_its_figures_is_told_of_each() -> None:
    told = [(f.kode_teks, f.lokasi, f.sumber_dana, f.penanggung_jawab) for f in understood(table_of(BESIDE)).anggaran]
    assert told == [(None, "Kota", "APBD", "Bidang Pasar"), (told[1][0], "Kota", "DAK", None)]


def test_what_no_column_of_that_name_holds_is_not_told() -> None:
    text = "Kegiatan | Keterangan | Anggaran\nRapat di Kota | APBD, Bidang Pasar | 5.000.000"
    (fact,) = understood(table_of(text)).anggaran
    assert (fact.kode_teks, fact.lokasi, fact.sumber_dana, fact.penanggung_jawab, fact.bulan) == (None,) * 5


@pytest.mark.parametrize(
    ("caption", "month"),
    [
        ("Realisasi Anggaran Keadaan Akhir Bulan September 2022", 9),
        ("Realisasi Anggaran s.d. 30 Juni 2022", 6),
        ("Realisasi Anggaran per 31 Desember 2022", None),
        ("Realisasi Anggaran Perayaan Agustus 2022", None),
    ],
)
def test_the_month_that_a_caption_reaches_is_of_all_its_figures(caption: str, month: int | None) -> None:
    text = "Kegiatan | Anggaran | Realisasi\nRapat | 5.000.000 | 4.000.000"
    assert {f.bulan for f in understood(table_of(text, caption=caption)).anggaran} == {month}


def test_the_month_over_a_column_comes_before_the_captions() -> None:
    text = "Indikator | Target | Realisasi | <\n^ | ^ | Jan | Peb\nNilai A | 5 | 4 | 5\nNilai B | 6 | 5 | 6"
    found = understood(table_of(text, caption="Keadaan Akhir Bulan Maret 2022")).kinerja
    assert [(f.ukuran, f.bulan) for f in found][:3] == [("target", 3), ("realisasi", 1), ("realisasi", 2)]


def test_a_digital_figure_that_a_second_reader_reads_otherwise_is_doubtful() -> None:
    table = table_of("Indikator | Target 2023 | Realisasi 2023\nNilai A | 5 | 4", second={(1, 1): "58"})
    found = {row.ukuran: (row.nilai_teks, row.status_nilai, row.aturan_nilai) for row in understood(table).kinerja}
    assert found == {"target": ("5", "ragu", "bacaan_beda"), "realisasi": ("4", "pasti", "bulat")}


def test_what_a_second_reader_saw_is_kept_whatever_else_is_doubted() -> None:
    table = table_of("Uraian | Anggaran\nRealisasi | 5.000.000", second={(1, 1): "6.000.000"})
    (fact,) = understood(table).anggaran
    assert (fact.aturan_nilai, fact.kandidat) == ("uraian_diduga", (5_000_000.0, 6_000_000.0))


def test_a_name_that_reaches_over_the_place_is_no_place() -> None:
    text = "Program/Kegiatan | Lokasi | Pagu (Rp)\nProgram Data | < | 5.000.000\nRapat Data | Bekasi | 2.000.000"
    assert [f.lokasi for f in understood(table_of(text)).anggaran] == [None, "Bekasi"]
