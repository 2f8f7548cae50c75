"""Tables without a grid: between horizontal rules, or with no line at all. Columns are white corridors, rows blocks of text.

A table is claimed only where several lines are parted at the same places and at least one column holds figures or three
columns stand; running text, lists of contents with dots, and signatures are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.borderless.assembled import assembled
from extractors.borderless.edges import below_title, between_edges, up_to_edge
from extractors.borderless.frames import columns_of_text, frames
from extractors.borderless.is_table import tabular
from extractors.borderless.leaders import without_leaders
from extractors.borderless.regions import Region, above_first, regions
from extractors.borderless.side_by_side import pairs
from extractors.borderless.tiled import bottom_of_boxes, tiled_borders, with_tiles
from extractors.columns.corridors import border, column_corridors
from extractors.columns.joints import between_pieces, joints, table_rules
from extractors.columns.numbered import numbered_borders
from extractors.headings.above import heading_above
from extractors.headings.extent import first_figures, heading_bottom, leading_of, one_name, reached_up, whole_rules
from extractors.headings.flush import names_of
from extractors.headings.levels import heading_levels
from extractors.headings.ruled import ruled_heading
from extractors.headings.turned import laid_down
from extractors.layout.blocks import Block, ColumnBlock, block_of, column_block
from extractors.layout.limits import COUNT, FONT_SIZES, POINTS, SHARE, Limit
from extractors.layout.lines import box_around, distinct, group_lines, is_turned, texts_of
from extractors.layout.places import LIMITS as PLACES
from extractors.layout.places import crosses, stands_in
from extractors.layout.steps import recording, together
from extractors.layout.tiles import Tiles
from extractors.layout.tracks import LIMITS as TRACKS
from extractors.model import BBox, OwnEngine, Page, Ruling, Table, Word
from extractors.rows.by_wraps import rows_of
from extractors.rows.shaded import shade_edges
from extractors.rows.uncut import reaching_down, with_uncut


@dataclass(frozen=True, slots=True)
class Limits:
    words: Annotated[int, Limit("fewer words are no table", COUNT)] = 6
    margin: Annotated[float, Limit("the outer borders run so far outside the words", POINTS)] = 1.0
    body: Annotated[int, Limit("columns are sought in a body of so many lines alone", COUNT)] = 4
    heading: Annotated[int, Limit("of more lines the first may be a heading", COUNT)] = 4
    names: Annotated[int, Limit("so many names between two rules are columns that no rule parts", COUNT)] = 2
    clear: Annotated[float, Limit("a border found there is further from the rules'", FONT_SIZES)] = 0.5
    group: Annotated[float, Limit("a rule below the name of a group runs over so much of the table at most", SHARE)] = 0.9
    outside: Annotated[float, Limit("words reach no further out of the columns that they are read with", POINTS)] = 4.0
    columns: Annotated[int, Limit("a table of columns has more borders", COUNT)] = 2
    filled: Annotated[float, Limit("and words in so many of these", SHARE)] = 0.6


LIMITS = Limits()


def borderless_tables(
    page: Page,
    taken: Sequence[Table],
    rulings: Sequence[Ruling],
    before: Table | None = None,
    tiles: Sequence[Tiles] = (),
) -> list[Table]:
    """Tables in what the ruled tables left over; `rulings` are those that belong to none of these, `tiles` the shaded cells.

    `before` is the last table of the page before: where the first table here fits its columns, it is read with them.
    """
    boxes = [t.bbox for t in taken]
    free = [w for w in page.words if not stands_in(w.bbox, boxes)]
    words = without_leaders([*(w for w in free if not is_turned(w)), *laid_down(free)])
    if len(words) < LIMITS.words:
        return []
    rules = table_rules([*rulings, *shade_edges(page)])
    shaded = [t for t in tiles if not any(t.bbox.overlap(other.bbox) > 0 for other in taken)]
    tables: list[Table] = []
    for frame in (*frames(rulings), *columns_of_text(rules, words)):
        inside = block_of([w for w in words if stands_in(w.bbox, [frame])])
        if first_figures(inside) is None:
            continue
        framed = _in_regions(regions(inside, rules), rules, shaded, inside.words, page, [*taken, *tables], before)
        if framed and all(t.header_rows for t in framed):
            tables += framed
            words = _without(words, inside.words)
    block = block_of(words)
    found = regions(block, rules)
    for pair in pairs(found, block, rules):
        left, right = (
            _in_regions(regions(*side), side[1], shaded, side[0].words, page, taken, None) for side in (pair.left, pair.right)
        )
        if pair.proven(left, right):
            tables += [*left, *right]
            words = _without(words, pair.words)
            found = regions(block_of(words), rules)
    return [*tables, *_in_regions(found, rules, shaded, words, page, [*taken, *tables], before)]


def _without(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    taken = {id(w) for w in others}
    return [w for w in words if id(w) not in taken]


def _in_regions(
    found: Sequence[Region],
    rules: Sequence[Ruling],
    shaded: Sequence[Tiles],
    words: Sequence[Word],
    page: Page,
    taken: Sequence[Table],
    before: Table | None,
) -> list[Table]:
    """The tables of these regions; the first of the page may go on from the table `before`."""
    tables: list[Table] = []
    for region, tiles in with_tiles(between_edges(found, rules), shaded, words):
        first = not tables and not any(t.bbox.y0 < region.block.lines[0][0].bbox.y0 for t in taken)
        with recording() as steps:
            table = _table(below_title(region), page, before if first else None, tiles)
        if table is not None:
            tables.append(replace(table, steps=together(table.steps, steps)))
    return tables


@dataclass(frozen=True, slots=True)
class _Columns:
    """The borders between the columns of a region, and how they are known: `told` by shaded fields, `pieced` by rules.

    Where the region goes on from the page before, `begun` are words of its first row above its lines, `rest` those of a cell of
    that page.
    """

    inner: list[float]
    told: bool
    pieced: bool
    begun: list[Word]
    rest: list[Word]


def _columns(region: Region, begins: int, box: BBox, edges: Sequence[float], tiles: Tiles | None) -> _Columns:
    """The columns of a region; `edges` are those of the table that it goes on from, where it stands between them."""
    block = region.block
    told = tiled_borders(tiles, block, begins) if tiles is not None else None
    inner = joints(region.rules, [*block.words, *(w for line in region.above for w in line)]) if told is None else told
    pieced = bool(inner)
    begun: list[Word] = []
    rest: list[Word] = []
    if edges:
        inner = list(edges[1:-1]) if told is None else told
        begun, rest = above_first(region, inner)
    if told is None:
        inner = _with_named(inner, region, begins, box) if inner else _inner_borders(region, begins)
        inner = numbered_borders(inner, block.lines, block.size)
    return _Columns(inner, told is not None, pieced, begun, rest)


@dataclass(frozen=True, slots=True)
class _Head:
    """The words of a region's heading, where it ends, the borders between columns that keep clear of it, a box around all."""

    words: list[Word]
    end: float
    borders: list[float]
    box: BBox


def _head(region: Region, columns: _Columns, box: BBox, begins: int | None, tiles: Tiles | None, continued: bool) -> _Head:
    """The heading inside a region and above it; no more than that where the region goes on from the page before."""
    size = region.block.size
    borders = [box.x0 - LIMITS.margin, *columns.inner, box.x1 + LIMITS.margin]
    end = heading_bottom(region.block, begins, region.rules, borders, box)
    if tiles is not None and columns.told:
        end = bottom_of_boxes(tiles, end, size)
    words = [w for w in region.block.words if w.bbox.cy < end]
    above = _within_rules(region, box)
    words = [*reached_up(above, words, borders, size), *words]
    if words or continued:
        return _Head(words, end, borders, box)
    inner = _clear_of(columns.inner, region.block.words, above[-1:])
    words = heading_above(above, region.block.lines[0], [borders[0], *inner, borders[-1]], size)
    if not words:
        return _Head(words, end, borders, box)
    box = _around(box, words)
    return _Head(words, end, [box.x0 - LIMITS.margin, *inner, box.x1 + LIMITS.margin], box)


def _table(region: Region, page: Page, before: Table | None, tiles: Tiles | None) -> Table | None:
    words, size = region.block.words, region.block.size
    edges = _edges_of(before, region)
    if edges:
        region = up_to_edge(region, table_rules(page.rulings))
    begins = first_figures(region.block)
    box = _box(region)
    columns = _columns(region, begins or 0, box, edges, tiles)
    if not columns.inner:
        return None
    head = _head(region, columns, box, begins, tiles, before is not None)
    heading = head.words
    begun = [] if heading else _begun(region, columns, before)
    body = [*begun, *(w for w in words if w.bbox.cy >= head.end)]
    under = _rules_below(region, min([head.end, *(w.bbox.y0 for w in begun)]))
    inside, rows = _one_name_each(heading, column_block(body, head.borders), under)
    borders = list(inside.borders)
    levels = ruled_heading(heading, region.rules, borders, head.end, size)
    if levels is None:
        levels = heading_levels(heading, borders, size, leading_of(inside, size), group_lines(body))
    if not tabular(levels, rows, len(borders) - 1, len(under)):
        return None
    rows = with_uncut(rows, borders, region.rules)
    rest = columns.rest if not heading and borders[1:-1] == columns.inner else []
    if rest:
        rows = [[[w for w in rest if a <= w.bbox.cx < b] for a, b in itertools.pairwise(borders)], *rows]
    box = _around(head.box, heading or begun, rest)
    reaching = {} if rest else reaching_down(rows, borders, region.rules)
    engine: OwnEngine = "garis-datar" if region.rules else "tanpa-garis"
    return assembled(levels, rows, borders, box, page, engine, reaching, page.shades)


def _edges_of(before: Table | None, region: Region) -> Sequence[float]:
    """Those of the columns of the table that a region goes on from; none where its words do not keep to them."""
    return before.column_edges if before is not None and _fits(region.block, before.column_edges) else ()


def _rules_below(region: Region, height: float) -> list[float]:
    return [y for y in distinct((r.y0 for r in region.rules), TRACKS.level) if y > height]


def _begun(region: Region, columns: _Columns, before: Table | None) -> list[Word]:
    """The words of the first row that stand above the first line of a region without a heading."""
    return columns.begun if before is not None else above_first(region, columns.inner)[0]


def _within_rules(region: Region, box: BBox) -> list[list[Word]]:
    """The lines above a region that its upper edge, a rule over the whole width, does not part from it."""
    if not region.rules:
        return region.above
    edge = min(whole_rules(region.rules, box))
    above = [line for line in region.above if min(w.bbox.cy for w in line) > edge]
    return above if edge < region.block.lines[0][0].bbox.cy else region.above


def _one_name_each(
    heading: Sequence[Word], body: ColumnBlock, under: Sequence[float]
) -> tuple[ColumnBlock, list[list[list[Word]]]]:
    """The body without the borders that part the column of one name, and the rows between these."""
    rows = rows_of(body, under)
    borders = list(body.borders)
    one = one_name(heading, rows, borders)
    if one == borders:
        return body, rows
    joined = column_block(body.words, one)
    return joined, rows_of(joined, under)


def _box(region: Region) -> BBox:
    """The box around the words of a region and its rules."""
    rules = region.rules
    box = box_around(region.block.words)
    if not rules:
        return box
    return box.union(BBox(min(r.x0 for r in rules), min(r.y0 for r in rules), max(r.x1 for r in rules), max(r.y1 for r in rules)))


def _around(box: BBox, *more: Sequence[Word]) -> BBox:
    """The box with these words, where there are any."""
    for words in more:
        if words:
            box = box.union(box_around(words))
    return box


def _inner_borders(region: Region, begins: int) -> list[float]:
    """Borders between the columns: from the body, as far as the names of single columns in the heading agree with it; names
    of groups of columns reach over borders, and rules below these names tell where in the space between two groups one runs."""
    lines, size = region.block.lines, region.block.size
    if begins and len(lines) - begins >= LIMITS.body:
        heading = [names_of(line, lines[begins:], size) for line in lines[:begins]]
        single = [run for runs in heading for run in runs if not _heads_group(run, region.rules, lines[begins - 1])]
        names = [(run[0].bbox.x0, run[-1].bbox.x1) for run in single]
        found = column_corridors(lines[begins:], size, names=names)
        if found:
            texts = [*heading, *(texts_of(line, size) for line in lines[begins:])]
            return [_placed(c, texts, region.rules) for c in found]
    found = column_corridors(lines, size, skip=1 if len(lines) > LIMITS.heading else 0)
    return [_placed(c, [[line] for line in lines], region.rules) for c in found]


def _heads_group(name: Sequence[Word], rules: Sequence[Ruling], last: Sequence[Word]) -> bool:
    """Does a rule run below a name of the heading and above its last line, over some of the columns only: a group of these?"""
    left, right = min((r.x0 for r in rules), default=0.0), max((r.x1 for r in rules), default=0.0)
    below = [r for r in rules if name[0].bbox.cy < r.y0 < last[0].bbox.cy]
    over = [r for r in below if r.x0 <= name[0].bbox.x0 and name[-1].bbox.x1 <= r.x1]
    return any(r.x1 - r.x0 < LIMITS.group * (right - left) for r in over)


def _placed(corridor: tuple[float, float], texts: Sequence[Sequence[list[Word]]], rules: Sequence[Ruling]) -> float:
    """The border in a corridor between the texts of each line: between two rules; clear of all texts but those that lie across it
    from side to side, and of their words where it can be (`No Program`, close together)."""
    place = between_pieces(corridor, rules)
    if place is None:
        place = border(corridor, _clear(texts, corridor))
        if any(crosses(w, place) for line in texts for run in line if _lies_across(run, corridor) for w in run):
            place = border(corridor, [[w for run in line for w in run] for line in texts])
    return place


def _with_named(inner: Sequence[float], region: Region, begins: int, box: BBox) -> list[float]:
    """Borders known from the rules, and those between two names of the heading that no rule tells apart."""
    borders, size = [box.x0, *inner, box.x1], region.block.size
    names = [[(r[0].bbox.x0, r[-1].bbox.x1) for r in texts_of(line, size)] for line in region.block.lines[:begins]]
    lost = [
        (a, b)
        for a, b in itertools.pairwise(borders)
        if any(sum(a - PLACES.over < x0 and x1 < b + PLACES.over for x0, x1 in line) >= LIMITS.names for line in names)
    ]
    if not lost:
        return list(inner)
    more = _inner_borders(region, begins)
    return sorted([*inner, *(x for x in more if any(a + LIMITS.clear * size < x < b - LIMITS.clear * size for a, b in lost))])


def _clear(texts: Sequence[Sequence[list[Word]]], corridor: tuple[float, float]) -> list[list[Word]]:
    """The words of each line without the texts that lie across a corridor from side to side."""
    return [[w for run in line if not _lies_across(run, corridor) for w in run] for line in texts]


def _lies_across(run: Sequence[Word], corridor: tuple[float, float]) -> bool:
    return run[0].bbox.x0 <= corridor[0] and run[-1].bbox.x1 >= corridor[1]


def _clear_of(inner: Sequence[float], words: Sequence[Word], above: Sequence[list[Word]]) -> list[float]:
    """The borders between columns of words, each where no word of the line `above` stands in its corridor either."""
    lines = [list(words), *above]
    out = []
    for x in inner:
        left = [w.bbox.x1 for w in words if w.bbox.cx < x]
        right = [w.bbox.x0 for w in words if w.bbox.cx >= x]
        out.append(border((max(left), min(right)), lines) if left and right else x)
    return out


def _fits(block: Block, borders: Sequence[float]) -> bool:
    """Do all words stand between these column borders, none across one, the names of groups of rows aside?"""
    rows = [line for line in block.lines if len(texts_of(line, block.size)) > 1 or not any(map(_over(borders), line))]
    words = [w for line in rows for w in line]
    return (
        len(borders) > LIMITS.columns
        and all(
            borders[0] - LIMITS.outside <= w.bbox.x0 and w.bbox.x1 <= borders[-1] + LIMITS.outside and not _over(borders)(w)
            for w in words
        )
        and sum(any(a <= w.bbox.cx < b for w in words) for a, b in itertools.pairwise(borders))
        >= LIMITS.filled * (len(borders) - 1)
    )


def _over(borders: Sequence[float]) -> Callable[[Word], bool]:
    return lambda word: any(crosses(word, b) for b in borders[1:-1])
