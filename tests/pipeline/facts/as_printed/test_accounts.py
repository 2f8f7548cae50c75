"""Tables of accounts: their codes, the activity that they are of, and the parts of a budget's summary."""

from __future__ import annotations

from tests.pipeline.grids import table_of, understood

DPA = """Kode Rekening | Uraian | Jumlah (Rp)
5 | BELANJA DAERAH | 187.450.000
5.1 | BELANJA OPERASI | 162.450.000
5.1.02 | Belanja Barang dan Jasa | 162.450.000
5.2 | BELANJA MODAL | 25.000.000"""
ABOVE = ("Kegiatan : 2.09.03.2.01 Penyediaan Pangan Pokok", "Sub Kegiatan : 2.09.03.2.01.04 Pemantauan Stok Pangan")


def test_accounts_of_the_activity_that_stands_above_them() -> None:
    found = understood(table_of(DPA, context=ABOVE)).anggaran
    assert [f.kode_rekening for f in found] == ["5", "5.1", "5.1.02", "5.2"]
    assert {f.kode for f in found} == {"2.09.03.2.01.04"}
    assert {f.pos for f in found} == {None}, "a list of spending is no summary"


def test_activities_are_no_accounts() -> None:
    text = "Kode | Program | Pagu\n1.03.02 | Program Jalan | 90.000.000\n1.03.02.2.01 | Pemeliharaan | 90.000.000"
    found = understood(table_of(text, context=ABOVE)).anggaran
    assert [(f.kode, f.kode_rekening) for f in found] == [("1.03.02", None), ("1.03.02.2.01", None)]


def test_parts_of_a_summary() -> None:
    text = """Kode Rekening | Uraian | Anggaran | Realisasi
4 | PENDAPATAN | 60.000.000 | 52.000.000
4.1 | Pendapatan Asli Daerah | 60.000.000 | 52.000.000
5 | BELANJA | 90.000.000 | 80.000.000
5.1 | Belanja Operasi | 90.000.000 | 80.000.000
6 | PEMBIAYAAN | 30.000.000 | 30.000.000"""
    found = understood(table_of(text)).anggaran
    assert [f.pos for f in found if f.ukuran == "pagu"] == ["pendapatan", "pendapatan", "belanja", "belanja", "pembiayaan"]


FORM = """Nomor DPA : 001/2031
Program : 2.09.03 PROGRAM PANGAN
Kegiatan : 2.09.03.2.01 Penyediaan Pangan Pokok
Organisasi : 2.09.0.00.0.00.01.00 DINAS PANGAN"""
SUB = "Lokasi : Kota\n2.09.03.2.01.04 Pemantauan\\nSub Kegiatan :\\nStok Pangan"
OUTPUTS = "Keluaran Sub Kegiatan : | Indikator | Target\n^ | Laporan stok pangan | 12 Laporan"
SUMS = "\nJumlah Anggaran Sub Kegiatan: | < | 187.450.000\nJumlah Total Anggaran Kegiatan: | < | 187.450.000"


def test_the_fields_of_a_form_name_the_activity_of_what_stands_below_them() -> None:
    found = understood(table_of(FORM), table_of(SUB), table_of(OUTPUTS), table_of(DPA + SUMS))
    assert [(f.kode, f.nilai) for f in found.kinerja] == [("2.09.03.2.01.04", 12)]
    assert [f.kode for f in found.anggaran] == ["2.09.03.2.01.04"] * 5 + ["2.09.03.2.01"]
    assert [f.uraian for f in found.anggaran][-2:] == ["Jumlah Anggaran Sub Kegiatan", "Jumlah Total Anggaran Kegiatan"]


def test_a_form_is_of_no_table_two_pages_on_but_a_list_of_accounts_goes_on() -> None:
    first, second, apart = (table_of(DPA, page=page) for page in (2, 3, 5))
    found = understood(table_of(FORM), first, second, apart).anggaran
    assert {(f.halaman, f.kode) for f in found} == {(2, "2.09.03.2.01"), (3, "2.09.03.2.01"), (5, None)}


def test_a_table_with_names_of_its_own_is_not_of_the_form_above() -> None:
    found = understood(table_of(FORM), table_of("Program | Indikator | Target\nProgram Lain | Nilai A | 80")).kinerja
    assert [f.kode for f in found] == [None]
