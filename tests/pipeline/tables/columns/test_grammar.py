"""What a heading path alone says of its column."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import DOUBTED
from pipeline.tables.columns.grammar import from_path, with_evaluated_year, with_first_year
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of

YEARS = time_of(table_of("x", caption="Tahun 2022"), (), REPORT)


def draft(*path: str) -> Any:
    return from_path(0, [HEADERS.read(text) for text in path], YEARS, 1)


@pytest.mark.parametrize(
    ("path", "money"),
    [
        (("Anggaran", "Realisasi"), True),
        (("Realisasi", "Rp"), True),
        (("Prakiraan Maju (Ribuan)",), True),
        (("Kinerja", "Realisasi"), False),
        (("Realisasi Kinerja",), False),
        (("Realisasi",), None),
    ],
)
def test_money_by_the_leaf_or_the_nearest_group_that_speaks_of_it(path: tuple[str, ...], money: bool | None) -> None:
    assert draft(*path).uang is money


@pytest.mark.parametrize(
    ("heading", "measure", "weak"),
    [
        ("Target Renstra Tahun 2026", "akhir", True),
        ("Target Akhir Renstra", "akhir", False),
        ("Target Tahun 2023", "target", False),
        ("Realisasi s/d Tahun 2021", "realisasi_kumulatif", False),
        ("Realisasi Tahun 2021", "realisasi", False),
        ("Realisasi s.d. Desember", "realisasi", False),
        ("Realisasi sampai dengan 31 Desember 2022", "realisasi", False),
        ("Realisasi s.d. Desember 2024", "realisasi_kumulatif", False),  # of another year than the table's
        ("Realisasi Kumulatif s.d. Desember 2022", "realisasi_kumulatif", False),
        ("Realisasi s.d. Juni 2022", "realisasi", False),
        ("Realisasi s.d. Juni 2021", "realisasi_kumulatif", False),
        ("Realisasi Renstra s.d. Juni 2022", "realisasi_kumulatif", False),
        ("Hasil", "capaian", False),
        ("Hasil Rapat", None, False),
    ],
)
def test_the_measure(heading: str, measure: str | None, weak: bool) -> None:
    found = draft(heading)
    assert (found.kolom.ukuran, found.akhir_lemah) == (measure, weak)


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        (("Realisasi", "s.d. Juni"), "realisasi"),
        (("Realisasi Akumulasi", "s.d. Juni"), "realisasi_kumulatif"),
        (("Realisasi Kinerja", "s.d. Desember"), "realisasi"),
        (("Realisasi Kumulatif", "s.d. Desember"), "realisasi_kumulatif"),
        (("Realisasi", "s.d. Triwulan II"), "realisasi"),  # the quarter is said by its own column
        (("Realisasi", "Juni"), "realisasi"),
        (("s.d. Juni", "Target"), "target"),
    ],
)
def test_up_to_when_a_measure_counts_is_said_under_it(path: tuple[str, ...], measure: str) -> None:
    assert draft(*path).kolom.ukuran == measure


@pytest.mark.parametrize(
    ("heading", "month"),
    [("Realisasi s.d. Juni 2022", 6), ("Realisasi s.d. Desember", None), ("Realisasi s.d. Tahun 2021", None)],
)
def test_the_month_at_whose_end_it_tells_the_state(heading: str, month: int | None) -> None:
    assert draft(heading).kolom.bulan == month


@pytest.mark.parametrize(
    ("heading", "aside"), [("Sisa Anggaran", True), ("Pertumbuhan (%)", True), ("Realisasi Anggaran", False)]
)
def test_figures_that_are_no_facts(heading: str, aside: bool) -> None:
    assert draft(heading).samping is aside


@pytest.mark.parametrize(
    ("path", "year", "printed"),
    [
        (("Realisasi", "2021"), 2021, True),
        (("2021", "2024"), 2024, True),
        (("Realisasi Tahun Lalu",), 2021, True),
        (("Realisasi 2020 dan 2021",), 2021, False),
        (("Realisasi",), None, False),
    ],
)
def test_the_year_is_that_of_the_level_nearest_the_leaf(path: tuple[str, ...], year: int | None, printed: bool) -> None:
    found = draft(*path).kolom
    assert (found.tahun, found.tahun_tertulis) == (year, printed)


@pytest.mark.parametrize(
    ("path", "role"), [(("Program", "Uraian"), "program"), (("Uraian",), "uraian"), (("Target", "Uraian"), "uraian")]
)
def test_uraian_takes_the_role_of_the_group_above(path: tuple[str, ...], role: str) -> None:
    assert draft(*path).kolom.peran == role


def test_money_of_an_unknown_kind_is_a_guess() -> None:
    for heading in ("Luwes (Rp)", "Titipan Sisihan (Rp)"):
        unknown = draft(heading)
        assert (unknown.uang, unknown.kolom.yakin < 0.8) == (True, True)
    for heading in ("Rp", "Jumlah (Rp)", "Biaya (Rp)", "Pagu Indikatif (Rp. 000,-)"):
        assert draft(heading).kolom.yakin >= 0.8
    assert draft("Terserap (Rp)").kolom.ukuran == "realisasi"


def test_words_that_no_meaning_is_known_of_leave_a_guess() -> None:
    assert draft("Bla bla").kolom.yakin < 0.8
    assert draft("Target").kolom.yakin >= 0.8


COUNTED = """
Indikator | Target Tahun ke- | < | < | < | < | Kondisi Akhir
^ | 1 | 2 | 3 | 4 | 5 | ^
Nilai A | 1 | 2 | 3 | 4 | 5 | 15
Nilai B | 11 | 12 | 13 | 14 | 15 | 65
Nilai C | 21 | 22 | 23 | 24 | 25 | 115
"""


def counted(caption: str, drawn: str = COUNTED, who: Identity = PLAN) -> Any:
    table = table_of(drawn, caption=caption)
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    return with_first_year(kepala, time_of(table, kepala.judul, who))


def test_the_first_year_of_a_plan_that_counts_its_years() -> None:
    five, six = counted("Renstra 2022-2026"), counted("Renstra 2021-2026")
    assert (five.tahun_pertama, five.pertama_pasti) == (2022, True)
    assert (six.tahun_pertama, six.pertama_pasti) == (2022, True), "a base year before it"
    four = counted("Renstra 2020-2026")
    assert (four.tahun_pertama, four.pertama_pasti) == (2020, False), "two years longer: nothing tells"


REPORTED = """
Uraian | Anggaran pada Tahun ke- | < | < | < | Realisasi Anggaran pada Tahun ke- | < | < | < | Rata-rata Pertumbuhan | <
^ | 1 | 2 | 3 | 4 | 1 | 2 | 3 | 4 | Anggaran | Realisasi
Rapat | 5.000.000 | 6.000.000 | 7.000.000 | 8.000.000 | 4.000.000 | 5.000.000 | 6.000.000 | 7.000.000 | 18,33 | 22,50
"""


@pytest.mark.parametrize(
    ("caption", "first", "sure"),
    [
        ("Anggaran dan Realisasi Pendanaan Tahun 2018 - 2021", 2018, True),
        ("Anggaran dan Realisasi Pendanaan Tahun 2017 - 2021", 2018, False),  # a year more than it counts
        ("Anggaran dan Realisasi Pendanaan Tahun 2022 - 2025", 2022, False),  # the plan's own years, not yet reached
        ("Anggaran dan Realisasi Pendanaan", 2022, False),
    ],
)
def test_results_by_counted_years_are_of_the_period_in_the_title(caption: str, first: int, sure: bool) -> None:
    plan = replace(PLAN, periode_awal=2022, periode_akhir=2025)
    found = counted(caption, REPORTED, plan)
    assert (found.tahun_pertama, found.pertama_pasti) == (first, sure)


@pytest.mark.parametrize(
    ("heading", "caption", "year"),
    [
        ("2 September 2015", "Realisasi Belanja TA 2016", (2016, False)),
        ("2 September 2016", "Realisasi Belanja TA 2016", (2016, True)),
        ("31 Desember 2015", "Realisasi Belanja TA 2016", (2015, True)),
        ("Tahun 2015", "Realisasi Belanja TA 2016", (2015, True)),
        ("2 September 2015", "Realisasi Belanja", (2015, True)),
    ],
)
def test_a_day_of_another_year_than_the_caption_s_is_doubtful(heading: str, caption: str, year: tuple[int, bool]) -> None:
    table = table_of(
        f"Uraian | {heading} | <\n^ | Anggaran | Realisasi\nRapat | 5.000.000 | 4.000.000", caption=caption, header_rows=2
    )
    kepala = read_headings(grid_of(table), HEADERS)
    column = from_path(1, kepala.jalur[1], time_of(table, kepala.judul, REPORT), 1).kolom
    assert (column.tahun, column.tahun_tertulis) == year


def test_a_share_of_the_target_of_its_own_year_is_an_achievement() -> None:
    same = draft("% Capaian Tahun 2022 Terhadap RPJMD 2022")
    assert (same.samping, same.kolom.ukuran, same.kolom.tahun) == (False, "capaian", 2022)
    assert draft("% Capaian Tahun 2022 Terhadap Tahun 2021").samping, "growth"


def test_a_unit_behind_the_heading_of_a_group_holds_for_its_leaves() -> None:
    assert draft("Kinerja (%)", "Target").kolom.satuan == "%"
    assert draft("Kinerja (%)", "Target (orang)").kolom.satuan == "orang"
    assert draft("Kinerja (n-1)", "Target (thn n)").kolom.satuan is None


def test_a_period_behind_the_target_of_a_plan_is_its_end() -> None:
    plan = draft("Target Kinerja (Renstra Dinas) Tahun 2011-2015")
    assert (plan.kolom.ukuran, plan.kolom.tahun, plan.akhir_lemah) == ("akhir", 2015, False)
    assert draft("Realisasi Kinerja Renstra Tahun 2011-2015").kolom.tahun is None


@pytest.mark.parametrize(
    ("path", "aside"),
    [
        (("Rincian Perhitungan", "Volume"), True),
        (("Rincian Penghitungan", "Vol"), True),
        (("Target", "Volume"), False),
        (("Rencana Kegiatan", "Volume"), False),
    ],
)
def test_how_many_were_bought_at_a_price_is_no_target(path: tuple[str, ...], aside: bool) -> None:
    assert draft(*path).samping is aside


@pytest.mark.parametrize(
    ("path", "measure", "part"),
    [
        (("Keuangan", "s/d Bulan Lalu (Rp)"), "realisasi", True),
        (("Keuangan", "Bulan Ini", "Rp"), "realisasi", True),
        (("Keuangan", "s/d Bulan Ini", "Rp"), "realisasi", False),
        (("Target Keuangan", "Bulan Juni", "Rp"), None, False),
        (("Rencana", "Bulan Ini"), "target", True),
        (("Pagu Tahun Lalu (Rp)",), None, False),
    ],
)
def test_up_to_this_month_is_what_was_reached_the_month_alone_is_a_part(
    path: tuple[str, ...], measure: str | None, part: bool
) -> None:
    found = draft(*path)
    assert (found.kolom.ukuran, found.sebagian, found.kolom.yakin < 0.8) == (measure, part, part)


@pytest.mark.parametrize(
    ("path", "contract"),
    [
        (("Kontrak", "Nilai (Rp)"), True),
        (("Nilai Kontrak",), True),
        (("Kontrak", "Pagu (Rp)"), False),
        (("Pelaksana", "Nilai (Rp)"), False),
    ],
)
def test_amounts_under_a_contract_are_its_own_but_for_a_budget(path: tuple[str, ...], contract: bool) -> None:
    assert draft(*path).kontrak is contract


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Target Kinerja Renja Tahun Berjalan (Tahun n-1) yang Dievaluasi", 2022),
        ("Target Renja Tahun Berjalan (Tahun n-1)", 2021),
        ("Realisasi Renja Tahun Lalu (Tahun n-1)", 2021),
    ],
)
def test_the_running_year_that_is_evaluated_is_the_tables_own(heading: str, year: int) -> None:
    assert draft(heading).kolom.tahun == year


def test_the_year_before_the_one_that_a_form_evaluates() -> None:
    def lalu(heading: str) -> Any:
        text = f"Indikator | Realisasi s.d. Tahun Lalu (n-2) | {heading}\nNilai A | 1 | 2"
        table = table_of(text, caption="Evaluasi Renja Tahun 2019")
        kepala = read_headings(grid_of(table), HEADERS)
        years = with_evaluated_year(kepala, time_of(table, kepala.judul, REPORT))
        return from_path(1, kepala.jalur[1], years, 1).kolom.tahun

    assert lalu("Target Renja Tahun berjalan (Tahun n-1) yang dievaluasi") == 2018
    assert lalu("Target Renja Tahun n") == 2017


@pytest.mark.parametrize(("path", "unit"), [(("Target", "%"), "%"), (("Target", "(Persen)"), "%"), (("Target", "% Fisik"), None)])
def test_percent_alone_below_a_group_is_the_unit(path: tuple[str, ...], unit: str | None) -> None:
    assert draft(*path).kolom.satuan == unit


def test_sources_of_money_below_a_heading_of_these() -> None:
    assert [draft("Sumber Dana", leaf).kolom.sumber_dana for leaf in ("PAD", "DAK", "Lokasi")] == ["PAD", "DAK", None]


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        (("Capaian Kinerja (%)", "Target"), "%"),
        (("Kepala Dinas (Eselon II)", "Target"), None),
        (("Kepala Dinas", "Target (Rombel)"), "Rombel"),
    ],
)
def test_a_group_tells_a_known_unit_only(path: tuple[str, ...], unit: str | None) -> None:
    assert draft(*path).kolom.satuan == unit


def test_letters_below_a_heading_of_codes_are_their_parts() -> None:
    assert [draft("Kode", leaf).kolom.peran for leaf in ("U", "P", "K")] == ["kode"] * 3
    assert draft("Kinerja", "K").kolom.peran != "kode"


def test_spending_over_its_kinds_and_their_sum_is_money() -> None:
    total = draft("Tahun 2022", "Belanja", "Jumlah")
    assert (total.uang, total.kolom.peran, total.kolom.yakin) == (True, "lain", 1.0)
    assert draft("Belanja").kolom.peran == "program", "alone it heads what is spent on"
    assert draft("Belanja", "Tidak Terduga").kolom.belanja == "tidak_terduga"


def test_a_year_behind_a_word_that_is_not_known_is_a_guess() -> None:
    assert draft("Dicapwq 2021").kolom.yakin <= DOUBTED
    assert draft("Hsl 2021").kolom.yakin > DOUBTED
    assert draft("2021").kolom.yakin > DOUBTED


def test_a_source_over_columns_of_money_is_theirs() -> None:
    text = (
        "Desa | {} | < | {} | <\n^ | Pagu (Rp) | Realisasi (Rp) | Pagu (Rp) | Realisasi (Rp)\n"
        "Air Putih | 8.000.000 | 7.000.000 | 4.000.000 | 3.000.000"
    )
    two = view_of("d", "d-1", table_of(text.format("Dana Desa (APBN)", "Alokasi Dana Desa (APBD)")), REPORT, HEADERS).kolom
    assert [k.sumber_dana for k in two[1:]] == ["Dana Desa (APBN)"] * 2 + ["Alokasi Dana Desa (APBD)"] * 2
    assert all(k.yakin >= 0.8 for k in two[1:])
    years = view_of("d", "d-1", table_of(text.format("Anggaran 2021", "Anggaran 2022")), REPORT, HEADERS).kolom
    assert {k.sumber_dana for k in years} == {None}


@pytest.mark.parametrize(
    ("head", "role"),
    [("Upaya / Program / Indikator", "indikator"), ("Upaya", "keterangan"), ("Program / Kegiatan", "program")],
)
def test_the_last_of_the_names_that_a_column_lists_are_its_rows(head: str, role: str) -> None:
    text = f"{head} | Satuan | Target | Realisasi\nRumah tangga sehat | % | 70 | 66,84\nPosyandu mandiri | % | 18 | 21"
    assert view_of("d", "d-1", table_of(text), REPORT, HEADERS).kolom[0].peran == role


def test_what_one_unit_costs_is_no_budget() -> None:
    text = (
        "Output | Volume | Pagu (Rp) | Realisasi (Rp) | {} | <\n^ | ^ | ^ | ^ | Rencana | Realisasi\n"
        "Bendungan | 1 | 214.350.000 | 213.874.610 | 214.350.000 | 213.874.610"
    )
    unit = view_of("d", "d-1", table_of(text.format("Biaya per Satuan Output")), REPORT, HEADERS).kolom
    assert [k.peran for k in unit[4:]] == ["samping", "samping"]
    money = view_of("d", "d-1", table_of(text.format("Anggaran Perubahan")), REPORT, HEADERS).kolom
    assert [k.peran for k in money[4:]] == ["rupiah", "rupiah"]
