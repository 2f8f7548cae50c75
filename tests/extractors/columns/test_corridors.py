"""White corridors that part columns, and spaces that fall under each other by chance."""

from __future__ import annotations

import pytest

from extractors.columns.corridors import border, column_corridors, corridors
from tests.extractors.paper import row, words

NAMES = ("Garam rakyat", "Niaga", "Pelayaran kapal", "Dermaga", "Budidaya")
LIST = [row((name, f"{n}1,25"), (50, 200), 100.0 + 12 * n) for n, name in enumerate(NAMES)]


def test_the_space_between_names_and_figures_is_a_corridor() -> None:
    ((x0, x1),) = column_corridors(LIST, 8.0)
    assert (x0, x1) == (max(w.bbox.x1 for line in LIST for w in line[:-1]), 200)
    assert x0 < border((x0, x1), LIST) < x1


def test_running_text_has_no_columns_though_a_word_space_runs_down_through_it() -> None:
    text = [
        words(f"Dinas {rest}", 50, 100.0 + 12 * n) for n, rest in enumerate(("melayani warga", "bekerja", "di daerah", "giat"))
    ]
    assert corridors(text, 7.0)
    assert column_corridors(text, 7.0) == []


def test_a_line_that_crosses_closes_a_corridor_of_few_lines_only() -> None:
    crossing = words("x" * 50, 50, 88.0)
    assert corridors([crossing, *LIST], 8.0) == []
    long = [row((NAMES[n % 5], "1,25"), (50, 200), 100.0 + 12 * n) for n in range(9)]
    assert any(x1 == 200 for _, x1 in corridors([crossing, *long], 8.0))


def test_a_name_that_stands_over_a_blank_column_parts_its_corridor() -> None:
    def right_edges(*names: tuple[str, float]) -> list[float]:
        heading = [w for text, x in names for w in words(text, x, 88.0)]
        strips = [(w.bbox.x0, w.bbox.x1) for w in heading]
        return [x1 for _, x1 in column_corridors([heading, *LIST], 8.0, skip=1, names=strips)]

    assert right_edges(("Program", 50), ("Hasil", 200)) == [200]
    assert right_edges(("Program", 50), ("Satuan", 125), ("Hasil", 200)) == [125, 200]


def test_a_border_runs_where_no_word_stands() -> None:
    line = words("abc", 104, 100.0)  # 104 to 116
    assert border((100, 140), [line]) == pytest.approx(128)
    assert border((100, 140), []) == pytest.approx(120)
