"""Heading rows of a table: where they end, and what stands above each column from the top level to the leaf."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.text_forms import BULLETS, number_row
from extractors.model import Cell
from normalizers.concepts import SPENDING
from normalizers.heading_words import HeaderLexicon, HeadingReading, number_of
from normalizers.tahun import month_name
from normalizers.wordings.column_words import is_year, quarter_follows, year_follows
from normalizers.wordings.row_words import is_numbered_label
from pipeline.tables.grid import TableGrid


@dataclass(frozen=True, slots=True)
class Limits:
    levels: Annotated[int, Limit("a heading has no more rows", COUNT)] = 7
    titles: Annotated[int, Limit("no more rows above it are titles inside the frame", COUNT)] = 3
    form_columns: Annotated[int, Limit("fields of a form stand above tables of so many columns", COUNT)] = 4
    form_rows: Annotated[int, Limit("fields of a form are no more rows", COUNT)] = 6
    form_cells: Annotated[int, Limit("and have no more cells each", COUNT)] = 2
    heads: Annotated[
        float, Limit("so many of the filled cells of a row read as headings; the rest may be words unknown to us", SHARE)
    ] = 0.6
    known: Annotated[float, Limit("so many letters of a heading are of known words", SHARE)] = 0.6
    all_known: Annotated[float, Limit("of one that names nothing of ours, so many", SHARE)] = 0.99
    long: Annotated[int, Limit("a longer cell of mostly unknown words is body text", COUNT)] = 14
    mostly_known: Annotated[float, Limit("where so many letters are of known words, it is none", SHARE)] = 0.8
    years: Annotated[int, Limit("a plan counts no more years", COUNT)] = 6
    measures: Annotated[int, Limit("and heads each with no more columns", COUNT)] = 4
    group: Annotated[int, Limit("a group of a year is named in no more words", COUNT)] = 4
    names: Annotated[int, Limit("a row of names, whose first cell numbers rows, has more cells", COUNT)] = 3
    parted: Annotated[int, Limit("so many groups with the same leaves are a heading's", COUNT)] = 2
    named: Annotated[int, Limit("a heading that says nothing of measures names so many columns", COUNT)] = 2


LIMITS = Limits()


Read = Callable[[str], HeadingReading]
"""What a text of a heading says; asked of one text many times."""


_VALUE = re.compile(r"^\W*(?:rp|ro)?[.\s]*[-+(]?\d[\d.,\s]*(?:%|,-|\)|\([A-Za-z]{1,2}\)|\s*[A-Za-z/%]+){0,3}\W*$", re.IGNORECASE)
_SPECK = re.compile(r"^\W*\d\s+[^\W\d_]{4}")
_KIND_LED = re.compile(r"^\s*\d{1,3}\s+[^\W\d_]{4}")
_LIST_MARK = re.compile(rf"^\s*(?:\d{{1,2}}|[a-z])[.)]\s*[A-Za-z]{{3}}|^\s*[{BULLETS}]")
_BARE_DIGIT = re.compile(r"^\s*\(?(?:[1-9]|10)\)?\s*$")
_BARE_ROMAN = re.compile(r"^\(?\s*[IVX]{1,4}\s*\)?\.?$")
_FROM_THIS_YEAR = re.compile(r"\W*([^\W\d_]+)\s*\(?\s*([-+–])\s*(\d)\s*\)?\W*")
ROMANS, QUARTERS, _MONTHS = "I II III IV V VI VII VIII IX X XI XII", 4, 12
_LETTERS = {"T": "Target", "R": "Realisasi"}  # only where both stand in one row of the heading; alone they say nothing
_SHARE_LETTER = re.compile(r"\W*C\W*")  # `% C` beside these
_SCALE_ONLY = re.compile(
    r"\W*(?:rp|ro)?[.\s]*(?:\(?\s*x?\s*1?[.,]?000(?:[.,]000)*\s*\)|x\s*1[.,]000(?:[.,]000)*|\(?\s*000\s*\)?)\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`awal` is the first heading row (rows above it are titles, their text in `judul`), `akhir` the first body row;
    `jalur[c]` are the readings above column c, top level first; empty tuples where a table has no heading.
    """

    awal: int
    akhir: int
    judul: tuple[str, ...]
    jalur: tuple[tuple[HeadingReading, ...], ...]


def title_of(path: Sequence[HeadingReading]) -> str:
    """What stands above a column, as one line."""
    return " / ".join(" ".join(r.teks.split()) for r in path)


def read_headings(grid: TableGrid, headers: HeaderLexicon, told_end: int | None = None) -> Heading:
    """Find the heading rows and read them. `Table.header_rows` is heard where the words alone do not decide; `told_end`, the
    first row of the body according to a person, before all."""
    read = _once(headers)
    start = _titles(grid, read)
    if told_end is not None:
        start = min(start, told_end)
    end = _first_body_row(grid, read, start) if told_end is None else min(told_end, grid.rows)
    titles = tuple(line for r in range(start) for line in _title_lines(grid, r))
    if end == start:
        return Heading(start, start, titles, ((),) * grid.columns)
    rows = [r for r in range(start, end) if not number_row(grid.texts(r), in_body=True) or _counts_years(grid, start, r)]
    years = {r for r in rows if r > start and _years_of_a_group(grid, read, r) and not _heading_row(grid, read, r, first=False)}
    return Heading(
        start,
        end,
        titles,
        tuple(_path(grid, read, [r for r in rows if r not in years or is_year(grid.text(r, c))], c) for c in range(grid.columns)),
    )


def _title_lines(grid: TableGrid, row: int) -> tuple[str, ...]:
    """What a row above the heading says: a field of a form (`Sasaran | : Meningkatnya ...`) in one line."""
    texts = tuple(c.text for c in grid.filled(row))
    return (" ".join(texts),) if _is_field(grid, row) else texts


def _is_field(grid: TableGrid, row: int) -> bool:
    """Whether a row is a field of a form: its name in the first cell, what is filled in behind a colon in the next."""
    filled = grid.filled(row)
    return len(filled) == LIMITS.form_cells and filled[0].column == 0 and filled[1].text.lstrip().startswith(":")


def _once(headers: HeaderLexicon) -> Read:
    """Reads a text of this table once, however often it is asked for."""
    known: dict[str, HeadingReading] = {}

    def read(text: str) -> HeadingReading:
        if text not in known:
            known[text] = headers.read(text)
        return known[text]

    return read


def _years_of_a_group(grid: TableGrid, read: Read, row: int) -> bool:
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


def _counts_years(grid: TableGrid, start: int, row: int) -> bool:
    """Whether bare numbers `1 2 3` are the years of a plan, each under a group that ends in `ke-` or `Tahun`, or all the quarters
    of one, under a group that ends in `Triwulan`, or all months of it; words beside them are leaves of other groups (`Anggaran |
    Realisasi` below `Rata-rata Pertumbuhan`)."""
    filled = grid.filled(row)
    if row <= start or not filled or len(filled) > LIMITS.years * LIMITS.measures or filled[0].column == 0:
        return False
    counted = [c for c in filled if not any(map(str.isalpha, c.text))]
    if counted and all(_month(grid, cell) == place for place, cell in enumerate(counted)):
        return True
    groups = [_words_above(grid, cell) for cell in counted]
    quarters = [c.text.strip(" ()") for c in counted] == [str(n + 1) for n in range(QUARTERS)]
    return bool(groups) and (all(map(year_follows, groups)) or (quarters and all(map(quarter_follows, groups))))


def _words_above(grid: TableGrid, cell: Cell) -> str:
    """What the group says that a cell of the heading stands under."""
    above = grid.at(cell.row - 1, cell.column)
    if above is not None and not above.text.strip():
        above = _group(grid, [cell.row - 1, cell.row], cell.row - 1, cell.column)
    return " ".join(above.text.split()) if above is not None else ""


def _month(grid: TableGrid, cell: Cell) -> int | None:
    """Which month, from 0, a bare number counts: one of twelve side by side under one group (`Realisasi` over `1 2 ... 12`),
    where a column of sums may follow them."""
    group = grid.at(cell.row - 1, cell.column) if cell.row else None
    if group is None or not group.text.strip() or group.column == 0:
        return None
    under = _parts_of(grid, group, cell.row)
    counted = [_letter(c) for c in under]
    numbered = counted[:_MONTHS] in ([str(n + 1) for n in range(_MONTHS)], ROMANS.split())
    place = under.index(cell)
    return place if numbered and place < _MONTHS else None


def _parts_groups(grid: TableGrid, read: Read, row: int) -> bool:
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
    return all(map(_is_heading, readings)) and {bool(r.names("uang")) for r in readings} == {True, False}


def _titles(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are a title inside the frame: one cell with text, more cells in the row that follows."""
    form = _wide_titles(grid, read) or _fields(grid, read)
    if form:
        return form
    row = 0
    while row < min(LIMITS.titles, grid.rows - 1):
        filled = grid.filled(row)
        if len(filled) > 1 or grid.columns < 2 or (filled and filled[0].row_span > 1):
            break
        if filled:
            reading = read(filled[0].text)
            wide = filled[0].column_span >= grid.columns - 1
            if not wide and (reading.names("ukuran", "uang", "peran") or _is_value(filled[0].text)):
                break
        if not _begins_heading(grid, read, row + 1) and len(grid.filled(row + 1)) > 1:
            break
        row += 1
    return row if _begins_heading(grid, read, row) else 0


def _fields(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are fields of a form inside the frame, above a heading."""
    last = min(LIMITS.form_rows, grid.rows - 1)
    row = next((r for r in range(last) if not _is_field(grid, r)), last)
    return row if grid.columns >= LIMITS.form_columns and _begins_heading(grid, read, row) else 0


def _begins_heading(grid: TableGrid, read: Read, row: int) -> bool:
    """Whether a row is the first of a heading by its own words, or by groups that the row below parts alike."""
    return row < grid.rows and (_heading_row(grid, read, row, first=True) or _parts_groups(grid, read, row + 1))


def _wide_titles(grid: TableGrid, read: Read) -> int:
    """How many rows at the top are the head of a form inside the frame: one or two cells over most of the columns, above a row
    that begins a heading anew with the role of its first column (`Kode`, `No`)."""
    if grid.columns < LIMITS.form_columns:
        return 0
    row = 0
    while row < min(LIMITS.form_rows, grid.rows - 1):
        first = grid.begun(row, 0)
        if first is None or first.column_span * 2 < grid.columns or len(grid.filled(row)) > LIMITS.form_cells:
            break
        row += 1
    begins = grid.begun(row, 0)
    anew = begins is not None and bool(read(begins.text).names("peran"))
    return row if row and anew and _begins_heading(grid, read, row) else 0


def _first_body_row(grid: TableGrid, read: Read, start: int) -> int:
    """The row behind the heading by what its words say; what their form says (`Table.header_rows`) is heard where they do not
    decide."""
    limit = min(start + LIMITS.levels + 1, grid.rows)
    for row in range(start, limit):
        counted = _counts_years(grid, start, row)
        if number_row(grid.texts(row), in_body=True) and not counted and _value_free(grid, start, row):
            return row + 2 if _parts_groups(grid, read, row + 1) else row + 1
    if not _begins_heading(grid, read, start):
        hinted = grid.table.header_rows
        return hinted if _value_free(grid, start, hinted) and hinted > start else start
    row = next((r for r in range(start + 1, limit) if not _goes_on(grid, read, start, r)), limit)
    reach = max(c.row + c.row_span for c in grid.starts(start)) if grid.starts(start) else row
    row = max(row, min(reach, limit) if _value_free(grid, row, min(reach, limit)) else row)
    hinted = grid.table.header_rows
    if (
        hinted > row
        and hinted <= limit
        and _value_free(grid, row, hinted)
        and all(len(grid.filled(r)) > 1 or not grid.filled(r) for r in range(row, hinted))
    ):
        row = hinted
    return row


def _goes_on(grid: TableGrid, read: Read, start: int, row: int) -> bool:
    """Whether a row is one of the heading that begins at `start`."""
    return (
        _counts_years(grid, start, row)
        or _heading_row(grid, read, row, first=False)
        or _years_of_a_group(grid, read, row)
        or _parts_groups(grid, read, row)
    )


def _value_free(grid: TableGrid, start: int, end: int) -> bool:
    """Whether no figure stands in these rows, the years of a plan counted `1 2 3` aside."""
    return end <= grid.rows and not any(
        _is_value(c.text) for r in range(start, end) if not _counts_years(grid, max(0, start - 1), r) for c in grid.filled(r)
    )


def _is_value(text: str) -> bool:
    plain = text.strip()
    return bool(_VALUE.match(plain)) and not is_year(plain) and not _SCALE_ONLY.fullmatch(plain)


def _heading_row(grid: TableGrid, read: Read, row: int, *, first: bool) -> bool:
    filled = grid.filled(row)
    if not filled:
        return not first and any(grid.text(row, i) for i in range(grid.columns))  # of cells that reach down from above
    if first and _numbers_rows(grid, row):
        filled = filled[1:]  # `1` where `No` belongs
    readings = [read(c.text) for c in filled]
    kinds = _kinds_of_spending(filled, readings)
    others = [c for c, r in zip(filled, readings, strict=True) if c not in kinds and _of_the_body(c, r)]
    quarters = {r.triwulan for r in readings} >= set(range(1, QUARTERS + 1))
    if len(others) > quarters:  # `1 Thn | TW I | TW II | TW III | TW IV`
        return False
    if sum(bool(_BARE_ROMAN.match(c.text)) for c in filled) == 1:
        return False  # a lone `I` numbers a row of the body; quarters come in fours
    return _names_columns(readings, alone=first and grid.columns > 1)


def _names_columns(readings: Sequence[HeadingReading], *, alone: bool) -> bool:
    """Whether what a row reads as is a heading: most of it heads columns, and says what they measure, or names two; one cell
    alone must say what is measured, and below others (`alone`: it is the first row, of several columns)."""
    good = [r for r in readings if _is_heading(r)]
    strong = any(_is_dated(r) or r.names("ukuran", "uang", "penanda", "sampingan") for r in good)
    if len(readings) == 1:
        return strong and not alone
    if len(good) < LIMITS.heads * len(readings):
        return False
    return strong or sum(bool(r.names("peran")) for r in good) >= LIMITS.named


def _kinds_of_spending(filled: Sequence[Cell], readings: Sequence[HeadingReading]) -> list[Cell]:
    """The cells that number kinds of spending side by side: `51 Belanja Pegawai | 52 Belanja Barang`. One alone heads rows."""
    found = [c for c, r in zip(filled, readings, strict=True) if _KIND_LED.match(c.text) and r.says(*SPENDING)]
    return found if len(found) > 1 else []


def _of_the_body(cell: Cell, reading: HeadingReading) -> bool:
    """Whether a cell shows that its row is none of the heading: a figure, an item of a list, many words, few known."""
    if _is_value(cell.text) and not _beside_a_speck(cell, reading):
        return True
    return bool(_LIST_MARK.match(cell.text)) or (len(cell.text.split()) > LIMITS.long and reading.cakupan < LIMITS.mostly_known)


def _is_dated(reading: HeadingReading) -> bool:
    """Whether a heading says when: a year, printed, counted or told from this one, a quarter, a month."""
    return bool(reading.tahun or reading.tahun_ke or reading.triwulan or reading.bulan or reading.tahun_relatif is not None)


def _beside_a_speck(cell: Cell, reading: HeadingReading) -> bool:
    """Whether a word behind a digit heads a column all the same: of a quarter, or one that is no unit (`1 Anggaran`)."""
    words = _SPECK.match(cell.text) is not None and reading.says("anggaran", "target", "realisasi", "capaian")
    return reading.triwulan is not None or words


def _numbers_rows(grid: TableGrid, row: int) -> bool:
    """Whether a figure heads a column of row numbers, in a row of names."""
    filled = grid.filled(row)
    if (
        len(filled) <= LIMITS.names
        or filled[0].column != 0
        or not _is_value(filled[0].text)
        or any(_is_value(c.text) for c in filled[1:])
    ):
        return False
    numbers = [c.text.strip(" .)(") for c in grid.begun_below(row + 1, 0)]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_heading(reading: HeadingReading) -> bool:
    meant = bool(reading.names()) or _is_dated(reading)
    return (meant and reading.cakupan >= LIMITS.known) or (bool(reading.konsep) and reading.cakupan >= LIMITS.all_known)


def _path(grid: TableGrid, read: Read, rows: list[int], column: int) -> tuple[HeadingReading, ...]:
    cells: list[Cell] = []
    for r in rows:
        cell = grid.at(r, column)
        if cell is not None and not cell.text.strip():
            cell = _group(grid, rows, r, column)
        if cell is not None and cell.text.strip() and cell not in cells:
            cells.append(cell)
    readings = _counted([read(_beside_this_year(grid, read, c)) for c in cells], grid, read, cells)
    good = [
        r
        for r, c in zip(readings, cells, strict=True)
        if (_is_heading(r) or _year_of_a_group(r, c)) and not is_numbered_label(r.teks.strip())
    ]
    return tuple(good or readings)


def _counted(said: Sequence[HeadingReading], grid: TableGrid, read: Read, cells: Sequence[Cell]) -> list[HeadingReading]:
    """What the cells of a path say, with bare numbers and letters as what they stand for below their groups."""
    readings = list(said)
    for place, (above, cell) in enumerate(itertools.pairwise(cells), start=1):
        if _BARE_DIGIT.match(cell.text) and quarter_follows(" ".join(above.text.split())):
            readings[place] = read(f"Triwulan {cell.text.strip(' ()')}")
    if len(cells) >= 2 and _BARE_DIGIT.match(cells[-1].text) and year_follows(" ".join(cells[-2].text.split())):
        readings[-1] = read(f"Tahun ke-{cells[-1].text.strip()}")
    elif _is_fifth_or_beside_it(grid, cells):
        readings[-1] = read(f"Tahun ke-{number_of(_letter(cells[-1]).lower())}")
    elif cells and (month := _month(grid, cells[-1])) is not None:
        readings[-1] = read(f"Bulan {month_name(month + 1)}")
    for place, cell in enumerate(cells[1:], start=1):
        if set(_LETTERS) <= {_letter(c) for c in grid.filled(cell.row)}:
            short = _SHARE_LETTER.fullmatch(cell.text)
            readings[place] = read("% Capaian" if short else _LETTERS.get(_letter(cell), cell.text))
    return readings


def _beside_this_year(grid: TableGrid, read: Read, cell: Cell) -> str:
    """What a heading says; `Tahun-1` and `Tahun+1` beside `Tahun N` are told from that year, and count none of a plan."""
    told = _FROM_THIS_YEAR.fullmatch(cell.text)
    if told is None or not year_follows(told.group(1)) or all(read(c.text).tahun_relatif != 0 for c in grid.filled(cell.row)):
        return cell.text
    return f"{told.group(1)} N{told.group(2)}{told.group(3)}"


def _is_fifth_or_beside_it(grid: TableGrid, cells: Sequence[Cell]) -> bool:
    """Whether a Roman number counts a year of a plan: a group has `I II III IV V` side by side, and a year has four quarters."""
    if len(cells) < 2:
        return False
    group, last = cells[-2:]
    under = _parts_of(grid, group, last.row)
    counted = [_letter(c) for c in under]
    few = QUARTERS < len(counted) < _MONTHS
    return last in under and few and counted == ROMANS.split()[: len(counted)]


def _parts_of(grid: TableGrid, group: Cell, row: int) -> list[Cell]:
    """The filled cells of a row that stand under a group of the heading."""
    return [c for c in grid.filled(row) if group.column <= c.column < group.column + group.column_span]


def _letter(cell: Cell) -> str:
    return cell.text.strip(" .()\n").upper()


def _year_of_a_group(reading: HeadingReading, cell: Cell) -> bool:
    """Whether a cell over several columns says their year, though the word beside it is unknown: `Usulan 2023`."""
    return cell.column_span > 1 and len(set(reading.tahun)) == 1 and len(reading.teks.split()) <= LIMITS.group


def _group(grid: TableGrid, rows: list[int], row: int, column: int) -> Cell | None:
    """The group heading that a blank place belongs to where spans were not seen: the filled cell to the left, provided
    that both have headings of their own below."""
    below = [r for r in rows if r > row]
    if not any(_own(grid, r, column) for r in below):
        return None
    for c in range(column - 1, -1, -1):
        cell = grid.at(row, c)
        if cell is None:
            return None
        if not any(_own(grid, r, c) for r in below):
            return None
        if cell.text.strip():
            return grid.begun(row, c)
    return None


def _own(grid: TableGrid, row: int, column: int) -> bool:
    cell = grid.begun(row, column)
    return cell is not None and bool(cell.text.strip())
