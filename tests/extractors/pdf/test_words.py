"""Characters joined into words, and what parts them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.model import Ruling
from extractors.pdf.chars import Chars
from extractors.pdf.words import words_of


def typed(*texts: tuple[str, float, float]) -> Chars:
    """Letters 5 points wide, 10 high, of texts at (x, y); a space is a gap and no character."""
    letters = [(ch, x + 5.0 * k, y) for text, x, y in texts for k, ch in enumerate(text)]
    spaced = [k > 0 and letters[k - 1][0] == " " for k in range(len(letters))]
    kept = [(ch, x, y, space) for (ch, x, y), space in zip(letters, spaced, strict=True) if ch != " "]
    n = len(kept)
    tight = np.array([(x + 0.2, y + 1, x + 4.8, y + 8) for _, x, y, _ in kept])
    loose = np.array([(x, y, x + 5, y + 10) for _, x, y, _ in kept])
    origin = np.array([(x, y + 8) for _, x, y, _ in kept])
    upright, thin = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    return Chars([ch for ch, *_ in kept], tight, loose, np.array([s for *_, s in kept]), upright, thin, origin, upright, thin)


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


def test_figures_at_one_step_stay_one_number_over_a_ruling() -> None:
    assert read(("12.500", 50, 100), rulings=[Ruling(65, 90, 65, 120)]) == ["12.500"]


def test_a_code_is_parted_from_the_name_that_it_runs_into() -> None:
    assert read(("1.05.02.2.01.Belanja", 50, 100)) == ["1.05.02.2.01.", "Belanja"]
    assert read(("Rp514.301.388Rp477.052.250", 50, 100)) == ["Rp514.301.388", "Rp477.052.250"]
    assert read(("1.05Belanja", 50, 100)) == ["1.05Belanja"]  # too short for a code


def test_a_word_printed_twice_on_one_spot_is_one() -> None:
    assert read(("Garam", 50, 100), ("Garam", 50.3, 100)) == ["Garam"]
    assert read(("Garam", 50, 100), ("Garam", 90, 100)) == ["Garam", "Garam"]
