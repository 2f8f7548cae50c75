"""A body row of a table: its code and level, the tujuan and sasaran it stands under, what its amounts are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.nomenklatur import Versi
from pipeline.datasets.vocabulary import Tingkat, Ukuran
from pipeline.tables.columns.column import NAMING, Column
from pipeline.tables.rows.marks import Mark


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. `nama` maps the index of a naming column to this row's name there; `sambung` marks a row that has no
    name of its own and continues the activity above; `kode_cetak` is the row's own code as printed where it had to be mended,
    `kode_teks` the same of the code that holds for it, its own or the one above; `kode_hilang`: it prints one that cannot be
    read, or goes on from such a one. `ukuran`, `tahun`, `satuan`: the measure, the year and the unit of all its figures, where a
    table tells them by rows.
    `rekening` is its account code. `tanda`: the row is marked as a sasaran or as an indikator (`IKK 1.1`), whose own amounts are
    of no level.
    """

    indeks: int
    kode: str | None = None
    versi_kode: Versi | None = None
    tingkat: Tingkat | None = None
    tujuan: str | None = None
    sasaran: str | None = None
    nama: tuple[tuple[int, str], ...] = ()
    sambung: bool = False
    total: bool = False
    rata: bool = False
    kode_cetak: str | None = None
    kode_ragu: bool = False
    kode_hilang: bool = False
    kode_teks: str | None = None
    ukuran: Ukuran | None = None
    tahun: int | None = None
    satuan: str | None = None
    rekening: str | None = None
    tanda: Mark | None = None

    def name_for(self, columns: Sequence[Column], index: int) -> str | None:
        """The name that a figure in column `index` belongs to: the deepest level named in the block of naming columns
        nearest on its left, else any. Figures between two columns of names part blocks."""
        known = dict(self.nama)
        blocks: list[list[int]] = []
        for k in columns:
            if k.peran in NAMING:
                between = columns[blocks[-1][-1] + 1 : k.index] if blocks else ()
                if blocks and len(between) <= 1 and not any(other.holds("nilai", "rupiah") for other in between):
                    blocks[-1].append(k.index)
                else:
                    blocks.append([k.index])
        left = [b for b in blocks if b[0] < index]
        for block in (*reversed(left), *blocks):
            named = [known[c] for c in block if c in known]
            if named:
                return named[-1]
        return None
