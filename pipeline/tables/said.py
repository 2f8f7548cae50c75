"""What people said of a table and its columns, found again by its anchor: page and place on it, and what is printed there.

A decision about one table holds where that place still lies in it and the same text still stands there; one that reaches
further wherever the same text heads a column or a table. Anything else is not near enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from extractors.model import BBox, Cell, Table
from normalizers.text import fold
from pipeline.datasets.ids import stable_id
from pipeline.datasets.vocabulary import JenisTabel, Peran, Ukuran
from pipeline.keputusan.decision import Jawaban, Jenis, Keputusan, Kunci, year_meant
from pipeline.tables.columns.column import Column, TableYears

_MEASURES: tuple[Ukuran, ...] = get_args(Ukuran)
_KINDS: tuple[JenisTabel, ...] = get_args(JenisTabel)
_ROLES: tuple[Peran, ...] = get_args(Peran)
HEADING_ROWS = 10
"""A heading is known again by what no more of its rows print."""
_SAME_EDGE = 3.0
"""Points: without a heading only the place tells a column, and then both its edges have to be where they were."""
_OF_MONEY: frozenset[Ukuran] = frozenset({"pagu", "pagu_awal", "persen_realisasi", "persen_fisik", "prakiraan_maju", "kontrak"})
_SHARES: frozenset[Ukuran] = frozenset({"persen_realisasi", "persen_fisik", "capaian"})


@dataclass(frozen=True, slots=True)
class Said:
    """The decisions that can touch a document, the widest first, and the year of the document, which answers may lean on."""

    keputusan: tuple[Keputusan, ...] = ()
    tahun: int | None = None

    def of(self, kind: Jenis) -> Iterator[Keputusan]:
        """Those of a kind."""
        return (one for one in self.keputusan if one.jenis == kind)

    def year(self, says: Jawaban) -> int | None:
        """The year that an answer means."""
        return year_meant(says["tahun"], self.tahun) if "tahun" in says else None


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class TableSaid:
    """The decisions that hold for one table: about it as a whole, and about each of its columns, the widest first; `baris`
    and `nilai` are those about rows and values on its pages."""

    tabel: tuple[Keputusan, ...] = ()
    kolom: Mapping[int, Sequence[Keputusan]] = field(default_factory=dict)
    baris: tuple[Keputusan, ...] = ()
    nilai: tuple[Keputusan, ...] = ()

    def last(self, key: Kunci) -> str | None:
        """What the narrowest decision about the table says of something."""
        return next((one.says[key] for one in reversed(self.tabel) if key in one.says), None)

    def __bool__(self) -> bool:
        return bool(self.tabel or self.kolom or self.baris or self.nilai)

    @property
    def kind(self) -> JenisTabel | None:
        """The kind that people said it is of."""
        told = self.last("jenis")
        return next((kind for kind in _KINDS if kind == told), None)

    @property
    def ids(self) -> frozenset[str]:
        """The decisions that were found to hold here."""
        return frozenset(one.id for group in (self.tabel, *self.kolom.values()) for one in group)


NO_TABLE_SAID = TableSaid()


def first_row(table: Table) -> str:
    """What the first row of a table prints, by which it is known again."""
    filled = [cell for cell in table.cells if cell.text.strip()]
    row = min((cell.row for cell in filled), default=0)
    top = sorted((cell for cell in filled if cell.row == row), key=lambda cell: cell.column)
    return " / ".join(" ".join(cell.text.split()) for cell in top)


def heading_print(printed: Mapping[tuple[int, int], str], rows: int) -> str:
    """What so many rows of a table print (all that it prints, by row and column), in few letters."""
    top = max(1, min(rows, HEADING_ROWS))
    return stable_id(*(_squeezed(text) for (row, _), text in sorted(printed.items()) if row < top and text.strip()))


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def about_table(said: Said, table: Table) -> tuple[Keputusan, ...]:
    """The decisions about a table as a whole, the widest first."""
    found = [one for one in said.of("tabel") if one.teks and fold(one.teks) == fold(first_row(table)) and _heads(one, table)]
    return tuple(one for one in found if one.lingkup != "tabel" or _inside(one, _part_on(table, one.halaman)))


def _heads(one: Keputusan, table: Table) -> bool:
    """Whether the rows that people said are a heading print here what they printed there: tables that begin alike may have
    headings of other heights, and no row of a body is taken for one."""
    told = one.says.get("baris_kepala") if one.rujukan else None
    return told is None or one.rujukan == heading_print({(c.row, c.column): c.text for c in table.cells}, int(told))


def about_columns(said: Said, table: Table, titles: Sequence[str]) -> dict[int, list[Keputusan]]:
    """The decisions about each column, the widest first; `titles` are what heads them."""
    out: dict[int, list[Keputusan]] = {}
    for one in said.of("kolom"):
        for index, title in enumerate(titles):
            same = fold(one.teks) == fold(title)
            if same and (_is_column(one, table, index) if one.lingkup == "tabel" else bool(fold(title))):
                out.setdefault(index, []).append(one)
    return out


def _part_on(table: Table, page: int | None) -> BBox | None:
    boxes = [cell.bbox for cell in table.cells if cell.page == page]
    return _around(boxes)


def _around(boxes: Iterable[BBox]) -> BBox | None:
    found: BBox | None = None
    for box in boxes:
        found = box if found is None else found.union(box)
    return found


def _inside(one: Keputusan, box: BBox | None) -> bool:
    """Whether the middle of an anchor lies in a box."""
    if one.kotak is None or box is None:
        return False
    own = BBox(*one.kotak)
    return box.x0 <= own.cx <= box.x1 and box.y0 <= own.cy <= box.y1


def stands_in(one: Keputusan, cell: Cell) -> bool:
    """Whether the middle of an anchor lies in a cell."""
    return one.halaman == cell.page and _inside(one, cell.bbox)


def on_pages(said: Said, kind: Jenis, table: Table) -> tuple[Keputusan, ...]:
    """The decisions of a kind about places on the pages of a table."""
    return tuple(one for one in said.of(kind) if one.halaman and table.first_page <= one.halaman <= table.last_page)


def printed(text: str) -> str:
    """What is printed, white space aside."""
    return "".join(text.split())


def is_of_money(measure: Ukuran, role: str | None) -> bool:
    """Whether values of a measure, in a column of a role, are of the budget."""
    return measure in _OF_MONEY or role == "rupiah"


def beside_row(one: Keputusan, cell: Cell) -> bool:
    """Whether an anchor lies on the height of a cell."""
    middle = BBox(*one.kotak).cy if one.kotak else None
    return middle is not None and one.halaman == cell.page and cell.bbox.y0 <= middle <= cell.bbox.y1


def _is_column(one: Keputusan, table: Table, index: int) -> bool:
    """Whether an anchor lies in a cell of this column; of one without a heading, in a cell with the same edges."""
    own = [cell for cell in table.cells if cell.column == index and stands_in(one, cell)]
    if not own or one.kotak is None:
        return False
    box, (x0, _, x1, _) = own[0].bbox, one.kotak
    return bool(fold(one.teks)) or (abs(box.x0 - x0) <= _SAME_EDGE and abs(box.x1 - x1) <= _SAME_EDGE)


def said_years(own: TableSaid, said: Said, waktu: TableYears) -> TableYears:
    """The years that a table leans on, its own as people told it."""
    told = own.last("tahun")
    year = year_meant(told, said.tahun) if told else None
    return waktu if year is None else replace(waktu, tahun=year, yakin=1.0)


def as_said(k: Column, decisions: Iterable[Keputusan], said: Said) -> Column:
    """A column as people told it to be."""
    for one in decisions:
        k = _as_one_says(k, one.says, said)
    return k


def _as_one_says(k: Column, says: Jawaban, said: Said) -> Column:
    measure = next((word for word in _MEASURES if word == says.get("ukuran")), None)
    role = next((word for word in _ROLES if word == says.get("peran")), None)
    if measure is not None:
        money = is_of_money(measure, role or k.peran)
        share = measure in _SHARES
        k = replace(k, peran="rupiah" if money else "nilai", ukuran=measure, persen=share, faktor=1 if share else k.faktor)
    elif role is not None:
        k = replace(k, peran=role, ukuran=None)
    year = said.year(says)
    if year is not None:
        k = replace(k, tahun=year, tahun_tertulis=True)
    return replace(k, satuan=says.get("satuan", k.satuan), yakin=1.0 if measure or role else k.yakin)
