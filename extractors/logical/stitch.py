"""Pieces of one table on following pages to one logical table.

A piece goes on from the page before where no caption or text stands between and its columns are the same; a heading that
is printed again is dropped, one that is missing is inherited, and a row that the page break cut is joined again.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Annotated

from rapidfuzz import fuzz

from extractors.headings.form import heading_rows
from extractors.layout.cells import joined
from extractors.layout.limits import CHARACTERS, COUNT, LIKENESS, POINTS, SHARE, Limit
from extractors.layout.steps import recording, together
from extractors.layout.text_forms import DIGIT, GOES_ON, is_figure, number_row
from extractors.layout.text_forms import LIMITS as FORMS
from extractors.logical.cut_rows import cut_row, mended, rest_of_open_row
from extractors.model import Cell, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    edge: Annotated[float, Limit("borders of two pieces that are one differ no more, in widths of the table", SHARE)] = 0.013
    edge_points: Annotated[float, Limit("nor less is asked than this", POINTS)] = 4.0
    alike: Annotated[float, Limit("two headings are one, printed twice, from this on", LIKENESS)] = 82.0
    width: Annotated[float, Limit("two pieces of one table differ no more in width", SHARE)] = 0.06
    borders: Annotated[int, Limit("fewer borders are no columns", COUNT)] = 2
    columns: Annotated[float, Limit("a piece has so many of the borders", SHARE)] = 0.6
    heading: Annotated[int, Limit("a shorter heading is not looked for", CHARACTERS)] = 8
    repeated: Annotated[int, Limit("a shorter text repeats none", CHARACTERS)] = 4
    own: Annotated[int, Limit("a heading of its own has so many names", COUNT)] = 2
    own_share: Annotated[float, Limit("and in so many columns", SHARE)] = 0.6
    fields: Annotated[int, Limit("a heading below fields of a form is within so many rows of the top", COUNT)] = 12
    names: Annotated[int, Limit("and its first row has so many names", COUNT)] = 4
    figures: Annotated[float, Limit("a column of figures has more of them", SHARE)] = 0.6


LIMITS = Limits()
_THOUSANDS = re.compile(r"\(\D{0,5}000\W{0,3}\)")
_SIGNS = re.compile(r"[^0-9a-z%]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A table on its page, with whether text other than running heads stands above or below it on that page."""

    table: Table
    first: bool
    last: bool
    labelled: bool
    """Its caption says `Tabel ...`: it begins something new, unless the label says it goes on."""
    text_above: bool
    text_below: bool


def stitch(pieces: Sequence[Placed]) -> list[Table]:
    """Logical tables in reading order."""
    done: list[Table] = []
    current: Table | None = None
    end: Placed | None = None
    for piece in pieces:
        joined = None
        if current is not None and end is not None and _may_follow(end, piece):
            joined = join(current, piece.table)
        if joined is None:
            if current is not None:
                done.append(finish(current))
            current = piece.table
        else:
            current = joined
        end = piece
    if current is not None:
        done.append(finish(current))
    return done


def finish(table: Table) -> Table:
    return dataclasses.replace(table, header_rows=heading_rows(table))


def _may_follow(end: Placed, piece: Placed) -> bool:
    if piece.table.first_page != end.table.last_page + 1 or not piece.first or not end.last:
        return False
    goes_on = bool(GOES_ON.search(piece.table.caption or ""))
    if piece.labelled and not goes_on:
        return False
    return goes_on or not (piece.text_above or end.text_below)


def fold(text: str) -> str:
    return _SIGNS.sub("", text.lower())


def _row_texts(table: Table, rows: int) -> list[str]:
    """What each of the first rows prints, folded."""
    out: list[list[str]] = [[] for _ in range(rows)]
    for cell in sorted((c for c in table.cells if c.row < rows and c.text), key=lambda c: c.column):
        out[cell.row].append(fold(cell.text))
    return [" ".join(row) for row in out]


def join(first: Table, second: Table) -> Table | None:
    """The two as one table, or None where they are two."""
    repeated = repeated_heading(first, second)
    mapping = column_mapping(first.column_edges, second.column_edges)
    if mapping is None:
        finer = column_mapping(second.column_edges, first.column_edges)
        coarse = None if finer is None else coarsened(second, finer)
        if coarse is not None:
            second = coarse
            repeated = repeated_heading(first, second)
            mapping = list(range(first.columns + 1))
    if mapping is None:
        if not repeated or first.columns != second.columns:
            return None
        mapping = list(range(second.columns + 1))
    if (repeated == 0 and _own_heading(first, second)) or (repeated and _in_thousands(first) != _in_thousands(second, repeated)):
        return None
    width = first.columns
    cells = list(first.cells)
    second = dataclasses.replace(second, cells=tuple(_without_heading(c, repeated, first) for c in second.cells))
    moved = [
        dataclasses.replace(
            c,
            row=c.row - repeated + first.rows,
            column=mapping[c.column],
            column_span=max(1, mapping[c.column + c.column_span] - mapping[c.column]),
        )
        for c in second.cells
        if c.row >= repeated
    ]
    moved = _filled(moved, first.rows, second.rows - repeated, width, second.last_page)
    rows = first.rows + second.rows - repeated
    table = dataclasses.replace(
        first,
        cells=tuple(cells + moved),
        rows=rows,
        last_page=second.last_page,
        confidence=min(first.confidence, second.confidence),
        open_foot=second.open_foot,
    )
    with recording() as steps:
        if second.rows > repeated and (cut_row(table, first.rows) or (first.open_foot and rest_of_open_row(table, first.rows))):
            table = mended(table, first.rows)
    return dataclasses.replace(table, steps=together(first.steps, second.steps, ["logical.stitch.join"], steps))


def coarsened(table: Table, borders: Sequence[int]) -> Table | None:
    """The table with only the named column borders kept; cells that fall into one column are joined. None where a cell over
    several columns would share one of them with the cell beside it: a border that is not kept parts the two. A label and its
    text alone in a row (`SASARAN :` and what it is) are one title over it, wherever they are parted."""
    target = {c: k for k in range(len(borders) - 1) for c in range(borders[k], borders[k + 1])}
    merged: dict[tuple[int, int], Cell] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        column = target[cell.column]
        last = target[min(cell.column + cell.column_span - 1, table.columns - 1)]
        place = cell.row, column
        moved = dataclasses.replace(cell, column=column, column_span=last - column + 1)
        before = merged.get(place)
        merged[place] = moved if before is None else _beside(before, moved)
    rows: list[Cell] = []
    for _, beside in groupby((merged[place] for place in sorted(merged)), key=attrgetter("row")):
        cells = list(beside)
        if any(a.column + a.column_span > b.column for a, b in pairwise(cells)):
            label, *texts = cells
            if len(texts) > 1 or DIGIT.search(texts[0].text):
                return None
            whole = texts[0].column + texts[0].column_span - label.column
            cells = [dataclasses.replace(joined(label, texts[0], " "), column_span=whole)]
        rows += cells
    kept = [table.column_edges[b] for b in borders]
    return dataclasses.replace(table, cells=tuple(rows), columns=len(borders) - 1, column_edges=tuple(kept))


def _beside(left: Cell, right: Cell) -> Cell:
    """Two cells of one row as one; the text of the right one follows."""
    return dataclasses.replace(
        joined(left, right, " "),
        column_span=max(left.column_span, right.column_span),
        row_span=max(left.row_span, right.row_span),
    )


def _filled(cells: list[Cell], top: int, rows: int, width: int, page: int) -> list[Cell]:
    """Blank cells where a mapped piece leaves places uncovered."""
    covered = {(i, j) for c in cells for i in range(c.row, c.row + c.row_span) for j in range(c.column, c.column + c.column_span)}
    if not cells:
        return cells
    box = cells[0].bbox
    blanks = [Cell(i, j, 1, 1, "", page, box) for i in range(top, top + rows) for j in range(width) if (i, j) not in covered]
    return sorted(cells + blanks, key=lambda c: (c.row, c.column))


def laid_on(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """The borders `b` of a table, some width apart, moved and stretched so that the outer ones lie on those of `a`."""
    width, other = a[-1] - a[0], b[-1] - b[0]
    return [a[0] + (edge - b[0]) * width / other for edge in b]


def column_mapping(a: Sequence[float], b: Sequence[float]) -> list[int] | None:
    """For each column border of `b` its index among the borders `a`; None where they do not fit.

    `b` may lack borders of `a` (a column without text on that page was dropped), never have others. Pieces may stand
    further left or right on their page and differ a little in width.
    """
    if min(len(a), len(b)) < LIMITS.borders or len(b) > len(a):
        return None
    width, other = a[-1] - a[0], b[-1] - b[0]
    if width <= 0 or abs(other - width) > LIMITS.width * width:
        return None
    slack = max(LIMITS.edge * width, LIMITS.edge_points)
    out: list[int] = []
    for place in laid_on(a, b):
        near = min(range(len(a)), key=lambda i: abs(a[i] - place))
        if abs(a[near] - place) > slack or (out and near <= out[-1]):
            return None
        out.append(near)
    if out[0] != 0 or out[-1] != len(a) - 1 or len(out) < LIMITS.columns * len(a):
        return None
    return out


def _without_heading(cell: Cell, repeated: int, first: Table) -> Cell:
    """A cell of the repeated heading that goes on below it (its border wore off), with the figure that it says there; any other
    as it is."""
    span = cell.row + cell.row_span - repeated
    if cell.row >= repeated or span <= 0 or not cell.text:
        return cell
    heads = fold(" ".join(c.text for c in first.cells if c.row < repeated and c.column <= cell.column < c.column + c.column_span))
    lines = cell.text.split("\n")
    said = next((n for n in range(len(lines), 0, -1) if fold(" ".join(lines[:n])) in heads), 0)
    rest = "\n".join(lines[said:])
    return dataclasses.replace(cell, row=repeated, row_span=span, text=rest) if is_figure(rest) else cell


def repeated_heading(first: Table, second: Table) -> int:
    """How many rows at the top of the second repeat the first's heading (0: none)."""
    depth = max(1, heading_rows(first))
    texts = _row_texts(first, depth)
    names = ["" if number_row(row) else text for row, text in zip(first.grid(), texts, strict=False)]
    # a title over the first page's heading is not printed again
    wanted = {"".join(rows[start:]) for rows in (texts, names) for start in range(depth)}
    wanted |= _below_fields(first)
    wanted = {text for text in wanted if len(text) >= LIMITS.heading}
    best, best_score = 0, 0.0
    grid = second.grid()
    below = _row_texts(second, min(FORMS.max_heading, second.rows))
    for depth2 in range(1, len(below) + 1):
        text = "".join(below[:depth2])
        if len(text) < LIMITS.repeated:
            continue
        score = max((fuzz.ratio(text, heading) for heading in wanted), default=0.0)
        if score > best_score:
            best, best_score = depth2, score
    if best_score >= LIMITS.alike:
        best += _more_of_it(first, depth, second, best)
        while best < second.rows and number_row(grid[best]):
            best += 1
        return best
    return 1 if second.rows and number_row(grid[0]) and second.rows > 1 else 0


def _more_of_it(first: Table, depth: int, second: Table, repeated: int) -> int:
    """How many rows below the heading say on both pages the same names over columns of figures: they are of the heading, which
    goes deeper than was seen."""
    figures = _figure_columns(first)
    count = 0
    while depth + count < first.rows and repeated + count < second.rows:
        one, other = (
            [(c.column, c.column_span, fold(c.text)) for c in t.cells if c.row == row + count and c.text]
            for t, row in ((first, depth), (second, repeated))
        )
        names = len(one) >= LIMITS.own and not any(DIGIT.search(text) for _, _, text in one)
        if not names or one != other or not any(column in figures for column, _, _ in one):
            break
        count += 1
    return count


def _in_thousands(table: Table, rows: int | None = None) -> bool:
    """Whether the heading of a table says that its figures are counted in thousands: `Kerangka Pendanaan (000)`. The same heading
    without it on another page is that of other figures."""
    end = max(1, heading_rows(table)) if rows is None else rows
    return any(_THOUSANDS.search(c.text) for c in table.cells if c.row < end)


def _below_fields(table: Table) -> set[str]:
    """What a heading below the fields of a form may print: some of its rows of several names, none a figure, one after the
    other."""
    names: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row < LIMITS.fields and cell.text:
            names.setdefault(cell.row, []).append(cell.text)
    texts = _row_texts(table, min(LIMITS.fields, table.rows))
    heads = [row for row, said in names.items() if len(said) >= LIMITS.names and not any(map(DIGIT.search, said))]
    begins = [row for row in heads if row and len(names.get(row - 1, ())) < LIMITS.names]
    return {"".join(texts[row:end]) for row in begins for end in range(row + 1, row + 1 + FORMS.max_heading) if end <= len(texts)}


def _own_heading(first: Table, second: Table) -> bool:
    """Does the second begin with a heading of its own, of other words? Then it is another table."""
    depth = heading_rows(second)
    if depth == 0:
        return False
    grid = second.grid()
    if any(number_row(row) for row in grid[:depth]):
        return True
    top = [c for c in second.cells if c.row == 0]
    filled = [c for c in top if c.text]
    if len(filled) < max(LIMITS.own, LIMITS.own_share * len(top)):
        return False
    # a heading has words over columns that hold figures below
    figures = _figure_columns(first)
    over = [c for c in filled if c.column in figures]
    return bool(over) and not any(DIGIT.search(c.text) for c in over)


def _figure_columns(table: Table) -> set[int]:
    """The columns of which most texts below the heading are figures."""
    depth = heading_rows(table)
    columns: list[list[str]] = [[] for _ in range(table.columns)]
    for c in table.cells:
        if c.row >= depth and c.text:
            columns[c.column].append(c.text)
    return {j for j, texts in enumerate(columns) if sum(bool(DIGIT.search(t)) for t in texts) > LIMITS.figures * len(texts)}
