"""Bare numbers of a heading that count the years, the quarters or the months of the group above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.model import Cell
from normalizers.wordings.column_words import quarter_follows, year_follows
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.groups import parts_of, words_above


@dataclass(frozen=True, slots=True)
class Limits:
    years: Annotated[int, Limit("a plan counts no more years", COUNT)] = 6
    measures: Annotated[int, Limit("and heads each with no more columns", COUNT)] = 4


LIMITS = Limits()
ROMANS = "I II III IV V VI VII VIII IX X XI XII"
QUARTERS, _MONTHS = 4, 12
LETTERS = {"T": "Target", "R": "Realisasi", "C": "Capaian"}
"""What a letter alone stands for where the first two stand together; alone they say nothing."""


def counts_years(grid: TableGrid, start: int, row: int) -> bool:
    """Whether bare numbers `1 2 3` are the years of a plan, each under a group that ends in `ke-` or `Tahun`, or all the quarters
    of one, under a group that ends in `Triwulan`, or all months of it; words beside them are leaves of other groups (`Anggaran |
    Realisasi` below `Rata-rata Pertumbuhan`)."""
    filled = grid.filled(row)
    if row <= start or not filled or len(filled) > LIMITS.years * LIMITS.measures or filled[0].column == 0:
        return False
    counted = [c for c in filled if not any(map(str.isalpha, c.text))]
    if counted and all(month_counted(grid, cell) == place for place, cell in enumerate(counted)):
        return True
    groups = [words_above(grid, cell) for cell in counted]
    quarters = [c.text.strip(" ()") for c in counted] == [str(n + 1) for n in range(QUARTERS)]
    return bool(groups) and (all(map(year_follows, groups)) or (quarters and all(map(quarter_follows, groups))))


def month_counted(grid: TableGrid, cell: Cell) -> int | None:
    """Which month, from 0, a bare number counts: one of twelve side by side under one group (`Realisasi` over `1 2 ... 12`),
    where a column of sums may follow them, or without any behind the names of other columns (`Indikator | 1 2 ... 12`)."""
    group = grid.at(cell.row - 1, cell.column) if cell.row else None
    months = months_beside_names(grid.filled(cell.row))
    if cell in months:
        return months.index(cell)
    if group is None or not group.text.strip() or group.column == 0:
        return None
    under = parts_of(grid, group, cell.row)
    counted = [letter_of(c) for c in under]
    numbered = counted[:_MONTHS] in ([str(n + 1) for n in range(_MONTHS)], ROMANS.split())
    place = under.index(cell)
    return place if numbered and place < _MONTHS else None


def months_beside_names(filled: Sequence[Cell]) -> Sequence[Cell]:
    """Of the cells of a row of a heading the twelve that number the months, with names of other columns on both sides; a row that
    numbers all columns has none."""
    first = next((n for n, c in enumerate(filled) if letter_of(c) == "1"), 0)
    months = filled[first : first + _MONTHS]
    beside = (*filled[:first], *filled[first + _MONTHS :])
    side_by_side = len(months) == _MONTHS and months[-1].column - months[0].column == _MONTHS - 1
    counted = [letter_of(c) for c in months] == [str(n + 1) for n in range(_MONTHS)]
    named = first > 0 and len(filled) > first + _MONTHS and all(any(map(str.isalpha, c.text)) for c in beside)
    return months if side_by_side and counted and named else ()


def counts_years_in_romans(grid: TableGrid, cells: Sequence[Cell]) -> bool:
    """Whether a Roman number counts a year of a plan: a group has `I II III IV V` side by side, and a year has four quarters."""
    if len(cells) < 2:
        return False
    group, last = cells[-2:]
    under = parts_of(grid, group, last.row)
    counted = [letter_of(c) for c in under]
    few = QUARTERS < len(counted) < _MONTHS
    return last in under and few and counted == ROMANS.split()[: len(counted)]


def letter_of(cell: Cell) -> str:
    """A short text without what stands around it: `(T)`, `iv.`."""
    return cell.text.strip(" .()\n").upper()
