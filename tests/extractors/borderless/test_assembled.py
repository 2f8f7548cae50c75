"""Cells of a table without a grid."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.borderless.assembled import assembled
from extractors.model import BBox, Page, Table, Word
from tests.extractors.words import words

BORDERS = (50.0, 80.0, 250.0, 350.0)
PAGE = Page(1, 595, 842, "teks")


def table(label_at: float) -> Table:
    heading = [[(c, 1, words(name, x, 0)) for c, (name, x) in enumerate((("No", 55), ("Uraian", 90), ("Nilai", 260)))]]
    rows = [
        [words("1", 60, 20), words("Jalan", 90, 20), words("12", 300, 20)],
        [[], words("Jumlah", label_at, 40), words("12", 300, 40)],
    ]
    return assembled(heading, rows, BORDERS, BBox(50, 0, 350, 50), PAGE, "tanpa-garis")


def test_a_label_centred_over_its_columns_spans_them() -> None:
    (label,) = (c for c in table(135).cells if c.text == "Jumlah")
    assert (label.column, label.column_span) == (0, 2)


def test_a_label_in_its_own_column_spans_nothing() -> None:
    for x in (90, 126):  # at its left, and nearer to the middle of both columns than to its own
        (label,) = (c for c in table(x).cells if c.text == "Jumlah")
        assert (label.column, label.column_span) == (1, 1)


def test_a_label_that_runs_over_a_border_spans_the_columns_that_it_is_centred_over() -> None:
    borders = (50.0, 80.0, 150.0, 250.0, 350.0)

    def spans(first: float, gap: float = 2.0) -> list[tuple[int, int]]:
        label = [*words("Jumlah", first, 40), *words("Anggaran", first + 30 + gap, 40)]
        heading = [[(c, 1, words(str(c), borders[c] + 2, 0)) for c in range(4)]]
        body = [[w for w in label if a <= w.bbox.cx < b] for a, b in pairwise(borders[:-1])]
        made = assembled(heading, [[*body, words("12", 300, 40)]], borders, BBox(50, 0, 350, 50), PAGE, "tanpa-garis")
        return [(c.column, c.column_span) for c in made.cells if c.row == 1 and c.text and c.column < 3]

    assert spans(114) == [(0, 3)]
    assert spans(114, gap=12.0) == [(1, 1), (2, 1)], "two texts"
    assert spans(100) == [(1, 1), (2, 1)], "centred over nothing"


def test_every_place_is_covered_once() -> None:
    made = table(135)
    places = [(c.row, c.column + k) for c in made.cells for k in range(c.column_span)]
    assert sorted(places) == [(r, c) for r in range(made.rows) for c in range(made.columns)]


def test_the_only_text_of_a_row_that_runs_over_a_border_spans_the_columns_to_the_last() -> None:
    def spans(*texts: tuple[str, float]) -> list[tuple[str, int]]:
        made = [w for text, x in texts for w in words(text, x, 20)]
        row = [[w for w in made if a <= w.bbox.cx < b] for a, b in pairwise(BORDERS)]
        box = BBox(50, 0, 350, 50)
        cells = assembled(
            [], [row, [words("1", 60, 40), words("Jalan", 90, 40), words("12", 300, 40)]], BORDERS, box, PAGE, "garis-datar"
        )
        return [(c.text, c.column_span) for c in cells.cells if c.row == 0 and c.text]

    assert spans(("Sasaran satu dan seterusnya", 60)) == [("Sasaran satu dan seterusnya", 3)]
    assert spans(("Sasaran 1", 52), ("Mutu layanan", 103)) == [("Sasaran 1 Mutu layanan", 3)], "a label and what it names"
    assert spans(("No", 55), ("Uraian", 90)) == [("No", 1), ("Uraian", 1)]
    assert spans(("3", 72), ("12", 81)) == [("3", 1), ("12", 1)]


def test_a_text_whose_words_stand_wide_apart_runs_over_a_border_where_they_do_so_before_it() -> None:
    def spans(gap: float, last: float) -> int:
        made: list[Word] = []
        for n, text in enumerate(("Terjaganya", "keamanan", "warga", "kota", "sekarang")):
            before = made[-1].bbox.x1 + (last if n == 4 else gap) if made else 90.0
            made += words(text, before, 20)
        border = made[-1].bbox.x0 - 0.5
        row = [[], [w for w in made if w.bbox.cx < border], [w for w in made if w.bbox.cx > border]]
        borders = (50.0, 80.0, border, border + 90)
        cells = assembled(
            [],
            [row, [[], words("Jalan", 90, 40), words("12", border + 20, 40)]],
            borders,
            BBox(50, 0, 350, 50),
            PAGE,
            "garis-datar",
        )
        return max(c.column_span for c in cells.cells if c.row == 0 and c.text)

    assert spans(5.5, 5.5) == 2
    assert spans(3.0, 5.5) == 1, "another text"


LONG = "Mutu air sungai dan danau yang terjaga baik"


@pytest.mark.parametrize(
    ("texts", "shade", "spans"),
    [
        ((("SASARAN", 40), (LONG, 86)), BBox(35, 15, 350, 35), [3]),
        ((("SASARAN", 40), (LONG, 86)), BBox(35, 15, 350, 60), [1, 1, 1]),  # the ground of all rows
        ((("Jumlah", 52), ("Jalan", 85), ("12", 252)), BBox(50, 15, 350, 35), [1, 1, 1]),  # a row of figures
        ((("Mutu air", 90),), BBox(50, 15, 350, 35), [1]),  # in its own column
    ],
)
def test_a_text_alone_in_a_shaded_band_is_as_wide_as_that(texts: list[tuple[str, float]], shade: BBox, spans: list[int]) -> None:
    text = [w for at, x in texts for w in words(at, x, 20)]
    row = [[w for w in text if a <= w.bbox.cx < b] for a, b in pairwise(BORDERS)]
    body = [row, [words("1", 60, 40), words("Jalan", 90, 40), words("12", 300, 40)]]
    made = assembled([], body, BORDERS, BBox(50, 0, 350, 50), PAGE, "garis-datar", shades=[shade])
    assert [c.column_span for c in made.cells if c.row == 0 and c.text] == spans


def test_texts_of_two_columns_on_heights_of_their_own_are_no_text_that_runs_over() -> None:
    row = [[], words("Penyediaan Jasa", 90, 20), words("Jumlah kapal", 255, 25)]
    body = [row, [words("1", 60, 40), words("Jalan", 90, 40), words("12", 300, 40)]]
    made = assembled([], body, BORDERS, BBox(50, 0, 350, 50), PAGE, "garis-datar")
    assert [c.column_span for c in made.cells if c.row == 0 and c.text] == [1, 1]
