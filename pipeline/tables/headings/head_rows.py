"""Which rows of a table are of its heading, by what their cells say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.text_forms import BULLETS
from extractors.model import Cell
from normalizers.concepts import SPENDING
from normalizers.heading_words import HeadingReading
from normalizers.wordings.column_words import is_year
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import QUARTERS, months_beside_names
from pipeline.tables.headings.heading import Read


@dataclass(frozen=True, slots=True)
class Limits:
    heads: Annotated[
        float, Limit("so many of the filled cells of a row read as headings; the rest may be words unknown to us", SHARE)
    ] = 0.6
    known: Annotated[float, Limit("so many letters of a heading are of known words", SHARE)] = 0.6
    label: Annotated[float, Limit("of one that says what a figure beside it measures, so many", SHARE)] = 0.9
    all_known: Annotated[float, Limit("of one that names nothing of ours, so many", SHARE)] = 0.99
    long: Annotated[int, Limit("a longer cell of mostly unknown words is body text", COUNT)] = 14
    mostly_known: Annotated[float, Limit("where so many letters are of known words, it is none", SHARE)] = 0.8
    names: Annotated[int, Limit("a row of names, whose first cell numbers rows, has more cells", COUNT)] = 3
    parted: Annotated[int, Limit("so many groups with the same leaves are a heading's", COUNT)] = 2
    shared: Annotated[int, Limit("a cell under so many others is none of the heading", COUNT)] = 3
    surely: Annotated[
        int,
        Limit(
            "a first row that says of so many columns what they hold is none of the body, for all of a misread figure, a numeral",
            COUNT,
        ),
    ] = 5
    named: Annotated[int, Limit("a heading that says nothing of measures names so many columns", COUNT)] = 2


LIMITS = Limits()
_VALUE = re.compile(r"^\W*(?:rp|ro)?[.\s]*[-+(]?\d[\d.,\s]*(?:%|,-|\)|\([A-Za-z]{1,2}\)|\s*[A-Za-z/%]+){0,3}\W*$", re.IGNORECASE)
_SPECK = re.compile(r"^\W*\d\s+[^\W\d_]{4}")
_KIND_LED = re.compile(r"^\s*\d{1,3}\s+[^\W\d_]{4}")
_LIST_MARK = re.compile(rf"^\s*(?:\d{{1,2}}|[a-z])[.)]\s*[A-Za-z]{{3}}|^\s*[{BULLETS}]")
_GROUP_LED = re.compile(r"\s*(?:[A-Z]|[IVX]{1,4})[.)]\s*[A-Z]")
"""`A. PENDAPATAN NEGARA` over all columns: a group of the body, whatever it speaks of."""
_BARE_ROMAN = re.compile(r"^\(?\s*[IVX]{1,4}\s*\)?\.?$")
_SCALE_ONLY = re.compile(
    r"\W*(?:rp|ro)?[.\s]*(?:\(?\s*x?\s*1?[.,]?000(?:[.,]000)*\s*\)|x\s*1[.,]000(?:[.,]000)*|\(?\s*000\s*\)?)\W*", re.IGNORECASE
)


def names_measure(reading: HeadingReading, *, dated: bool = False) -> bool:
    """Whether a label says what a figure measures, or (`dated`) of which year it is, and hardly anything else."""
    told = bool(reading.names("ukuran", "uang")) or (dated and is_dated(reading))
    return told and reading.cakupan >= LIMITS.label


def heading_row(grid: TableGrid, read: Read, row: int, *, first: bool) -> bool:
    """Whether the words of a row are those of a heading, of its first row or of one below."""
    filled: Sequence[Cell] = grid.filled(row)
    if not filled:
        return not first and any(grid.text(row, i) for i in range(grid.columns))  # of cells that reach down from above
    filled = _worded(grid, row, filled, first=first)
    readings = [read(c.text) for c in filled]
    kinds = _kinds_of_spending(filled, readings)
    others = [c for c, r in zip(filled, readings, strict=True) if c not in kinds and _of_the_body(c, r)]
    quarters = {r.triwulan for r in readings} >= set(range(1, QUARTERS + 1))
    surely = first and _says_surely(readings)
    spared = quarters or (surely and any(_is_misread(c, read) for c in others))  # `1 Thn | TW I | TW II | TW III | TW IV`
    if len(others) > spared:
        return False
    if not surely and sum(bool(_BARE_ROMAN.match(c.text)) for c in filled) == 1:
        return False  # a lone `I` numbers a row of the body; quarters come in fours
    if not first and _heads_rows(grid, read, filled):
        return False
    return _names_columns(readings, alone=first and grid.columns > 1)


def _worded(grid: TableGrid, row: int, filled: Sequence[Cell], *, first: bool) -> Sequence[Cell]:
    """The cells of a row that are to head columns by words: not the twelve that number months, nor a `1` where `No` belongs."""
    if first and _numbers_rows(grid, row):
        filled = filled[1:]
    months = months_beside_names(filled)
    return [c for c in filled if c not in months]


def _heads_rows(grid: TableGrid, read: Read, filled: Sequence[Cell]) -> bool:
    """Whether a row heads others: one that speaks of money below names, or a cell of it runs over columns that are each named
    right above it, where leaves are narrower than groups."""
    if len(filled) == 1 and _measures_below_a_role(grid, read, filled[0]):
        return True
    for cell in filled:
        over = (grid.at(cell.row - 1, i) for i in range(cell.column, cell.column + cell.column_span))
        if len({c.column for c in over if c is not None and c.text.strip()}) >= LIMITS.shared:
            return True
    return False


def _measures_below_a_role(grid: TableGrid, read: Read, cell: Cell) -> bool:
    """Whether a lone cell speaks of money right below the heading of names: `Rupiah Murni` under `Sumber Dana` heads rows."""
    above = grid.at(cell.row - 1, cell.column)
    return (
        above is not None
        and (above.column, above.column_span) == (cell.column, cell.column_span)
        and bool(read(above.text).names("peran"))
        and bool(read(cell.text).names("uang"))
    )


def _says_surely(readings: Sequence[HeadingReading]) -> bool:
    """Whether so many cells say what columns hold that their row is none of the body."""
    return sum(bool(r.names()) and is_heading(r) for r in readings) >= LIMITS.surely


def _is_misread(cell: Cell, read: Read) -> bool:
    """Whether a figure in a picture may be a letter, `1` for the first quarter's `I`, or what is left of a border beside the word
    for what a column holds: `7. No`."""
    return cell.from_ocr and (len(cell.text.strip()) == 1 or bool(read(cell.text).names("peran")))


def _names_columns(readings: Sequence[HeadingReading], *, alone: bool) -> bool:
    """Whether what a row reads as is a heading: most of it heads columns, and says what they measure, or names two; one cell
    alone must say what is measured, and below others (`alone`: it is the first row, of several columns)."""
    good = [r for r in readings if is_heading(r)]
    strong = any(is_dated(r) or r.names("ukuran", "uang", "penanda", "sampingan") for r in good)
    if len(readings) == 1:
        return strong and not alone and not _GROUP_LED.match(readings[0].teks)
    if len(good) < LIMITS.heads * len(readings):
        return False
    return strong or sum(bool(r.names("peran")) for r in good) >= LIMITS.named


def _kinds_of_spending(filled: Sequence[Cell], readings: Sequence[HeadingReading]) -> list[Cell]:
    """The cells that number kinds of spending side by side: `51 Belanja Pegawai | 52 Belanja Barang`. One alone heads rows."""
    found = [c for c, r in zip(filled, readings, strict=True) if _KIND_LED.match(c.text) and r.says(*SPENDING)]
    return found if len(found) > 1 else []


def _of_the_body(cell: Cell, reading: HeadingReading) -> bool:
    """Whether a cell shows that its row is none of the heading: a figure, an item of a list, many words, few known."""
    if _is_figure(cell, reading):
        return True
    return bool(_LIST_MARK.match(cell.text)) or (len(cell.text.split()) > LIMITS.long and reading.cakupan < LIMITS.mostly_known)


def holds_value(cell: Cell, read: Read) -> bool:
    """Whether a cell holds a figure, and no heading that begins with one."""
    return _is_figure(cell, read(cell.text))


def _is_figure(cell: Cell, reading: HeadingReading) -> bool:
    return is_value(cell.text) and not _heads_behind_a_figure(cell, reading)


def _heads_behind_a_figure(cell: Cell, reading: HeadingReading) -> bool:
    """Whether a word behind a figure heads a column all the same: of a quarter or a year (`2019 Target`), or one that is no unit
    behind a speck (`1 Anggaran`)."""
    words = _SPECK.match(cell.text) is not None and reading.says("anggaran", "target", "realisasi", "capaian")
    return reading.triwulan is not None or words or (is_dated(reading) and names_measure(reading))


def _numbers_rows(grid: TableGrid, row: int) -> bool:
    """Whether a figure heads a column of row numbers, in a row of names."""
    filled = grid.filled(row)
    if (
        len(filled) <= LIMITS.names
        or filled[0].column != 0
        or not is_value(filled[0].text)
        or any(is_value(c.text) for c in filled[1:])
    ):
        return False
    numbers = [c.text.strip(" .)(") for c in grid.begun_below(row + 1, 0)]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def parts_groups(grid: TableGrid, read: Read, row: int) -> bool:
    """Whether a row parts group after group of the heading into the same leaves, a quantity and its money (`K | Rp`, `Vol | Rp`):
    no row of the body says that twice, be it behind the row of column numbers or beside marks of other matter (`5t | 1t | R`)."""
    if not 0 < row < grid.rows:
        return False
    leaves: dict[int, list[Cell]] = {}
    for cell in grid.starts(row):
        group = grid.at(row - 1, cell.column)
        if cell.text.strip() and group is not None and group.column_span > 1:
            leaves.setdefault(group.column, []).append(cell)
    parted = [tuple(c.text.strip().lower() for c in cells) for cells in leaves.values() if len(cells) > 1]
    alike = max((parted.count(texts) for texts in parted), default=0)
    if alike < LIMITS.parted or alike < LIMITS.heads * len(leaves):
        return False
    readings = [read(text) for text in max(parted, key=parted.count)]
    return all(map(is_heading, readings)) and {bool(r.names("uang")) for r in readings} == {True, False}


def years_of_a_group(grid: TableGrid, read: Read, row: int) -> bool:
    """Whether a row parts a group of targets or results into years, though other cells of it already are the first row of
    the body (its number, its indicator)."""
    years = [c for c in grid.starts(row) if is_year(c.text.strip())]
    if row == 0 or len(years) < 2 or len(years) == len(grid.filled(row)):
        return False
    numbers = [int(re.sub(r"\D", "", c.text)) for c in years]
    if any(b - a != 1 for a, b in itertools.pairwise(numbers)):
        return False
    above = [grid.at(row - 1, c.column) for c in years]
    first = above[0]
    if first is None or first.column_span < len(years) or any(a is not first for a in above):
        return False
    return bool(read(first.text).names("ukuran", "uang"))


def is_heading(reading: HeadingReading) -> bool:
    """Whether a text heads a column: it means something of ours or a time, and hardly anything else."""
    meant = bool(reading.names()) or is_dated(reading)
    return (meant and reading.cakupan >= LIMITS.known) or (bool(reading.konsep) and reading.cakupan >= LIMITS.all_known)


def is_dated(reading: HeadingReading) -> bool:
    """Whether a heading says when: a year, printed, counted or told from this one, a quarter, a month."""
    return bool(reading.tahun or reading.tahun_ke or reading.triwulan or reading.bulan or reading.tahun_relatif is not None)


def is_value(text: str) -> bool:
    """Whether a text is a figure; a year is none, nor a scale (`(000)`)."""
    plain = text.strip()
    return bool(_VALUE.match(plain)) and not is_year(plain) and not _SCALE_ONLY.fullmatch(plain)
