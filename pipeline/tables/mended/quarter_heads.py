"""Heads of quarters that a scan shows in part: `I | II | | IN`, `TW I | TW II | TWI1 II | TW IV` under `Target Triwulan`.

Four columns, or four pairs of them, under a name that ends in the word for a quarter are its four, in order. Two of the numerals
are read in their places, be it as strokes (`1I`), and none in another's: what is left of the others is a slip of the reader. So
is a lone stroke where the three others are read (`I | II | I | IV`).
So is one of four that stand side by side, each behind the word, where the three others are read, or the last and one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, Limit
from extractors.layout.steps import heuristic
from extractors.model import Cell
from normalizers.wordings.column_words import quarter_follows, without_quarter_word
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import QUARTERS, ROMANS
from pipeline.tables.mended.shared_heads import LIMITS as HEADS

_NUMERALS = ROMANS.split()[:QUARTERS]
_STROKES = str.maketrans("1l|", "III")


@dataclass(frozen=True, slots=True)
class Limits:
    read: Annotated[int, Limit("so many of the four numerals are read in their places", COUNT)] = 2
    letters: Annotated[int, Limit("what a numeral was misread as has no more letters", CHARACTERS)] = 4


LIMITS = Limits()


@heuristic(lambda grid: grid)
def with_quarters_counted(grid: TableGrid) -> TableGrid:
    """The grid of a scan with the numerals of all four quarters where these are told."""
    changed: list[Cell] = []
    for row in range(min(HEADS.rows, grid.rows - 1)):
        for group in grid.filled(row):
            if group.column_span % len(_NUMERALS) == 0 and quarter_follows(" ".join(group.text.split())):
                changed += _counted(grid, group)
        changed += _of_a_run(grid.filled(row))
    return grid.with_cells(changed)


def _of_a_run(cells: Sequence[Cell]) -> list[Cell]:
    """The heads of four side by side, each a word for a quarter and its numeral, or these alone, of which strokes were lost:
    `Triwulan I | Triwulan II | Triwulan II | Triwulan IV`. Where such a stroke was taken for a border, what is blank behind
    it is its own."""
    for run in (cells[n : n + QUARTERS] for n in range(len(cells) - QUARTERS + 1)):
        texts = [" ".join(cell.text.split()) for cell in run]
        said = [without_quarter_word(text).strip(" .()") for text in texts]
        words = {text.removesuffix(numeral).strip() for text, numeral in zip(texts, said, strict=True)}
        wrong = [n for n, (text, numeral) in enumerate(zip(said, _NUMERALS, strict=True)) if text != numeral]
        misread = len(wrong) == 1 and "" not in words and not _tells(said[wrong[0]])  # `Triwulan If`
        lost = all(run[n].from_ocr and (misread or _is_strokes(said[n])) for n in wrong)
        if _told(said, wrong) and lost and len(words) == 1 and (not (word := words.pop()) or quarter_follows(word)):
            width = max(cell.column_span for cell in run)
            names = {n: f"{word} {_NUMERALS[n]}".strip() for n in wrong}
            return [replace(run[n], text=names[n], column_span=_up_to(run, n, width), line_tops=()) for n in wrong]
    return []


def _told(said: Sequence[str], wrong: Sequence[int]) -> bool:
    """Whether the others tell what those of four numerals are that are `wrong`: three, or the last and one more."""
    return len(wrong) == 1 or (0 < len(wrong) <= QUARTERS - LIMITS.read and said[-1] == _NUMERALS[-1])


def _up_to(run: Sequence[Cell], n: int, width: int) -> int:
    """Over how many columns a head reaches, up to the next, but for no more than the widest does."""
    gap = run[n + 1].column - run[n].column if n + 1 < len(run) else run[n].column_span
    return gap if gap <= width else run[n].column_span


def _counted(grid: TableGrid, group: Cell) -> list[Cell]:
    """The heads below a group with their numerals; none where they are all read, or do not tell."""
    width = group.column_span // len(_NUMERALS)
    below = [grid.begun(group.row + group.row_span, group.column + width * n) for n in range(len(_NUMERALS))]
    heads = [cell for cell in below if cell is not None and cell.column_span == width]
    if len(heads) < len(_NUMERALS) or not any(cell.from_ocr for cell in heads):
        return []
    said = [without_quarter_word(cell.text.replace("\n", " ").strip(" .()")).replace(" ", "") for cell in heads]
    right = [numeral in (text, text.translate(_STROKES)) for text, numeral in zip(said, _NUMERALS, strict=True)]
    others = [text for text, whole in zip(said, right, strict=True) if not whole]
    lost = len(others) == 1 and _is_strokes(others[0])  # `I | II | I | IV`
    if sum(right) < LIMITS.read or (any(map(_tells, others)) and not lost):
        return []
    return [
        replace(cell, text=numeral, line_tops=())
        for cell, text, numeral in zip(heads, said, _NUMERALS, strict=True)
        if text != numeral
    ]


def _is_strokes(text: str) -> bool:
    """Whether a text is what is left of a numeral of strokes, or nothing."""
    return not text.translate(_STROKES).strip("I")


def _tells(text: str) -> bool:
    """Is a text more than a numeral misread: another numeral, a figure, a word?"""
    numeral = not _is_strokes(text) and set(text) <= set("IVX")
    return numeral or text in _NUMERALS or text.isdigit() or len(text) > LIMITS.letters
