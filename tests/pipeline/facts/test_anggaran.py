"""Cells of money columns to budget facts: the amount in full rupiah, and when its scale or name is in doubt."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.facts.anggaran import read_anggaran
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def facts(text: str, **table: Any) -> list[Any]:
    found, doubts = read_anggaran(view_of("d", "t", table_of(text, **table), REPORT, HEADERS))
    assert len(doubts) == sum(f.status_nilai == "ragu" for f in found)
    return list(found)


def told(text: str, **table: Any) -> list[tuple[str, float | None, str]]:
    return [(f.ukuran, None if f.nilai is None else float(f.nilai), f.status_nilai) for f in facts(text, **table)]


def test_amounts_in_the_headings_scale_shares_as_they_are() -> None:
    text = "Program | Anggaran (Ribuan) | Realisasi (Ribuan) | %\nRapat | 50.125 | 45.112 | 90,00"
    assert told(text) == [
        ("pagu", 50_125_000.0, "pasti"),
        ("realisasi", 45_112_000.0, "pasti"),
        ("persen_realisasi", 90.0, "pasti"),
    ]


@pytest.mark.parametrize(("cell", "status"), [("999", "ragu"), ("1.000", "pasti")])
def test_no_activity_costs_less_than_a_thousand(cell: str, status: str) -> None:
    assert told(f"Program | Anggaran (Rp)\nRapat | {cell}") == [("pagu", float(cell.replace(".", "")), status)]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("1.500 Orang", "peran_kolom"), ("25.000.000", "ribuan"), ("25.000.000 Rupiah", "ribuan"), ("25.000.000 DAK", "ribuan")],
)
def test_what_counts_things_is_no_sure_amount(cell: str, rule: str) -> None:
    found = facts(f"Program | Anggaran (Rp)\nRapat | {cell}")
    assert [f.aturan_nilai for f in found] == [rule]


def test_an_amount_with_its_share_in_one_cell() -> None:
    text = "Program | Anggaran | Realisasi\nRapat | 50.000.000 | 45.000.000 (90,00%)"
    assert told(text)[1:] == [("realisasi", 45e6, "pasti"), ("persen_realisasi", 90.0, "pasti")]
    assert told(text.replace("(90,00%)", "44.000.000"))[1:] == [("realisasi", None, "ragu")], "two amounts"


def test_an_amount_that_fell_into_the_quantitys_cell() -> None:
    text = "Program | Indikator | Target | Pagu\nRapat | Jumlah rapat | {} | \nUkur | Jumlah ukur | 3 | 6.000.000"
    moved = [f for f in facts(text.format("12 Orang 5.000.000")) if f.uraian == "Rapat"]
    assert [(float(f.nilai), f.aturan_nilai) for f in moved] == [(5e6, "pindah_sel")]
    assert not [f for f in facts(text.format("12 Orang")) if f.uraian == "Rapat"]


def test_rows_without_a_name_of_their_own_take_a_guess() -> None:
    named = facts("Program | Anggaran\nMeningkatnya mutu | 5.000.000")
    assert [(f.uraian, f.status_nilai) for f in named] == [("Meningkatnya mutu", "pasti")]
    guessed = facts("Sasaran | Indikator | Anggaran\nMeningkatnya mutu | | 5.000.000")
    assert [(f.uraian, f.aturan_nilai) for f in guessed] == [("Meningkatnya mutu", "uraian_diduga")]


@pytest.mark.parametrize(
    ("name", "kind"), [("Belanja Modal", "modal"), ("Belanja Tidak Langsung", "tidak_langsung"), ("Belanja Modalitas", None)]
)
def test_the_kind_of_spending_that_a_name_tells(name: str, kind: str | None) -> None:
    (fact,) = facts(f"Uraian | Anggaran\n{name} | 5.000.000")
    assert fact.belanja == kind


IN_MILLIONS = "Kegiatan | Anggaran Rp (juta)\n"


def test_amounts_in_millions_have_any_number_of_decimals() -> None:
    rows = "Rapat | 1.250,125\nSurvei | 312,345\nPameran | 312,3456\nLomba | 1.000,5\nPasar | 12.750"
    found = facts(IN_MILLIONS + rows)
    assert [f.nilai for f in found] == [1_250_125_000, 312_345_000, 312_345_600, 1_000_500_000, 12_750_000_000]
    assert [f.status_nilai for f in found] == ["pasti", "ragu", "pasti", "pasti", "pasti"], "three decimals by the column alone"


def test_decimals_that_nothing_tells_from_thousands_stay_in_doubt() -> None:
    (fact,) = facts(IN_MILLIONS + "Rapat | 1.250,125")
    assert (fact.status_nilai, fact.kandidat) == ("ragu", (1_250_125_000.0, 1_250_125_000_000.0))


def test_amounts_of_one_scale_that_all_have_three_decimals_tell_each_other() -> None:
    text = "Kegiatan | Pagu Rp (juta) | Realisasi Rp (juta)\nRapat | 3.208{}815 | 508,850\nSurvei | 1.600,000 | 6{}350"
    told_of = lambda *signs: [(f.nilai, f.status_nilai) for f in facts(text.format(*signs))]  # noqa: E731
    assert told_of(",", ",")[:2] == [(3_208_815_000, "pasti"), (508_850_000, "pasti")]
    assert told_of(",", ".")[1] == (508_850_000_000, "pasti"), "one figure has the sign of thousands before three digits there"
    assert told_of(".", ",")[1] == (508_850_000, "ragu"), "and one that may be whole: three decimals by chance"


def test_a_comma_before_three_digits_of_all_millions_may_be_one_of_thousands() -> None:
    text = "Kegiatan | Pagu Rp (juta)\nRapat | 508,850\nSurvei | 96,500\nPameran | {}"
    assert [f.status_nilai for f in facts(text.format("12,750"))] == ["ragu"] * 3
    assert [f.status_nilai for f in facts(text.format("750"))] == ["pasti"] * 3, "decimals would stand behind this one too"
    assert [f.status_nilai for f in facts(text.format("12,750").replace(",", "."))] == ["pasti"] * 3
    assert [f.status_nilai for f in facts(text.format("12,750").replace("juta", "ribu"))] == ["pasti"] * 3


def test_whole_rupiah_have_no_such_decimals() -> None:
    found = facts("Kegiatan | Anggaran (Rp)\nRapat | 1.250,125\nSurvei | 1.000,5")
    assert [(f.nilai, f.status_nilai) for f in found] == [(1_250_125, "pasti"), (None, "ragu")]


def test_rows_that_say_a_measure_name_no_amount_surely() -> None:
    text = "Uraian | 2021 | 2022\nAnggaran | 5.000.000 | 6.000.000\nRealisasi | 4.000.000 | 5.000.000"
    found = facts(text, caption="Rencana Belanja")
    assert {(f.status_nilai, f.aturan_nilai) for f in found} == {("ragu", "uraian_diduga")}
    other = "Uraian | 2021 | 2022\nPenyusunan Anggaran | 5.000.000 | 6.000.000\nRealisasi fisik | 4.000.000 | 5.000.000"
    named = facts(other, caption="Rencana Belanja")
    assert {f.status_nilai for f in named} == {"pasti"}


def test_lines_of_a_name_above_figures_without_one_name_neither_surely() -> None:
    text = "Uraian | Pagu | Realisasi\nKarantina\\nSertifikat | 398.445 | 243.180\n | 118.250 | 27.500\nDenda | 63.600 | 51.000"
    found = facts(text, caption="Realisasi Belanja", engine="garis-datar")
    assert [f.status_nilai for f in found] == ["ragu"] * 4 + ["pasti"] * 2
    ruled = facts(text, caption="Realisasi Belanja")
    assert [f.status_nilai for f in ruled] == ["pasti"] * 2 + ["ragu"] * 2 + ["pasti"] * 2, "lines say what stands beside what"
    one_line = facts(text.replace("\\nSertifikat", ""), caption="Realisasi Belanja", engine="garis-datar")
    assert [f.status_nilai for f in one_line][:2] == ["pasti"] * 2
    a_sum = facts(text.replace("118.250 | 27.500", "418.250 | 257.500"), caption="Realisasi Belanja", engine="garis-datar")
    assert [f.status_nilai for f in a_sum][:2] == ["pasti"] * 2


def test_a_quantity_or_half_a_name_names_no_amount_surely() -> None:
    for name in ("27 Orang", "2 tahun 6 Bulan", "Penyediaan sarana dan", "(5630.001)"):
        assert [f.aturan_nilai for f in facts(f"Kegiatan | Pagu\n{name} | 50.000.000")] == ["uraian_diduga"]
    text = "Indikator | Target | Pagu\n{} | 5 | 50.000.000"
    assert [f.aturan_nilai for f in facts(text.format("27 Orang"))] == ["uraian_diduga"], "named by a column of indicators"
    assert [f.status_nilai for f in facts(text.format("Jumlah kios"))] == ["pasti"]
    for name in ("Pelatihan 27 Orang", "2 tahun pendampingan desa", "Penyediaan sarana", "IT"):
        assert [f.status_nilai for f in facts(f"Kegiatan | Pagu\n{name} | 50.000.000")] == ["pasti"]


def test_an_indicator_names_its_part_of_the_amount_of_the_activity_above() -> None:
    text = "Kegiatan | Indikator | Target | Pagu (Rp)\nAdministrasi | {} | {} | 9.000.000\n"
    text += " | Jumlah rapat | 4 | 5.000.000\n | Jumlah surat | 7 | 4.000.000"
    names = lambda *own: [f.uraian for f in facts(text.format(*own))]  # noqa: E731
    assert names("", "") == ["Administrasi", "Jumlah rapat", "Jumlah surat"]
    assert names("MENATA KANTOR", "") == ["Administrasi", "Jumlah rapat", "Jumlah surat"], "words above measure nothing"
    first = ["Administrasi", "Jumlah rapat", "Jumlah surat"]
    assert names("Jumlah ruang", "2") == first, "its own indicator has the first amount, the others theirs"
    without = text.format("", "").replace("9.000.000", "")
    assert [f.uraian for f in facts(without)] == ["Jumlah rapat", "Jumlah surat"], "the activity prints none"
    assert [f.uraian for f in facts(without.replace("4.000.000", ""))] == ["Administrasi"], "one amount is the activity's"


def test_a_sasaran_names_its_amount_where_nothing_else_names_any() -> None:
    text = "Sasaran Strategis | Anggaran (Rp) | Realisasi (Rp)\nMeningkatnya layanan | 5.000.000 | 4.000.000"
    assert [(f.uraian, f.status_nilai) for f in facts(text)] == [("Meningkatnya layanan", "pasti")] * 2
    measured = "Sasaran | Indikator | Target | Anggaran (Rp)\nMeningkatnya layanan | | 5 | 5.000.000"
    assert {f.status_nilai for f in facts(measured)} == {"ragu"}, "the amount may be of an indicator that was not read"


@pytest.mark.parametrize(
    ("head", "names"), [("Rencana Aksi", ["Survei kepuasan", "Tindak lanjut"]), ("Keterangan", ["IKM", "IKM"])]
)
def test_each_step_for_an_indicator_names_its_own_amount(head: str, names: list[str]) -> None:
    text = f"""
        Sasaran | Indikator | Target | {head} | Anggaran
        Meningkatnya layanan | IKM | 85 | Survei kepuasan | 50.000.000
        ^ | ^ | ^ | Tindak lanjut | 25.000.000
    """
    assert [f.uraian for f in facts(text)] == names


def test_a_step_between_the_figures_of_an_indicator_and_the_amount_names_that_though_it_is_one() -> None:
    alone = "Indikator | Target | Rencana Aksi | Anggaran\nNilai IKM | 85 | Survei kepuasan | 50.000.000"
    assert [f.uraian for f in facts(alone)] == ["Survei kepuasan"]
    behind = "Indikator | Target | Anggaran | Rencana Aksi\nNilai IKM | 85 | 50.000.000 | Survei kepuasan"
    assert [f.uraian for f in facts(behind)] == ["Nilai IKM"]


def test_an_amount_over_the_rows_of_several_indicators_is_of_what_stands_over_these() -> None:
    text = """
        Sasaran | Indikator | Capaian (%) | Pagu (Rp)
        Meningkatnya layanan | IKM | 101 | 500.000.000
        ^ | Pengaduan | 100 | ^
        Meningkatnya data | Data valid | 99 | 300.000.000
    """
    names = [("Meningkatnya layanan", "pasti"), ("Meningkatnya data", "pasti")]
    assert [(f.uraian, f.status_nilai) for f in facts(text)] == names
    apart = text.replace("100 | ^", "100 | 5.000.000")
    assert [f.uraian for f in facts(apart)] == ["IKM", "Pengaduan", "Data valid"], "each has its own"
    untold = text.replace("Sasaran", "No").replace("Meningkatnya layanan", "1").replace("Meningkatnya data", "2")
    assert [(f.uraian, f.status_nilai) for f in facts(untold)] == [("IKM", "ragu"), ("Data valid", "pasti")]


@pytest.mark.parametrize(
    ("code", "ocr", "doubt"),
    [
        ("2.19.?3.2.02", True, "kode_hilang"),
        ("2.19.en", True, "kode_hilang"),
        ("2.19.?3.2.02", False, None),
        ("2,19.E3.2,02", False, "kode_hilang"),
    ],
    ids=["misread in a picture", "letters for digits", "as printed", "a name printed over it"],
)
def test_amounts_whose_code_cannot_be_read_are_doubtful(code: str, ocr: bool, doubt: str | None) -> None:
    text = "Kode | Program | Anggaran (Rp)\n2.19.03 | Program Satu | 5.000.000\n{} | Kegiatan Dua | 1.000.000"
    assert [f.status_nilai for f in facts(text.format("2.19.03.2.02"), from_ocr=ocr)] == ["pasti", "pasti"]
    fact = facts(text.format(code), from_ocr=ocr)[-1]
    assert fact.kode is None
    assert (fact.aturan_nilai if fact.status_nilai == "ragu" else None) == doubt


def test_codes_that_go_on_from_one_that_cannot_be_read_are_as_unknown() -> None:
    text = """
        Kode | Kegiatan | Anggaran (Rp)
        5630.001 | Satuan Pendidikan Terpetakan | 6.000.000
        5630.001.0 | Sekolah Terpetakan | 6.000.000
        051 | Penyusunan Peta Mutu | 4.000.000
        052 | Analisis Data | 2.000.000
        5630.002 | Satuan Pendidikan Disupervisi | 7.000.000
    """
    read = [(f.kode, f.status_nilai) for f in facts(text, from_ocr=True)]
    assert read == [("5630.001", "pasti"), (None, "ragu"), (None, "ragu"), (None, "ragu"), ("5630.002", "pasti")]
    whole = text.replace("5630.001.0 |", "5630.001.001 |")
    assert [f.status_nilai for f in facts(whole, from_ocr=True)] == ["pasti"] * 5


def test_groups_of_spending_over_amounts_name_them_where_rows_are_years() -> None:
    text = """
        Tahun | {0} Tidak Langsung | < | {0} Langsung | <
        ^     | Pagu (Rp) | Realisasi (Rp) | Pagu (Rp) | Realisasi (Rp)
        2021  | 6.214.800.000 | 6.098.442.115 | 5.842.300.000 | 5.318.774.650
        2022  | 6.587.250.000 | 6.502.118.740 | 6.120.750.000 | 5.874.906.325
    """
    found = understood(table_of(text.format("Belanja"))).anggaran
    assert {(f.uraian, f.tahun, f.status_nilai) for f in found} == {
        (f"Belanja {kind}", year, "pasti") for kind in ("Tidak Langsung", "Langsung") for year in (2021, 2022)
    }
    assert not understood(table_of(text.format("Layanan"))).anggaran


@pytest.mark.parametrize("head", ["Tahun", "Tahun Anggaran"])
def test_the_budgets_of_an_agency_by_year_are_named_by_a_guess_after_their_title(head: str) -> None:
    text = f"No | {head} | Pagu | Realisasi\n1 | 2021 | 6.214.800.000 | 6.098.442.115\n2 | 2022 | 6.587.250.000 | 6.502.118.740"
    found = understood(table_of(text, caption="Tabel 3.20 Perkembangan Anggaran Dinas Tahun 2021-2022")).anggaran
    assert [(f.uraian, f.tahun, f.ukuran, f.aturan_nilai) for f in found] == [
        ("Perkembangan Anggaran Dinas", year, measure, "uraian_diduga")
        for year in (2021, 2022)
        for measure in ("pagu", "realisasi")
    ]
    other = text.replace("Pagu", "Nilai Investasi (Rp)").replace("Realisasi", "Jumlah (Rp)")
    assert not understood(table_of(other, caption="Tabel 2.1 Investasi Tahun 2021-2022")).anggaran, "no budget"


@pytest.mark.parametrize(
    ("head", "target", "status", "value"),
    [
        ("Anggaran (Rp miliar)", "82,5 persen", "pasti", 41_875_000_000.0),  # commas part decimals in this table
        ("Anggaran (Rp miliar)", "82 persen", "ragu", 41_875_000_000.0),
        ("Anggaran (Rp miliar)", "82.5 persen", "pasti", 41_875_000_000_000.0),
        ("Anggaran (Rp ribu)", "82,5 persen", "pasti", 41_875_000.0),
    ],
)
def test_three_digits_behind_a_comma_in_billions(head: str, target: str, status: str, value: float) -> None:
    text = (
        f"Program | Indikator | Target | {head}\nObat | Persentase obat | {target} | 41,875\nRuang | Luas ruang | 9 m2 | 36,250"
    )
    assert told(text)[0] == ("pagu", value, status)


def test_a_colon_for_a_dot_in_a_picture_and_the_only_figure_under_a_stamp() -> None:
    text = "Program | Anggaran (Rp)\nRapat | {}\nUkur | 25.000.000"
    assert told(text.format("142:600.000"), from_ocr=True, confidence=0.999)[0] == ("pagu", 142_600_000.0, "pasti")
    assert told(text.format("142:600.000"))[0][2] == "ragu"
    assert told(text.format("DINAS P Rp 394.175.000"), from_ocr=True)[0] == ("pagu", 394_175_000.0, "ragu")
