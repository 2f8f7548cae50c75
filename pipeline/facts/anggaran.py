"""Rows and money columns to anggaran facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from extractors.layout.text_forms import DIGIT, LETTERED
from normalizers.numbers.nilai import read_angka
from normalizers.numbers.quantities import Quantity, read_besaran, split_merged
from normalizers.numbers.satuan import is_known
from normalizers.reading import Reading
from normalizers.text import is_missing
from normalizers.wordings.column_words import counts_things
from normalizers.wordings.fact_words import says_measure, spending_of, spending_of_satker
from normalizers.wordings.row_words import pos_of
from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import AturanNilai, Pos
from pipeline.facts.amount_spots import amount_spots
from pipeline.facts.certainty import (
    Spot,
    doubt_of_place,
    fact_id,
    other_reading,
    own_cell,
    stored,
    told_doubt,
    told_of,
)
from pipeline.facts.grouping import BILLION, Grouped, amount_styles
from pipeline.facts.people.names import named
from pipeline.facts.quarters import by_quarter
from pipeline.facts.scales import ReadAmount, with_scales_judged
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_NOT_ONE: tuple[AturanNilai, ...] = ("beberapa_angka", "bukan_satu_angka", "bukan_angka")
_SMALLEST = 1000
"""Rupiah. No activity costs less: such a figure is a quantity, or its scale was not understood."""
_DOT = re.compile(r"(?<=\d)[:;](?=\d{3}(?!\d))")
"""What a reader of pictures sees of a dot before a group of thousands."""
_POS: tuple[Pos, ...] = get_args(Pos)
_SEVERAL = 2
"""Parts of a summary that a table opens at least; one alone is any list of spending."""
_AMOUNT_AND_SHARE = 2
"""The figures of a cell that holds its share of the budget too: `1.200.000 (80%)`."""


def read_anggaran(view: TableView) -> tuple[tuple[Anggaran, ...], tuple[Temuan, ...]]:
    """All anggaran facts of a table in reading order of their cells, and the findings that its doubtful ones leave."""
    columns = [k for k in view.kolom if k.peran == "rupiah" and k.ukuran]
    styles = amount_styles(view, columns)
    rows = [list(_read_row(view, row, columns, styles)) for row in view.baris if not row.rata]
    judged = with_scales_judged(_of_satker(_with_pos(rows)), columns)
    return tuple(fact for fact, _ in judged), tuple(finding for _, finding in judged if finding)


def _with_pos(rows: Sequence[list[ReadAmount]]) -> list[list[ReadAmount]]:
    """The amounts with the part of the budget's summary that they stand in, in a table that opens several, or that of revenue."""
    opened: list[Pos | None] = [next((p for p in _POS if row and p == pos_of(row[0].fact.uraian)), None) for row in rows]
    if len(set(opened) - {None}) < _SEVERAL and "pendapatan" not in opened:
        return list(rows)
    out: list[list[ReadAmount]] = []
    current: Pos | None = None
    for row, pos in zip(rows, opened, strict=True):
        current = pos or current
        out.append([one._replace(fact=replace(one.fact, pos=current)) for one in row])
    return out


def _of_satker(rows: Sequence[list[ReadAmount]]) -> list[list[ReadAmount]]:
    """The amounts with the kinds of spending that only the names beside theirs tell."""
    beside = {one.fact.belanja for row in rows for one in row}
    return [
        [
            one._replace(fact=replace(one.fact, belanja=one.fact.belanja or spending_of_satker(one.fact.uraian, beside)))
            for one in row
        ]
        for row in rows
    ]


def _read_row(view: TableView, row: Row, columns: Sequence[Column], styles: Mapping[int, Grouped | None]) -> Iterator[ReadAmount]:
    for column in columns:
        own = view.of_row(column, row)
        for k, spot in by_quarter(view, row, own, named(view, amount_spots(view, row, own))):
            for fact, finding in _facts(view, row, k, spot, styles[k.index]):
                yield ReadAmount(fact, finding, spot)


def _facts(view: TableView, row: Row, k: Column, spot: Spot, grouped: Grouped | None) -> Iterator[tuple[Anggaran, Temuan | None]]:
    style = None if grouped is None else grouped.style
    if k.persen:
        reading = read_angka(spot.text, "persen", style)
        if reading.rule in _NOT_ONE:
            reading = _first_share(spot.text) or reading
        if reading.status != "kosong":
            yield _fact(view, row, k, spot, reading, 0)
        return
    merged = split_merged(spot.text)
    text = _DOT.sub(".", spot.text) if spot.cell.from_ocr else spot.text
    reading = _in_scale(read_angka(merged[1] if merged else text, "rupiah", style), k, grouped)
    if reading.rule not in _NOT_ONE and reading.status != "kosong":
        yield _fact(view, row, k, spot, reading, 0)
        return
    figures = [b for b in read_besaran(spot.text, "rupiah", style) if b.status != "kosong"]
    if not figures or not DIGIT.search(spot.text):
        return  # `- Kegiatan/ -`: blanks with a unit between them
    share = figures[-1]
    if _with_share(figures, k, spot.text):
        yield _fact(view, row, k, spot, _as_reading(spot.text, figures[0]), 0)
        yield _fact(
            view, row, replace(k, ukuran="persen_realisasi", persen=True, faktor=1), spot, _as_reading(spot.text, share), 1
        )
    elif len(figures) > 1:
        values = tuple(b.nilai for b in figures if b.nilai is not None)
        yield _fact(view, row, k, spot, Reading(spot.text, None, "ragu", "beberapa_nilai", values), 0)
    else:
        yield _fact(view, row, k, spot, _as_reading(spot.text, figures[0]), 0)


def _in_scale(reading: Reading[Decimal], k: Column, grouped: Grouped | None) -> Reading[Decimal]:
    """The reading of an amount in thousands or millions, of which any number of decimals may be printed: `1.250,5`. Three of
    them are no group of thousands there, where another sign parts thousands in this figure (`1.250,125`) or the others: surely,
    where these prove it, in billions at any rate, for no program costs thousands of these. A comma alone (`41,875`) is open
    there, decimals first."""
    style, proven = (None, False) if grouped is None else (grouped.style, grouped.proven)
    if style is None and reading.rule == "ribuan" and k.faktor >= BILLION and "," in reading.text:
        style = "titik"
    parted = reading.rule == "ribuan_campur" or (reading.rule == "ribuan" and style is not None)
    if k.faktor == 1 or not (reading.status == "ragu" or parted) or reading.rule in _NOT_ONE:
        return reading
    plain = read_angka(reading.text, "jumlah", style)
    if plain.value == reading.value:
        return reading
    if proven and plain.rule == "desimal_menurut_kolom":
        return replace(plain, status="pasti", candidates=())
    return plain if parted or plain.status == "pasti" else reading


def _with_share(figures: Sequence[Quantity], k: Column, text: str) -> bool:
    """Whether a cell of what was spent holds its share of the budget too: `1.200.000 (80%)`."""
    return len(figures) == _AMOUNT_AND_SHARE and k.ukuran == "realisasi" and figures[1].satuan == "persen" and "(" in text


def _as_reading(text: str, figure: Quantity) -> Reading[Decimal]:
    """The only figure among words (`DINAS P Rp 394.175.000`, under a stamp) is the best reading of a doubtful cell."""
    only = figure.candidates[0] if len(figure.candidates) == 1 else None
    value = only if figure.nilai is None else figure.nilai
    return Reading(text, value, "ragu" if figure.status == "ragu" else "pasti", figure.rule, figure.candidates)


def _first_share(text: str) -> Reading[Decimal] | None:
    figures = [b for b in read_besaran(text, "persen") if b.status != "kosong"]
    return _as_reading(text, figures[0]) if len(figures) == 1 else None


def _fact(
    view: TableView, row: Row, k: Column, spot: Spot, reading: Reading[Decimal], part: int
) -> tuple[Anggaran, Temuan | None]:
    value = None if reading.value is None else stored(reading.value * _factor(k))
    reason = _doubt(view, row, k, spot, reading)
    if value is None and reading.value is not None:
        reason = reason or "terlalu_besar"
    candidates = _candidates(k, spot, reading, value, reason)
    fact = Anggaran(
        anggaran_id=fact_id(view, row, k, spot, part),
        kode=spot.kode,
        uraian=spot.nama,
        nilai=value,
        belanja=k.belanja or spending_of(spot.nama),
        kode_rekening=row.rekening,
        **told_of(view, row, k, spot, reading.rule, reason, candidates),
    )
    return fact, doubt(fact, spot.cell, candidates) if reason else None


def _factor(k: Column) -> int:
    return 1 if k.persen else k.faktor


def _candidates(
    k: Column, spot: Spot, reading: Reading[Decimal], value: Decimal | None, reason: AturanNilai | None
) -> tuple[Decimal, ...]:
    """All readings of an amount, those of the second reader too where it saw another; none that is too large for one."""
    own = tuple(c * _factor(k) for c in reading.candidates) or ((value,) if value is not None and reason else ())
    second = other_reading(spot) if reason else None
    if second is not None:
        other = read_angka(second, "persen" if k.persen else "rupiah")
        seen = other.candidates or (other.value,)
        own = tuple(dict.fromkeys((*own, *(v * _factor(k) for v in seen if v is not None))))
    return tuple(c for c in own if stored(c) is not None)


def _counts(text: str) -> bool:
    """Whether a cell under money says that it counts things: `500 Org`. Its column may be no money at all."""
    if not counts_things(text):
        return False
    figures = read_besaran(text, "rupiah")
    return len(figures) == 1 and figures[0].satuan is not None and is_known(figures[0].satuan)


def _once_more(view: TableView, row: Row, k: Column) -> bool:
    """Whether an amount stands in a row of nothing but figures below one that has the amount of the same name already: a sum
    without a name, or another name's."""
    if not row.sambung or row.total or _names_itself(view, row.indeks):
        return False
    for above in reversed([one for one in view.baris if one.indeks < row.indeks]):
        cell = own_cell(view, above, k)
        if above.nama != row.nama or (cell is not None and not is_missing(cell.text)):
            return above.nama == row.nama
    return False


def _lends_a_name(view: TableView, row: Row, k: Column) -> bool:
    """Whether a row of nothing but figures below, less than this one's and so no sum, has its name from this one, whose name has
    several lines with no ruling line to say which of them stand beside which amount."""
    at = bisect_right(view.baris, row.indeks, key=lambda one: one.indeks)
    if at == len(view.baris) or view.grid.table.is_ruled:
        return False
    below = view.baris[at]
    names = (view.grid.begun(row.indeks, i) for i, _ in row.nama)
    wrapped = any(name is not None and "\n" in name.text.strip() for name in names)
    return wrapped and _once_more(view, below, k) and _costs_less(view, below, row)


def _costs_less(view: TableView, row: Row, other: Row) -> bool:
    """Whether any amount of a row is less than that of another row in the same column."""
    for k in view.kolom:
        if k.holds_amounts:
            cells = (own_cell(view, row, k), own_cell(view, other, k))
            mine, its = (None if cell is None else read_angka(cell.text, "rupiah").value for cell in cells)
            if mine is not None and its is not None and mine < its:
                return True
    return False


def _names_itself(view: TableView, row: int) -> bool:
    """Whether any words stand in a row, or reach over it from above: its name, its indicator, a note."""
    cells = (view.grid.at(row, k.index) for k in view.kolom if not k.holds("nilai", "rupiah", "samping", "sumber_dana"))
    return any(cell is not None and LETTERED.search(cell.text) for cell in cells)


def _doubt(view: TableView, row: Row, k: Column, spot: Spot, reading: Reading[Decimal]) -> AturanNilai | None:
    """Why a fact cannot be called sure; None where it can."""
    small = not k.persen and reading.value is not None and 0 < abs(reading.value) * k.faktor < _SMALLEST
    unnamed = spot.nama != k.kelompok_belanja and (
        not view.name_read(row.indeks, k.index)
        or says_measure(spot.nama)
        or _once_more(view, row, k)
        or _lends_a_name(view, row, k)
    )
    return told_doubt(
        spot.ragu,
        reading.rule if reading.status == "ragu" else None,
        "jumlah_kecil" if small else None,
        "peran_kolom" if not k.persen and _counts(spot.text) else None,
        doubt_of_place(view, k, spot),
        "uraian_diduga" if unnamed and not spot.dinamai else None,
        "kode_hilang" if row.kode_hilang and spot.kode is None else None,
    )
