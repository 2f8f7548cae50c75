"""What figures and siblings say of a column where its heading leaves it open."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import ROLE_SURE, Column
from pipeline.tables.columns.evidence import by_amounts, by_figures, by_siblings, by_sources, by_units
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of
from tests.pipeline.tables.columns.drafts import drafted


def columns_of(text: str) -> tuple[Column, ...]:
    return view_of("d", "d-1", table_of(text), REPORT, HEADERS).kolom


def role(text: str, column: int) -> str:
    drafts, figures, _ = drafted(text)
    return str(by_figures(drafts[column], figures[column]).kolom.peran)


def test_a_strip_of_list_marks_beside_the_words_is_no_name() -> None:
    text = "Sasaran | Indikator | Target\n{} | Nilai A | 3\n{} | Nilai B | 4"
    assert role(text.format("1.", "2."), 0) == "nomor"
    assert role(text.format("Air bersih", "Jalan baik"), 0) == "sasaran"


def test_a_column_of_nothing_but_rp() -> None:
    text = "Program | Anggaran | <\nRapat | {} | 5.000.000\nSurvei | Rp | 6.000.000"
    assert role(text.format("Rp"), 1) == "mata_uang"
    assert role(text.format("Rp 7.000.000"), 1) != "mata_uang"


def test_units_below_a_measure() -> None:
    text = "Indikator | Target | <\nJumlah A | {} | 3\nJumlah B | Unit | 4"
    assert role(text.format("Orang"), 1) == "satuan"
    assert role(text.format("12 Orang"), 1) != "satuan"


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Program | Realisasi\nRapat | 12.317.066\nSurvei | 9.500.000", True),
        ("Program | Realisasi\nRapat | 12\nSurvei | 9", False),
        ("Indikator | Realisasi\nProduksi padi | 12.317.066\nProduksi jagung | 9.500.000", False),
        ("Indikator | Realisasi\nBelanja A | Rp 12.317.066\nBelanja B | Rp 9.500.000", True),
    ],
)
def test_figures_of_many_digits_are_money_but_beside_an_indicator(text: str, money: bool) -> None:
    drafts, figures, _ = drafted(text)
    assert by_amounts(drafts, figures)[1].uang is money


def test_what_was_reached_of_a_budget_is_money_under_a_group_that_tells_its_scale() -> None:
    heading = "Program | Satuan | Volume | < | {} | <\n^ | ^ | Target | Realisasi | Pagu | Realisasi"
    text = f"{heading}\nRapat | kali | 12 | 11 | 48.215 | 47.902\nSurvei | unit | 4 | 4 | 5.120 | 980"
    drafts, figures, _ = drafted(text.format("Anggaran (ribu Rp)"))
    assert [d.uang for d in by_siblings(drafts, figures)][3:] == [None, True, True]
    drafts, figures, _ = drafted(text.format("Kinerja"))
    assert by_siblings(drafts, figures)[5].uang is not True


def test_rp_beside_a_target_makes_the_target_a_quantity() -> None:
    text = "Program | Target dan Anggaran | <\n^ | Target | {}\nRapat | 12 | {}\nSurvei | 10 | {}"
    drafts, figures, _ = drafted(text.format("Rp", "5.000.000", "6.000.000"))
    assert by_siblings(drafts, figures)[1].uang is False
    drafts, figures, _ = drafted(text.format("Keterangan", "ada", "ada"))
    assert by_siblings(drafts, figures)[1].uang is not False


def test_what_was_reached_under_the_sources_of_budgets_is_money_of_these() -> None:
    text = "Program | {} | < | Realisasi | <\n^ | APBD | BLUD | APBD | BLUD\nRapat | 5.000 | 1.000 | 4.000 | 900"
    drafts, _, _ = drafted(text.format("Anggaran"))
    assert [(d.uang, d.kolom.sumber_dana) for d in by_sources(drafts)][3:] == [(True, "APBD"), (True, "BLUD")]
    drafts, _, _ = drafted(text.format("Target"))
    assert [d.kolom.sumber_dana for d in by_sources(drafts)][3:] == [None, None]


def test_a_budget_beside_what_was_spent_under_a_group_that_speaks_of_results() -> None:
    text = "Indikator | Capaian 2022 | <\n^ | Anggaran | {}\nNilai A | 5.000.000 | 4.000.000\nNilai B | 6.000.000 | 5.500.000"
    drafts, figures, _ = drafted(text.format("Realisasi"))
    assert [d.kolom.ukuran for d in by_siblings(drafts, figures)][1:] == [None, "realisasi"]
    drafts, figures, _ = drafted(text.format("Keterangan"))
    assert by_siblings(drafts, figures)[1].kolom.ukuran == "capaian", "what was reached of the budget"


def test_a_result_of_the_budgets_size_is_spent_money() -> None:
    text = "Program | Anggaran | Realisasi\nRapat | 500 | {}\nSurvei | 300 | {}"
    drafts, figures, _ = drafted(text.format("450", "290"))
    assert by_amounts(by_siblings(drafts, figures), figures)[2].uang is True
    drafts, figures, _ = drafted(text.format("4", "2"))
    assert by_amounts(by_siblings(drafts, figures), figures)[2].uang is False


def test_little_is_spent_in_the_first_quarter() -> None:
    text = """
        Belanja | Pagu | s.d. Triwulan I | < | s.d. Triwulan II | <
        ^       | ^    | Realisasi | % | {} | %
        Rapat   | 5.500 | 1.012 | 18,40 | 2.904 | 52,80
        Survei  | 3.300 | 412 | 12,48 | 1.807 | 54,76
    """
    drafts, figures, _ = drafted(text.format("Realisasi"))
    assert by_amounts(by_siblings(drafts, figures), figures)[2].uang is True
    drafts, figures, _ = drafted(text.format("Realisasi Fisik"))
    assert by_amounts(by_siblings(drafts, figures), figures)[2].uang is False


def test_amounts_under_the_target_of_one_year_are_no_budget() -> None:
    text = "Program | 2022 | < | 2023 | < | 2024 | <\n^ | Target | Rp | Target | Rp | Target | Rp\n"
    text += (
        "Rapat | {0} | 5.000.000 | {1} | 6.000.000 | 14 | 6.000.000\nSurvei | {0} | 4.000.000 | {1} | 5.000.000 | 9 | 5.000.000"
    )
    drafts, figures, _ = drafted(text.format("7.000.000", "12"))
    first = by_siblings(drafts, figures)[1]
    assert (first.uang, first.kolom.yakin < ROLE_SURE) == (False, True)
    drafts, figures, _ = drafted(text.format("7.000.000", "8.000.000"))
    assert by_siblings(drafts, figures)[1].kolom.yakin >= ROLE_SURE, "no other year shows what stands there"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Program | Keluaran | < | Pagu (Rp)\n^ | Indikator | Satuan | ^\nTernak | Sapi dibeli | 12 Ekor | 90.000.000", True),
        ("Program | Keluaran | < | Pagu (Rp)\n^ | Indikator | Satuan | ^\nTernak | Sapi sehat | 95 % sapi | 90.000.000", False),
        ("Program | Keluaran | < | Pagu (Rp)\n^ | Indikator | Satuan | ^\nTernak | Sapi mati | per 100 ekor | 90.000.000", False),
        ("Indikator | Satuan | Realisasi\nKasus | 1000 orang | 3,5", False),  # so many people, of each of which
        ("Program | Satuan | Pagu (Rp)\nTernak | 12 Ekor | 90.000.000", False),
    ],
)
def test_units_with_their_quantities_beside_an_indicator(text: str, target: bool) -> None:
    drafts, figures, _ = drafted(text)
    assert any(d.kolom.ukuran == "target" for d in by_units(drafts, figures)) is target


def test_units_with_quantities_are_a_guess_outside_the_indicators_group() -> None:
    drafts, figures, _ = drafted("Program | Indikator | Satuan | Pagu (Rp)\nTernak | Sapi dibeli | 12 Ekor | 90.000.000")
    assert by_units(drafts, figures)[2].kolom.yakin < ROLE_SURE


@pytest.mark.parametrize(("behind", "money"), [("Ton", False), ("", True)])
def test_a_figure_of_which_nothing_is_said_with_its_unit_behind_is_no_money(behind: str, money: bool) -> None:
    drafts, figures, _ = drafted(f"Hasil padi | 12.317.066 | {behind}\nHasil jagung | 1.190.793 | {behind}")
    by_content = [by_figures(d, f) for d, f in zip(drafts, figures, strict=True)]
    assert (by_amounts(by_content, figures)[1].uang is True) is money


@pytest.mark.parametrize(("share", "money"), [("Capaian Kinerja (%)", False), ("%", True)])
def test_rupiah_that_indicators_want_and_reach_are_no_budget(share: str, money: bool) -> None:
    rows = "Retribusi pasar | Rp 5.000.000 | Rp 5.500.000 | 110\nRetribusi parkir | Rp 3.000.000 | Rp 2.700.000 | 90"
    drafts, figures, _ = drafted(f"Indikator | Target | Realisasi | {share}\n{rows}")
    assert (by_amounts(drafts, figures)[1].uang is True) is money


@pytest.mark.parametrize(
    ("leaves", "measures"),
    [("Jumlah | %", ["realisasi", "capaian"]), ("Jumlah | Kategori", ["capaian", None]), ("Ribuan | %", ["capaian", "capaian"])],
)
def test_how_much_was_reached_beside_its_share(leaves: str, measures: list[str | None]) -> None:
    drafts, figures, _ = drafted(
        f"Keluaran | Target | Capaian Keluaran | <\n^ | ^ | {leaves}\nPerkara | 110 | 124 | 112,73\nSidang | 100 | 90 | 90"
    )
    assert [d.kolom.ukuran for d in by_siblings(drafts, figures)[2:]] == measures


def test_a_share_right_behind_what_was_done_is_none_of_money() -> None:
    heads = "Kegiatan | Realisasi Total | < | < | <\n^ | {} | % | Keuangan | %\n"
    text = f"{heads}Rapat | 4 | 80 | 4.000.000 | 90\nUji | 2 | 50 | 2.000.000 | 70"
    drafts, figures, _ = drafted(text.format("Kinerja"))
    assert [d.uang for d in by_siblings(drafts, figures)][2::2] == [False, True]
    drafts, figures, _ = drafted(text.format("Pagu"))
    assert [d.uang for d in by_siblings(drafts, figures)][2::2] == [True, True]


def test_figures_of_a_place_beside_results_and_a_standard_are_one_too() -> None:
    text = (
        "Indikator | Target 2022 | {} 2022 | Provinsi 2022 | Nasional 2022\nAngka A | 71 | 70 | 68 | 69\nAngka B | 5 | 4 | 6 | 7"
    )
    assert [k.ukuran for k in columns_of(text.format("Realisasi"))[3:]] == ["standar", "standar"]
    assert columns_of(text.format("Keterangan"))[3].ukuran != "standar"  # the agency's own, it may be


def test_cells_that_are_quarters_tell_those_of_their_rows() -> None:
    text = "Indikator | Periode | Target | Realisasi\nNilai A | I | 10 | 9\n | II | 20 | 19\n | III | 30 | 29\n | {} | 40 | 39"
    assert columns_of(text.format("IV"))[1].tells_quarters
    assert not columns_of(text.format("akhir"))[1].tells_quarters


@pytest.mark.parametrize(
    ("heading", "second", "expected"),
    [("Kdde", "1.02.02", "kode"), ("Kdde", "belum", "lain"), ("Kdde", "3", "lain"), ("Realisasi", "1.02.02", "nilai")],
)
def test_activity_codes_under_a_heading_that_says_nothing_known(heading: str, second: str, expected: str) -> None:
    text = f"{heading} | Program | Anggaran (Rp)\n1.02.01 | Rapat | 5.000.000\n{second} | Survei | 6.000.000"
    assert (columns_of(text)[0].peran == "kode") is (expected == "kode")


def test_codes_of_kegiatan_of_a_ministry_number_no_rows() -> None:
    text = "Kegiatan |  | Anggaran\n{} | Pengawasan | 5.000.000\n{} | Penanganan | 6.000.000"
    assert columns_of(text.format("3355", "3356"))[0].peran == "kode"
    assert columns_of(text.format("1", "2"))[0].peran == "nomor"


@pytest.mark.parametrize(
    ("beside", "measure"), [("Capaian Provinsi", "standar"), ("Target 2022", "standar"), ("Kondisi Awal", "target")]
)
def test_the_target_of_minimum_standards_beside_another_is_one_for_comparison(beside: str, measure: str) -> None:
    text = f"Indikator | Realisasi | Target SPM | {beside}\nIbu hamil dilayani | 93 | 100 | 89\nBalita dilayani | 78 | 100 | 81"
    drafts, figures, _ = drafted(text)
    assert by_siblings(drafts, figures)[2].kolom.ukuran == measure
