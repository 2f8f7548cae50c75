"""The values of one cell, each under the item of the naming cell that it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.model import Cell
from normalizers.numbers.quantities import read_besaran
from normalizers.numbers.satuan import pictured_satuan, read_satuan
from normalizers.text import clean, is_missing, strip_numbering
from normalizers.wordings.row_words import is_total
from normalizers.wordings.title_words import indicator_in
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.facts.certainty import Spot, is_no_name
from pipeline.facts.stacked import (
    PAIR,
    Lines,
    align,
    is_stack,
    items_beside,
    items_of,
    listed_alike,
    value_lines,
    with_shares,
    without_numbers,
)

_LEVEL = 6.0  # points; lines nearer than this stand on one height


@dataclass(frozen=True, slots=True)
class Named:
    """A cell of values, the cell that names what they measure, all that this says as one name and why that may be wrong, the
    cell of the units."""

    cell: Cell
    source: Cell
    unit_cell: Cell | None
    whole: str
    ragu: AturanNilai | None

    @classmethod
    def of(cls, cell: Cell, source: Cell, unit_cell: Cell | None, guessed: bool) -> Named:
        items = items_of(source, 1)
        whole = items[0][0] if len(items) == 1 and "\n" in source.text else strip_numbering(source.text)
        whole = indicator_in(whole) or whole
        return cls(
            cell, source, unit_cell, whole, "tanpa_indikator" if guessed or is_no_name(whole) or _only_sums(whole) else None
        )

    def spot(self, text: str, name: str | None = None, posisi: int = 0) -> Spot:
        return Spot(text, self.whole if name is None else name, self.cell, posisi, self.ragu, unit_in(self.unit_cell))


def spots_in(named: Named, sasaran: str | None) -> Iterator[Spot]:
    """The values of a cell, each under the item of the naming cell that it stands beside."""
    cell, source = named.cell, named.source
    listed = listed_alike(cell, source)
    if listed is not None:
        yield from (named.spot(text, name, n) for n, (text, name) in enumerate(listed) if not is_missing(text))
        return
    lines = with_shares(without_numbers(value_lines(cell)))
    items: Lines = items_of(source, len(lines))
    stacked = is_stack(lines)
    if stacked and len(items) != len(lines):
        units = value_lines(named.unit_cell) if named.unit_cell else ()
        below = items_beside(source, lines[1:], units) if sasaran else None  # the first is the sasaran's own
        items = items_beside(source, lines, units) or below or items
        named, items = _paired(named, lines, units, items)
    if stacked and sasaran and _one_above(lines, items):
        yield replace(named.spot(lines[0][0], sasaran), ragu="tanpa_indikator")  # the mean of the sasaran
        if len(items) == 1:
            yield named.spot(lines[1][0], posisi=1)
            return
        lines = lines[1:]
    if len(items) <= 1:
        yield named.spot(cell.text)
    elif source.row_span == len(items) and cell.row_span == 1:
        yield named.spot(cell.text, items[cell.row - source.row][0])
    elif _one_for_all(cell, lines, stacked):
        yield named.spot(cell.text)
    elif (placed := _placed(cell, lines, items, stacked)) is None:
        yield replace(named.spot(cell.text), ragu="beberapa_nilai")
    else:
        yield from _one_an_item(named, items, placed)


def _paired(named: Named, lines: Lines, units: Lines, items: Lines) -> tuple[Named, Lines]:
    """The items, or where there is but one, two quantities beside its lines: told beside these, and doubted."""
    pair = items_beside(named.source, lines, units, few=PAIR) if len(items) == 1 else None
    return (named, items) if pair is None else (replace(named, ragu="tanpa_indikator"), pair)


def _one_for_all(cell: Cell, lines: Lines, stacked: bool) -> bool:
    """Whether a cell holds a single value, for all that the cell beside it lists."""
    return len(read_besaran(cell.text)) == 1 and (len(lines) == 1 or not stacked)


def _placed(cell: Cell, lines: Lines, items: Lines, stacked: bool) -> list[tuple[str, int]] | None:
    """The values of a cell, each with the index of its item; None where nothing shows it surely."""
    if stacked or len(lines) == len(items):
        places = align(lines, items)
        if places is not None:
            return [(text, place) for (text, _), place in zip(lines, places, strict=True)]
    if len(lines) == 1 and len(read_besaran(cell.text)) == len(items):
        pieces = _pieces(cell.text, len(items))
        return [(piece, n) for n, piece in enumerate(pieces)] if pieces else None
    return None


def _pieces(text: str, count: int) -> list[str] | None:
    """A line of several values cut before each figure: `15% 0,37%`."""
    pieces = [p.strip() for p in re.split(r"\s+(?=[-(]?\d)", clean(text)) if p.strip()]
    return pieces if len(pieces) == count else None


def _one_an_item(named: Named, items: Lines, placed: Sequence[tuple[str, int]]) -> Iterator[Spot]:
    """A spot for each value that has its own item, and its own unit where the cell of units lists as many."""
    units = [text for text, _ in value_lines(named.unit_cell)] if named.unit_cell else []
    for n, (text, place) in enumerate(placed):
        if not is_missing(text):
            spot = named.spot(text, items[place][0], n)
            if named.source.from_ocr and items[place][0][:1].islower():  # the middle of a name
                spot = replace(spot, ragu="tanpa_indikator")
            yield replace(spot, satuan=read_satuan(units[place])) if len(units) == len(items) else spot


def _one_above(lines: Lines, items: Lines) -> bool:
    """Whether a stack has one value more than there are items, and it stands above the first of them while all others
    stand beside theirs: the figure of the sasaran, on the height of its name."""
    if len(lines) != len(items) + 1:
        return False
    tops = [top for _, top in lines]
    names = [top for _, top in items]
    if any(top is None for top in (*tops, *names)):
        return False
    pairs = [(a, b) for a, b in zip(tops[1:], names, strict=True) if a is not None and b is not None]
    first, second = tops[0], names[0]
    return first is not None and second is not None and second - first > _LEVEL and all(abs(a - b) <= _LEVEL for a, b in pairs)


def _only_sums(name: str) -> bool:
    """Whether a name says that its row adds up others and nothing else: `Jumlah`."""
    return is_total(name) and " " not in name


def unit_in(cell: Cell | None) -> str | None:
    """The unit that a unit column prints; `%` alone is one, though as a value it would be none."""
    if cell is None:
        return None
    return pictured_satuan(cell.text) if cell.from_ocr else read_satuan(cell.text)
