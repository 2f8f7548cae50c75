"""Rows and money columns to anggaran facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_high

from extractors.model import Cell
from normalizers.kode import split_kode_uraian
from normalizers.numbers.nilai import Style, group_style, read_angka
from normalizers.numbers.quantities import read_besaran, split_merged
from normalizers.reading import Reading
from normalizers.text import clean, fold, is_missing, strip_numbering
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import AturanNilai, Belanja, Peran, Ukuran
from pipeline.facts.certainty import Spot, beside, doubt_of_place, keyakinan, own_cell, second_of, stored
from pipeline.facts.stacked import align, items_of, looks_like_value, value_lines, without_numbers
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import ABOVE, NAMING, Column
from pipeline.tables.rows import Row
from pipeline.tables.view import TableView

_SPENDING: tuple[tuple[str, Belanja], ...] = (
    ("belanja tidak langsung", "tidak_langsung"),
    ("belanja langsung", "langsung"),
    ("belanja operasi", "operasi"),
    ("belanja modal", "modal"),
    ("belanja pegawai", "pegawai"),
    ("belanja barang dan jasa", "barang_jasa"),
    ("belanja barang jasa", "barang_jasa"),
)
_PLANNED: tuple[Ukuran, ...] = ("pagu", "pagu_awal", "akhir", "prakiraan_maju")
_NOT_ONE: tuple[AturanNilai, ...] = ("beberapa_angka", "bukan_satu_angka", "bukan_angka")
_OTHER_NAMES: tuple[Peran, ...] = ("indikator", *reversed(ABOVE), "lain")
_SMALL_BUDGET, _SCALES_APART = 1_000_000, 400
_FEW, _LARGE_AS_PRINTED, _ROUND = 3, 10_000_000, 0.7
_SMALLEST = 1000  # rupiah; no activity costs less, so such a figure is a quantity, or its scale was not understood


def read_anggaran(view: TableView) -> tuple[tuple[Anggaran, ...], tuple[Temuan, ...]]:
    """All anggaran facts of a table in reading order of their cells, and the findings that its doubtful ones leave."""
    facts: list[Anggaran] = []
    findings: list[Temuan] = []
    columns = [k for k in view.kolom if k.peran == "rupiah" and k.ukuran]
    styles = _styles(view, columns)
    factors = {k.index: k.faktor for k in columns if not k.persen and k.faktor >= 1000}
    rows = [
        [
            (fact, finding, spot)
            for k in columns
            for spot in _spots(view, baris, k)
            for fact, finding in _facts(view, baris, k, spot, styles[k.index])
        ]
        for baris in view.baris
        if not baris.rata
    ]
    printed_whole = _in_full_rupiah(
        [f.nilai / factors[f.kolom] for row in rows for f, _, _ in row if f.nilai and f.kolom in factors]
    )
    for row in rows:
        largest = max(
            (fact.nilai for fact, _, _ in row if fact.nilai is not None and fact.ukuran in _PLANNED), default=Decimal(0)
        )
        for fact, finding, spot in row:
            if finding is None and fact.nilai is not None and _of_another_scale(fact, largest):
                fact, finding = _unsure_scale(fact, spot, "skala_baris", fact.nilai * 1000)
            elif finding is None and fact.nilai is not None and printed_whole and fact.kolom in factors:
                fact, finding = _unsure_scale(fact, spot, "skala_judul", fact.nilai / factors[fact.kolom])
            facts.append(fact)
            if finding:
                findings.append(finding)
    return tuple(facts), tuple(findings)


def _of_another_scale(fact: Anggaran, largest: Decimal) -> bool:
    """Whether an amount is so much smaller than another of its row that one of the two was typed in thousands."""
    small = fact.nilai is not None and fact.ukuran in _PLANNED and 0 < fact.nilai < _SMALL_BUDGET
    return small and fact.nilai is not None and fact.nilai * _SCALES_APART <= largest


def _in_full_rupiah(printed: Sequence[Decimal]) -> bool:
    """Whether amounts under a heading that speaks of thousands or millions look like full rupiah: in the middle more than
    ten million, and nearly all of them round to a thousand, which amounts in thousands seldom are."""
    if len(printed) < _FEW:
        return False
    return median_high(map(abs, printed)) >= _LARGE_AS_PRINTED and sum(v % 1000 == 0 for v in printed) >= _ROUND * len(printed)


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
    text = cell.text
    if is_missing(text):
        moved = _moved_here(view, baris, k)
        name = baris.name_for(view.kolom, k.index)
        if moved is not None and name:
            yield Spot(moved[1], name, moved[0], 0, "pindah_sel", kode=baris.kode)
        return
    source = _name_cell(view, baris, k)
    if source is not None and not baris.total:
        items = items_of(source)
        lines = without_numbers(value_lines(cell))
        if len(items) >= 2 and len(lines) >= 2 and all(looks_like_value(t) for t, _ in lines):
            places = align(lines, items)
            if places is not None:
                for n, (place, (line, _)) in enumerate(zip(places, lines, strict=True)):
                    if not is_missing(line):
                        code, name = split_kode_uraian(items[place][0])
                        kode = code.value.kode if code and code.value else None
                        yield Spot(line, strip_numbering(name), cell, n, kode=kode or baris.kode)
                return
    own = baris.name_for(view.kolom, k.index)
    if own:
        doubtful: AturanNilai | None = "uraian_diduga" if baris.kode_ragu and baris.kode is None else None
        yield Spot(text, own, cell, 0, doubtful, kode=baris.kode)
        return
    for role in _OTHER_NAMES:
        other = view.cell_near(baris.indeks, k.index, role)
        if other is not None and not is_missing(other.text) and re.search(r"[^\W\d_]{3}", other.text):
            guess: AturanNilai | None = None if role == "indikator" else "uraian_diduga"
            yield Spot(text, strip_numbering(other.text), cell, 0, guess, kode=baris.kode)
            return


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
    reading = read_angka(merged[1] if merged else spot.text, "rupiah", style)
    if reading.rule in _NOT_ONE or reading.status == "kosong":
        figures = [b for b in read_besaran(spot.text, "rupiah", style) if b.status != "kosong"]
        if not figures or not re.search(r"\d", spot.text):
            return  # `- Kegiatan/ -`: blanks with a unit between them
        first = figures[0]
        reading = Reading(spot.text, first.nilai, "ragu" if first.status == "ragu" else "pasti", first.rule, first.candidates)
        if len(figures) == 2 and k.ukuran == "realisasi" and figures[1].satuan == "persen" and "(" in spot.text:
            yield _fact(view, baris, k, spot, reading, 0)
            second = figures[1]
            share = Reading(
                spot.text, second.nilai, "ragu" if second.status == "ragu" else "pasti", second.rule, second.candidates
            )
            yield _fact(view, baris, replace(k, ukuran="persen_realisasi", persen=True, faktor=1), spot, share, 1)
            return
        if len(figures) > 1:
            values = tuple(b.nilai for b in figures if b.nilai is not None)
            reading = Reading(spot.text, None, "ragu", "beberapa_nilai", values)
    yield _fact(view, baris, k, spot, reading, 0)


def _first_share(text: str) -> Reading[Decimal] | None:
    figures = [b for b in read_besaran(text, "persen") if b.status != "kosong"]
    if len(figures) != 1:
        return None
    b = figures[0]
    return Reading(text, b.nilai, "ragu" if b.status == "ragu" else "pasti", b.rule, b.candidates)


def _fact(
    view: TableView, baris: Row, k: Column, spot: Spot, reading: Reading[Decimal], part: int
) -> tuple[Anggaran, Temuan | None]:
    assert k.ukuran is not None
    year, year_sure = view.year_of(k)
    reason = _doubt(k, spot, reading, year_sure)
    if reason is None and not view.name_read(baris.indeks, k.index):
        reason = "uraian_diduga"
    factor = 1 if k.persen else k.faktor
    value = None if reading.value is None else stored(reading.value * factor)
    if value is None and reading.value is not None:
        reason = "terlalu_besar"
    candidates = tuple(c * factor for c in reading.candidates) or ((value,) if value is not None and reason else ())
    second = second_of(spot.cell, spot.text) if reason == "bacaan_beda" else None
    if second is not None:
        other = read_angka(second, "persen" if k.persen else "rupiah")
        values = other.candidates or (other.value,)
        candidates = tuple(dict.fromkeys((*candidates, *(v * factor for v in values if v is not None))))
    candidates = tuple(c for c in candidates if stored(c) is not None)
    fact = Anggaran(
        anggaran_id=stable_id(view.tabel_id, baris.indeks, k.index, k.ukuran, year, k.triwulan, spot.posisi, part),
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
        belanja=k.belanja or _spending(spot.nama),
        nilai_teks=spot.text.strip(),
        status_nilai="ragu" if reason else "pasti",
        keyakinan=keyakinan(view, k, spot.cell, reason),
        kandidat=tuple(float(c) for c in candidates) if reason else (),
        aturan_nilai=reason or reading.rule,
        **beside(view, baris, k),
    )
    return fact, doubt(fact, spot.cell, candidates) if reason else None


def _spending(name: str) -> Belanja | None:
    plain = fold(clean(name))
    return next((kind for words, kind in _SPENDING if f"{plain} ".startswith(f"{words} ")), None)


def _doubt(k: Column, spot: Spot, reading: Reading[Decimal], year_sure: bool) -> AturanNilai | None:
    if reading.status == "ragu":
        return reading.rule
    if not k.persen and reading.value and abs(reading.value) * k.faktor < _SMALLEST:
        return "jumlah_kecil"
    if spot.ragu:
        return spot.ragu
    return doubt_of_place(k, spot, year_sure)
