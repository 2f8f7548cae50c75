"""THE RECIPE of a table: grid, heading, years, columns, kind, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extractors.layout.steps import recording, together
from extractors.model import Table
from normalizers.heading_words import HeaderLexicon, scale_of
from normalizers.wordings.fact_words import codes_named
from pipeline.datasets.vocabulary import JenisTabel, Tingkat
from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import NAMING, Column
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.heading import title_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.inherited_heading import heading_from
from pipeline.tables.kinds import kind_of, kind_of_years
from pipeline.tables.mended.mistyped_years import with_years_mended
from pipeline.tables.mended.quarter_heads import with_quarters_counted
from pipeline.tables.mended.row_numbers import with_numbers_dropped
from pipeline.tables.mended.second_heading import with_heads_below_doubted
from pipeline.tables.mended.shared_heads import with_heads_apart
from pipeline.tables.mended.shared_names import with_names_over_measures
from pipeline.tables.mended.swapped_places import with_places_back
from pipeline.tables.mended.wrapped_rows import with_rows_joined
from pipeline.tables.rows.marks import sasaran_above
from pipeline.tables.rows.measures import TitleLines, indicator_of_form, told_by_rows
from pipeline.tables.rows.read import read_rows
from pipeline.tables.said import NOTHING_SAID, Said, TableSaid, about_columns, about_table, as_said, on_pages, said_years
from pipeline.tables.view import TableView
from pipeline.tables.years import time_of

_FORM_LINES = 12  # the head of a DPA names urusan, program, kegiatan and sub kegiatan one below the other
_NEAR_LINES = 3  # a scale such as `(dalam ribu rupiah)` stands right above its table
_OF_SASARAN: tuple[JenisTabel, ...] = (
    "perjanjian_kinerja", "tujuan_sasaran", "indikator_kinerja_utama", "pengukuran_kinerja",
)  # fmt: skip


def view_of(
    dokumen_id: str,
    tabel_id: str,
    table: Table,
    identity: Identity,
    headers: HeaderLexicon,
    *above: TableView,
    said: Said = NOTHING_SAID,
    form: Sequence[str] = (),
) -> TableView:
    """Everything that is understood of one table before its facts are read; `above` are the tables right above it, the
    nearest first; `said` what people decided, which holds before any evidence; `form` are the fields of a form above it that
    name activities."""
    with recording() as steps:
        view = _view(dokumen_id, tabel_id, table, identity, headers, *above, said=said, form=form)
    return replace(view, langkah=together(table.steps, steps))


def _view(
    dokumen_id: str,
    tabel_id: str,
    table: Table,
    identity: Identity,
    headers: HeaderLexicon,
    *above: TableView,
    said: Said,
    form: Sequence[str],
) -> TableView:
    before = above[0] if above else None
    heads = with_quarters_counted(with_heads_apart(grid_of(table)))
    grid, unsure_years = with_years_mended(heads, (table.caption or "", *table.context[-_NEAR_LINES:]))
    own = TableSaid(about_table(said, table), {}, on_pages(said, "baris", table), on_pages(said, "nilai", table))
    rows_told = own.last("baris_kepala")
    kepala = read_headings(grid, headers, int(rows_told) if rows_told else None)
    waktu = said_years(own, said, time_of(table, kepala.judul, identity, before.waktu if before else None))
    kolom = read_columns(grid, kepala, waktu, _scale(table, kepala.judul), _told(said, table, map(title_of, kepala.jalur)))
    if unsure_years:
        kolom = tuple(replace(k, tahun_tertulis=False) if k.index in unsure_years else k for k in kolom)
    jenis = kind_of(table, kolom, kepala.judul, identity)
    for other in above:
        taken = heading_from(other, table, kepala)
        if taken is not None:
            kepala, kolom = taken
            waktu, jenis = other.waktu, other.jenis
            break
    kolom = with_heads_below_doubted(grid, kepala, kolom, headers)
    own = replace(own, kolom=about_columns(said, table, [k.judul for k in kolom]))
    kolom = tuple(as_said(k, own.kolom.get(k.index, ()), said) for k in kolom)
    jenis = own.kind or jenis
    grid = with_rows_joined(grid, kepala.akhir, kolom)
    grid = with_numbers_dropped(grid, kepala.akhir, kolom)
    grid = with_places_back(grid, kepala.akhir, kolom, identity.wilayah)
    titles = (table.caption or "", *kepala.judul)
    told = told_by_rows(grid, kepala.akhir, kolom, _title_lines(table, titles, headers, before))
    jenis = told.kind(kind_of_years(jenis, told.kolom, by_rows=told.tahun is not None))
    kolom, jenis = told.kolom, own.kind or jenis
    grid = with_names_over_measures(grid, kolom, told.measures)
    above_it = (table.caption or "", *kepala.judul, *table.context[-_FORM_LINES:])
    if identity.jenis == "DPA":
        form = (*form, *(line for line in table.context if codes_named(line)))
    measured, for_what = any(k.peran == "nilai" for k in kolom), sasaran_above((*table.context, table.caption or ""))
    baris = read_rows(grid, kepala, kolom, kinerja=measured, above=above_it, form=form, sasaran=for_what)
    level = _default_level(jenis, kolom)
    baris = told.rows(baris)
    return TableView(dokumen_id, tabel_id, jenis, grid, kepala, kolom, baris, waktu, level, told.nama, told.diduga, diputus=own)


def _title_lines(table: Table, titles: Sequence[str], headers: HeaderLexicon, before: TableView | None) -> TitleLines:
    """The lines that may name the one indicator of a table, below another (`before`) on its page or not."""
    if before is None or before.grid.table.last_page != table.first_page:
        return TitleLines(titles, headers, table.context)
    return TitleLines(titles, headers, table.context, None if before.nama_diduga else before.nama, indicator_of_form(before.grid))


def _told(said: Said, table: Table, titles: Iterable[str]) -> Callable[[Column], Column]:
    about = about_columns(said, table, list(titles))
    return lambda k: as_said(k, about.get(k.index, ()), said)


def _scale(table: Table, titles: Sequence[str]) -> int:
    for text in (table.caption or "", *titles, *reversed(table.context[-_NEAR_LINES:])):
        found = scale_of(text)
        if found:
            return found
    return 1


def _default_level(jenis: JenisTabel, kolom: Sequence[Column]) -> Tingkat | None:
    if jenis in _OF_SASARAN and not any(k.holds(*NAMING) for k in kolom):
        return "sasaran"
    levels = {k.tingkat for k in kolom if k.tingkat and k.peran != "nomor"}  # `Jumlah Program` counts them
    return levels.pop() if len(levels) == 1 else None
