"""A table of others that merges no cells, with its heading read by our rules: which name stands over which of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.borderless.assembled import assembled
from extractors.borderless.is_table import tabular
from extractors.headings.extent import first_figures, heading_bottom, leading_of, one_name
from extractors.headings.levels import heading_levels
from extractors.layout.blocks import block_of, column_block
from extractors.layout.lines import distinct, group_lines, is_turned, texts_of
from extractors.layout.steps import heuristic
from extractors.layout.text_forms import is_figure
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import Page, Table, Word
from extractors.rows.by_wraps import rows_of


@heuristic(lambda table, page: table)
def headed(table: Table, page: Page) -> Table | None:
    """The table with merged cells in its heading, without blank rows and columns, and without a column that holds but the name of
    the one beside it. None where it is no table to our rules; as it is where its engine merges cells itself."""
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in table.cells):
        return table
    words = [w for w in page.words if not is_turned(w) and table.bbox.overlap(w.bbox) > 0]
    block = block_of(words)
    borders = _filled(table.column_edges, words)
    rules = [r for r in page.rulings if r.horizontal and table.bbox.y0 <= r.y0 <= table.bbox.y1]
    begins = first_figures(block)
    end = heading_bottom(block, begins, rules, borders, table.bbox)
    if begins:
        end = min(end, min(w.bbox.y0 for w in block.lines[begins]))
    heading = [w for w in words if w.bbox.cy < end]
    body = [w for w in words if w.bbox.cy >= end]
    rows = _rows(table, body)
    borders = _whole(_with_names(borders, heading, body), heading, body, block.size)
    borders = one_name(heading, [_parted(row, borders) for row in rows], borders)
    inside = column_block(body, borders)
    parted = rows_of(inside, distinct((r.y0 for r in rules if r.y0 > end), TRACKS.level))
    levels = heading_levels(heading, borders, block.size, leading_of(inside, block.size), group_lines(body))
    if not tabular(levels, parted, len(borders) - 1):
        return None
    return assembled(levels, parted, borders, table.bbox, page, table.engine)


def _filled(edges: Sequence[float], words: Sequence[Word]) -> list[float]:
    """Borders of the columns in which words stand."""
    kept = [a for a, b in pairwise(edges) if any(a <= w.bbox.cx < b for w in words)]
    return [edges[0], *kept[1:], edges[-1]]


def _with_names(borders: list[float], heading: Sequence[Word], body: Sequence[Word]) -> list[float]:
    """The borders without one between a column that holds but a name and the column beside it that has none."""
    named, held = ([any(words) for words in _parted(part, borders)] for part in (heading, body))
    names = [n and not h for n, h in zip(named, held, strict=True)]
    unnamed = [h and not n for n, h in zip(named, held, strict=True)]
    out = borders[:1]
    joined = False  # a column of a name alone joins one column, not two
    for c, edge in enumerate(borders[1:-1], start=1):
        joined = not joined and ((names[c - 1] and unnamed[c]) or (unnamed[c - 1] and names[c]))
        if not joined:
            out.append(edge)
    return [*out, borders[-1]]


def _whole(borders: list[float], heading: Sequence[Word], body: Sequence[Word], size: float) -> list[float]:
    """The borders without one that parts words of one text in each line with words on both sides, and no name begins behind."""
    names = [run[0].bbox.x0 for line in group_lines(heading) for run in texts_of(line, size)] if heading else []
    lines = group_lines(body)
    kept = (a for a, b in pairwise(borders[1:]) if any(a <= x < b for x in names) or not _parts_texts(a, b, lines, size))
    return [borders[0], *kept, borders[-1]]


def _parts_texts(edge: float, end: float, lines: Sequence[Sequence[Word]], size: float) -> bool:
    beside = [line for line in lines if any(w.bbox.cx < edge for w in line) and any(edge <= w.bbox.cx < end for w in line)]
    return bool(beside) and all(any(_runs_over(run, edge) for run in texts_of(line, size)) for line in beside)


def _runs_over(run: Sequence[Word], edge: float) -> bool:
    """Whether a text that ends in no figure stands on both sides of a border."""
    return run[0].bbox.cx < edge <= run[-1].bbox.cx and not is_figure(run[-1].text)


def _rows(table: Table, words: Sequence[Word]) -> list[list[Word]]:
    """The words of each row of the table in which some stand."""
    edges = sorted({cell.bbox.y0 for cell in table.cells} | {table.bbox.y1})
    rows = ([w for w in words if a <= w.bbox.cy < b] for a, b in pairwise(edges))
    return [row for row in rows if row]


def _parted(row: Sequence[Word], borders: Sequence[float]) -> list[list[Word]]:
    """The words of a row by column."""
    return [[w for w in row if a <= w.bbox.cx < b] for a, b in pairwise(borders)]
