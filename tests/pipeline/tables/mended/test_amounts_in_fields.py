"""Amounts in the fields of a form, and fields that hold none or are of no activity."""

from __future__ import annotations

import pytest

from pipeline.identity.identify import Identity
from pipeline.tables.grid import grid_of
from pipeline.tables.mended.amounts_in_fields import amounts_in_fields
from tests.pipeline.grids import HEADERS, table_of, understood

DPA = Identity(jenis="DPA", instansi="Dinas Contoh Kota Rekaan", tahun=2031)
FORM = r"""
    Program : 2.19.03 PROGRAM PEMBINAAN LADANG
    2.19.03.2.01 Penyediaan Bibit Kopi Rakyat\nKegiatan :\ndi Ladang Tinggi
    Organisasi : 2.19.2.21.2.20.04.00 DINAS CONTOH
    Alokasi Tahun 2030 : Rp0 (nol rupiah)
    Rp108.853.250 (seratus delapan juta delapan ratus lima puluh tiga ribu dua ratus\nAlokasi Tahun 2031 :\nlima puluh rupiah)
    Alokasi Tahun 2032 : Rp120.000.000 (seratus dua puluh juta rupiah)
"""
CELLS = """
    Kegiatan     | : | 2.19.03.2.01- Penyediaan Bibit Kopi Rakyat
    Lokasi       | : | Kota Rekaan
    {} | : | Rp90.000.000
    {}   | : | Rp 96.500.000,00 (sembilan puluh enam juta lima ratus ribu rupiah)
    {} | : | Rp100.000.000
"""


def test_the_budgets_of_a_form_are_of_its_activity_and_keep_their_places() -> None:
    result = understood(table_of(FORM), identity=DPA)
    name = "Penyediaan Bibit Kopi Rakyat di Ladang Tinggi"
    assert [(f.kode, f.tingkat, f.uraian, f.tahun, f.ukuran, f.nilai, f.baris, f.kolom) for f in result.anggaran] == [
        ("2.19.03.2.01", "kegiatan", name, 2030, "pagu", 0, 3, 0),
        ("2.19.03.2.01", "kegiatan", name, 2031, "pagu", 108_853_250, 4, 0),
        ("2.19.03.2.01", "kegiatan", name, 2032, "prakiraan_maju", 120_000_000, 5, 0),
    ]
    assert {f.status_nilai for f in result.anggaran} == {"pasti"}
    assert len({f.anggaran_id for f in result.anggaran}) == 3
    (table,) = result.tabel
    assert (table.jenis, table.jumlah_baris, table.jumlah_kolom) == ("anggaran_program", 6, 1)
    assert any("amounts_in_fields" in step for step in table.langkah)


@pytest.mark.parametrize(
    "names",
    [
        ("Alokasi Tahun 2030", "Alokasi Tahun 2031", "Alokasi Tahun 2032"),
        ("Jumlah Tahun n-1", "Jumlah Tahun n", "Jumlah Tahun n+1"),
    ],
)  # fmt: skip
def test_fields_in_cells_of_their_own_and_years_told_from_the_documents(names: tuple[str, ...]) -> None:
    result = understood(table_of(CELLS.format(*names)), identity=DPA)
    assert [(f.kode, f.tahun, f.ukuran, f.nilai, f.baris, f.kolom) for f in result.anggaran] == [
        ("2.19.03.2.01", 2030, "pagu", 90_000_000, 2, 2),
        ("2.19.03.2.01", 2031, "pagu", 96_500_000, 3, 2),
        ("2.19.03.2.01", 2032, "prakiraan_maju", 100_000_000, 4, 2),
    ]


def test_the_fields_of_a_form_in_one_cell() -> None:
    lines = (
        "Kegiatan : 2.19.03.2.01 Penyediaan Bibit",
        "Lokasi : Kota",
        "Alokasi Tahun 2030 : Rp0",
        "Alokasi Tahun 2031 : Rp90.000",
    )
    (first, second) = understood(table_of("\\n".join(lines) + "\nKeterangan : -"), identity=DPA).anggaran
    assert [(f.kode, f.uraian, f.tahun, f.nilai) for f in (first, second)] == [
        ("2.19.03.2.01", "Penyediaan Bibit", 2030, 0),
        ("2.19.03.2.01", "Penyediaan Bibit", 2031, 90_000),
    ]
    assert first.anggaran_id != second.anggaran_id


def test_the_activity_may_stand_in_a_form_above() -> None:
    above = table_of("Kegiatan : 2.19.03.2.01 Penyediaan Bibit")
    result = understood(above, table_of("Lokasi : Kota Rekaan\nPagu Anggaran 2031 : Rp96.500.000"), identity=DPA)
    assert [(f.kode, f.uraian, f.tahun, f.nilai, f.baris, f.kolom) for f in result.anggaran] == [
        ("2.19.03.2.01", "Penyediaan Bibit", 2031, 96_500_000, 1, 0)
    ]


def test_a_second_reader_at_odds_makes_an_amount_doubtful() -> None:
    second = {(2, 2): "Rp90.000.000", (3, 2): "Rp 96.800.000,00 (sembilan", (4, 2): "Rp100.000.000"}
    table = table_of(CELLS.format("Alokasi Tahun 2030", "Alokasi Tahun 2031", "Alokasi Tahun 2032"), second=second, from_ocr=True)
    assert [f.status_nilai for f in understood(table, identity=DPA).anggaran] == ["pasti", "ragu", "pasti"]


@pytest.mark.parametrize(
    "text",
    [
        FORM.replace("2.19.03.2.01 ", "").replace("2.19.03 ", ""),  # no activity has a code
        FORM.replace("Rp", ""),  # no amounts
        FORM.replace("Alokasi", "Aset"),  # of no budget
        FORM.replace("Tahun 2030", "").replace("Tahun 2031", "").replace("Tahun 2032", ""),  # sums, perhaps of a list above
        FORM.replace("(nol", "2 paket (nol").replace("(ser", "3 paket (ser").replace("(seratus dua", "1 paket ("),  # of more
        "\n".join(reversed(FORM.strip().splitlines())),  # all above the activity
    ],
)
def test_fields_that_are_left_as_they_are(text: str) -> None:
    assert amounts_in_fields(grid_of(table_of(text)), (), HEADERS, 2031) is None
