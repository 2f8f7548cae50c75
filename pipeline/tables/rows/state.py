"""What rows of a body say and inherit while a table is read downward: codes, levels, what they stand under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.layout.text_forms import WORDED
from extractors.model import Cell
from normalizers.kode import read_kode, split_kode_uraian
from normalizers.nomenklatur import PROGRAM, Kode, judged
from normalizers.reading import Reading
from normalizers.rekening import split_rekening
from normalizers.text import fold, is_missing, strip_numbering
from normalizers.wordings.fact_words import begins_aim, coded_heading, level_below, level_of
from normalizers.wordings.row_words import (
    is_average,
    is_of_the_program,
    is_total,
    labelled,
    level_line,
    without_level,
    without_note,
)
from pipeline.datasets.vocabulary import Peran, Tingkat
from pipeline.tables.columns.column import ABOVE, NAMING, Column, further_names
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.counted import ROMANS
from pipeline.tables.rows.codes import PrintedCode, RowCodes, activity_named
from pipeline.tables.rows.marks import Mark, has_level_lines, marks_sasaran
from pipeline.tables.rows.row import Row

_ROMAN = re.compile(r"^\(?(?:X{0,1}(?:IX|IV|V?I{1,3}|V)|X)\)?\.?$")
_WORDS = re.compile(r"[^\W\d_]{3}\S*\s+(?:\S+\s+)*?\S*[^\W\d_]{3}")
_SENTENCE = 25
"""Letters that a text over all columns has more of, where it is a sasaran."""
_FIELD = re.compile(r"[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,3}\s*:\s*\S")
"""A field of a form in one cell: its name of few words, what it says."""
_NUMBER_LED = re.compile(r"^\s*\d{1,3}\s+(?=[^\W\d_]{3})")  # in a cell that spans the number's column and the name's


@dataclass(slots=True)
class _Printed:
    """What a row itself prints, while its cells are read: its code and its names by column."""

    code: PrintedCode
    names: list[tuple[int, str]] = field(default_factory=list)
    level: Tingkat | None = None


def _is_long(text: str) -> bool:
    """Whether a text over all columns is long enough for a sasaran, and no activity by the code before it."""
    return len(text) > _SENTENCE and read_kode(text.split()[0]).status == "kosong"


def _counts(text: str) -> int:
    """The Roman number that a text begins with (`III. Penegakan hukum`); 0 where it does not."""
    number = text.split()[0].strip("().")
    return ROMANS.split().index(number) + 1 if number in ROMANS.split() else 0


class State:
    """What rows inherit while a table is read downward."""

    def __init__(
        self, grid: TableGrid, columns: Sequence[Column], codes: RowCodes, kinerja: bool, marks: Mapping[int, Mark]
    ) -> None:
        self.grid, self.columns, self.codes, self.kinerja, self.marks = grid, columns, codes, kinerja, marks
        self.naming = [k for k in columns if k.peran in NAMING]
        self.further = further_names(columns)
        self.leveled = {k.index for k in self.naming if has_level_lines(grid, k.index)}
        self.tujuan: str | None = None
        self.sasaran: str | None = None
        self.of_one = False  # the sasaran began in the row of a kegiatan
        self.kode: Kode | None = None
        self.kode_teks: str | None = None
        self.coded = -1  # the last row that prints a code
        self.headed = False  # the code that holds stands over all columns, with the sasaran below it
        self.broken = False  # the last code that was printed cannot be read
        self.name: tuple[tuple[int, str], ...] = ()
        self.tingkat: Tingkat | None = None
        self.romans = False
        self.aims_counted = 0  # the Roman number of the last sasaran that headed rows

    @property
    def _place(self) -> int:
        """The column that a name over all columns stands for."""
        return self.naming[-1].index if self.naming else 0

    def names_rows(self, column: Column, first_row: int) -> bool:
        """Whether a column of names has one below its heading; fields of a form below the rows are none."""
        cells = self.grid.begun_below(first_row, column.index)
        return any(not is_missing(cell.text) and not self._is_field(cell) for cell in cells)

    def _is_field(self, cell: Cell) -> bool:
        """Whether a cell over all columns is a field of a form that names no activity: `Waktu Pelaksanaan : Januari`."""
        return cell.column_span == self.grid.columns and bool(_FIELD.match(cell.text)) and level_of(cell.text) is None

    def read(self, row: int) -> Row:
        if self.codes.accounts and (kode := activity_named([cell.text for cell in self.grid.filled(row)])) is not None:
            self.kode = kode
            return Row(row)
        group = self._group(row) if self.marks.get(row, "indikator") == "indikator" else None
        if group is not None:
            return group
        if any(is_average(t) for t in self._labels(row, indicators=True)):
            return Row(row, rata=True)
        total = next((t for t in map(without_note, self._labels(row, indicators=False)) if is_total(t)), None)
        if total is not None:
            summed = Row(row, tingkat="total", nama=((self._place, strip_numbering(total).rstrip(" :")),), total=True)
            return self._of_a_level(summed, total)
        self._upper(row)
        return self._marked(row) if row in self.marks else self._row(row)

    def _of_a_level(self, row: Row, total: str) -> Row:
        """The sum of a list of accounts with the code of the activity that it says it is the sum of: `Jumlah Total Anggaran
        Kegiatan`."""
        last = next((word for n in (2, 1) if (word := level_of(" ".join(fold(total).split()[-n:])))), None)
        kode = self._of_level(last) if self.codes.accounts and last is not None else None
        return row if kode is None else replace(row, kode=kode.kode, versi_kode=kode.versi)

    def _of_level(self, level: Tingkat) -> Kode | None:
        """The activity of a level that the one that holds is a part of, or that it is itself."""
        parts = self.kode.parts if self.kode is not None else ()
        whole = (judged(parts[:n], mended=False) for n in range(len(parts), PROGRAM - 1, -1))
        return next((one for one in whole if one is not None and one.tingkat == level), None)

    def _labels(self, row: int, *, indicators: bool) -> list[str]:
        """Where a row may say that it is a total: its first filled cell and its naming ones. An indicator's name is no such
        place (`Jumlah A` counts something), but an average may stand there. Without a grid a name may only seem to reach down."""
        filled = [c for c in range(self.grid.columns) if self.grid.text(row, c)]
        if not self.grid.table.is_ruled:
            filled = [c for c in filled if self.grid.begun(row, c) is not None] or filled
        first = filled[0] if filled else None
        places = [k.index for k in self.columns if k.holds(*NAMING, "nomor", "kode", "sasaran", "indikator") or k.index == first]
        return [self.grid.text(row, i) for i in places if indicators or self.columns[i].peran != "indikator"]

    # ------------------------------------------------------------ rows that only name what follows
    def _group(self, row: int) -> Row | None:
        filled = [c for c in self.grid.filled(row) if not self._only_numbers(c)]
        if len(filled) != 1 or self.grid.columns < 3:
            return None
        cell = filled[0]
        text = cell.text.strip()
        role = self.columns[cell.column].peran
        if any(ch.isdigit() for ch in text) and self.columns[cell.column].holds("nilai", "rupiah"):
            return None
        wide = cell.column_span >= max(2, self.grid.columns - 2)
        return (self._heading(row, text) or self._activity(row, text) if wide else None) or self._aim(row, text, role, wide)

    def _aim(self, row: int, text: str, role: Peran, wide: bool) -> Row | None:
        """A row that names the tujuan or the sasaran of those below it."""
        label, said = labelled(text) or (None, text)
        name = strip_numbering(said)
        if label == "tujuan" or (role == "tujuan" and not wide):
            self.tujuan, self.sasaran, self.kode = name, None, None
            return Row(row, tingkat="tujuan", tujuan=name)
        sasaran = label == "sasaran" or (role == "sasaran" and not wide)
        aimed = (role == "indikator" and begins_aim(name)) or (wide and not label and _is_long(text))
        counted = role == "indikator" and self.aims_counted and _counts(text) == self.aims_counted + 1
        told = sasaran or marks_sasaran(text) or (self.kinerja and (aimed or counted))
        if told:
            self.aims_counted = _counts(text)
        return self._sasaran(row, text, name) if told else None

    def _heading(self, row: int, text: str) -> Row | None:
        """A row that names the activity of those below it, over all columns: `KEGIATAN 3355: Pengelolaan Keuangan`."""
        found = coded_heading(text)
        code = PrintedCode() if found is None else PrintedCode.of(read_kode(found[0], strict=False))
        if found is None or code.kode is None:
            return None
        self.kode, self.kode_teks, self.coded, self.headed = code.kode, code.mended, row, True
        self.sasaran, self.tingkat = None, None
        named = Row(row, tingkat=code.kode.tingkat, nama=((self._place, found[1].rstrip(" .:")),), kode_cetak=code.mended)
        return self._under_its_code(named)

    def _activity(self, row: int, text: str) -> Row | None:
        """A row that names an activity without its code over all columns: `3 | Program Peningkatan Sarana`; no sasaran."""
        name = strip_numbering(text)
        level = level_of(name) if self.kinerja and labelled(text) is None else None
        if level is None:
            return None
        self.kode, self.tingkat = None, None
        return Row(row, tingkat=level, tujuan=self.tujuan, sasaran=self.sasaran, nama=((self._place, name),))

    def _sasaran(self, row: int, text: str, name: str) -> Row:
        """A row that names the sasaran of those below; right below an activity a marked one is what that is for, and so is any
        below one that heads rows."""
        self.sasaran = name
        marked = marks_sasaran(text) or labelled(text) is not None
        if not (self.headed or (marked and self.coded == row - 1)):
            self.kode = None
        return Row(row, tingkat="sasaran", tujuan=self.tujuan, sasaran=name)

    def _only_numbers(self, cell: Cell) -> bool:
        """Whether a cell holds the number of a row, or a label such as `SK 1` in the place of a code."""
        if cell.column_span > 1 or cell.column >= len(self.columns):
            return False
        role = self.columns[cell.column].peran
        return role == "nomor" or (role == "kode" and read_kode(cell.text, strict=False).status == "kosong")

    def _upper(self, row: int) -> None:
        """Take over tujuan and sasaran that start in this row; a blank cell leaves those above in force."""
        for k in self.columns:
            if not k.holds(*ABOVE):
                continue
            cell = self.grid.begun(row, k.index)
            if cell is None or not WORDED.search(cell.text) or self._names_below(cell):
                continue
            found = labelled(cell.text)
            name = strip_numbering(found[1] if found else cell.text)
            if k.peran == "tujuan":
                if name != self.tujuan:
                    self.tujuan, self.sasaran = name, None
            else:
                self.sasaran = name

    def _names_below(self, cell: Cell) -> bool:
        """Whether a cell reaches on over the column of indikator, whose name it may be."""
        return any(k.peran == "indikator" for k in self.columns[cell.column : cell.column + cell.column_span])

    def _marked(self, row: int) -> Row:
        """A row that its mark tells: a tujuan or a sasaran holds for the rows below it."""
        mark = self.marks[row]
        if mark != "indikator":
            named = (self.grid.text(row, k.index) for k in self.columns if k.holds(*NAMING, *ABOVE, "indikator"))
            name = next((strip_numbering(t) for t in named if not is_missing(t)), None)
            self.tujuan, self.sasaran = (name, None) if mark == "tujuan" else (self.tujuan, name or self.sasaran)
            self.kode = None
        return replace(self._row(row), tingkat="tujuan" if mark == "tujuan" else "sasaran", tanda=mark)

    # ------------------------------------------------------------ ordinary rows
    def _row(self, row: int) -> Row:
        printed = self._names(row, self.codes.own(row, self.kode))
        own = [n for n in printed.names if self.grid.begun(row, n[0]) is not None]
        starts_upper = any(k.holds(*ABOVE) and self._tells(row, k.index) for k in self.columns)
        code = printed.code
        lost = self._code_lost(row, code)
        if code.kode is not None:
            self.kode, self.kode_teks, self.tingkat, self.coded, self.headed = code.kode, code.mended, None, row, False
        elif self._leaves_code(row, own, starts_upper, printed.level):
            self.kode, self.tingkat = None, None
        further = () if own else self._further(row)
        if own or further:
            self.name = tuple(printed.names) or further
        level = (code.kode.tingkat if code.kode else None) or printed.level or self._level(row, own, starts_upper)
        self._keep_sasaran(level, own, starts_upper=starts_upper)
        if not own and not further:  # what has a further name is a part of the activity, and of no level itself
            level = level or self._level_above()
        return self._under_its_code(
            Row(
                row,
                tingkat=level,
                tujuan=self.tujuan,
                sasaran=self.sasaran,
                nama=further or (tuple(printed.names) if printed.names or starts_upper else self.name),
                sambung=not own,
                kode_cetak=code.mended,
                kode_ragu=code.unsure,
                kode_hilang=lost,
                rekening=self.codes.account(row),
            )
        )

    def _keep_sasaran(self, level: Tingkat | None, own: Sequence[tuple[int, str]], *, starts_upper: bool) -> None:
        """What a kegiatan has for its sasaran is none of the next program's, whose own cell is blank."""
        if not own:
            return
        of_program = (level or level_of(own[0][1])) == "program"
        if starts_upper:
            self.of_one = not of_program
        elif self.of_one and of_program:
            self.sasaran, self.of_one = None, False

    def _code_lost(self, row: int, code: PrintedCode) -> bool:
        """Whether the row prints a code that cannot be read, or one that goes on from such a one."""
        lost = code.kode is None and (self.codes.lost(row) or (self.broken and self.codes.goes_on(row)))
        self.broken = code.kode is None and (lost or self.broken)
        return lost

    def _untold(self) -> Tingkat | None:
        """The level of a row that names nothing: that of the activity that a form above names where no row prints a code."""
        of_form = self._level_above() if self.coded < 0 else None
        return of_form or ("sasaran" if self.kinerja else None)

    def _level_above(self) -> Tingkat | None:
        """The level of the code that holds so far."""
        return self.kode.tingkat if self.kode else None

    def _under_its_code(self, row: Row) -> Row:
        """The row with the code that holds for it, its own or the one above, or that of its program where it says so."""
        if self.kode is None:
            return row
        if self.kode.tingkat != "program" and any(is_of_the_program(cell.text) for cell in self.grid.filled(row.indeks)):
            program = self._of_level("program")
            level = program.tingkat if program is not None and row.tingkat == self.kode.tingkat else row.tingkat
            return row if program is None else replace(row, kode=program.kode, versi_kode=program.versi, tingkat=level)
        return replace(row, kode=self.kode.kode, versi_kode=self.kode.versi, kode_teks=self.kode_teks)

    def _names(self, row: int, code: PrintedCode) -> _Printed:
        """The names in a row, and the code that a name begins with where the row has none in a column of its own."""
        out = _Printed(code)
        for k in self.naming:
            cell = self.grid.at(row, k.index)
            if cell is None or is_missing(cell.text):
                continue
            level, text = self._level_line(k, cell)
            if out.code.kode is None or cell.row == row:
                inside, text = split_kode_uraian(text, self.kode.kode if self.kode else None)
                codeless = not self.codes.places or cell.column in self.codes.places  # one cell over both columns
                if inside is not None and cell.row == row and codeless and self._goes_on(out.code.kode, inside, k):
                    out.code = PrintedCode.of(inside)
            if self.codes.accounts and cell.column in self.codes.places:
                text = split_rekening(text)[1]
            whole = strip_numbering(_NUMBER_LED.sub("", text) if cell.column < k.index else text)
            if name := without_level(whole):
                out.names.append((k.index, name.rstrip(" :") or name))
                led = level or (whole if name != whole else "")
                own = k.tingkat if cell.row == row else None
                out.level = level_of(led) if led else level_below(own, name) or out.level
        return out

    def _level_line(self, k: Column, cell: Cell) -> tuple[str, str]:
        """(the level on the first line of a cell, what stands below it), where the names of its column have such lines."""
        return (level_line(cell.text) if k.index in self.leveled else None) or ("", cell.text)

    def _further(self, row: int) -> tuple[tuple[int, str], ...]:
        """What names a row that has no name of its own where those stand: the words in a column of no known heading."""
        cell = None if self.further is None else self.grid.begun(row, self.further)
        if cell is None or not _WORDS.search(cell.text):
            return ()
        return ((self.naming[-1].index, strip_numbering(cell.text)),)

    def _goes_on(self, kode: Kode | None, inside: Reading[Kode], k: Column) -> bool:
        """Whether a code in a name is the row's: the first, or one that is a part of it, left of the figures (`[2005] ...` and
        `[2005.EAA] ...` before a target)."""
        if kode is None:
            return True
        figures = [c.index for c in self.columns if c.holds("nilai", "rupiah")]
        deeper = inside.value is not None and inside.value.kode.startswith(f"{kode.kode}.")
        return deeper and k.index < min(figures, default=0)

    def _tells(self, row: int, column: int) -> bool:
        """Whether a cell begins in this row and is not left blank."""
        cell = self.grid.begun(row, column)
        return cell is not None and not is_missing(cell.text)

    def _leaves_code(self, row: int, own: list[tuple[int, str]], starts_upper: bool, level: Tingkat | None) -> bool:
        """Whether a row without a code is no part of the one above: a tujuan or sasaran starts without any name, its own
        code could not be read, or it is named below an activity that has no parts but works let to somebody."""
        if self.codes.accounts:
            return False  # all of the activity that stands above the table
        upper_only = starts_upper and not own and bool(self.naming)
        return (
            upper_only
            or self.codes.unread(row, self.kode)
            or (bool(own) and level != "paket" and self.codes.holds_no_parts(self.kode))
        )

    def _level(self, row: int, own: list[tuple[int, str]], starts_upper: bool) -> Tingkat | None:
        if own:
            level = level_of(own[-1][1])
            if level is not None:
                return level
        number = next((self.grid.text(row, k.index) for k in self.columns if k.peran == "nomor"), "")
        if own and _ROMAN.match(number):
            self.romans = True
            return "program"
        if own and self.romans:
            return "kegiatan"
        if not self.naming or (starts_upper and not own):
            aims = [c for k in self.columns if k.peran == "tujuan" and (c := self.grid.begun(row, k.index)) is not None]
            if not self.sasaran and any(c.text.strip() for c in aims):
                return "tujuan"
            return self._untold()
        return None
