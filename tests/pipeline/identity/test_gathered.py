"""Votes gathered from passages, path and the agencies the user knows."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.identity.gathered import gather, path_words
from pipeline.identity.passages import read_passages
from tests.pipeline.identity.test_identify import page, prose


def evidence(*texts: str, berkas: str = "x.pdf", known: tuple[str, ...] = (), size: float = 11.0) -> Any:
    return gather(read_passages(page(1, *texts, size=size) + prose(3), ()), berkas, known)


def test_the_year_behind_the_documents_name_is_its_own() -> None:
    found = evidence("Laporan Kinerja Dinas Perikanan Tahun 2021")
    assert found.years_of["LKjIP"].best() == 2021
    assert found.agency.best() is not None
    far = evidence("Laporan Kinerja" + " yang memuat hasil" * 8 + " Tahun 2021")
    assert far.years_of["LKjIP"].best() is None


def test_years_of_laws_and_dates_are_no_votes() -> None:
    found = evidence("sesuai Undang-Undang Nomor 25 Tahun 2004", "ditetapkan pada tanggal 2 Januari 2023")
    assert found.years.best() is None
    assert evidence("Tahun 2004").years.best() == 2004


@pytest.mark.parametrize(("text", "span"), [("Renstra 2021-2026", (2021, 2026)), ("Renstra 2001-2026", None)])
def test_the_period_of_a_plan_has_the_length_of_one(text: str, span: tuple[int, int] | None) -> None:
    assert evidence(text).periods.best() == span


def test_a_region_behind_an_agencys_name_is_the_agencys() -> None:
    found = evidence("Dinas Perikanan Kabupaten Tebo", size=22.0)
    (agency,) = found.by_agency
    assert found.by_agency[agency].best() == "Kabupaten Tebo"
    apart = evidence("Pemerintah Kabupaten Tebo", size=22.0)
    assert apart.region.best() == "Kabupaten Tebo"
    assert "Kabupaten Tebo" in apart.governments


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("LKjIP_2019", ["LKjIP", "2019"]),
        ("dinas-sosial", ["dinas", "sosial"]),
        ("LAmpiran2", ["LAmpiran", "2"]),
        ("2019Renja", ["2019", "Renja"]),
    ],
)
def test_words_of_a_file_name(name: str, words: list[str]) -> None:
    assert path_words(name) == words


def test_a_period_in_a_file_s_name_is_hardly_its_year() -> None:
    of_period, of_year = evidence(berkas="Renstra_2021-2026.pdf"), evidence(berkas="Renja_2021.pdf")
    assert of_period.periods.best() == (2021, 2026)
    assert of_period.years.score(2021) < of_year.years.score(2021)


def test_a_path_votes_by_file_and_folder() -> None:
    found = evidence(berkas="Kabupaten Tebo/Dinas Perikanan/Renja_2019.pdf")
    assert (found.jenis.best(), found.years.best(), found.region.best()) == ("Renja", 2019, "Kabupaten Tebo")
    assert found.agency.best() is not None
    assert found.region.places("Kabupaten Tebo") == {"map"}
    windows = evidence(berkas="Kabupaten Tebo\\Dinas Perikanan\\Renja_2019.pdf")
    assert windows.region.places("Kabupaten Tebo") == {"map"}


def test_an_agency_that_the_user_knows_counts_only_where_the_document_prints_it() -> None:
    known = ("Dinas Perikanan Kabupaten Tebo",)
    text = "DINAS PERIKANAN KABUPATEN TEBO"
    with_help, without = (evidence(text, known=k, size=22.0) for k in (known, ()))
    key = without.agency.best()
    assert with_help.agency.score(key) > without.agency.score(key)
    assert evidence("Dinas Sosial", known=known).agency.score(key) == 0


def test_a_plan_that_is_spoken_of_is_not_the_document() -> None:
    spoken = evidence("Laporan Kinerja 2022", "Perbandingan dengan Target Akhir Renstra 2024", size=20)
    assert spoken.jenis.score("Renstra") <= 1.5
    assert evidence("Kondisi Kinerja Awal", "RPJMD", size=20).jenis.score("lainnya") <= 1.5, (
        "a heading that a narrow column breaks"
    )
    assert evidence("Evaluasi dan Analisis Rencana Aksi", size=20).jenis.score("RencanaAksi") <= 1.5
    assert spoken.years_of["Renstra"].best() is None
    named = evidence("Renstra Dinas Perikanan 2019-2024", size=20)
    assert named.jenis.score("Renstra") >= 10.0


def test_a_caption_is_no_title() -> None:
    caption = evidence("Tabel 2.1 Evaluasi Renja Tahun 2017", size=20)
    assert caption.jenis.places("Renja") == {"tabel", "sebutan"}
    assert caption.years_of["Renja"].best() is None


def test_bodies_of_the_state_only_where_the_document_names_itself() -> None:
    assert evidence("BADAN PUSAT STATISTIK KOTA PALU", size=20).agency.best() is not None
    text = gather(read_passages(prose(5, "Angka dari Badan Pusat Statistik Kota Palu."), ()), "x.pdf", ())
    assert text.agency.best() is None


def test_a_line_that_is_nothing_but_a_name_is_a_title() -> None:
    alone = gather(read_passages(prose(1, "Dinas Perikanan Kota Palu"), ()), "x.pdf", ())
    assert "judul" not in alone.agency.places(frozenset({"dinas", "perikanan"})), "part of a paragraph"
    above = gather(read_passages(page(1, "Dinas Perikanan Kota Palu") + prose(1), ()), "x.pdf", ())
    assert "judul" in above.agency.places(frozenset({"dinas", "perikanan"}))


def test_titles_that_tell_nothing_are_kept() -> None:
    found = evidence("PEMERINTAH KABUPATEN AGAM", "SAKATAWANA", "LAPORAN KINERJA 2021", "Jalan", size=20)
    assert found.unread == ["SAKATAWANA"]


CELL = "Perangkat Daerah : Nilai LAKIP SKPD Sekretariat Daerah Minimum B"


def test_a_cell_that_begins_like_a_field_names_neither_agency_nor_kind() -> None:
    found = evidence("Organisasi : 2.16.01 DINAS PERIKANAN", CELL)
    named = {place for key, _ in found.agency.ranking() if "sekretariat" in key for place in found.agency.places(key)}
    assert named == {"isi"}
    assert "isian" not in found.jenis.places("LKjIP")
    assert found.agency.places(found.agency.best()) == {"isian"}
    assert evidence("Perihal : Penyampaian LAKIP Dinas Perikanan").jenis.places("LKjIP") >= {"isian"}
    assert evidence("Jabatan : Plt. Kepala Bidang Usaha Dinas Perikanan").agency.ranking()[0][1] >= 8


def test_an_agency_behind_the_name_of_another_kind_of_document_weighs_less() -> None:
    found = evidence("Nilai LAKIP Sekretariat Daerah", "Nilai LAKIP Sekretariat Daerah Tahun 2021")
    key = next(iter(found.agency_of["LKjIP"].ranking()))[0]
    assert found.of_kind("LKjIP").agency.score(key) > found.of_kind("DPA").agency.score(key) > found.agency.score(key)
    assert found.of_kind("LKjIP").years.score(2021) > found.of_kind("DPA").years.score(2021)
