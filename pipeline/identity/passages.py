"""The text of a document as passages, each with its place: cover, heading, running head, form field, running text.

What a cover prints large is worth more than what running text mentions; `identity` weighs by `place`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from extractors.layout.limits import CHARACTERS, COUNT, SHARE, TIMES, Limit
from extractors.layout.text_forms import LEADERS
from extractors.model import Line, Table
from normalizers.text import clean, fold, join_spaced
from normalizers.wordings.page_words import (
    captions,
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


@dataclass(frozen=True, slots=True)
class Limits:
    cover_pages: Annotated[int, Limit("a cover is no later page than this", COUNT)] = 2
    cover_chars: Annotated[int, Limit("more text than this is no cover, whatever its size", CHARACTERS)] = 700
    large: Annotated[float, Limit("a title of a cover is larger than running text by this", TIMES)] = 1.3
    heading_pages: Annotated[int, Limit("a heading that names the document is on no later page than this", COUNT)] = 3
    heading_chars: Annotated[int, Limit("a heading is shorter than this", CHARACTERS)] = 200
    heading_letters: Annotated[int, Limit("a heading has so many letters", COUNT)] = 4
    larger: Annotated[float, Limit("a heading in the letters of the text is larger than running text by this", TIMES)] = 1.1
    shouted: Annotated[float, Limit("of the letters of a heading in capitals more than this are", SHARE)] = 0.8
    first_lines: Annotated[int, Limit("a part of a report names itself in so many lines of its first page", COUNT)] = 4
    running_lines: Annotated[int, Limit("a running head is so near to the top or the foot of its page", COUNT)] = 3
    running_pages: Annotated[int, Limit("a running head is on so many pages at least", COUNT)] = 3
    running_share: Annotated[float, Limit("a running head is on so many of the pages", SHARE)] = 0.25
    running_chars: Annotated[int, Limit("a running head is as long as this at least", CHARACTERS)] = 9
    page_number: Annotated[int, Limit("a page number has so many digits at most", COUNT)] = 3


LIMITS = Limits()
_LINE_END = re.compile(r"(?<![-\u00ad\u2010])\n")
_SPACED = re.compile(r"(?:\b[^\W\d_] ){3}")
_UNDERLINED = re.compile(r"_{5,} *[^\W_]")
"""A line drawn to a page number; one to write on (`tanggal ______`) leads to none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or field, its lines kept apart. `heading` where it looks like one on any page."""

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
    folded = {text: fold(text) for text in {line.text for line in lines}}
    faceless = {text: _faceless(plain) for text, plain in folded.items()}
    heads = _running_heads(by_page, faceless)
    items: list[Passage] = []
    for page in sorted(by_page):
        own = [line for line in by_page[page] if faceless[line.text] not in heads]
        items += _page_passages(page, own, body)
    items += [Passage(text, "kop", 0) for text in heads.values()]
    items += _above_tables(tables, set(folded.values()))
    first = [line.text for page in sorted(by_page)[:1] for line in by_page[page][: LIMITS.first_lines]]
    own_part = not any(map(names_decree, first))  # "Lampiran I Peraturan Bupati ...": of a decree, not of a report
    return Passages(
        tuple(items),
        part=own_part and any(map(heads_part, first)),
        attachment=own_part and any(map(heads_attachment, first)),
        chapters=any(heads_chapter(line.text) for line in lines) or any(p.place == "daftar" for p in items),
    )


def _above_tables(tables: Sequence[Table], seen: set[str]) -> Iterator[Passage]:
    """Captions of tables and lines above them, each text once, that were not `seen` (folded) before."""
    for table in tables:
        above = (*table.context, *((table.caption,) if table.caption else ()))
        new = [t for t in above if fold(t) and fold(t) not in seen]
        seen.update(map(fold, new))
        yield from (Passage(clean(t), "tabel", table.first_page) for t in new)


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


def _faceless(folded: str) -> str:
    """A line without its page number, to see it again on the next page."""
    return " ".join(w for w in folded.split() if not (w.isdigit() and len(w) <= LIMITS.page_number))


def _running_heads(by_page: dict[int, list[Line]], faceless: Mapping[str, str]) -> dict[str, str]:
    """Lines that come again at the top or the foot of the pages: key and the text as first printed."""
    pages: Counter[str] = Counter()
    first: dict[str, str] = {}
    for own in by_page.values():
        ordered = sorted(own, key=lambda line: line.bbox.y0)
        ends = (*ordered[: LIMITS.running_lines], *ordered[-LIMITS.running_lines :])
        texts: dict[str, str] = {}
        for line in ends:
            texts.setdefault(faceless[line.text], line.text)
        pages.update(texts.keys())
        first = texts | first
    least = max(LIMITS.running_pages, LIMITS.running_share * len(by_page))
    return {key: clean(first[key]) for key, count in pages.items() if count >= least and len(key) >= LIMITS.running_chars}


def _is_led(text: str) -> bool:
    """Whether dots or a line lead through a text to a page number."""
    return bool(LEADERS.search(text) or _UNDERLINED.search(text))


def _page_passages(page: int, lines: Sequence[Line], body: float) -> Iterator[Passage]:
    rows = _rows(lines)
    fields = [i for i, row in enumerate(rows) if is_field(row)]
    chars = sum(len(line.text) for line in lines)
    cover = page <= LIMITS.cover_pages and chars < LIMITS.cover_chars and not fields
    for i in fields:
        yield Passage(_field_text(rows, i), "isian", page)
    for paragraph in _paragraphs(lines):
        look = _Look.of(paragraph, body)
        if not is_field(look.text) or _is_led(look.text):
            yield look.passage(page, cover)


@dataclass(frozen=True, slots=True)
class _Look:
    """The text of a paragraph and how it is printed: its letters, all in capitals or bold, larger than running text."""

    text: str
    letters: int
    shouted: bool
    bold: bool
    large: bool
    larger: bool

    @classmethod
    def of(cls, paragraph: Sequence[Line], body: float) -> _Look:
        text = _by_lines(_unspaced(line.text) for line in paragraph)
        letters = [c for c in text if c.isalpha()]
        size = max(line.size for line in paragraph)
        return cls(
            text,
            letters=len(letters),
            shouted=sum(c.isupper() for c in letters) > LIMITS.shouted * len(letters),
            bold=all(line.bold for line in paragraph),
            large=size >= LIMITS.large * body,
            larger=size >= LIMITS.larger * body,
        )

    @property
    def short(self) -> bool:
        return len(self.text) < LIMITS.heading_chars

    @property
    def sentence(self) -> bool:
        """Whether it is running text: on a page with little else it stands above a table, not on a cover."""
        return not self.shouted and (not self.short or self.text.endswith((".", ":", ",", ";")))

    @property
    def heading(self) -> bool:
        """Whether it looks like a heading, whatever its page."""
        return self.short and self.letters >= LIMITS.heading_letters and (self.shouted or self.bold or self.larger)

    def passage(self, page: int, cover: bool) -> Passage:
        if _is_led(self.text):
            return Passage(self.text, "daftar", page, heading=True)
        title = page <= LIMITS.cover_pages and self.short and self.large and not self.sentence and not heads_part(self.text)
        if captions(self.text):
            return Passage(self.text, "tabel", page)
        if (cover and not self.sentence) or title:
            return Passage(self.text, "sampul", page, heading=True)
        if self.heading and page <= LIMITS.heading_pages:
            return Passage(self.text, "judul", page, heading=True)
        return Passage(self.text, "isi", page, heading=self.heading)


def _unspaced(text: str) -> str:
    """A letter-spaced title (`L A P O R A N`) as words; other text as it is."""
    return join_spaced(text) if _SPACED.search(text) else text


def _by_lines(texts: Iterable[str]) -> str:
    """Lines as plain text, one below the other; two that a hyphen parts are one."""
    return "\n".join(map(clean, _LINE_END.split("\n".join(texts))))


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
    return _by_lines(parts)


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
    if not -0.5 * height < gap < 1.3 * height or below.bbox.cy - above.bbox.cy <= 0.4 * height:
        return False
    shared = min(above.bbox.x1, below.bbox.x1) - max(above.bbox.x0, below.bbox.x0)
    if shared <= 0.4 * min(above.bbox.width, below.bbox.width):
        return False
    smaller, larger = sorted((max(above.size, 1.0), max(below.size, 1.0)))
    return larger <= 1.45 * smaller
