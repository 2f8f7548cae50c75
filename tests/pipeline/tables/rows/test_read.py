"""Body rows: codes, levels, what they stand under; rows that are none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import Column
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from pipeline.tables.rows.read import read_rows
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

MONEY = "Kode | Program/Kegiatan | Anggaran\n"


def rows(text: str) -> tuple[list[Any], Any]:
    table = table_of(text)
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    columns = read_columns(grid, kepala, time_of(table, kepala.judul, REPORT))
    return list(read_rows(grid, kepala, columns, kinerja=any(k.peran == "nilai" for k in columns))), columns


@pytest.mark.parametrize("text", ["JUMLAH", "Total Belanja", "Sub Total I", "J u m l a h", "Jumlah Program dan Kegiatan"])
def test_a_total(text: str) -> None:
    (_, last), _ = rows(f"{MONEY}1.02.01 | Rapat | 5.000.000\n | {text} | 5.000.000")
    assert last.total
    assert last.tingkat == "total"


def test_a_total_beside_a_name_that_only_seems_to_reach_down() -> None:
    text = "Uraian | Sumber Dana | Pagu (Rp)\nRapat | DAU | 5.000.000\n^ | {} | 5.000.000"
    view = lambda word, engine: view_of("d", "t", table_of(text.format(word), engine=engine), REPORT, HEADERS)  # noqa: E731
    assert [row.total for row in view("Jumlah Kegiatan 1.02.01", "garis-datar").baris] == [False, True]
    assert [row.total for row in view("DAK", "garis-datar").baris] == [False, False]
    assert [row.total for row in view("Jumlah", "garis").baris] == [False, False], "ruled so: the name's own"


@pytest.mark.parametrize("text", ["Jumlah Kunjungan Wisata", "Totalitas Kerja", "Penjumlahan"])
def test_a_name_that_only_begins_like_a_total(text: str) -> None:
    (_, last), _ = rows(f"{MONEY}1.02.01 | Rapat | 5.000.000\n | {text} | 5.000.000")
    assert not last.total


@pytest.mark.parametrize(
    ("text", "average"),
    [
        ("Rata-rata", True),
        ("Rata-rata capaian indikator utama", True),
        ("Rata-rata skor", True),
        ("Nilai rata-rata sasaran 1", True),
        ("Capaian rata-rata dinas", True),
        ("Rata-rata lama sekolah", False),
        ("Rata-rata nilai ujian siswa", False),
    ],
)
def test_an_average_of_the_rows_and_an_indicator_that_is_one(text: str, average: bool) -> None:
    (_, last), _ = rows(f"No | Indikator | Target | Realisasi\n1 | Nilai A | 5 | 4\n2 | {text} | 5 | 4")
    assert last.rata is average


def test_what_heads_columns_again_is_no_row_and_a_unit_of_that_name_is_one() -> None:
    body = "Nilai A | Indeks | 4\nIndikator | Satuan | 2020\nSatuan yang dibina | Satuan | 12"
    read, _ = rows(f"Indikator kinerja | Satuan | Target\n{body}")
    assert [row.indeks for row in read] == [1, 3]


def test_an_indicator_that_counts_is_no_total() -> None:
    (only,), _ = rows("Indikator | Target | Realisasi\nJumlah | 5 | 4")
    assert not only.total


def test_rows_of_column_numbers_and_repeated_headings_are_left_out_and_all_from_the_signature_on() -> None:
    found, _ = rows(
        MONEY + "1 | 2 | 3\n1.02.01 | Rapat | 5.000.000\nKode | Program/Kegiatan | Anggaran\n1.02.02 | Survei | 6.000.000\n"
        " | Kota Rekaan, 2 Januari 2022 | \n | Kepala Dinas | "
    )
    assert [b.kode for b in found] == ["1.02.01", "1.02.02"]


def test_levels_by_code_by_word_and_by_roman_numbers() -> None:
    found, _ = rows(MONEY + "1.02.01 | Rapat | 5.000.000\n1.02.01.2.01 | Survei | 3.000.000\n | Kegiatan Ukur | 1.000.000")
    assert [b.tingkat for b in found] == ["program", "kegiatan", "kegiatan"]
    found, _ = rows("No | Uraian | Anggaran\nI | Rapat | 5.000.000\n1 | Survei | 3.000.000\nII | Ukur | 1.000.000")
    assert [b.tingkat for b in found] == ["program", "kegiatan", "program"]
    found, _ = rows("No | Uraian | Anggaran\n1 | Rapat | 5.000.000\n2 | Survei | 3.000.000")
    assert [b.tingkat for b in found] == [None, None]


def test_a_row_without_a_name_continues_the_one_above() -> None:
    found, columns = rows(
        "Kode | Kegiatan | Indikator | Anggaran\n1.02.01.2.01 | Rapat | Nilai A | 5.000.000\n | | Nilai B | 6.000.000"
    )
    assert [(b.kode, b.sambung, b.name_for(columns, 3)) for b in found] == [
        ("1.02.01.2.01", False, "Rapat"),
        ("1.02.01.2.01", True, "Rapat"),
    ]


def test_a_code_that_could_not_be_read_is_not_replaced_by_the_one_above() -> None:
    found, _ = rows(MONEY + "1.02.01.2.01 | Rapat | 5.000.000\n1.0x.0y.9.9,9.9.9.9 | Survei | 6.000.000")
    assert found[1].kode is None
    assert not found[1].sambung


def test_a_label_over_all_columns_heads_the_rows_below() -> None:
    found, _ = rows(
        "No | Indikator | Target | Realisasi\nSasaran 1: Air bersih | < | < | <\n1 | Nilai A | 5 | 4\n"
        "Tujuan 2: Jalan baik | < | < | <\n2 | Nilai B | 6 | 5"
    )
    assert [(b.tingkat, b.tujuan, b.sasaran) for b in found] == [
        ("sasaran", None, "Air bersih"),
        ("sasaran", None, "Air bersih"),
        ("tujuan", "Jalan baik", None),
        ("sasaran", "Jalan baik", None),
    ]


def test_the_name_of_the_nearest_block_of_naming_columns_on_the_left() -> None:
    (only,), columns = rows(
        "Program | Indikator | Target | Satuan | Kegiatan | Anggaran\nAir | Nilai A | 5 | Orang | Rapat | 6.000.000"
    )
    assert only.name_for(columns, 5) == "Rapat"
    assert only.name_for(columns, 2) == "Air"


def test_the_code_of_a_row_is_that_of_the_name_right_before_its_figures() -> None:
    (first, second), _ = rows("""
        Kegiatan             | Rincian Output        | Pagu (Rp) | Komponen
        [2005] Tata Kelola   | [2005.EAA] Layanan    | 5.000.000 | [2005.EAA.001] Rapat
        ^                    | [2005.EAC] Pembinaan  | 7.000.000 | [2005.EAC.002] Survei
    """)
    assert (first.kode, second.kode) == ("2005.EAA", "2005.EAC")


def test_a_code_before_the_name_in_one_cell_over_both_columns() -> None:
    (_, last), _ = rows(f"{MONEY}1.02.01 | Rapat | 5.000.000\n1.02.01.2.07 Survei lapangan | < | 2.000.000")
    assert (last.kode, last.nama[0][1]) == ("1.02.01.2.07", "Survei lapangan")


def test_a_code_in_its_own_column_is_not_looked_for_in_the_name() -> None:
    (_, last), _ = rows(f"{MONEY}1.02.01 | Rapat | 5.000.000\n1.02.01.2.07 | 1.02.02 Survei | 2.000.000")
    assert last.kode == "1.02.01.2.07"


OLD = "Kode | Sub Kegiatan | Judul Lama | Indikator | Pagu (Rp)\n1.02.01.2.01.01 | Ukur lahan | | Luas A | 5.000.000\n"


def test_a_row_is_named_in_the_one_column_of_unknown_heading_where_no_other_name_stands() -> None:
    (_, below, last), columns = rows(OLD + " | | Pengujian air sungai | Titik A | 3.000.000\n | | | Titik B | 2.000.000")
    assert below.name_for(columns, 4) == last.name_for(columns, 4) == "Pengujian air sungai"
    assert (below.kode, below.sambung) == ("1.02.01.2.01.01", True), "still of the activity above"
    (_, named, _), columns = rows(OLD + " | Rapat | Pengujian air sungai | Titik A | 3.000.000\n | | | Titik B | 2.000.000")
    assert named.name_for(columns, 4) == "Rapat"
    (_, noted), columns = rows(OLD + " | | APBD | Titik A | 3.000.000")
    assert noted.name_for(columns, 4) == "Ukur lahan", "one word is no name"


def test_what_tells_a_name_more_exactly_is_a_part_of_it() -> None:
    (only,), columns = rows(f"{MONEY}1.02.01 | Alat tulis\\nSpesifikasi : Pena biru | 5.000.000")
    assert only.name_for(columns, 2) == "Alat tulis Spesifikasi : Pena biru"


def test_codes_of_no_nomenclature_hold_for_their_own_row_and_what_goes_on_below() -> None:
    text = (
        "Kode | < | Program | Indikator | Pagu (Rp)\n62 | | Tata ruang | | 9.000.000\n62 | 38 | Ukur lahan | Luas A | 5.000.000\n"
    )
    found, _ = rows(text + " | | | Luas B | 4.000.000\n | | Rapat kerja | Luas C | 1.000.000")
    assert [r.kode for r in found] == ["62", "62.38", "62.38", None]
    numbered, _ = rows(text.replace("62 | 38", " | 25"))
    assert [r.kode for r in numbered] == ["62", None], "a running number is no part of a code"


def test_beside_codes_of_a_nomenclature_others_stay_unread() -> None:
    found, _ = rows(MONEY + "1.02.01.2.01 | Rapat | 5.000.000\n16.32 | Survei | 3.000.000")
    assert found[1].kode != "16.32"


def test_the_last_part_of_a_code_that_cannot_be_completed_is_not_the_one_above() -> None:
    found, _ = rows(MONEY + "5630.951.001 | Layanan | 9.000.000\n998 | Gedung | 5.000.000\n002 | Kantor | 4.000.000")
    assert [row.kode for row in found] == ["5630.951.001", "5630.951.001.998", None]
    running, _ = rows(MONEY + "1.02.01.2.01 | Rapat | 9.000.000\n | Sewa | 5.000.000")
    assert [row.kode for row in running] == ["1.02.01.2.01"] * 2


def test_two_letters_are_a_program_where_the_next_code_goes_on_from_them() -> None:
    found, _ = rows(MONEY + "FC | Ketahanan air | 9.000.000\nFC.5036 | Bendungan | 5.000.000\nAB | Irigasi | 4.000.000")
    assert [(row.kode, row.tingkat) for row in found[:2]] == [("FC", "program"), ("FC.5036", "kegiatan")]
    assert found[2].kode is None, "of a program, not of the kegiatan above"
    found, _ = rows(
        MONEY + "DL | Vokasi | 9.000.000\n4625 | Diklat | 9.000.000\nWA | Manajemen | 4.000.000\n4629 | Kantor | 4.000.000"
    )
    assert [row.kode for row in found] == ["DL", "4625", "WA", "4629"]


def test_a_name_stands_behind_its_level() -> None:
    names = ("Program: Wisata", "Kegiatan: Rapat", "Output: Layanan", "Survei: Tahap I")
    text = MONEY + "\n".join(f" | {name} | 9.000.000" for name in names)
    found, _ = rows(text)
    told = [(row.tingkat, row.nama[0][1]) for row in found]
    assert told[:3] == [("program", "Wisata"), ("kegiatan", "Rapat"), (None, "Layanan")]
    assert told[3][1] == "Survei: Tahap I"


@pytest.mark.parametrize(
    ("cells", "sasaran"), [("Mutu naik | Nilai A", "Mutu naik"), ("1 | Nilai A", None), ("Persentase A | <", None)]
)
def test_a_sasaran_is_named_in_its_own_column_and_in_words(cells: str, sasaran: str | None) -> None:
    (row,), _ = rows(f"Sasaran | Indikator | Target\n{cells} | 80")
    assert row.sasaran == sasaran


def test_works_let_to_somebody_have_the_code_of_what_they_are_of() -> None:
    text = "Kode | Program/Kegiatan/Paket | Pagu (Rp)\n1.03.03.2.01.03 | Pembangunan SPAM | 9.000.000\n | SPAM Desa A | 5.000.000"
    found, _ = rows(text)
    assert [(row.kode, row.tingkat) for row in found] == [("1.03.03.2.01.03", "sub_kegiatan"), ("1.03.03.2.01.03", "paket")]
    other, _ = rows(text.replace("/Paket", ""))
    assert other[1].kode is None


def test_levels_on_lines_of_their_own_name_nothing() -> None:
    found, _ = rows(
        "Kode | Kegiatan/KRO/RO | Pagu (Rp)\n2371.AEA | KRO\\nKoordinasi | 5.000.000\n2371.AEA.001 | RO\\nForum | 1.000.000"
    )
    assert [row.nama[-1][1] for row in found] == ["Koordinasi", "Forum"]


def test_a_name_that_wraps_behind_its_first_word_keeps_it() -> None:
    found, _ = rows(
        "No | Program | Pagu (Rp)\n1 | Program\\nPembinaan Pasar | 5.000.000\n2 | Program\\nPenataan Kota | 1.000.000"
    )
    assert [row.nama[-1][1] for row in found] == ["Program Pembinaan Pasar", "Program Penataan Kota"]


BANDS = "Indikator | Target | Realisasi\n{} | < | <\nNaiknya mutu layanan perkantoran | < | <\nJumlah rapat | 4 | 3"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("KEGIATAN 3355: Pengelolaan Keuangan", "3355"),
        ("Kegiatan 1.02.01.2.01 Perencanaan", "1.02.01.2.01"),
        ("Kegiatan 5 Tahun Pertama Rencana", None),
        ("Kegiatan 2021 Pengelolaan Keuangan", None),
        ("Indikator 3355: Pengelolaan Keuangan", None),
    ],
)
def test_an_activity_over_all_columns_holds_for_the_sasaran_below_it(heading: str, code: str | None) -> None:
    found, _ = rows(BANDS.format(heading))
    assert found[-1].kode == code
    assert found[-1].sasaran == "Naiknya mutu layanan perkantoran"


def test_a_sasaran_below_a_coded_row_that_heads_none_is_of_its_own() -> None:
    text = "Kode | Indikator | Target | Realisasi\n1.02.01 | Nilai A | 4 | 3\nNaiknya mutu layanan perkantoran | < | < | <\n"
    found, _ = rows(f"{text} | Nilai B | 5 | 4")
    assert [row.kode for row in found] == ["1.02.01", None, None]


def test_a_labelled_sasaran_right_below_a_code_is_what_that_is_for() -> None:
    text = "Kode | Indikator | Target | Realisasi\n1.02.01 | Nilai A | 4 | 3\n{} | < | < | <\n | Nilai B | 5 | 4"
    found, _ = rows(text.format("01 SASARAN PROGRAM: Naiknya mutu layanan perkantoran"))
    assert [row.kode for row in found][-1] == "1.02.01"
    found, _ = rows(text.format("Naiknya mutu layanan perkantoran"))
    assert [row.kode for row in found][-1] is None


def test_an_indicator_of_its_program_in_the_form_of_a_sub_kegiatan() -> None:
    form = ["Sub Kegiatan : 2.07.03.2.01.0001 Pelatihan kerja"]
    for label, codes in (("Capaian Program", ["2.07.03", "2.07.03.2.01.0001"]), ("Capaian", ["2.07.03.2.01.0001"] * 2)):
        text = "Indikator | Tolok Ukur | Target\n{} | Persentase lulusan | 38 Persen\nKeluaran | Jumlah peserta | 160 Orang"
        grid = grid_of(table_of(text.format(label)))
        columns = (Column(0, "indikator"), Column(1, "indikator"), Column(2, "nilai", "target"))
        heading = read_headings(grid, HEADERS)
        assert [row.kode for row in read_rows(grid, heading, columns, kinerja=True, form=form)] == codes


@pytest.mark.parametrize(
    ("heading", "level", "sasaran"),
    [
        ("Program peningkatan sarana dan prasarana jalan raya", "program", None),
        (
            "Meningkatnya sarana dan prasarana jalan raya di kota",
            "sasaran",
            "Meningkatnya sarana dan prasarana jalan raya di kota",
        ),
    ],
)
def test_an_activity_without_its_code_over_all_columns_is_no_sasaran(heading: str, level: str, sasaran: str | None) -> None:
    found, _ = rows(
        f"No | Program/Kegiatan | Indikator | Target | Realisasi\n3 | {heading} | < | < | <\n | Rapat | Jumlah rapat | 2 | 3"
    )
    assert (found[0].tingkat, found[0].sasaran) == (level, sasaran)
    assert found[1].sasaran == sasaran


@pytest.mark.parametrize(("first", "after"), [("Rapat", None), ("Program Rapat", "Pasar tertib")])
def test_the_sasaran_of_a_kegiatan_is_not_that_of_the_next_program(first: str, after: str | None) -> None:
    found, _ = rows(
        f"""
        Sasaran | Program/Kegiatan | Indikator | Target
        Pasar tertib | {first} | Jumlah rapat | 2
        | Survei | Jumlah survei | 4
        | Program Pasar | Jumlah pasar | 5
        | Lomba | Jumlah lomba | 1
        """.replace("\n        |", "\n         |")
    )
    assert [r.sasaran for r in found] == ["Pasar tertib", "Pasar tertib", after, after]


def test_indicators_of_a_form_are_of_the_level_that_its_word_says() -> None:
    """The code alone may be of either scheme: `2.16.01.1.09`."""
    table = table_of(
        "Indikator | Tolok Ukur | Target\nCapaian Program | Sarana tersedia | 1 tahun\nHasil | Sarana terawat | 2 bulan"
    )
    form = ("Kegiatan : 2.16.01.1.09 Pemeliharaan Barang",)
    view = view_of("d", "t", table, Identity(jenis="DPA", tahun=2031), HEADERS, form=form)
    assert [(r.kode, r.tingkat) for r in view.baris] == [("2.16.01", "program"), ("2.16.01.1.09", "kegiatan")]


def test_fields_below_the_rows_of_a_form_name_none_of_them() -> None:
    text = "Keluaran Sub Kegiatan : | (Indikator) | (Target)\n^ | Laporan stok pangan | 12 Laporan\n{} | < | <"
    form = ("Sub Kegiatan : 2.09.03.2.01.04 Pemantauan",)

    def code(last: str) -> str | None:
        view = view_of("d", "t", table_of(text.format(last)), Identity(jenis="DPA", tahun=2031), HEADERS, form=form)
        return view.baris[0].kode

    assert code("Waktu Pelaksanaan : Mulai Januari sampai Desember") == "2.09.03.2.01.04"
    assert code("Kegiatan : Pengawasan mutu pangan") is None, "what follows names activities of its own"
