"""Tables that are pictures on a page of print: a copy of a sheet or of a screen, pasted between a header and a footer.

What of a page is picture decides, not how many letters stand beside it: a picture that shows a grid with print in it is read,
and its words and borders are put among those of the page, at their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import numpy as np

from extractors.layout.limits import COUNT, GRAYS, POINTS, SHARE, TIMES, Limit
from extractors.model import PICTURED, BBox, Page, Ruling, Word
from extractors.scan.page import OcrOptions, read_picture, second_reader
from extractors.scan.picture import Picture, Pieces, drawn, ink, letters, positive, text_lines
from extractors.scan.reader import rapid_reader
from extractors.scan.rulings.find import rulings

if TYPE_CHECKING:
    import pypdfium2

_LOOK_DPI = 100.0
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Limits:
    wide: Annotated[float, Limit("a table is wider; logos, stamps and codes are not", POINTS)] = 140.0
    high: Annotated[float, Limit("and higher: two rows", POINTS)] = 30.0
    paper: Annotated[float, Limit("so much of a table is its paper; of a photograph nothing is", SHARE)] = 0.45
    even: Annotated[int, Limit("paper differs no more from its middle", GRAYS)] = 10
    lines: Annotated[
        int, Limit("a grid has so many level lines that cross the same so many upright ones; a chart's axes do not", COUNT)
    ] = 3
    across: Annotated[float, Limit("so wide in shares of the picture; the boxes of a diagram are narrower", SHARE)] = 0.4
    meet: Annotated[float, Limit("lines that meet end no further apart", POINTS)] = 3.0
    whole: Annotated[float, Limit("a picture over so much of the page is a scan of all of it", SHARE)] = 0.8
    half: Annotated[float, Limit("a picture over so much of it is most of what is on it", SHARE)] = 0.4
    few: Annotated[int, Limit("where fewer letters are printed", COUNT)] = 400
    text: Annotated[int, Limit("such a picture has so many lines of text, or a grid", COUNT)] = 5
    seam: Annotated[float, Limit("strips of one picture lie no further apart", POINTS)] = 1.0
    fine: Annotated[float, Limit("smaller letters are drawn larger before they are read", POINTS)] = 5.0
    finest: Annotated[float, Limit("but no more than so many times", TIMES)] = 2.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that has to be read: its place, and the height of its letters in points."""

    bbox: BBox
    letters: float


def pasted_tables(handle: pypdfium2.PdfPage, page: Page) -> tuple[Pasted, ...]:
    """The pictures on a page of print that show a grid with print in it, or are all of the page and show text.

    None on a page that is turned or known for a scan already.
    """
    if page.kind in PICTURED or page.turned:
        return ()
    whole = BBox(0, 0, page.width, page.height)
    boxes = _without_seams([_within(box, whole) for box in page.pictures])
    large = [box for box in boxes if box.width >= LIMITS.wide and box.height >= LIMITS.high]
    return tuple(found for box in large if (found := _table_in(handle, page, box)) is not None)


def takes_page(pasted: Sequence[Pasted], page: Page) -> bool:
    """Whether the page is a scan over which something was printed, a note of its signing or a number."""
    return any(_whole(p.bbox, page) for p in pasted)


def _whole(box: BBox, page: Page) -> bool:
    return box.width * box.height >= LIMITS.whole * page.width * page.height


def _without_seams(boxes: Sequence[BBox]) -> list[BBox]:
    """The boxes, those that are strips of one picture put together: as wide, one right below the other."""
    out: list[BBox] = []
    for box in sorted(set(boxes), key=lambda b: (b.x0, b.x1, b.y0)):
        last = out[-1] if out else None
        near = LIMITS.seam
        if last and abs(last.x0 - box.x0) <= near and abs(last.x1 - box.x1) <= near and abs(last.y1 - box.y0) <= near:
            out[-1] = last.union(box)
        else:
            out.append(box)
    return out


def read_pasted(handle: pypdfium2.PdfPage, page: Page, pasted: Sequence[Pasted], options: OcrOptions) -> Page:
    """The page with what is read in its pictures among its print. A picture that lies on its side is left out."""
    words, lines = list(page.words), list(page.rulings)
    for table in pasted:
        finer = min(LIMITS.finest, max(1.0, LIMITS.fine / max(table.letters, 1.0)))
        picture = _cut(handle, page, table.bbox, options.dpi * finer)
        read = read_picture(picture, page.number, rapid_reader(options.threads), second_reader(options))
        if read.turned:
            continue
        x, y = table.bbox.x0, table.bbox.y0
        at = next((n for n, word in enumerate(words) if word.bbox.cy > y), len(words))
        words[at:at] = [_moved(word, x, y) for word in read.words]
        lines += [Ruling(r.x0 + x, r.y0 + y, r.x1 + x, r.y1 + y, r.thickness) for r in read.rulings]
    return replace(page, kind="campuran", words=tuple(words), rulings=tuple(lines))


def _within(box: BBox, whole: BBox) -> BBox:
    return BBox(max(box.x0, whole.x0), max(box.y0, whole.y0), min(box.x1, whole.x1), min(box.y1, whole.y1))


def _moved(word: Word, x: float, y: float) -> Word:
    b = word.bbox
    return replace(word, bbox=BBox(b.x0 + x, b.y0 + y, b.x1 + x, b.y1 + y))


def _cut(handle: pypdfium2.PdfPage, page: Page, box: BBox, dpi: float) -> Picture:
    """A part of the page as a picture, what is printed over it painted white: that is known already."""
    scale, _ = drawn(handle, dpi)
    crop = (box.x0, page.height - box.y1, page.width - box.x1, box.y0)
    pixels = np.asarray(handle.render(scale=scale, crop=crop, grayscale=True).to_numpy())
    gray = np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)
    for word in page.words:
        b = word.bbox
        if b.overlap(box):
            y0, y1 = max(0, int((b.y0 - box.y0) * scale)), int((b.y1 - box.y0) * scale) + 1
            x0, x1 = max(0, int((b.x0 - box.x0) * scale)), int((b.x1 - box.x0) * scale) + 1
            gray[y0:y1, x0:x1] = _WHITE
    return Picture(positive(gray), scale * 72)


def _table_in(handle: pypdfium2.PdfPage, page: Page, box: BBox) -> Pasted | None:
    """The picture as one that has to be read; None where it shows no table and is no scan of the page."""
    picture = _cut(handle, page, box, _LOOK_DPI)
    pieces = Pieces.of(ink(picture))
    _, size = letters(pieces, picture.dpi)
    if size == 0.0:
        return None
    if _is_page(box, page):
        shows = len(text_lines(pieces, picture.dpi)) >= LIMITS.text or _is_grid(rulings(picture), box.width)
    else:
        shows = _on_paper(picture) and _is_grid(rulings(picture), box.width)
    return Pasted(box, size * picture.points) if shows else None


def _is_page(box: BBox, page: Page) -> bool:
    """Whether a picture is the page, or most of what is on it: then its text counts too, and not only a table in it."""
    share = box.width * box.height / (page.width * page.height)
    return share >= LIMITS.whole or (share >= LIMITS.half and sum(len(w.text) for w in page.words) < LIMITS.few)


def _on_paper(picture: Picture) -> bool:
    """Whether most of a picture is of one brightness, as paper and screens are and photographs are not."""
    counts = np.bincount(picture.gray.reshape(-1), minlength=256)
    around = np.convolve(counts, np.ones(2 * LIMITS.even + 1), "same")
    return bool(around.max() >= LIMITS.paper * picture.gray.size)


def _is_grid(lines: Sequence[Ruling], width: float) -> bool:
    """Whether enough level lines are crossed by the same upright ones. The boxes of a diagram share no more than two."""
    down = [line for line in lines if not line.horizontal]
    across = [line for line in lines if line.horizontal and line.x1 - line.x0 >= LIMITS.across * width]
    crossing = [{n for n, upright in enumerate(down) if _meet(line, upright)} for line in across]
    return any(sum(len(own & other) >= LIMITS.lines for other in crossing) >= LIMITS.lines for own in crossing)


def _meet(level: Ruling, upright: Ruling) -> bool:
    near = LIMITS.meet
    return level.x0 - near <= upright.x0 <= level.x1 + near and upright.y0 - near <= level.y0 <= upright.y1 + near
