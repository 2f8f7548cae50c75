"""Names that wrap in tables without ruling lines, and values stacked beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.stacked import align, items_beside, items_of, value_lines
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.mended.wrapped_rows import with_rows_joined
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, REPORT, anggaran, table_of, understood


def test_a_wrapped_name_is_one_row_where_rows_are_numbered() -> None:
    result = understood(
        table_of(
            """
        No. | Program | Anggaran
        1. | Program Pembangunan | Rp. 47.000.000
           | Jembatan dan Dermaga |
        2. | Program Pelayanan | Rp. 13.000.000
           | Angkutan |
    """,
            engine="tanpa-garis",
        )
    )
    assert [(n, v) for n, *_, v in anggaran(result)] == [
        ("Program Pembangunan Jembatan dan Dermaga", 47e6),
        ("Program Pelayanan Angkutan", 13e6),
    ]


@pytest.mark.parametrize("rest", ["Pulau Luar", "Jumlah Pulau"])  # the latter begins like a total and is none
def test_names_that_all_begin_alike_tell_the_rest_of_one(rest: str) -> None:
    text = f"""
        Program | Anggaran
        Program Kapal Rakyat | Rp 7.000.000
        {rest} |
        Program Pasar | Rp 3.000.000
        Program Garam | Rp 2.000.000
        Total | Rp 12.000.000
    """
    table = table_of(text, engine="tanpa-garis")
    tops = (100, 130, 148, 168, 190, 212)  # the rest of a name stands hardly nearer to it than to the next
    cells = tuple(replace(c, bbox=c.bbox._replace(y0=tops[c.row], y1=tops[c.row] + 12)) for c in table.cells)
    found = understood(replace(table, cells=cells))
    assert [n for n, *_ in anggaran(found)] == [f"Program Kapal Rakyat {rest}", "Program Pasar", "Program Garam", "Total"]


def test_words_that_slipped_into_the_numbers_column() -> None:
    result = understood(
        table_of(
            """
        No. | Kegiatan | Anggaran
        1. Workshop | Penguatan Literasi | Rp 165.000.000
        2. Rapat | Koordinasi | Rp 19.000.000
    """,
            engine="tanpa-garis",
        )
    )
    assert [n for n, *_ in anggaran(result)] == ["Workshop Penguatan Literasi", "Rapat Koordinasi"]


def test_figures_on_the_middle_line_of_a_numbered_row() -> None:
    result = understood(
        table_of(
            """
        No. | Program | Anggaran
        1. | Program Pembinaan |
           | dan Pengembangan | Rp. 5.000.000
           | Usaha |
        2. | Program Lain | Rp. 6.000.000
    """,
            engine="tanpa-garis",
        )
    )
    assert [(n, v) for n, *_, v in anggaran(result)] == [("Program Pembinaan dan Pengembangan Usaha", 5e6), ("Program Lain", 6e6)]


def test_rows_of_a_ruled_table_are_left_alone() -> None:
    result = understood(
        table_of("""
        No. | Program | Anggaran
        1. | Program A | Rp. 5.000.000
           | catatan kecil |
        2. | Program B | Rp. 6.000.000
    """)
    )
    assert [n for n, *_ in anggaran(result)] == ["Program A", "Program B"]


def test_values_on_the_heights_of_names() -> None:
    table = table_of(r"Indikator | Target" "\n" r"Cakupan air\nlimbah\nDokumen hasil\nrapat | x")
    names = table.cells[2]
    values = ((("67%"), names.line_tops[0]), ("1 Dokumen", names.line_tops[2]))
    items = items_beside(names, values)
    assert items is not None
    assert [t for t, _ in items] == ["Cakupan air limbah", "Dokumen hasil rapat"]


def test_neighbouring_lines_alone_do_not_part_a_name() -> None:
    table = table_of(r"Indikator | Target" "\n" r"Terbitnya sertifikat di\nKabupaten / Kota | 66 Orang\n450 Orang")
    names, figures = table.cells[2], table.cells[3]
    assert items_beside(names, value_lines(figures)) is None


def test_neighbouring_lines_with_a_unit_each_on_their_heights_are_rows() -> None:
    row = r"Produksi beras\nProduksi jagung\nTanaman hias | Ton\nTon\n{} | 512.550\n130.238\n145.905"
    for last, several in (("Tangkai", True), ("", False), ("dari kebun", False)):
        names, units, figures = table_of("Indikator | Satuan | Realisasi\n" + row.format(last)).cells[3:]
        items = items_beside(names, value_lines(figures), value_lines(units))
        assert (items is not None and len(items) == 3) == several, last


def test_as_many_values_as_items_pair_in_order() -> None:
    cell = table_of(r"a) Omset naik\nb) Aset naik").cells[0]
    assert [t for t, _ in items_of(cell)] == ["Omset naik", "Aset naik"]
    assert align((("1", None), ("2", None)), (("a", None), ("b", None))) == (0, 1)
    assert align((("1", None),), (("a", None), ("b", None))) is None


def test_the_last_digits_of_a_code_go_back_to_it() -> None:
    result = understood(
        table_of(
            """
            Kode | Program | Pagu (Rp) | Realisasi (Rp) | %
            3.25.02 | Program Perikanan | 1.601.053.436 | 1.430.116.512 | 89,32
            3.25.02.2.01. | Penyediaan Prasarana | 869.212.555 | 768.002.565 | 88,36
            01 | Tangkap | | |
            3.25.02.2.01. | Penjaminan Ketersediaan | 731.840.881 | 662.113.947 | 90,47
            02 | Perikanan | | |
            """,
            engine="tanpa-garis",
        )
    )
    assert [(f.kode, f.uraian) for f in result.anggaran if f.ukuran == "pagu"] == [
        ("3.25.02", "Program Perikanan"),
        ("3.25.02.2.01.01", "Penyediaan Prasarana Tangkap"),
        ("3.25.02.2.01.02", "Penjaminan Ketersediaan Perikanan"),
    ]


def test_a_predicate_over_its_figure_is_one_value() -> None:
    cells = [table_of(f"{text}\n9").cells[0] for text in ("B\\n(69,39)", "BB /\\n74,03", "74,03\\n(BB)", "B\\n69,39")]
    assert [len(value_lines(cell)) for cell in cells] == [1, 1, 1, 2]


def test_an_amount_whose_code_and_name_are_printed_over_each_other_is_doubtful() -> None:
    result = understood(
        table_of("""
        Kode | Kegiatan | Anggaran
        1.05.04.2.01.01 | Pengadaan Kendaraan | 165.000.000
        1.05.04.2.01.P0e2n.gadaan | Mebel | 19.000.000
    """)
    )
    assert [(a.nilai, a.status_nilai) for a in result.anggaran] == [(165e6, "pasti"), (19e6, "ragu")]


@pytest.mark.parametrize(
    ("name", "next_line", "joined"),
    [
        ("Penyediaan jasa dan", "Peralatan kantor", True),  # a word that hangs
        ("Penyediaan jasa", "peralatan kantor", True),  # a small letter goes on
        ("Penyediaan jasa", "Peralatan kantor", False),
    ],
)
def test_words_alone_below_a_row_go_back_to_it_only_where_something_binds_them(name: str, next_line: str, joined: bool) -> None:
    table = table_of(f"Program | Anggaran\n{name} | 5.000.000\n{next_line} |\nRapat | 6.000.000", engine="tanpa-garis")
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    columns = read_columns(grid, kepala, time_of(table, kepala.judul, REPORT))
    found = with_rows_joined(grid, kepala.akhir, columns)
    assert (found.text(2, 0) == "") is joined
    assert (next_line in found.text(1, 0)) is joined
    assert found.rows == grid.rows, "every place keeps its row"


@pytest.mark.parametrize("name", ["Sasaran 2: Mutu naik | ", "Mutu layanan naik | <"])
def test_the_name_of_the_rows_below_is_no_rest_of_the_row_above(name: str) -> None:
    head = "No | Indikator | Satuan | Target\n1 | Nilai A | nilai | 80"
    text = f"{head}\n | {name} | \n2 | Nilai B | nilai | 70\n3 | Nilai C | nilai | 60"
    found = understood(table_of(text, engine="garis-datar")).kinerja
    assert [f.indikator for f in found] == ["Nilai A", "Nilai B", "Nilai C"]


@pytest.mark.parametrize(("gap", "names"), [(0.0, 6), (2.0, 5)], ids=["cells that touch", "lines of one paragraph"])
def test_cells_that_touch_do_not_tell_how_near_their_texts_are(gap: float, names: int) -> None:
    rows = ["Belanja Pegawai | 700", "Belanja Barang | 300", "Belanja Modal | 200", "PNBP/BLU |", "Belanja Hibah | 100"]
    table = table_of("\n".join(["Uraian | Anggaran (Rp juta)", *rows, "Belanja Sosial | 50"]), engine="garis-datar")
    shrunk = [replace(c, bbox=c.bbox._replace(y1=c.bbox.y1 - gap)) for c in table.cells]
    grid = grid_of(replace(table, cells=tuple(shrunk)))
    kepala = read_headings(grid, HEADERS)
    columns = read_columns(grid, kepala, time_of(table, kepala.judul, REPORT))
    joined = with_rows_joined(grid, kepala.akhir, columns)
    assert sum(bool(joined.text(row, 0)) for row in range(kepala.akhir, joined.rows)) == names


def test_what_heads_a_list_waits_for_no_figures() -> None:
    text = "No | Indikator | Realisasi\n1. | Jumlah produksi{} | \n | a) Padi | 97,5\n | b) Jagung | 12,5\n2. | Luas lahan | 7,5"
    names = {f.indikator for f in understood(table_of(text.format(" :"), engine="garis-datar")).kinerja}
    assert names == {"Jumlah produksi : Padi", "Jumlah produksi : Jagung", "Luas lahan"}
    names = {f.indikator for f in understood(table_of(text.format(""), engine="garis-datar")).kinerja}
    assert "Jumlah produksi : Padi" not in names


@pytest.mark.parametrize(("band", "joined"), [("SK 3. Tersedianya dukungan", False), ("dan radiosonde", True)])
def test_what_marks_a_sasaran_in_the_column_of_numbers_is_no_rest_of_a_name(band: str, joined: bool) -> None:
    text = f"""
        No | Indikator Kinerja | Target | Realisasi
        1 | Persentase akurasi | 88 | 86,4
        2 | Persentase pengamatan | 95 | 92,20
        {band} | < | |
        3 | Nilai survei | 3,40 | 3,38
    """
    names = {f.indikator for f in understood(table_of(text, engine="garis-datar")).kinerja}
    assert ("Persentase pengamatan" in names) is not joined


@pytest.mark.parametrize(("top", "expected"), [(154, "Program Pasar Rakyat"), (162, "Program Pasar")])
def test_cells_that_share_an_edge_tell_by_the_pitch_of_their_lines(top: int, expected: str) -> None:
    text = """
        Program | Anggaran
        Program Kapal\\nNelayan | Rp 7.000.000
        Program Pasar | Rp 3.000.000
        Rakyat |
        Program Garam | Rp 2.000.000
    """
    tops = {0: (100.0,), 1: (116.0, 128.0), 2: (142.0,), 3: (float(top),), 4: (176.0,)}
    edges = (98, 114, 140, 152, 172, 190)
    table = table_of(text, engine="tanpa-garis")
    cells = tuple(
        replace(c, bbox=c.bbox._replace(y0=edges[c.row], y1=edges[c.row + 1]), line_tops=tops[c.row] if c.column == 0 else ())
        for c in table.cells
    )
    found = [name for name, *_ in anggaran(understood(replace(table, cells=cells)))]
    assert found == ["Program Kapal Nelayan", expected, "Program Garam"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Meningkatnya mutu pangan segar", ["Jumlah desa rawan pangan", "Persentase sampel aman"]),
        ("dan rawan gizi", ["Jumlah desa rawan pangan dan rawan gizi", "Persentase sampel aman"]),
    ],
)
def test_an_aim_between_numbered_rows_is_no_rest_of_a_name(line: str, names: list[str]) -> None:
    rows = ["1 | Jumlah desa rawan pangan | 14 | 15", f" | {line} | | ", "2 | Persentase sampel aman | 88 | 90"]
    table = table_of("\n".join(["No | Indikator Kinerja | Target | Realisasi", *rows]), engine="tanpa-garis")
    grid = grid_of(table)
    heads = read_headings(grid, HEADERS)
    columns = read_columns(grid, heads, time_of(table, (), REPORT))
    joined = with_rows_joined(grid, heads.akhir, columns)
    assert [" ".join(joined.text(row, 1).split()) for row in (1, 3)] == names
