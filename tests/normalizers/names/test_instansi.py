"""Names of agencies found in text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.names.instansi import expand_acronym, find_instansi, key


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("DINAS PERIKANAN KABUPATEN TEBO", "Dinas Perikanan", "Kabupaten Tebo"),
        (
            "Kepala Dinas Tenaga Kerja dan Transmigrasi Prov. Jambi",
            "Dinas Tenaga Kerja dan Transmigrasi",
            "Provinsi Jambi",
        ),
        ("DINASPENDIDIKANKOTASUNGAIPENUH", "Dinas Pendidikan", "Kota Sungai Penuh"),
        ("Dinas Ketahanam Pangan dan Pertanlan Kota Palu", "Dinas Ketahanan Pangan dan Pertanian", "Kota Palu"),
        (
            "Dinas Koperasi, UKM dan Perdagangan Kabupaten Bungo melaksanakan",
            "Dinas Koperasi, Usaha Kecil dan Menengah dan Perdagangan",
            "Kabupaten Bungo",
        ),
        ("Badan Keuangan Daerah (BKD) Kabupaten Agam dibentuk", "Badan Keuangan Daerah", "Kabupaten Agam"),
        ("SEKRETARIAT DPRD KABUPATEN TEBO", "Sekretariat Dewan Perwakilan Rakyat Daerah", "Kabupaten Tebo"),
        ("Inspektorat Kota Medan", "Inspektorat", "Kota Medan"),
        ("KECAMATAN SUKA MAJU KABUPATEN AGAM", "Kecamatan Suka Maju", "Kabupaten Agam"),
        ("RUMAH SAKIT UMUM DAERAH dr. FULAN KOTA PALU", "Rumah Sakit Umum Daerah dr. Fulan", "Kota Palu"),
        ("RSUD Prof. Dr. Fulan Provinsi Bali", "Rumah Sakit Umum Daerah Prof. Dr. Fulan", "Provinsi Bali"),
        ("Dinas PPKAD Kab. Agam", "Dinas Pendapatan, Pengelolaan Keuangan dan Aset Daerah", "Kabupaten Agam"),
        ("DINAS SOSIAL TAHUN 2020", "Dinas Sosial", None),
        ("Laporan Kinerja Dinas Kesehatan dan realisasi", "Dinas Kesehatan", None),
        ("DLH Kabupaten Agam", "Dinas Lingkungan Hidup", "Kabupaten Agam"),
        ("DINAS PERTANIAN DAN PANGAN\nREALISASI FISIK DAN KEUANGAN\nKABUPATEN TEBO", "Dinas Pertanian dan Pangan", None),
        ("DINAS SOSIAL\nKARTU KENDALI KEUANGAN", "Dinas Sosial", None),
        ("DINAS PEKERJAAN UMUM\nJalan Merdeka Nomor 7", "Dinas Pekerjaan Umum", None),
        ("DINAS PEKERJAAN UMUM\nDAN PENATAAN RUANG\nKOTA PALU", "Dinas Pekerjaan Umum dan Penataan Ruang", "Kota Palu"),
        ("DINAS BINA MARGA DAN\nJALAN KOTA PALU", "Dinas Bina Marga dan Jalan", "Kota Palu"),
        ("DINAS SOSIAL KOTA MUARA KENCANA", "Dinas Sosial", "Kota Muara Kencana"),
        ("LPMP Provinsi Jambi", "Lembaga Penjaminan Mutu Pendidikan", "Provinsi Jambi"),
        ("Balai Besar Penjaminan Mutu Pendidikan Provinsi Bali", "Balai Besar Penjaminan Mutu Pendidikan", "Provinsi Bali"),
        ("Dinas Perdagangan & Perindustrian Kota Batu", "Dinas Perdagangan dan Perindustrian", "Kota Batu"),
    ],
)
def test_one_agency(text: str, name: str, region: str | None) -> None:
    (found,) = find_instansi(text)
    assert (found.name, found.wilayah and str(found.wilayah)) == (name, region)


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("LEMBAGA PENJAMLNAN MUTU PENDLDIKAN PROVINSI BALI", "Lembaga Penjaminan Mutu Pendidikan", "Provinsi Bali"),
        ("DlNAS SOSlAL KOTA PALU", "Dinas Sosial", "Kota Palu"),
        ("CABANG DINAS PENDIDIKAN WILAYAH IX PROVINSI JAWA BARAT", "Dinas Pendidikan Wilayah IX", "Provinsi Jawa Barat"),
        ("KEJAKSAAN NEGERI KABUPATEN AGAM", "Kejaksaan Negeri", "Kabupaten Agam"),
        ("Stasiun Karantina Kelas II Kota Palu", "Stasiun Karantina Kelas II", "Kota Palu"),
    ],
)
def test_misread_numbered_and_of_the_state(text: str, name: str, region: str) -> None:
    (found,) = find_instansi(text)
    assert (found.name, str(found.wilayah), found.sure) == (name, region, True)


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("PENGADILAN NEGERI MUARA KENCANA\nLAPORAN KINERJA", "Pengadilan Negeri Muara Kencana", None),
        ("Polres Sukamaju Tahun 2020", "Kepolisian Resor Sukamaju", None),
        ("KEPOLISIAN RESOR SUKAMAJU KOTA", "Kepolisian Resor Sukamaju Kota", None),
        ("Kantor Pertanahan Kota Palu", "Kantor Pertanahan", "Kota Palu"),
        ("BPS KABUPATEN AGAM", "Badan Pusat Statistik", "Kabupaten Agam"),
        ("Loka POM di Kabupaten Agam", "Loka Pengawas Obat dan Makanan", "Kabupaten Agam"),
        ("BALAI POM DI SUKAMAJU", "Balai Pengawas Obat dan Makanan di Sukamaju", None),
        ("LEMBAGA PEMASYARAKATAN KELAS IIA SUKAMAJU", "Lembaga Pemasyarakatan Kelas IIA Sukamaju", None),
        (
            "Kanwil Kementerian Hukum dan HAM Jawa Timur",
            "Kantor Wilayah Kementerian Hukum dan Hak Asasi Manusia",
            "Provinsi Jawa Timur",
        ),
        ("INSPEKTORAT JENDERAL\nKEMENTERIAN SOSIAL\nTAHUN 2020", "Inspektorat Jenderal Kementerian Sosial", None),
        ("Kementerian Sosial Republik Indonesia melaporkan", "Kementerian Sosial", None),
        ("SATKER PJN WILAYAH II PROV. BALI", "Satuan Kerja Pjn Wilayah II", "Provinsi Bali"),
        ("POLITEKNIK NEGERI UJUNG PANDANG", "Politeknik Negeri Ujung Pandang", None),
        ("Perwakilan BPKP Provinsi Bali", "Perwakilan Badan Pengawasan Keuangan dan Pembangunan", "Provinsi Bali"),
    ],
)
def test_a_body_of_the_state_goes_on_with_any_words(text: str, name: str, region: str | None) -> None:
    (found,) = find_instansi(text)
    assert (found.name, found.wilayah and str(found.wilayah), found.of_the_state) == (name, region, True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KEMENTERIAN SOSIAL RI\nKANTOR WILAYAH PROVINSI BALI", ["Kementerian Sosial", "Kantor Wilayah Kementerian Sosial"]),
        ("DINAS SOSIAL\nKANTOR WILAYAH PROVINSI BALI", ["Dinas Sosial"]),
        ("MAHKAMAH AGUNG\nPENGADILAN AGAMA AGAM", ["Mahkamah Agung", "Pengadilan Agama Agam"]),
        ("Kementerian Sosial dan Kementerian Agama", ["Kementerian Sosial", "Kementerian Agama"]),
        ("Satuan Kerja Perangkat Daerah Dinas Sosial", ["Dinas Sosial"]),
        ("RKA KEMENTERIAN/LEMBAGA\nKEMENTERIAN NEGARA/LEMBAGA : KEMENTERIAN SOSIAL", ["Kementerian Sosial"]),
        ("RINCIAN SATKER T.A 2023", []),
        ("Fakultas Teknik Universitas Sukamaju", ["Fakultas Teknik Universitas Sukamaju"]),
    ],
)
def test_a_body_and_its_unit(text: str, names: list[str]) -> None:
    assert [found.name for found in find_instansi(text)] == names
    assert [found.over_others for found in find_instansi(text)] == [n.startswith(("Kementerian", "Mahkamah")) for n in names]


def test_letters_of_a_code_belong_to_no_name() -> None:
    assert [f.name for f in find_instansi("Renja RSUD Sukamaju E.81")] == ["Rumah Sakit Umum Daerah Sukamaju"]
    assert [f.name for f in find_instansi("Renja RSUD Sukamaju Elok")] == ["Rumah Sakit Umum Daerah Sukamaju Elok"]


def test_a_word_before_a_line_does_not_make_its_agency_none() -> None:
    assert [f.name for f in find_instansi("KENDALI BELANJA\nKECAMATAN SUKAMAJU")] == ["Kecamatan Sukamaju"]
    assert find_instansi("Kendali Belanja Kantor Pelayanan Umum") == ()


def test_a_name_of_too_many_unknown_words_is_not_sure() -> None:
    assert not find_instansi("Balai Rimba Raya Lestari Kota Palu")[0].sure
    assert find_instansi("Balai Rimba Raya Kota Palu")[0].sure


def test_bodies_of_the_state_are_told_from_those_of_a_region() -> None:
    (found,) = find_instansi("Badan Pusat Statistik Kota Palu")
    assert (found.name, str(found.wilayah), found.of_the_state) == ("Badan Pusat Statistik", "Kota Palu", True)
    (found,) = find_instansi("Badan Pendapatan Daerah Kota Palu")
    assert not found.of_the_state


@pytest.mark.parametrize(
    "text",
    [
        "Kantor Wilayah Provinsi Bali",
        "dinas teknis terkait",
        "Badan Usaha Milik Daerah",
        "Badan Pengawas Keuangan",
        "Perjalanan Dinas Luar Daerah",
        "Dinas Kesehatan Kabupaten/Kota",
        "Perlengkapan Kantor Pelayanan Umum",
        "Dinas",
        "Lembaga Pengembangan Mutu Pelatihan",  # near a whole name, and none
        "Kejaksaan dan Kepolisian",
        "Dewan Perwakilan Rakyat",
        "Kepala Dinas, Sekretaris",
        "",
        "Dinas Daerah Kabupaten Agam",
    ],
)
def test_no_agency(text: str) -> None:
    assert find_instansi(text) == ()


def test_a_list_of_agencies_is_taken_apart() -> None:
    found = find_instansi("Dinas Kesehatan, Dinas Sosial dan Badan Perencanaan Pembangunan Daerah Kota Palu")
    assert [f.name for f in found] == ["Dinas Kesehatan", "Dinas Sosial", "Badan Perencanaan Pembangunan Daerah"]
    assert [str(f.wilayah) for f in found] == ["None", "None", "Kota Palu"]


def test_the_acronym_that_a_text_explains() -> None:
    (found,) = find_instansi("Badan Pengelola Perbatasan Daerah (BPPD) Kabupaten Sambas")
    assert (found.acronym, found.abbreviated) == ("BPPD", False)


def test_spellings_of_one_agency_have_one_key() -> None:
    one = key("Dinas Koperasi dan UMKM")
    assert one == key("DINAS KOPERASI, USAHA MIKRO, KECIL DAN MENENGAH") != key("Dinas Koperasi")


def test_short_names() -> None:
    assert expand_acronym("Dinkes") == "Dinas Kesehatan"
    assert expand_acronym("laporan") is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    for found in find_instansi(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.name
