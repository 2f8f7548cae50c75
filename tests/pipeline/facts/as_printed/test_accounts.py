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
