"""What is known of a column and of the years its table leans on: the values that pass between the readers of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from normalizers.concepts import Role
from normalizers.wordings.column_words import heading_says
from normalizers.wordings.fact_words import spending_of
from pipeline.datasets.vocabulary import Belanja, Naming, Peran, Tingkat, Ukuran

TEKS: tuple[Role, ...] = get_args(Role)
NAMING: tuple[Naming, ...] = get_args(Naming)
"""What an amount is for, the widest first."""
ABOVE: tuple[Role, ...] = ("tujuan", "sasaran")
"""What several rows stand under, the widest first: a name there holds for the rows below as well."""
OF_FIGURES: tuple[Role, ...] = ("indikator", *NAMING)
"""What a figure is printed for, be it a measure or an amount."""
NAMES: tuple[Role, ...] = (*ABOVE, *OF_FIGURES)
"""All that say what a row is about."""
ROLE_SURE = 0.8
"""Below, the meaning of a column or its year is a guess."""
PROVED, LIKELY, PARTLY, GUESSED, DOUBTED = 0.9, 0.85, 0.7, 0.6, 0.5
"""How sure a meaning is at most: its figures prove it; they or the words around speak for it; only half of the heading does;
nothing else is left to take it for; something speaks against it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    `ukuran` is as in the datasets (for `rupiah` as in `anggaran`); `tahun` None where the heading prints none; `faktor`
    multiplies amounts to full rupiah; `satuan` is a unit printed in the heading; `tingkat` the level that the heading of a naming
    column speaks of; `sumber_dana` the source of money that the heading names below `Pagu`; `yakin` 0-1, below 0.8 where the role
    is only guessed.
    """

    index: int
    peran: Peran
    ukuran: Ukuran | None = None
    tahun: int | None = None
    triwulan: int | None = None
    bulan: int | None = None
    faktor: int = 1
    satuan: str | None = None
    belanja: Belanja | None = None
    yakin: float = 1.0
    persen: bool = False
    tingkat: Tingkat | None = None
    judul: str = ""
    tahun_tertulis: bool = False
    sumber_dana: str | None = None
    penama: int | None = None
    """The column that names its figures, where a table has several of them side by side."""
    predikat: int | None = None
    """The column behind it that holds the grades of its figures: `Nilai | Predikat`."""
    per_triwulan: bool = False
    """Whether its cells are quarters and nothing else, whatever heads it."""

    @property
    def kelompok_belanja(self) -> str | None:
        """The kind of spending that the group over it is, as printed: `Belanja Langsung` over `Pagu | Realisasi | %`."""
        group = self.judul.rpartition(" / ")[0]
        return group if self.peran == "rupiah" and spending_of(group) else None

    @property
    def anggaran_tercetak(self) -> bool:
        """Whether it holds amounts that its heading calls a budget: `Pagu`, `Anggaran (Rp)`."""
        return self.peran == "rupiah" and self.ukuran == "pagu" and heading_says(self.judul, "anggaran")

    @property
    def holds_amounts(self) -> bool:
        """Whether it holds amounts, not shares of them."""
        return self.peran == "rupiah" and not self.persen

    def holds(self, *peran: Peran) -> bool:
        """Whether its role is one of these."""
        return self.peran in peran

    def measures(self, *ukuran: Ukuran) -> bool:
        """Whether its measure is one of these."""
        return self.ukuran in ukuran

    @property
    def tells_quarters(self) -> bool:
        """Whether it tells the quarter of each row: `Triwulan` over `I`, `II`."""
        return self.peran == "lain" and (self.per_triwulan or heading_says(self.judul, "triwulan"))

    def at_most(self, yakin: float) -> Column:
        """The column as one whose meaning is no surer than this."""
        return replace(self, yakin=min(self.yakin, yakin))

    @property
    def bagian(self) -> tuple[int | None, int | None]:
        """Which quarter and month of its year its values are of."""
        return self.triwulan, self.bulan

    @property
    def saat(self) -> int | str | None:
        """The same in one word, as ids hold it."""
        return self.triwulan if self.bulan is None else f"bulan {self.bulan}"

    @property
    def kanonik(self) -> str:
        """Short form for `tabel.kolom_kanonik`: `target 2023`, `pagu 2022`, `sasaran`, `realisasi 2021 tw2`."""
        words: list[str] = [self.ukuran or self.peran]
        if self.tahun:
            words.append(str(self.tahun))
        if self.triwulan:
            words.append(f"tw{self.triwulan}")
        if self.bulan:
            words.append(f"bln{self.bulan}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class TableYears:
    """Years that a table's headings lean on: its own year (`yakin` 0-1), and the plan's period. `melaporkan`: whether the
    words around the table speak of what was reached (True) or what is planned (False). `tahun_pertama` is the year that the
    table's `Tahun ke-1` means, sure where `pertama_pasti`; `periode_judul`: its own title prints the period, which is not that of
    the document's plan. `bulan`: the month before December at whose end it tells the state. `rencana_akhir`: the last year of
    the plan that the document names, which is none itself. `dokumen`: the year of the document, whatever the table says.
    `judul_belanja`: the table's own title is one of what was spent, `judul_capaian`: of achievements in percent. `tahun_n`: the
    year of `n` where it is not the table's.
    `anggaran`: the document is the budget of one year (DPA). `berjudul`: the table has a title of its own.
    `tercetak`: the years that its headings print; `mulai`: the first year of the document's own plan."""

    tahun: int | None = None
    yakin: float = 0.0
    periode_awal: int | None = None
    periode_akhir: int | None = None
    melaporkan: bool | None = None
    tahun_pertama: int | None = None
    pertama_pasti: bool = False
    periode_judul: bool = False
    bulan: int | None = None
    rencana_akhir: int | None = None
    dokumen: int | None = None
    judul_belanja: bool = False
    judul_capaian: bool = False
    tahun_n: int | None = None
    tercetak: frozenset[int] = frozenset()
    mulai: int | None = None
    anggaran: bool = False
    berjudul: bool = True

    @property
    def lampau(self) -> bool:
        """Whether all years that its headings print were over before the document's plan began."""
        return self.mulai is not None and bool(self.tercetak) and max(self.tercetak) < self.mulai

    @property
    def n(self) -> int | None:
        """The year that headings count from: `n-2`."""
        return self.tahun_n or self.tahun


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """What a heading path says before the figures are heard. `uang`: True, False, or None where it leaves it open;
    `uang_sendiri`: the leaf itself says so, not only a group above it; `bertahun`: a heading speaks of several
    years, those of a plan or all up to the running one; `dari_n`: how many years it lies from the table's own (`N+1`);
    `dari_induk`: that it holds words, only a group says; `sebagian`: of one month alone, or up to the month before; `sampai`:
    its leaf says `s.d.`; `kini`: of the running year."""

    kolom: Column
    uang: bool | None = None
    uang_sendiri: bool = False
    samping: bool = False
    akhir_lemah: bool = False
    sebelum: bool = False
    sesudah: bool = False
    fisik: bool = False
    maju: bool = False
    kontrak: bool = False
    bertahun: bool = False
    dari_n: int | None = None
    dari_induk: bool = False
    sebagian: bool = False
    sampai: bool = False
    kini: bool = False
    induk: str = ""

    @property
    def daun(self) -> str:
        """The lowest level of its heading, without the groups above."""
        return self.kolom.judul.removeprefix(self.induk).strip(" /")


def further_names(columns: Sequence[Column]) -> int | None:
    """The one column between those of names and the first indicator or figure whose heading is unknown (`Judul Lama`)."""
    naming = max((k.index for k in columns if k.peran in NAMING), default=None)
    if naming is None:
        return None
    first = min((k.index for k in columns if k.index > naming and k.holds(*OF_FIGURES, "nilai", "rupiah")), default=naming)
    between = [k.index for k in columns if naming < k.index < first and k.peran == "lain"]
    return between[0] if len(between) == 1 else None
