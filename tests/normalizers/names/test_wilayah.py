"""Regions found in text, and the table of regions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers import lexicon
from normalizers.names.wilayah import find_wilayah, province_of, wilayah_from_words

KABUPATEN = [n for names in lexicon.section("wilayah", "kabupaten").values() for n in names]
KOTA = [n for names in lexicon.section("wilayah", "kota").values() for n in names]


def test_the_table_is_whole() -> None:
    assert len(lexicon.section("wilayah", "provinsi")) == 38
    assert (len(set(KABUPATEN)), len(KABUPATEN), len(set(KOTA)), len(KOTA)) == (416, 416, 98, 98)
    for level in ("kabupaten", "kota"):
        assert set(lexicon.section("wilayah", level)) <= set(lexicon.section("wilayah", "provinsi"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PEMERINTAH PROVINSI JAMBI", ["Provinsi Jambi"]),
        ("Kab. Kerinci, Prov. Jambi", ["Kabupaten Kerinci", "Provinsi Jambi"]),
        ("KABUPATEN LIMA PULUH KOTA TAHUN 2020", ["Kabupaten Lima Puluh Kota"]),
        ("Kabupaten Batanghari", ["Kabupaten Batang Hari"]),
        ("KABUPATENBATANGHARI", ["Kabupaten Batang Hari"]),
        ("Bupati Tebo dan Gubernur Jambi", ["Kabupaten Tebo", "Provinsi Jambi"]),
        ("Wali Kota Sungai Penuh", ["Kota Sungai Penuh"]),
        ("Propinsi Sumatra Barat", ["Provinsi Sumatera Barat"]),
        ("Kabupaten Merangln", ["Kabupaten Merangin"]),
        ("PROVINSI NTB", ["Provinsi Nusa Tenggara Barat"]),
        ("Kabupaten Tojo Una-Una", ["Kabupaten Tojo Una-Una"]),
        ("di 11 Kabupaten/Kota se-provinsi", []),
        ("kabupaten dan kota", []),
        ("Kota Lama Tahun 2020", ["Kota Lama"]),
        ("Jambi", []),
        ("wilayah Sulawesi Selatan", ["Provinsi Sulawesi Selatan"]),
    ],
)
def test_regions_in_a_text(text: str, found: list[str]) -> None:
    assert [str(w) for w in find_wilayah(text)] == found


@given(st.sampled_from([("Kabupaten", n) for n in KABUPATEN] + [("Kota", n) for n in KOTA]), st.booleans())
def test_every_region_comes_back(region: tuple[str, str], capitals: bool) -> None:
    printed = " ".join(region)
    (found,) = find_wilayah(f"{printed.upper() if capitals else printed} tahun 2020")
    assert (str(found), found.sure) == (printed, True)
    assert province_of(found.level, found.name) is not None


def test_a_name_outside_the_table_is_unsure() -> None:
    (found,) = find_wilayah("Kabupaten Antah Berantah")
    assert (str(found), found.sure) == ("Kabupaten Antah Berantah", False)


@pytest.mark.parametrize(
    ("words", "region"),
    [
        (["dinas", "sosial", "kabupaten", "kerinci"], "Kabupaten Kerinci"),
        (["diskop", "jabar"], "Provinsi Jawa Barat"),
        (["diskominfo", "tebo"], "Kabupaten Tebo"),
        (["dinkes", "bandung"], None),
        (["dinkes", "jambi"], None),
        (["kota", "jambi"], "Kota Jambi"),
        (["laporan", "akhir"], None),
        ([], None),
    ],
)
def test_region_of_a_folder_name(words: list[str], region: str | None) -> None:
    assert wilayah_from_words(words) == region


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    for found in find_wilayah(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("KABUPATEN TELUK KENCANA UTARA", "Kabupaten Teluk Kencana Utara"),
        ("PROVINSI NUSA KENCANA TAHUN 2022", "Provinsi Nusa Kencana"),
        ("KABUPATEN TELUK\nKENCANA", "Kabupaten Teluk"),
        ("Kabupaten Teluk Kencana Sumber Dana", "Kabupaten Teluk Kencana"),
        ("Kota Batu Kencana", "Kota Batu Kencana"),
    ],
    ids=["with a side", "a province", "of one line", "two words", "longer than a name of the table"],
)
def test_how_far_a_name_goes_that_is_in_no_table(text: str, region: str) -> None:
    (found,) = find_wilayah(text)
    assert (str(found), found.sure) == (region, False)


@pytest.mark.parametrize(
    "text",
    ["Bupati Agam Fulan Fulanah", "Kabupaten Agam Sumatera Barat", "KABUPATEN AGAM\nFULAN", "Kabupaten Agam Pendidikan"],
    ids=["a person behind the office", "its province", "on the next line", "a word of agencies"],
)
def test_what_stands_behind_a_name_of_the_table_and_is_not_of_it(text: str) -> None:
    found = find_wilayah(text)[0]
    assert (str(found), found.sure) == ("Kabupaten Agam", True)


@pytest.mark.parametrize(
    ("text", "region"), [("Dinas Provinsi Jawa", None), ("Dinas Provinsi Jawa Barat", "Provinsi Jawa Barat")]
)
def test_the_beginning_of_several_provinces_names_is_none(text: str, region: str | None) -> None:
    assert [str(found) for found in find_wilayah(text)] == ([region] if region else [])
    assert find_wilayah("Dinas Provinsi Rekaan"), "a name that the table does not have"
