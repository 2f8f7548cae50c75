"""Where lines of text are: a finder is asked only where something lies over them, or where letters are smaller."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from extractors.scan.line_boxes import text_boxes
from extractors.scan.picture import Gray, Pieces, ink
from extractors.scan.reader import PixelBox, ReadLine
from tests.extractors import paper

LINES, STEP = 14, 60


class Finder:
    """Sees nothing, and remembers how high the pictures are that it is shown."""

    def __init__(self) -> None:
        self.shown: list[int] = []

    def find(self, gray: Gray) -> list[PixelBox]:
        self.shown.append(gray.shape[0])
        return []

    def read(self, crops: Sequence[Gray]) -> list[ReadLine]:
        raise AssertionError("nothing is read")


def page() -> Image.Image:
    image = paper.blank(1654, 1400)
    for k in range(LINES):
        paper.write(image, 150, 100 + STEP * k, "Meningkatnya kualitas pelayanan publik")
    return image


def boxes_on(image: Image.Image, finder: Finder) -> list[PixelBox]:
    picture = paper.picture(image)
    mask = ink(picture)
    return text_boxes(picture, mask, Pieces.of(mask), [], finder)


def test_a_page_without_stamps_needs_no_finder() -> None:
    finder = Finder()
    assert len(boxes_on(page(), finder)) == LINES
    assert finder.shown == []


def test_a_finder_sees_only_the_strip_with_the_signature() -> None:
    image, finder = page(), Finder()
    ImageDraw.Draw(image).arc((900, 1080, 1400, 1250), 10, 340, fill=20, width=5)
    boxes = boxes_on(image, finder)
    assert len(finder.shown) == 1
    assert finder.shown[0] < image.height / 2 / 3  # at half the resolution
    assert sum(box.y1 < 1000 for box in boxes) == LINES


def test_a_finder_is_asked_where_letters_are_smaller_than_the_page_s() -> None:
    image, finder = page(), Finder()
    pen = ImageDraw.Draw(image)
    pen.arc((900, 1080, 1400, 1250), 10, 340, fill=20, width=5)
    for k in range(4):
        paper.write(image, 900, 110 + 40 * k, "4,852,759   12,019,911   27,986,873", 13)
    boxes_on(image, finder)
    assert len(finder.shown) == 2
