"""Tables of one indicator: its measures below one another, years side by side, or the other way round.

`Uraian | 2020 | 2021 | 2022` over rows `Target`, `Realisasi`, `Capaian (%)`, or `Tahun | Target | Realisasi` over rows of years;
the indicator is named by the caption, or by a column that spans its rows. Reports print one for each indicator that they analyse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, SHARE, Limit
from extractors.layout.steps import heuristic, nothing
from normalizers.heading_words import HeaderLexicon
from normalizers.names.wilayah import find_wilayah
from normalizers.numbers.satuan import read_satuan, satuan_of_indikator
from normalizers.tahun import find_years
from normalizers.text import clean, fold, is_missing, strip_numbering
from normalizers.wordings.column_words import heading_says, heads_years, is_year
from normalizers.wordings.fact_words import begins_indicator
from normalizers.wordings.row_words import labelled
from normalizers.wordings.title_words import (
    behind_measures,
    calls_indicator,
    indicator_in,
    measured_in,
    names_indicator,
    names_unit,
    with_wrapped,
)
from pipeline.datasets.vocabulary import JenisTabel, Ukuran
from pipeline.tables.columns.column import TEKS, Column
from pipeline.tables.grid import FIELD, TableGrid
from pipeline.tables.headings.counted import LETTERS
from pipeline.tables.rows.row import Row


@dataclass(frozen=True, slots=True)
class Limits:
    known: Annotated[
        float, Limit("so many letters of a label that says a measure and nothing else are of known words", SHARE)
    ] = 0.99
    head: Annotated[float, Limit("a name of which so many letters are of known words may head any table", SHARE)] = 0.99
    measures: Annotated[int, Limit("a table of one row has so many measures of it", COUNT)] = 2
    rows: Annotated[int, Limit("so many rows have a measure, or a year, of their own", COUNT)] = 2


LIMITS = Limits()

_NUMBERED = re.compile(r"^\s*(?:IKU\s+)?\(?(?:[A-Z]\.)?(?:\d{1,2}(?:\.\d{1,2})*[a-z]?(?:-[A-Z]{1,3})?|[a-z])[.)]?\s+(?=[A-Z])")
"""`a.`, `1)`, `3.1`, `2b-CP`, `IKU 1` before a heading."""


_UNIT_BEHIND = re.compile(r"(?<=[^\W\d_]{3})\s*\([^()\d]+\)\s*$")
"""`Target (kejadian)`: what the figures count."""

_MEASURES: Mapping[str, Ukuran] = {"target": "target", "realisasi": "realisasi", "capaian": "capaian"}
_QUANTITY_OF: Mapping[Ukuran | None, Ukuran] = {
    "pagu": "target", "realisasi": "realisasi", "persen_realisasi": "capaian"
}  # fmt: skip
_LETTERS = {letter: _MEASURES[name.lower()] for letter, name in LETTERS.items()} | {"%": _MEASURES["capaian"]}
_AIMS: frozenset[str] = frozenset({"misi", "tujuan", "sasaran"})
"""Labels of what several indicators measure."""
_HEAD_LINES = 8
"""Between the heading that names an indicator and its table, or its list, stands a paragraph."""


@dataclass(frozen=True, slots=True)
class FormIndicator:
    """The indicator that a form describes, and the unit of its figures where a field says that."""

    nama: str
    satuan: str | None


@dataclass(frozen=True, slots=True)
class TitleLines:
    """The lines that may name the one indicator of a table: its `titles`, the caption first, and those `above` it; the one
    `before` it, of the table right above on its page, or that this names as the field of a `form`."""

    titles: Sequence[str]
    lexicon: HeaderLexicon
    above: Sequence[str] = ()
    before: str | None = None
    form: FormIndicator | None = None

    def indicator(self) -> str | None:
        """That which a title in its frame is, or a title names, or a heading among the lines right above the table; where none of
        these is a heading, that of the table before."""
        own = self.framed() or self.titled() or _named_above((*self.above[-_HEAD_LINES:], *self.titles))
        if own is not None:
            return own
        if self.form is not None:
            return self.form.nama
        headed = any(self.titles) or any(_NUMBERED.match(line) or labelled(line) for line in self.above[-_HEAD_LINES:])
        return None if headed else self.before

    def titled(self) -> str | None:
        """That which the first of the titles names that names one, or what one says that is a heading above the table too."""
        named = (_name_in(clean(title), self.lexicon) for title in self.titles)
        return next(filter(None, named), None) or next(filter(None, map(self._headed, self.titles)), None)

    def _headed(self, title: str) -> str | None:
        """What a title says behind words for its figures, where a numbered heading above says no more than that: `a. Prevalensi
        stunting` above `Capaian Prevalensi stunting Tahun 2020-2022`."""
        name = behind_measures(clean(title))
        headings = {fold(line[found.end() :]) for line in self.above if (found := _NUMBERED.match(line))}
        return name if " " in name and fold(name) in headings else None

    def named(self) -> tuple[str | None, bool]:
        """The indicator, or what the caption speaks of, and whether it is a guess."""
        sure = self.indicator()
        return sure or self.guessed(), sure is None

    def guessed(self) -> str | None:
        """What the caption speaks of, though it does not begin as indicators do: `Tabel 3.7 Kios yang Ramai Tahun 2019-2021`."""
        name = behind_measures(clean(self.titles[0])) if self.titles else ""
        return name if " " in name and self.lexicon.read(name).cakupan < LIMITS.head else None

    def unit(self) -> str | None:
        """That which a title tells in brackets (`Target dan Realisasi Kehilangan Air Tahun 2017-2020 (%)`), or the form."""
        titled = next((unit for title in self.titles if (unit := satuan_of_indikator(title))), None)
        return titled or (self.form.satuan if self.form else None)

    def framed(self) -> str | None:
        """That which a title inside the frame of the table is: one that begins as indicators do, or tells their unit."""
        inside = [one for title in self.titles[1:] if self.lexicon.read(one := clean(title)).cakupan < LIMITS.head]
        names = [indicator_in(one) or one for one in inside]
        return next((one for one in names if begins_indicator(one) or satuan_of_indikator(one)), None)


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """The measure of each row that has one, the column that says it, and what the whole table measures where its caption does.
    `kolom` is None where nothing names the indicator: the rows keep their labels, which are no names."""

    kolom: int | None
    ukuran: Mapping[int, Ukuran]
    nama: str | None
    satuan: Mapping[int, str]
    samping: frozenset[int] = frozenset()
    """Rows whose figures are none of ours: `Deviasi`."""
    diduga: bool = False
    """The name is a guess."""

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns, of which that one names no row."""
        return tuple(replace(k, peran="keterangan", ukuran=None, tingkat=None) if k.index == self.kolom else k for k in columns)

    def rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows, each with its measure, and the unit that its label tells (`Target (%)`)."""
        own = (row for row in rows if row.indeks not in self.samping)
        return tuple(replace(r, ukuran=self.ukuran.get(r.indeks), satuan=self.satuan.get(r.indeks)) for r in own)


@dataclass(frozen=True, slots=True)
class RowYears:
    """The year of each row that has one, the column that says it, and what the whole table measures where nothing but its caption
    or a heading above says so."""

    kolom: int
    tahun: Mapping[int, int]
    nama: str | None = None
    diduga: bool = False
    """The name is a guess."""

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns, of which that one holds no figures."""
        return tuple(replace(k, peran="keterangan", ukuran=None) if k.index == self.kolom else k for k in columns)

    def rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows, each with its year."""
        return tuple(replace(row, tahun=self.tahun.get(row.indeks)) for row in rows)


@dataclass(frozen=True, slots=True)
class OneIndicator:
    """The indicator that alone a table measures in its only row of figures, without a column that names it."""

    nama: str

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns; amounts are the indicator's own, since no heading says that they are money."""
        counted = {k.index: _QUANTITY_OF[k.ukuran] for k in columns if k.peran == "rupiah" and k.ukuran in _QUANTITY_OF}
        return tuple(replace(k, peran="nilai", ukuran=counted[k.index]) if k.index in counted else k for k in columns)


@dataclass(frozen=True, slots=True)
class ToldByRows:
    """What the rows of a table tell of their figures, and its columns, of which those that tell it name no row."""

    kolom: tuple[Column, ...]
    ukuran: RowMeasures | None
    tahun: RowYears | None
    satu: OneIndicator | None

    @property
    def nama(self) -> str | None:
        """The indicator of the whole table, where only a title names it."""
        return next((one.nama for one in (self.ukuran, self.tahun, self.satu) if one is not None), None)

    @property
    def diduga(self) -> bool:
        """Whether that name is a guess."""
        return next((one.diduga for one in (self.ukuran, self.tahun) if one is not None), False)

    @property
    def measures(self) -> Mapping[int, Ukuran]:
        """The measure of each row that says one."""
        return self.ukuran.ukuran if self.ukuran is not None else {}

    def kind(self, jenis: JenisTabel) -> JenisTabel:
        """The kind of such a table, which is `jenis` by its columns."""
        measured = self.ukuran or self.satu or (self.tahun is not None and self.tahun.nama is not None)
        return "pengukuran_kinerja" if measured else jenis

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows, each with what it tells."""
        for told in (self.ukuran, self.tahun):
            rows = rows if told is None else told.rows(rows)
        return rows


def indicator_of_form(grid: TableGrid) -> FormIndicator | None:
    """The indicator that a form names, a row a field (`Nama IKU | 1a-N Persentase rekomendasi ...`); None where it is none, or
    names several."""
    rows = [[clean(cell.text) for cell in grid.filled(row)] for row in range(grid.rows)]
    fields = [(cells[0], cells[1]) for cells in rows if len(cells) == FIELD]
    named = [said for field, said in fields if names_indicator(field)]
    if len(named) != 1 or not all(len(cells) <= FIELD for cells in rows):
        return None
    units = [said for field, said in fields if names_unit(field)]
    return FormIndicator(_NUMBERED.sub("", named[0]).strip(), read_satuan(units[0]) if len(units) == 1 else None)


def told_by_rows(grid: TableGrid, first_row: int, columns: Sequence[Column], lines: TitleLines) -> ToldByRows:
    """What the rows of a table are, by their labels: measures, then years; a single row may have none."""
    measures = row_measures(grid, first_row, columns, lines)
    known = tuple(columns) if measures is None else measures.columns(columns)
    years = row_years(grid, first_row, known, lines)
    if measures is None and years is None:
        one = one_indicator(grid, first_row, known, lines)
        return ToldByRows(known if one is None else one.columns(known), None, None, one)
    return ToldByRows(known if years is None else years.columns(known), measures, years, None)


@heuristic(nothing)
def one_indicator(grid: TableGrid, first_row: int, columns: Sequence[Column], lines: TitleLines) -> OneIndicator | None:
    """The indicator of a table of one row of figures under several measures and no column of words: that a title inside its
    frame names, which says no more than that, its caption, or the heading above it."""
    figures = [k for k in columns if k.holds("nilai", "rupiah") and k.ukuran]
    rows = {cell.row for k in figures for cell in grid.begun_below(first_row, k.index)}
    money = any(heading_says(k.judul, "anggaran") or heading_says(k.judul, "uang") for k in figures)
    if len(figures) < LIMITS.measures or len(rows) != 1 or money or _has_words(columns):
        return None
    name = lines.indicator()
    return OneIndicator(name) if name else None


@heuristic(nothing)
def row_years(grid: TableGrid, first_row: int, columns: Sequence[Column], lines: TitleLines) -> RowYears | None:
    """Which rows are of which year: a column headed `Tahun`, or by nothing, whose cells are years, before columns of figures that
    have none of their own. Abstains where a column of figures prints its year."""
    figures = [k for k in columns if k.holds("nilai", "rupiah") and k.ukuran and not (k.judul and heads_years(k.judul))]
    if not figures or any(k.tahun is not None and k.tahun_tertulis for k in figures):
        return None
    for k in columns[: figures[0].index]:
        if k.peran not in ("lain", "nilai", "nomor", "rupiah") or not heads_years(k.judul):
            continue
        cells = grid.begun_below(first_row, k.index)
        years = [y for cell in cells if (y := _year_alone(cell.text)) is not None]
        if LIMITS.rows <= len(cells) == len(years):
            spans = zip(cells, years, strict=True)
            of = {r: y for c, y in spans for r in range(c.row, c.row + c.row_span)}
            if _has_words(columns, k.index):
                return RowYears(k.index, of)
            name, guess = lines.named()
            return RowYears(k.index, of, name, diduga=guess)
    return None


def _has_words(columns: Sequence[Column], years: int | None = None) -> bool:
    """Whether another column than that of the `years` holds words that may name rows."""
    return any(k.peran in TEKS and k.peran not in ("nomor", "keterangan", "kategori") for k in columns if k.index != years)


def _year_alone(text: str) -> int | None:
    """The year that a cell is, and nothing else."""
    plain = clean(text)
    found = find_years(plain)
    return found[0].year if len(found) == 1 and is_year(plain) else None


@heuristic(nothing)
def row_measures(grid: TableGrid, first_row: int, columns: Sequence[Column], lines: TitleLines) -> RowMeasures | None:
    """Which rows are measures: a column left of the figures whose cells each read as one, a target and a result among them; left
    of it only the figures of whole indicators may stand, over all of their rows.
    The indicator is named by the titles, or by a heading among the lines above the table. The rows of a table whose title
    names an indicator may be places as well: the agency's own region, and the nation.

    Abstains where one of the cells says anything else, or an amount of money.
    """
    figures = [k.index for k in columns if k.peran == "nilai"]
    for k in (k for k in columns[: max(figures, default=0)] if k.index not in figures):
        found, aside = _measures(grid, first_row, k.index, lines.lexicon)
        if {"target", "realisasi"} <= set(found.values()) and _of_whole_indicators(grid, first_row, figures, k.index):
            units = {r: unit for r in found if (unit := satuan_of_indikator(grid.text(r, k.index)) or lines.unit())}
            if any(c.peran == "indikator" and c.index != k.index for c in columns):
                return RowMeasures(k.index, found, None, units, aside)
            name, guess = lines.named()
            return RowMeasures(k.index if name else None, found, name, units, aside, diduga=guess)
    name = lines.titled()
    for k in columns[: min(figures, default=0)] if name else ():
        if {"realisasi", "standar"} <= set((found := _places(grid, first_row, k.index, lines.lexicon)).values()):
            return RowMeasures(k.index, found, name, {})
    return None


def _of_whole_indicators(grid: TableGrid, first_row: int, figures: Sequence[int], column: int) -> bool:
    """Whether the columns of figures left of a column hold those of whole indicators, over several rows."""
    before = (c for n in figures if n < column for c in grid.begun_below(first_row, n) if c.column == n)
    return all(c.row_span > 1 for c in before)


def _places(grid: TableGrid, first_row: int, column: int, lexicon: HeaderLexicon) -> dict[int, Ukuran]:
    """What the figures of each place are that the cells of a column name: those of the one region are results, the nation's
    (`Nasional`) stand beside them for comparison. Empty where a cell names anything else, or several regions are named."""
    out: dict[int, Ukuran] = {}
    for row in range(first_row, grid.rows):
        text = clean(grid.text(row, column))
        reading = lexicon.read(text)
        regions = find_wilayah(text)
        if reading.says("standar") and reading.cakupan >= LIMITS.known:
            out[row] = "standar"
        elif len(regions) == 1 and regions[0].end - regions[0].start == len(text) and "realisasi" not in out.values():
            out[row] = "realisasi"
        else:
            return {}
    return out


def _measures(grid: TableGrid, first_row: int, column: int, lexicon: HeaderLexicon) -> tuple[dict[int, Ukuran], frozenset[int]]:
    """The measure that each cell of a column says, and the rows of figures that are none of ours (`Deviasi`); no measures where
    one of them says anything else."""
    out: dict[int, Ukuran] = {}
    aside: set[int] = set()
    for row in range(first_row, grid.rows):
        cell = grid.begun(row, column)
        if cell is None or cell.column < column:  # the name of a group runs over it
            continue
        if (letter := cell.text.strip(" ().")) in _LETTERS:
            out[row] = _LETTERS[letter]
            continue
        if is_missing(cell.text):
            continue
        reading = lexicon.read(_UNIT_BEHIND.sub("", cell.text))
        words = [name for name in reading.names("ukuran") if name in _MEASURES]
        if reading.names("peran", "uang") or reading.cakupan < LIMITS.known or bool(words) == bool(reading.names("sampingan")):
            return {}, frozenset()
        if words:
            out[row] = _MEASURES[words[0]]
        else:
            aside.add(row)
    return (out, frozenset(aside)) if len(out) >= LIMITS.rows else ({}, frozenset())


def _named_above(lines: Sequence[str]) -> str | None:
    """The indicator that the nearest of the lines above a table names that is a heading: numbered, and beginning as indicators
    do (`2b-CP Persentase kepatuhan ...`), or calling it one (`A.1 IKK 1 : ...`); with the lines that it wraps over."""
    for n in reversed(range(len(lines))):
        label = labelled(lines[n])
        if label is not None and label[0] in _AIMS:
            return None  # `Sasaran 2 : ...` heads other indicators than those above it
        found = _NUMBERED.match(lines[n])
        headed = lines[n][found.end() :].strip() if found else lines[n].strip()
        called = indicator_in(lines[n].strip()) or indicator_in(headed)
        name = called or (headed if found and begins_indicator(headed) else "")
        if name.endswith((".", ":")) or " " not in name:
            continue
        return clean(with_wrapped(name, lines[n + 1 :]))
    return None


def _name_in(title: str, lexicon: HeaderLexicon) -> str | None:
    """The indicator that a title names behind that word (`Indikator 1 : Level kapabilitas APIP`), or behind words for its figures
    (`Capaian Persentase Jalan Mantap`), if these are not words that head any table, or the title calls them one."""
    if told := indicator_in(title):
        return strip_numbering(told) or None
    named = measured_in(title)
    own = named is not None and (calls_indicator(title, named) or lexicon.read(named).cakupan < LIMITS.head)
    return named if own else None
