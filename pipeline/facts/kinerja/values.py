"""What a value says: figures, unit, why it may be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.layout.text_forms import DIGIT, WORDED, YEAR_INSIDE
from extractors.model import Cell
from normalizers.numbers.cell_parts import PREDIKAT
from normalizers.numbers.nilai import Hint, Style
from normalizers.numbers.quantities import Quantity, read_besaran, split_merged, unscaled
from normalizers.numbers.satuan import golongan, is_known, is_percentage, is_score, read_satuan, satuan_of_indikator
from normalizers.numbers.shares import is_share
from normalizers.text import clean, fold, strip_numbering
from normalizers.wordings.fact_words import says_measure
from normalizers.wordings.row_words import is_input
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.records import Kinerja, Temuan
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.facts.certainty import Spot, doubt_of_place, fact_id, other_reading, row_is_cut, told_doubt, told_of
from pipeline.facts.listed import unit_beside
from pipeline.facts.stacked import value_lines, without_numbers
from pipeline.findings.doubts import doubt
from pipeline.tables.columns.column import Column
from pipeline.tables.rows.row import Row
from pipeline.tables.view import TableView

_CROSS = "kali"
"""What the sign of percent of small print is read as in a picture: `X`."""
_STRAY = re.compile(r"(?:^|\n)\s*[Il|!]\s*(?=\n|$)")  # a ruling line taken for a letter
_BRACKETED = re.compile(r"\([^)]*\)")
_SPECK = re.compile(r"^\s*[.,·'`:;]\s+(?=[\d(])")  # dust before a figure


def facts_of(view: TableView, row: Row, k: Column, spot: Spot, style: Style | None) -> Iterator[tuple[Kinerja, Temuan | None]]:
    """The fact of a value, one more of the share in brackets beside it, and the findings that doubt leaves."""
    text = _without_specks(spot)
    told = _unit_of_value(view, row, k, spot)
    unit = told or unit_beside(view, row, k)
    figures = [unscaled(f) for f in read_besaran(text, _hint(k, spot, unit), style, unit) if f.status != "kosong"]
    if not figures or (k.peran != "nilai" and not DIGIT.search(text)) or _is_remark(spot):
        return
    first, rest = figures[0], figures[1:]
    bracketed = len(rest) == 1 and re.search(r"\d.*\(.*\d", clean(text)) is not None
    figure = _several(figures) if rest and not bracketed else first
    own = figure.satuan is not None and told is None  # what others print says nothing of `60 Konsultasi`
    yield _fact(view, row, k, spot, figure, None if own else unit, 0)
    if bracketed and k.ukuran == "realisasi" and rest[0].nilai is not None:
        extra = _share(view, row, k, spot.posisi, first, rest[0])
        if extra is not None:
            yield _fact(view, row, replace(k, ukuran="capaian"), spot, extra, "persen", 1)


def _is_remark(spot: Spot) -> bool:
    """Whether a cell over several columns says words whose only figures are years: `Indikator baru tahun 2013`."""
    told = YEAR_INSIDE.sub("", spot.text)
    return spot.cell.column_span > 1 and told != spot.text and bool(WORDED.search(told)) and not DIGIT.search(told)


def _without_specks(spot: Spot) -> str:
    """The text of a value, of a scan without what is dust or a line; of a quantity and an amount in one cell the quantity."""
    text = _SPECK.sub("", _STRAY.sub("", spot.text)) if spot.cell.from_ocr else spot.text
    merged = split_merged(text)
    return merged[0] if merged else text


def _unit_of_value(view: TableView, row: Row, k: Column, spot: Spot) -> str | None:
    """The unit printed beside a value, else in its column's heading, else that its indicator's name tells, or the heading over
    these (`Indikator Kinerja (%)`), or the table's title (`Produksi Perikanan (ton)`)."""
    if k.ukuran == "capaian" or (spot.cell.from_ocr and spot.satuan == _CROSS and is_percentage(spot.nama)):
        return "persen"
    printed = spot.satuan or (read_satuan(k.satuan) if k.satuan else None) or row.satuan or satuan_of_indikator(spot.nama)
    heads = (c.judul for c in view.kolom if c.peran == "indikator" and c.judul)
    return printed or next((unit for judul in heads if (unit := satuan_of_indikator(judul))), None) or _unit_of_title(view, spot)


def _unit_of_title(view: TableView, spot: Spot) -> str | None:
    """The unit in brackets that the title of a table without a column of units tells for all that is no share by its name."""
    if is_percentage(spot.nama) or any(c.peran == "satuan" for c in view.kolom):
        return None
    unit = satuan_of_indikator(view.grid.table.caption or "")
    return unit if unit is not None and is_known(unit) and unit != "rupiah" else None


def _unit_told(own: str | None, unit: str | None) -> str | None:
    """The unit of a value: its cell's own; that of its row or column where the cell only says more exactly what is counted
    (`1 Unit IPAL` beside `unit`) or names a thing that is no unit (`1 Eco Amphibi`)."""
    if own is None or unit is None or is_known(own):
        return own or unit
    return unit if own.split()[0] == unit or (is_known(unit) and not is_known(own.split()[0])) else own


def _unit_of_name(spot: Spot, figure: Quantity) -> str | None:
    """The unit of a bare figure that only the first word of its indicator's name tells: `Persentase siswa yang lulus`."""
    return "persen" if figure.nilai is not None and figure.predikat is None and is_percentage(spot.nama) else None


def _several(figures: Sequence[Quantity]) -> Quantity:
    """A text of several figures, of which nothing tells the one that is meant."""
    candidates = tuple(v for f in figures for v in ((f.nilai,) if f.nilai is not None else f.candidates))
    return Quantity(None, None, figures[0].predikat, figures[0].teks, "ragu", "beberapa_nilai", candidates)


def _hint(k: Column, spot: Spot, unit: str | None) -> Hint:
    if k.ukuran == "capaian" or unit == "persen":
        return "persen"
    if unit == "rupiah":
        return "rupiah"
    return "indeks" if golongan(unit) == "skala" or (unit is None and is_score(spot.nama)) else "jumlah"


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
        satuan=_unit_told(figure.satuan, unit) or _unit_of_name(spot, figure),
        predikat=figure.predikat or _grade_behind(view, row, k, part),
        **told_of(view, row, k, spot, figure.rule, reason, candidates),
    )
    return fact, doubt(fact, spot.cell, candidates) if reason else None


def _grade_behind(view: TableView, row: Row, k: Column, part: int) -> str | None:
    """The grade of the one value of a row in the column behind it that holds these."""
    grade = "" if k.predikat is None or part else view.grid.text(row.indeks, k.predikat)
    return grade if grade in PREDIKAT else None


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
    others = read_besaran(second, _hint(k, spot, unit), None, unit)
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
    unnamed = not view.name_read(row.indeks, k.index) or not any(map(str.isalpha, spot.nama)) or says_measure(spot.nama)
    of_a_unit = unit is not None or figure.satuan is not None or bool(figure.predikat)
    return told_doubt(
        spot.ragu,
        "kurung_lepas" if row_is_cut(view, spot.cell) else None,
        figure.rule if figure.status == "ragu" else None,
        doubt_of_place(view, k, spot),
        "satuan_hilang" if spot.cell.from_ocr and not of_a_unit and _units_beside(view, spot.cell) else None,
        "tanpa_indikator" if (unnamed and not spot.dinamai) or _funds(view, row, _unit_told(figure.satuan, unit)) else None,
        "kode_hilang" if row.kode_hilang and spot.kode is None else None,
    )
