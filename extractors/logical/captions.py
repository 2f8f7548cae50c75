"""What stands above a table: its caption, and the lines that may say its year or unit."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, LINE_HEIGHTS, POINTS, Limit
from extractors.layout.places import gutter_of, stands_above, stands_in
from extractors.layout.text_forms import CAPTION_LABEL
from extractors.model import BBox, Line, Table


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    near: Annotated[float, Limit("a caption stands no further above its table", POINTS)] = 75.0
    context: Annotated[int, Limit("so many lines above a table may say its year or unit", COUNT)] = 8
    sentence: Annotated[int, Limit("a longer line is running text", CHARACTERS)] = 95
    few: Annotated[int, Limit("of fewer lines above a table the page before tells more", COUNT)] = 4
    back: Annotated[int, Limit("a label of a table is sought in fewer lines above it", COUNT)] = 6
    lines: Annotated[int, Limit("a caption without a label has no more lines", COUNT)] = 4
    step: Annotated[float, Limit("its lines are no further apart", LINE_HEIGHTS)] = 2.2
    lowest: Annotated[float, Limit("lines are taken for no lower", POINTS)] = 8.0


LIMITS = Limits()


def with_captions(tables: Sequence[Table], lines: Sequence[Line], before: Sequence[Line]) -> list[Table]:
    """Tables of one page with caption and context. `lines` are the page's lines without furniture, `before` the last lines
    of the page before, for a table at the top."""
    out: list[Table] = []
    gutter = gutter_of([t.bbox for t in tables])
    for table in tables:
        if table.context:  # printed sideways: what stands above it is known
            out.append(table)
            continue
        upper, above = _above(table, tables, lines, gutter)
        context = [line.text for line in above]
        if upper < 0 and len(context) < LIMITS.few:
            context = [line.text for line in before][-(LIMITS.context - len(context)) :] + context
        out.append(dataclasses.replace(table, caption=_caption(above, table), context=tuple(context[-LIMITS.context :])))
    return out


def _above(table: Table, tables: Sequence[Table], lines: Sequence[Line], gutter: float | None) -> tuple[float, list[Line]]:
    """(the foot of the nearest table above one in its column of the page, -1 for none; the lines between the two, downward)."""
    near = [t.bbox for t in tables if t is not table and not _apart(t.bbox, table.bbox, gutter)]
    upper = max((box.y1 for box in near if stands_above(box, table.bbox)), default=-1.0)
    boxes = [t.bbox for t in tables]
    free = [line for line in lines if not stands_in(line.bbox, boxes) and not _apart(line.bbox, table.bbox, gutter)]
    above = [line for line in free if stands_above(line.bbox, table.bbox) and not _of_another(line, table, tables)]
    return upper, sorted((line for line in above if line.bbox.y0 >= upper - 2), key=lambda line: (line.bbox.y0, line.bbox.x0))


def _apart(box: BBox, table: BBox, gutter: float | None) -> bool:
    """Does something stand in the other column of a page in two?"""
    return gutter is not None and (box.x1 <= gutter if table.x0 > gutter else box.x0 >= gutter)


def _of_another(line: Line, table: Table, tables: Sequence[Table]) -> bool:
    """Does a line stand over a table beside this one, and not over this one at all?"""
    if line.bbox.x1 > table.bbox.x0 and line.bbox.x0 < table.bbox.x1:
        return False
    beside = (t.bbox for t in tables if t is not table and t.bbox.y0 < table.bbox.y1 and t.bbox.y1 > table.bbox.y0)
    return any(box.x0 <= line.bbox.cx <= box.x1 for box in beside)


def _caption(above: Sequence[Line], table: Table) -> str | None:
    near = [line for line in above if table.bbox.y0 - line.bbox.y1 <= LIMITS.near]
    for k in range(len(near) - 1, max(-1, len(near) - LIMITS.back), -1):
        if CAPTION_LABEL.match(near[k].text) and len(near[k].text) < 2 * LIMITS.sentence:
            return " ".join(line.text for line in near[k:])
    run: list[Line] = []
    limit = table.bbox.y0
    for line in reversed(near):
        if (
            len(line.text) > LIMITS.sentence
            or limit - line.bbox.y1 > LIMITS.step * max(line.bbox.height, LIMITS.lowest)
            or len(run) == LIMITS.lines
        ):
            break
        if line.text.rstrip().endswith((".", ":", ";", ",")) and not line.bold:
            break
        run.append(line)
        limit = line.bbox.y0
    return " ".join(line.text for line in reversed(run)) or None
