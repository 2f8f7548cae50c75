"""Columns whose heading says no measure: named by what their figures are of each other, or left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.model import EngineName
from pipeline.tables.columns.column import ROLE_SURE, Column
from pipeline.tables.columns.figures import read_figures
from pipeline.tables.columns.read import read_columns
from pipeline.tables.columns.unnamed import measured_by_their_sum, measured_of_statistics, named_by_shares
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, kinerja, table_of, understood
from tests.pipeline.tables.columns.drafts import drafted, with_roles
from tests.pipeline.tables.columns.test_read import THIS_YEAR

RESULTS = """
    Nilai A | 50  | 40  | 80
    Nilai B | 80  | 72  | 90
    Nilai C | 120 | 126 | 105
"""
MONEY = """
    Rapat   | 50.000.000  | 40.000.000  | 80,00
    Survei  | 80.000.000  | 72.000.000  | 90,00
    Pameran | 120.000.000 | 118.800.000 | 99,00
"""
OPEN = (Column(0, "indikator"), Column(1, "lain"), Column(2, "lain"), Column(3, "lain"))


def named(text: str, columns: Sequence[Column] = OPEN) -> list[tuple[str, str | None]]:
    grid = grid_of(table_of(text))
    out = named_by_shares(list(columns), [read_figures(grid, 0, c) for c in range(grid.columns)])
    return [(k.peran, k.ukuran) for k in out[1:]]


UNNAMED = [("lain", None)] * 3


@pytest.mark.parametrize(
    ("heading", "titled", "sure"), [("Uraian", False, False), ("Uraian", True, True), ("Indikator Kinerja", False, True)]
)
def test_figures_of_years_under_no_title_and_no_name_may_be_statistics(heading: str, titled: bool, sure: bool) -> None:
    text = f"No | {heading} | 2020 | 2021 | 2022\n1 | Volume sampah | 157.025 | 156.186 | 155.100\n2 | Armada | 90 | 92 | 95"
    drafts, _, years = drafted(text, "Capaian Kinerja Tahun 2020-2022")
    roles = [replace(k, ukuran="realisasi") for k in with_roles(drafts, "nomor indikator nilai nilai nilai")]
    found = measured_of_statistics(roles, drafts, replace(years, berjudul=titled))[2:]
    assert [k.yakin >= ROLE_SURE for k in found] == [sure] * 3


def test_a_third_column_that_is_the_share_of_the_second_in_the_first() -> None:
    assert named(RESULTS) == [("nilai", "target"), ("nilai", "realisasi"), ("nilai", "capaian")]
    assert named(MONEY) == [("rupiah", "pagu"), ("rupiah", "realisasi"), ("rupiah", "persen_realisasi")]


def test_amounts_of_which_one_row_in_four_differs() -> None:
    total = "    Jumlah | 250.000.000 | {} | 92,32\n"
    assert named(MONEY + total.format("30.800.000"))[1] == ("rupiah", "realisasi"), "its first digit is cut off"
    assert named(RESULTS + "    Jumlah | 250 | 30 | 95\n") == UNNAMED, "small figures agree by chance"
    two = MONEY + total.format("30.800.000") + "    Belanja | 100.000.000 | 50.000.000 | 75,00\n"
    assert named(two) == UNNAMED


def test_a_table_whose_headings_are_missing_or_read_alike() -> None:
    for heading in ("Indikator | Satuan | | | ", "Indikator | Satuan | Realisasi | Realisasi | Capaian"):
        rows = RESULTS.replace("A |", "A | Orang |").replace("B |", "B | Orang |").replace("C |", "C | Orang |")
        facts = kinerja(understood(table_of(heading + rows)))
        assert [fact[2:4] for fact in facts][:3] == [("target", 50.0), ("realisasi", 40.0), ("capaian", 80.0)], heading


def test_a_column_that_is_sure_keeps_the_others_from_another_meaning() -> None:
    target, realisasi = Column(1, "nilai", "target"), Column(2, "nilai", "realisasi")
    assert named(RESULTS, (OPEN[0], target, OPEN[2], OPEN[3])) == [
        ("nilai", "target"), ("nilai", "realisasi"), ("nilai", "capaian"),
    ]  # fmt: skip
    first_is_last_years = Column(1, "nilai", "realisasi", tahun=2021)
    assert named(RESULTS, (OPEN[0], first_is_last_years, OPEN[2], OPEN[3]))[1:] == UNNAMED[1:]
    other = Column(3, "samping")
    assert named(RESULTS, (OPEN[0], target, realisasi, other))[2] == ("samping", None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A | 50 | 40 | 80\n B | 80 | 72 | 90", id="two rows agree by chance"),
        pytest.param("A | 50 | 40 | 80\n B | 80 | 72 | 71\n C | 120 | 126 | 33", id="no share"),
        pytest.param("A | 50 | 50 | 100\n B | 80 | 80 | 100\n C | 120 | 120 | 100", id="the same figures twice"),
        pytest.param("A | 80 | 50 | 40\n B | 90 | 80 | 72\n C | 105 | 120 | 126", id="the share stands first"),
    ],
)
def test_columns_that_say_nothing_of_each_other(text: str) -> None:
    assert named(text) == UNNAMED


def test_two_shares_that_hold_name_none() -> None:
    text = "A | 50 | 40 | 80 | 80\n B | 80 | 72 | 90 | 90\n C | 120 | 126 | 105 | 105"
    assert named(text, (*OPEN, Column(4, "lain"))) == [*UNNAMED, ("lain", None)]


def test_noughts_are_no_share_of_anything() -> None:
    text = "A | 800.000.000 | 0 | 0\n B | 400.000.000 | 0 | 0\n C | 50.000.000 | 0 | 0"
    assert "persen_realisasi" not in [ukuran for _, ukuran in named(text)]


def test_a_remainder_is_known_and_no_share() -> None:
    text = "Program | Anggaran | Sisa | Sisa (%)\nJalan | 800.000.000 | 200.000.000 | 25,00\n"
    text += "Jembatan | 400.000.000 | 10.000.000 | 2,50\nTaman | 50.000.000 | 5.000.000 | 10,00"
    assert {fact.ukuran for fact in understood(table_of(text)).anggaran} == {"pagu"}


def test_what_is_left_of_a_damaged_heading_says_no_year() -> None:
    facts = understood(
        table_of("Program | CAMSNA | 2013 | EARATTI" + MONEY, caption="Realisasi Anggaran Tahun 2022", header_rows=1)
    ).anggaran
    assert {(f.ukuran, f.tahun) for f in facts} == {("pagu", 2022), ("realisasi", 2022), ("persen_realisasi", 2022)}


def test_the_growth_from_one_year_to_the_next_is_no_share_of_a_budget() -> None:
    facts = understood(table_of("Program | 2021 | 2022 | ####" + MONEY, caption="Realisasi Anggaran")).anggaran
    assert "persen_realisasi" not in {f.ukuran for f in facts}
    assert {f.tahun for f in facts} == {2021, 2022}


# ---------------------------------------------------------------- months alone, and the column that they add up to
MONTHS = "OPD A | 90.000.000 | 10.000.000 | 20.000.000 | 30.000.000\nOPD B | 70.000.000 | 5.000.000 | {} | 12.000.000"


def meanings(last: str, whole: str) -> list[tuple[str | None, bool]]:
    grid = grid_of(table_of(f"OPD | Anggaran | Januari | Februari | {whole}\n" + MONTHS.format(last)))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    return [(k.ukuran, k.yakin >= ROLE_SURE) for k in columns[2:4]]


def test_months_that_add_up_to_what_was_spent_were_spent() -> None:
    assert meanings("7.000.000", "Jumlah Realisasi") == [("realisasi", True)] * 2


def test_months_that_add_up_to_the_budget_are_planned() -> None:
    grid = grid_of(
        table_of(
            "OPD | Januari | Februari | Pagu\n"
            + MONTHS.format("7.000.000").replace("| 90.000.000 ", "").replace("| 70.000.000 ", "")
        )
    )
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert [(k.ukuran, k.yakin >= ROLE_SURE) for k in columns[1:3]] == [("pagu", True)] * 2


@pytest.mark.parametrize("last", ["8.000.000", "1.000.000"])
def test_months_that_add_up_to_nothing_are_a_guess(last: str) -> None:
    assert all(not sure for _, sure in meanings(last, "Jumlah Realisasi"))
    assert measured_by_their_sum([], [], []) == []


@pytest.mark.parametrize(
    ("engine", "cell", "sure"), [("garis-datar", "12 3 3", False), ("garis-datar", "12", True), ("garis", "12 3 3", True)]
)
def test_figures_side_by_side_where_no_ruling_parts_columns(engine: EngineName, cell: str, sure: bool) -> None:
    text = f"Indikator | Target | Realisasi\nJumlah dokumen | {cell} | 100\nJumlah rapat | 8 | 90"
    grid = grid_of(table_of(text, engine=engine))
    found = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert all((k.yakin >= ROLE_SURE) is sure for k in found[1:])


def test_steps_of_a_plan_name_the_rows_where_nothing_else_does() -> None:
    steps = ("Rapat warga di kelurahan", "Survei pasar rakyat")
    alone = "\n".join(f"{step} | Kegiatan | {n} | 3" for n, step in enumerate(steps, start=1))
    read = kinerja(understood(table_of(f"Rencana aksi | Satuan | Target Jan | Target Feb\n{alone}")))
    assert {fact[0] for fact in read} == set(steps)
    beside = "\n".join(f"Jumlah {n} | {step} | {n}" for n, step in zip(("pasar", "warga"), steps, strict=True))
    named = understood(table_of(f"Indikator | Rencana aksi | Target Jan\n{beside}"))
    assert not {fact[0] for fact in kinerja(named)} & set(steps)


@pytest.mark.parametrize(
    ("head", "certainty"),
    [("Perangkat Daerah", "ragu"), ("Nama OPD", "ragu"), ("Parameter", "pasti"), ("Indikator Perangkat Daerah", "pasti")],
)
def test_agencies_that_name_the_rows_are_no_sure_indicators(head: str, certainty: str) -> None:
    text = f"No | {head} | Realisasi 2023\n1 | Dinas Perkebunan Rakyat | 82,15\n2 | Badan Pengelola Pasar Rakyat | 78,02"
    result = understood(table_of(text))
    assert [(f.nilai, f.status_nilai) for f in result.kinerja] == [(82.15, certainty), (78.02, certainty)]


@pytest.mark.parametrize(
    ("heads", "measures"),
    [
        ("Kab. Muara Rekaan | Provinsi Khayal | Nasional", ["realisasi", "standar", "standar"]),
        ("Provinsi Khayal | Nasional | Ket", ["realisasi", "standar"]),
        ("Kab. Muara Rekaan | Kab. Hulu Rekaan | Nasional", ["standar"]),
        ("Kab. Muara Rekaan | Kecamatan | Ket", []),
    ],
)
def test_results_of_regions_side_by_side(heads: str, measures: list[str]) -> None:
    """`measured_of_places`: of several on the lowest level none is known to be the agency's own."""
    text = f"No | Indikator | {heads}\n1 | Nilai A | 62,02 | 64,75 | 70,27\n2 | Nilai B | 57,20 | 53,11 | 53,53"
    result = understood(table_of(text, caption="Tabel 9. Perbandingan Realisasi Tahun 2022"))
    assert [f.ukuran for f in result.kinerja if f.baris == 1] == measures


@pytest.mark.parametrize(("sums", "measure"), [((4, 3), "realisasi"), ((5, 5), None)])
def test_months_of_quantities_have_the_measure_of_what_they_add_up_to(sums: tuple[int, int], measure: str | None) -> None:
    rows = "\n".join(f"Nilai {name} | 6 | 1 | | {n - 1} | {n}" for name, n in zip("AB", (4, 3), strict=True))
    for old, new in zip((4, 3), sums, strict=True):
        rows = rows.replace(f"| {old - 1} | {old}", f"| {old - 1} | {new}")
    grid = grid_of(table_of(f"Indikator | Target | Januari | Februari | Maret | Realisasi Jumlah\n{rows}"))
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)
    assert (columns[2].ukuran == "realisasi" and columns[2].yakin >= ROLE_SURE) is (measure is not None)


@pytest.mark.parametrize(
    ("head", "first", "role"),
    [
        ("Nilai (Rp)", "Saldo per 31 Desember 2021", "samping"),
        ("Nilai (Rp)", "Belanja Pegawai", "rupiah"),
        ("Anggaran (Rp)", "Saldo Kas Awal", "rupiah"),
    ],
)
def test_amounts_beside_balances_are_of_what_is_owned(head: str, first: str, role: str) -> None:
    text = f"Uraian | {head}\n{first} | 6.891.175.350\nPembelian | 1.360.487.000\nPenghentian | 37.000.000"
    assert view_of("d", "d-1", table_of(text), REPORT, HEADERS).kolom[1].peran == role
