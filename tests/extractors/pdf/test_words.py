"""Characters joined into words, and what parts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Ruling
from extractors.pdf.letters.chars import Chars
from extractors.pdf.page import read_page
from extractors.pdf.words import words_of
from tests.extractors.paper import sheet


def typed(*texts: tuple[str, float, float]) -> Chars:
    """Letters 5 points wide, 10 high, of texts at (x, y); a space is a gap and no character."""
    letters = [(ch, x + 5.0 * k, y, n) for n, (text, x, y) in enumerate(texts) for k, ch in enumerate(text)]
    spaced = [k > 0 and letters[k - 1][0] == " " for k in range(len(letters))]
    kept = [(*letter, space) for letter, space in zip(letters, spaced, strict=True) if letter[0] != " "]
    n = len(kept)
    tight = np.array([(x + 0.2, y + 1, x + 4.8, y + 8) for _, x, y, *_ in kept])
    loose = np.array([(x, y, x + 5, y + 10) for _, x, y, *_ in kept])
    origin = np.array([(x, y + 8) for _, x, y, *_ in kept])
    upright, thin = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    pieces, space = np.array([piece for *_, piece, _ in kept]), np.array([space for *_, space in kept])
    return Chars([ch for ch, *_ in kept], tight, loose, space, upright, thin, origin, pieces, thin)


def read(*texts: tuple[str, float, float], rulings: Sequence[Ruling] = ()) -> list[str]:
    return [word.text for word in words_of(typed(*texts), tuple(rulings))]


def test_spaces_gaps_and_lines_part_words() -> None:
    assert read(("Garam rakyat", 50, 100)) == ["Garam", "rakyat"]
    assert read(("Garam", 50, 100), ("rakyat", 82, 100)) == ["Garam", "rakyat"]
    assert read(("Garam", 50, 100), ("rakyat", 76, 100)) == ["Garamrakyat"]  # a point is no space
    assert read(("Garam", 50, 100), ("rakyat", 75, 112)) == ["Garam", "rakyat"]


def test_a_word_has_the_box_of_its_letters() -> None:
    (word,) = words_of(typed(("Garam", 50, 100)))
    assert tuple(word.bbox) == (50.2, 100, 74.8, 110)
    assert word.size == 10


def test_a_ruling_parts_letters_only_where_it_runs_between_them() -> None:
    texts = ("Garam", 50.0, 100.0), ("rakyat", 75.0, 100.0)
    assert read(*texts, rulings=[Ruling(75, 90, 75, 120)]) == ["Garam", "rakyat"]
    assert read(*texts, rulings=[Ruling(72.5, 90, 72.5, 120)]) == ["Garamrakyat"]  # through a letter
    assert read(*texts, rulings=[Ruling(75, 120, 75, 150)]) == ["Garamrakyat"]  # below them


def test_a_ruling_parts_no_word_that_was_drawn_in_one_piece() -> None:
    ruling = [Ruling(75, 90, 75, 120)]
    assert read(("Garamrakyat", 50, 100), rulings=ruling) == ["Garamrakyat"]
    assert read(("Garam rakyat", 50, 100), rulings=[Ruling(77.5, 90, 77.5, 120)]) == ["Garam", "rakyat"]


def test_words_know_what_was_drawn_in_one_piece() -> None:
    words = words_of(typed(("Garam rakyat", 50, 100), ("dan", 120, 100), ("ikan", 135, 100)))
    assert [(word.text, word.piece) for word in words] == [("Garam", 1), ("rakyat", 1), ("danikan", 2)]


def test_figures_at_one_step_stay_one_number_over_a_ruling() -> None:
    assert read(("12.500", 50, 100), rulings=[Ruling(65, 90, 65, 120)]) == ["12.500"]


def test_a_code_is_parted_from_the_name_that_it_runs_into() -> None:
    assert read(("1.05.02.2.01.Belanja", 50, 100)) == ["1.05.02.2.01.", "Belanja"]
    assert read(("Rp514.301.388Rp477.052.250", 50, 100)) == ["Rp514.301.388", "Rp477.052.250"]
    assert read(("1.05Belanja", 50, 100)) == ["1.05Belanja"]  # too short for a code


def test_a_word_printed_twice_on_one_spot_is_one() -> None:
    assert read(("Garam", 50, 100), ("Garam", 50.3, 100)) == ["Garam"]
    assert read(("Garam", 50, 100), ("Garam", 90, 100)) == ["Garam", "Garam"]


def shown(draw: Callable[[Canvas], object]) -> list[str]:
    """The words of a page in the order of drawing."""
    return [word.text for word in read_page(sheet(draw), 1).words]


def raised(canvas: Canvas, text: str, mark: str, y: float, up: float = 3.5, size: float = 5.5) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, y, text)
    canvas.setFont("Helvetica", size)
    canvas.drawString(60 + canvas.stringWidth(text, "Helvetica", 9), y + up, mark)


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("418", "3", ["418"]),
        ("81,5%", "12", ["81,5%"]),
        ("Panen", "1", ["Panen", "1"]),
        ("418 km", "2", ["418", "km2"]),
        ("10", "6", ["10", "6"]),
        ("2", "1/2", ["2", "1/2"]),
    ],
)
def test_a_raised_digit_never_joins_a_figure(text: str, mark: str, words: list[str]) -> None:
    assert shown(lambda canvas: raised(canvas, text, mark, 700)) == words


def test_a_small_digit_on_the_line_goes_on_with_its_figure() -> None:
    assert shown(lambda canvas: raised(canvas, "418", "3", 700, up=0, size=8)) == ["4183"]


@pytest.mark.parametrize(("apart", "words"), [(0.4, ["Kapal", "44"]), (0.0, ["Kapal", "44"]), (6.0, ["Kapal", "44"] * 2)])
def test_what_is_printed_twice_on_one_spot_is_there_once(apart: float, words: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(2):
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(61.8 + apart * k, 700 + apart * k, "Kapal")
            canvas.drawString(130 + apart * k, 700 + apart * k, "44")

    assert shown(draw) == words


def test_what_is_listed_stands_behind_its_mark() -> None:
    assert read(("1.", 0, 0), ("3,20", 13.3, 0)) == ["1.", "3,20"]
    assert read(("1.", 0, 0), ("500", 10.5, 0)) == ["1.500"], "drawn close together they are one figure"
    assert read(("21.", 0, 0), ("3,20", 18.3, 0)) == ["21.", "3,20"]
    assert read(("x1.", 0, 0), ("320", 18.3, 0)) == ["x1.320"], "what does not begin a word is no mark"
