"""Rows of a body with column borders alone: the heights of the texts tell them."""

from __future__ import annotations

from dataclasses import replace

from extractors.layout.blocks import column_block
from extractors.model import Word
from extractors.rows.by_gaps import is_codes
from extractors.rows.by_heights import AlignedRows, aligned_rows
from tests.extractors.words import words as put

LINE = 10.0
BORDERS = (0.0, 100.0, 300.0, 400.0, 500.0)
NAMES = (
    ("Produksi perikanan", "tangkap"),
    ("Luas kawasan",),
    ("Jumlah unit pengolahan", "ikan yang", "bersertifikat"),
    ("Nilai tukar",),
)


def body(place: float, merged: tuple[tuple[str, int], ...]) -> list[Word]:
    """Lines without any gap between rows; `place` 0 sets the figures at the top of a row, 0.5 in the middle, 1 at its foot.
    `merged` are the texts of the first column and how many rows each is beside."""
    words: list[Word] = []
    top = 50.0
    tops = []
    for n, name in enumerate(NAMES):
        tops.append(top)
        for k, line in enumerate(name):
            words += put(line, 105, top + LINE * k)
        at = top + place * LINE * (len(name) - 1)
        words += put(f"1{n},50", 310, at) + put(f"2{n},75", 410, at)
        top += LINE * len(name)
    tops.append(top)
    row = 0
    for text, rows in merged:
        room = tops[row + rows] - tops[row] - LINE
        words += put(text, 5, tops[row] + place * room)
        row += rows
    return words


def test_rows_set_in_the_middle_beside_merged_cells() -> None:
    assert aligned_rows(column_block(body(0.5, (("Meningkatnya produksi", 3), ("Kesejahteraan", 1))), BORDERS)) == AlignedRows(
        (70.0, 80.0, 110.0), {0: ((0, 2), (3, 3))}
    )


def test_rows_set_at_the_top_and_at_the_foot() -> None:
    for place in (0.0, 1.0):
        rows = aligned_rows(column_block(body(place, (("Meningkatnya produksi", 3), ("Kesejahteraan", 1))), BORDERS))
        assert rows is not None
        assert rows.edges == (70.0, 80.0, 110.0)


def test_one_row_of_several_lines_is_not_cut() -> None:
    words = [
        *put("3.25.02.2.", 5, 50),
        *put("01.01", 5, 60),
        *put("Jumlah unit pengolahan", 105, 50),
        *put("bersertifikat", 105, 60),
        *put("1.200", 310, 50),
        *put("Unit", 310, 60),
        *put("85,86%", 410, 60),
    ]
    assert aligned_rows(column_block(words, BORDERS)) is None


def test_codes_cut_over_lines_under_one_tujuan() -> None:
    words = put("Kesejahteraan", 5, 85)
    borders = (0.0, 80.0, 130.0, 300.0, 400.0, 500.0)
    for top, code, name, amount in (
        (50.0, ("3.25.", "02"), ("Program Perikanan", "Tangkap"), "649.552.085"),
        (70.0, ("3.25.", "02.2.", "01"), ("Pengelolaan Ikan",), "470.724.612"),
        (100.0, ("3.25.", "02.2.", "01.01"), ("Penyediaan Prasarana", "Usaha"), "204.912.074"),
    ):
        for column, lines in ((85, code), (135, name)):
            at = top + LINE * (len(code) - len(lines)) / 2
            for k, line in enumerate(lines):
                words += put(line, column, at + LINE * k)
        middle = top + LINE * (len(code) - 1) / 2
        words += put(amount, 310, middle) + put("98,50", 410, middle)
    rows = aligned_rows(column_block(words, borders))
    assert rows == AlignedRows((70.0, 100.0), {0: ((0, 2),)})
    assert [" ".join(w.text for w in row[1]) for row in rows.rows_of(column_block(words, borders))] == [
        "3.25. 02",
        "3.25. 02.2. 01",
        "3.25. 02.2. 01.01",
    ]


def test_numbers_and_sasaran_of_the_upper_level_leave_blank_cells_below() -> None:
    words = body(0.5, ()) + put("1", 5, 55) + put("2", 5, 110)
    rows = aligned_rows(column_block(words, BORDERS))
    assert rows is not None
    assert [" ".join(w.text for w in row[0]) for row in rows.rows_of(column_block(words, BORDERS))] == ["1", "", "", "2"]


def test_the_code_of_the_last_row_is_not_that_of_the_total() -> None:
    words: list[Word] = []
    for top, code, name, amount in (
        (50.0, "3.25.02.2.01", ("Pengelolaan pelabuhan dan", "perikanan tangkap"), "470.724"),
        (70.0, "3.25.02.2.02", ("Pembinaan nelayan kecil di", "wilayah pesisir"), "204.912"),
        (90.0, "", ("Jumlah",), "675.636"),
    ):
        words += put(code, 5, top) + put(amount, 310, top) + put("98,50", 410, top)
        words += [w for k, line in enumerate(name) for w in put(line, 105, top + LINE * k)]
    rows = aligned_rows(column_block(words, BORDERS))
    assert rows is not None
    assert rows.edges == (70.0, 90.0)
    assert rows.rows_of(column_block(words, BORDERS))[2][0] == []


def test_codes_of_a_national_agency_are_those_of_their_rows() -> None:
    """The working paper of a satker: rows of details have no code. Numbers alone are none."""

    def rows_by(firsts: tuple[str, ...]) -> list[list[list[Word]]]:
        words: list[Word] = []
        for k, text in enumerate(firsts):
            top = 50.0 + LINE * k
            words += put(text, 5, top) if text else []
            words += put(f"Uraian {chr(97 + k)}", 105, top) + put(f"{k + 2}.470.000", 310, top) + put("RM", 410, top)
        body = column_block(words, BORDERS)
        rows = aligned_rows(body)
        assert rows is not None
        return rows.rows_of(body)

    for row, code in zip(rows_by(codes := ("3999", "3999.EAX.994", "001", "511111", "", "002")), codes, strict=True):
        assert [w.text for w in row[0]] == ([code] if code else [])
    assert is_codes(column_block(put("3999.EAX", 5, 50) + put("001", 5, 60) + put("002", 5, 70), (0.0, 100.0)).by_column[0])
    assert not is_codes(column_block(put("399", 5, 50) + put("001", 5, 60) + put("002", 5, 70), (0.0, 100.0)).by_column[0])


def test_a_code_above_one_of_its_parts_is_the_head_of_a_group() -> None:
    """Ledger: what heads the first account has no figures. A code that its narrow column broke is one."""
    words: list[Word] = []
    for k, code in enumerate(("4.1", "4.1.2", "4.1.4")):
        top = 60.0 + LINE * k
        words += (
            put(code, 5, top) + put(f"Hasil {chr(97 + k)}", 105, top) + put(f"{k + 2}.470.000", 310, top) + put("9,5", 410, top)
        )
    head = aligned_rows(column_block([*put("4", 5, 50), *put("Lain", 105, 50), *words], BORDERS))
    assert head == AlignedRows((60.0, 70.0, 80.0), {})
    broken = aligned_rows(column_block([*put("7.3", 5, 50), *put("Lain", 105, 50), *words], BORDERS))
    assert broken == AlignedRows((70.0, 80.0), {})


def test_a_unit_below_its_figure_is_no_row() -> None:
    words: list[Word] = []
    for foot, name, target, share in (
        (60.0, ("Produksi perikanan", "tangkap"), ("512 Ton",), "98,50"),
        (80.0, ("Tingkat konsumsi", "ikan"), ("43,85", "Kg/Kapita"), "88,62"),
        (100.0, ("Jumlah unit", "pengolahan"), ("30 Unit",), "93,33"),
    ):
        for column, lines in ((105, name), (310, target), (410, (share,))):
            for k, line in enumerate(reversed(lines)):
                words += put(line, column, foot - LINE * k)
    rows = aligned_rows(column_block(words, BORDERS))
    assert rows is not None
    assert len(rows.edges) == 2


def test_one_number_beside_a_lower_row_is_no_number_of_a_stack() -> None:
    borders = (0.0, 100.0, 300.0, 400.0)
    for at, rows in ((90.0, 4), (50.0, None)):
        words = put("3", 5, at)
        for k, name in enumerate(("Pertumbuhan ekspor", "Kapal berizin", "Kepatuhan usaha", "Luas kawasan")):
            words += put(name, 105, 50 + 20 * k) + put(f"{k + 5},09", 310, 50 + 20 * k)
        found = aligned_rows(column_block(words, borders))
        assert (None if found is None else len(found.edges) + 1) == rows


def test_the_bold_head_of_a_group_is_no_line_of_its_first_row() -> None:
    def rows(bold: bool) -> AlignedRows | None:
        lines: list[Word] = []
        for k, name in enumerate(("Rupiah Murni", "Belanja Pegawai", "Belanja Barang", "Belanja Modal")):
            named = put(name, 5, 50 + LINE * k)
            lines += [replace(w, bold=bold and k == 0) for w in named]
            if k:
                lines += put(f"1{k},50", 310, 50 + LINE * k) + put(f"2{k},75", 410, 50 + LINE * k)
        return aligned_rows(column_block(lines, (0.0, 300.0, 400.0, 500.0)))

    assert rows(bold=False) == AlignedRows((70.0, 80.0), {})
    assert rows(bold=True) == AlignedRows((60.0, 70.0, 80.0), {})


def test_the_line_that_heads_a_list_is_a_row_without_figures() -> None:
    items = ("Padi (ton)", "Jagung (ton)", "Kedelai (ton)", "Kacang (ton)")
    names = put("Jumlah produksi tanaman", 105, 50) + put("pangan", 105, 60)
    words = [*names, *put("Naiknya produksi", 5, 50)]
    for k, item in enumerate(items):
        words += put(item, 105, 70 + LINE * k) + put(f"1{k},50", 310, 70 + LINE * k) + put(f"2{k},75", 410, 70 + LINE * k)
    words += put("Turunnya harga", 5, 100)
    rows = aligned_rows(column_block(words, (0.0, 100.0, 230.0, 400.0, 500.0)))
    assert rows == AlignedRows((70.0, 80.0, 90.0, 100.0), {0: ((0, 3), (4, 4))})
    torn = [w for w in words if w.text != "Jagung"] + put("dan", 105, 80)
    assert aligned_rows(column_block(torn, (0.0, 100.0, 230.0, 400.0, 500.0))) != rows
