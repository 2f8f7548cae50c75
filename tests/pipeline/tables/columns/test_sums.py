"""Sums over the years of a plan beside the results of one year, in a form of another office's making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.tables.columns.column import ROLE_SURE, Column, TableYears
from pipeline.tables.columns.read import read_columns
from pipeline.tables.columns.sums import over_years, progress
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of
from tests.pipeline.tables.columns.drafts import drafted

THIS_YEAR = TableYears(2023, 1.0, dokumen=2023)


def columns(text: str) -> tuple[Column, ...]:
    grid = grid_of(table_of(text))
    return read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)


def told(text: str) -> list[str]:
    """What each column of figures holds, a guess with `?`."""
    return [k.kanonik + "?" * (k.yakin < ROLE_SURE) for k in columns(text) if k.holds("nilai", "rupiah")]


@pytest.mark.parametrize("leaves", ["K | Rp", "Kinerja | Anggaran", "Vol | Rp."])
def test_an_evaluation_of_a_plan_of_one_year_within_one_of_several(leaves: str) -> None:
    groups = (
        "Target Akhir Renstra 2026", "Realisasi s.d. Tahun Lalu", "Target dan Anggaran Tahun Berjalan",
        "Realisasi yang Dievaluasi", "Tingkat Capaian", "Realisasi s/d Tahun Berjalan", "Tingkat Capaian Renstra (%)",
    )  # fmt: skip
    rows = (
        "Luas taman 90 900.000.000 60 600.000.000 20 200.000.000 15 120.000.000 75,00 60,00 75 720.000.000 83,33 80,00",
        "Nilai pasar 80 800.000.000 50 500.000.000 10 100.000.000 9 80.000.000 90,00 80,00 59 580.000.000 73,75 72,50",
        "Jalan kaki 70 700.000.000 30 400.000.000 8 110.000.000 7 80.000.000 87,50 72,73 37 480.000.000 52,86 68,57",
    )
    heading = ["Indikator | " + " | < | ".join(groups) + " | <", "^ | " + " | ".join([leaves] * len(groups))]
    body = [row.replace(" ", " | ").replace(" | ", " ", 1) for row in rows]
    assert told("\n".join([*heading, *body])) == [
        "akhir 2026", "akhir 2026", "realisasi_kumulatif 2022", "realisasi 2022?", "target", "pagu", "realisasi", "realisasi",
        "capaian", "persen_realisasi", "realisasi_kumulatif", "realisasi?", "capaian?", "persen_realisasi?",
    ]  # fmt: skip


def test_a_target_of_the_plan_for_the_year_itself_leaves_that_years_own_sure() -> None:
    assert told("""
        Indikator | Target RPJMD pada Tahun 2023 | < | Target dan Anggaran RKPD Tahun 2023 | < | Realisasi RKPD Tahun 2023 | <
        ^ | K | Rp | K | Rp | K | Rp
        Luas taman  | 90 | 900.000.000 | 20 | 200.000.000 | 15 | 120.000.000
    """) == ["akhir 2023?", "akhir 2023?", "target 2023", "pagu 2023", "realisasi 2023", "realisasi 2023"]


def test_a_sum_within_the_year_and_its_share_stay_sure() -> None:
    assert told("""
        Indikator | Target 2023 | Realisasi s.d. Triwulan II | Capaian s.d. Triwulan II (%)
        Luas taman  | 20 | 15 | 75,00
        Nilai pasar | 10 | 9 | 90,00
    """) == ["target 2023", "realisasi tw2", "capaian tw2"]


def test_a_share_behind_a_target_of_its_own_is_an_achievement() -> None:
    assert told("""
        Indikator | Realisasi 2023 | Realisasi s/d Tahun 2023 | Target RPJMD 2023 | % Capaian Tahun 2023 terhadap RPJMD 2023
        Luas taman | 5 | 15 | 20 | 75,00
    """) == ["realisasi 2023", "realisasi_kumulatif 2023", "target 2023", "capaian 2023"]


def test_two_results_of_one_year_are_no_sum_and_stay_a_guess() -> None:
    assert told("""
        Indikator | Target 2023 | Realisasi 2023 | Realisasi 2023
        Luas taman  | 20 | 15 | 12
    """) == ["target 2023", "realisasi 2023?", "realisasi 2023?"]


def test_only_sums_over_years_and_the_shares_behind_them() -> None:
    drafts, _, _ = drafted("""
        Indikator | Realisasi 2022 | Capaian 2022 | Realisasi Renstra s.d. 2022 | Capaian Renstra | Realisasi s.d. Juni 2022
        Luas taman | 15 | 75 | 60 | 80 | 9
    """)
    roles = [replace(d.kolom, peran="nilai") if d.kolom.ukuran else d.kolom for d in drafts]
    sums = over_years(roles, drafts)
    assert sums == {3, 4}
    assert [k.index for k in progress(roles, drafts, sums) if k.yakin < ROLE_SURE] == [4]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Capaian Tahun Lalu", ["realisasi 2022", "target", "realisasi", "capaian"]),
        ("Realisasi Bulan Ini", ["realisasi?", "target", "realisasi_kumulatif", "capaian"]),
    ],
)
def test_what_was_reached_by_this_month_is_the_only_result_of_the_year(before: str, expected: list[str]) -> None:
    assert (
        told(f"""
        Indikator | {before} | Target | Realisasi s.d. Bulan Ini | % Capaian
        Luas taman  | 12 | 20 | 15 | 75,00
        Nilai pasar | 310 | 400 | 300 | 75,00
        Jalan kaki  | 1,5 | 8 | 6 | 75,00
    """)
        == expected
    )


def test_a_share_of_all_budgets_is_none_of_what_was_spent() -> None:
    text = "Program | Pagu (Rp) | {} \nData | 450.000.000 | 45,0\nRapat | 550.000.000 | {}"
    assert told(text.format("Persentase Anggaran", "55,0")) == ["pagu"]
    assert told(text.format("Persentase Anggaran", "93,1")) == ["pagu", "persen_realisasi?"]
    assert told(text.format("Persentase Penyerapan Anggaran", "55,0"))[1:] == ["persen_realisasi"], "it says so"


def test_the_share_of_all_budgets_beside_the_share_that_was_spent() -> None:
    text = "Program | Pagu (Rp) | % Total Anggaran | Realisasi (Rp) | % Realisasi\nData | 450.000.000 | {} | 400.000.000 | 88,89"
    rows = "\nRapat | 550.000.000 | {} | 500.000.000 | 90,91\nAudit | 100.000.000 | {} | 80.000.000 | 80,00"
    shares = told((text + rows).format("40,91", "50,00", "9,09"))
    assert shares == ["pagu", "realisasi", "persen_realisasi"]
    assert len(told((text + rows).format("81,82", "100,00", "18,18"))) == 4, "they make up no whole"


RFK = "Program | Pagu (Rp) | Lokasi | Keuangan | <\n^ | ^ | ^ | Rp | %\n"
"""The place between the budget and what was spent parts the two, so that they are no two columns of one measure."""


def _spent(*shares: str) -> list[str]:
    amounts = (
        ("Pasar", "1.236.000.000", "1.199.300.000"),
        ("Taman", "96.000.000", "72.000.000"),
        ("Jalan", "50.000.000", "40.000.000"),
    )
    rows = (f"{name} | {budget} | Palu | {spent} | {share}" for (name, budget, spent), share in zip(amounts, shares, strict=True))
    return told(RFK + "\n".join(rows))


def test_amounts_that_their_share_shows_to_be_spent() -> None:
    assert _spent("97,03", "75,00", "80,00") == ["pagu", "realisasi", "persen_realisasi"]


def test_amounts_whose_share_says_otherwise_are_not_shown_to_be_spent() -> None:
    assert _spent("91,03", "70,00", "80,00")[1].rstrip("?") == "pagu"


def _months(head: str, *rows: str) -> str:
    return "\n".join((f"Indikator | Satuan | Target | < | < | {head}", "^ | ^ | Jan | Feb | Mar | ^", *rows))


@pytest.mark.parametrize("head", ["Jml", "Jumlah", "T O T A L"])
def test_the_sum_of_months_is_of_their_year(head: str) -> None:
    rows = "Kunjungan gudang | Kali | 2 | 3 | | 5", "Rapat ladang | Kali | 1 | 1 | 2 | 4", "Panen | Ton | | | 2 | 2"
    assert told(_months(head, *rows))[-1] == "target"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Jml", ["Kunjungan gudang | % | 40 | 60 | 90 | 90", "Rapat ladang | % | 10 | 20 | 30 | 30"]),  # each the state by then
        ("Jml", ["Kunjungan gudang | Kali | 2 | 3 | | 5", "Rapat ladang | Kali | | | 2 | 2"]),  # one row of several
        ("Bidang", ["Kunjungan gudang | Kali | 2 | 3 | | 5", "Rapat ladang | Kali | 1 | 1 | 2 | 4"]),  # called no sum
    ],
)
def test_what_stands_behind_months_and_is_not_their_sum(head: str, rows: Sequence[str]) -> None:
    assert told(_months(head, *rows))[-1] == "target bln3"


def test_a_sum_of_months_of_several_measures_is_none_of_them() -> None:
    rows = "^ | Target | Realisasi | Target | ^\nPanen | 2 | 3 | 1 | 6\nRapat | 1 | 1 | 2 | 4"
    text = f"Indikator | Januari | < | Februari | Jumlah\n{rows}"
    assert [k.ukuran for k in columns(text)[1:-1]] == ["target", "realisasi", "target"]
    assert columns(text)[-1].peran == "lain"


@pytest.mark.parametrize(("other", "sure"), [("Capaian s.d 2023", False), ("Kategori", True)])
def test_a_share_of_the_plan_beside_that_of_the_year_is_a_guess(other: str, sure: bool) -> None:
    drafts, _, _ = drafted(
        f"Indikator | Target 2023 | Realisasi 2023 | {other} | Capaian Renstra\nLuas taman | 20 | 15 | 75 | 60"
    )
    roles = [replace(d.kolom, peran="nilai") if d.kolom.ukuran else d.kolom for d in drafts]
    assert (progress(roles, drafts, frozenset())[4].yakin >= ROLE_SURE) is sure


def test_what_was_spent_of_the_only_budget_is_no_part_of_a_whole() -> None:
    """One row and its total: 99,52 of each, as the parts of a whole would be that amounts to nearly a hundred."""
    text = "Kegiatan | Pagu | Realisasi | %\nGaji | 4.738.830.000 | {0} | 99,52\nTotal | 4.738.830.000 | {0} | 99,52"
    roles = {
        amount: view_of("d", "t", table_of(text.format(amount)), REPORT, HEADERS).kolom[3].ukuran
        for amount in ("4.716.092.317", "2.716.092.317")
    }
    assert roles == {"4.716.092.317": "persen_realisasi", "2.716.092.317": None}


def _by_quarters(last: str) -> list[str]:
    heads = "Uraian | Pagu | s.d. TW I | s.d. TW II | s.d. TW III | s.d. TW IV | %"
    rows = (
        "Pegawai | 17.642.300 | 3.610.550 | 8.904.120 | 13.120.870 | 17.533.940 | 99,39",
        "Barang | 18.985.750 | 2.377.080 | 7.422.900 | 12.986.410 | 18.602.150 | 97,98",
        f"Modal | 2.301.950 | - | 415.600 | 1.742.330 | 2.287.400 | {last}",
    )
    return told("\n".join((heads, *rows)))


def test_amounts_up_to_each_quarter_are_spent_where_the_share_of_the_last_shows_it() -> None:
    assert _by_quarters("99,37") == ["pagu", *(f"realisasi tw{n}" for n in (1, 2, 3, 4)), "persen_realisasi"]


def test_amounts_of_quarters_whose_share_is_another_s_are_not_shown_to_be_spent() -> None:
    assert not any("realisasi" in measure for measure in _by_quarters("5,91"))
