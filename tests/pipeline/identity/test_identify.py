"""Who and what a document is, from pages made here line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import BBox, Cell, Line, Table
from pipeline.identity.bidang import bidang_of
from pipeline.identity.doubts import Doubt
from pipeline.identity.identify import Identity, identify
from pipeline.identity.siblings import fill_from_siblings

BODY = 11.0


def page(number: int, *texts: str, size: float = BODY, bold: bool = False, top: float = 72.0) -> list[Line]:
    """Lines one under the other, as wide as their text."""
    out = []
    for text in texts:
        out.append(Line(number, text, BBox(72.0, top, 72.0 + 0.5 * size * len(text), top + size), size, bold))
        top += 1.3 * size
    return out


def prose(number: int, *texts: str) -> list[Line]:
    """Running text: what is given, and enough of the rest to be no cover."""
    filler = "capaian indikator sasaran dibandingkan dengan target yang telah ditetapkan pada awal periode"
    return page(number, *texts, *[filler] * 10, top=200.0)


def codes(*values: str) -> Table:
    box = BBox(0, 0, 10, 10)
    cells = tuple(Cell(i, 0, 1, 1, value, 1, box) for i, value in enumerate(values))
    return Table(cells, len(cells), 1, 0, "garis", 1.0, 1, 1, box)


def facts(lines: Sequence[Line], berkas: str = "x.pdf") -> tuple[object, ...]:
    who = identify(lines, (), berkas)
    return who.jenis, who.instansi, who.wilayah, who.tahun, who.periode_awal, who.periode_akhir


REPORT = prose(
    3,
    "Laporan Kinerja ini memuat capaian Renstra 2021-2026 dan Perjanjian Kinerja Tahun 2021.",
    "Bappeda dan Inspektorat Kabupaten Tebo ikut menilai pada tahun 2023.",
)


def test_a_report_with_cover() -> None:
    cover = page(1, "LAPORAN KINERJA INSTANSI PEMERINTAH", "(LKjIP) TAHUN 2022", "DINAS PERIKANAN", "KABUPATEN TEBO", size=22)
    assert facts(cover + REPORT) == ("LKjIP", "Dinas Perikanan Kabupaten Tebo", "Kabupaten Tebo", 2022, None, None)


def test_the_region_stands_apart_and_the_province_below_it() -> None:
    cover = page(1, "LAPORAN KINERJA", "DINAS PERIKANAN", "TAHUN 2022", "KABUPATEN TEBO", "PROVINSI JAMBI", size=22)
    assert facts(cover + prose(2, "Dinas Perikanan Kabupaten Tebo menyusun laporan."))[1:3] == (
        "Dinas Perikanan Kabupaten Tebo",
        "Kabupaten Tebo",
    )


def test_a_letter_spaced_cover() -> None:
    cover = page(1, "R E N C A N A   K E R J A", "TAHUN 2024", "BADAN PENDAPATAN DAERAH KOTA PALU", size=22)
    assert facts(cover) == ("Renja", "Badan Pendapatan Daerah Kota Palu", "Kota Palu", 2024, None, None)


@pytest.mark.parametrize("joint", ["-", " – ", " s.d. "])
def test_a_renstra_has_a_period_and_no_year(joint: str) -> None:
    cover = page(1, "RENCANA STRATEGIS", f"TAHUN 2021{joint}2026", "DINAS SOSIAL KOTA PALU", "TAHUN 2021", size=22)
    text = prose(2, "RPJPD Tahun 2005-2025 dan RPJMD 2021-2026 menjadi acuan Renstra Dinas Sosial Tahun 2021-2026.")
    assert facts(cover + text) == ("Renstra", "Dinas Sosial Kota Palu", "Kota Palu", None, 2021, 2026)


def test_an_agreement_on_its_own() -> None:
    letter = [
        *page(1, "PERJANJIAN KINERJA TAHUN 2019"),
        *page(1, "Nama : Fulan", "Jabatan : KEPALA DINAS SOSIAL", "KOTA PALU", "selanjutnya disebut", top=120),
        *page(1, "Nama : Fulanah", "Jabatan : WALI KOTA PALU", top=200),
        *page(1, "Palu, 3 Januari 2018", top=400),
    ]
    assert facts(letter) == ("PK", "Dinas Sosial Kota Palu", "Kota Palu", 2019, None, None)


def test_a_form_of_another_year_goes_on_to_its_next_sheet() -> None:
    cover = page(1, "LAPORAN KINERJA TAHUN 2021", "DINAS PERIKANAN", "KABUPATEN TEBO", size=22)
    first = page(7, "PERJANJIAN KINERJA TAHUN 2022", bold=True) + prose(7, "berjanji akan mewujudkan target")

    def sheets(*lines: Line) -> tuple[tuple[int, int], ...]:
        return identify(cover + REPORT + first + list(lines), (), "x.pdf").lembar

    assert sheets(*page(8, "LAMPIRAN PERJANJIAN KINERJA", bold=True)) == ((8, 2022),)
    assert sheets(*page(12, "LAMPIRAN PERJANJIAN KINERJA", bold=True)) == ()  # too far behind
    assert sheets(*page(8, "INDIKATOR KINERJA UTAMA", bold=True)) == ()
    assert sheets(*page(8, "PERJANJIAN KINERJA TAHUN 2021", bold=True), *page(9, "LAMPIRAN PERJANJIAN KINERJA", bold=True)) == ()


def test_the_second_party_of_an_agreement_is_above_the_agency() -> None:
    title = page(1, "PERJANJIAN KINERJA TAHUN 2021", bold=True)
    first = page(1, "Nama : Fulan", "Jabatan : Kepala Kantor Sandi Kota Palu", "selanjutnya disebut pihak pertama", top=150)
    second = page(1, "Nama : Fulanah", "Jabatan : Kepala Badan Kepegawaian Daerah Kota Palu", top=230)
    assert facts(title + first + second)[1] == "Kantor Sandi Kota Palu"
    assert facts(title + second)[1] == "Badan Kepegawaian Daerah Kota Palu"


def test_a_report_that_opens_with_its_agreement_is_a_report() -> None:
    lines = [
        *page(1, "DAFTAR ISI", "BAB III AKUNTABILITAS KINERJA ............ 12"),
        *page(2, "PERJANJIAN KINERJA TAHUN 2019", "DINAS SOSIAL KOTA PALU", bold=True),
        *prose(3, "Laporan Kinerja Dinas Sosial Kota Palu Tahun 2019 disusun oleh tim."),
    ]
    assert facts(lines)[:4] == ("LKjIP", "Dinas Sosial Kota Palu", "Kota Palu", 2019)


def test_a_chapter_without_cover_tells_by_its_text() -> None:
    lines = [
        *page(1, "BAB III", "AKUNTABILITAS KINERJA", bold=True),
        *prose(1, "Laporan Kinerja Badan Keuangan Daerah Kabupaten Agam Tahun 2018 memuat capaian."),
        *prose(2, "Badan Keuangan Daerah Kabupaten Agam melaksanakan Renstra Tahun 2016-2021 sejak tahun 2016."),
    ]
    who = identify(lines, (), "BAB III.pdf")
    assert (who.jenis, who.instansi, who.tahun, who.bagian) == (
        "LKjIP",
        "Badan Keuangan Daerah Kabupaten Agam",
        2018,
        True,
    )


def test_the_running_head_names_the_year() -> None:
    lines = [
        line
        for n in range(1, 6)
        for line in page(n, f"Renja DLH Kabupaten Agam 2020 {n}", top=20)
        + prose(n, "Evaluasi tahun 2018 dan tahun 2019 menunjukkan hasil Dinas Lingkungan Hidup.")
    ]
    assert facts(lines) == ("Renja", "Dinas Lingkungan Hidup Kabupaten Agam", "Kabupaten Agam", 2020, None, None)


def test_the_running_head_outweighs_headings_of_tables_that_evaluate_another_year() -> None:
    first = page(1, "BAB II", "EVALUASI PELAKSANAAN RENJA", "DLH KABUPATEN AGAM", "TAHUN LALU", size=16)
    head = [line for n in range(1, 7) for line in page(n, f"Renja DLH Kabupaten Agam Tahun 2020 {n}", top=20)]
    text = [line for n in range(1, 7) for line in prose(n, "Evaluasi tahun 2018 menunjukkan hasil Dinas Lingkungan Hidup.")]
    table = page(3, "TARGET DAN REALISASI", "RENJA SKPD TAHUN 2018", top=300) + page(3, "TINGKAT REALISASI TAHUN 2018", top=360)
    assert facts(first + head + text + table)[3] == 2020


def test_a_regions_own_report() -> None:
    cover = page(1, "LAPORAN KINERJA INSTANSI PEMERINTAH", "PEMERINTAH KABUPATEN AGAM", "TAHUN 2021", size=20)
    text = prose(2, "Dinas Kesehatan dan Dinas Sosial memberi data.")
    assert facts(cover + text)[:3] == ("LKjIP", "Pemerintah Kabupaten Agam", "Kabupaten Agam")


@pytest.mark.parametrize(
    ("cover", "instansi"),
    [
        (("KEMENTERIAN SOSIAL RI", "KANTOR WILAYAH PROVINSI BALI"), "Kantor Wilayah Kementerian Sosial Provinsi Bali"),
        (("MAHKAMAH AGUNG", "PENGADILAN NEGERI SUKAMAJU"), "Pengadilan Negeri Sukamaju"),
        (("KEMENTERIAN SOSIAL REPUBLIK INDONESIA",), "Kementerian Sosial"),
        (("KEMENTERIAN SOSIAL", "BADAN PENDIDIKAN SOSIAL", "POLITEKNIK SOSIAL SUKAMAJU"), "Politeknik Sosial Sukamaju"),
    ],
)
def test_a_report_of_a_body_of_the_state(cover: tuple[str, ...], instansi: str) -> None:
    lines = page(1, "LAPORAN KINERJA TAHUN 2022", *cover, size=22) + prose(
        3, "Alamat di Kabupaten Tebo.", "Bappeda ikut menilai."
    )
    assert facts(lines)[1] == instansi


def test_a_body_of_the_state_above_an_agency_of_a_region_only_in_passing() -> None:
    cover = page(1, "LAPORAN KINERJA TAHUN 2022", "DINAS SOSIAL", "KABUPATEN TEBO", size=22)
    lines = cover + page(2, "KEMENTERIAN SOSIAL", bold=True) + prose(3, "Kementerian Sosial memberi bantuan.")
    assert facts(lines)[1] == "Dinas Sosial Kabupaten Tebo"


@pytest.mark.parametrize(("title", "jenis"), [("LAPORAN KEMAJUAN KEGIATAN", "LRA"), ("LAPORAN REALISASI FISIK", "LRA")])
def test_a_report_of_progress_is_one_of_realisasi(title: str, jenis: str) -> None:
    assert facts(page(1, title, "DINAS SOSIAL KABUPATEN TEBO", size=14))[0] == jenis


def test_the_file_name_is_the_last_resort() -> None:
    assert facts([], "dinkes-kabupaten-agam/LAKIP_2017.pdf") == (
        "LKjIP",
        "Dinas Kesehatan Kabupaten Agam",
        "Kabupaten Agam",
        2017,
        None,
        None,
    )
    assert facts([], "scan0001.pdf") == (None,) * 6
    cover = page(1, "LAPORAN KINERJA TAHUN 2021", "DINAS SOSIAL KOTA PALU", size=22)
    assert facts(cover, "dinkes-agam/Renja 2015.pdf")[:4] == ("LKjIP", "Dinas Sosial Kota Palu", "Kota Palu", 2021)


def test_another_paper_is_neither_plan_nor_report() -> None:
    lines = page(1, "RINGKASAN APBD", "TAHUN ANGGARAN 2018", "PEMERINTAH KABUPATEN AGAM", bold=True)
    assert facts(lines)[:4] == ("lainnya", "Pemerintah Kabupaten Agam", "Kabupaten Agam", 2018)


def test_an_agency_that_the_user_knows_is_written_as_he_writes_it() -> None:
    cover = page(1, "LAPORAN KINERJA TAHUN 2021", "DINAS KOPERASI DAN UKM KOTA PALU", size=22)
    known = ["Dinas Koperasi, Usaha Kecil dan Menengah Kota Palu", "Dinas Sosial Kota Palu"]
    assert identify(cover, (), "x.pdf", known).instansi == known[0]


@pytest.mark.parametrize(
    ("values", "bidang"),
    [
        (("2.17.01.1.08.02", "2,17.02", "X.XX.01.2.01", "1.03.02.1.01"), "2.17"),
        (("1.11.01.110.173", "1.11.01.110.174"), "1.11"),
        (("5.1.02.01.01.0024", "12.500.000", "2.017"), None),
        ((), None),
    ],
)
def test_bidang_of_the_codes(values: tuple[str, ...], bidang: str | None) -> None:
    assert identify((), (codes(*values),), "x.pdf").kode_bidang == bidang


@pytest.mark.parametrize(
    ("agency", "values", "bidang"),
    [
        ("Dinas Kesehatan", ("1.05.01.2.01", "1.05.02.2.01", "1.02.02.2.01"), "1.02"),
        ("Dinas Kesehatan", ("1.05.01.2.01", "1.05.02.2.01"), None),
        ("Dinas Bina Marga", ("1.03.02.1.01", "1.03.02.1.02", "2.10.02.1.01"), "1.03"),
        ("Dinas Bina Marga", ("1.03.02",), None),
    ],
)
def test_bidang_of_an_agency(agency: str, values: tuple[str, ...], bidang: str | None) -> None:
    assert bidang_of((codes(*values),), agency) == bidang


def test_bidang_of_codes_split_over_columns() -> None:
    box = BBox(0, 0, 10, 10)
    rows = (("1.11", "01", "110", "Rapat"), ("1.11", "01", "111", "Perjalanan"), ("1", "2", "3", "4"))
    cells = tuple(Cell(i, j, 1, 1, text, 1, box) for i, row in enumerate(rows) for j, text in enumerate(row))
    assert bidang_of((Table(cells, 3, 4, 0, "garis", 1.0, 1, 1, box),), None) == "1.11"


AGAM = Identity("LKjIP", "Dinas Sosial Kabupaten Agam", "Kabupaten Agam", None, 2016, bagian=True)


def test_chapters_fill_an_attachment() -> None:
    own = Identity("PK", bagian=True, ragu=(Doubt("jenis", "lemah"), Doubt("instansi", "tidak_tercetak")))
    filled = fill_from_siblings({"a/BAB I.pdf": AGAM, "a/BAB II.pdf": AGAM, "a/Lampiran.pdf": own})["a/Lampiran.pdf"]
    assert (filled.jenis, filled.instansi, filled.wilayah, filled.tahun) == (
        "LKjIP",
        "Dinas Sosial Kabupaten Agam",
        "Kabupaten Agam",
        2016,
    )
    assert filled.ragu == ()


def test_what_a_file_says_of_itself_stays() -> None:
    own = Identity("Renja", "Dinas Sosial Kota Palu", "Kota Palu", "1.06", 2020, bagian=True)
    assert fill_from_siblings({"a/1.pdf": AGAM, "a/2.pdf": AGAM, "a/3.pdf": own})["a/3.pdf"] == own


def test_siblings_that_disagree_fill_nothing() -> None:
    palu = Identity("LKjIP", "Dinas Sosial Kota Palu", "Kota Palu", None, 2018, bagian=True)
    own = Identity(bagian=True)
    filled = fill_from_siblings({"a/1.pdf": AGAM, "a/2.pdf": palu, "a/3.pdf": own})["a/3.pdf"]
    assert (filled.jenis, filled.instansi, filled.wilayah, filled.tahun) == ("LKjIP", None, None, None)


def test_another_folder_is_no_sibling() -> None:
    assert fill_from_siblings({"a/1.pdf": AGAM, "b/2.pdf": Identity(bagian=True)})["b/2.pdf"] == Identity(bagian=True)


def test_the_bidang_comes_from_the_agencys_other_papers_of_the_same_numbering() -> None:
    def paper(year: int, bidang: str | None) -> Identity:
        return Identity("LKjIP", "Dinas Sosial Kota Palu", "Kota Palu", bidang, year)

    files = {"a.pdf": paper(2022, None), "b.pdf": paper(2023, "1.06"), "c.pdf": paper(2016, None), "d.pdf": AGAM}
    filled = fill_from_siblings(files)
    assert [filled[f].kode_bidang for f in files] == ["1.06", "1.06", None, None]
    files["e.pdf"] = paper(2021, "1.05")
    assert fill_from_siblings(files)["a.pdf"].kode_bidang is None


def test_a_whole_document_takes_no_year_from_its_neighbours() -> None:
    filled = fill_from_siblings({"a/1.pdf": AGAM, "a/2.pdf": AGAM, "a/x.pdf": Identity()})["a/x.pdf"]
    assert (filled.jenis, filled.tahun, filled.wilayah) == (None, None, "Kabupaten Agam")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12), st.text(max_size=40))
def test_no_lines_and_no_name_raise(texts: list[str], berkas: str) -> None:
    who = identify(page(1, *texts), (), berkas)
    assert fill_from_siblings({berkas: who}) == {berkas: who}


def named_plan(*lines: str) -> tuple[int, int] | None:
    cover = page(1, "LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2022", "DINAS PERIKANAN", "KABUPATEN TEBO", size=22)
    return identify(cover + prose(3, *lines), (), "x.pdf").rencana


def test_a_report_names_the_plan_that_it_stands_in() -> None:
    assert named_plan("Capaian ini dibandingkan dengan target Renstra 2021-2026.") == (2021, 2026)


@pytest.mark.parametrize(
    "lines",
    [
        ("Capaian ini dibandingkan dengan target tahun 2022.",),
        ("Capaian ini dibandingkan dengan target Renstra 2014-2019.",),
        ("Renstra 2021-2026 menggantikan yang terdahulu.", "Renstra 2018-2023 masih berlaku."),
    ],
    ids=["none", "of other years", "two as often"],
)
def test_a_report_that_names_no_plan_of_its_own(lines: tuple[str, ...]) -> None:
    assert named_plan(*lines) is None


def test_a_plan_stands_in_none() -> None:
    cover = page(1, "RENCANA STRATEGIS", "TAHUN 2021-2026", "DINAS PERIKANAN", "KABUPATEN TEBO", size=22)
    assert identify(cover, (), "x.pdf").rencana is None


RENSTRA = Identity("Renstra", "Dinas Sosial Kabupaten Agam", "Kabupaten Agam", None, None, 2016, 2021)


def test_the_plan_that_a_report_does_not_name_is_its_agencys_renstra() -> None:
    report = replace(AGAM, bagian=False)
    assert fill_from_siblings({"a/1.pdf": report, "b/2.pdf": RENSTRA})["a/1.pdf"].rencana == (2016, 2021)
    assert fill_from_siblings({"a/1.pdf": replace(report, rencana=(2015, 2020)), "b/2.pdf": RENSTRA})["a/1.pdf"].rencana == (
        2015,
        2020,
    )


@pytest.mark.parametrize(
    "plans",
    [
        (replace(RENSTRA, periode_awal=2010, periode_akhir=2015),),
        (RENSTRA, replace(RENSTRA, periode_awal=2015, periode_akhir=2020)),
        (replace(RENSTRA, instansi="Dinas Sosial Kota Palu"),),
    ],
    ids=["of other years", "two that cover it", "another agency's"],
)
def test_a_renstra_that_is_not_the_reports(plans: tuple[Identity, ...]) -> None:
    files = {"a/1.pdf": replace(AGAM, bagian=False), **{f"b/{n}.pdf": plan for n, plan in enumerate(plans)}}
    assert fill_from_siblings(files)["a/1.pdf"].rencana is None
