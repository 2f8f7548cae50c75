"""Columns of a table: what each one holds, for which measure, year and quarter, in which scale.

Read in three steps: the heading path by grammar (`grammar`), what the figures below say where the heading leaves it open
(`evidence`), and what the columns say of each other (`relations`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from normalizers.wordings.column_words import says_percent
from pipeline.datasets.vocabulary import Ukuran
from pipeline.tables.columns.column import PARTLY, TEKS, Column, ColumnDraft, TableYears
from pipeline.tables.columns.evidence import by_amounts, by_figures, by_siblings, by_sources, by_units
from pipeline.tables.columns.figures import LIMITS as FIGURES
from pipeline.tables.columns.figures import ColumnFigures, read_figures
from pipeline.tables.columns.grammar import from_path, with_evaluated_year, with_first_year
from pipeline.tables.columns.relations import related
from pipeline.tables.columns.sums import sums_years
from pipeline.tables.columns.unnamed import of_balances, unparted
from pipeline.tables.grid import TableGrid
from pipeline.tables.headings.heading import Heading

_FEW = 0.2
"""So many cells of a column of words may hold a figure: `Tahap 2 penghijauan`."""


def read_columns(
    grid: TableGrid, kepala: Heading, waktu: TableYears, faktor: int = 1, told: Callable[[Column], Column] = lambda k: k
) -> tuple[Column, ...]:
    """The columns of a table, left to right. `faktor` is the scale that caption or context give to amounts. `told` makes of a
    column what people said of it: before its neighbours are heard, so that these can lean on it, and once more in the end."""
    figures = tuple(read_figures(grid, kepala.akhir, c) for c in range(grid.columns))
    waktu = with_evaluated_year(kepala, with_first_year(kepala, waktu))
    waktu = replace(waktu, tercetak=frozenset(year for path in kepala.jalur for reading in path for year in reading.tahun))
    drafts = [from_path(c, kepala.jalur[c], waktu, faktor) for c in range(grid.columns)]
    drafts = [_told(d, told(d.kolom)) for d in drafts]
    drafts = by_siblings(by_sources(drafts), figures)
    drafts = [by_figures(d, f) for d, f in zip(drafts, figures, strict=True)]
    drafts = by_units(drafts, figures)
    drafts = by_amounts(drafts, figures)
    roles = [_role(d, f) for d, f in zip(drafts, figures, strict=True)]
    roles = of_balances(related(roles, drafts, figures, waktu), grid, kepala.akhir)
    roles = unparted(roles, grid, kepala.akhir)
    return tuple(map(told, roles))


def _told(draft: ColumnDraft, k: Column) -> ColumnDraft:
    """The draft of a column that people said what it holds; any other as it was."""
    if k is draft.kolom:
        return draft
    money = k.peran == "rupiah"
    return ColumnDraft(k, uang=money, uang_sendiri=money, induk=draft.induk)


def _role(draft: ColumnDraft, figures: ColumnFigures) -> Column:
    k = draft.kolom
    if k.peran in TEKS or k.peran == "mata_uang":
        return k
    if draft.samping:
        return replace(k, peran="samping", ukuran=None)
    if figures.terisi and figures.angka <= _FEW * figures.terisi and figures.huruf >= FIGURES.sentence:
        return replace(k, ukuran=None)  # words under `Target` or `Rencana`: a plan told, not counted
    if draft.fisik and (k.persen or figures.uang == 0):
        return _progress_role(k, draft.induk)
    if draft.uang:
        return _money_role(k, draft, figures.angka > 0 and figures.uang >= 0.5 * figures.angka)
    if k.ukuran == "capaian_kumulatif":
        return replace(k, peran="samping", ukuran=None)  # how far the plan's final target is reached: of no year's target
    if k.ukuran:
        return replace(k, peran="nilai")
    if k.persen:
        return replace(k, peran="nilai", ukuran="persen")
    if ((k.tahun and k.tahun_tertulis) or any(k.bagian)) and figures.angka and figures.angka >= 0.5 * figures.terisi:
        return replace(k, peran="nilai", ukuran=None)
    return k


def _progress_role(k: Column, group: str) -> Column:
    """The role of a column of physical progress: how far the work was to be is none; quantities may be that of ours. That it is
    in percent its own heading may say, or the `group` above (`Fisik (%)` over `Target | Realisasi`)."""
    if (k.persen or says_percent(group)) and k.measures("target"):
        return replace(k, peran="samping", ukuran=None)
    return replace(k, peran="rupiah", ukuran="persen_fisik", persen=True, faktor=1)


def _money_role(k: Column, draft: ColumnDraft, money: bool) -> Column:
    """The role of a column that its heading calls money; `money`: its figures look like amounts, not percentages."""
    measure = k.ukuran
    if measure == "capaian" and not k.persen and money:
        return replace(k, peran="rupiah", ukuran="realisasi")
    if k.persen or k.measures("capaian", "capaian_akhir", "capaian_kumulatif"):
        spent = not measure or k.measures("realisasi", "realisasi_kumulatif", "capaian", "capaian_akhir")
        share: Ukuran | None = "persen_realisasi" if spent else None
        return replace(k, peran="rupiah" if share else "samping", ukuran=share, persen=True, faktor=1)
    if draft.maju:
        return replace(k, peran="rupiah", ukuran="prakiraan_maju")
    if draft.kontrak and measure != "realisasi":
        return replace(k, peran="rupiah", ukuran="kontrak")
    if not measure or k.measures("target", "perkiraan"):
        return replace(k, peran="rupiah", ukuran="pagu")
    if k.measures("realisasi", "akhir"):
        return replace(k, peran="rupiah")
    if measure == "realisasi_kumulatif":
        return replace(k.at_most(PARTLY) if sums_years(draft) else k, peran="rupiah", ukuran="realisasi")
    return replace(k.at_most(PARTLY), peran="rupiah", ukuran="pagu")
