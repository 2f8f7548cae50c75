"""A year of a row of years that was typed wrongly: `2019, 2021, 2021, 2022`, `2016, 2017, 2108, 2019`, `2021 (n)` beside
`2019 (n-1)`; a year that a narrow column breaks: `Tahun 201` over `9`, `201` over `6` beside other years."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import heuristic
from extractors.model import Cell
from normalizers.tahun import YEAR_MAX, YEAR_MIN, find_ranges
from normalizers.text import clean
from pipeline.tables.grid import TableGrid


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("years stand in so many of the first rows of a table", COUNT)] = 5
    fewest: Annotated[int, Limit("of fewer years the wrong one cannot be told", COUNT)] = 4


LIMITS = Limits()


_WORD = r"(?:t\w{1,4}\.?)"  # `Tahun`, `Thn.`, `Th`
_YEAR = re.compile(rf"(\W*{_WORD}?\W*)(\d{{4}})(\W*)", re.IGNORECASE)
_COUNTED = re.compile(rf"\W*{_WORD}?\W*(\d{{4}})\s*\(\s*{_WORD}?\s*n\s*(?:([-–+])\s*(\d)\s*)?\)", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=\d)\n(?=\d)")
_BROKEN_YEAR = re.compile(rf"\b{_WORD}\s+(?:(?:19|20)\d\n\d|(?:19|20)\n\d\d)(?!\d)", re.IGNORECASE)

_ALONE = re.compile(r"\W*(?:19|20)(?:\d\n\d|\n\d\d)\W*")


def _as_they_are(grid: TableGrid, _: Iterable[str]) -> tuple[TableGrid, frozenset[int]]:
    return grid, frozenset()


@heuristic(_as_they_are)
def with_years_mended(grid: TableGrid, titles: Iterable[str]) -> tuple[TableGrid, frozenset[int]]:
    """The grid with such a year as its neighbours say it, and the columns where nothing but these says so.

    All years of the row but one must follow each other, forwards or backwards, or lie as far from one year as each says. It is
    sure where a title names the period of the whole row; without one the year that is printed may be meant.
    """
    grid = _put_together(grid)
    for row in range(min(LIMITS.rows, grid.rows)):
        printed, meant = _followed(grid, row) or _counted(grid, row)
        wrong = [c for c in grid.filled(row) if c.column in meant and meant[c.column] != printed[c.column]]
        if not wrong:
            continue
        mended = grid.with_cells(_with_year(c, printed[c.column], meant[c.column]) for c in wrong)
        period = min(meant.values()), max(meant.values())
        told = any((r.first, r.last) == period for title in titles for r in find_ranges(clean(title)))
        unsure = () if told else (i for c in wrong for i in range(c.column, c.column + c.column_span))
        return mended, frozenset(unsure)
    return grid, frozenset()


def _with_year(cell: Cell, printed: int, meant: int) -> Cell:
    return replace(cell, text=clean(cell.text).replace(str(printed), str(meant)), line_tops=())


def _put_together(grid: TableGrid) -> TableGrid:
    broken: list[Cell] = []
    for row in range(min(LIMITS.rows, grid.rows)):
        filled = grid.filled(row)
        beside = any(_YEAR.fullmatch(c.text) for c in filled)
        broken += [c for c in filled if _BROKEN_YEAR.search(c.text) or (beside and _ALONE.fullmatch(c.text))]
    return grid.with_cells(replace(c, text=_whole(c.text), line_tops=()) for c in broken)


def _whole(text: str) -> str:
    found = _ALONE if _ALONE.fullmatch(text) else _BROKEN_YEAR
    return found.sub(lambda m: _BROKEN.sub("", m.group()), text)


def _followed(grid: TableGrid, row: int) -> tuple[dict[int, int], dict[int, int]] | None:
    """The years of a row as printed and as meant, by column, where they follow each other."""
    printed = {c.column: int(m.group(2)) for c in grid.filled(row) if (m := _YEAR.fullmatch(clean(c.text)))}
    meant = _meant(printed)
    return (printed, meant) if meant else None


def _counted(grid: TableGrid, row: int) -> tuple[dict[int, int], dict[int, int]]:
    """The same where each says how far it lies from one year, `2019 (n-1)`: of the year that several agree on."""
    found = [(c.column, m) for c in grid.filled(row) if (m := _COUNTED.fullmatch(clean(c.text)))]
    printed = {column: int(m.group(1)) for column, m in found}
    offsets = {column: int(f"{m.group(2) or '+'}{m.group(3) or 0}".replace("–", "-")) for column, m in found}
    base, votes = Counter(printed[c] - offsets[c] for c in printed).most_common(1)[0] if found else (0, 0)
    return printed, {c: base + offsets[c] for c in printed} if votes > max(LIMITS.fewest - 2, len(found) / 2) else {}


def _meant(printed: Mapping[int, int]) -> dict[int, int]:
    """The years that a row means, by column, where all but one follow each other; empty where they do, or more are off."""
    columns, years = list(printed), list(printed.values())
    if len(years) < LIMITS.fewest:
        return {}
    for step, at in itertools.product((1, -1), range(2)):
        row = [years[at] + step * (i - at) for i in range(len(years))]
        off = sum(a != b for a, b in zip(row, years, strict=True))
        if off == 1 and all(YEAR_MIN <= y <= YEAR_MAX for y in row):
            return dict(zip(columns, row, strict=True))
    return {}
