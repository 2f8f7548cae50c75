"""A second reader of born-digital figures: pdfminer, as pdfplumber gives its characters, on pages whose letters are in doubt."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.engines.bounded import within
from extractors.layout.text_forms import DIGIT
from extractors.model import BBox, Page, Word

_SECONDS = 10.0
"""A page takes no longer."""
_SIZE = 1.0
"""Points: both readers say how large the page is, and differ by less."""
_FOUND = 0.5
"""Letters stand at so great a share of the figures, or the places do not fit."""
_BESIDE = 0.2
"""A letter that goes on in a figure stands no further away, in shares of its height."""
_SAME = 0.12
"""A letter drawn again no further away is one, in shares of its height."""
_NAMELESS = "\ufffd"
"""What stands for a glyph that pdfminer cannot name (`(cid:12)`)."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: BBox


class SecondLetters:
    """Opens the file where it is asked for the first time, and never where no page is in doubt."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Any = None

    def beside(self, page: Page) -> Page:
        """The page with what pdfminer saw beside each figure that it read otherwise; as it is where that has no answer."""
        figures = [word for word in page.words if DIGIT.search(word.text) and not word.turned]
        if not page.doubted or not figures:
            return page
        try:
            letters = within(_SECONDS, lambda: self._letters(page))
        except Exception:  # whatever a library raises, and the end of its time: the first reading stays alone
            return page
        held = {id(word): [one for one in letters if _inside(one.box, word.bbox)] for word in page.words}
        taken = {id(one) for ones in held.values() for one in ones}
        free = [one for one in letters if id(one) not in taken]
        seen = {id(word): _text(held[id(word)], free, word.bbox.height) for word in figures}
        if sum(map(bool, seen.values())) < _FOUND * len(figures):
            return page
        words = (dataclasses.replace(w, second=other) if (other := _other(w, seen.get(id(w)))) else w for w in page.words)
        return dataclasses.replace(page, words=tuple(words))

    def close(self) -> None:
        if self._document is not None:
            self._document.close()

    def _letters(self, page: Page) -> list[_Letter]:
        import pdfplumber  # late: only where letters are in doubt

        if self._document is None:
            self._document = pdfplumber.open(self._path)
        seen = self._document.pages[page.number - 1]
        try:
            width, height = (seen.height, seen.width) if page.turned % 180 else (seen.width, seen.height)
            if abs(width - page.width) > _SIZE or abs(height - page.height) > _SIZE:
                return []
            return list(_upright(seen.chars, page))
        finally:
            seen.close()


def _upright(chars: Sequence[dict[str, Any]], page: Page) -> Iterator[_Letter]:
    """The letters with their boxes turned as the page was."""
    for char in chars:
        x0, y0, x1, y1 = (float(char[name]) for name in ("x0", "top", "x1", "bottom"))
        box = {
            0: BBox(x0, y0, x1, y1),
            90: BBox(page.width - y1, x0, page.width - y0, x1),
            180: BBox(page.width - x1, page.height - y1, page.width - x0, page.height - y0),
            270: BBox(y0, page.height - x1, y1, page.height - x0),
        }[page.turned]
        text = char["text"].strip()
        if text:
            yield _Letter(_NAMELESS if text.startswith("(cid:") else text, box)


def _inside(letter: BBox, place: BBox) -> bool:
    return place.x0 <= letter.cx < place.x1 and place.y0 <= letter.cy < place.y1


def _text(held: Sequence[_Letter], free: Sequence[_Letter], height: float) -> str:
    """What stands in the place of a word from left to right, and goes on beside it where no other word stands (a figure cut by
    its cell); each letter once though it was drawn twice."""
    run = list(held)
    while run:
        left, right = min(one.box.x0 for one in run), max(one.box.x1 for one in run)
        near = _BESIDE * height
        more = [
            one
            for one in free
            if one not in run
            and abs(one.box.cy - run[0].box.cy) < near
            and (abs(one.box.x0 - right) < near or abs(one.box.x1 - left) < near)
        ]
        if not more:
            break
        run += more
    run.sort(key=lambda one: one.box.x0)
    return "".join(one.text for n, one in enumerate(run) if not any(_again(one, other, _SAME * height) for other in run[:n]))


def _again(one: _Letter, other: _Letter, near: float) -> bool:
    return one.text == other.text and abs(one.box.x0 - other.box.x0) < near and abs(one.box.y0 - other.box.y0) < near


def _other(word: Word, seen: str | None) -> str | None:
    """What was seen in a word's place where its digits are others; None where they are the same, or nothing was seen."""
    if not seen or [ch for ch in seen if ch.isdigit()] == [ch for ch in word.text if ch.isdigit()]:
        return None
    return seen
