"""The text of a document as passages, each with its place: cover, heading, running head, form field, running text.

What a cover prints large is worth more than what running text mentions; `identity` weighs by `place`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.model import Line, Table
from normalizers.text import clean, fold, join_spaced
from normalizers.wordings.page_words import (
    ends_with_its_row,
    follows_fields,
    heads_attachment,
    heads_chapter,
    heads_part,
    is_field,
    names_decree,
)

Place = Literal["sampul", "judul", "kop", "isian", "isi", "tabel", "daftar"]
"""`daftar` is a list of contents: it tells the chapters, and nothing else."""

COVER_PAGES = 2
HEADING_PAGES = 3
_COVER_CHARS = 700  # more text than this is no cover, whatever its size
_LARGE = 1.3  # times the size of running text
_HEADING_CHARS = 200
_RUNNING_PAGES = 3  # a line on at least so many pages ...
_RUNNING_SHARE = 0.25  # ... and on such a share of them is a running head
_SPACED = re.compile(r"(?:\b[^\W\d_] ){3}")
_CONTENTS = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}|_{5,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or field; lines joined with spaces. `heading` where it looks like one on any page."""

    text: str
    place: Place
    page: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of a document, and how it is built.

    `part`: it begins as a part of a report (`BAB III`, `Lampiran 2`), `attachment`: as `Lampiran` of one; `chapters`:
    it has chapters or a list of contents, so it is no mere form.
    """

    items: tuple[Passage, ...]
    part: bool
    attachment: bool
    chapters: bool


def read_passages(lines: Sequence[Line], tables: Sequence[Table]) -> Passages:
    """Passages in reading order, then running heads once each, then captions and lines above tables not in `lines`."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text.strip():
            by_page[line.page].append(line)
    body = _body_size(lines)
    heads = _running_heads(by_page)
    items: list[Passage] = []
    for page in sorted(by_page):
        own = [line for line in by_page[page] if _faceless(line.text) not in heads]
        items += _page_passages(page, own, body)
    items += [Passage(text, "kop", 0) for text in heads.values()]
    seen = {fold(line.text) for line in lines}
    for table in tables:
        above = (*table.context, *((table.caption,) if table.caption else ()))
        new = [t for t in above if fold(t) and fold(t) not in seen]
        seen.update(map(fold, new))
        items += [Passage(clean(t), "tabel", table.first_page) for t in new]
    first = [line.text for page in sorted(by_page)[:1] for line in by_page[page][:4]]
    own_part = not any(map(names_decree, first))  # "Lampiran I Peraturan Bupati ...": of a decree, not of a report
    return Passages(
        tuple(items),
        part=own_part and any(map(heads_part, first)),
        attachment=own_part and any(map(heads_attachment, first)),
        chapters=any(map(heads_chapter, (line.text for line in lines))) or any(p.place == "daftar" for p in items),
    )


def _body_size(lines: Sequence[Line]) -> float:
    """The size of running text: the median over characters."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[round(line.size, 1)] += len(line.text)
    half, so_far = counted.total() / 2, 0
    for size, count in sorted(counted.items()):
        so_far += count
        if so_far >= half:
            return size
    return 0.0


def _faceless(text: str) -> str:
    """A line without its page number, to see it again on the next page."""
    return " ".join(w for w in fold(text).split() if not (w.isdigit() and len(w) < 4))


def _running_heads(by_page: dict[int, list[Line]]) -> dict[str, str]:
    """Lines that come again at the top or the foot of the pages: key and the text as first printed."""
    pages: Counter[str] = Counter()
    first: dict[str, str] = {}
    for own in by_page.values():
        ordered = sorted(own, key=lambda line: line.bbox.y0)
        for key in {_faceless(line.text): None for line in (*ordered[:3], *ordered[-3:])}:
            pages[key] += 1
        for line in (*ordered[:3], *ordered[-3:]):
            first.setdefault(_faceless(line.text), clean(line.text))
    least = max(_RUNNING_PAGES, _RUNNING_SHARE * len(by_page))
    return {key: first[key] for key, count in pages.items() if count >= least and len(key) > 8}


def _page_passages(page: int, lines: Sequence[Line], body: float) -> Iterator[Passage]:
    rows = _rows(lines)
    fields = [i for i, row in enumerate(rows) if is_field(row)]
    chars = sum(len(line.text) for line in lines)
    cover = page <= COVER_PAGES and chars < _COVER_CHARS and not fields
    for i in fields:
        yield Passage(_field_text(rows, i), "isian", page)
    for paragraph in _paragraphs(lines):
        text = clean("\n".join(_unspaced(line.text) for line in paragraph))
        if _CONTENTS.search(text):
            yield Passage(text, "daftar", page, heading=True)
            continue
        if is_field(text):
            continue
        size = max(line.size for line in paragraph)
        letters = [c for c in text if c.isalpha()]
        shouted = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        bold = all(line.bold for line in paragraph)
        short = len(text) < _HEADING_CHARS
        heading = short and len(letters) > 3 and (shouted or bold or size >= 1.1 * body)
        if cover or (page <= COVER_PAGES and short and size >= _LARGE * body and not heads_part(text)):
            yield Passage(text, "sampul", page, heading=True)
        elif heading and page <= HEADING_PAGES:
            yield Passage(text, "judul", page, heading=True)
        else:
            yield Passage(text, "isi", page, heading=heading)


def _unspaced(text: str) -> str:
    """A letter-spaced title (`L A P O R A N`) as words; other text as it is."""
    return join_spaced(text) if _SPACED.search(text) else text


def _rows(lines: Sequence[Line]) -> list[str]:
    """Lines on one height joined from left to right: `Jabatan` and `: KEPALA DINAS ...` stand apart on the page."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.bbox.cy, one.bbox.x0)):
        if rows and abs(rows[-1][-1].bbox.cy - line.bbox.cy) < 0.5 * max(line.bbox.height, 4.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(one.text.strip() for one in sorted(row, key=lambda one: one.bbox.x0)) for row in rows]


def _field_text(rows: Sequence[str], at: int) -> str:
    """A field with up to two rows that continue it (the name of an agency may run on, a year does not)."""
    parts = [rows[at]]
    if ends_with_its_row(rows[at]):
        return clean(rows[at])
    for row in rows[at + 1 : at + 3]:
        if ":" in row or follows_fields(row):
            break
        parts.append(row)
    return clean(" ".join(parts))


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines under one another, of about one size and close by, in order of their first line."""
    done: list[list[Line]] = []
    open_: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.bbox.y0, one.bbox.x0)):
        height = max(line.bbox.height, line.size, 4.0)
        open_ = [p for p in open_ if line.bbox.y0 - p[-1].bbox.y1 < 1.3 * height]
        above = [p for p in open_ if _continues(p[-1], line, height)]
        if above:
            min(above, key=lambda p: line.bbox.y0 - p[-1].bbox.y1).append(line)
        else:
            open_.append([line])
            done.append(open_[-1])
    return done


def _continues(above: Line, below: Line, height: float) -> bool:
    gap = below.bbox.y0 - above.bbox.y1
    if not -0.5 * height < gap < 1.3 * height:
        return False
    shared = min(above.bbox.x1, below.bbox.x1) - max(above.bbox.x0, below.bbox.x0)
    sizes = sorted((max(above.size, 1.0), max(below.size, 1.0)))
    return (
        below.bbox.cy - above.bbox.cy > 0.4 * height
        and shared > 0.4 * min(above.bbox.width, below.bbox.width)
        and sizes[1] <= 1.45 * sizes[0]
    )
