"""What speaks for a table as found: figures that parse, columns of one kind, headings, facts, sums and shares that close."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.engines.doubt import figures_abreast
from extractors.layout.text_forms import CURRENCY, YEAR, is_figure
from extractors.model import Cell, Table
from normalizers.heading_words import HeaderLexicon, HeadingReading
from normalizers.text import is_missing
from pipeline.datasets.records import Anggaran, Kinerja
from pipeline.facts.arithmetic.equations import Equation, anggaran_equations, kinerja_equations
from pipeline.facts.understand import Understood, understand
from pipeline.identity.identify import Identity

_UNKNOWN = ("lain", "samping")
_JOINED = re.compile(r"[/&,]|\bdan\b|\bterhadap\b", re.IGNORECASE)
"""What joins two names to one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one candidate. Shares are 0-1, the higher the better; the other figures are counts.

    `utuh`: words that no border cuts; `tunggal`: cells of figures that hold one; `sejenis`: texts in columns of figures that are
    one or a sign for none; `senama`: cells of the heading that name one column; `lengkap`: rows with a figure behind a name;
    `berkepala`: columns of figures with a heading. `angka`: figures that are no years; `arti`: columns whose heading is known;
    `pasti`: facts that are sure; `tutup`: equations of these that close.
    """

    utuh: float
    tunggal: float
    sejenis: float
    senama: float
    lengkap: float
    berkepala: float
    angka: int
    arti: int = 0
    pasti: int = 0
    tutup: int = 0


def evidence(
    table: Table, cut: int, dokumen_id: str, before: Sequence[Table], identity: Identity, headers: HeaderLexicon
) -> Evidence:
    """Of a table with its borders cutting `cut` words; `before` are the tables above it, whose heading it may share."""
    meaning = understand(dokumen_id, (*before, table), identity, headers)
    row = meaning.tabel[-1]
    body = [cell for cell in table.cells if cell.row >= max(row.baris_judul, 1) and cell.text.strip()]
    filled = [cell for cell in body if figures_in(cell)]
    words = sum(len(cell.text.split()) for cell in table.cells)
    columns = _figure_columns(body)
    return Evidence(
        utuh=1 - _share(cut, words),
        tunggal=_share(sum(figures_in(cell) == 1 for cell in filled), len(filled)),
        sejenis=_share(sum(map(_fits_figures, held := [c for c in body if c.column in columns])), len(held)),
        senama=_one_name_each(table, row.baris_judul, headers),
        lengkap=_complete(body),
        berkepala=_share(len(columns & _named(table, row.baris_judul)), len(columns)),
        angka=sum(figures_in(cell) for cell in filled if not all(YEAR.match(text) for text in cell.text.split())),
        arti=sum(meaning not in _UNKNOWN for meaning in row.kolom_kanonik),
        pasti=_sure(meaning.kinerja, row.tabel_id) + _sure(meaning.anggaran, row.tabel_id),
        tutup=_closed(meaning, row.tabel_id),
    )


def figures_in(cell: Cell) -> int:
    """How many figures a cell holds, side by side and under one another; 0 where it holds words."""
    lines = [line for line in cell.text.split("\n") if line.strip() and not CURRENCY.match(line.strip())]
    counts = [figures_abreast(line) or int(is_figure(line.strip())) for line in lines]
    return sum(counts) if all(counts) else 0


def _figure_columns(body: Sequence[Cell]) -> set[int]:
    """Columns of which most filled cells hold figures."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        cells[cell.column].append(cell)
    return {column for column, held in cells.items() if 2 * sum(figures_in(cell) > 0 for cell in held) > len(held)}


def _fits_figures(cell: Cell) -> bool:
    return figures_in(cell) > 0 or is_missing(cell.text)


def _one_name_each(table: Table, heading: int, headers: HeaderLexicon) -> float:
    """Share of the heading's cells over one column that name no second one: `Satuan Target` stands over two that were joined."""
    names = [cell.text for cell in table.cells if cell.row < heading and cell.column_span == 1 and cell.text.strip()]
    return _share(sum(not _two_names(headers.read(text)) for text in names), len(names))


def _two_names(read: HeadingReading) -> bool:
    """Whether a text names two columns: two roles, two measures, or one of each; `Program/Kegiatan` is one name."""
    return not _JOINED.search(read.teks) and len({*read.names("peran"), *read.names("ukuran")}) > 1


def _complete(body: Sequence[Cell]) -> float:
    """Share of the rows with text in which a figure stands behind a name: rows that were cut in two have but one of them."""
    names: dict[int, int] = {}
    figures: dict[int, int] = {}
    for cell in body:
        for row in range(cell.row, cell.row + cell.row_span):
            if figures_in(cell):
                figures[row] = max(figures.get(row, -1), cell.column)
            else:
                names[row] = min(names.get(row, cell.column), cell.column)
    rows = names.keys() | figures.keys()
    return _share(sum(row in names and names[row] < figures.get(row, -1) for row in rows), len(rows))


def _named(table: Table, heading: int) -> set[int]:
    """Columns over which a cell of the heading with text stands."""
    return {
        column
        for cell in table.cells
        if cell.row < heading and cell.text.strip()
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _sure(facts: Sequence[Kinerja] | Sequence[Anggaran], tabel_id: str) -> int:
    return sum(fact.tabel_id == tabel_id and fact.status_nilai == "pasti" for fact in facts)


def _closed(meaning: Understood, tabel_id: str) -> int:
    """Equations of sure facts that close."""
    kinerja = [fact for fact in meaning.kinerja if fact.tabel_id == tabel_id]
    anggaran = [fact for fact in meaning.anggaran if fact.tabel_id == tabel_id]
    values = {fact.kinerja_id: Decimal(str(fact.nilai)) for fact in kinerja if fact.nilai is not None}
    values |= {fact.anggaran_id: fact.nilai for fact in anggaran if fact.nilai is not None}
    return sum(_holds(equation, values) for equation in (*kinerja_equations(kinerja), *anggaran_equations(anggaran)))


def _holds(equation: Equation, values: dict[str, Decimal]) -> bool:
    known = [values[ident] for ident in equation.ids if ident in values]
    return len(known) == len(equation.ids) and equation.holds(known)


def _share(part: int, whole: int) -> float:
    return round(max(0.0, min(1.0, part / whole)), 3) if whole else 1.0
