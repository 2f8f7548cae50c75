"""Where our own grids are in doubt on a page, so that others are asked: decided by what stands in their cells, before anything is
known of its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Annotated

from extractors.layout.limits import COUNT, LINE_HEIGHTS, SHARE, TIMES, Limit
from extractors.layout.lines import box_around, group_lines, is_turned, letter_size, texts_of
from extractors.layout.places import stands_in
from extractors.layout.text_forms import CURRENCY, DIGIT, LEADERS, is_figure, is_undated_figure
from extractors.logical.soundness import judged
from extractors.model import BBox, Cell, Page, Table, Why, Word


@dataclass(frozen=True, slots=True)
class Limits:
    sound: Annotated[float, Limit("a table without a grid of which less is said has doubtful columns", SHARE)] = 0.75
    crowded: Annotated[float, Limit("so many of the cells with figures hold several side by side", SHARE)] = 0.3
    cells: Annotated[int, Limit("fewer cells tell nothing of their column", COUNT)] = 3
    ending: Annotated[float, Limit("so many of the names in a column end in a figure", SHARE)] = 0.6
    unnamed: Annotated[int, Limit("so many columns of figures have no heading though others have", COUNT)] = 2
    merged: Annotated[int, Limit("so many lines of a merged cell end in a figure apart", COUNT)] = 2
    lines: Annotated[int, Limit("so many lines on end with figures side by side are a table that was not found", COUNT)] = 4
    figures: Annotated[int, Limit("each with so many figures at least", COUNT)] = 2
    sparse: Annotated[float, Limit("lines of figures are not on end where so many times as many lines stand", TIMES)] = 2.0
    names: Annotated[int, Limit("so many lines of names right above them belong to it", COUNT)] = 3
    apart: Annotated[float, Limit("lines on end are no further apart, from middle to middle", LINE_HEIGHTS)] = 3.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class DoubtedRegion:
    """A region to ask others about, and why; `table` is what our own grids found there."""

    region: BBox
    why: tuple[Why, ...]
    table: Table | None = None


def questions(page: Page, tables: Sequence[Table]) -> list[DoubtedRegion]:
    """What is in doubt on a page: tables of ours, and figures in columns outside of any."""
    doubted = [(table, _doubts(table)) for table in tables]
    mixed: tuple[Why, ...] = ("sel_berkolom",)
    doubted = [(table, why + mixed * _holds_columns(table, page)) for table, why in doubted]
    asked = [DoubtedRegion(table.bbox, why, table) for table, why in doubted if why]
    return [*asked, *(DoubtedRegion(region, ("tanpa_tabel",)) for region in _unread(page, tables))]


def _doubts(table: Table) -> tuple[Why, ...]:
    """Why a table is in doubt; nothing where it is not."""
    out: list[Why] = []
    if not table.is_ruled and judged(table).confidence < LIMITS.sound:
        out.append("kolom_acak")
    if _crowded(table):
        out.append("sel_sesak")
    if not table.is_ruled and _ends_in_figures(table):
        out.append("nama_berangka")
    if _unnamed(table):
        out.append("kepala_kosong")
    return tuple(out)


def figures_abreast(text: str) -> int:
    """How many figures stand side by side in a line of a cell, the most of its lines; a figure and its currency are one."""
    return max((_figures(line) for line in text.split("\n")), default=0)


def _figures(line: str) -> int:
    """Of a line that holds nothing but figures; words beside them make it a text."""
    count = 0
    for piece in line.split():
        if piece[0].isdigit() and is_figure(piece):
            count += 1
        elif not CURRENCY.match(piece):
            return 0
    return count


def _crowded(table: Table) -> bool:
    """Whether several columns of figures were read as one."""
    counts = [n for cell in table.cells if cell.row >= table.header_rows and (n := figures_abreast(cell.text))]
    crowded = sum(n > 1 for n in counts)
    return crowded >= LIMITS.cells and crowded >= LIMITS.crowded * len(counts)


def _ends_in_figures(table: Table) -> bool:
    """Whether most names of a column end in a figure: the column of figures beside it was read as part of it."""
    cells = [c for c in table.cells if c.row >= max(1, table.header_rows) and c.column_span == 1 and c.text.strip()]
    by_column = groupby(sorted(cells, key=lambda cell: cell.column), key=lambda cell: cell.column)
    return any(_ending(list(held)) for _, held in by_column)


def _ending(cells: Sequence[Cell]) -> bool:
    ends = sum(any(map(_name_and_figure, cell.text.split("\n"))) for cell in cells)
    return ends >= LIMITS.cells and ends >= LIMITS.ending * len(cells)


def _name_and_figure(line: str) -> bool:
    words = [piece for piece in line.split() if not CURRENCY.match(piece)]
    return len(words) > 1 and not is_figure(words[0]) and is_undated_figure(words[-1])


def _unnamed(table: Table) -> bool:
    """Whether columns of figures lack the heading that others have."""
    if not table.header_rows:
        return False
    named = {c for cell in table.cells if cell.row < table.header_rows and cell.text.strip() for c in _across(cell)}
    filled = [cell for cell in table.cells if cell.row >= table.header_rows and cell.column_span == 1 and cell.text.strip()]
    by_column = groupby(sorted(filled, key=lambda cell: cell.column), key=lambda cell: cell.column)
    unnamed = sum(c not in named and all(is_figure(cell.text.strip()) for cell in cells) for c, cells in by_column)
    return unnamed >= LIMITS.unnamed


def _holds_columns(table: Table, page: Page) -> bool:
    """Whether several lines of a merged cell each end in a figure apart from their name: rows that were put into one cell."""
    merged = [cell for cell in table.cells if cell.column_span > 1 and "\n" in cell.text and DIGIT.search(cell.text)]
    return any(_lines_of_columns(cell, page) >= LIMITS.merged for cell in merged)


def _lines_of_columns(cell: Cell, page: Page) -> int:
    words = [word for word in page.words if not is_turned(word) and stands_in(word.bbox, [cell.bbox])]
    if not words:
        return 0
    size = letter_size(words)
    lines = (texts_of(line, size) for line in group_lines(words))
    return sum(len(texts) > 1 and is_figure(" ".join(word.text for word in texts[-1])) for texts in lines)


def _across(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _unread(page: Page, tables: Sequence[Table]) -> Iterator[BBox]:
    """Regions outside of tables in which figures stand side by side in line after line, with the lines of names right above."""
    boxes = [table.bbox for table in tables]
    words = [word for word in page.words if not is_turned(word) and not stands_in(word.bbox, boxes)]
    if len(words) < LIMITS.lines * LIMITS.figures:
        return
    size = letter_size(words)
    block: list[_Parted] = []
    for line in [*(_parted(line, size) for line in group_lines(words)), None]:
        if line is not None and line.figures + line.names >= LIMITS.figures and (not block or block[-1].goes_on(line, size)):
            block.append(line)
            continue
        yield from _of_figures([*block, line] if line is not None and _ends(block, line, size) else block)
        block = [line] if line is not None and line.names >= LIMITS.figures else []


@dataclass(frozen=True, slots=True)
class _Parted:
    """A line of texts side by side: how many are figures, how many are not. A list of contents has none of either."""

    box: BBox
    figures: int
    names: int

    def goes_on(self, line: _Parted, size: float) -> bool:
        return line.box.cy - self.box.cy <= LIMITS.apart * size


def _parted(line: Sequence[Word], size: float) -> _Parted:
    texts = [" ".join(word.text for word in run) for run in texts_of(line, size)]
    if any(LEADERS.search(text) for text in texts):
        return _Parted(box_around(line), 0, 0)
    figures = sum(map(is_figure, texts))
    return _Parted(box_around(line), figures, len(texts) - figures)


def _ends(block: Sequence[_Parted], line: _Parted, size: float) -> bool:
    """Whether a line is the last one of a name: a single text within the block, as near below it as the lines of one name."""
    if not block or line.names != 1 or line.figures:
        return False
    box = reduce(BBox.union, (one.box for one in block))
    return line.box.cy - block[-1].box.cy <= LIMITS.apart / 2 * size and box.x0 <= line.box.x0 and 2 * line.box.width < box.width


def _of_figures(block: Sequence[_Parted]) -> Iterator[BBox]:
    """The box of a block with enough lines of figures on end, from the lines of names right above the first to the line below."""
    rows = [n for n, line in enumerate(block) if line.figures >= LIMITS.figures]
    if len(rows) < LIMITS.lines or rows[-1] - rows[0] >= LIMITS.sparse * len(rows):
        return
    held = [line.box for line in block[max(0, rows[0] - LIMITS.names) : rows[-1] + 2]]
    yield reduce(BBox.union, held)
