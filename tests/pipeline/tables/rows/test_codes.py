"""Codes in columns of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalizers.kode import read_kode
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.rows.codes import PrintedCode, RowCodes, form_fields
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def codes(text: str) -> tuple[RowCodes, int]:
    """(the codes of a table, its first row below the heading)."""
    table = table_of(text)
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    return RowCodes(grid, read_columns(grid, kepala, time_of(table, kepala.judul, REPORT)), kepala.akhir), kepala.akhir


def test_parts_that_a_row_leaves_blank_hold_from_above() -> None:
    found, first = codes(
        "Kode | < | < | Program/Kegiatan | Anggaran\n1.02 | 01 |  | Rapat | 5.000.000\n |  | 2.07 | Survei | 1.000.000"
    )
    own = [found.own(first + row, None).kode for row in range(2)]
    assert [k and k.kode for k in own] == ["1.02.01", "1.02.01.2.07"]


def test_codes_of_accounts_are_none_of_activities() -> None:
    found, first = codes("Kode | Uraian | Anggaran\n5.1 | Belanja Operasi | 5.000.000\n5.1.02 | Belanja Barang | 5.000.000")
    assert (found.accounts, found.own(first, None), found.account(first)) == (True, PrintedCode(), "5.1")
    found, first = codes("Kode | Uraian | Anggaran\n1.02.01 | Program Rapat | 5.000.000\n1.02.02 | Program Survei | 5.000.000")
    assert (found.accounts, found.account(first)) == (False, None)


@pytest.mark.parametrize(("printed", "unread"), [("9.99.01.7", True), ("No. 7", False)])
def test_what_looks_like_a_code_and_is_none_is_one_that_could_not_be_read(printed: str, unread: bool) -> None:
    found, first = codes(f"Kode | Program/Kegiatan | Anggaran\n1.02.01 | Rapat | 5.000.000\n{printed} | Survei | 5.000.000")
    assert (found.own(first + 1, read_kode("1.02.01").value).kode, found.unread(first + 1)) == (None, unread)


def test_a_doubtful_code_is_told_as_printed() -> None:
    assert PrintedCode.of(read_kode("1,02,01")) == PrintedCode(read_kode("1,02,01").value, "1,02,01", False)
    assert PrintedCode.of(read_kode("bukan")) == PrintedCode()


@pytest.mark.parametrize(
    ("first", "second", "kode"),
    [
        ("3 | URUSAN PILIHAN", "3.25 | BIDANG KELAUTAN", "3"),
        ("3 | Rapat", "4 | Survei", None),  # running numbers
        ("3 | Rapat", "2.17 | BIDANG KOPERASI", None),
        ("3 | Rapat", "3.1 | Survei", None),
    ],
)
def test_a_digit_is_an_urusan_where_the_next_code_goes_on_from_it(first: str, second: str, kode: str | None) -> None:
    found, row = codes(f"Kode | Uraian | Pagu\n{first} | 5.000.000\n{second} | 4.000.000")
    own = found.own(row, None).kode
    assert (own and own.kode) == kode


def test_an_urusan_in_the_first_of_several_columns_of_codes() -> None:
    found, row = codes("""
        Kode | < | Program | Pagu
        4 | | PENUNJANG URUSAN | 9.000.000
        4 | 02 | PENGAWASAN | 9.000.000
    """)
    own = found.own(row, None).kode
    assert own is not None
    assert (own.kode, own.tingkat) == ("4", "urusan")


def test_a_code_that_no_nomenclature_has_is_told_as_printed_among_those_that_one_has() -> None:
    text = "Kode | < | < | Program/Kegiatan | Anggaran\n2 | 11 | 4 | Rapat | 5.000.000\n9 | 55 | 25 | Survei | 1.000.000"
    table, first = codes(text)
    above = table.own(first, None)
    assert (above.kode and above.kode.kode, above.unsure) == ("2.11.4", False)
    below = table.own(first + 1, above.kode)
    assert (below.kode and below.kode.kode, below.mended, below.unsure) == ("9.55.25", "9.55.25", True)


def test_an_account_among_the_codes_of_activities_is_none_of_them() -> None:
    text = "Kode | < | < | Program/Kegiatan | Anggaran\n2 | 11 | 4 | Rapat | 5.000.000\n5 | 1 | 02 | Belanja Barang | 1.000.000"
    table, first = codes(text)
    assert table.own(first + 1, table.own(first, None).kode).kode is None


def test_a_row_of_one_cell_that_names_an_activity_is_a_field_of_a_form() -> None:
    named = "Sub Kegiatan : 2.09.03.2.01.04 Rapat"
    grid = grid_of(table_of(f"{named} | <\n{named} | 50\nLokasi : Palu | <"))
    assert form_fields(grid) == [(1, named)]
    apart = grid_of(table_of("Sub Kegiatan | : 2.09.03.2.01.04 Rapat\nLokasi | Palu"))
    assert form_fields(apart) == [(1, named)]


def test_accounts_of_rows_that_were_read_as_one_are_accounts() -> None:
    rows = ["5.1 | Belanja Operasi | 5.000.000", "5.1.02 | Belanja Barang | 5.000", "{} | Tak Terduga | 1.000.000"]
    text = "\n".join(["Kode | Uraian | Anggaran", *rows])
    assert codes(text.format("5.3\\n5.3.01"))[0].accounts
    assert not codes(text.format("5.3\\nUmum"))[0].accounts


def test_an_account_in_one_cell_with_its_name_is_the_rows() -> None:
    rows = ["5.1 | Belanja Operasi | 5.000", "5.1.02 | Belanja Barang | 4.000", "5.1.05 Belanja Hibah | < | 1.000"]
    found, first = codes("\n".join(["Kode | Uraian | Anggaran", *rows]))
    assert [found.account(first + n) for n in range(3)] == ["5.1", "5.1.02", "5.1.05"]


def _copied(*printed: str) -> tuple[RowCodes, int]:
    """The codes of a table read from a picture."""
    text = "\n".join(f"{kode} | Rapat | 5.000.000" for kode in printed)
    table = table_of(f"Kode | Program/Kegiatan | Anggaran\n{text}")
    table = replace(table, cells=tuple(replace(cell, from_ocr=True) for cell in table.cells))
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    return RowCodes(grid, read_columns(grid, kepala, time_of(table, kepala.judul, REPORT)), kepala.akhir), kepala.akhir


def test_codes_of_a_picture_that_differ_in_their_first_digit_alone_are_all_in_doubt() -> None:
    found, first = _copied("6.01.02", "1.01.02.2.01", "1.01.02.2.01.0001", "6.01.03")
    assert [found.own(first + row, None).kode for row in range(4)] == [None] * 4
    assert all(found.lost(first + row) for row in range(4))


def test_codes_of_several_bidang_and_of_one_are_what_they_are() -> None:
    for printed in (("1.01.02", "2.07.02", "2.07.03"), ("6.01.02", "6.01.02.2.01", "6.01.03")):
        found, first = _copied(*printed)
        assert [k.kode.kode if k.kode else None for k in (found.own(first + row, None) for row in range(3))] == list(printed)


def test_a_field_with_its_colon_in_a_cell_of_its_own_names_an_activity() -> None:
    grid = grid_of(table_of("Sub Kegiatan | : | 2.09.03.2.01.04 Rapat\nLokasi | : | Palu"))
    assert form_fields(grid) == [(1, "Sub Kegiatan : 2.09.03.2.01.04 Rapat")]


@pytest.mark.parametrize(("above", "code"), [("2411", None), ("1.02", "1.1")])
def test_numbers_of_indicators_below_a_national_code_are_no_codes(above: str, code: str | None) -> None:
    found, first = codes(f"Kode | Program/Indikator | Target 2022\n{above} | Program A |\n1.1 | Nilai ekspor | 5")
    held = found.own(first, None).kode
    own = found.own(first + 1, held).kode
    assert (own.kode if own is not None else None) == (None if code is None else code)


ITEMS = (
    "Kode Rekening | Uraian | Jumlah\n | KERTAS A4 | 1.250.000\n{} | Belanja Makanan Rapat | 8.400.000\n"
    " | Snack kotak | 2.800.000"
)


@pytest.mark.parametrize(
    ("printed", "form", "accounts"),
    [
        ("5.1.02.01.01.0052", False, True),  # as deep as no activity's code is
        ("5.1.02", False, False),
        ("", True, True),  # the items go on from the page before
        ("", False, False),
    ],
)
def test_items_of_a_form_that_go_on_over_the_page_are_of_its_accounts(printed: str, form: bool, accounts: bool) -> None:
    table = table_of(ITEMS.format(printed))
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    columns = read_columns(grid, kepala, time_of(table, kepala.judul, REPORT))
    assert RowCodes(grid, columns, kepala.akhir, form=form).accounts is accounts


def test_the_first_part_of_an_own_code_holds_from_above() -> None:
    found, first = codes("Kode | < | Program/Kegiatan | Anggaran\n15 |  | Budaya | 5.000.000\n | 02 | Adat | 1.000.000")
    own = [found.own(first + row, None).kode for row in range(2)]
    assert [k and k.kode for k in own] == ["15", "15.02"]


def test_a_field_whose_code_stands_in_a_cell_of_its_own_names_an_activity() -> None:
    grid = grid_of(table_of("Kegiatan | : | 1.01.1.01.01.16.42 | Pembinaan Siswa\nKegiatan | 1.01.1.01.01.16.42 | Rapat | 5"))
    assert form_fields(grid) == [(1, "Kegiatan : 1.01.1.01.01.16.42 : Pembinaan Siswa")]


@pytest.mark.parametrize(
    ("agency", "code"),
    [("Organisasi : 1.01.1.01.01 Dinas Pendidikan", "1.01.1.01.01.16.42"), ("Dinas Pendidikan", "16.42")],
)
def test_numbers_of_programs_and_kegiatan_are_of_the_agency_that_the_form_names(agency: str, code: str) -> None:
    text = f"{agency} | < | <\nKode | < | Uraian\nProgram | Kegiatan | ^\n16 | | Program Wajib Belajar\n16 | 42 | Pembinaan Siswa"
    rows = text.split("\n")
    heads = "\n".join([f"{rows[0]} | <", f"{rows[1]} | Jumlah (Rp)", f"{rows[2]} | ^"])
    body = "\n".join(f"{row} | 5.000.000" for row in rows[3:])
    amounts = understood(table_of(f"{heads}\n{body}")).anggaran
    assert amounts[-1].kode == code
