"""White corridors that part columns, and spaces that fall under each other by chance."""

from __future__ import annotations

from extractors.columns.corridors import border, column_corridors
from tests.extractors.words import SIZE, lines, words

ROWS = [
    ("Jalan provinsi mantap", "71,25", "70,18"),
    ("Jembatan", "14", "12"),
    ("Irigasi dalam kondisi baik", "60,00", "61,50"),
    ("Rumah layak huni", "1.250", "1.198"),
]


def test_columns_are_parted_where_no_line_crosses() -> None:
    page = lines(ROWS, (50, 250, 350))
    found = [border(c, page) for c in column_corridors(page, SIZE)]
    assert len(found) == 2
    assert 190 < found[0] < 250
    assert 275 < found[1] < 350


def test_word_spaces_of_running_text_part_nothing() -> None:
    texts = [
        "capaian tersebut tidak lepas dari dukungan",
        "semua pihak di daerah ini sehingga target",
        "yang telah ditetapkan dapat dicapai pada",
    ]
    assert column_corridors([words(text, 50, 14 * n) for n, text in enumerate(texts)], SIZE) == []


def test_a_word_that_all_lines_begin_with_is_no_column() -> None:
    page = lines([("Jumlah", text) for text in ("jalan mantap", "jembatan baru", "irigasi baik", "rumah layak")], (50, 84))
    assert column_corridors(page, SIZE) == []


def test_one_line_across_does_not_close_a_corridor_among_many() -> None:
    page = lines([*ROWS, *ROWS, ("Jumlah seluruh indikator yang dinilai dalam tahun ini", "", "")], (50, 250, 350))
    assert len(column_corridors(page, SIZE)) == 2


def test_the_name_of_a_group_is_no_name_of_one_column() -> None:
    rows = lines(
        [("Jalan", "12.500,00", "11.750,00"), ("Pasar", "14.000,00", "14.000,00"), ("Irigasi", "60.000,00", "59.125,00")],
        (0, 100, 160),
    )
    names = [(0, 30), (95, 150), (155, 210)]
    assert len(column_corridors(rows, SIZE, names=[(130, 175), *names])) == 2
