"""Columns that no ruling parts."""

from __future__ import annotations

from extractors.model import Word
from extractors.ruled.grid import Grid
from extractors.ruled.inside.hidden_columns import divided, heading_divided, sums_divided, with_columns
from tests.extractors.words import words

GRID = Grid((0.0, 40.0, 240.0), (0.0, 20.0, 40.0, 60.0, 80.0), tuple((r, c, 1, 1) for r in range(4) for c in range(2)))


def page(texts: list[tuple[str, str]]) -> list[Word]:
    rows = enumerate(texts)
    return [
        w
        for r, (name, more) in rows
        for w in (*words(str(r), 5, 20 * r + 5), *words(name, 45, 20 * r + 5), *words(more, 180, 20 * r + 5))
    ]


def test_figures_beside_names_in_one_ruled_column_get_their_own() -> None:
    found = with_columns(GRID, page([("Jalan", "71,25"), ("Jembatan", "14,00"), ("Irigasi", "60,00"), ("Rumah", "12,50")]))
    assert len(found.xs) == 4
    assert len(found.regions) == 12


def test_words_beside_words_stay_in_one_column() -> None:
    assert (
        with_columns(GRID, page([("Jalan", "Dinas"), ("Jembatan", "Badan"), ("Irigasi", "Kantor"), ("Rumah", "Satuan")])) is GRID
    )


MERGED = Grid((0.0, 100.0, 200.0), (0.0, 20.0, 80.0), ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)))


def test_a_body_that_only_the_heading_divides_is_cut_where_that_is() -> None:
    body = [w for y in (25, 40, 55) for w in (*words("Jalan", 5, y), *words("12", 120, y))]
    assert len(divided(MERGED, body).regions) == 4


def test_a_text_that_runs_on_over_the_border_is_not_cut() -> None:
    body = [w for y in (25, 40, 55) for w in words("capaian tersebut tidak lepas dari dukungan", 5, y)]
    assert divided(MERGED, body) is MERGED


def _open_heading(*names: tuple[str, float]) -> list[tuple[int, int, int, int]]:
    """The cells of a table with columns at 0, 40, 240, 340 and 440 whose heading of such names is one cell."""
    grid = Grid((0.0, 40.0, 240.0, 340.0, 440.0), (0.0, 20.0, 40.0), ((0, 0, 1, 4), *((1, c, 1, 1) for c in range(4))))
    found = heading_divided(grid, [w for name, middle in names for w in words(name, middle - 2.5 * len(name), 5)])
    return [region for region in found.regions if region[0] == 0]


def test_names_in_the_middle_of_the_columns_below_part_the_heading() -> None:
    names = ("No", 20), ("Kegiatan Utama", 140), ("Rencana", 290), ("Hasil", 390)
    assert _open_heading(*names) == [(0, c, 1, 1) for c in range(4)]


def test_a_title_over_all_columns_is_one_cell() -> None:
    assert _open_heading(("Rencana dan Hasil Kegiatan Utama", 220)) == [(0, 0, 1, 4)]


def test_names_of_groups_part_nothing() -> None:
    assert _open_heading(("Kegiatan Utama", 120), ("Rencana dan Hasil", 340)) == [(0, 0, 1, 4)]


def test_a_name_across_a_border_parts_nothing() -> None:
    assert _open_heading(("No", 20), ("Kegiatan", 140), ("Rencana", 330), ("Hasil", 390)) == [(0, 0, 1, 4)]


XS = (0.0, 100.0, 310.0, 520.0)
GROUPS = Grid(XS, (0.0, 20.0, 40.0, 140.0), tuple((r, c, 1, 1) for r in range(3) for c in range(3)))
BODY = [
    ("Garam", "12.400", "11.950", "96,4", "13.000", "12.700", "97,7"),
    ("Ikan", "810", "799", "98,6", "840", "855", "101,8"),
    ("Benih", "56", "51", "91,1", "60", "58", "96,7"),
    ("Kapal", "7", "7", "100,0", "9", "8", "88,9"),
]
LEAVES = ("Pagu", "Hasil", "%")


def groups(*names: str, middle: float = 35.0) -> list[Word]:
    """Two groups of three columns each, 70 points wide, only the groups ruled; `middle` is that of the names of the groups, from
    their second column on."""
    out = [w for k, name in enumerate(names) for w in words(name, 170 + 210 * k + middle - 2.5 * len(name), 5)]
    rows = [("", *LEAVES, *LEAVES), *BODY]
    for n, row in enumerate(rows):
        for k, text in enumerate(row):
            left = 5 if not k else 100 + 70 * k - 10 - 5 * len(text)
            out += words(text, left, 25 + 22 * n if n else 25)
    return out


def test_columns_that_only_their_groups_rule_are_told_by_the_lines_of_the_body() -> None:
    for names, middle in ((("2031", "2032"), 35), (("Renja 2031", "Renja 2032"), 15)):
        found = with_columns(GROUPS, groups(*names, middle=middle))
        assert len(found.xs) == 8
        assert [g for g in found.regions if g[0] == 0] == [(0, 0, 1, 1), (0, 1, 1, 3), (0, 4, 1, 3)]
        assert len(found.regions) == 3 + 7 + 7


def test_so_they_are_where_rules_part_the_rows() -> None:
    ys = (0.0, 20.0, 40.0, 64.0, 86.0, 108.0, 130.0)
    found = with_columns(Grid(XS, ys, tuple((r, c, 1, 1) for r in range(6) for c in range(3))), groups("2031", "2032"))
    assert len(found.regions) == 3 + 5 * 7


def test_lines_of_a_body_with_a_figure_now_and_then_are_one_column() -> None:
    said = ["capaian 12 persen dari rencana", "yang tidak lepas dari", "dukungan 3 bidang lain", "serta semua 14 kecamatan"]
    held = [w for n, line in enumerate(said) for w in words(line, 105, 47 + 22 * n)]
    assert with_columns(GROUPS, [*words("Uraian", 150, 5), *words("Catatan", 150, 25), *held]) is GROUPS


TWO_BANDS = Grid(
    (0.0, 50.0, 100.0, 200.0, 300.0), (0.0, 20.0, 60.0, 120.0), (*((0, c, 1, 1) for c in range(4)), (1, 0, 1, 4), (2, 0, 1, 4))
)
ENTRIES = [
    w for y in (65, 83, 101) for x, text in ((5, "A1"), (55, "2/3"), (105, "Toko"), (205, "1.250")) for w in words(text, x, y)
]


def test_a_band_with_blank_columns_is_cut_as_the_band_below_it_is() -> None:
    unpaid = [w for y in (25, 43) for x, text in ((105, "Upah"), (205, "900")) for w in words(text, x, y)]
    assert len(divided(TWO_BANDS, [*unpaid, *ENTRIES]).regions) == 12
    assert divided(TWO_BANDS, unpaid) is TWO_BANDS


def test_the_name_of_a_group_of_rows_in_a_band_of_its_own_is_not_cut() -> None:
    found = divided(TWO_BANDS, [*words("Belanja barang dan jasa kantor", 5, 30), *ENTRIES])
    assert [g for g in found.regions if g[0] == 1] == [(1, 0, 1, 4)]
    assert len(found.regions) == 9


SUMS = Grid((0.0, 40.0, 240.0, 340.0, 440.0), (0.0, 20.0, 40.0), (*((0, c, 1, 1) for c in range(4)), (1, 0, 1, 4)))


def _foot(*texts: tuple[str, float]) -> list[tuple[int, int, int, int]]:
    found = sums_divided(SUMS, [w for text, x in texts for w in words(text, x, 25)])
    return [region for region in found.regions if region[0] == 1]


def test_sums_without_borders_stand_in_the_columns_above() -> None:
    assert _foot(("J u m l a h", 10), ("1.250.000", 250), ("98,50 %", 350)) == [(1, 0, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1)]


def test_a_sentence_over_all_columns_is_no_row_of_sums() -> None:
    whole = [(1, 0, 1, 4)]
    assert _foot(("Sasaran 2: Menurunnya angka pengangguran", 10)) == whole
    assert _foot(("Jumlah", 10), ("1.250.000", 250)) == whole, "one figure may be part of a remark"
    assert _foot(("Jumlah", 10), ("1.250.000", 205), ("98,50 %", 350)) == whole, "across a border"
    assert _foot(("Catatan", 10), ("1.250.000", 250), ("belum audit", 350)) == whole


def test_a_text_whose_word_space_falls_on_a_border_is_not_cut() -> None:
    """The space over the border is as wide as those beside it, be it wider than a word space is in most fonts."""
    grid = Grid((0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0), (*((0, c, 1, 1) for c in range(3)), (1, 0, 1, 3)))
    text = [
        w
        for x, part in ((5, "Rapat"), (37, "dan"), (59, "Evaluasi"), (106, "Kinerja"), (148, "Dinas"))
        for w in words(part, x, 25)
    ]
    apart = [
        w for x, part in ((5, "Rapat"), (37, "dan"), (59, "Survei"), (120, "Pantai"), (220, "APBD")) for w in words(part, x, 25)
    ]
    assert divided(grid, text) is grid
    assert len(divided(grid, apart).regions) == 6


def _set_like_the_body(*names: tuple[str, float]) -> list[tuple[int, int, int, int]]:
    """The cells of a heading that is one cell over names set left at 44 and figures set right at 336 and 436."""
    grid = Grid((0.0, 40.0, 240.0, 340.0, 440.0), (0.0, 20.0, 80.0), ((0, 0, 1, 4), *((1, c, 1, 1) for c in range(4))))
    body = [
        w
        for n, (name, plan, result) in enumerate(
            (("Rapat", "5.000", "4.000"), ("Survei", "700", "65"), ("Jumlah", "5.700", "4.065"))
        )
        for w in (
            *words(str(n), 4, 25 + 18 * n),
            *words(name, 44, 25 + 18 * n),
            *words(plan, 336 - 5 * len(plan), 25 + 18 * n),
            *words(result, 436 - 5 * len(result), 25 + 18 * n),
        )
    ]
    found = heading_divided(grid, [w for name, left in names for w in words(name, left, 5)] + body)
    return [region for region in found.regions if region[0] == 0]


def test_names_set_as_the_texts_below_them_part_the_heading() -> None:
    parted = [(0, c, 1, 1) for c in range(4)]
    assert _set_like_the_body(("No", 4), ("Kegiatan", 44), ("Pagu", 316), ("Hasil", 411)) == parted
    assert _set_like_the_body(("No", 4), ("Kegiatan", 60), ("Pagu", 316), ("Hasil", 411)) == [(0, 0, 1, 4)], "set otherwise"
    assert _set_like_the_body(("Pagu dan hasil kegiatan", 44)) == [(0, 0, 1, 4)], "a title"
