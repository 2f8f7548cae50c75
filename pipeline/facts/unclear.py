"""Figures of which no fact came: a table that was not understood, a column whose heading says nothing known, rows that nothing
names.

Nothing printed is dropped in silence. What is known to be of another matter (staff, scales, contents) is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.layout.text_forms import DIGIT
from normalizers.text import clean, fold
from normalizers.wordings.column_words import heads_years
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.datasets.vocabulary import Keparahan
from pipeline.facts.certainty import is_page_number
from pipeline.findings.at_cell import TablePlace, finding_at
from pipeline.tables.columns.column import Column
from pipeline.tables.columns.figures import ColumnFigures, read_figures
from pipeline.tables.view import TableView

_FEWEST = 3
"""Figures of a column that may be a measure; fewer say too little, unless so many columns of a table hold some."""
_PAIR = 2
"""So many at least."""
_MOSTLY = 0.6
"""So many of its filled cells hold one."""


def unclear(view: TableView, facts: Sequence[Kinerja | Anggaran]) -> Iterator[Temuan]:
    """What a table prints as figures and no fact came of: one finding for the table where it gave none at all, though a heading
    may say what some are, else one for each such column, and one for its rows that are not totals and gave none."""
    yield from _rows(view, facts)
    read = {f.kolom for f in facts}
    untold = not facts and len({k.peran for k in view.kolom}) == 1  # a row over all of them was taken for their heading
    columns = [
        (k, figures)
        for k in view.kolom
        if k.index not in read
        and _of_figures(figures := read_figures(view.grid, view.kepala.akhir, k.index))
        and (untold or _is_open(k) or _remarks_are_figures(k, figures) or (not facts and k.holds("nilai", "rupiah")))
    ]
    if facts or len(columns) < _FEWEST:
        columns = [(k, figures) for k, figures in columns if figures.angka >= _FEWEST]
    if not columns or _of_another_matter(view):
        return
    if facts:
        yield from (_column(view, k, figures) for k, figures in columns)
    else:
        yield _table(view, columns)


def _is_open(k: Column) -> bool:
    """Whether nothing is known of what a column holds."""
    return k.peran == "lain" or (k.holds("nilai", "rupiah") and k.ukuran is None)


def _remarks_are_figures(k: Column, figures: ColumnFigures) -> bool:
    """Whether a column of remarks holds figures and nothing else: `Ket.` over shares."""
    return k.peran == "keterangan" and not heads_years(k.judul) and figures.angka == figures.terisi and not figures.huruf


def _of_figures(figures: ColumnFigures) -> bool:
    return figures.angka >= max(_PAIR, _MOSTLY * figures.terisi) and figures.nomor < figures.angka and not figures.counts()


def _of_another_matter(view: TableView) -> bool:
    """Whether a table is known to hold no facts of ours, by its columns or by what its title speaks of."""
    title = fold(" ".join([view.grid.table.caption or "", *view.kepala.judul]))
    return any(k.peran == "kategori" for k in view.kolom) or speaks_of(title, "perkara_lain")


def _severity(view: TableView) -> Keparahan:
    """A table that speaks of targets, results or budgets was to be understood; any other may be of anything."""
    text = fold(" ".join([view.grid.table.caption or "", *view.kepala.judul, *(k.judul for k in view.kolom)]))
    ours = speaks_of(text, "hasil") or speaks_of(text, "rencana") or speaks_of(text, "perjanjian")
    return "peringatan" if ours else "info"


def _table(view: TableView, columns: Sequence[tuple[Column, ColumnFigures]]) -> Temuan:
    table = view.grid.table
    count = sum(figures.angka for _, figures in columns)
    place = TablePlace(view.dokumen_id, view.tabel_id, table.first_page, 0, None)
    named = f' "{clean(table.caption)}"' if table.caption else ""
    message = (
        f"Tabel{named} memuat {count} angka dalam {len(columns)} kolom, tetapi artinya tidak dikenal; tidak ada fakta darinya"
    )
    detail = {"jumlah_nilai": count, "kolom": [k.index for k, _ in columns], "kepala": [k.judul for k, _ in columns]}
    return finding_at(place, "tabel_tak_terpahami", _severity(view), message, detail, (view.tabel_id, "tabel_tak_terpahami"))


def _rows(view: TableView, facts: Sequence[Kinerja | Anggaran]) -> Iterator[Temuan]:
    """One finding for all figures under measures that facts came of, in rows of which none came."""
    columns, rows = {f.kolom for f in facts}, {f.baris for f in facts}
    measures = {k.index for k in view.kolom if k.index in columns and k.holds("nilai", "rupiah")}
    without = {row.indeks for row in view.baris if row.indeks not in rows and not (row.total or row.rata)}
    figures = (c for c in view.grid.table.cells if c.row in without and c.column in measures and DIGIT.search(c.text))
    cells = [c for c in figures if not is_page_number(view, c)]
    if not cells:
        return
    first, lost = cells[0], len({c.row for c in cells})
    message = (
        f'{len(cells)} angka dalam {lost} baris tidak menjadi fakta: tidak ada yang menamainya, mulai "{clean(first.text)}" '
        f"(baris {first.row + 1})"
    )
    place = TablePlace(view.dokumen_id, view.tabel_id, first.page, first.row, first.column)
    detail = {
        "jumlah_nilai": len(cells),
        "baris": sorted({c.row for c in cells}),
        "contoh": [clean(c.text) for c in cells[:_FEWEST]],
    }
    yield finding_at(place, "baris_tak_terpahami", "peringatan", message, detail, (view.tabel_id, "baris_tak_terpahami"))


def _column(view: TableView, k: Column, figures: ColumnFigures) -> Temuan:
    row = min(figures.nilai)
    cell = view.grid.at(row, k.index)
    place = TablePlace(view.dokumen_id, view.tabel_id, cell.page if cell else view.grid.table.first_page, row, k.index)
    named = f'berkepala "{clean(k.judul)}"' if k.judul else "tanpa kepala"
    message = f"Kolom {k.index + 1} {named} memuat {figures.angka} angka, tetapi artinya tidak dikenal; tidak ada fakta darinya"
    detail = {
        "jumlah_nilai": figures.angka,
        "kepala": k.judul,
        "contoh": [c.text.strip() for c in view.body_cells(k.index)][:_FEWEST],
    }
    return finding_at(
        place, "kolom_tak_terpahami", "peringatan", message, detail, (view.tabel_id, k.index, "kolom_tak_terpahami")
    )
