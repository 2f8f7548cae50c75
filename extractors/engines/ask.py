"""The doubtful regions of a page put to the engines of others. What a library raises is an answer, as is the end of its time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.engines.bounded import TookTooLong, within
from extractors.engines.by_camelot import Camelot
from extractors.engines.by_pdfplumber import Pdfplumber
from extractors.engines.doubt import DoubtedRegion, questions
from extractors.engines.engine import Engine, part_of, words_cut
from extractors.engines.headed import headed
from extractors.headings.form import heading_rows
from extractors.layout.limits import COUNT, SECONDS, SHARE, Limit
from extractors.layout.text_forms import is_figure
from extractors.logical.captions import with_captions
from extractors.logical.soundness import judged
from extractors.model import BBox, Contest, GuestEngine, Line, Opinion, Page, Table


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: Annotated[float, Limit("a page takes no longer for all engines together", SECONDS)] = 10.0
    words: Annotated[int, Limit("a region with more words is not asked about: engines take the square of it", COUNT)] = 4000
    regions: Annotated[int, Limit("nor more regions of a page", COUNT)] = 4
    whole: Annotated[float, Limit("a table of theirs is of the region where it covers so much of it", SHARE)] = 0.5


LIMITS = Limits()

GUESTS: dict[GuestEngine, Engine] = {
    "pdfplumber": Pdfplumber(by_text=True),
    "camelot-lattice": Camelot("camelot-lattice"),
    "camelot-network": Camelot("camelot-network"),
    "camelot-hybrid": Camelot("camelot-hybrid"),
}
"""The engines of others by name, as they are asked about a region; they load their libraries when they are asked."""
WHOLE: dict[GuestEngine, Engine] = {**GUESTS, "pdfplumber": Pdfplumber()}
"""The same for a whole page, most of which is prose."""
ASKED: tuple[GuestEngine, ...] = ("pdfplumber", "camelot-network", "camelot-hybrid")
"""Those that are asked in a run; what the parser of lines alone sees, the hybrid one sees as well."""


def contests(page: Page, tables: Sequence[Table], lines: Sequence[Line], asked: Sequence[GuestEngine] = ASKED) -> list[Contest]:
    """What others say of the doubtful regions of a page; none where nothing is in doubt. `lines` are its lines of text."""
    if not asked:
        return []
    ends = time.monotonic() + LIMITS.seconds
    regions = questions(page, tables)[: LIMITS.regions]
    return [_with_captions(_contest(page, question, asked, ends), lines) for question in regions]


def _with_captions(contest: Contest, lines: Sequence[Line]) -> Contest:
    """The contest with what stands above the tables of others; a table of ours finds its caption with all of its document."""
    answers = (
        a if a.table is None else dataclasses.replace(a, table=with_captions([a.table], lines, [])[0]) for a in contest.answers
    )
    return dataclasses.replace(contest, answers=tuple(answers))


def _contest(page: Page, question: DoubtedRegion, asked: Sequence[GuestEngine], ends: float) -> Contest:
    part = part_of(page, question.region)
    answers = () if len(part.words) > LIMITS.words else tuple(_answer(name, part, question.region, ends) for name in asked)
    cut = len(words_cut(question.table, part.words)) if question.table is not None else 0
    return Contest(page.number, question.region, question.why, answers, cut=cut)


def _answer(name: GuestEngine, part: Page, region: BBox, ends: float) -> Opinion:
    left = ends - time.monotonic()
    if left <= 0:
        return Opinion(name, failed="waktu habis")
    try:
        found = within(left, lambda: GUESTS[name].tables(part))
    except TookTooLong:
        return Opinion(name, failed="waktu habis")
    except Exception as error:  # whatever a library raises: our own table stays
        return Opinion(name, failed=f"{type(error).__name__}: {error}"[:200])
    table = max(found, key=lambda table: table.bbox.overlap(region), default=None)
    if table is None or table.bbox.overlap(region) < LIMITS.whole * region.width * region.height:
        return Opinion(name)
    table = headed(table, part)
    if table is None:
        return Opinion(name)
    cut = words_cut(table, part.words)
    if any(is_figure(word.text) for word in cut):
        return Opinion(name, failed="batasnya memotong angka")
    return Opinion(name, _sound(table), len(cut))


def _sound(table: Table) -> Table:
    """The table as it would stand in a document: with its heading rows, and its confidence lowered to what it deserves."""
    rows = table.header_rows or heading_rows(table)
    return judged(dataclasses.replace(table, header_rows=rows, from_picture=any(cell.from_ocr for cell in table.cells)))


def tables_by(name: GuestEngine, page: Page) -> list[Table]:
    """All that one engine sees on a whole page: for whoever fixed it. Raises what its library raises."""
    return WHOLE[name].tables(page)
