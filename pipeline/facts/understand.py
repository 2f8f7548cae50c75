"""From the tables of a document to its facts: heading, columns, kind, rows, kinerja and anggaran."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Table
from normalizers.heading_words import HeaderLexicon, scale_of
from pipeline.datasets.records import Anggaran, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.facts.anggaran import read_anggaran
from pipeline.facts.certainty import stable_id
from pipeline.facts.equations import settle_anggaran, settle_kinerja
from pipeline.facts.growth import pertumbuhan_salah
from pipeline.facts.kegiatan import printed_activities
from pipeline.facts.kinerja import read_kinerja
from pipeline.facts.levels import with_levels
from pipeline.identity.identify import Identitas
from pipeline.tables.broken_words import mended_table, with_percent_signs, words_of
from pipeline.tables.columns.column import Kolom
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings import read_headings
from pipeline.tables.inherited_heading import heading_from
from pipeline.tables.kinds import kind_of
from pipeline.tables.rows import Baris, read_rows
from pipeline.tables.view import Tampilan
from pipeline.tables.wrapped_rows import with_rows_joined
from pipeline.tables.years import time_of

_NEAR_LINES = 3  # a scale such as `(dalam ribu rupiah)` stands right above its table


@dataclass(frozen=True, slots=True)
class Pemahaman:
    """All dataset rows that the tables of one document give (matching and cross-table checks come later)."""

    tabel: tuple[Tabel, ...]
    sel: tuple[Sel, ...]
    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    kegiatan: tuple[Kegiatan, ...]
    temuan: tuple[Temuan, ...]


def understand(dokumen_id: str, tables: Sequence[Table], identitas: Identitas, headers: HeaderLexicon) -> Pemahaman:
    """Understand the tables of one document, given in reading order. Any table is accepted; one that cannot be understood
    is of kind `lainnya` and gives cells but no facts."""
    tabel: list[Tabel] = []
    sel: list[Sel] = []
    kinerja: list[Kinerja] = []
    anggaran: list[Anggaran] = []
    kegiatan: list[Kegiatan] = []
    temuan: list[Temuan] = []
    before: tuple[Tampilan, ...] = ()
    known = words_of(tables)
    for ordinal, table in enumerate(tables, start=1):
        tabel_id = f"{dokumen_id}-{ordinal:03d}"
        above = tuple(v for v in before if table.first_page - v.kisi.table.last_page <= 1)
        view = view_of(dokumen_id, tabel_id, with_percent_signs(mended_table(table, known)), identitas, headers, *above)
        torn = view.kepala.akhir >= view.kisi.rows  # nothing but a heading, perhaps the upper half of one
        before = (view, *before[:1]) if torn else (view,)
        tabel.append(_tabel(view))
        sel.extend(_cells(dokumen_id, tabel_id, table))
        if view.jenis == "lainnya":
            continue
        performance, doubts = settle_kinerja(*read_kinerja(view))
        money, money_doubts = settle_anggaran(*read_anggaran(view))
        kinerja.extend(performance)
        anggaran.extend(with_levels(money))
        kegiatan.extend(printed_activities(view))
        temuan.extend((*doubts, *money_doubts, *_mended_codes(view), *pertumbuhan_salah(view, [*performance, *money])))
    return Pemahaman(tuple(tabel), tuple(sel), tuple(kinerja), tuple(anggaran), tuple(kegiatan), tuple(temuan))


def view_of(
    dokumen_id: str,
    tabel_id: str,
    table: Table,
    identitas: Identitas,
    headers: HeaderLexicon,
    *above: Tampilan,
) -> Tampilan:
    """Everything that is understood of one table before its facts are read; `above` are the tables right above it, the
    nearest first."""
    before = above[0] if above else None
    kisi = grid_of(table)
    kepala = read_headings(kisi, headers)
    waktu = time_of(table, kepala.judul, identitas, before.waktu if before else None)
    kolom = read_columns(kisi, kepala, waktu, _scale(table, kepala.judul))
    jenis = kind_of(table, kolom, kepala.judul, identitas)
    if table.caption is None:
        for other in above:
            taken = heading_from(other, table, kepala)
            if taken is not None:
                kepala, kolom = taken
                waktu, jenis = other.waktu, other.jenis
                break
    kisi = with_rows_joined(kisi, kepala.akhir, kolom)
    baris = read_rows(kisi, kepala, kolom, kinerja=any(k.peran == "nilai" for k in kolom))
    return Tampilan(dokumen_id, tabel_id, jenis, kisi, kepala, kolom, baris, waktu, _default_level(jenis, kolom))


def _scale(table: Table, titles: Sequence[str]) -> int:
    for text in (table.caption or "", *titles, *reversed(table.context[-_NEAR_LINES:])):
        found = scale_of(text)
        if found:
            return found
    return 1


def _default_level(jenis: str, kolom: Sequence[Kolom]) -> str | None:
    naming = {k.peran for k in kolom} & {"program", "kegiatan", "sub_kegiatan", "uraian"}
    if jenis in ("perjanjian_kinerja", "tujuan_sasaran", "indikator_kinerja_utama", "pengukuran_kinerja") and not naming:
        return "sasaran"
    levels = {k.tingkat for k in kolom if k.tingkat}
    return levels.pop() if len(levels) == 1 else None


def _tabel(view: Tampilan) -> Tabel:
    table = view.kisi.table
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
        mesin=table.engine,
        keyakinan=round(table.confidence, 3),
        kolom_kanonik=tuple(k.kanonik for k in view.kolom),
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


def _mended_codes(view: Tampilan) -> list[Temuan]:
    """One finding for the codes of a table that were only punctuated otherwise, one for each that is read with doubt.

    Spaces and a dot at the end are ways of writing a code, not faults.
    """
    mended = [b for b in view.baris if b.kode_cetak and b.kode and "".join(b.kode_cetak.split()).rstrip(".") != b.kode]
    plain = [b for b in mended if not b.kode_ragu]
    groups = [plain] if plain else []
    return [_mended(view, group) for group in (*groups, *([b] for b in mended if b.kode_ragu))]


def _mended(view: Tampilan, rows: Sequence[Baris]) -> Temuan:
    first = rows[0]
    cell = next(
        (c for k in view.kolom if k.peran == "kode" and (c := view.kisi.at(first.indeks, k.index))),
        view.kisi.at(first.indeks, 0),
    )
    pesan = f'Kode tercetak "{first.kode_cetak}" dibaca {first.kode}'
    if len(rows) > 1:
        pesan += f"; begitu juga {len(rows) - 1} kode lain di tabel ini"
    if first.kode_ragu:
        pesan += ", belum pasti. Bandingkan dengan dokumen."
    rincian = {"kode": first.kode, "ragu": first.kode_ragu, "tercetak": {b.kode_cetak: b.kode for b in rows}}
    return Temuan(
        temuan_id=stable_id(view.tabel_id, first.indeks, "kode_diperbaiki", first.kode),
        dokumen_id=view.dokumen_id,
        tabel_id=view.tabel_id,
        halaman=cell.page if cell else None,
        baris=first.indeks,
        kolom=cell.column if cell else None,
        aturan="kode_diperbaiki",
        keparahan="peringatan" if first.kode_ragu else "info",
        pesan=pesan,
        rincian=json.dumps(rincian, ensure_ascii=False),
    )
