"""Whose share a percentage is, and what `Capaian` holds."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import ROLE_SURE
from pipeline.tables.columns.read import read_columns
from pipeline.tables.columns.shares import same_time, shares
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood
from tests.pipeline.tables.columns.drafts import drafted, with_roles
from tests.pipeline.tables.columns.test_read import THIS_YEAR


def measures(text: str, roles: str) -> list[str]:
    drafts, figures, _ = drafted(text)
    return [f"{k.peran}:{k.ukuran}" for k in shares(with_roles(drafts, roles), drafts, figures)]


def test_percent_of_the_result_is_the_achievement_where_it_is_the_share_of_the_target() -> None:
    text = "Indikator | Target | Realisasi | % Realisasi\nNilai A | 50 | 45 | {}\nNilai B | 40 | 30 | {}"
    roles = ". nilai nilai nilai"
    assert measures(text.format("90,00", "75,00"), roles)[3] == "nilai:capaian"
    assert measures(text.format("45,00", "30,00"), roles)[3] == "nilai:realisasi"


def test_percent_of_the_result_by_the_formulas_of_what_should_fall() -> None:
    rows = (
        "Indikator | Target | Realisasi | % Realisasi",
        "Angka A | 5,8 | 4,01 | {}",
        "Angka B | 0,56 | 0,6 | {}",
        "Angka C | 50 | 40 | {}",
    )
    text = "\n".join(rows)
    assert measures(text.format("144,64", "93,33", "120"), ". nilai nilai nilai")[3] == "nilai:capaian"
    assert measures(text.format("4,01", "0,60", "40"), ". nilai nilai nilai")[3] == "nilai:realisasi"


@pytest.mark.parametrize(
    ("figures", "expected", "sure"), [(("90,00", "75,00"), "capaian tw3", True), (("45,00", "30,00"), "realisasi", False)]
)
def test_percent_of_a_quarters_result_is_the_achievement_of_that_quarter(
    figures: tuple[str, str], expected: str, sure: bool
) -> None:
    text = "Indikator | Target | Realisasi TW 3 | % Realisasi\nNilai A | 50 | 45 | {}\nNilai B | 40 | 30 | {}"
    drafts, read, _ = drafted(text.format(*figures))
    share = shares(with_roles(drafts, ". nilai nilai nilai"), drafts, read)[3]
    assert (share.kanonik, share.yakin >= ROLE_SURE) == (expected, sure)


def test_a_column_without_heading_is_a_percentage_by_arithmetic_alone() -> None:
    text = "Program | Anggaran | Realisasi |\nRapat | 200.000.000 | 190.000.000 | {}\nSurvei | 100.000.000 | 50.000.000 | {}"
    roles = ". rupiah:pagu rupiah:realisasi lain"
    assert measures(text.format("95,00", "50,00"), roles)[3] == "rupiah:persen_realisasi"
    assert measures(text.format("3", "4"), roles)[3].startswith("lain")


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (". rupiah:pagu rupiah:realisasi nilai:persen", "rupiah:persen_realisasi"),
        (". rupiah:pagu rupiah:pagu nilai:persen", "samping:None"),
        (". nilai:target nilai:realisasi nilai:persen", "nilai:capaian"),
    ],
)
def test_a_bare_percentage_belongs_to_the_measures_on_its_left(roles: str, expected: str) -> None:
    text = "Uraian | Target | Realisasi | %\nRapat | 50 | 45 | 90\nSurvei | 40 | 30 | 75"
    assert measures(text, roles)[3] == expected


@pytest.mark.parametrize(
    ("figures", "sure"),
    [
        (("44", "30", "26"), False),  # shares of their sum
        (("44", "30", "10"), False),  # one is by chance how far the result is beyond the target
        (("44", "75", "26"), True),  # one wrong figure, or two, is a matter of the document
        (("0,9", "0,75", "1,1"), True),
        (("100", "100", "100"), True),  # a scale may cap it
    ],
)
def test_a_bare_percentage_that_is_no_achievement_in_any_row_is_a_guess(figures: tuple[str, ...], sure: bool) -> None:
    text = "Uraian | Target | Realisasi | %\nRapat | 50 | 45 | {}\nSurvei | 40 | 30 | {}\nKajian | 10 | 11 | {}"
    drafts, read, _ = drafted(text.format(*figures))
    column = shares(with_roles(drafts, ". nilai:target nilai:realisasi nilai:persen"), drafts, read)[3]
    assert (column.ukuran, column.yakin >= ROLE_SURE) == ("capaian", sure)


def test_achievement_in_a_table_of_amounts_is_a_share_of_the_budget() -> None:
    text = "Program | Anggaran | Realisasi | Capaian\nRapat | 5.000.000 | 4.000.000 | 80"
    assert measures(text, ". rupiah:pagu rupiah:realisasi nilai:capaian")[3] == "rupiah:persen_realisasi"
    assert measures(text, ". nilai:target rupiah:realisasi nilai:capaian")[3] == "nilai:capaian"


def test_achievement_of_the_targets_scale_holds_the_values() -> None:
    text = "Indikator | Target | Capaian\nNilai A | 3,13 | {}\nNilai B | 600 | {}\nNilai C | 20 | {}"
    assert measures(text.format("2,94", "610", "21"), ". nilai nilai")[2] == "nilai:realisasi"
    assert measures(text.format("93,9", "101,7", "105"), ". nilai nilai")[2] == "nilai:capaian"
    assert measures(text.format("12", "95", "110"), ". nilai nilai")[2] == "nilai:capaian"


def test_of_two_achievements_the_one_whose_share_the_other_is_holds_the_values() -> None:
    text = "Indikator | Target | Hasil (%) | Capaian (%)\nNilai A | 50 | 45 | {}\nNilai B | 40 | 30 | {}"
    roles = ". nilai nilai:capaian nilai:capaian"
    assert measures(text.format("90,00", "75,00"), roles)[2:] == ["nilai:realisasi", "nilai:capaian"]
    assert measures(text.format("45,00", "30,00"), roles)[2:] == ["nilai:capaian", "nilai:capaian"]


def test_the_share_behind_what_was_reached_is_sure_by_any_formula() -> None:
    text = "Indikator | Target | Capaian | %\nNilai A | 2,26 | 2,24 | {}\nNilai B | 8,30 | 9,13 | {}"
    told = {(f.ukuran, f.status_nilai) for f in understood(table_of(text.format("100,89", "90,91"))).kinerja}
    assert told == {("target", "pasti"), ("realisasi", "pasti"), ("capaian", "pasti")}, "what should fall"
    told = {(f.ukuran, f.status_nilai) for f in understood(table_of(text.format("13,5", "7,4"))).kinerja}
    assert ("capaian", "ragu") in told


def test_results_alone_with_a_unit_of_their_own_are_sure() -> None:
    text = "Indikator | Capaian Kinerja\nRasio A | 30,07 %\nRasio B | 5 %\nJumlah C | {}"
    assert {(f.ukuran, f.status_nilai) for f in understood(table_of(text.format("11 dokumen"))).kinerja} == {
        ("realisasi", "pasti")
    }
    assert {(f.ukuran, f.status_nilai) for f in understood(table_of(text.format("11"))).kinerja} == {("realisasi", "ragu")}


def test_a_share_of_results_of_two_years_is_no_achievement() -> None:
    text = "Indikator | Realisasi 2021 | {} 2022 | Capaian\nNilai A | 50 | 45 | 90"
    assert measures(text.format("Realisasi"), ". nilai nilai nilai")[3] == "samping:None"
    assert measures(text.format("Target"), ". nilai nilai nilai")[3] == "samping:None"
    assert measures(text.replace("2021", "2022").format("Target"), ". nilai nilai nilai")[3] == "nilai:capaian"


def test_columns_of_one_time() -> None:
    columns = [d.kolom for d in drafted("Indikator | Target 2022 | Target | Target 2023 | Target TW I\nA | 1 | 2 | 3 | 4")[0]]
    assert same_time(columns[1], columns[2])
    assert not same_time(columns[1], columns[3])
    assert not same_time(columns[2], columns[4])


def test_a_share_is_of_the_year_that_the_leaves_beside_it_print() -> None:
    text = "Indikator | Kinerja Tahun 2021 | < | <\n^ | Target {} | Realisasi {} | Tingkat Realisasi (%)\nNilai A | 50 | 45 | 90"
    for printed, year in (("2022", 2022), ("", 2021)):
        drafts, figures, _ = drafted(text.format(printed, printed))
        assert shares([d.kolom for d in drafts], drafts, figures)[3].tahun == year


def test_capaian_of_the_years_before_is_a_result_by_the_scale_of_this_years() -> None:
    rows = "Lama | {} | 8,45 | 8,39\nUsia | {} | 69,10 | 69,43\nMiskin | {} | 17 | 18,4"
    text = f"Indikator | Capaian Tahun 2020 | Target 2022 | Realisasi 2022\n{rows}"
    drafts, figures, _ = drafted(text.format("8,14", "68,72", "27,2"))
    (_, before, *_) = shares(with_roles(drafts, ". nilai nilai nilai"), drafts, figures)
    assert (before.ukuran, before.yakin >= ROLE_SURE) == ("realisasi", True)
    drafts, figures, _ = drafted(text.format("99,14", "101,20", "97,30"))
    (_, near, *_) = shares(with_roles(drafts, ". nilai nilai nilai"), drafts, figures)
    assert near.ukuran == "capaian", "shares of what was wanted then"


def test_capaian_over_a_hundred_beside_percentages_is_the_share_of_what_was_wanted_then() -> None:
    rows = "Desa siaga | {} | 66,7 | 94,9\nAir minum | {} | 59 | 64,4\nJamban | {} | 53,5 | 66,9"
    text = f"Indikator | Capaian Tahun 2020 | Target 2022 | Realisasi 2022\n{rows}"
    for told, measure in ((("115,5", "105,9", "100,6"), "capaian"), (("65,5", "55,9", "50,6"), "realisasi")):
        drafts, figures, _ = drafted(text.format(*told))
        assert shares(with_roles(drafts, ". nilai nilai nilai"), drafts, figures)[1].ukuran == measure


@pytest.mark.parametrize(("zeros", "measure"), [(3, "capaian"), (8, "realisasi")])
def test_nothing_done_yet_tells_neither_achievements_nor_results(zeros: int, measure: str) -> None:
    values = [*["0"] * min(zeros, 3), "97,5", "101,2", "88,1", "120", *["7"] * (zeros - 3)]
    text = "Indikator | Capaian Kinerja\n" + "\n".join(f"Nilai {chr(65 + n)} | {v}" for n, v in enumerate(values))
    assert {f.ukuran for f in understood(table_of(text)).kinerja} == {measure}


@pytest.mark.parametrize(("figures", "measure"), [(("75", "90"), "capaian"), (("4", "5"), "target")])
def test_a_percentage_called_target_is_the_achievement_where_it_is_that(figures: tuple[str, str], measure: str) -> None:
    rows = f"Nilai A | 4 | 3 | {figures[0]}\nNilai B | 50 | 45 | {figures[1]}"
    grid = grid_of(table_of(f"Indikator | Target | Realisasi Jumlah | Target Kinerja (%)\n{rows}"))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert columns[3].ukuran == measure


@pytest.mark.parametrize(
    ("heads", "months"),
    [
        ("Realisasi s.d. Juni | Capaian (%)", [6, 6]),
        ("Realisasi Semester I | Capaian (%)", [6, 6]),
        ("Realisasi | Capaian (%)", [None, None]),
        ("Realisasi s.d. Mei | Realisasi s.d. Juni | Capaian (%)", [5, 6, None]),
    ],
)
def test_a_share_behind_what_was_reached_by_a_month_is_of_that(heads: str, months: list[int | None]) -> None:
    figures = " | ".join(["45"] * (len(months) - 1))
    grid = grid_of(table_of(f"Indikator | Target | {heads}\nNilai A | 50 | {figures} | 90\nNilai B | 4 | {figures} | 75"))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert [k.bulan for k in columns[2:]] == months


def test_the_second_half_of_a_year_alone_is_not_what_it_reached() -> None:
    grid = grid_of(table_of("Indikator | Realisasi Semester I | Realisasi Semester II\nNilai A | 50 | 45"))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert [k.yakin >= ROLE_SURE for k in columns[1:]] == [True, False]
    whole = grid_of(table_of("Indikator | Target | Realisasi s.d. Semester II\nNilai A | 50 | 45"))
    assert read_columns(whole, read_headings(whole, HEADERS), THIS_YEAR)[2].yakin >= ROLE_SURE


def test_the_share_of_the_years_target_that_a_quarter_reached_is_its_achievement() -> None:
    text = "Indikator | Target | TW I | <\n^ | ^ | Realisasi | % Realisasi\nNilai A | 40 | 8 | {}\nNilai B | 240 | 20 | {}"
    told = {(f.ukuran, f.triwulan, f.status_nilai) for f in understood(table_of(text.format("20,00%", "8,33%"))).kinerja}
    assert ("capaian", 1, "pasti") in told
    told = {(f.ukuran, f.triwulan) for f in understood(table_of(text.format("31,00%", "4,10%"))).kinerja}
    assert ("capaian", 1) not in told


def test_capaian_behind_the_results_of_quarters_is_their_share() -> None:
    text = "Indikator | Target 2022 | TW I | TW II | Capaian\n"
    rows = "Persentase A | 94% | 22% | 95,20% | {}\nPersentase B | 90% | 25% | 87,50% | {}\nPersentase C | 80% | 18% | 83% | {}"
    head = text.replace("TW I |", "Realisasi TW I |").replace("TW II", "Realisasi TW II")
    shares = view_of("d", "d-1", table_of(head + rows.format("101,28%", "97,22%", "103,75%")), REPORT, HEADERS)
    assert shares.kolom[-1].ukuran == "capaian"
    values = view_of("d", "d-1", table_of(head + rows.format("95,0%", "88,1%", "84%")), REPORT, HEADERS)
    assert values.kolom[-1].ukuran == "realisasi"


@pytest.mark.parametrize(("year", "read"), [(2022, True), (2026, False)])
def test_what_is_reached_of_a_plans_target_of_the_year_itself(year: int, read: bool) -> None:
    """Of the plan's last year it is how far the plan has come."""
    rows = "\n".join(
        f"Nilai {n} | {t} | {r} | {c}" for n, t, r, c in (("A", 5, 6, "120%"), ("B", 4, 4, "100%"), ("C", 2, 3, "150%"))
    )
    facts = understood(table_of(f"Indikator | Target Renstra Tahun {year} | Realisasi | Pencapaian\n{rows}")).kinerja
    told = [(f.ukuran, f.tahun, f.status_nilai) for f in facts if f.kolom == 3]
    assert told == ([("capaian", 2022, "pasti")] * 3 if read else [])
