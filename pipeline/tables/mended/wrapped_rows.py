"""Rows of tables without ruling lines that are only the next text line of the row above (or the first of the one below).

A name that wraps makes rows of its own there. Their text goes back to the row that holds the number or the figures, so that
every place keeps its row index; the emptied rows stay, blank. What distances and forms tell, extractors have joined before
(`rows.by_wraps`, `logical.cut_rows`); here the columns' meaning does: a row without figures or number is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Annotated

from extractors.layout.cells import joined
from extractors.layout.limits import CHARACTERS, COUNT, LINE_HEIGHTS, SHARE, TIMES, Limit
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import HEADS, ROW_NUMBER
from extractors.model import Cell
from normalizers.text import fold, is_missing
from normalizers.wordings.fact_words import begins_aim
from normalizers.wordings.row_words import hangs, is_total, labelled
from pipeline.datasets.vocabulary import Peran
from pipeline.tables.columns.column import NAMING, Column
from pipeline.tables.grid import TableGrid
from pipeline.tables.rows.marks import marks_sasaran


@dataclass(frozen=True, slots=True)
class Limits:
    counted: Annotated[int, Limit("so many rows with a number show that all are numbered", COUNT)] = 2
    near: Annotated[float, Limit("lines of one paragraph stand nearer", LINE_HEIGHTS)] = 0.6
    pitch: Annotated[float, Limit("or follow each other so closely, in pitches of lines of the column", TIMES)] = 1.2
    close: Annotated[
        float, Limit("a gap so much smaller than the one on the other side binds a line to its neighbour", SHARE)
    ] = 0.5
    letters: Annotated[int, Limit("words that slipped into another column have so many letters", CHARACTERS)] = 3
    begun: Annotated[int, Limit("so many names that begin alike tell how all do", COUNT)] = 3
    beginning: Annotated[int, Limit("the word that they begin with has so many letters", CHARACTERS)] = 4
    alike: Annotated[float, Limit("so many of the names begin with it", SHARE)] = 0.75


LIMITS = Limits()


_FIGURES: tuple[Peran, ...] = ("nilai", "rupiah", "samping")
_NUMBER_AND_WORDS = re.compile(r"^(\(?\s*\d{1,3}\s*[.)]{1,2})\s+(?=[^\W\d_]{2})")
_NUMBERED = re.compile(rf"{ROW_NUMBER.pattern}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?$")
"""`1`, `a.`, and `1.1` below `1`."""
_CODE_REST = re.compile(r"^\d{1,4}(?:\s*[.,]\s*\d{1,4})?\s*[.,]?$")


@heuristic(first)
def with_rows_joined(grid: TableGrid, first_row: int, columns: Sequence[Column]) -> TableGrid:
    """The grid with wrapped rows joined; the same grid where there is nothing to join."""
    if grid.table.is_ruled or not any(k.peran in _FIGURES for k in columns):
        return grid
    grid = _spilled(grid, first_row, columns)
    home = _homes(_Body.of(grid, first_row, columns))
    return _moved(grid, home) if home else grid


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows below the heading: which hold a number, which figures; the word that all names of the list begin with."""

    grid: TableGrid
    rows: range
    columns: Sequence[Column]
    numbered: frozenset[int]
    figures: frozenset[int]

    @classmethod
    def of(cls, grid: TableGrid, first_row: int, columns: Sequence[Column]) -> _Body:
        rows = range(first_row, grid.rows)
        numbers = [k.index for k in columns if k.peran == "nomor"]
        places = [k.index for k in columns if k.peran in _FIGURES]
        numbered = frozenset(r for r in rows if any(_NUMBERED.match(grid.text(r, c)) for c in numbers))
        figures = frozenset(r for r in rows if any(not is_missing(grid.text(r, c)) for c in places))
        return cls(grid, rows, columns, numbered, figures)

    @property
    def counted(self) -> bool:
        """Whether the table numbers its rows, so that what has no number begins none."""
        return len(self.numbered) >= LIMITS.counted


def _homes(body: _Body) -> dict[int, int]:
    """The row that each row belongs to that is only a further line, or the first line, of it."""
    alike = None if body.counted else _first_word(body.grid, body.figures, body.columns)
    home: dict[int, int] = {}
    lead: int | None = None

    def waits_for_figures(row: int) -> bool:
        """Whether a numbered row has none yet, neither in its own line nor in one that was joined to it; what heads a list waits
        for none."""
        if any(HEADS.search(cell.text) for cell in body.grid.filled(row)):
            return False
        return body.counted and not any(r in body.figures for r in (row, *(r for r, to in home.items() if to == row)))

    def has_none_of_its_own(row: int, above: int) -> bool:
        """Whether a row of words alone is the rest of that above."""
        grid, columns = body.grid, body.columns
        return body.counted or _continues(grid, above, row, columns) or _begins_otherwise(grid, row, columns, alike)

    for row in body.rows:
        if not body.grid.filled(row):
            continue
        if _names_a_group(body.grid, row):
            lead = None
            continue
        begins = row in body.numbered or (row in body.figures and (lead is None or not waits_for_figures(lead)))
        if begins:
            lead = row
        elif lead is not None and (row in body.figures or has_none_of_its_own(row, lead)):
            home[row] = lead
    return home


def _names_a_group(grid: TableGrid, row: int) -> bool:
    """Whether a row is the name of the rows below it: one text that runs over columns, or says its level (`Sasaran 2: ...`,
    `SK 2. Tersedianya ...`), or begins as aims do and indicators do not (`Meningkatnya ...`)."""
    filled = grid.filled(row)
    if len(filled) != 1:
        return False
    text = filled[0].text
    return filled[0].column_span > 1 or labelled(text) is not None or marks_sasaran(text) or begins_aim(text)


def _spilled(grid: TableGrid, first_row: int, columns: Sequence[Column]) -> TableGrid:
    """Words that slipped into the numbers' column go to the column of words on its right."""
    places = {c.index for c in columns if c.peran == "nomor" and c.index + 1 < len(columns)}
    changed: dict[tuple[int, int], Cell] = {}
    for row in range(first_row, grid.rows):
        for at in places:
            cell = grid.begun(row, at)
            if cell is None or cell.column != at or ROW_NUMBER.match(cell.text.strip()):
                continue
            text = cell.text.strip()
            found = _NUMBER_AND_WORDS.match(text)
            number, words = (found.group(1), text[found.end() :]) if found else ("", text)
            if len(re.findall(r"[^\W\d_]", words)) < LIMITS.letters:
                continue
            right = cell if cell.column_span > 1 else grid.begun(row, at + 1)
            if right is None:
                continue
            rest = "" if right is cell else right.text
            changed[row, at] = replace(cell, text=number, line_tops=(), column_span=1)
            changed[row, at + 1] = replace(
                right,
                column=at + 1,
                column_span=max(1, right.column_span - (right is cell)),
                text=f"{words} {rest}".strip(),
                line_tops=cell.line_tops if right is cell and not number else (),
            )
    return grid.with_cells(changed.values())


def _first_word(grid: TableGrid, figures: frozenset[int], columns: Sequence[Column]) -> str | None:
    """The word that the names of nearly all rows with figures begin with (`Program`), where three at least do."""
    naming = [k.index for k in columns if k.peran in NAMING]
    names = [grid.text(row, naming[0]) for row in sorted(figures)] if naming else []
    words = Counter(fold(name).split(" ")[0] for name in names if name and not is_total(name))
    word, count = words.most_common(1)[0] if words else ("", 0)
    told = count >= LIMITS.begun and len(word) >= LIMITS.beginning and count >= LIMITS.alike * words.total()
    return word if told else None


def _begins_otherwise(grid: TableGrid, row: int, columns: Sequence[Column], alike: str | None) -> bool:
    """Whether a row of a name alone stands right below the row before and does not begin as all names of the list do."""
    filled = grid.filled(row)
    if alike is None or len(filled) != 1 or columns[filled[0].column].peran not in NAMING:
        return False
    first = fold(filled[0].text).split(" ")[0]
    return first != alike and not is_total(filled[0].text) and _is_near(grid, row, filled[0])


def _is_near(grid: TableGrid, row: int, cell: Cell) -> bool:
    """Whether a row stands right below the one above, as the lines of one text do: by the paper between the two, or, where their
    cells share an edge, by the pitch of lines elsewhere in the column."""
    gap = _gap(grid, row - 1, row)
    if gap is None:
        return False
    if gap != 0:
        return gap < LIMITS.near * (cell.bbox.height / max(1, len(cell.text.split("\n"))))
    above = grid.begun(row - 1, cell.column)
    pitches = [b - a for c in grid.begun_below(0, cell.column) for a, b in pairwise(c.line_tops)]
    if above is None or not pitches or not above.line_tops or not cell.line_tops:
        return False
    return cell.line_tops[0] - above.line_tops[-1] <= LIMITS.pitch * median(pitches)


def _continues(grid: TableGrid, lead: int, row: int, columns: Sequence[Column]) -> bool:
    """Whether a row of words alone goes on with the row above, in a table that does not number its rows."""
    for k in columns:
        text, above = grid.text(row, k.index), grid.text(lead, k.index)
        if k.peran == "kode" and _CODE_REST.match(text.strip()) and above.rstrip().endswith((".", ",")):
            return True  # `3.25.02.2.01.` over `01`
        if text and above and (text[0].islower() or hangs(above)):
            return True
    upper, lower = _gap(grid, row - 1, row), _gap(grid, row, row + 1)
    return upper is not None and lower is not None and 0 <= upper < LIMITS.close * lower


def _gap(grid: TableGrid, upper: int, lower: int) -> float | None:
    if upper < 0 or lower >= grid.rows:
        return None
    above, below = grid.filled(upper), grid.filled(lower)
    if not above or not below or above[0].page != below[0].page:
        return None
    return min(c.bbox.y0 for c in below) - max(c.bbox.y1 for c in above)


def _moved(grid: TableGrid, home: dict[int, int]) -> TableGrid:
    changed: dict[tuple[int, int], Cell] = {}
    for row, lead in home.items():
        for cell in grid.filled(row):
            target = changed.get((lead, cell.column)) or grid.at(lead, cell.column)
            if target is None or target.column != cell.column:
                continue
            changed[lead, cell.column] = joined(target, cell)
            changed[row, cell.column] = replace(cell, text="", line_tops=(), second=None)
    return grid.with_cells(changed.values())
