"""The first reader's answers: what may come out of it at all."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw, ImageFont

from extractors.scan.picture import Gray
from extractors.scan.reader import rapid_reader
from tests.extractors import paper


def _line(text: str, size: int = 28) -> Gray:
    image = paper.blank(40 + 17 * len(text), 46)
    ImageDraw.Draw(image).text((10, 8), text, font=ImageFont.load_default(size=size), fill=15)
    return np.array(image, dtype=np.uint8)


def test_specks_above_letters_make_no_foreign_letters() -> None:
    answers = rapid_reader().read([_line("Persentase pemerintāhan"), _line("Jumlah kegiatān daerāh")])
    assert all(answer.text.isascii() for answer in answers)
    assert answers[0].text.startswith("Persentase pemerint")


def test_signs_of_figures_are_read() -> None:
    texts = ["1.234.567,-", "(0,64%)", "> 95,50 %", "3"]
    answers = rapid_reader().read([_line(text) for text in texts])
    assert [a.text.replace(" ", "") for a in answers] == [t.replace(" ", "") for t in texts]
    assert all(a.confidence > 0.8 for a in answers)
