"""Amounts in the fields of a form, below that of their activity: `Alokasi Tahun 2021 | : | Rp96.500.000 (...)` (DPA and RKA of
Permendagri 77/2020), `Jumlah Tahun n-1` (59/2007). Set side by side behind it they are read as any other row of budgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.steps import heuristic, nothing
from extractors.model import Cell, Table
from normalizers.heading_words import HeaderLexicon
from normalizers.wordings.fact_words import codes_named
from normalizers.wordings.row_words import is_total
from pipeline.tables.grid import TableGrid, stacked_fields
from pipeline.tables.headings.head_rows import LIMITS as HEADS
from pipeline.tables.headings.head_rows import is_dated

_AMOUNT = re.compile(r"(Rp\.?\s*-?\s*\d[\d.,]*(?:,-)?)\s*(?:\(\D*)?", re.IGNORECASE)
"""An amount, and behind it what it is in words."""
_NAMED = re.compile(r"[^\W\d][^:]{2,40}:\s*\S")
"""A field's name and how its text begins."""
_ACTIVITY, _BUDGET, _ESTIMATE = "Kegiatan", "Pagu Tahun {}", "Prakiraan Maju Tahun {}"


@dataclass(frozen=True, slots=True)
class Limits:
    fields: Annotated[int, Limit("so many lines of a cell are fields of a form below each other", COUNT)] = 3


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its text, what the second reader has for this, and the cell that it stands in, None where
    the field is of a form above."""

    name: str
    text: str
    second: str | None = None
    cell: Cell | None = None

    @property
    def names_activity(self) -> bool:
        return bool(codes_named(f"{self.name} : {self.text}"))


@dataclass(frozen=True, slots=True)
class AmountsApart:
    """A heading and a row: the activity of a form and its amounts; and the place of each column's text in the form."""

    table: Table
    places: tuple[tuple[int, int], ...]


@heuristic(nothing)
def amounts_in_fields(grid: TableGrid, form: Sequence[str], headers: HeaderLexicon, year: int | None) -> AmountsApart | None:
    """The amounts that fields of a form hold behind the name of a budget, with the activity that the nearest field above the
    first of them names with its code, be it in the `form` above the table; None where no field holds one, or none names an
    activity. The budget of the year after the document's (`year`) is a forward estimate."""
    fields = [field for row in range(grid.rows) for field in _fields(grid.told(row))]
    money = [i for i, field in enumerate(fields) if _is_budget(field, headers)]
    before = [*map(_of_line, form), *fields[: money[0]]] if money else []
    activity = next((field for field in reversed(before) if field.names_activity), None)
    if activity is None:
        return None
    amounts = [fields[i] for i in money]
    first = next(field.cell for field in amounts if field.cell)
    columns = [(_ACTIVITY, activity), *((_heading(field, headers, year), _amount(field)) for field in amounts)]
    cells = [
        replace(field.cell or first, row=row, column=i, row_span=1, column_span=1, text=text, second=second, line_tops=())
        for i, (name, field) in enumerate(columns)
        for row, text, second in ((0, name, None), (1, field.text, field.second))
    ]
    table = replace(grid.table, cells=tuple(cells), rows=2, columns=len(columns), header_rows=1, column_edges=(), caption=None)
    return AmountsApart(table, tuple((at.row, at.column) for _, field in columns for at in (field.cell or first,)))


def _fields(cells: Sequence[Cell]) -> list[Field]:
    """The fields of a form that the filled cells of a row are: a name, a colon, a text, or in one cell several of these below
    each other; none for any other row."""
    if not cells:
        return []
    last = cells[-1]
    if stacked := stacked_fields(cells):
        return [Field(name, text, last.second, last) for name, text in stacked]
    if len(cells) > 1:
        text = " ".join(cell.text.strip(" :\n") for cell in cells[1:])
        return [Field(cells[0].text.strip(" :\n"), text, last.second, last)]
    told = [_of_line(text) for text in _parted(last.text)]
    seconds = [_of_line(text).text for text in _parted(last.second or "")]
    alike = len(seconds) == len(told)
    return [
        replace(field, second=None if last.second is None else seconds[n] if alike else last.second, cell=last)
        for n, field in enumerate(told)
        if field.name and field.text
    ]


def _parted(text: str) -> list[str]:
    """The fields in the lines of a text, each begun by a short name and a colon; all of it where few of its lines are."""
    lines = text.split("\n")
    begun = [n for n, line in enumerate(lines) if _NAMED.match(line)]
    if len(begun) < LIMITS.fields or begun[0] != 0:
        return [text]
    return ["\n".join(lines[a:b]) for a, b in pairwise([*begun, len(lines)])]


def _of_line(text: str) -> Field:
    """The field that one text is. The name may stand beside the middle of a text of several lines, and so behind its first."""
    lines = text.split("\n")
    beside = next((i for i, line in enumerate(lines) if i and line.rstrip().endswith(":")), None)
    if beside is not None:
        return Field(lines[beside].strip(" :"), " ".join(line for i, line in enumerate(lines) if i != beside))
    name, _, rest = " ".join(lines).partition(":")
    return Field(name.strip(), rest.strip())


def _is_budget(field: Field, headers: HeaderLexicon) -> bool:
    """Whether a field is an amount behind the name of a year's budget or sum; without a year it may be the sum of a list."""
    if not _AMOUNT.fullmatch(field.text):
        return False
    reading = headers.read(field.name)
    named = reading.says("anggaran") or is_total(field.name.partition(" ")[0])
    return is_dated(reading) and named and reading.cakupan >= HEADS.label


def _amount(field: Field) -> Field:
    """The field of an amount without what stands behind it."""
    return replace(field, text=_without_words(field.text), second=field.second and _without_words(field.second))


def _without_words(text: str) -> str:
    found = _AMOUNT.fullmatch(text)
    return found.group(1) if found else text


def _heading(field: Field, headers: HeaderLexicon, year: int | None) -> str:
    """What heads a field's amount as a column: the year that it is of, where it says one and the document's (`year`) is known."""
    reading = headers.read(field.name)
    of = year + reading.tahun_relatif if year and reading.tahun_relatif is not None else None
    of = reading.tahun[0] if len(reading.tahun) == 1 else of
    if of is None or year is None:
        return field.name
    return (_ESTIMATE if of == year + 1 else _BUDGET).format(of)
