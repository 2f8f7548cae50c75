"""Rows and money columns to anggaran facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_high
from typing import NamedTuple, get_args

from extractors.model import Cell
from normalizers.kode import split_kode_uraian
from normalizers.numbers.nilai import Style, group_style, read_angka
from normalizers.numbers.quantities import Quantity, read_besaran, split_merged
from normalizers.reading import Reading
from normalizers.text import is_missing, strip_numbering
from normalizers.wordings.fact_words import says_measure, spending_of
from normalizers.wordings.row_words import pos_of
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import AturanNilai, Peran, Pos, Ukuran
from pipeline.facts.certainty import Spot, beside, doubt_of_place, is_no_name, keyakinan, own_cell, second_of, stored
from pipeline.facts.people.names import named
from pipeline.facts.stacked import align, is_stack, items_of, names_several, value_lines, without_numbers
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import ABOVE, NAMING, Column
from pipeline.tables.rows import Row
from pipeline.tables.view import TableView

_PLANNED: tuple[Ukuran, ...] = ("pagu", "pagu_awal", "akhir", "prakiraan_maju")
_NOT_ONE: tuple[AturanNilai, ...] = ("beberapa_angka", "bukan_satu_angka", "bukan_angka")
_OTHER_NAMES: tuple[Peran, ...] = ("indikator", *reversed(ABOVE), "lain")
_SMALLEST = 1000
"""Rupiah. No activity costs less: such a figure is a quantity, or its scale was not understood."""
_THOUSAND = 1000
"""The smallest scale that a heading can speak of, and the one that is forgotten in a single cell."""
_SMALL_BUDGET = 1_000_000
"""Rupiah. Less may have been typed in thousands ..."""
_SCALES_APART = 400
"""... where another plan of its row is so many times as large."""
_POS: tuple[Pos, ...] = get_args(Pos)
_SEVERAL = 2
"""Parts of a summary that a table opens at least; one alone is any list of spending."""
_FEW = 3
"""Fewer amounts do not show the scale that they are printed in."""
_LARGE_AS_PRINTED = 10_000_000
"""Amounts whose middle one is no less look like full rupiah, whatever the heading says ..."""
_LARGEST_BUDGET = Decimal(10) ** 15
"""Rupiah. No budget of this country has as much: what is more in the heading's scale is printed in full rupiah."""
_ROUND = 0.7
"""... where this share of them is round to a thousand."""
_AMOUNT_AND_SHARE = 2
"""The figures of a cell that holds its share of the budget too: `1.200.000 (80%)`."""


class _Read(NamedTuple):
    """A fact, the finding that it leaves where it is doubtful, and where it was read."""

    fact: Anggaran
    finding: Temuan | None
    spot: Spot


def read_anggaran(view: TableView) -> tuple[tuple[Anggaran, ...], tuple[Temuan, ...]]:
    """All anggaran facts of a table in reading order of their cells, and the findings that its doubtful ones leave."""
    columns = [k for k in view.kolom if k.peran == "rupiah" and k.ukuran]
    styles = _styles(view, columns)
    rows = [list(_read_row(view, baris, columns, styles)) for baris in view.baris if not baris.rata]
    doubted = _doubted_factors(columns, [one.fact for row in rows for one in row])
    rows = _with_pos(rows)
    judged = [_scale_judged(one, _largest_plan(row), doubted) for row in rows for one in row]
    return tuple(fact for fact, _ in judged), tuple(finding for _, finding in judged if finding)


def _with_pos(rows: Sequence[list[_Read]]) -> list[list[_Read]]:
    """The amounts with the part of the budget's summary that they stand in, in a table that opens several, or that of revenue."""
    opened: list[Pos | None] = [next((p for p in _POS if row and p == pos_of(row[0].fact.uraian)), None) for row in rows]
    if len(set(opened) - {None}) < _SEVERAL and "pendapatan" not in opened:
        return list(rows)
    out: list[list[_Read]] = []
    current: Pos | None = None
    for row, pos in zip(rows, opened, strict=True):
        current = pos or current
        out.append([one._replace(fact=replace(one.fact, pos=current)) for one in row])
    return out


def _read_row(view: TableView, baris: Row, columns: Sequence[Column], styles: Mapping[int, Style | None]) -> Iterator[_Read]:
    for column in columns:
        k = view.of_row(column, baris)
        for spot in named(view, _spots(view, baris, k)):
            for fact, finding in _facts(view, baris, k, spot, styles[k.index]):
                yield _Read(fact, finding, spot)


def _doubted_factors(columns: Sequence[Column], facts: Sequence[Anggaran]) -> dict[int, int]:
    """The factors, by column, that a heading tells and the amounts below it do not bear out."""
    factors = {k.index: k.faktor for k in columns if not k.persen and k.faktor >= _THOUSAND}
    printed = [f.nilai / factors[f.kolom] for f in facts if f.nilai and f.kolom in factors]
    return factors if _in_full_rupiah(printed) else {}


def _largest_plan(row: Sequence[_Read]) -> Decimal:
    planned = [one.fact.nilai for one in row if one.fact.nilai is not None and one.fact.ukuran in _PLANNED]
    return max(planned, default=Decimal(0))


def _scale_judged(read: _Read, largest: Decimal, doubted: Mapping[int, int]) -> tuple[Anggaran, Temuan | None]:
    """A fact and its finding, doubtful where its scale is: it is much smaller than the largest plan of its row, or stands in
    one of the `doubted` columns, whose factor the heading tells and the amounts do not bear out."""
    fact, finding, spot = read
    if finding is not None or fact.nilai is None:
        return fact, finding
    if _of_another_scale(fact, largest):
        return _unsure_scale(fact, spot, "skala_baris", fact.nilai * _THOUSAND)
    if fact.kolom in doubted:
        printed = stored(fact.nilai / doubted[fact.kolom])
        if printed is not None and largest >= _LARGEST_BUDGET:
            return _unsure_scale(replace(fact, nilai=printed), spot, "skala_judul", fact.nilai)
        return _unsure_scale(fact, spot, "skala_judul", fact.nilai / doubted[fact.kolom])
    return fact, None


def _of_another_scale(fact: Anggaran, largest: Decimal) -> bool:
    """Whether an amount is so much smaller than another of its row that one of the two was typed in thousands."""
    if fact.nilai is None or fact.ukuran not in _PLANNED:
        return False
    return 0 < fact.nilai < _SMALL_BUDGET and fact.nilai * _SCALES_APART <= largest


def _in_full_rupiah(printed: Sequence[Decimal]) -> bool:
    """Whether amounts under a heading that speaks of thousands or millions look like full rupiah: in the middle more than
    ten million, and nearly all of them round to a thousand, which amounts in thousands seldom are."""
    if len(printed) < _FEW:
        return False
    rounded = sum(v % _THOUSAND == 0 for v in printed)
    return median_high(map(abs, printed)) >= _LARGE_AS_PRINTED and rounded >= _ROUND * len(printed)


def _unsure_scale(fact: Anggaran, spot: Spot, rule: AturanNilai, other: Decimal) -> tuple[Anggaran, Temuan]:
    """The fact and its finding, where it may be `other` in full rupiah."""
    assert fact.nilai is not None
    both = (fact.nilai, other)
    unsure = replace(
        fact,
        status_nilai="ragu",
        keyakinan=round(fact.keyakinan / 2, 3),
        kandidat=tuple(float(v) for v in both),
        aturan_nilai=rule,
    )
    return unsure, doubt(unsure, spot.cell, both)


def _styles(view: TableView, columns: Sequence[Column]) -> dict[int, Style | None]:
    """The grouping sign of each column by itself: percentages beside amounts often use another one."""
    return {k.index: group_style([c.text for c in view.body_cells(k.index)]) for k in columns}


def _spots(view: TableView, baris: Row, k: Column) -> Iterator[Spot]:
    cell = own_cell(view, baris, k)
    if cell is None:
        return
    if is_missing(cell.text):
        moved = _moved_here(view, baris, k)
        name = baris.name_for(view.kolom, k.index)
        if moved is not None and name:
            yield Spot(moved[1], name, moved[0], 0, "pindah_sel", kode=baris.kode)
        return
    source = _name_cell(view, baris, k)
    stacked = _stacked_spots(cell, source, baris.kode) if source is not None and not baris.total else None
    if stacked is not None:
        yield from stacked
        return
    own = baris.name_for(view.kolom, k.index)
    if own:
        several = source is not None and names_several(source, view.beside(source, k.index))
        unsure = several or is_no_name(own) or (baris.kode_ragu and baris.kode is None)
        yield Spot(cell.text, own, cell, 0, "uraian_diduga" if unsure else None, kode=baris.kode)
        return
    other = _other_name(view, baris, k)
    if other is not None:
        name, guess = other
        yield Spot(cell.text, name, cell, 0, "uraian_diduga" if is_no_name(name) else guess, kode=baris.kode)


def _stacked_spots(cell: Cell, source: Cell, kode: str | None) -> list[Spot] | None:
    """The amounts of a cell that stand beside the items of the naming cell, under these; None where they are no stack."""
    lines = without_numbers(value_lines(cell))
    items = items_of(source, len(lines))
    places = align(lines, items) if len(items) > 1 and is_stack(lines) else None
    if places is None:
        return None
    out = []
    for n, (place, (text, _)) in enumerate(zip(places, lines, strict=True)):
        if not is_missing(text):
            code, name = split_kode_uraian(items[place][0])
            own = code.value.kode if code and code.value else None
            out.append(Spot(text, strip_numbering(name), cell, n, kode=own or kode))
    return out


def _other_name(view: TableView, baris: Row, k: Column) -> tuple[str, AturanNilai | None] | None:
    """What else names an amount of a row without a name, and the doubt of it."""
    upper = _own_upper(view, baris)
    if upper is not None:
        return upper, None
    for role in _OTHER_NAMES:
        other = view.cell_near(baris.indeks, k.index, role)
        if other is not None and not is_missing(other.text) and re.search(r"[^\W\d_]{3}", other.text):
            return strip_numbering(other.text), None if role == "indikator" else "uraian_diduga"
    return None


def _own_upper(view: TableView, baris: Row) -> str | None:
    """The sasaran or tujuan that begins in a row whose columns of names are blank: the amounts of all that stands below it."""
    if not any(k.holds(*NAMING) for k in view.kolom):
        return None
    for k in reversed([k for k in view.kolom if k.holds(*ABOVE)]):
        cell = view.kisi.at(baris.indeks, k.index)
        if cell is not None and cell.row == baris.indeks and not is_missing(cell.text):
            return strip_numbering(cell.text)
    return None


def _name_cell(view: TableView, baris: Row, k: Column) -> Cell | None:
    for role in reversed(NAMING):
        cell = view.cell_near(baris.indeks, k.index, role)
        if cell is not None and not is_missing(cell.text):
            return cell
    return None


def _moved_here(view: TableView, baris: Row, k: Column) -> tuple[Cell, str] | None:
    """An amount that fell into the quantity's cell on the left, where this cell is blank."""
    if k.index == 0:
        return None
    left = view.kisi.at(baris.indeks, k.index - 1)
    if left is None or left.row != baris.indeks or view.kolom[left.column].peran != "nilai":
        return None
    merged = split_merged(left.text)
    return (left, merged[1]) if merged else None


def _facts(view: TableView, baris: Row, k: Column, spot: Spot, style: Style | None) -> Iterator[tuple[Anggaran, Temuan | None]]:
    if k.persen:
        reading = read_angka(spot.text, "persen", style)
        if reading.rule in _NOT_ONE:
            reading = _first_share(spot.text) or reading
        if reading.status != "kosong":
            yield _fact(view, baris, k, spot, reading, 0)
        return
    merged = split_merged(spot.text)
    reading = _in_scale(read_angka(merged[1] if merged else spot.text, "rupiah", style), k, style)
    if reading.rule not in _NOT_ONE and reading.status != "kosong":
        yield _fact(view, baris, k, spot, reading, 0)
        return
    figures = [b for b in read_besaran(spot.text, "rupiah", style) if b.status != "kosong"]
    if not figures or not re.search(r"\d", spot.text):
        return  # `- Kegiatan/ -`: blanks with a unit between them
    share = figures[-1]
    if _with_share(figures, k, spot.text):
        yield _fact(view, baris, k, spot, _as_reading(spot.text, figures[0]), 0)
        yield _fact(
            view, baris, replace(k, ukuran="persen_realisasi", persen=True, faktor=1), spot, _as_reading(spot.text, share), 1
        )
    elif len(figures) > 1:
        values = tuple(b.nilai for b in figures if b.nilai is not None)
        yield _fact(view, baris, k, spot, Reading(spot.text, None, "ragu", "beberapa_nilai", values), 0)
    else:
        yield _fact(view, baris, k, spot, _as_reading(spot.text, figures[0]), 0)


def _in_scale(reading: Reading[Decimal], k: Column, style: Style | None) -> Reading[Decimal]:
    """The reading of an amount in thousands or millions, of which any number of decimals may be printed: `1.250,5`. Three of
    them are no group of thousands there, where another sign parts thousands in this figure (`1.250,125`) or its column."""
    grouped = reading.rule == "ribuan_campur" or (reading.rule == "ribuan" and style is not None)
    if k.faktor == 1 or not (reading.status == "ragu" or grouped) or reading.rule in _NOT_ONE:
        return reading
    plain = read_angka(reading.text, "jumlah", style)
    if plain.value == reading.value:
        return reading
    return plain if grouped or plain.status == "pasti" else reading


def _with_share(figures: Sequence[Quantity], k: Column, text: str) -> bool:
    """Whether a cell of what was spent holds its share of the budget too: `1.200.000 (80%)`."""
    return len(figures) == _AMOUNT_AND_SHARE and k.ukuran == "realisasi" and figures[1].satuan == "persen" and "(" in text


def _as_reading(text: str, figure: Quantity) -> Reading[Decimal]:
    return Reading(text, figure.nilai, "ragu" if figure.status == "ragu" else "pasti", figure.rule, figure.candidates)


def _first_share(text: str) -> Reading[Decimal] | None:
    figures = [b for b in read_besaran(text, "persen") if b.status != "kosong"]
    return _as_reading(text, figures[0]) if len(figures) == 1 else None


def _fact(
    view: TableView, baris: Row, k: Column, spot: Spot, reading: Reading[Decimal], part: int
) -> tuple[Anggaran, Temuan | None]:
    assert k.ukuran is not None
    year, year_sure = view.year_of(k)
    reason = _doubt(k, spot, reading, year_sure)
    if reason is None and not spot.dinamai and (says_measure(spot.nama) or not view.name_read(baris.indeks, k.index)):
        reason = "uraian_diduga"
    value = None if reading.value is None else stored(reading.value * _factor(k))
    if value is None and reading.value is not None:
        reason = "terlalu_besar"
    candidates = _candidates(k, spot, reading, value, reason)
    fact = Anggaran(
        anggaran_id=stable_id(view.tabel_id, baris.indeks, k.index, k.ukuran, year, k.saat, spot.posisi, part),
        dokumen_id=view.dokumen_id,
        tabel_id=view.tabel_id,
        halaman=spot.cell.page,
        baris=baris.indeks,
        kolom=k.index,
        jenis_tabel=view.jenis,
        kode=spot.kode,
        versi_kode=baris.versi_kode,
        tingkat=baris.tingkat or view.tingkat_bawaan,
        uraian=spot.nama,
        tahun=year,
        triwulan=k.triwulan,
        ukuran=k.ukuran,
        nilai=value,
        belanja=k.belanja or spending_of(spot.nama),
        nilai_teks=spot.text.strip(),
        kode_rekening=baris.rekening,
        status_nilai="ragu" if reason else "pasti",
        keyakinan=keyakinan(view, k, spot.cell, reason),
        kandidat=tuple(float(c) for c in candidates) if reason else (),
        aturan_nilai=reason or reading.rule,
        **beside(view, baris, k),
    )
    return fact, doubt(fact, spot.cell, candidates) if reason else None


def _factor(k: Column) -> int:
    return 1 if k.persen else k.faktor


def _candidates(
    k: Column, spot: Spot, reading: Reading[Decimal], value: Decimal | None, reason: AturanNilai | None
) -> tuple[Decimal, ...]:
    """All readings of an amount, those of the second reader too where it saw another; none that is too large for one."""
    own = tuple(c * _factor(k) for c in reading.candidates) or ((value,) if value is not None and reason else ())
    second = second_of(spot.cell, spot.text) if reason == "bacaan_beda" else None
    if second is not None:
        other = read_angka(second, "persen" if k.persen else "rupiah")
        seen = other.candidates or (other.value,)
        own = tuple(dict.fromkeys((*own, *(v * _factor(k) for v in seen if v is not None))))
    return tuple(c for c in own if stored(c) is not None)


def _doubt(k: Column, spot: Spot, reading: Reading[Decimal], year_sure: bool) -> AturanNilai | None:
    if reading.status == "ragu":
        return reading.rule
    if not k.persen and reading.value and abs(reading.value) * k.faktor < _SMALLEST:
        return "jumlah_kecil"
    if spot.ragu:
        return spot.ragu
    return doubt_of_place(k, spot, year_sure)
