"""Tables without a grid: between horizontal rules, or with no line at all. Columns are white corridors, rows blocks of text.

A table is claimed only where several lines are parted at the same places and at least one column holds figures or three
columns stand; running text, lists of contents with dots, and signatures are none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median_high

from extractors.borderless.assembled import assembled
from extractors.borderless.regions import APART, LABEL, Region, above_first, parted, regions
from extractors.borderless.side_by_side import pairs
from extractors.borderless.tiled import tiled_borders, tiled_end, with_tiles
from extractors.columns.corridors import FIGURE, border, column_corridors, joints, segments, table_rules, with_currency
from extractors.columns.numbered import numbered_borders
from extractors.headings.extent import first_figures, heading_end, leading_of, one_name, reached_up
from extractors.headings.levels import heading_levels
from extractors.headings.ruled import ruled_heading
from extractors.layout.lines import box_around, distinct, group_lines, is_turned
from extractors.layout.tiles import Tiles, tiles_of
from extractors.model import BBox, Page, Ruling, Table, Word
from extractors.rows.by_wraps import rows_of


def borderless_tables(
    page: Page,
    taken: Sequence[Table],
    rulings: Sequence[Ruling],
    before: Table | None = None,
) -> list[Table]:
    """Tables in what the ruled tables left over; `rulings` are those that belong to none of these.

    `before` is the last table of the page before: where the first table here fits its columns, it is read with them.
    """
    words = [
        w
        for w in page.words
        if not is_turned(w)
        and not any(t.bbox.x0 - 2 <= w.bbox.cx <= t.bbox.x1 + 2 and t.bbox.y0 - 2 <= w.bbox.cy <= t.bbox.y1 + 2 for t in taken)
    ]
    if len(words) < 6:
        return []
    rules = table_rules(rulings)
    shaded = [t for t in tiles_of(page, page.rulings) if not any(t.bbox.overlap(other.bbox) > 0 for other in taken)]
    tables: list[Table] = []
    found = regions(words, rules)
    for pair in pairs(found, words, rules):
        left, right = (_in_regions(regions(*side), shaded, side[0], page, taken, None) for side in (pair.left, pair.right))
        if pair.proven(left, right):
            tables += [*left, *right]
            parted_off = {id(w) for w in pair.words}
            words = [w for w in words if id(w) not in parted_off]
            found = regions(words, rules) if words else []
    return [*tables, *_in_regions(found, shaded, words, page, [*taken, *tables], before)]


def _in_regions(
    found: Sequence[Region],
    shaded: Sequence[Tiles],
    words: Sequence[Word],
    page: Page,
    taken: Sequence[Table],
    before: Table | None,
) -> list[Table]:
    """The tables of these regions; the first of the page may go on from the table `before`."""
    tables: list[Table] = []
    for region, tiles in with_tiles(found, shaded, words):
        first = not tables and not any(t.bbox.y0 < region.lines[0][0].bbox.y0 for t in taken)
        table = _table(region, page, before if first else None, tiles)
        if table is not None:
            tables.append(table)
    return tables


def continued_table(page: Page, taken: Sequence[Table], before: Table) -> Table | None:
    """The few rows at the top of a page that go on from a table without a grid on the page before; None where none do.

    Too few lines to show columns of their own: they are read with the columns of the table that they continue. Lines in
    the top margin may be running heads and are passed over until one is parted as the table is.
    """
    borders = before.column_edges
    end = min((t.bbox.y0 for t in taken), default=page.height)
    lines = [with_currency(line) for line in group_lines(w for w in page.words if not is_turned(w) and w.bbox.y1 < end)]
    heights = [w.size or w.bbox.height for line in lines for w in line]
    if not heights:
        return None
    size = median_high(heights)
    run: list[list[Word]] = []
    for line in lines:
        clear = all(not (w.bbox.x0 < b - 1 and w.bbox.x1 > b + 1) for w in line for b in borders[1:-1]) and (
            borders[0] - 3 <= line[0].bbox.x0 and line[-1].bbox.x1 <= borders[-1] + 3
        )
        columns = {k for k in range(len(borders) - 1) for w in line if borders[k] <= w.bbox.cx < borders[k + 1]}
        if run and line[0].bbox.y0 - max(w.bbox.y1 for w in run[-1]) > (APART - 1.0) * size:
            break
        if clear and (len(columns) >= 2 or run) and not LABEL.match(line[0].text):
            run.append(line)
        elif run or line[0].bbox.y0 > 0.15 * page.height:
            break
    while run and not parted(run[-1], size) and len(run) > 1 and not _hangs_below(run[-1], run[-2], borders, size):
        run.pop()
    words = [w for line in run for w in line]
    if not words or not any(FIGURE.match(w.text) for line in run for w in line[1:]):
        return None
    rows = rows_of(words, borders)
    box = box_around(words)
    return assembled([], rows, borders, BBox(borders[0], box.y0 - 2, borders[-1], box.y1 + 2), page, before.engine)


def _hangs_below(line: Sequence[Word], above: Sequence[Word], borders: Sequence[float], size: float) -> bool:
    """Is a line the rest of one cell of the line above: right below it, begun where it begins, within its column?"""
    step = line[0].bbox.y0 - max(w.bbox.y1 for w in above)
    column = next((k for k, x in enumerate(borders[1:]) if line[0].bbox.cx < x), 0)
    held = [w for w in above if borders[column] <= w.bbox.cx < borders[column + 1]]
    begun = bool(held) and abs(line[0].bbox.x0 - held[0].bbox.x0) < 3
    return step < 0.5 * size and begun and line[-1].bbox.x1 <= borders[column + 1]


def _table(region: Region, page: Page, before: Table | None, tiles: Tiles | None) -> Table | None:
    lines = region.lines
    words = [w for line in lines for w in line]
    size = median_high(w.size or w.bbox.height for w in words)
    box = box_around(words)
    if region.rules:
        box = BBox(
            min(box.x0, *(r.x0 for r in region.rules)),
            min(box.y0, *(r.y0 for r in region.rules)),
            max(box.x1, *(r.x1 for r in region.rules)),
            max(box.y1, *(r.y1 for r in region.rules)),
        )
    told = tiled_borders(tiles, lines, size) if tiles is not None else None
    inner = joints(region.rules) if told is None else told
    pieced = bool(inner)
    begun: list[Word] = []
    rest: list[Word] = []
    if before is not None and _fits(words, before.column_edges):
        inner = list(before.column_edges[1:-1]) if told is None else told
        begun, rest = above_first(region, inner, size)
    if told is None:
        inner = _with_named(inner, lines, box, size) if inner else _inner_borders(lines, size)
        inner = numbered_borders(inner, lines, size)
    if not inner:
        return None
    borders = [box.x0 - 1.0, *inner, box.x1 + 1.0]
    heights = distinct((r.y0 for r in region.rules), 3.0)
    head_end = heading_end(lines, region.rules, borders, box)
    if tiles is not None and told is not None:
        head_end = tiled_end(tiles, head_end, size)
    heading = [w for w in words if w.bbox.cy < head_end]
    heading = [*reached_up(region.above, heading, borders, size), *heading]
    if heading:
        box = box.union(box_around(heading))
    body_words = [w for w in words if w.bbox.cy >= head_end]
    if begun and not heading:
        body_words = [*begun, *body_words]
        box = box.union(box_around(begun))
    under = [h for h in heights if h > head_end]
    rows = rows_of(body_words, borders, under)
    one = one_name(heading, rows, borders)
    if one != borders:
        borders = one
        rows = rows_of(body_words, borders, under)
    head_rows = ruled_heading(heading, region.rules, borders, head_end, size) if pieced else None
    if head_rows is None:
        head_rows = heading_levels(heading, borders, size, leading_of([body_words], borders, size))
    if not _tabular(head_rows, rows, len(borders) - 1):
        return None
    if rest and not heading and borders[1:-1] == inner:
        rows = [[[w for w in rest if a <= w.bbox.cx < b] for a, b in itertools.pairwise(borders)], *rows]
        box = box.union(box_around(rest))
    return assembled(head_rows, rows, borders, box, page, "garis-datar" if region.rules else "tanpa-garis")


def _inner_borders(lines: Sequence[list[Word]], size: float) -> list[float]:
    """Borders between the columns: from the body, as far as the names of single columns in the heading agree with it; names
    of groups of columns reach over borders."""
    begins = first_figures(lines, size)
    if begins and len(lines) - begins >= 4:
        heading = [segments(line, 0.9 * size) for line in lines[:begins]]
        names = [(run[0].bbox.x0, run[-1].bbox.x1) for runs in heading for run in runs]
        found = column_corridors(lines[begins:], size, names=names)
        if found:
            return [border(c, _clear(lines, c, size)) for c in found]
    found = column_corridors(lines, size, skip=1 if len(lines) > 4 else 0)
    return [border(c, lines) for c in found]


def _with_named(inner: Sequence[float], lines: Sequence[list[Word]], box: BBox, size: float) -> list[float]:
    """Borders known from the rules, and those between two names of the heading that no rule tells apart."""
    borders = [box.x0, *inner, box.x1]
    begins = first_figures(lines, size) or 0
    names = [[(r[0].bbox.x0, r[-1].bbox.x1) for r in segments(line, 0.9 * size)] for line in lines[:begins]]
    lost = [
        (a, b)
        for a, b in itertools.pairwise(borders)
        if any(sum(a - 1 < x0 and x1 < b + 1 for x0, x1 in line) >= 2 for line in names)
    ]
    if not lost:
        return list(inner)
    more = _inner_borders(lines, size)
    return sorted([*inner, *(x for x in more if any(a + 0.5 * size < x < b - 0.5 * size for a, b in lost))])


def _clear(lines: Sequence[list[Word]], corridor: tuple[float, float], size: float) -> list[list[Word]]:
    """The texts that do not lie across a corridor from side to side."""
    return [
        [w for run in segments(line, 0.9 * size) if run[0].bbox.x0 > corridor[0] or run[-1].bbox.x1 < corridor[1] for w in run]
        for line in lines
    ]


def _fits(words: Sequence[Word], borders: Sequence[float]) -> bool:
    """Do all words stand between these column borders, none across one?"""
    return (
        len(borders) > 2
        and all(
            borders[0] - 4 <= w.bbox.x0
            and w.bbox.x1 <= borders[-1] + 4
            and not any(w.bbox.x0 < b - 1.5 and w.bbox.x1 > b + 1.5 for b in borders[1:-1])
            for w in words
        )
        and sum(any(a <= w.bbox.cx < b for w in words) for a, b in itertools.pairwise(borders)) >= 0.6 * (len(borders) - 1)
    )


def _tabular(
    heading: Sequence[Sequence[tuple[int, int, list[Word]]]], rows: Sequence[Sequence[Sequence[Word]]], columns: int
) -> bool:
    if len(rows) < 2 and not (heading and rows):
        return False
    texts = [[" ".join(w.text for w in cell) for cell in row] for row in rows]
    filled = sum(bool(t) for row in texts for t in row)
    if filled < 1.3 * len(texts) or (filled < 4 and not _one_amount(heading, texts)):
        return False
    figures = [
        sum(
            bool(FIGURE.match(row[c])) or bool(re.match(r"^[(]?(rp\.?\s*)?\d[\d.,]+", row[c], re.IGNORECASE))
            for row in texts
            if row[c]
        )
        / max(1, sum(bool(row[c]) for row in texts))
        for c in range(columns)
    ]
    if _contents([" ".join(w.text for w in ws) for level in heading for c, _, ws in level if c == columns - 1], texts):
        return False
    long = sum(len(t) > 150 for row in texts for t in row)
    if long > 0.2 * filled:
        return False
    top = heading[0] if heading else []
    return max(figures[1:], default=0.0) >= 0.5 or (columns >= 3 and len(top) >= 3 and len(rows) >= 2)


def _one_amount(heading: Sequence[Sequence[tuple[int, int, list[Word]]]], rows: Sequence[Sequence[str]]) -> bool:
    """A list of a single row: below each name of its heading a text, one of them an amount of money."""
    full = [row for row in rows if all(row)]
    return (
        bool(heading)
        and len(heading[0]) >= 2
        and len(heading[0]) == len(rows[0])
        and len(full) == 1
        and any(re.match(r"rp\.?\s*\d", text, re.IGNORECASE) for text in full[0][1:])
    )


def _contents(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """A list of contents whose dots are not printed: the last column is page numbers, rising."""
    last = [t for t in [*heading, *(row[-1] for row in rows)] if t]
    numbers = [int(t) for t in last if t.isdigit()]
    return (
        len(last) >= 3
        and len(numbers) >= len(last) - sum(bool(re.fullmatch(r"[ivx]+", t)) for t in last)
        and (numbers == sorted(numbers))
    )
