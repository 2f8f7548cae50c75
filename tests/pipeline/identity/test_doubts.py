"""What of an identity is a guess, and what is none."""

from __future__ import annotations

import json

import pytest

from extractors.model import Line
from pipeline.identity.doubts import Doubt, identity_finding
from pipeline.identity.identify import identify
from tests.pipeline.identity.test_identify import page, prose

COVER = page(1, "LAPORAN KINERJA", "DINAS PERIKANAN", "KABUPATEN TEBO", "TAHUN 2022", size=22)


def doubts(lines: list[Line], berkas: str = "x.pdf") -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.bidang: (one.sebab, one.calon) for one in identify(lines, (), berkas).ragu}


@pytest.mark.parametrize(
    "lines",
    [
        COVER,
        COVER + prose(3, *["Dinas Kesehatan Kabupaten Tebo dan Bappeda Provinsi Jambi ikut menilai pada tahun 2023."] * 9),
        page(1, "LAPORAN KINERJA", "PEMERINTAH KABUPATEN AGAM", "TAHUN 2022", size=22),
        page(1, "LAPORAN KINERJA", "DINAS SOSIAL", "KOTA MUARA KENCANA", "TAHUN 2022", size=22),
        page(1, "RENCANA STRATEGIS", "DINAS SOSIAL KOTA PALU", "2021-2026", size=22),
    ],
    ids=["a cover", "others in the text", "a government's own", "a region of its own naming", "a plan without a year"],
)
def test_no_doubt(lines: list[Line]) -> None:
    assert doubts(lines) == {}


def test_two_agencies_in_running_text_and_no_title() -> None:
    text = prose(4, "Dinas Sosial Kota Palu dan Dinas Perikanan Kota Palu bekerja sama menurut Laporan Kinerja 2020.")
    assert doubts(text)["instansi"] == ("bersaing", ("Dinas Perikanan",))


def test_an_agency_named_in_running_text_only() -> None:
    assert doubts(prose(4, "Kegiatan Dinas Sosial Kota Palu berjalan."))["instansi"][0] == "sambil_lalu"
    assert "instansi" not in doubts(prose(4, "Kegiatan Dinas Sosial Kota Palu berjalan."), "dinsos_2020.pdf")


def test_a_title_that_tells_nothing_may_be_the_agency() -> None:
    lines = page(1, "PEMERINTAH KABUPATEN AGAM", "SAKATAWANA", "LAPORAN KINERJA 2021", size=20)
    assert doubts(lines)["instansi"] == ("bersaing", ("SAKATAWANA",))


def test_a_cover_that_names_a_body_of_no_known_form_is_not_the_regions_own() -> None:
    lines = page(1, "OTORITA PESISIR RAYA", "PROVINSI RIAU", "LAPORAN KINERJA 2021", size=20)
    assert identify(lines, (), "x.pdf").instansi is None
    assert doubts(lines)["instansi"] == ("tidak_tercetak", ("OTORITA PESISIR RAYA",))
    named = [*lines, *prose(3, "Laporan Kinerja Pemerintah Provinsi Riau Tahun 2021 disusun.")]
    assert identify(named, (), "x.pdf").instansi == "Pemerintah Provinsi Riau"


def test_a_name_cut_off_among_unknown_words_is_a_guess() -> None:
    lines = page(1, "LAPORAN KINERJA 2021", "BALAI RIMBA RAYA LESTARI", "KOTA PALU", size=20)
    assert doubts(lines)["instansi"][0] == "lemah"


def test_a_region_on_no_list_named_in_passing() -> None:
    text = prose(4, "Dinas Sosial Kota Palu menerima tamu dari Kabupaten Antah Berantah.")
    assert "wilayah" not in doubts(text)
    assert doubts(prose(4, "Kegiatan di Kabupaten Antah Berantah berjalan."))["wilayah"][0] == "tidak_dikenal"


def test_a_report_of_no_year() -> None:
    assert doubts(page(1, "LAPORAN KINERJA", "DINAS PERIKANAN", "KABUPATEN TEBO", size=22)) == {"tahun": ("tidak_tercetak", ())}


def test_all_doubts_of_a_document_are_one_finding() -> None:
    told = identity_finding("d", "x.pdf", (Doubt("instansi", "bersaing", ("Dinas A", "Dinas B")), Doubt("jenis", "lemah")))
    assert (told.aturan, told.keparahan) == ("identitas_ragu", "peringatan")
    assert "Dinas A / Dinas B" in told.pesan
    assert set(json.loads(told.rincian)["ragu"]) == {"instansi", "jenis"}
    assert identity_finding("d", "x.pdf", (Doubt("jenis", "lemah"),)).keparahan == "info"
