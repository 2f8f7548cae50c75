"""What stands above one column, from the top level of the heading to the leaf."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.model import Cell
from normalizers.heading_words import HeadingReading, number_of
from normalizers.tahun import month_name
from normalizers.wordings.column_words import quarter_follows, year_follows
from normalizers.wordings.row_words import is_numbered_label
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import LETTERS, counts_years_in_romans, letter_of, month_counted
from pipeline.tables.headings.groups import group_of
from pipeline.tables.headings.head_rows import is_heading
from pipeline.tables.headings.heading import Read


@dataclass(frozen=True, slots=True)
class Limits:
    group: Annotated[int, Limit("a group of a year is named in no more words", COUNT)] = 4


LIMITS = Limits()
_BARE_DIGIT = re.compile(r"^\s*\(?(?:[1-9]|10)\)?\s*$")
_FROM_THIS_YEAR = re.compile(r"\W*([^\W\d_]+)\s*\(?\s*([-+–])\s*(\d)\s*\)?\W*")
_T_ALONE = re.compile(r"\W*T\s*([-+–]\s*\d)?\W*")
"""`T-1 | T | T+1` over budgets, form RKA of Permendagri 77/2020."""
_PAIR = {letter: LETTERS[letter] for letter in "TR"}  # only where both stand in one row of the heading
_SHARE_LETTER = re.compile(r"\W*C\W*")  # `% C` beside these


def path_of(grid: TableGrid, read: Read, rows: list[int], column: int) -> tuple[HeadingReading, ...]:
    """What the cells above a column say, those that head columns where any does."""
    cells: list[Cell] = []
    for r in rows:
        cell = grid.at(r, column)
        if cell is not None and not cell.text.strip():
            cell = group_of(grid, rows, r, column)
        if cell is not None and cell.text.strip() and cell not in cells:
            cells.append(cell)
    readings = _counted([read(_beside_this_year(grid, read, c)) for c in cells], grid, read, cells)
    good = [
        r
        for r, c in zip(readings, cells, strict=True)
        if (is_heading(r) or _year_of_a_group(r, c)) and not is_numbered_label(r.teks.strip())
    ]
    if good and _share_in_a_group(cells, readings, good):
        good.append(readings[-1])
    return tuple(good or readings)


def _share_in_a_group(cells: Sequence[Cell], readings: Sequence[HeadingReading], good: Sequence[HeadingReading]) -> bool:
    """Whether the last cell heads one column of the group above it as a share, of what is not understood: `2022` over `% Rl. Pg.`
    is no column of the year alone."""
    if len(cells) <= 1 or readings[-1] in good or readings[-2] not in good:
        return False
    short = len(cells[-1].text.split()) <= LIMITS.group
    return short and readings[-1].says("persen") and cells[-1].column_span == 1 < cells[-2].column_span


def _counted(said: Sequence[HeadingReading], grid: TableGrid, read: Read, cells: Sequence[Cell]) -> list[HeadingReading]:
    """What the cells of a path say, with bare numbers and letters as what they stand for below their groups."""
    readings = list(said)
    for place, (above, cell) in enumerate(itertools.pairwise(cells), start=1):
        if _BARE_DIGIT.match(cell.text) and quarter_follows(" ".join(above.text.split())):
            readings[place] = read(f"Triwulan {cell.text.strip(' ()')}")
    if len(cells) >= 2 and _BARE_DIGIT.match(cells[-1].text) and year_follows(" ".join(cells[-2].text.split())):
        readings[-1] = read(f"Tahun ke-{cells[-1].text.strip()}")
    elif counts_years_in_romans(grid, cells):
        readings[-1] = read(f"Tahun ke-{number_of(letter_of(cells[-1]).lower())}")
    elif cells and (month := month_counted(grid, cells[-1])) is not None:
        readings[-1] = read(f"Bulan {month_name(month + 1)}")
    for place, cell in enumerate(cells[1:], start=1):
        if set(_PAIR) <= {letter_of(c) for c in grid.filled(cell.row)}:
            short = _SHARE_LETTER.fullmatch(cell.text)
            readings[place] = read("% Capaian" if short else _PAIR.get(letter_of(cell), cell.text))
    return readings


def _beside_this_year(grid: TableGrid, read: Read, cell: Cell) -> str:
    """What a heading says; `Tahun-1` and `Tahun+1` beside `Tahun N` are told from that year, and count none of a plan, nor do
    `T-1` and `T+1` beside `T`."""
    letter = _T_ALONE.fullmatch(cell.text)
    if letter and any((t := _T_ALONE.fullmatch(c.text)) and t.group(1) for c in grid.filled(cell.row)):
        return f"Tahun N{letter.group(1) or ''}"
    told = _FROM_THIS_YEAR.fullmatch(cell.text)
    if told is None or not year_follows(told.group(1)) or all(read(c.text).tahun_relatif != 0 for c in grid.filled(cell.row)):
        return cell.text
    return f"{told.group(1)} N{told.group(2)}{told.group(3)}"


def _year_of_a_group(reading: HeadingReading, cell: Cell) -> bool:
    """Whether a cell over several columns says their year, though the word beside it is unknown: `Usulan 2023`."""
    return cell.column_span > 1 and len(set(reading.tahun)) == 1 and len(reading.teks.split()) <= LIMITS.group
