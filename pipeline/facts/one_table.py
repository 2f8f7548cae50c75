"""What is read of one table, and of its document's tables when they are read again: only what decisions have changed since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extractors.layout.steps import recording, together
from extractors.model import Table
from normalizers.heading_words import HeaderLexicon
from normalizers.text import fold
from pipeline.datasets.records import Anggaran, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.datasets.vocabulary import Keparahan, mesin_of
from pipeline.facts.anggaran import read_anggaran
from pipeline.facts.arithmetic.growth import pertumbuhan_salah
from pipeline.facts.arithmetic.levels import with_levels
from pipeline.facts.arithmetic.settling import settle_anggaran, settle_kinerja
from pipeline.facts.kegiatan import printed_activities
from pipeline.facts.kinerja.read import read_kinerja
from pipeline.facts.people.values import as_told
from pipeline.facts.unclear import unclear
from pipeline.findings.at_cell import TablePlace, finding_at
from pipeline.identity.identify import Identity
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import heading_key
from pipeline.tables.grid import TableGrid, grid_of
from pipeline.tables.headings.heading import title_of
from pipeline.tables.mended.amounts_in_fields import amounts_in_fields
from pipeline.tables.mended.labelled_values import labels_apart
from pipeline.tables.read import view_of
from pipeline.tables.rows.row import Row
from pipeline.tables.said import Said, first_row
from pipeline.tables.turned import names_its_indicator, turned
from pipeline.tables.view import TableView

Placed = TypeVar("Placed", Kinerja, Anggaran, Temuan)


@dataclass(frozen=True, slots=True)
class TableRead:
    """The dataset rows of one table. `kepala`: keys of what heads it and its columns, `held`: the decisions that held there."""

    view: TableView
    tabel: Tabel
    sel: tuple[Sel, ...]
    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    kegiatan: tuple[Kegiatan, ...]
    temuan: tuple[Temuan, ...]
    kepala: frozenset[str]
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableGiven:
    """All that the reading of a table depends on, its document's lexicon aside; `above` are the tables right above it, `form`
    the fields of a form above it that name activities."""

    dokumen_id: str
    tabel_id: str
    table: Table
    mended: Table
    identity: Identity
    above: tuple[TableView, ...]
    form: tuple[str, ...]


@dataclass(slots=True)
class TablesBefore:
    """How the tables of a document were read when they were read last, with the same lexicon."""

    _known: dict[str, tuple[TableGiven, tuple[Keputusan, ...], TableRead]] = field(default_factory=dict)

    def read(self, given: TableGiven, headers: HeaderLexicon, said: Said) -> TableRead:
        """A table as it was read, where nothing that reaches it has changed since; else read anew."""
        before = self._known.get(given.tabel_id)
        if before is not None and before[0] == given and before[1] == _reaching(said, before[2]):
            return before[2]
        found = read_table(given, headers, said)
        if before is not None and before[2] == found:
            found = before[2]  # the same one, so that those below need not look closer
        self._known[given.tabel_id] = given, _reaching(said, found), found
        return found


def _reaching(said: Said, known: TableRead) -> tuple[Keputusan, ...]:
    """The decisions that can change how a table was read: about places on its pages, and about texts that head it. What its
    headings are only a decision that reaches it can change."""
    table = known.view.grid.table
    heads = known.kepala | {heading_key(title_of(path)) for path in known.view.kepala.jalur}

    def reaches(one: Keputusan) -> bool:
        on_page = one.halaman is not None and table.first_page <= one.halaman <= table.last_page
        if one.jenis in ("baris", "nilai"):
            return on_page
        return one.jenis in ("kolom", "tabel") and (heading_key(one.teks) in heads if fold(one.teks) else on_page)

    return tuple(filter(reaches, said.keputusan))


def read_table(given: TableGiven, headers: HeaderLexicon, said: Said) -> TableRead:
    """Read a table. Any is accepted; one that cannot be understood is of kind `lainnya` and gives cells but no facts."""
    grid = grid_of(given.mended)
    return _with_amounts_of_fields(_read_as_it_lies(given, grid, headers, said), given, grid, headers, said)


def _read_as_it_lies(given: TableGiven, grid: TableGrid, headers: HeaderLexicon, said: Said) -> TableRead:
    """Read a table by its heading. One whose cells hold several values behind their names is read with these as columns; one
    that is understood only when its first column is taken for its heading is read so."""
    view = _view(given, given.mended, headers, said)
    with recording() as steps:
        apart = labels_apart(grid, headers)
    if apart is not None:
        named = _view(given, replace(apart.table, steps=together(apart.table.steps, steps)), headers, said)
        return _lying([_read(named, given)], view, lambda row, column: (apart.rows[row], apart.columns[column]))
    form = names_its_indicator(grid, headers)
    if (view.jenis != "lainnya" and not form) or view.diputus.kind is not None:
        return _read(view, given)
    upright = [_view(given, table, headers, said) for table in turned(grid, headers)]
    if not upright or any(one.jenis == "lainnya" or not _has_values(one) for one in upright):
        return _read(view, given)
    return _lying([_read(one, given) for one in upright], view, lambda row, column: (column, row))


def _with_amounts_of_fields(read: TableRead, given: TableGiven, grid: TableGrid, headers: HeaderLexicon, said: Said) -> TableRead:
    """What was read of a table, and what the fields of a form in it say of budgets, which is read of these rows alone; tables
    below take its own heading, if any."""
    with recording() as steps:
        apart = amounts_in_fields(grid, given.form, headers, given.identity.tahun)
    if apart is None:
        return read
    table = replace(apart.table, steps=together(apart.table.steps, steps))
    found = _lying([_read(_view(given, table, headers, said), given)], read.view, lambda _, column: apart.places[column])
    rows = {row for row, _ in apart.places}

    def beside(those: Sequence[Placed]) -> tuple[Placed, ...]:
        return tuple(one for one in those if one.baris not in rows)

    return replace(
        found,
        view=read.view,
        kinerja=beside(read.kinerja),
        anggaran=(*found.anggaran, *beside(read.anggaran)),
        kegiatan=(*read.kegiatan, *found.kegiatan),
        temuan=(*beside(read.temuan), *found.temuan),
    )


def _has_values(view: TableView) -> bool:
    return any(k.peran == "nilai" and k.ukuran for k in view.kolom)


def _view(given: TableGiven, table: Table, headers: HeaderLexicon, said: Said) -> TableView:
    return view_of(given.dokumen_id, given.tabel_id, table, given.identity, headers, *given.above, said=said, form=given.form)


def _lying(parts: Sequence[TableRead], view: TableView, place: Callable[[int, int], tuple[int, int]]) -> TableRead:
    """What was read of a table set otherwise, or of the forms in it, at the places that it has on its page: `view` is the table
    as it lies there, `place` tells them of the places that it was read at."""
    first = parts[0]

    def lying(one: Placed) -> Placed:
        if one.baris is None or one.kolom is None:
            return one
        row, column = place(one.baris, one.kolom)
        return replace(one, baris=row, kolom=column)

    lies = replace(
        first.tabel,
        jumlah_baris=view.grid.rows,
        jumlah_kolom=view.grid.columns,
        kolom_kanonik=tuple(k.kanonik for k in view.kolom),
        kepala_kolom=tuple(k.judul for k in view.kolom),
    )
    return replace(
        first,
        tabel=lies,
        kinerja=tuple(lying(fact) for part in parts for fact in part.kinerja),
        anggaran=tuple(lying(fact) for part in parts for fact in part.anggaran),
        temuan=tuple(lying(one) for part in parts for one in part.temuan),
        kepala=frozenset().union(*(part.kepala for part in parts)),
        held=frozenset().union(*(part.held for part in parts)),
    )


def _read(view: TableView, given: TableGiven) -> TableRead:
    head = first_row(given.mended)
    heads = frozenset(heading_key(text) for text in (head, *(k.judul for k in view.kolom)) if fold(text))
    row, cells = _tabel(view, head), tuple(_cells(given.dokumen_id, given.tabel_id, given.table))
    if view.jenis == "lainnya":
        findings = tuple(unclear(view, ())) if view.diputus.kind is None else ()
        told = as_told(view, given.table, (), (), findings)
        return TableRead(view, row, cells, told.kinerja, told.anggaran, (), told.temuan, heads, view.diputus.ids | told.held)
    (performance, doubts), (money, money_doubts) = read_kinerja(view), read_anggaran(view)
    told = as_told(view, given.table, performance, money, (*doubts, *money_doubts))
    performance, doubts = settle_kinerja(told.kinerja, told.temuan)
    money, doubts = settle_anggaran(told.anggaran, doubts)
    findings = (
        *doubts,
        *_mended_codes(view, told.kode),
        *pertumbuhan_salah(view, [*performance, *money]),
        *unclear(view, (*performance, *money)),
    )
    rows = (tuple(performance), tuple(with_levels(money)), tuple(printed_activities(view)))
    return TableRead(view, row, cells, *rows, findings, heads, view.diputus.ids | told.held)


def _tabel(view: TableView, head: str) -> Tabel:
    table = view.grid.table
    return Tabel(
        tabel_id=view.tabel_id,
        dokumen_id=view.dokumen_id,
        jenis=view.jenis,
        judul=table.caption,
        halaman_awal=table.first_page,
        halaman_akhir=table.last_page,
        jumlah_baris=table.rows,
        jumlah_kolom=table.columns,
        baris_judul=view.kepala.akhir,
        mesin=mesin_of(table.engine, table.from_picture),
        keyakinan=round(table.confidence, 3),
        kolom_kanonik=tuple(k.kanonik for k in view.kolom),
        kepala_kolom=tuple(k.judul for k in view.kolom),
        kepala_tabel=head,
        langkah=view.langkah,
    )


def _cells(dokumen_id: str, tabel_id: str, table: Table) -> list[Sel]:
    """The cells as extracted, words still broken where the page breaks them."""
    return [
        Sel(
            tabel_id=tabel_id,
            dokumen_id=dokumen_id,
            baris=c.row,
            kolom=c.column,
            rentang_baris=c.row_span,
            rentang_kolom=c.column_span,
            teks=c.text,
            halaman=c.page,
            x0=round(c.bbox.x0, 2),
            y0=round(c.bbox.y0, 2),
            x1=round(c.bbox.x1, 2),
            y1=round(c.bbox.y1, 2),
            keyakinan=round(min(c.confidence, table.confidence), 3),
            dari_ocr=c.from_ocr,
        )
        for c in sorted(table.cells, key=lambda c: (c.row, c.column))
    ]


def _mended_codes(view: TableView, told: Collection[int]) -> list[Temuan]:
    """One finding for the codes of a table that were only punctuated otherwise, one for each that is read with doubt.

    Spaces and a dot at the end are ways of writing a code, not faults. Those that people `told` (rows) are none.
    """
    mended = [b for b in view.baris if b.kode_cetak and b.kode and (b.kode_ragu or _as_printed(b.kode_cetak) != b.kode)]
    mended = [b for b in mended if b.indeks not in told]
    plain = [b for b in mended if not b.kode_ragu]
    groups = [plain] if plain else []
    return [_mended(view, group) for group in (*groups, *([b] for b in mended if b.kode_ragu))]


def _as_printed(text: str) -> str:
    return "".join(text.split()).rstrip(".")


def _mended(view: TableView, rows: Sequence[Row]) -> Temuan:
    first = rows[0]
    cell = next(
        (c for k in view.kolom if k.peran == "kode" and (c := view.grid.at(first.indeks, k.index))),
        view.grid.at(first.indeks, 0),
    )
    read = f"dibaca {first.kode}" if _as_printed(first.kode_cetak or "") != first.kode else "tidak ada dalam nomenklatur"
    pesan = f'Kode tercetak "{first.kode_cetak}" {read}'
    if len(rows) > 1:
        pesan += f"; begitu juga {len(rows) - 1} kode lain di tabel ini"
    if first.kode_ragu:
        pesan += ", belum pasti. Bandingkan dengan dokumen."
    rincian = {"kode": first.kode, "ragu": first.kode_ragu, "tercetak": {b.kode_cetak: b.kode for b in rows}}
    place = TablePlace(view.dokumen_id, view.tabel_id, cell.page if cell else None, first.indeks, cell.column if cell else None)
    severity: Keparahan = "peringatan" if first.kode_ragu else "info"
    own = (view.tabel_id, first.indeks, "kode_diperbaiki", first.kode)
    return finding_at(place, "kode_diperbaiki", severity, pesan, rincian, own)
