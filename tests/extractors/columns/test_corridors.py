"""White corridors that part columns, and spaces that fall under each other by chance."""

from __future__ import annotations

from extractors.columns.corridors import border, column_corridors
from extractors.model import Word
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


def test_figures_side_by_side_are_columns_however_close() -> None:
    rows = [("Pasar", "38,15", "57,75"), ("Taman kota", "9,25", "62,44"), ("Hutan", "31,00", "8,5"), ("Embung", "45,25", "76")]
    page = [words(a, 50, 14 * n) + words(b, 165 - 5 * len(b), 14 * n) + words(c, 169, 14 * n) for n, (a, b, c) in enumerate(rows)]
    found = [border(c, page) for c in column_corridors(page, SIZE)]
    assert any(164 < x < 169 for x in found)


def test_texts_that_begin_at_one_place_close_behind_amounts_are_a_column() -> None:
    rows = [
        ("Program Pasar", "9.214.375"),
        ("Program Taman", "21.150.000"),
        ("Program Hutan", "968.500"),
        ("Embung", "1.876.225"),
    ]

    def page(behind: str, gap: float) -> list[list[Word]]:
        return [
            words(a, 50, 14 * n) + words(b, 220 - 5 * len(b), 14 * n) + words(behind, 220 + gap, 14 * n)
            for n, (a, b) in enumerate(rows)
        ]

    def parted(behind: str, gap: float) -> bool:
        return any(220 < border(c, lines) < 220 + gap for lines in [page(behind, gap)] for c in column_corridors(lines, SIZE))

    assert parted("APBD", 0.6 * SIZE)
    assert not parted("Orang", 0.3 * SIZE), "a word space"


def test_groups_of_three_digits_and_parts_of_a_code_are_one_text() -> None:
    for rows in (("1 250", "3 480", "1 975", "2 100"), ("1 02", "1 03", "2 01", "1 04")):
        page = [words("Pasar", 50, 14 * n) + words(text, 160, 14 * n) for n, text in enumerate(rows)]
        assert len(column_corridors(page, SIZE)) == 1


def test_numbers_of_rows_are_a_column_under_a_name_that_runs_over_it() -> None:
    rows = [("1", "Jalan mantap"), ("2", "Jembatan baru"), ("3", "Irigasi baik"), ("4", "Rumah layak")]
    page = [words(a, 50, 14 * n) + words(b, 64, 14 * n) for n, (a, b) in enumerate(rows)]
    assert len(column_corridors(page, SIZE, names=[(48, 130)])) == 1
    other = [words(a.replace(a, "7"), 50, 14 * n) + words(b, 64, 14 * n) for n, (a, b) in enumerate(rows)]
    assert column_corridors(other, SIZE, names=[(48, 130)]) == []


def test_a_border_does_not_run_between_two_words_of_a_text() -> None:
    page = [words("Jalan", 50, 0) + words("71,25", 160, 0), words("Pengelolaan jalan air", 50, 14) + words("8", 160, 14)]
    text_end = page[1][2].bbox.x1
    assert text_end < border((75.0, 160.0), page) < 165


GROUPS = [f"Sasaran {n}: Meningkatnya kualitas layanan dasar bagi masyarakat kota" for n in range(1, 4)]


def test_names_of_groups_that_run_over_columns_do_not_close_their_corridors() -> None:
    page = lines([(GROUPS[0], "", ""), ROWS[0], ROWS[1], (GROUPS[1], "", ""), ROWS[2], ROWS[3]], (50, 250, 350))
    assert len(column_corridors(page, SIZE)) == 2


def test_lines_of_running_text_among_few_rows_are_no_names_of_groups() -> None:
    page = lines([(GROUPS[0], "", ""), (GROUPS[1], "", ""), (GROUPS[2], "", ""), ROWS[0], ROWS[1]], (50, 250, 350))
    assert column_corridors(page, SIZE) == []


def test_a_name_over_a_few_texts_alone_is_a_column() -> None:
    """One remark close behind the shares: no line crosses the space between, and the heading names both."""
    page = lines([*ROWS, *ROWS], (50, 250, 350))
    page[0] += words("ASEM", page[0][-1].bbox.x1 + 10, page[0][-1].bbox.y0)
    names = [(50, 150), (250, 275), (350, 375), (page[0][-1].bbox.x0 + 4, page[0][-1].bbox.x1 - 4)]
    assert len(column_corridors(page, SIZE, names=names)) == 3
    assert len(column_corridors(page, SIZE, names=names[:3])) == 2


LONG = "Sasaran: Terwujudnya perumahan dan permukiman yang layak huni"
NUMBERED = [(str(n + 1), *row) for n, row in enumerate(ROWS)]


def test_names_of_groups_that_begin_behind_the_numbers_close_no_corridor() -> None:
    page = lines([*NUMBERED[:2], ("", LONG, "", ""), *NUMBERED[2:], ("", LONG, "", "")], (50, 75, 250, 350))
    assert len(column_corridors(page, SIZE)) == 3


def test_long_texts_of_the_next_column_begin_further_left_than_the_others() -> None:
    rows = [("Angka kematian ibu", "", "115,00"), *[(name, "%", figure) for name, figure, _ in ROWS * 2]]
    page = lines(rows, (50, 285, 400))
    page[0][3:3] = words("per 100.000 KH", 250, 0)
    first, second = (border(c, page) for c in column_corridors(page, SIZE))
    assert 190 < first < 250
    assert 320 < second < 400
