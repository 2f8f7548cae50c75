"""Years that the headings of a table tell together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import Column, TableYears
from pipeline.tables.columns.dating import dated, estimated_later, wanted_at_the_end
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of, understood
from tests.pipeline.tables.columns.drafts import drafted, with_roles


def found(text: str, roles: str, caption: str = "Tahun 2022", identity: Identity = REPORT) -> list[Any]:
    drafts, _, years = drafted(text, caption, identity)
    return dated(with_roles(drafts, roles), drafts, years)


def test_years_behind_a_baseline_are_planned_and_no_results_stand_there() -> None:
    planned = found("Indikator | Kondisi Awal 2020 | 2021 | 2022\nA | 50 | 60 | 70", ". nilai nilai nilai")
    assert [(k.ukuran, k.tahun) for k in planned[1:]] == [("awal", 2020), ("target", 2021), ("target", 2022)]
    text = "Indikator | Kondisi Awal 2020 | 2021 | Realisasi 2022\nA | 50 | 60 | 70"
    reported = found(text, ". nilai nilai nilai", caption="Capaian Kinerja Tahun 2022")
    assert reported[2].ukuran == "realisasi", "a table that reports"


def test_a_target_is_of_the_year_printed_over_its_results_alone() -> None:
    text = "Indikator | Target | Realisasi 2021\nA | 50 | 60"
    assert [k.tahun for k in found(text, ". nilai nilai")[1:]] == [2021, 2021]
    text = "Indikator | Target | Realisasi 2021 | Realisasi\nA | 50 | 60 | 60"
    assert found(text, ". nilai nilai nilai")[1].tahun is None, "results of the table's own year stand there too"


def test_a_standard_is_of_the_year_of_the_results_beside_it_an_indicator_of_the_state_of_none() -> None:
    text = "Indikator | {} | Realisasi 2021 | Realisasi 2022\nA | 50 | 60 | 60"
    assert found(text.format("Nilai Standar"), ". nilai nilai nilai")[1].tahun == 2022
    assert found(text.format("Standar IKK"), ". nilai nilai nilai")[1].tahun is None


def test_a_target_beside_last_years_result_told_in_words_is_of_the_tables_own_year() -> None:
    for lalu in ("Tahun Lalu", "Thn Lalu"):
        text = f"Indikator | Realisasi {lalu} | Target | Realisasi s.d. Triwulan II\nA | 45 | 50 | 60"
        assert [k.tahun for k in found(text, ". nilai nilai nilai")[1:]] == [2021, None, None]


def test_a_final_target_is_of_the_plans_last_year() -> None:
    text = "Indikator | Target 2021 | Target 2022 | Target Akhir Renstra\nA | 50 | 60 | 70"
    plan = Identity(jenis="Renstra", tahun=2021, periode_awal=2021, periode_akhir=2026)
    assert [(k.ukuran, k.tahun) for k in found(text, ". nilai nilai nilai", "Target", plan)[1:]] == [
        ("target", 2021),
        ("target", 2022),
        ("akhir", 2026),
    ]


def test_the_only_target_of_a_plan_of_one_year_is_by_a_guess_of_that_year_though_the_last_one_is_known() -> None:
    text = "Indikator | Target Renstra | Alokasi 2022\nA | 50 | 60"
    annual = Identity(jenis="RKT", tahun=2022, rencana=(2020, 2024))
    (target, _) = found(text, ". nilai rupiah", "Rencana Kinerja Tahunan 2022", annual)[1:]
    assert (target.ukuran, target.tahun, target.yakin < 0.8) == ("target", None, True)
    report = replace(annual, jenis="LKjIP")
    assert found(text, ". nilai rupiah", "Capaian Kinerja Tahun 2022", report)[1].ukuran == "akhir"
    beside = "Indikator | Target 2022 | Target Renstra\nA | 50 | 60"
    assert found(beside, ". nilai nilai", "Rencana Kinerja Tahunan 2022", annual)[2].ukuran == "akhir"


def test_the_running_year_is_expected_in_a_plan_of_the_next_and_reached_in_a_report_of_its_own() -> None:
    text = "Indikator | Realisasi | Tahun Berjalan\n^ | 2020 | 2021\nA | 50 | 60"
    plan = found(text, ". nilai nilai", "Pencapaian Kinerja Pelayanan", Identity(jenis="Renja", tahun=2022))[2]
    assert (plan.ukuran, plan.tahun, plan.yakin < 0.8) == ("perkiraan", 2021, True)
    report = found(text, ". nilai nilai", "Pencapaian Kinerja Pelayanan", Identity(jenis="LKjIP", tahun=2021))[2]
    assert (report.ukuran, report.tahun) == ("realisasi", 2021)


def test_the_plans_own_year_among_forward_estimates_is_its_budget() -> None:
    years = TableYears(2025, 1.0)
    estimates = [Column(n, "rupiah", "prakiraan_maju", tahun=2025 + n, tahun_tertulis=True) for n in range(3)]
    assert [k.ukuran for k in estimated_later(estimates, years)] == ["pagu", "prakiraan_maju", "prakiraan_maju"]
    assert [k.ukuran for k in estimated_later(estimates[:1], years)] == ["prakiraan_maju"], "no later year beside it"
    assert [k.ukuran for k in estimated_later(estimates[1:], years)] == ["prakiraan_maju"] * 2


@pytest.mark.parametrize(
    ("title", "figure", "measure"),
    [
        ("Tabel 5. Tingkat Capaian Kinerja 3 Tahun Terakhir", "88 %", ("capaian", "pasti")),
        ("Tabel 5. Tingkat Capaian Kinerja 3 Tahun Terakhir", "12 unit", ("realisasi", "ragu")),
        ("Tabel 5. Capaian Kinerja 3 Tahun Terakhir", "88 %", ("realisasi", "pasti")),
    ],
)
def test_figures_below_a_title_of_achievements_are_these(title: str, figure: str, measure: tuple[str, str]) -> None:
    rows = "\n".join(f"Luas {name} | {figure} | {figure} | {figure}" for name in ("taman", "rawa"))
    result = understood(table_of(f"Indikator | 2020 | 2021 | 2022\n{rows}", caption=title))
    assert {(f.ukuran, f.status_nilai) for f in result.kinerja} == {measure}


def test_up_to_a_quarter_beside_that_quarter_is_the_state_at_its_end() -> None:
    text = "Indikator | Target | < | <\n^ | Q2 | {} | Y\nNilai A | 20 | 50 | 90\nNilai B | 4 | 6 | 9"
    told = {(f.triwulan, f.bulan, f.status_nilai) for f in understood(table_of(text.format("s.d.Q2"))).kinerja}
    assert told == {(2, None, "pasti"), (None, 6, "pasti"), (None, None, "pasti")}
    told = {(f.triwulan, f.bulan) for f in understood(table_of(text.replace("Q2 |", "Q1 |").format("s.d.Q2"))).kinerja}
    assert told == {(1, None), (2, None), (None, None)}, "alone it is told as printed"


def test_the_last_of_the_targets_of_a_whole_plan_is_its_end() -> None:
    years = " | ".join(f"Target {year}" for year in range(2018, 2023))
    plan = Identity(jenis="Renstra", periode_awal=2017, periode_akhir=2023)
    text = f"Indikator | {years} | Kondisi Akhir Renstra\nNilai A | 1 | 2 | 3 | 4 | 5 | 6"
    assert view_of("d", "d-1", table_of(text), plan, HEADERS).kolom[-1].tahun == 2022
    cut = "Indikator | Target 2018 | Target 2019 | Kondisi Akhir Renstra\nNilai A | 1 | 2 | 6"
    assert view_of("d", "d-1", table_of(cut), plan, HEADERS).kolom[-1].tahun == 2023


@pytest.mark.parametrize(
    ("heads", "months"),
    [
        ("Target | November | Realisasi", [None, 11, 11]),
        ("Target | November | Desember | Realisasi", [None, 11, 12, None]),  # of which month?
        ("November | Target | Realisasi", [11, None, None]),
    ],
)
def test_results_behind_the_one_month_of_a_table_are_of_that(heads: str, months: list[int | None]) -> None:
    figures = " | ".join(["4"] * len(months))
    text = f"Kegiatan | Satuan | {heads}\nRapat | Kali | {figures}\nPelatihan | Kali | {figures}"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    assert [k.bulan for k in view.kolom[2:]] == months


@pytest.mark.parametrize(("years", "measure"), [((2018, 2019), "realisasi"), ((2021, 2022), "target")])
def test_bare_years_that_were_over_before_the_plan_began_are_results(years: tuple[int, int], measure: str) -> None:
    """Though the words above speak of no results, and of a plan's years before it at that."""
    text = f"Uraian | {years[0]} | {years[1]}\nJumlah sampah | 157.025 | 156.186"
    plan = Identity(jenis="Renstra", periode_awal=2020, periode_akhir=2024)
    view = view_of("d", "t", table_of(text, context=("Renstra 2015-2019 telah berakhir",)), plan, HEADERS)
    assert [k.ukuran for k in view.kolom[1:]] == [measure, measure]


@pytest.mark.parametrize(
    ("plan", "heading", "measure"),
    [
        ((2020, 2024), "Realisasi 2022", "akhir"),
        ((2020, 2025), "Realisasi 2022", "target"),  # a year on the way
        ((2020, 2024), "Pagu 2022", "target"),  # no report of results
    ],
)
def test_the_only_target_of_a_later_year_in_a_report_is_that_of_the_plans_last(
    plan: tuple[int, int], heading: str, measure: str
) -> None:
    text = f"Indikator | Target 2022 | {heading} | Target 2024\nA | 50 | 60 | 70\nB | 40 | 41 | 80"
    identity = Identity(jenis="LKjIP", tahun=2022, rencana=plan)
    kolom = view_of("d", "t", table_of(text, caption="Capaian Kinerja Tahun 2022"), identity, HEADERS).kolom
    assert kolom[3].ukuran == measure
    targets = [replace(k, ukuran="target") if k.measures("akhir") else k for k in kolom]
    of_2024 = TableYears(tahun=2022, melaporkan=True, rencana_akhir=2024, dokumen=2024)
    assert wanted_at_the_end(targets, of_2024) == targets, "a table of an earlier year"


@pytest.mark.parametrize(("year", "measure"), [(2023, "target"), (2026, "akhir")])
def test_a_target_of_a_plan_under_a_year_before_its_last_is_of_that_year(year: int, measure: str) -> None:
    text = f"Indikator | Tahun {year} | <\n^ | Target Renstra | Capaian\nNilai A | 50 | 60"
    assert found(text, ". nilai nilai", identity=PLAN)[1].ukuran == measure
