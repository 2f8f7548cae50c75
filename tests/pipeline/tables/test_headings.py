"""Where headings end and what stands above a column."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.headings import read_headings
from tests.pipeline.grids import HEADERS, table_of


def test_four_levels_with_spans_and_a_number_row() -> None:
    table = table_of("""
        Program | Target Kinerja dan Kerangka Pendanaan | < | <    | <
        ^       | Tahun 2023                            | < | Kondisi Akhir | <
        ^       | Target                                | Rp | Target | Rp
        1       | 2                                     | 3  | 4      | 5
        Program A | 5 Paket                             | 1.000.000 | 9 Paket | 2.000.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 4
    assert [r.teks for r in kepala.jalur[4]] == ["Target Kinerja dan Kerangka Pendanaan", "Kondisi Akhir", "Rp"]


def test_five_roman_numbers_under_a_group_count_years_and_four_quarters() -> None:
    text = "Indikator | Target | < | < | < | {}\n^ | I | II | III | IV | {}\nNilai A | 1 | 2 | 3 | 4 | 5"
    years = read_headings(grid_of(table_of(text.format("<", "V"))), HEADERS).jalur
    quarters = read_headings(grid_of(table_of(text.format("Target Akhir", "^"))), HEADERS).jalur
    assert [path[-1].tahun_ke for path in years[1:]] == [1, 2, 3, 4, 5]
    assert [path[-1].triwulan for path in years[1:]] == [None] * 5
    assert [path[-1].triwulan for path in quarters[1:5]] == [1, 2, 3, 4]


def test_years_with_their_count_before_them_are_a_heading() -> None:
    text = "No | Sasaran | Indikator | T1 ({}) | T2 ({}) | T3 ({})\n1 | Mutu naik | Nilai | 60 | 70 | 80"
    kepala = read_headings(grid_of(table_of(text.format(2021, 2022, 2023))), HEADERS)
    assert kepala.akhir == 1
    assert [path[-1].tahun for path in kepala.jalur[3:]] == [(2021,), (2022,), (2023,)]
    assert HEADERS.read("T1 (2021)").cakupan == 1.0
    assert HEADERS.read("Tipe 1 (2021)").cakupan < 1.0


def test_groups_are_inferred_where_spans_were_not_seen() -> None:
    table = table_of("""
        Indikator | 2021   |           | 2022   |
                  | Target | Realisasi | Target | Realisasi
        Nilai A   | 1      | 2         | 3      | 4
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 2
    assert [r.teks for r in kepala.jalur[2]] == ["2021", "Realisasi"]


def test_a_title_inside_the_frame_is_no_heading() -> None:
    table = table_of("""
        PERJANJIAN KINERJA TAHUN 2021 | <         | <
        Sasaran                       | Indikator | Target
        Mutu naik                     | Nilai     | 80
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert (kepala.awal, kepala.akhir, kepala.judul) == (1, 2, ("PERJANJIAN KINERJA TAHUN 2021",))


def test_a_body_of_words_is_no_heading() -> None:
    table = table_of("""
        Sasaran | Indikator Kinerja Utama | Formulasi
        1. Naiknya mutu layanan | 1. Persentase layanan baik (satuan %) | Jumlah layanan baik dibagi seluruh layanan
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 1


def test_figures_without_a_heading() -> None:
    assert read_headings(grid_of(table_of("1 | Rapat | 5.000.000\n2 | Survei | 7.000.000")), HEADERS).akhir == 0


def test_a_figure_where_no_belongs_heads_the_numbers_of_rows() -> None:
    text = "1 | Indikator | Target | Realisasi\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41"
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == 1


@pytest.mark.parametrize(
    "text",
    [
        "1 | Indikator | Target | Realisasi\n5 | Nilai A | 50 | 40\n7 | Nilai B | 51 | 41",
        "1 | Indikator | Target | 75\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41",
        "1 | Indikator | Target\n1 | Nilai A | 50\n2 | Nilai B | 51",
        "1 | Rapat | Survei | Pasar\n1 | Nilai A | 50 | 40\n2 | Nilai B | 51 | 41",
    ],
    ids=["no numbers of rows", "a figure among the names", "too few names", "names of no heading"],
)
def test_a_row_that_a_figure_opens_is_no_heading(text: str) -> None:
    assert read_headings(grid_of(table_of(text)), HEADERS).akhir == 0


def test_a_row_of_months_is_a_heading_and_a_row_that_a_month_names_is_none() -> None:
    heading = "Indikator | Januari | Februari | Maret\nNilai A | 50 | 40 | 30"
    assert read_headings(grid_of(table_of(heading)), HEADERS).akhir == 1
    body = "Bulan | Target | Realisasi\nJanuari | 50 | 40\nFebruari | 51 | 41"
    assert read_headings(grid_of(table_of(body)), HEADERS).akhir == 1


def test_a_speck_beside_the_word_of_a_heading_hides_it_not() -> None:
    assert read_headings(grid_of(table_of("Kegiatan | 1\\nANGGARAN\nPelatihan operator | 250.000")), HEADERS).akhir == 1


@pytest.mark.parametrize("text", ["2 Kegiatan", "Rp 500.000", "1.500 Orang"])
def test_a_quantity_in_the_place_of_a_heading_is_no_heading(text: str) -> None:
    assert read_headings(grid_of(table_of(f"Kegiatan | {text}\nPelatihan operator | 250.000")), HEADERS).akhir == 0


@pytest.mark.parametrize("leaves", ["K | Rp", "Kinerja | Anggaran", "Fisik | Keuangan", "Vol | Rp.", "Target (K) | Rp (Rp)"])
def test_leaves_of_quantity_and_money_behind_the_row_of_numbers(leaves: str) -> None:
    table = table_of(f"""
        No | Program   | Target Renstra | <  | Realisasi 2023 | <
        1  | 2         | 3              | <  | 4              | <
           |           | {leaves} | {leaves}
        1  | Program A | 90             | 900.000 | 50        | 400.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 3
    assert [r.teks for r in kepala.jalur[3]] == ["Target Renstra", leaves.split(" | ")[1]]


def test_leaves_of_quantity_and_money_beside_marks_of_other_matter() -> None:
    table = table_of("""
        No | Program   | Target | <       | Realisasi | <       | Ket | <
        ^  | ^         | K      | Rp      | K         | Rp      | 5t  | R
        1  | Program A | 90     | 900.000 | 50        | 400.000 | T   |
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 2


@pytest.mark.parametrize("cells", ["Ada | 5t | Ada | 5t", "Rp | Rp | Rp | Rp", "K | Rp | - | -", "90 | 5.000 | 90 | 5.000"])
def test_a_row_of_the_body_under_groups_is_no_heading(cells: str) -> None:
    table = table_of(f"""
        No | Program   | Target | < | Realisasi | <
        1  | 2         | 3      | < | 4         | <
        1  | Program A | {cells}
    """)
    assert read_headings(grid_of(table), HEADERS).akhir == 2


def test_years_counted_beside_words_under_another_group() -> None:
    table = table_of("""
        Uraian | Anggaran Pada Tahun Ke- | <   | Rata-rata Pertumbuhan | <
        ^      | 1                       | 2   | Anggaran              | Realisasi
        (1)    | (2)                     | (3) | (4)                   | (5)
        Rapat  | 5.000                   | 6.000 | 3                   | 4
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert kepala.akhir == 3
    assert [r.tahun_ke for r in kepala.jalur[2]] == [None, 2]


def test_figures_under_other_groups_count_no_years() -> None:
    table = table_of("""
        Uraian | Anggaran Pada Tahun Ke- | < | Jumlah Pegawai | <
        ^      | 1                       | 2 | 3              | 4
        Rapat  | 5                       | 6 | 3              | 4
    """)
    assert all(r.tahun_ke is None for path in read_headings(grid_of(table), HEADERS).jalur for r in path)


@pytest.mark.parametrize(
    ("heads", "relative", "counted"),
    [
        ("Tahun-1 | Tahun N | Tahun+1", [-1, 0, 1], [None, None, None]),
        ("TAHUN -1 | TAHUN (N) | TAHUN + 1", [-1, 0, 1], [None, None, None]),
        ("Tahun-1 | Tahun-2 | Tahun-3", [None, None, None], [1, 2, 3]),
    ],
)
def test_years_before_and_after_this_one(heads: str, relative: list[int | None], counted: list[int | None]) -> None:
    table = table_of(f"Uraian | Pagu | < | <\n^ | {heads}\nRapat | 5.000 | 6.000 | 7.000")
    leaves = [path[-1] for path in read_headings(grid_of(table), HEADERS).jalur[1:]]
    assert [r.tahun_relatif for r in leaves] == relative
    assert [r.tahun_ke for r in leaves] == counted


def test_bare_numbers_under_quarters_count_these_and_leaves_behind_the_column_numbers_follow() -> None:
    kepala = read_headings(
        grid_of(
            table_of("""
        No | Indikator | Realisasi Kinerja pada Triwulan (Rp) | < | < | < | < | < | < | <
        ^  | ^         | 1 | < | 2 | < | 3 | < | 4 | <
        1  | 2         | 3 | < | 4 | < | 5 | < | 6 | <
        ^  | ^         | K | Rp | K | Rp | K | Rp | K | Rp
        1  | Jumlah patroli | 9 kali | 1.000.000 | 8 kali | 1.000.000 | 7 kali | 1.000.000 | 9 kali | 1.000.000
    """)
        ),
        HEADERS,
    )
    assert kepala.akhir == 4
    assert [path[-2].triwulan for path in kepala.jalur[2:]] == [1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize("group", ["Realisasi", "Jumlah Kegiatan pada Triwulan I"])
def test_bare_numbers_under_other_groups_are_column_numbers(group: str) -> None:
    table = table_of(f"""
        Indikator | {group} | < | < | <
        Indikator | 1 | 2 | 3 | 4
        Nilai A   | 5 | 6 | 7 | 8
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert all(r.triwulan != n for n, path in enumerate(kepala.jalur[2:], start=2) for r in path)


def test_a_field_above_the_heading_is_none_of_its_rows() -> None:
    text = """
        Sasaran | {} | < | < | < | <
        No | Indikator | Target 2026 | Triwulan II | < | Capaian
        ^  | ^         | ^           | Target | Realisasi | ^
        1  | Nilai A   | 100         | 50     | 40        | 80
    """
    kepala = read_headings(grid_of(table_of(text.format(": Mutu data naik"))), HEADERS)
    assert (kepala.awal, kepala.akhir, kepala.judul) == (1, 3, ("Sasaran : Mutu data naik",))
    beside = read_headings(grid_of(table_of(text.format("Mutu data naik"))), HEADERS)
    assert beside.awal == 0, "two names without a colon may head columns"


@pytest.mark.parametrize(("leaves", "parted"), [("Vol | Pagu | Vol | Pagu", True), ("Vol | Pagu | Merk | Pagu", False)])
def test_groups_that_are_parted_alike_begin_a_heading_whatever_they_say(leaves: str, parted: bool) -> None:
    table = table_of(f"""
        D.2 Aset teknologi | < | < | < | < | < | <
        NO | URAIAN | RKBMN (Unit) | ALOKASI PERAWATAN | < | ALOKASI PENGADAAN | <
        ^  | ^      | ^            | {leaves}
        1  | Gawai  | 86           | 80 | Rp51.600.000 | 14 | Rp196.000.000
    """)
    kepala = read_headings(grid_of(table), HEADERS)
    assert ((kepala.awal, kepala.akhir) == (1, 3)) is parted


@pytest.mark.parametrize(("last", "month"), [("12", 12), ("13", None)])
def test_twelve_numbers_under_one_group_count_months(last: str, month: int | None) -> None:
    numbers = " | ".join([*map(str, range(1, 12)), last])
    heads = f"Indikator | Target | Realisasi |{' < |' * 12} Capaian\n^ | ^ | {numbers} | Jumlah | ^"
    text = f"{heads}\nNilai A | 3 |{' 1 |' * 12} 12 | 400"
    path = read_headings(grid_of(table_of(text)), HEADERS).jalur[13]
    assert (path[-1].bulan if path else None) == month


def test_letters_for_target_and_realisasi_over_other_leaves() -> None:
    table = table_of(
        """
        Kegiatan | Fisik | < | Keuangan | < | < | <
        ^        | T | {} | T | < | {} | <
        ^        | % | % | Rp | % | Rp | %
        Rapat    | 50 | 48 | 50.000.000 | 50 | 45.000.000 | 45
    """.replace("{}", "R")
    )
    path = read_headings(grid_of(table), HEADERS).jalur[5]
    assert [r.teks for r in path] == ["Keuangan", "Realisasi", "Rp"]


@pytest.mark.parametrize(("first", "end"), [("1 Thn", 2), ("25 Org", 2), ("TW V", 2)])
def test_four_quarters_head_columns_beside_the_whole_year(first: str, end: int) -> None:
    text = f"Kegiatan | Indikator | Target Kinerja | < | < | < | <\n^ | ^ | {first} | TW I | TW II | TW III | TW IV"
    kepala = read_headings(grid_of(table_of(f"{text}\nRapat | Jumlah | 12 Dok | 3 Dok | 3 Dok | 3 Dok | 3 Dok")), HEADERS)
    assert kepala.akhir == end


def test_the_share_of_what_was_reached_beside_letters_for_target_and_realisasi() -> None:
    text = "Indikator | Tahun 2021 | < | <\n^ | T | {} | % C\nNilai A | 80 | 88 | 110"
    path = read_headings(grid_of(table_of(text.format("R"))), HEADERS).jalur[3]
    assert path[-1].names("ukuran") == ("capaian",)
    alone = read_headings(grid_of(table_of(text.format("Realisasi"))), HEADERS).jalur[3]
    assert not any(reading.names("ukuran") for reading in alone), "a letter alone says nothing"
