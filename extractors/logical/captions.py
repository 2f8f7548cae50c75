"""What stands above a table: its caption, and the lines that may say its year or unit."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractors.layout.places import stands_above, stands_in
from extractors.layout.text_forms import CAPTION_LABEL
from extractors.model import Line, Table

NEAR = 75.0
"""A caption stands within this distance (points) above its table."""
CONTEXT_LINES = 8
_SENTENCE = 95
"""A line longer than this (characters) is running text."""


def with_captions(tables: Sequence[Table], lines: Sequence[Line], before: Sequence[Line]) -> list[Table]:
    """Tables of one page with caption and context. `lines` are the page's lines without furniture, `before` the last lines
    of the page before, for a table at the top."""
    out: list[Table] = []
    boxes = [t.bbox for t in tables]
    for table in tables:
        above = [line for line in lines if stands_above(line.bbox, table.bbox) and not stands_in(line.bbox, boxes)]
        upper = max((t.bbox.y1 for t in tables if t is not table and stands_above(t.bbox, table.bbox)), default=-1.0)
        above = sorted((line for line in above if line.bbox.y0 >= upper - 2), key=lambda line: (line.bbox.y0, line.bbox.x0))
        context = [line.text for line in above]
        if upper < 0 and len(context) < 4:
            context = [line.text for line in before][-(CONTEXT_LINES - len(context)) :] + context
        out.append(dataclasses.replace(table, caption=_caption(above, table), context=tuple(context[-CONTEXT_LINES:])))
    return out


def _caption(above: Sequence[Line], table: Table) -> str | None:
    near = [line for line in above if table.bbox.y0 - line.bbox.y1 <= NEAR]
    for k in range(len(near) - 1, max(-1, len(near) - 6), -1):
        if CAPTION_LABEL.match(near[k].text) and len(near[k].text) < 2 * _SENTENCE:
            return " ".join(line.text for line in near[k:])
    run: list[Line] = []
    limit = table.bbox.y0
    for line in reversed(near):
        if len(line.text) > _SENTENCE or limit - line.bbox.y1 > 2.2 * max(line.bbox.height, 8) or len(run) == 4:
            break
        if line.text.rstrip().endswith((".", ":", ";", ",")) and not line.bold:
            break
        run.append(line)
        limit = line.bbox.y0
    return " ".join(line.text for line in reversed(run)) or None
