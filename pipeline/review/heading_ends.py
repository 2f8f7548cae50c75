"""Where the heading of a table may end: asked where a row below it reads like one more row of it, or where a row of it reads
like the first row of the body, in a table with columns that nobody understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from extractors.layout.text_forms import number_row
from normalizers.text import fold
from normalizers.wordings.column_words import is_year
from pipeline.keputusan.decision import Keputusan, Kotak
from pipeline.keputusan.reach import holds_for
from pipeline.tables.said import heading_print

Printed: TypeAlias = Mapping[tuple[int, int], str]
"""What the cells at the top of a table print, by row and column."""
_FIGURE = re.compile(r"\d[\d.,]*\d[\d.,%]*\s*%?")
"""A figure of the body: one digit may as well count quarters or columns."""
_ITEM = re.compile(r"\d{1,2}[.)]\s+\S.*", re.DOTALL)
_NUMBERS_A_ROW = re.compile(r"\(?(?:[IVX]{1,4}|\d{1,3})[.)]?")
_BEGINS_A_NAME = re.compile(r"[^\W\d_]|%|\(")
_BESIDE = 2
"""So many filled cells make a row of names; one alone is a title of the rows below."""
_SHOWN = 90


def possible_ends(end: int, printed: Printed, columns: Collection[int]) -> tuple[int, ...]:
    """The rows at which the body of a table may begin, the one that was read first; none where that is beyond doubt. `columns`
    are those whose meaning is in doubt."""
    rows = max((row for row, _ in printed), default=-1) + 1
    last = end
    for row in range(end, rows):
        if _goes_on(printed, row, columns):
            last = row + 1
        elif len(list(_cells(printed, row))) >= _BESIDE:  # one cell is a title of the rows below, none is a gap
            break
    first = next((row for row in range(end) if _is_of_body(printed, row, columns)), end)
    if first == last or last == rows:
        return ()
    filled = [row for row in range(first, last + 1) if row == 0 or row_text(printed, row - 1)]
    return (end, *(row for row in filled if row != end))


def row_text(printed: Printed, row: int) -> str:
    """What a row prints, its cells side by side, as far as it is shown."""
    text = " / ".join(" ".join(text.split()) for _, text in _cells(printed, row))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 2].rstrip() + " …"


@dataclass(frozen=True, slots=True)
class Headed:
    """A table as the datasets have it, the agency of its document, what its top prints, its box on each of its pages."""

    table: Mapping[str, Any]
    agency: str | None
    printed: Printed
    parts: Mapping[int, Kotak]


def is_told(of: Headed, told: Iterable[Keputusan]) -> bool:
    """Whether people said of a table where its heading ends."""
    return any(_is_of(one, of) for one in told)


def _is_of(one: Keputusan, of: Headed) -> bool:
    table, end = of.table, one.says.get("baris_kepala")
    if one.jenis != "tabel" or end is None or fold(one.teks) != fold(table["kepala_tabel"] or ""):
        return False
    if one.rujukan and one.rujukan != heading_print(of.printed, int(end)):
        return False
    if one.lingkup in ("instansi", "semua"):
        return holds_for(one, of.agency)
    if one.dokumen_id != table["dokumen_id"] or one.lingkup == "dokumen":
        return bool(one.dokumen_id == table["dokumen_id"])
    part = of.parts.get(one.halaman or 0)
    if one.kotak is None or part is None:
        return False
    across, down = (one.kotak[0] + one.kotak[2]) / 2, (one.kotak[1] + one.kotak[3]) / 2
    return part[0] <= across <= part[2] and part[1] <= down <= part[3]


def _goes_on(printed: Printed, row: int, columns: Collection[int]) -> bool:
    """Whether a row below a heading may be one more row of it: names side by side, some of them where figures should stand, or
    years."""
    cells = list(_cells(printed, row))
    names = all(_BEGINS_A_NAME.match(text.strip()) or is_year(text) for _, text in cells)
    return len(cells) >= _BESIDE and names and any(column in columns for column, _ in cells)


def _is_of_body(printed: Printed, row: int, columns: Collection[int]) -> bool:
    """Whether a row of a heading may be the first of the body: it prints figures or items of a list where figures should stand,
    or begins with the number of a row."""
    cells = list(_cells(printed, row))
    if len(cells) < _BESIDE or number_row([text for _, text in cells], in_body=True):
        return False
    here = [text.strip() for column, text in cells if column in columns]
    if any(_ITEM.fullmatch(text) or (_FIGURE.fullmatch(text) and not is_year(text)) for text in here):
        return True
    column, text = cells[0]
    return bool(here) and column == 0 and _NUMBERS_A_ROW.fullmatch(text.strip()) is not None


def _cells(printed: Printed, row: int) -> Iterator[tuple[int, str]]:
    yield from ((at, printed[row, at]) for at in _columns(printed, row) if printed[row, at].strip())


def _columns(printed: Printed, row: int) -> Sequence[int]:
    return sorted(column for at, column in printed if at == row)
