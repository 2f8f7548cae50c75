from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.kode import join_kode, kode_as_printed, read_kode, split_kode_uraian
from normalizers.rekening import read_rekening
from normalizers.text import strip_numbering
from tests.normalizers.strategies import noise


@pytest.mark.parametrize(
    ("printed", "kode"),
    [  # docs/ATURAN.md, Kode
        ("2.17.01.1.08,02", "2.17.01.1.08.02"),
        ("2.17.02 .1,01,0 1", "2.17.02.1.01.01"),
        ("2.17.02\n.1,01,0\n1", "2.17.02.1.01.01"),
        ("2.17.02 .1,02.0 1", "2.17.02.1.02.01"),
        ("2.17.02.1,02", "2.17.02.1.02"),
        ("2.17.03 .1.01", "2.17.03.1.01"),
        ("2,17,04", "2.17.04"),
        ("2,17,04,1,01.01", "2.17.04.1.01.01"),
        ("2.17,04,1,01", "2.17.04.1.01"),
        ("2.17.02.1.01\n0001", "2.17.02.1.01.0001"),
        ("1.15 . 1.15.01 . 01 . 002", "1.15.1.15.01.01.002"),
    ],
)
def test_mended(printed: str, kode: str) -> None:
    reading = read_kode(printed)
    assert reading.status == "pasti"
    assert reading.value is not None
    assert (reading.value.kode, reading.value.mended) == (kode, True)


@pytest.mark.parametrize(
    ("printed", "versi", "tingkat"),
    [
        ("2.17.01", None, "program"),
        ("2.17.01.1.01", None, "kegiatan"),
        ("2.17.01.1.01.01", "90/2019", "sub_kegiatan"),
        ("1.05.02.2.03.0002", "1317/2023", "sub_kegiatan"),
        ("X.XX.01.1.01.0001", "1317/2023", "sub_kegiatan"),
        ("2.17.03.02.01.0003", "1317/2023", "sub_kegiatan"),
        ("1.11.01.110.173", "13/2006", "kegiatan"),
        ("1.20.1.20.03.01.01", "13/2006", "kegiatan"),
        ("1.20.1.20.03.01", "13/2006", "program"),
        ("1.08.1.08.1.15.04", "13/2006", "kegiatan"),
        ("1.07.1.25.01.16", "13/2006", "program"),
    ],
)
def test_version_and_level(printed: str, versi: str | None, tingkat: str | None) -> None:
    value = read_kode(printed).value
    assert value is not None
    assert (value.kode, value.versi, value.tingkat, value.mended) == (printed, versi, tingkat, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "2",
        "2.17",
        "2,17",
        "5.4",
        "1.234.567",
        "1.25.000.000",
        "12.500.000",
        "31.12.2022",
        "1.05.2020",
        "5.1.02.01.01.0024",
        "5.2.2.01.04",
        "1.03.0.00.0.00.01.0000",
        "199001012010011001",
        "0741-123456",
        "53 Tahun 2014",
        "3.14.15",
        "Program",
    ],
)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert read_kode(text).status == "kosong"


def test_a_code_column_allows_a_bidang_and_doubtful_mending() -> None:
    bidang = read_kode("2,17", strict=False).value
    assert bidang is not None
    assert (bidang.kode, bidang.tingkat) == ("2.17", "bidang")
    for printed in ("2.I7.01.1.01.01", "2.17.0110101"):
        reading = read_kode(printed, strict=False)
        assert reading.value is not None
        assert (reading.value.kode, reading.status) == ("2.17.01.1.01.01", "ragu")
    assert read_kode("2.17.01.1", strict=False).status == "ragu"


def test_a_lost_first_part_comes_from_the_parent() -> None:
    mended = read_kode(".17.06.1.01", parent="2.17.06")
    assert mended.value is not None
    assert (mended.value.kode, mended.status) == ("2.17.06.1.01", "pasti")
    assert read_kode(".17.06.1.01", parent="1.02.01").status != "pasti"


@pytest.mark.parametrize(
    ("parts", "kode"),
    [
        (("1.11", "01", "110", "173"), "1.11.01.110.173"),
        (("2", "17", "01", "1.01", "02"), "2.17.01.1.01.02"),
        (("2", "17", "01", "2,01", "02"), "2.17.01.2.01.02"),
        (("2", "17", "1", "", ""), "2.17.1"),  # as wide as printed
        (("2", "11", "1", "2.01", "6"), "2.11.1.2.01.6"),
        (("2", "1\n1", "1\n1", "2.\n01", ""), "2.11.11.2.01"),
        (("2.17", "01", "", ""), "2.17.01"),
        (("1", "1", "16", "3"), "1.1.16.3"),
        (("1", "1", "2", "22"), "1.1.2.22"),  # urusan, bidang, program, kegiatan without zeros in front
        (("1", "1", "2", "0"), "1.1.2"),  # what a row of a higher level leaves open
    ],
)
def test_join_kode(parts: tuple[str, ...], kode: str) -> None:
    reading = join_kode(parts)
    assert reading.value is not None
    assert (reading.value.kode, reading.status) == (kode, "pasti")


def test_a_code_that_lost_zeros_is_of_the_level_that_it_has_with_them() -> None:
    found = join_kode(("2", "11", "1", "2.01", "6")).value
    assert found is not None
    assert (found.tingkat, found.kode) == ("sub_kegiatan", "2.11.1.2.01.6")


@pytest.mark.parametrize(
    ("text", "parent", "kode"),
    [
        ("01.2.01.01", "1.03.01", "1.03.01.2.01.01"),
        ("2.01.03", "1.03.01.2.01.02", "1.03.01.2.01.03"),
        ("051", "5630.001.002", "5630.001.002.051"),
        ("053", "5630.001.002.052", "5630.001.002.053"),
        ("051", "022.12.DL.4345.DBA.001", "022.12.DL.4345.DBA.001.051"),
        ("001", "5630.994.001", "5630.994.001.001"),
        ("002", "4257.EBA.994.001", "4257.EBA.994.002"),
    ],
)
def test_first_parts_left_out_come_from_the_row_above(text: str, parent: str, kode: str) -> None:
    reading = read_kode(text, parent, strict=False)
    assert reading.value is not None
    assert (reading.value.kode, reading.status, reading.rule) == (kode, "pasti", "awal_dari_induk")


@pytest.mark.parametrize(
    ("text", "parent"), [("001", "5630.994"), ("051", None), ("051", "1.03.01"), ("002", "5630.001.002"), ("01", "1.03.01.2.01")]
)
def test_parts_that_several_codes_or_none_could_complete_are_left(text: str, parent: str | None) -> None:
    assert read_kode(text, parent, strict=False).status == "kosong"


@pytest.mark.parametrize(
    ("text", "kode", "tingkat"),
    [
        ("2.05 . 2.05.01.01 . 01", "2.05.2.05.01.01.01", "program"),
        ("2.05 . 2.05.01.01 . 01.02", "2.05.2.05.01.01.01.02", "kegiatan"),
        ("1.08.1.08.01.15.02", "1.08.1.08.01.15.02", "kegiatan"),
    ],
)
def test_an_agency_and_its_unit_inside_a_code(text: str, kode: str, tingkat: str) -> None:
    found = read_kode(text, strict=False).value
    assert found is not None
    assert (found.kode, found.tingkat) == (kode, tingkat)


@pytest.mark.parametrize(
    ("text", "kode"),
    [("5630.970 II", "5630.970"), ("1\n5630.003", "5630.003"), ("2.16.01 |", "2.16.01"), ("- 1.03.01", "1.03.01")],
)
def test_a_code_beside_specks_of_a_scan_is_one(text: str, kode: str) -> None:
    reading = read_kode(text, strict=False)
    assert reading.value is not None
    assert (reading.value.kode, reading.value.mended, reading.status, reading.rule) == (kode, True, "pasti", "kode_diperbaiki")


@pytest.mark.parametrize("text", ["1 2.16.01", "I", "II |", "I 01"])
def test_strokes_that_may_be_parts_of_a_code_or_hold_none_are_no_specks(text: str) -> None:
    reading = read_kode(text, strict=False)
    assert reading.value is None or reading.status != "pasti"


def test_codes_of_national_agencies() -> None:
    for text in ("5630.001", "5630.001.002", "2005.EBA.994", "022.12.DL", "022.12.DL.4345.DBA.001.051", "054.01.06.2895"):
        found = read_kode(text).value
        assert found is not None
        assert found.kode == text
    assert read_kode("2005").status == "kosong"  # anywhere but in a code column a year
    alone = read_kode("2005", strict=False).value
    assert alone is not None
    assert alone.kode == "2005"
    assert read_kode("7.630.001").value is None
    assert read_kode("022.12.D").value is None
    levels = {text: read_kode(text).value for text in ("022.12.DL", "022.12.DL.4345", "022.12.DL.4345.DBA")}
    assert [kode and kode.tingkat for kode in levels.values()] == ["program", "kegiatan", None]


def test_a_letter_that_looks_like_a_digit_is_one_with_doubt() -> None:
    reading = join_kode(("2", "19", "D3", "2.02"))
    assert (reading.status, [k.kode for k in reading.candidates]) == ("ragu", ["2.19.03.2.02"])
    assert join_kode(("2", "19", "E3", "2.02")).value is None


def test_a_zero_lost_in_a_spreadsheet_stays_open() -> None:
    reading = join_kode(("2", "17", "01", "1.1", "02"))
    assert reading.status == "ragu"
    assert {k.kode for k in reading.candidates} == {"2.17.01.1.01.02", "2.17.01.1.10.02"}


def test_split_kode_uraian() -> None:
    reading, name = split_kode_uraian("1.05.02.2.03.0002 Pembentukan Sekretariat")
    assert reading is not None
    assert reading.value is not None
    assert (reading.value.kode, name) == ("1.05.02.2.03.0002", "Pembentukan Sekretariat")
    reading, name = split_kode_uraian("2.17 URUSAN PEMERINTAHAN")
    assert reading is not None
    assert name == "URUSAN PEMERINTAHAN"
    for text in ("01. Program Penunjang", "5 orang", "1.234.567 orang", "2.17 Judul", ""):
        assert split_kode_uraian(text) == (None, text)


two = st.integers(1, 25).map(lambda n: f"{n:02d}")
bidang_90 = st.one_of(st.integers(1, 6).map(lambda n: f"1.{n:02d}"), st.integers(7, 24).map(lambda n: f"2.{n:02d}"))
codes_90 = st.builds(
    lambda b, p, k, g, s, depth: ".".join([b, p, k, g, s][:depth]),
    bidang_90,
    two,
    st.integers(1, 8).map(str),
    two,
    st.one_of(two, st.integers(1, 137).map(lambda n: f"{n:04d}")),
    st.sampled_from([2, 4, 5]),
)
codes_13 = st.builds(
    lambda b, parts: ".".join([f"1.{b:02d}", *parts]),
    st.integers(1, 26),
    st.tuples(two, st.integers(100, 199).map(str), st.integers(101, 299).map(str)),
)


@given(st.one_of(codes_90, codes_13), st.data())
def test_every_code_survives_how_it_is_printed(kode: str, data: st.DataObject) -> None:
    """Commas for dots and white space around them change nothing."""
    signs = iter([data.draw(st.sampled_from([".", ",", " .", ". ", "\n.", ".\n", " , "])) for _ in range(kode.count("."))])
    printed = "".join(next(signs) if c == "." else c for c in kode)
    reading = read_kode(printed)
    assert reading.value is not None
    assert (reading.value.kode, reading.status) == (kode, "pasti")
    assert reading.value.mended == (printed != kode)


@given(codes_90, st.sampled_from(["Pengadaan Mebel", "Koordinasi dan Sinkronisasi"]))
def test_every_code_leaves_its_name(kode: str, name: str) -> None:
    reading, rest = split_kode_uraian(f"{kode} {name}")
    assert reading is not None
    assert reading.value is not None
    assert (reading.value.kode, rest) == (kode, name)


@given(noise, st.booleans(), st.sampled_from([None, "2.17.06", "x", ""]))
def test_nothing_raises(text: str, strict: bool, parent: str | None) -> None:
    reading = read_kode(text, parent, strict)
    assert (reading.status == "pasti") == (reading.value is not None and not reading.candidates)
    split_kode_uraian(text)


@given(st.lists(noise, max_size=5))
def test_joining_anything_raises_nothing(parts: list[str]) -> None:
    join_kode(parts)


@pytest.mark.parametrize(
    ("text", "code"),
    [("5", "5"), ("5.1", "5.1"), ("5 . 1 . 02", "5.1.02"), ("5.1.02.01.01.0024", "5.1.02.01.01.0024"), ("4 1 02", "4.1.02")],
)
def test_account_codes(text: str, code: str) -> None:
    assert read_rekening(text) == code


@pytest.mark.parametrize("text", ["5.01.02.2.01", "2.17.01", "1", "12", "5.000.000", "", "Belanja", "5.1.02.01.01.0024.7"])
def test_activities_amounts_and_words_are_no_accounts(text: str) -> None:
    assert read_rekening(text) is None


def test_a_code_in_brackets_before_a_name_is_the_codes_of_that_name() -> None:
    read, name = split_kode_uraian("[2005.EAA] Layanan Umum")
    assert read is not None
    assert read.value is not None
    assert (read.value.kode, name) == ("2005.EAA", "Layanan Umum")
    assert split_kode_uraian("[2005.01] Menguatnya tata kelola") == (None, "[2005.01] Menguatnya tata kelola")
    assert strip_numbering("[2005.01] Menguatnya tata kelola") == "Menguatnya tata kelola"
    assert strip_numbering("[12 orang] terlatih") == "[12 orang] terlatih"


@pytest.mark.parametrize("dash", [" - ", " – ", "— "])
def test_the_kegiatan_of_a_national_agency_before_a_dash(dash: str) -> None:
    read, name = split_kode_uraian(f"4470{dash}Dukungan Gudang")
    assert read is not None
    assert read.value is not None
    assert (read.value.kode, read.value.tingkat, name) == ("4470", "kegiatan", "Dukungan Gudang")


@pytest.mark.parametrize(
    "text", ["2024 - Rencana Gudang", "8470 - Gudang", "1000 Hari Pertama", "447 - Gudang", "4470 - 4480", "4470-Gudang"]
)
def test_other_numbers_before_a_dash_are_no_code(text: str) -> None:
    assert split_kode_uraian(text) == (None, text)


def test_what_an_agency_does_for_no_bidang_has_a_code_too() -> None:
    found = read_kode("1.00.2.10.1.01.24", strict=False).value
    assert found is not None
    assert (found.kode, found.versi) == ("1.00.2.10.1.01.24", "13/2006")
    assert read_kode("1.00.05.01.24", strict=False).value is None


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("62", "38"), "62.38"),
        (("62", ""), "62"),
        (("08", "1", "08", "02", "16"), "08.1.08.02.16"),
        (("1.6.29",), "1.6.29"),
        (("29",), None),  # a number in the one column of codes
        (("", "38"), None),  # a running number below the program's code
        (("62", "", "38"), None),
        (("62", "3B"), None),
        (("1470", "38"), None),
    ],
)
def test_a_code_of_no_nomenclature_is_as_printed(parts: tuple[str, ...], code: str | None) -> None:
    found = kode_as_printed(parts)
    assert (found.value.kode if found.value else None) == code


def test_what_looks_like_an_account_is_a_code_among_such_codes() -> None:
    parts = ("4", "8", "21", "14")
    assert kode_as_printed(parts).value is None
    found = kode_as_printed(parts, among_codes=True).value
    assert found is not None
    assert found.kode == "4.8.21.14"


@pytest.mark.parametrize(
    ("printed", "kode"),
    [
        ("2.09.03.2.02.05.00", "2.09.03.2.02.05.00"),
        ("2.09.03.2.02.05.113", "2.09.03.2.02.05.113"),
        ("2.09.03.2.02.0005.01", "2.09.03.2.02.0005.01"),
        ("2.09.03.2.02.05.\n01", "2.09.03.2.02.05.01"),
    ],
)
def test_a_package_numbered_behind_its_sub_kegiatan(printed: str, kode: str) -> None:
    reading = read_kode(printed, strict=False)
    assert reading.value is not None
    assert (reading.status, reading.value.kode, reading.value.tingkat) == ("pasti", kode, "paket")


@pytest.mark.parametrize("printed", ["2.09.03.2.02.00\n05", "2.09.03.2.02.00.05", "2.09.03.2.02.05.1", "2.09.03.2.02.05.01.02"])
def test_what_is_no_package(printed: str) -> None:
    reading = read_kode(printed, strict=False)
    assert reading.status != "pasti" or (reading.value is not None and reading.value.tingkat == "sub_kegiatan")


def test_two_parts_in_one_column_are_two() -> None:
    read = join_kode(["1", "02", "01 2.01"])
    assert read.value is not None
    assert read.value.kode == "1.02.01.2.01"
    broken = join_kode(["1", "02", "0\n1"])
    assert broken.value is not None
    assert broken.value.kode == "1.02.01", "a part that its column broke"


@pytest.mark.parametrize(
    ("text", "kode"), [("1 - 02 - 01", "1.02.01"), ("1 - 02 - 01 - 2.01", "1.02.01.2.01"), ("2021-2026", None)]
)
def test_strokes_between_the_parts_of_a_code(text: str, kode: str | None) -> None:
    read = read_kode(text, strict=False)
    assert (read.value.kode if read.value else None) == kode


@pytest.mark.parametrize("mark", ["*", " *)", "**", "'", " \u2019"])
def test_a_mark_behind_a_code_is_none_of_it(mark: str) -> None:
    reading = read_kode(f"2.15.01.2.01.07{mark}")
    assert reading.value is not None
    assert (reading.value.kode, reading.status) == ("2.15.01.2.01.07", "pasti")
    of_the_state = read_kode(f"076.01.CQ{mark}", strict=False)
    assert of_the_state.value is not None
    assert (of_the_state.value.kode, of_the_state.status) == ("076.01.CQ", "pasti")
    assert read_kode(f"Rp 2.150{mark}").value is None


@pytest.mark.parametrize(("text", "kode"), [("2.11.ii", "2.11.11"), ("2.11.0S", "2.11.05"), ("2.l1.11", "2.11.11")])
def test_letters_that_a_scan_has_for_digits_are_a_guess(text: str, kode: str) -> None:
    reading = read_kode(text, strict=False)
    assert [one.kode for one in reading.candidates] == [kode]
    assert (reading.status, reading.rule) == ("ragu", "huruf_dalam_kode")
    assert read_kode(text).status == "kosong", "anywhere else it is a word"
    assert not read_kode("1.i", strict=False).candidates, "the number of an item"


@pytest.mark.parametrize(
    ("text", "kode", "name"),
    [
        ("Penyediaan jasa (1.20.05.01.02)", "1.20.05.01.02", "Penyediaan jasa"),
        ("Indeks layanan (skala 1.4)", None, "Indeks layanan (skala 1.4)"),
        ("Rapat kerja (3.2.1)", None, "Rapat kerja (3.2.1)"),
    ],
)
def test_a_code_in_brackets_behind_a_name(text: str, kode: str | None, name: str) -> None:
    reading, rest = split_kode_uraian(text)
    assert (None if reading is None or reading.value is None else reading.value.kode, rest) == (kode, name)


@pytest.mark.parametrize(("text", "tingkat"), [("FC.5036", "kegiatan"), ("WA.4257.EBA.994", None)])
def test_a_national_code_that_begins_with_the_letters_of_its_program(text: str, tingkat: str | None) -> None:
    reading = read_kode(text, strict=False)
    assert reading.value is not None
    assert (reading.value.kode, reading.value.tingkat, reading.status) == (text, tingkat, "pasti")


def test_a_stroke_before_a_code_that_begins_as_the_one_above_is_none_of_it() -> None:
    read = read_kode("15630.002.001", "5630.002", strict=False)
    assert read.value is not None
    assert (read.value.kode, read.value.mended, read.status) == ("5630.002.001", True, "pasti")
    assert [read_kode("15630.002.001", above, strict=False).value for above in (None, "5631.002", "1.03.02")] == [None] * 3


def test_a_code_of_letters_in_brackets() -> None:
    read, name = split_kode_uraian("[DK.4261] Dukungan Manajemen")
    assert (read and read.value and read.value.kode, name) == ("DK.4261", "Dukungan Manajemen")
    assert split_kode_uraian("[IKU 1.1] Persentase lulusan")[0] is None, "numbering"
    inside = read_kode("[2371.AEA]", strict=False).value
    assert inside is not None
    assert inside.kode == "2371.AEA"
    assert read_kode("[catatan]", strict=False).value is None


@pytest.mark.parametrize(
    ("text", "strict", "tingkat"),
    [("032.DL", False, "program"), ("032.DL.2376", False, "kegiatan"), ("032.DL.2376", True, "kegiatan"), ("100.KM", True, None),
     ("032.01", False, None)],
)  # fmt: skip
def test_the_program_of_a_ministry_without_its_unit(text: str, strict: bool, tingkat: str | None) -> None:
    kode = read_kode(text, strict=strict).value
    assert (kode.tingkat if kode else None) == tingkat


def test_a_code_of_a_national_agency_that_its_narrow_column_broke() -> None:
    found = read_kode("2172.QDC.\n001", strict=False).value
    assert found is not None
    assert found.kode == "2172.QDC.001"
    assert read_kode("Rp. 500", strict=False).value is None
