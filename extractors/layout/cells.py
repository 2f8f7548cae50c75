"""A cell from the words in it, and two cells that turn out to be one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractors.layout.lines import joined_second, text_of
from extractors.model import BBox, Cell, Word


def cell_of(words: Sequence[Word], row: int, column: int, row_span: int, column_span: int, page: int, bbox: BBox) -> Cell:
    """A cell with the text of its words; `second` is set where a second reader saw something else or the same."""
    text, tops = text_of(words)
    letters = sum(len(w.text) for w in words)
    second = None
    if any(w.second is not None for w in words):
        second, _ = text_of([Word(w.second if w.second is not None else w.text, w.bbox) for w in words])
    return Cell(
        row,
        column,
        row_span,
        column_span,
        text,
        page,
        bbox,
        confidence=round(sum(w.confidence * len(w.text) for w in words) / letters, 4) if letters else 1.0,
        from_ocr=any(w.from_ocr for w in words),
        second=second,
        line_tops=tops,
    )


def joined(first: Cell, rest: Cell, between: str = "\n") -> Cell:
    """Two cells that are one, `rest` read behind `first`, whose row, column and spans it has.

    The whole is as sure as its weakest part and read from a picture if any part was. Of two pages it stands on the one where
    its text begins.
    """
    box = first.bbox.union(rest.bbox) if first.page == rest.page else None
    if not rest.text:
        return first if box is None else dataclasses.replace(first, bbox=box)
    if not first.text:
        place = {name: getattr(first, name) for name in ("row", "column", "row_span", "column_span")}
        return dataclasses.replace(rest, **place, bbox=box or rest.bbox)
    return dataclasses.replace(
        first,
        text=f"{first.text}{between}{rest.text}",
        bbox=box or first.bbox,
        confidence=min(first.confidence, rest.confidence),
        from_ocr=first.from_ocr or rest.from_ocr,
        second=joined_second((first, rest), between),
        line_tops=_tops(first, rest, between),
    )


def _tops(first: Cell, rest: Cell, between: str) -> tuple[float, ...]:
    """Of each line of the whole; none where those of a part are not known."""
    if any(len(cell.line_tops) != len(cell.text.split("\n")) for cell in (first, rest)):
        return ()
    return (*first.line_tops, *(rest.line_tops if between == "\n" else rest.line_tops[1:]))
