"""Tables between rules: what their edges hold besides the lines in which columns show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from extractors.borderless.edges import between_edges
from extractors.borderless.regions import regions
from extractors.borderless.tables import borderless_tables
from extractors.layout.blocks import block_of
from extractors.layout.tiles import LIMITS as TILES
from extractors.model import Page, Ruling, Table, Word
from tests.extractors.words import words

XS = (60.0, 200.0, 250.0, 300.0, 350.0)
ROWS = (
    ("Luas taman", "20", "15", "22", "21"),
    ("Debit air", "7,5", "8,5", "9,25", "9,5"),
    ("Jumlah pasar", "12", "11", "14", "13"),
)


def row(texts: Sequence[str], top: float) -> list[Word]:
    return [w for x, text in zip(XS, texts, strict=False) for w in words(text, x, top, 9.0)]


def rules(*heights: float) -> list[Ruling]:
    return [Ruling(58, y, 400, y) for y in heights]


def read(text: list[Word], drawn: list[Ruling]) -> list[Table]:
    return borderless_tables(Page(1, 595, 842, "teks", tuple(text), tuple(drawn)), [], drawn)


def body(top: float) -> list[Word]:
    return [w for k, texts in enumerate(ROWS) for w in row(texts, top + 14 * k)]


def test_a_heading_between_the_upper_edge_and_the_rule_over_the_figures() -> None:
    names = row(("", "2031", "", "2032", ""), 101)
    leaves = words("Indikator", 60, 107, 9.0) + [
        w for x in (200, 250, 300, 350) for w in words("Rp" if x in (250, 350) else "T", x, 113, 9.0)
    ]
    (table,) = read([*names, *leaves, *body(128)], rules(98, 124, 170))
    assert table.grid()[:2] == [["Indikator", "2031", "", "2032", ""], ["", "T", "Rp", "T", "Rp"]]


def test_names_that_no_corridor_parts_are_the_heading_below_the_upper_edge() -> None:
    years = words("Tahap 1", 200, 101, 9.0) + words("Tahap 2", 300, 101, 9.0)
    names = row(("Indikator Kinerja Daerah Air", "Realisasi", "Realisasi", "Realisasi", "Realisasi"), 112)
    (table,) = read([*years, *names, *body(128)], rules(98, 124, 170))
    assert table.grid()[1][1:] == ["Realisasi"] * 4


def test_running_text_between_the_rule_of_a_letterhead_and_the_rows_is_no_heading() -> None:
    text = words("Hasil tahun ini disajikan di bawah ini menurut indikator dan tahun seperti yang diminta", 60, 107, 9.0)
    (table,) = read([*text, *body(128)], rules(98, 124, 170))
    assert table.header_rows == 0


def test_rows_before_and_after_the_name_of_a_group_are_one_table() -> None:
    head = row(("Indikator", "2030", "2031", "2032", "2033"), 101)
    band = words("Sasaran 2: Meningkatnya mutu layanan air bersih dan taman kota bagi semua warga", 60, 172, 9.0)
    text, drawn = [*head, *body(118), *band, *body(188)], rules(98, 114, 232)
    assert len(between_edges(regions(block_of(text), drawn), drawn)) == 1 < len(regions(block_of(text), drawn))
    (table,) = read(text, drawn)
    assert table.rows == 1 + 3 + 1 + 3


def test_a_table_with_a_heading_of_its_own_is_another() -> None:
    head = row(("Indikator", "2030", "2031", "2032", "2033"), 101)
    second = row(("Program", "Pagu", "Sisa", "Kas", "Lain"), 261)
    text = [*head, *body(118), *second, *body(278)]
    found = read(text, rules(98, 114, 162, 258, 274, 322))
    assert len(found) == 2


def test_the_last_line_above_the_lower_edge_is_of_its_row_and_below_it_of_none() -> None:
    head = row(("Indikator", "2030", "2031", "2032", "2033"), 101)
    rest = words("dan embung milik desa terawat", 60, 156, 9.0)
    (inside,) = read([*head, *body(118), *rest], rules(98, 114, 168))
    assert inside.grid()[-1][0].endswith("terawat")
    below = words("dan embung milik desa terawat", 60, 166, 9.0)
    (outside,) = read([*head, *body(118), *below], rules(98, 114, 160))
    assert "terawat" not in outside.grid()[-1][0]


def test_a_parted_title_above_the_upper_edge_is_no_heading() -> None:
    title = row(("Rencana dan", "hasil", "dua", "tahun", "terakhir"), 84)
    head = row(("Indikator", "Pagu", "Sisa", "Kas", "Lain"), 101)
    (table,) = read([*title, *head, *body(118)], rules(98, 114, 162))
    assert table.grid()[0] == ["Indikator", "Pagu", "Sisa", "Kas", "Lain"]


def test_the_name_of_a_group_below_the_first_rule_is_no_heading() -> None:
    names = row(("Indikator", "2031", "2032", "2033", "2034"), 86)
    group = words("I. Terjaganya mutu air dan udara di seluruh wilayah kota dan sekitarnya", 60, 107, 9.0)
    (table,) = read([*names, *group, *body(128)], rules(98, 124, 170))
    assert table.grid()[0] == ["Indikator", "2031", "2032", "2033", "2034"]
    assert table.header_rows == 1


def test_a_title_of_more_lines_than_the_name_of_a_group_may_be_rows() -> None:
    title = [row(("Rencana dan", "hasil", "dua", "tahun", "terakhir"), 84 - 13 * k) for k in range(TILES.group + 1)]
    head = row(("Indikator", "Pagu", "Sisa", "Kas", "Lain"), 101)
    heads = lambda lines: read([*chain(*title[:lines]), *head, *body(118)], rules(98, 114, 162))[0].grid()[0]  # noqa: E731
    assert heads(TILES.group) == ["Indikator", "Pagu", "Sisa", "Kas", "Lain"]
    assert heads(TILES.group + 1) != heads(TILES.group)


def test_a_heading_with_no_edge_above_it_stays() -> None:
    head = row(("Indikator", "Pagu", "Sisa", "Kas", "Lain"), 101)
    (table,) = read([*head, *body(118)], rules(114, 131, 162))
    assert table.grid()[0] == ["Indikator", "Pagu", "Sisa", "Kas", "Lain"]


def test_ruled_rows_go_on_over_the_page_with_the_rows_above_their_first_figures() -> None:
    head = row(("Indikator", "2030", "2031", "2032", "2033"), 101)
    first = read([*head, *body(118)], rules(98, 114, 131, 145, 160))[0]
    rest = words("dan mata air", 60, 52, 9.0)
    name = words("Luas lahan kritis", 60, 66, 9.0) + row(("yang pulih", "20", "15", "22", "21"), 74)
    lower = [*rest, *name, *body(92)]
    drawn = rules(49, 63, 87, 103, 117, 134)
    (second,) = borderless_tables(Page(2, 595, 842, "teks", tuple(lower), tuple(drawn)), [], drawn, first)
    assert second.grid()[:2] == [["dan mata air", "", "", "", ""], ["Luas lahan kritis\nyang pulih", "20", "15", "22", "21"]]
    (alone,) = borderless_tables(Page(2, 595, 842, "teks", tuple(lower), tuple(drawn)), [], drawn)
    assert alone.rows < second.rows  # nothing tells that it goes on


def test_names_close_together_are_of_their_own_columns() -> None:
    xs = (60.0, 80.0, 120.0, 300.0)
    text = (
        words("No", 64, 100, 9.0) + words("Kode", 76, 100, 9.0) + words("Program", 150, 100, 9.0) + words("Pagu", 305, 100, 9.0)
    )
    for k, cells in enumerate(
        (("1.", "7.01", "Pelayanan air", "4.128"), ("2.", "7.02", "Taman kota", "1.864"), ("3.", "7.03", "Pasar", "2.914"))
    ):
        text += [w for x, cell in zip(xs, cells, strict=True) for w in words(cell, x, 114 + 13 * k, 9.0)]
    (table,) = read(text, [])
    assert table.grid()[0][:2] == ["No", "Kode"]
