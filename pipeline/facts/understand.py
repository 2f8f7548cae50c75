"""From the tables of a document to its facts: heading, columns, kind, rows, kinerja and anggaran."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extractors.model import Table
from normalizers.heading_words import HeaderLexicon
from normalizers.text import fold
from pipeline.datasets.records import Anggaran, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.datasets.vocabulary import Keparahan, mesin_of
from pipeline.facts.anggaran import read_anggaran
from pipeline.facts.arithmetic.growth import pertumbuhan_salah
from pipeline.facts.arithmetic.levels import with_levels
from pipeline.facts.arithmetic.settling import settle_anggaran, settle_kinerja, settle_scales
from pipeline.facts.kegiatan import printed_activities
from pipeline.facts.kinerja import read_kinerja
from pipeline.facts.people.pages import as_checked
from pipeline.facts.people.values import as_told
from pipeline.facts.unclear import unclear
from pipeline.findings.at_cell import TablePlace, finding_at
from pipeline.findings.causes import by_cause
from pipeline.findings.stale import no_longer
from pipeline.identity.identify import Identity
from pipeline.keputusan.reach import heading_key
from pipeline.tables.mended.broken_words import mended_table, with_percent_signs, words_of
from pipeline.tables.read import view_of
from pipeline.tables.rows import Row
from pipeline.tables.said import NOTHING_SAID, Said, first_row
from pipeline.tables.view import TableView


@dataclass(frozen=True, slots=True)
class Understood:
    """All dataset rows that the tables of one document give (matching and cross-table checks come later)."""

    tabel: tuple[Tabel, ...]
    sel: tuple[Sel, ...]
    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    kegiatan: tuple[Kegiatan, ...]
    temuan: tuple[Temuan, ...]
    kepala: tuple[str, ...]
    """Keys of what heads its tables and columns, by which decisions of people reach them."""


def understand(
    dokumen_id: str, tables: Sequence[Table], identity: Identity, headers: HeaderLexicon, said: Said = NOTHING_SAID
) -> Understood:
    """Understand the tables of one document, given in reading order. Any table is accepted; one that cannot be understood
    is of kind `lainnya` and gives cells but no facts. `said`: what people decided."""
    tabel: list[Tabel] = []
    sel: list[Sel] = []
    kinerja: list[Kinerja] = []
    anggaran: list[Anggaran] = []
    kegiatan: list[Kegiatan] = []
    temuan: list[Temuan] = []
    heads: set[str] = set()
    held: set[str] = set()
    before: tuple[TableView, ...] = ()
    known = words_of(tables)
    for ordinal, table in enumerate(tables, start=1):
        tabel_id = f"{dokumen_id}-{ordinal:03d}"
        above = tuple(v for v in before if table.first_page - v.grid.table.last_page <= 1)
        mended = with_percent_signs(mended_table(table, known))
        view = view_of(dokumen_id, tabel_id, mended, identity, headers, *above, said=said)
        head = first_row(mended)
        heads |= {heading_key(text) for text in (head, *(k.judul for k in view.kolom)) if fold(text)}
        held |= view.diputus.ids
        torn = view.kepala.akhir >= view.grid.rows  # nothing but a heading, perhaps the upper half of one
        before = (view, *before[:1]) if torn else (view,)
        tabel.append(_tabel(view, head))
        sel.extend(_cells(dokumen_id, tabel_id, table))
        if view.jenis == "lainnya":
            temuan.extend(unclear(view, ()) if view.diputus.kind is None else ())
            continue
        (performance, doubts), (money, money_doubts) = read_kinerja(view), read_anggaran(view)
        told = as_told(view, performance, money, (*doubts, *money_doubts))
        held |= told.held
        performance, doubts = settle_kinerja(told.kinerja, told.temuan)
        money, doubts = settle_anggaran(told.anggaran, doubts)
        kinerja.extend(performance)
        anggaran.extend(with_levels(money))
        kegiatan.extend(printed_activities(view))
        temuan.extend((*doubts, *_mended_codes(view, told.kode), *pertumbuhan_salah(view, [*performance, *money])))
        temuan.extend(unclear(view, (*performance, *money)))
    amounts, findings = settle_scales(anggaran, temuan)
    seen = as_checked(said, with_base_year(kinerja), amounts, findings)
    findings = (*seen.temuan, *no_longer(dokumen_id, said.keputusan, held | seen.held))
    rows = (tuple(tabel), tuple(sel), seen.kinerja, seen.anggaran, tuple(kegiatan))
    return Understood(*rows, by_cause(findings), tuple(sorted(heads)))


def with_base_year(facts: Sequence[Kinerja]) -> tuple[Kinerja, ...]:
    """The facts with the year that a baseline is of, where its own heading prints none and all others of the document one."""
    printed = {f.tahun for f in facts if f.ukuran == "awal" and f.tahun is not None and f.status_nilai == "pasti"}
    if len(printed) != 1:
        return tuple(facts)
    year = next(iter(printed))
    return tuple(replace(f, tahun=year) if f.ukuran == "awal" and f.tahun is None else f for f in facts)


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
    mended = [b for b in view.baris if b.kode_cetak and b.kode and "".join(b.kode_cetak.split()).rstrip(".") != b.kode]
    mended = [b for b in mended if b.indeks not in told]
    plain = [b for b in mended if not b.kode_ragu]
    groups = [plain] if plain else []
    return [_mended(view, group) for group in (*groups, *([b] for b in mended if b.kode_ragu))]


def _mended(view: TableView, rows: Sequence[Row]) -> Temuan:
    first = rows[0]
    cell = next(
        (c for k in view.kolom if k.peran == "kode" and (c := view.grid.at(first.indeks, k.index))),
        view.grid.at(first.indeks, 0),
    )
    pesan = f'Kode tercetak "{first.kode_cetak}" dibaca {first.kode}'
    if len(rows) > 1:
        pesan += f"; begitu juga {len(rows) - 1} kode lain di tabel ini"
    if first.kode_ragu:
        pesan += ", belum pasti. Bandingkan dengan dokumen."
    rincian = {"kode": first.kode, "ragu": first.kode_ragu, "tercetak": {b.kode_cetak: b.kode for b in rows}}
    place = TablePlace(view.dokumen_id, view.tabel_id, cell.page if cell else None, first.indeks, cell.column if cell else None)
    severity: Keparahan = "peringatan" if first.kode_ragu else "info"
    own = (view.tabel_id, first.indeks, "kode_diperbaiki", first.kode)
    return finding_at(place, "kode_diperbaiki", severity, pesan, rincian, own)
