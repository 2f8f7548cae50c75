"""The real reader on pages drawn here: a few seconds, most of them to load its models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.extract import extract
from extractors.logical.assemble import logical
from extractors.model import BBox, Cell, Page, Table
from extractors.scan.page import read_picture, upright_turn
from extractors.scan.picture import Gray, Picture, turned
from extractors.scan.reader import PixelBox, ReadLine, rapid_reader
from extractors.scan.recogniser.recogniser import Glyph
from tests.extractors import paper

POINT = 72 / paper.DPI


@lru_cache(maxsize=1)
def upright() -> Page:
    return read_picture(paper.copied(paper.table()), 7, rapid_reader())


def cell_texts(page: Page) -> list[list[str]]:
    out = []
    for r in range(len(paper.ROWS)):
        top, bottom = (paper.TOP + r * paper.HEIGHT) * POINT, (paper.TOP + (r + 1) * paper.HEIGHT) * POINT
        row = []
        for left, right in zip(paper.COLUMNS, paper.COLUMNS[1:], strict=False):
            inside = [w.text for w in page.words if top < w.bbox.cy < bottom and left * POINT < w.bbox.cx < right * POINT]
            row.append(" ".join(inside))
        out.append(row)
    return out


def test_words_lie_in_their_cells() -> None:
    page = upright()
    assert cell_texts(page) == paper.ROWS
    assert page.number == 7
    assert page.kind == "pindaian"
    assert page.turned == 0
    assert all(w.from_ocr and 0 < w.confidence <= 1 for w in page.words)


def test_rulings_come_with_the_words() -> None:
    page = upright()
    assert sum(r.horizontal for r in page.rulings) == len(paper.ROWS) + 1
    assert sum(not r.horizontal for r in page.rulings) == len(paper.COLUMNS)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned_upright(turn: int) -> None:
    lying = turned(paper.copied(paper.table()).gray, (360 - turn) % 360)
    page = read_picture(Picture(np.ascontiguousarray(lying), paper.DPI), 1, rapid_reader())
    assert page.turned == turn
    assert cell_texts(page) == paper.ROWS


class _Counted:
    """A reader that says of every line how surely it reads it, once for each it is asked for."""

    def __init__(self, *sure: float) -> None:
        self.sure = list(sure)
        self.asked = 0

    def find(self, gray: Gray) -> list[PixelBox]:
        return []

    def read(self, crops: Sequence[Gray]) -> list[ReadLine]:
        self.asked += len(crops)
        return [ReadLine((Glyph("a", 0.5, self.sure.pop(0)),)) for _ in crops]


@pytest.mark.parametrize(
    ("sure", "turn", "lines"),
    [
        ((0.99, 0.97), 0, 2),  # two clear ones settle it
        ((0.5, 0.7, 0.98, 0.99), 180, 4),
        ((0.99, 0.9, 0.6, 0.5, 0.7, 0.97), 0, 6),
        ((0.99, 0.9, 0.6, 0.5, 0.9, 0.9, 0.5, 0.5, 0.9, 0.9, 0.5, 0.5), 0, 12),  # one clear one does not
        ((0.8, 0.7, 0.6, 0.9, 0.5, 0.5, 0.9, 0.9, 0.5, 0.5, 0.9, 0.9), 180, 12),
    ],
)
def test_which_way_is_up_is_asked_of_as_few_lines_as_tell(sure: tuple[float, ...], turn: int, lines: int) -> None:
    page = paper.blank()
    pen = ImageDraw.Draw(page)
    for k in range(9):
        pen.text((200, 200 + 60 * k), "meningkatnya kualitas pelayanan", font=ImageFont.load_default(size=28), fill=20)
    reader = _Counted(*sure)
    assert upright_turn(paper.picture(page), reader) == turn
    assert reader.asked == lines
    assert reader.sure == []


def test_what_was_done_to_the_picture_is_told_of_its_tables(tmp_path: Path) -> None:
    lying, standing = tmp_path / "lying.pdf", tmp_path / "standing.pdf"
    for path, turn in ((lying, 90), (standing, 0)):
        Image.fromarray(turned(paper.copied(paper.table()).gray, turn)).save(path, resolution=paper.DPI)
    told = {path: {step for table in extract(path).tables for step in table.steps} for path in (lying, standing)}
    assert "scan.page.upright_turn" in told[lying]
    assert "scan.page.upright_turn" not in told[standing]
    assert not {"scan.stipple.without_stipple", "scan.coloured_ink.coloured_strokes"} & (told[lying] | told[standing])


def test_a_second_reader_is_asked_for_figures_only() -> None:
    class Second:
        def read(self, crops: object) -> list[str | None]:
            return ["?"] * len(list(crops))  # type: ignore[call-overload]

    page = read_picture(paper.copied(paper.table()), 1, rapid_reader(), Second())
    for word in page.words:
        assert (word.second == "?") == any(c.isdigit() for c in word.text)


def test_an_empty_page_is_empty() -> None:
    page = read_picture(paper.picture(Image.new("L", (800, 1100), 252)), 1, rapid_reader())
    assert page.kind == "kosong"
    assert page.words == ()


def test_a_pale_stamp_over_figures_is_not_read() -> None:
    image = paper.table()
    x, y = paper.COLUMNS[3] + 40, paper.TOP + 2 * paper.HEIGHT
    for grow in (0, 30):
        ImageDraw.Draw(image).ellipse((x - 190 + grow, y - 190 + grow, x + 190 - grow, y + 190 - grow), outline=140, width=4)
    for row in (0, 1, 2, 3):  # the print lies over the stamp
        for left, text in zip(paper.COLUMNS, paper.ROWS[row], strict=False):
            paper.write(image, left + 14, paper.TOP + row * paper.HEIGHT + 18, text)
    assert cell_texts(read_picture(paper.picture(image), 1, rapid_reader())) == paper.ROWS


def test_a_table_read_from_a_picture_says_so() -> None:
    box = BBox(0, 0, 90, 20)
    table = Table((Cell(0, 0, 1, 1, "12", 1, box, from_ocr=True),), 1, 1, 0, "garis", 1.0, 1, 1, box)
    born = replace(table, cells=(replace(table.cells[0], from_ocr=False),))
    page = Page(1, 595.0, 842.0, "pindaian", (), ())
    assert [(t.engine, t.from_picture) for t in logical([(page, [table], ())])] == [("garis", True)]
    assert [(t.engine, t.from_picture) for t in logical([(page, [born], ())])] == [("garis", False)]
