from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractors.scan.page import OcrOptions, second_reader
from extractors.scan.picture import Gray
from extractors.scan.reader import PixelBox, ReadLine, rapid_reader
from extractors.scan.recogniser.recogniser import Glyph
from extractors.scan.second_reader import (
    SharpenedReader,
    TesseractReader,
    find_tesseract,
    has_languages,
    without_specks,
)
from tests.extractors import paper

FIGURES = ["71,25%", "1.250.375.000", "(0,64%)", "14"]


def crops() -> list[Gray]:
    out = []
    for text in FIGURES:
        image = paper.blank(12 + 20 * len(text), 44)
        paper.write(image, 6, 4, text)
        out.append(np.array(image, dtype=np.uint8))
    return out


def test_specks_at_the_ends_go_and_signs_of_the_figure_stay() -> None:
    assert without_specks("_ 347.049 |\n") == "347.049"
    assert without_specks("Rp. 24.185.000,-") == "Rp. 24.185.000,-"
    assert without_specks("12 %") == "12 %"
    assert without_specks(" | ") == ""


def test_a_program_that_fails_gives_no_reading(tmp_path: Path) -> None:
    # The interpreter takes the picture for a script and fails, as a broken installation would.
    assert TesseractReader(sys.executable, "eng", 20).read(crops()) == [None] * len(FIGURES)
    assert TesseractReader(str(tmp_path / "missing"), "eng", 20).read(crops()) == [None] * len(FIGURES)


def test_a_program_that_is_too_slow_gives_no_reading() -> None:
    assert TesseractReader(sys.executable, "eng", 0.0001).read(crops()) == [None] * len(FIGURES)


def test_no_crops_start_no_program() -> None:
    assert TesseractReader("/nowhere", "eng", 1).read([]) == []


def test_a_missing_program_is_found_missing() -> None:
    assert find_tesseract("no-such-program-anywhere") is None
    assert not has_languages(sys.executable, "eng")


def test_asking_for_tesseract_where_there_is_none_leaves_figures_with_one_reading() -> None:
    assert second_reader(OcrOptions(second_reader="tesseract", tesseract="no-such-program-anywhere")) is None
    assert second_reader(OcrOptions(second_reader="none")) is None


class Echo:
    """A reader that says how high its crops are."""

    def find(self, gray: Gray) -> list[PixelBox]:
        return []

    def read(self, crops: Sequence[Gray]) -> list[ReadLine]:
        return [ReadLine(tuple(Glyph(c, 0.5, 1.0) for c in str(crop.shape[0]))) for crop in crops]


def test_the_substitute_agrees_on_what_is_printed_plainly() -> None:
    reader = SharpenedReader(rapid_reader())
    printed = ["850.000.000", "100.000.000", "373.373.400", "2.500.000.000", "41,07"]
    seen = []
    for text in printed:
        image = paper.blank(30 + 15 * len(text), 40)
        paper.write(image, 8, 6, text, 26)
        (answer,) = reader.read([np.array(image.resize((image.width * 2 // 3, 27)), np.uint8)])
        seen.append(re.sub(r"\D", "", answer or ""))
    assert seen == [re.sub(r"\D", "", text) for text in printed]


@pytest.mark.skipif(find_tesseract() is None, reason="tesseract is not installed")
def test_tesseract_reads_many_crops_in_one_go() -> None:
    program = find_tesseract()
    assert program is not None
    answers = TesseractReader(program, "eng", 60).read(crops())
    assert [a.replace(" ", "") if a else a for a in answers] == FIGURES
