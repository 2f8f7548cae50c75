"""Figures of scans: sure where two readers agree or an equation decides, doubtful with their readings otherwise."""

from __future__ import annotations

from dataclasses import replace

from extractors.model import BBox, Cell, Table
from pipeline.facts.certainty import readers_agree
from pipeline.tables.mended.broken_words import with_percent_signs
from tests.pipeline.grids import table_of, understood

SCAN = "Indikator | Target | Realisasi | %\nNilai A | 85 | 88 | 103,53"


def scanned(text: str, second: dict[tuple[int, int], str], confidence: float = 0.9) -> Table:
    return table_of(text, from_ocr=True, second=second, confidence=confidence)


def test_two_readers_agree() -> None:
    result = understood(scanned(SCAN, {(1, 1): "85", (1, 2): "88", (1, 3): "103.53"}))
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}


def test_a_lone_weak_reading_is_doubtful() -> None:
    result = understood(scanned("Indikator | Target\nNilai A | 85", {}))
    assert [(f.status_nilai, f.aturan_nilai) for f in result.kinerja] == [("ragu", "ocr_lemah")]


def test_an_equation_chooses_between_two_readings() -> None:
    result = understood(scanned(SCAN, {(1, 1): "35", (1, 2): "88", (1, 3): "103,53"}))
    target = result.kinerja[0]
    assert (target.nilai, target.status_nilai, target.aturan_nilai) == (85.0, "pasti", "bacaan_beda+aritmetika")
    assert not [t for t in result.temuan if t.aturan == "nilai_ragu"]


def test_without_an_equation_both_readings_stay() -> None:
    result = understood(scanned("Indikator | Target\nNilai A | 85", {(1, 1): "35"}))
    assert [(f.status_nilai, f.kandidat) for f in result.kinerja] == [("ragu", (85.0, 35.0))]


def test_a_comma_that_only_the_second_reader_saw_is_a_doubt() -> None:
    result = understood(scanned("Indikator | Target\nNilai A | 54", {(1, 1): "5,4"}))
    assert [(f.status_nilai, f.kandidat) for f in result.kinerja] == [("ragu", (54.0, 5.4))]


def test_a_total_settles_a_digit() -> None:
    text = "Program | Anggaran\nProgram A | 1.000.000\nProgram B | 2.500.000\nJUMLAH | 3.500.000"
    result = understood(scanned(text, {(1, 1): "1.000.000", (2, 1): "2.900.000", (3, 1): "3.500.000"}))
    assert {f.status_nilai for f in result.anggaran} == {"pasti"}
    assert [float(f.nilai or 0) for f in result.anggaran] == [1e6, 2.5e6, 3.5e6]


def test_a_wrong_sum_settles_nothing() -> None:
    text = "Program | Anggaran\nProgram A | 1.000.000\nProgram B | 2.500.000\nJUMLAH | 9.900.000"
    result = understood(scanned(text, {(1, 1): "1.000.000", (2, 1): "2.900.000", (3, 1): "9.900.000"}))
    assert [f.status_nilai for f in result.anggaran] == ["pasti", "ragu", "pasti"]


def test_a_unit_that_a_scan_may_have_lost_is_a_doubt() -> None:
    result = understood(
        scanned("Indikator | Target 2022 | Target 2023\nJumlah A | 2 Laporan | 2", {(1, 1): "2 Laporan", (1, 2): "2"})
    )
    assert [f.status_nilai for f in result.kinerja] == ["pasti", "ragu"]


def test_equal_values_stacked_in_one_cell_are_compared_line_by_line() -> None:
    cell = Cell(0, 0, 1, 1, "67%\n1 Dokumen\n1 Dokumen", 1, BBox(0, 0, 1, 1), from_ocr=True, second="67%\n1 Dokumen\n1 Dokumen")
    assert readers_agree(cell, "1 Dokumen")
    differing = replace(cell, second="67%\n1 Dokumen\n7 Dokumen")
    assert not readers_agree(differing, "1 Dokumen")


def test_figures_under_a_name_that_was_hardly_read_are_doubtful() -> None:
    table = scanned(SCAN, {(1, 1): "85", (1, 2): "88", (1, 3): "103,53"})
    cells = tuple(replace(c, confidence=0.6) if c.text == "Nilai A" else c for c in table.cells)
    result = understood(replace(table, cells=cells))
    assert {(f.status_nilai, f.aturan_nilai) for f in result.kinerja} == {("ragu", "tanpa_indikator")}


def test_figures_under_a_name_that_holds_amounts_are_doubtful() -> None:
    """The ruling between names and amounts was too pale to be seen: both columns are one, and so may rows be."""
    text = SCAN.replace("Nilai A", "Program A 1.250.300.000 Kegiatan B 75,400,000")
    result = understood(scanned(text, {(1, 1): "85", (1, 2): "88", (1, 3): "103,53"}))
    assert result.kinerja
    assert {f.status_nilai for f in result.kinerja} == {"ragu"}


def test_codes_dates_and_small_figures_in_a_name_are_no_amounts() -> None:
    text = SCAN.replace("Nilai A", "1.02.03.2.01 Kematian ibu per 100.000 kelahiran 31.12.2023")
    result = understood(scanned(text, {(1, 1): "85", (1, 2): "88", (1, 3): "103,53"}))
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}


def test_a_name_without_letters_names_nothing() -> None:
    result = understood(scanned("Indikator | Target | Realisasi\n(3) | 4 | 5\nNilai A | 85 | 88", {}, 0.99))
    assert [(f.indikator, f.status_nilai) for f in result.kinerja if f.indikator == "(3)" and f.status_nilai == "pasti"] == []


def test_a_percent_sign_read_as_a_figure_in_the_heading() -> None:
    text = "Indikator | Target | Realisasi | (9)\n(1) | (2) | (3) | (4)\nNilai A | 80 | 88 | 110,00\nNilai B | 50 | 40 | 80,00"
    table = scanned(text, {}, 0.99)
    cells = tuple(replace(c, confidence=0.7) if (c.row, c.column) == (0, 3) else c for c in table.cells)
    mended = with_percent_signs(replace(table, cells=cells, header_rows=2))
    assert [c.text for c in mended.cells if c.row == 0] == ["Indikator", "Target", "Realisasi", "%"]


def test_percent_signs_in_the_lower_row_of_a_heading_and_in_brackets() -> None:
    head = "Program | Pagu (Rp) | Realisasi Keuangan | < | Fisik (9%)\n^ | ^ | Rp | %6 | ^"
    text = f"{head}\nRapat | 5.000.000 | 4.000.000 | 80,00 | 85,00\nKursus | 2.000.000 | 1.000.000 | 50,00 | 55,00"
    table = replace(scanned(text, {}, 0.8), header_rows=1)
    mended = {(c.row, c.column): c.text for c in with_percent_signs(table).cells}
    assert (mended[1, 3], mended[0, 4]) == ("%", "Fisik (%)")
    counted = replace(scanned(text.replace("85,00", "850").replace("55,00", "550"), {}, 0.8), header_rows=1)
    assert {(c.row, c.column): c.text for c in with_percent_signs(counted).cells}[0, 4] == "Fisik (9%)", "no shares stand below"


def test_a_figure_in_a_row_of_figures_is_no_percent_sign() -> None:
    text = "Nilai A | 80 | 88 | 96\nNilai B | 50 | 40 | 80,00\nNilai C | 50 | 40 | 80,00"
    table = replace(scanned(text, {}, 0.7), header_rows=1)
    assert with_percent_signs(table) == table


def test_a_value_with_its_share_below_is_compared_with_the_same_two_lines() -> None:
    cell = replace(table_of("44\\n(110%)\\n225\\n(75%)").cells[0], from_ocr=True, second="44\n(110%)\n226\n(75%)")
    assert readers_agree(cell, "44 (110%)")
    assert not readers_agree(cell, "225 (75%)")


def test_the_share_below_a_value_is_no_unit_that_others_lost() -> None:
    second = {(1, 1): "50", (1, 2): "45\n(90%)"}
    result = understood(scanned("Indikator | Target | Realisasi\nNilai A | 50 | 45\\n(90%)", second, 0.99))
    assert [f.status_nilai for f in result.kinerja if f.ukuran == "target"] == ["pasti"]
