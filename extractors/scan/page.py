"""A scanned page as if it were born digital: words with places and ruling lines, upright and straight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.limits import COUNT, DPI, SHARE, Limit
from extractors.layout.steps import heuristic, nothing, recording, together, zero
from extractors.layout.text_forms import DIGIT
from extractors.model import Page, Ruling, Word
from extractors.scan import words as words_image
from extractors.scan.coloured_ink import render_plain
from extractors.scan.dark_fields import dark_fields, dark_on_light, field_edges, light_fields
from extractors.scan.levelling import levelled
from extractors.scan.line_boxes import text_boxes
from extractors.scan.picture import (
    Gray,
    Mask,
    Picture,
    Pieces,
    ink,
    large_pieces,
    runs_down,
    text_lines,
    turned,
)
from extractors.scan.reader import LineReader, rapid_reader
from extractors.scan.rulings.drawn_through import drawn_through
from extractors.scan.rulings.find import rulings, without_rulings
from extractors.scan.second_reader import SecondReader, SharpenedReader, TesseractReader, find_tesseract, has_languages
from extractors.scan.stipple import without_stipple

if TYPE_CHECKING:
    import pypdfium2

SecondReaderName = Literal["auto", "tesseract", "rapidocr", "none"]


@dataclass(frozen=True, slots=True)
class Limits:
    coarse: Annotated[float, Limit("the direction of text is found at this resolution", DPI)] = 100.0
    readable: Annotated[
        float, Limit("a line read less surely, in the mean of its letters, is dust, a signature or a piece of a picture", SHARE)
    ] = 0.35
    stamped: Annotated[float, Limit("within a stamp, ink less dark than this share of the paper is the stamp's", SHARE)] = 0.5
    one_way: Annotated[float, Limit("where more text runs one way, across or down, the other is not tried", SHARE)] = 0.65
    upright: Annotated[int, Limit("so many lines, read at a time, that are each read surely stand upright", COUNT)] = 2
    clear: Annotated[
        float,
        Limit("they are read so surely (of 190 lines upside down none is over 0.85, of upright ones nine of ten are)", SHARE),
    ] = 0.95


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How scans are read. `tesseract` is a program or None to look on PATH; `text_seconds` limits one call of it.

    `prose`: pages on which a look shows running text and no table are read as well. `languages` are tesseract's: figures need no
    Indonesian (`eng` and `ind+eng` had the same 656 of 704 right).
    """

    dpi: float = 200.0
    second_reader: SecondReaderName = "auto"
    tesseract: str | None = None
    languages: str = "eng"
    threads: int = 1
    text_seconds: float = 60.0
    prose: bool = False


def read_scanned(page: pypdfium2.PdfPage, number: int, options: OcrOptions = OcrOptions()) -> Page:
    """Read a page from its picture. Coordinates are points of the page as turned and straightened."""
    with recording() as steps:
        picture = render_plain(page, options.dpi)
        found = read_picture(picture, number, rapid_reader(options.threads), second_reader(options))
    return replace(found, steps=together(steps))


def read_picture(picture: Picture, number: int, reader: LineReader, second: SecondReader | None = None) -> Page:
    """Read a page from a picture of it, whichever way up it lies."""
    picture = without_stipple(levelled(picture))
    turn = upright_turn(picture, reader)
    picture = drawn_through(Picture(turned(picture.gray, turn), picture.dpi))
    dark = dark_fields(picture)
    edges = field_edges(dark)
    picture = light_fields(picture, dark)

    lines = rulings(picture)
    clean = without_rulings(picture, lines)
    found = read_words(clean, lines, reader)
    if second is not None:
        # From the picture with its rulings: what painting them over may have spoilt is not spoilt twice.
        found = with_second(found, picture, second)
    return Page(
        number=number,
        width=picture.width * picture.points,
        height=picture.height * picture.points,
        kind="pindaian" if found or lines else "kosong",
        words=tuple(found),
        rulings=(*lines, *edges),
        turned=turn,
    )


@heuristic(zero)
def upright_turn(picture: Picture, reader: LineReader, most: int = 6) -> int:
    """The clockwise turn (0, 90, 180, 270) that makes the text upright: the one in which it reads most surely.

    The beginnings of a few lines are read, and only in the two turns that make them run across, unless even that is
    unclear. They are read two by two; as soon as two of a turn read clearly it is settled.
    """
    small = picture.shrunk(LIMITS.coarse)
    pieces = Pieces.of(ink(small))
    down = runs_down(pieces, small.dpi)
    turns = (0, 180) if down < 1 - LIMITS.one_way else (90, 270) if down > LIMITS.one_way else (0, 180, 90, 270)
    beginnings = {turn: _beginnings(picture, small, pieces, turn, most) for turn in turns}
    said: dict[int, list[float]] = {turn: [] for turn in turns}
    for at in range(0, most, LIMITS.upright):
        for turn, crops in beginnings.items():
            said[turn] += [line.confidence for line in reader.read(crops[at : at + LIMITS.upright])]
            if sum(sure >= LIMITS.clear for sure in said[turn]) >= LIMITS.upright:
                return turn
    score = {turn: float(np.mean(sure)) if sure else 0.0 for turn, sure in said.items()}
    return max(turns, key=score.__getitem__) if any(score.values()) else 0


def _beginnings(picture: Picture, small: Picture, pieces: Pieces, turn: int, most: int) -> list[Gray]:
    """The beginnings of the longest lines of text that run across once the page is turned."""
    scale = picture.dpi / small.dpi
    sideways = turn in (90, 270)
    crops: list[Gray] = []
    for blob in text_lines(pieces, small.dpi, down=sideways):
        if max(blob.width, blob.height) > small.dpi * 3.5:
            continue
        pad, enough = 3, round(1.3 * small.dpi)
        width, height = (blob.width, min(blob.height, enough)) if sideways else (min(blob.width, enough), blob.height)
        y0, y1 = max(0, round((blob.y - pad) * scale)), round((blob.y + height + pad) * scale)
        x0, x1 = max(0, round((blob.x - pad) * scale)), round((blob.x + width + pad) * scale)
        crops.append(turned(picture.gray[y0:y1, x0:x1], turn))
        if len(crops) == most:
            break
    return crops


def read_words(clean: Picture, lines: Sequence[Ruling], reader: LineReader) -> list[Word]:
    """The words of an upright picture whose rulings are painted over, in reading order."""
    clean, mask, pieces = _without_stamps(clean)
    boxes = text_boxes(clean, mask, pieces, lines, reader)
    answers = reader.read([dark_on_light(clean.gray[b.y0 : b.y1, b.x0 : b.x1]) for b in boxes])
    out: list[Word] = []
    for box, answer in zip(boxes, answers, strict=True):
        if answer.confidence >= LIMITS.readable:
            out.extend(words_image.words(answer, box, mask, clean.points))
    return words_image.in_reading_order(words_image.without_slivers(out, lines))


def _without_stamps(clean: Picture) -> tuple[Picture, Mask, Pieces]:
    """(the picture without the paler lines of stamps, its ink, the pieces of that): they tie letters together and are read as
    `I`."""
    mask = ink(clean)
    pieces = Pieces.of(mask)
    stamps = _stamps(clean, pieces)
    if stamps is None:
        return clean, mask, pieces
    pale, dark = stamps
    mask[pale] = 0
    gray = clean.gray.copy()
    # The gray rim of a dark letter is the letter's.
    gray[pale & (cv2.dilate(dark, np.ones((3, 3), np.uint8)) == 0)] = 255
    return Picture(gray, clean.dpi), mask, Pieces.of(mask)


@heuristic(nothing)
def _stamps(clean: Picture, pieces: Pieces) -> tuple[NDArray[np.bool_], Mask] | None:
    """(where the paler lines of stamps and signatures are, the ink that is darker); None where there are none."""
    which = large_pieces(pieces, clean.dpi)
    if not which.any():
        return None
    dark = ink(clean, LIMITS.stamped)
    pale = (pieces.kept(which) > 0) & (dark == 0)
    return (pale, dark) if pale.any() else None


def with_second(found: Sequence[Word], picture: Picture, second: SecondReader) -> list[Word]:
    """The words with `second` filled in where they hold a digit."""
    asked = [i for i, word in enumerate(found) if DIGIT.search(word.text)]
    answers = second.read([_around(found[i], picture) for i in asked])
    out = list(found)
    for i, answer in zip(asked, answers, strict=True):
        if answer is not None:
            out[i] = replace(found[i], second=answer)
    return out


def _around(word: Word, picture: Picture) -> Gray:
    """A word's crop with a little paper around it."""
    k, pad = 1 / picture.points, picture.px(1.2)
    b = word.bbox
    y0, y1 = max(0, int(b.y0 * k) - pad), min(picture.height, int(b.y1 * k) + pad)
    x0, x1 = max(0, int(b.x0 * k) - pad), min(picture.width, int(b.x1 * k) + pad)
    return dark_on_light(picture.gray[y0:y1, x0:x1])


@lru_cache(maxsize=4)
def second_reader(options: OcrOptions) -> SecondReader | None:
    """The second reader that the options ask for and this machine has; None where there is none."""
    if options.second_reader == "none":
        return None
    if options.second_reader in ("auto", "tesseract"):
        program = find_tesseract(options.tesseract)
        if program is not None and has_languages(program, options.languages):
            return TesseractReader(program, options.languages, options.text_seconds)
        if options.second_reader == "tesseract":
            return None
    return SharpenedReader(rapid_reader(options.threads))
