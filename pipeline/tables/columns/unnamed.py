"""Columns whose heading cannot be read, was read alike twice, or says no measure: what their figures say of each other.

A heading came out black or as dust, is misspelt, is missing: where a third column is 100 times the second over the first, row by
row, the three are target, realisasi and capaian, or pagu, realisasi and their share. It names nothing but months: where they add
up to a column, row by row, they are parts of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit
from extractors.layout.steps import changed, first, heuristic
from normalizers.names.wilayah import Wilayah, find_wilayah
from normalizers.wordings.column_words import heading_says, heads_anything
from normalizers.wordings.row_words import is_balance
from pipeline.datasets.vocabulary import Peran, Ukuran
from pipeline.tables.columns.column import (
    DOUBTED,
    GUESSED,
    LIKELY,
    NAMES,
    OF_FIGURES,
    PROVED,
    ROLE_SURE,
    Column,
    ColumnDraft,
    TableYears,
)
from pipeline.tables.columns.figures import LIMITS as FIGURES
from pipeline.tables.columns.figures import ColumnFigures
from pipeline.tables.grid import TableGrid


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("fewer rows agree by chance", COUNT)] = 3
    agree: Annotated[float, Limit("so many rows have the share", SHARE)] = 0.8
    figures: Annotated[float, Limit("so many filled cells of a column of figures hold one", SHARE)] = 0.6
    amounts: Annotated[float, Limit("so many figures of a column of amounts are amounts", SHARE)] = 0.5
    parts: Annotated[int, Limit("so many months or quarters without a measure stand side by side", COUNT)] = 2
    in_names: Annotated[float, Limit("so many names with figures at the ends of their lines hold other columns too", SHARE)] = (
        1 / 3
    )
    words: Annotated[float, Limit("columns of words have more letters a cell", CHARACTERS)] = 8


LIMITS = Limits()
_SEVERAL = re.compile(r"\d[\d.,]*%?(?: +\d[\d.,]*%?)+")
_AT_END = re.compile(r"[^\W\d_].*\s(?:\d[\d.,]*\s*%|\d+[.,]\d+)(?:\s+\(.*\))?$")
_OF_RESULTS: tuple[Peran, tuple[Ukuran, Ukuran, Ukuran]] = ("nilai", ("target", "realisasi", "capaian"))
_OF_MONEY: tuple[Peran, tuple[Ukuran, Ukuran, Ukuran]] = ("rupiah", ("pagu", "realisasi", "persen_realisasi"))


@heuristic(first, changed)
def named_by_shares(roles: list[Column], figures: Sequence[ColumnFigures], sums: Collection[int] = ()) -> list[Column]:
    """The roles with three columns named by what they are of each other, where two of them at least are open.

    Abstains where no share holds, where several do, or where a column that is sure says otherwise; `sums` over the years of
    a plan are of other matter, and so are their shares.
    """
    places = [
        k.index
        for k in roles
        if k.index not in sums and _holds_figures(figures[k.index]) and (_is_open(k) or k.holds("nilai", "rupiah"))
    ]
    found = [
        (whole, part, share)
        for share in places
        for part in places
        for whole in places
        if whole < part < share and _is_share(figures, whole, part, share) and _settles(roles, figures, (whole, part, share))
    ]
    if len(found) != 1:
        return roles
    out = list(roles)
    peran, measures = _kind(figures, found[0][0])
    year = _year_of([roles[i] for i in found[0]])
    for place, measure in zip(found[0], measures, strict=True):
        share = measure == measures[-1]
        out[place] = replace(
            out[place],
            peran=peran,
            ukuran=measure,
            persen=share,
            faktor=1 if share else out[place].faktor,
            tahun=year.tahun if year else None,
            tahun_tertulis=year is not None and year.tahun_tertulis,
            yakin=LIKELY,
        )
    return out


def _is_open(k: Column) -> bool:
    """Whether a column's heading left open what it holds: it says a year at most."""
    wordless = bool(k.judul) and not any(map(str.isalpha, k.judul))
    return k.peran == "lain" or (k.holds("nilai", "rupiah") and (k.ukuran is None or k.yakin < ROLE_SURE or wordless))


def _year_of(columns: Sequence[Column]) -> Column | None:
    """The column whose year is that of all three: of a heading that could be read, or one that two headings say. A single year in
    what is left of a damaged heading is none."""
    dated = [k for k in columns if k.tahun is not None]
    return next((k for k in dated if not _is_open(k) or sum(k.tahun == r.tahun for r in dated) > 1), None)


def _holds_figures(figures: ColumnFigures) -> bool:
    return figures.angka >= max(LIMITS.rows, LIMITS.figures * figures.terisi)


def _kind(figures: Sequence[ColumnFigures], whole: int) -> tuple[Peran, tuple[Ukuran, Ukuran, Ukuran]]:
    return _OF_MONEY if figures[whole].uang >= LIMITS.amounts * figures[whole].angka else _OF_RESULTS


def _is_share(figures: Sequence[ColumnFigures], whole: int, part: int, share: int) -> bool:
    """Whether one column is the second's share of the first in enough rows, of amounts in all but one, and the two are not the
    same figures throughout; nothing of nothing is no share."""
    common = [r for r in figures[share].nilai if figures[part].nilai.get(r) and figures[whole].nilai.get(r)]
    apart = any(figures[part].nilai[r] != figures[whole].nilai[r] for r in common)
    agree = figures[share].share_of(figures[part], figures[whole])
    all_but_one = _kind(figures, whole) == _OF_MONEY and len(common) > LIMITS.rows and agree * len(common) >= len(common) - 1
    return len(common) >= LIMITS.rows and apart and (agree >= LIMITS.agree or all_but_one)


def _settles(roles: Sequence[Column], figures: Sequence[ColumnFigures], places: tuple[int, int, int]) -> bool:
    """Whether two of the columns are open and those that are sure already say what the share says of them."""
    peran, measures = _kind(figures, places[0])
    columns = [roles[i] for i in places]
    if None not in (years := {k.tahun for k in columns[:2]}) and len(years) > 1:
        return False  # how a year's figure grew from that of another
    if sum(map(_is_open, columns)) <= 1 and not any(_is_open(k) and k.yakin < ROLE_SURE for k in columns):
        return False
    return all(_is_open(k) or (k.peran == peran and k.ukuran == m) for k, m in zip(columns, measures, strict=True))


@heuristic(first, changed)
def measured_by_their_sum(roles: list[Column], drafts: Sequence[ColumnDraft], figures: Sequence[ColumnFigures]) -> list[Column]:
    """Figures under months, `Januari | ... | Desember | Jumlah Realisasi`, have the measure of the column that they add up to row
    by row; where amounts add up to none they are a guess."""
    places = [k.index for k in roles if _is_bare_part(k, drafts[k.index])]
    if len(places) < LIMITS.parts:
        return roles
    parts = [figures[i] for i in places]
    whole = [k for k in roles if k.peran == roles[places[0]].peran and figures[k.index].adds_up(parts)]
    measures = {k.ukuran for k in whole if _is_whole(k)}
    found: Ukuran | None = measures.pop() if len(measures) == 1 else None
    if found is not None:
        return [replace(k, ukuran=found, yakin=max(k.yakin, PROVED)) if k.index in places else k for k in roles]
    return [k.at_most(GUESSED) if k.index in places and k.peran == "rupiah" and k.measures("pagu") else k for k in roles]


def _is_bare_part(k: Column, draft: ColumnDraft) -> bool:
    """Whether a column of figures says no more than the month or quarter that they are of."""
    return k.holds("nilai", "rupiah") and not k.persen and any(k.bagian) and says_nothing(draft)


def says_nothing(draft: ColumnDraft) -> bool:
    """Whether a heading says neither what is measured nor that it is money."""
    return draft.kolom.ukuran is None and not draft.uang_sendiri and not heading_says(draft.kolom.judul, "anggaran")


def _is_whole(k: Column) -> bool:
    return not k.persen and not any(k.bagian) and k.ukuran is not None and k.yakin >= ROLE_SURE


@heuristic(first, changed)
def of_balances(roles: list[Column], grid: TableGrid, first_row: int) -> list[Column]:
    """Amounts whose heading names no measure (`Nilai (Rp)`), beside balances (`Saldo per 31 Desember`), are of what is owned: no
    budgets. Abstains where another column is one of budgets or what came of them."""
    money = [k for k in roles if k.peran == "rupiah"]
    if any(not k.measures("pagu") or heading_says(k.judul, "anggaran") for k in money):
        return roles
    names = (cell.text for k in roles if k.peran in NAMES for cell in grid.begun_below(first_row, k.index))
    if not money or not any(map(is_balance, names)):
        return roles
    return [replace(k, peran="samping", ukuran=None) if k in money else k for k in roles]


@heuristic(first, changed)
def unparted(roles: list[Column], grid: TableGrid, first_row: int) -> list[Column]:
    """In a table whose columns no ruling parts, a cell that holds figure beside figure (`85 86 87`) shows that columns were not
    told apart, and so do names that end in figures: which heading belongs to which figures is a guess in all of it."""
    if grid.table.is_ruled:
        return roles
    places = [k.index for k in roles if k.holds("nilai", "rupiah", "samping", "lain")]
    texts = (cell.text for i in places for cell in grid.begun_below(first_row, i))
    several = any(_SEVERAL.fullmatch(line.strip()) for text in texts for line in text.split("\n"))
    if not several and not any(_ends_in_figures(grid, first_row, k.index) for k in roles if k.peran in NAMES):
        return roles
    return [k.at_most(DOUBTED) if k.holds("nilai", "rupiah") else k for k in roles]


def _ends_in_figures(grid: TableGrid, first_row: int, column: int) -> bool:
    """Do lines of so many names end in a figure with a sign?"""
    names = [cell.text for cell in grid.begun_below(first_row, column) if cell.text.strip()]
    ending = sum(any(_AT_END.search(line.strip()) for line in name.split("\n")) for name in names)
    return ending >= LIMITS.rows and ending >= LIMITS.in_names * len(names)


def sentences_before(indicator: Column, roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> Column | None:
    """The last column of sentences as what the amounts are for, where it stands left of the indicators."""
    sentences = [k for k in roles if k.peran == "lain" and figures[k.index].words()]
    if not sentences or sentences[-1].index > indicator.index:
        return None
    return replace(sentences[-1], peran="uraian", yakin=max(sentences[-1].yakin, ROLE_SURE))


def widest_words(roles: Sequence[Column], figures: Sequence[ColumnFigures], *, money: bool) -> Column | None:
    """The widest column of words as what amounts are for, or as indicators where it holds sentences or its heading says so."""
    words = [k for k in roles if k.peran == "lain" and figures[k.index].huruf > LIMITS.words]
    if not words and money:
        words = _places_or_times(roles, figures)
    words = words or _steps(roles, figures)
    best = max(words, key=lambda k: figures[k.index].huruf, default=None)
    if best is None:
        return None
    if money:
        return replace(best, peran="uraian", yakin=max(best.yakin, ROLE_SURE))
    if best.peran == "keterangan" or figures[best.index].huruf >= FIGURES.sentence or heading_says(best.judul, "ukuran"):
        return replace(best, peran="indikator", yakin=max(best.yakin, ROLE_SURE))
    return None


def _steps(roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """`Rencana Aksi` where nothing else names the rows: the steps themselves are counted, month by month."""
    steps = [k for k in roles if k.peran == "keterangan" and heading_says(k.judul, "langkah")]
    return [k for k in steps if figures[k.index].huruf > LIMITS.words]


def _places_or_times(roles: Sequence[Column], figures: Sequence[ColumnFigures]) -> list[Column]:
    """What else may say what amounts are for: their sources, who spends them, places of what was spent (places alone only tell
    where), the months or quarters in the first column."""
    spent = any(k.peran == "rupiah" and k.ukuran == "realisasi" for k in roles)
    naming: tuple[Peran, ...] = ("sumber_dana", "penanggung_jawab", *(("lokasi",) if spent else ()))
    words = [k for k in roles if k.holds(*naming) and figures[k.index].terisi]
    times = [k for k in roles[:1] if k.peran == "keterangan" and heading_says(k.judul, "waktu") and figures[0].terisi]
    return words or times


@heuristic(first, changed)
def measured_of_places(roles: list[Column], figures: Sequence[ColumnFigures], waktu: TableYears) -> list[Column]:
    """Figures under the names of regions, in a table that compares results of indicators (`Kab. Muara | Provinsi Timur |
    Nasional`): those of the only region of the lowest level are the results, wider ones stand beside them for comparison."""
    if not waktu.melaporkan or not any(k.peran == "indikator" for k in roles):
        return roles
    places = {k.index: region for k in roles if k.holds("lokasi", "lain") and (region := _region_over(k, figures[k.index]))}
    own = [i for i, region in places.items() if region.level != "Provinsi"] or list(places)
    wider = len(places) > 1 or any(k.ukuran == "standar" for k in roles)
    if len(own) != 1 or not wider:
        return roles
    return [
        replace(k, peran="nilai", ukuran="realisasi" if k.index in own else "standar", yakin=LIKELY) if k.index in places else k
        for k in roles
    ]


def _region_over(k: Column, figures: ColumnFigures) -> Wilayah | None:
    """The region whose name, and nothing else, heads a column of figures."""
    heading = " ".join(k.judul.split())
    found = find_wilayah(heading)
    alone = len(found) == 1 and found[0].end - found[0].start == len(heading)
    return found[0] if alone and figures.quantities() else None


@heuristic(first, changed)
def measured_of_agencies(roles: list[Column]) -> list[Column]:
    """In a table whose rows nothing but agencies name (`Perangkat Daerah | Nilai`) what is measured is a guess: it stands
    elsewhere, in its title or over its columns."""
    names = [k for k in roles if k.holds(*OF_FIGURES)]
    if not names or not all(heading_says(k.judul, "pelaku") and not heading_says(k.judul, "nama") for k in names):
        return roles
    return [k.at_most(GUESSED) if k.peran == "nilai" else k for k in roles]


@heuristic(first, changed)
def measured_of_statistics(roles: list[Column], drafts: Sequence[ColumnDraft], waktu: TableYears) -> list[Column]:
    """In a table without a title, whose rows nothing but `Uraian` names and whose figures stand under nothing but years, whether
    they are of indicators at all is a guess: so do statistics."""
    names = [k for k in roles if k.holds(*OF_FIGURES)]
    figures = [k for k in roles if k.peran == "nilai"]
    told = any(drafts[k.index].kolom.ukuran is not None or k.tahun is None for k in figures)
    if waktu.berjudul or told or not names or not all(heads_anything(k.judul) for k in names):
        return roles
    return [k.at_most(GUESSED) if k in figures else k for k in roles]
