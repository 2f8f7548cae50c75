"""Rows and measure columns to kinerja facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.layout.text_forms import DIGIT
from extractors.model import Cell
from normalizers.kode import split_kode_uraian
from normalizers.numbers.nilai import Hint, Style
from normalizers.numbers.quantities import Quantity, read_besaran, split_merged, unscaled
from normalizers.numbers.satuan import counts, golongan, is_known, read_satuan, satuan_of_indikator
from normalizers.numbers.shares import is_share
from normalizers.text import clean, fold, is_missing, strip_numbering
from normalizers.wordings.column_words import heading_says, heads_wanted, lists_indicators
from normalizers.wordings.row_words import is_input, is_total
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.records import Kinerja, Temuan
from pipeline.datasets.vocabulary import AturanNilai, Peran
from pipeline.facts.certainty import (
    Spot,
    doubt_of_place,
    fact_id,
    is_no_name,
    other_reading,
    own_cell,
    row_is_cut,
    told_doubt,
    told_of,
)
from pipeline.facts.grouping import column_styles, grouped_row
from pipeline.facts.listed import in_other_units, list_headings, unit_beside
from pipeline.facts.people.names import named
from pipeline.facts.quarters import by_quarter
from pipeline.facts.stacked import (
    Lines,
    align,
    component,
    is_stack,
    items_beside,
    items_of,
    listed_alike,
    names_several,
    under,
    value_lines,
    with_shares,
    without_numbers,
)
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import ABOVE, NAMING, Column
from pipeline.tables.rows import Row
from pipeline.tables.view import TableView

_STRAY = re.compile(r"(?:^|\n)\s*[Il|!]\s*(?=\n|$)")  # a ruling line taken for a letter
_BRACKETED = re.compile(r"\([^)]*\)")
_SPECK = re.compile(r"^\s*[.,·'`:;]\s+(?=[\d(])")  # dust before a figure
_LEVEL = 6.0  # points; lines nearer than this stand on one height


def read_kinerja(view: TableView) -> tuple[tuple[Kinerja, ...], tuple[Temuan, ...]]:
    """All kinerja facts of a table in reading order of their cells, and the findings that its doubtful ones leave."""
    facts: list[Kinerja] = []
    findings: list[Temuan] = []
    columns = [k for k in view.kolom if k.peran == "nilai" and k.ukuran]
    columns += [replace(k, ukuran="target") for k in view.kolom if _holds_both(view, k)]
    prices = [k for k in view.kolom if heading_says(k.judul, "harga")]
    styles, headings, again = column_styles(view, columns), list_headings(view), in_other_units(view)
    for row in view.baris:
        if row.total or row.rata:
            continue
        grouped = grouped_row(view, row, columns)
        priced = any(not is_missing(view.grid.text(row.indeks, k.index)) for k in prices)
        for column in columns:
            if priced and not heads_wanted(column.judul):
                continue  # how many of what is bought
            own = view.of_row(column, row)
            spots = _under(headings.get(row.indeks), _spots(view, row, own, row.indeks in again))
            for k, spot in by_quarter(view, row, own, named(view, spots)):
                style = grouped if grouped and counts(spot.nama) else styles[k.index]
                for fact, finding in _facts(view, row, k, spot, style):
                    facts.append(fact)
                    if finding:
                        findings.append(finding)
    return tuple(facts), tuple(findings)


def _holds_both(view: TableView, k: Column) -> bool:
    """Whether the cells of a column of amounts (`Besaran/Volume (Rp.)`) hold a quantity before the amount."""
    if k.peran != "rupiah" or k.ukuran != "pagu" or not any(c.peran == "indikator" for c in view.kolom):
        return False
    texts = [c.text for c in view.body_cells(k.index) if DIGIT.search(c.text)]
    return len(texts) >= 2 and sum(split_merged(t) is not None for t in texts) > 0.6 * len(texts)


# ---------------------------------------------------------------- where values stand
def _spots(view: TableView, row: Row, k: Column, again: bool) -> Iterator[Spot]:
    cell = own_cell(view, row, k)
    if cell is None or is_missing(cell.text):
        return
    unit_cell = view.cell_near(row.indeks, k.index, "satuan")
    if view.nama is not None:
        yield Spot(cell.text, view.nama, cell, satuan=_unit(unit_cell))
        return
    named = _indicator(view, row, k)
    if named is None:
        return
    source, guessed = named[0], named[1] and not again
    if source is not None and (part := _component(view, source, cell)) is not None:
        reason: AturanNilai | None = None if part[1] else "tanpa_indikator"
        yield Spot(cell.text, part[0], cell, 0, reason, _unit(unit_cell), _own_code(source, row))
    elif source is not None:
        guessed = guessed or names_several(source, view.beside(source, k.index))
        spots = _named_spots(_Named.of(cell, source, unit_cell, guessed), row.sasaran)
        own = _own_code(source, row)
        yield from (replace(spot, kode=own) for spot in spots)
    elif name := row.name_for(view.kolom, k.index):
        yield Spot(cell.text, name, cell, 0, "tanpa_indikator" if guessed else None, _unit(unit_cell))


def _own_code(source: Cell, row: Row) -> str | None:
    """The code that the cell that names a value begins with, where the row's is of a part of it, named further right
    (`[2005.EAC] Layanan Umum`, whose outputs are `[2005.EAC.970] ...`), or above it by letters. `[2005.01]` is a number."""
    if row.kode is None:
        return None
    code = split_kode_uraian(source.text)[0]
    if code is None or code.value is None or code.status != "pasti":
        return None
    own = code.value.kode
    below = row.kode.startswith(f"{own}.")
    lettered = own.startswith(f"{row.kode}.") and any(map(str.isalpha, own))
    return own if below or lettered else None


def _under(heading: str | None, spots: Iterator[Spot]) -> Iterator[Spot]:
    """The values of a row under what heads the list that it is an item of."""
    return (replace(spot, nama=under(heading, spot.nama)) for spot in spots) if heading else spots


def _component(view: TableView, source: Cell, cell: Cell) -> tuple[str, bool] | None:
    """The name of what one row of an indicator measures, and whether it is sure, where the indicator reaches over several rows
    with values of their own and a column beside it says how each is measured: every row in other words."""
    values = view.beside(source, cell.column)
    beside = next((k.index for k in view.kolom if k.peran == "formula" and k.index > source.column), None)
    if len(values) == 1 or source.column_span > 1 or beside is None:
        return None
    parts = {part.row: part.text for part in view.beside(source, beside)}
    apart = len(set(map(fold, parts.values()))) == len(parts)
    return component(parts[cell.row]) if apart and {value.row for value in values} <= set(parts) else None


def _only_sums(name: str) -> bool:
    """Whether a name says that its row adds up others and nothing else: `Jumlah`."""
    return is_total(name) and " " not in name


@dataclass(frozen=True, slots=True)
class _Named:
    """A cell of values, the cell that names what they measure, all that this says as one name and why that may be wrong, the
    cell of the units."""

    cell: Cell
    source: Cell
    unit_cell: Cell | None
    whole: str
    ragu: AturanNilai | None

    @classmethod
    def of(cls, cell: Cell, source: Cell, unit_cell: Cell | None, guessed: bool) -> _Named:
        items = items_of(source, 1)
        whole = items[0][0] if len(items) == 1 and "\n" in source.text else strip_numbering(source.text)
        return cls(
            cell, source, unit_cell, whole, "tanpa_indikator" if guessed or is_no_name(whole) or _only_sums(whole) else None
        )

    def spot(self, text: str, name: str | None = None, posisi: int = 0) -> Spot:
        return Spot(text, self.whole if name is None else name, self.cell, posisi, self.ragu, _unit(self.unit_cell))


def _named_spots(named: _Named, sasaran: str | None) -> Iterator[Spot]:
    """The values of a cell, each under the item of the naming cell that it stands beside."""
    cell, source = named.cell, named.source
    listed = listed_alike(cell, source)
    if listed is not None:
        yield from (named.spot(text, name, n) for n, (text, name) in enumerate(listed) if not is_missing(text))
        return
    lines = with_shares(without_numbers(value_lines(cell)))
    items = items_of(source, len(lines))
    stacked = is_stack(lines)
    if stacked and len(items) != len(lines):
        items = items_beside(source, lines) or items
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


def _one_an_item(named: _Named, items: Lines, placed: Sequence[tuple[str, int]]) -> Iterator[Spot]:
    """A spot for each value that has its own item, and its own unit where the cell of units lists as many."""
    units = [text for text, _ in value_lines(named.unit_cell)] if named.unit_cell else []
    for n, (text, place) in enumerate(placed):
        if not is_missing(text):
            spot = named.spot(text, items[place][0], n)
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


def _indicator(view: TableView, row: Row, k: Column) -> tuple[Cell | None, bool] | None:
    """The cell that names what a value measures, and whether that is a guess; (None, guess) for the row's own name; None
    where nothing names it."""
    near = view.cell_near(row.indeks, k.index, "indikator")
    cell = near if k.penama is None else view.grid.at(row.indeks, k.penama)
    if cell is not None and not is_missing(cell.text):
        return cell, False
    for other in reversed([c.index for c in view.kolom if c.peran == "indikator" and c.index < k.index] if row.sambung else []):
        cell = view.grid.begun(row.indeks, other)
        if cell is not None and not is_missing(cell.text):
            return cell, False  # the sasaran's own indicator, where the columns of programs beside it are blank
    if any(c.peran == "indikator" for c in view.kolom):
        if row.nama and not row.sambung:
            return None, True
        named = _named_above(view, row.indeks, k.index)
        return (named, True) if named is not None else None
    found = _named_by_others(view, row.indeks, k.index)
    if found is None:
        return None
    label = row.ukuran is not None  # `Realisasi` says the measure of its row and names nothing
    listed = row.tingkat is None and any(c.peran == found[1] and lists_indicators(c.judul) for c in view.kolom)
    return found[0], label or (not listed and found[1] in (*ABOVE, "program") and view.jenis != "pengukuran_kinerja")


def _named_by_others(view: TableView, row: int, column: int) -> tuple[Cell, Peran] | None:
    """The cell that names a figure in a table without indicators, and what it holds: what is done, else what for, on the left of
    the figure; else whatever stands on its right."""
    found = view.cell_left(row, column, *NAMING) or view.cell_left(row, column, *ABOVE)
    if found is not None:
        return found
    cells = ((view.cell_near(row, column, role), role) for role in reversed((*ABOVE, *NAMING)))
    return next(((cell, role) for cell, role in cells if cell is not None and not is_missing(cell.text)), None)


def _named_above(view: TableView, row: int, column: int) -> Cell | None:
    """The indicator right above a row that has a unit and a value but no name: `Unit 4.120.000`, below it `Unit 2.700`."""
    unit = view.cell_near(row, column, "satuan")
    if unit is None or unit.row != row or is_missing(unit.text) or row <= view.kepala.akhir:
        return None
    cell = view.cell_near(row - 1, column, "indikator")
    return cell if cell is not None and not is_missing(cell.text) else None


def _unit_told(own: str | None, unit: str | None) -> str | None:
    """The unit of a value: its cell's own; that of its row or column where the cell only says more exactly what is counted
    (`1 Unit IPAL` beside `unit`) or names a thing that is no unit (`1 Eco Amphibi`)."""
    if own is None or unit is None or is_known(own):
        return own or unit
    return unit if own.split()[0] == unit or (is_known(unit) and not is_known(own.split()[0])) else own


def _unit(cell: Cell | None) -> str | None:
    """The unit that a unit column prints; `%` alone is one, though as a value it would be none."""
    return read_satuan(cell.text) if cell is not None else None


def _pieces(text: str, count: int) -> list[str] | None:
    """A line of several values cut before each figure: `15% 0,37%`."""
    pieces = [p.strip() for p in re.split(r"\s+(?=[-(]?\d)", clean(text)) if p.strip()]
    return pieces if len(pieces) == count else None


# ---------------------------------------------------------------- what they say
def _facts(view: TableView, row: Row, k: Column, spot: Spot, style: Style | None) -> Iterator[tuple[Kinerja, Temuan | None]]:
    text = _without_specks(spot)
    unit = _unit_of_value(view, row, k, spot) or unit_beside(view, row, k)
    figures = [unscaled(f) for f in read_besaran(text, _hint(k, unit), style, unit) if f.status != "kosong"]
    if not figures or (k.peran != "nilai" and not DIGIT.search(text)):
        return
    first, rest = figures[0], figures[1:]
    bracketed = len(rest) == 1 and re.search(r"\d.*\(.*\d", clean(text)) is not None
    yield _fact(view, row, k, spot, _several(figures) if rest and not bracketed else first, unit, 0)
    if bracketed and k.ukuran == "realisasi" and rest[0].nilai is not None:
        extra = _share(view, row, k, spot.posisi, first, rest[0])
        if extra is not None:
            yield _fact(view, row, replace(k, ukuran="capaian"), spot, extra, "persen", 1)


def _without_specks(spot: Spot) -> str:
    """The text of a value, of a scan without what is dust or a line; of a quantity and an amount in one cell the quantity."""
    text = _SPECK.sub("", _STRAY.sub("", spot.text)) if spot.cell.from_ocr else spot.text
    merged = split_merged(text)
    return merged[0] if merged else text


def _unit_of_value(view: TableView, row: Row, k: Column, spot: Spot) -> str | None:
    """The unit printed beside a value, else in its column's heading, else that its indicator's name tells, or the heading over
    these: `Indikator Kinerja (%)`."""
    if k.ukuran == "capaian":
        return "persen"
    printed = spot.satuan or (read_satuan(k.satuan) if k.satuan else None) or row.satuan or satuan_of_indikator(spot.nama)
    heads = (c.judul for c in view.kolom if c.peran == "indikator" and c.judul)
    return printed or next((unit for judul in heads if (unit := satuan_of_indikator(judul))), None)


def _several(figures: Sequence[Quantity]) -> Quantity:
    """A text of several figures, of which nothing tells the one that is meant."""
    candidates = tuple(v for f in figures for v in ((f.nilai,) if f.nilai is not None else f.candidates))
    return Quantity(None, None, figures[0].predikat, figures[0].teks, "ragu", "beberapa_nilai", candidates)


def _hint(k: Column, unit: str | None) -> Hint:
    if k.ukuran == "capaian" or unit == "persen":
        return "persen"
    if unit == "rupiah":
        return "rupiah"
    return "indeks" if golongan(unit) == "skala" else "jumlah"


def _share(view: TableView, row: Row, k: Column, place: int, value: Quantity, share: Quantity) -> Quantity | None:
    """The bracketed figure beside a realisasi, where it is realisasi over target; doubtful where no target shows it.
    `place` is that of the value in the stack of its cell, as its target's in the other."""
    if value.nilai is None or share.nilai is None:
        return None
    for other in view.kolom:
        if other.peran == "nilai" and other.ukuran == "target" and other.tahun == k.tahun and other.bagian == k.bagian:
            cell = view.grid.at(row.indeks, other.index)
            targets = without_numbers(value_lines(cell)) if cell is not None else ()
            target = read_besaran(targets[place][0])[:1] if place < len(targets) else ()
            if target and target[0].nilai:
                meant = is_share(float(share.nilai), float(value.nilai), float(target[0].nilai))
                meant = meant or _both_headed(k, share)
                return replace(share, status="pasti", rule="capaian_dalam_kurung") if meant else None
    if _both_headed(k, share):
        return replace(share, status="pasti", rule="capaian_dalam_kurung")
    if share.satuan == "persen" and value.satuan != "persen":
        return replace(share, status="ragu", rule="capaian_dalam_kurung", candidates=(share.nilai,))
    return None


def _both_headed(k: Column, share: Quantity) -> bool:
    """Does the heading say that a percentage in brackets is the achievement: `Realisasi (capaian)`?"""
    return share.satuan == "persen" and speaks_of(fold(k.judul), "capaian")


def _fact(
    view: TableView, row: Row, k: Column, spot: Spot, figure: Quantity, unit: str | None, part: int
) -> tuple[Kinerja, Temuan | None]:
    reason = _doubt(view, row, k, spot, figure, unit)
    candidates = _candidates(k, spot, figure, unit, reason)
    fact = Kinerja(
        kinerja_id=fact_id(view, row, k, spot, part),
        kode=spot.kode or row.kode,
        sasaran=_sasaran(view, row, k),
        indikator=spot.nama,
        indikator_id=None,
        nilai=float(figure.nilai) if figure.nilai is not None else None,
        satuan=_unit_told(figure.satuan, unit),
        predikat=figure.predikat,
        **told_of(view, row, k, spot, figure.rule, reason, candidates),
    )
    return fact, doubt(fact, spot.cell, candidates) if reason else None


def _sasaran(view: TableView, row: Row, k: Column) -> str | None:
    """The sasaran of a value: its row's; of those that a cascade prints side by side, each with its own values, the one on its
    left."""
    own = [c.index for c in view.kolom if c.peran == "sasaran"]
    parted = any(own[0] < c.index < own[-1] for c in view.kolom if c.peran == "nilai") if own else False
    found = view.cell_left(row.indeks, k.index, "sasaran") if parted else None
    return row.sasaran if found is None else strip_numbering(found[0].text)


def _candidates(k: Column, spot: Spot, figure: Quantity, unit: str | None, reason: AturanNilai | None) -> tuple[Decimal, ...]:
    """All readings of a value, those of the second reader too where it saw another."""
    own = figure.candidates or ((figure.nilai,) if figure.nilai is not None and reason else ())
    second = other_reading(spot) if reason else None
    if second is None:
        return own
    others = read_besaran(second, _hint(k, unit), None, unit)
    return tuple(dict.fromkeys((*own, *(b.nilai for b in others if b.nilai is not None))))


def _units_beside(view: TableView, cell: Cell) -> bool:
    """Whether other values of the row print a unit, which a scan may have lost here; the share in brackets below one is none."""
    others = [k for k in view.kolom if k.peran == "nilai" and k.index != cell.column and k.ukuran != "capaian"]
    texts = (_BRACKETED.sub("", view.grid.text(cell.row, k.index)) for k in others)
    return any(re.search(r"\d\D*(?:[^\W\d_]{3}|%)", text) for text in texts)


def _funds(view: TableView, row: Row, unit: str | None) -> bool:
    """Whether a figure is the money that goes into a kegiatan, which a form prints among what comes out of it: a budget."""
    return unit == "rupiah" and any(is_input(cell.text) for cell in view.grid.filled(row.indeks))


def _doubt(view: TableView, row: Row, k: Column, spot: Spot, figure: Quantity, unit: str | None) -> AturanNilai | None:
    """Why a fact cannot be called sure; None where it can."""
    unnamed = not view.name_read(row.indeks, k.index) or not any(map(str.isalpha, spot.nama))
    of_a_unit = unit is not None or figure.satuan is not None or bool(figure.predikat)
    return told_doubt(
        spot.ragu,
        "kurung_lepas" if row_is_cut(view, spot.cell) else None,
        figure.rule if figure.status == "ragu" else None,
        doubt_of_place(view, k, spot),
        "satuan_hilang" if spot.cell.from_ocr and not of_a_unit and _units_beside(view, spot.cell) else None,
        "tanpa_indikator" if (unnamed and not spot.dinamai) or _funds(view, row, _unit_told(figure.satuan, unit)) else None,
    )
