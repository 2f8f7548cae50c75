"""From the tables of a document to its facts: heading, columns, kind, rows, kinerja and anggaran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.model import Table
from normalizers.heading_words import HeaderLexicon
from normalizers.text import fold
from normalizers.wordings.column_words import says_percent
from pipeline.datasets.records import Anggaran, Kegiatan, Kinerja, Sel, Tabel, Temuan
from pipeline.datasets.vocabulary import Ukuran
from pipeline.facts.arithmetic.settling import settle_scales
from pipeline.facts.one_table import TableGiven, TableRead, TablesBefore
from pipeline.facts.people.pages import as_checked
from pipeline.findings.causes import by_cause
from pipeline.findings.stale import no_longer
from pipeline.identity.identify import Identity
from pipeline.tables.grid import grid_of
from pipeline.tables.mended.broken_words import mended_table, with_figures_joined, with_percent_signs, words_of
from pipeline.tables.mended.list_marks import with_marks_apart
from pipeline.tables.rows.codes import form_fields
from pipeline.tables.said import NOTHING_SAID, Said
from pipeline.tables.view import TableView

_SHARES: tuple[Ukuran, ...] = ("capaian",)


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


@dataclass(slots=True)
class _Form:
    """The fields of a form that name activities, each with its page; the last page of the list of accounts below them."""

    fields: list[tuple[int, str]] = field(default_factory=list)
    listed: int = 0

    def above(self, table: Table) -> tuple[str, ...]:
        """The fields above a table, on its page or the one before; a list of accounts goes on over pages that do not say again of
        what."""
        return tuple(text for page, text in self.fields if table.first_page - max(page, self.listed) <= 1)

    def read(self, given: TableGiven, found: TableRead) -> None:
        """Take over what a table says."""
        if given.form and any(row.kode_rekening for row in found.anggaran):
            self.listed = given.table.last_page
        self.fields += form_fields(grid_of(given.table))


def understand(
    dokumen_id: str,
    tables: Sequence[Table],
    identity: Identity,
    headers: HeaderLexicon,
    said: Said = NOTHING_SAID,
    earlier: TablesBefore | None = None,
) -> Understood:
    """Understand the tables of one document, given in reading order. `said`: what people decided. `earlier`: how its tables
    were read before; those that nothing new reaches are not read again."""
    earlier = TablesBefore() if earlier is None else earlier
    read: list[TableRead] = []
    before: tuple[TableView, ...] = ()
    form = _Form()
    known = words_of(tables)
    for ordinal, table in enumerate(tables, start=1):
        above = tuple(v for v in before if table.first_page - v.grid.table.last_page <= 1)
        mended = with_marks_apart(with_figures_joined(with_percent_signs(mended_table(table, known))))
        given = TableGiven(dokumen_id, f"{dokumen_id}-{ordinal:03d}", table, mended, identity, above, form.above(table))
        read.append(earlier.read(given, headers, said))
        form.read(given, read[-1])
        view = read[-1].view
        torn = view.kepala.akhir >= view.grid.rows  # nothing but a heading, perhaps the upper half of one
        before = (view, *before[:1]) if torn else (view,)
    kinerja = with_units_told_elsewhere(with_base_year([row for one in read for row in one.kinerja]))
    amounts, findings = settle_scales([row for one in read for row in one.anggaran], [row for one in read for row in one.temuan])
    seen = as_checked(said, kinerja, amounts, findings)
    held = seen.held.union(*(one.held for one in read))
    return Understood(
        tuple(one.tabel for one in read),
        tuple(cell for one in read for cell in one.sel),
        seen.kinerja,
        seen.anggaran,
        tuple(row for one in read for row in one.kegiatan),
        by_cause((*seen.temuan, *no_longer(dokumen_id, said.keputusan, held))),
        tuple(sorted(frozenset[str]().union(*(one.kepala for one in read)))),
    )


def with_base_year(facts: Sequence[Kinerja]) -> tuple[Kinerja, ...]:
    """The facts with the year that a baseline is of, where its own heading prints none and all others of the document one."""
    printed = {f.tahun for f in facts if f.ukuran == "awal" and f.tahun is not None and f.status_nilai == "pasti"}
    if len(printed) != 1:
        return tuple(facts)
    year = next(iter(printed))
    return tuple(replace(f, tahun=year) if f.ukuran == "awal" and f.tahun is None else f for f in facts)


def with_units_told_elsewhere(facts: Sequence[Kinerja]) -> tuple[Kinerja, ...]:
    """The facts with the unit that another table of the document prints for their indicator, where their own prints none and
    all others the same. A share of the target that was reached is of no unit of its indicator."""
    told: dict[str, set[str]] = {}
    for f in facts:
        if f.satuan and f.ukuran not in _SHARES:
            told.setdefault(fold(f.indikator), set()).add(f.satuan)
    one = {name: next(iter(units)) for name, units in told.items() if len(units) == 1}
    one = {name: unit for name, unit in one.items() if unit != "persen" or says_percent(name)}  # `Ibu hamil`: 412 of them
    return tuple(
        replace(f, satuan=one.get(fold(f.indikator)))
        if f.satuan is None and f.nilai is not None and f.ukuran not in _SHARES
        else f
        for f in facts
    )
