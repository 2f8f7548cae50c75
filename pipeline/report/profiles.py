"""What the datasets say of each agency: indicators with target and realisasi by year, budget by program.

Several tables print the same figure (plan, agreement, report). One is shown: certain before doubtful, then the table
that measures, then the report of that very year; where certain ones differ, the figure is marked as disputed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from pipeline.datasets.stored import StoredDatasets
from pipeline.datasets.vocabulary import JenisTabel, Tingkat, Ukuran

_TABLE_ORDER: tuple[JenisTabel, ...] = (
    "pengukuran_kinerja", "perjanjian_kinerja", "rencana_strategis", "tujuan_sasaran", "rencana_kerja",
)  # fmt: skip
_LEVEL_ORDER: tuple[Tingkat, ...] = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
_SHOWN: tuple[Ukuran, ...] = ("target", "realisasi", "capaian")
_READ = pc.field("status") != "gagal"
MOST_DOCUMENTS = 2_000
"""No agency has so many; a heap of documents whose agency nobody knows may."""


@dataclass(frozen=True, slots=True)
class AgencyDocuments:
    """An agency and its documents: their id, name and own year. `nama` is None for documents whose agency is not known.

    `jumlah` is the number of all its documents; not more than `MOST_DOCUMENTS` of them are looked at.
    """

    nama: str | None
    wilayah: str | None
    jumlah: int
    dokumen: tuple[tuple[str, str, int | None], ...]

    @property
    def tahun(self) -> dict[str, int | None]:
        """Each document's own year by its id."""
        return {ident: year for ident, _, year in self.dokumen}


@dataclass(frozen=True, slots=True)
class Angka:
    """A figure shown, where it was read, and the other certain readings of it."""

    nilai: float
    ragu: bool
    dokumen_id: str
    halaman: int
    lain: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfilIndikator:
    """`tahun` maps a year to its figures by ukuran (`target`, `realisasi`, `capaian`)."""

    nama: str
    satuan: str | None
    tahun: Mapping[int, Mapping[str, Angka]]

    @property
    def measured(self) -> int:
        """Years with both target and realisasi."""
        return sum("target" in figures and "realisasi" in figures for figures in self.tahun.values())


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """A row of the budget tree: `dalam` is 0 at the highest level that its table prints. `realisasi` is None where none is."""

    kode: str | None
    uraian: str
    pagu: float
    realisasi: float | None
    ragu: bool
    dalam: int = 0


@dataclass(frozen=True, slots=True)
class ProfilAnggaran:
    """Pagu against realisasi of a year, all from one table of one document, in its order."""

    tahun: int | None
    dokumen_id: str
    halaman: int
    baris: tuple[BarisAnggaran, ...]
    total: BarisAnggaran | None


def agencies(stored: StoredDatasets, limit: int) -> tuple[list[AgencyDocuments], int]:
    """(the `limit` agencies with most documents, the number of all), by name and region.

    A document that names the agency but not the region goes with the only region known for that name, if there is one.
    """
    counts = stored.tally("dokumen", ["instansi", "wilayah"], _READ)
    regions: dict[str | None, set[str]] = defaultdict(set)
    for nama, wilayah in counts:
        if wilayah:
            regions[nama].add(wilayah)
    grouped: Counter[tuple[str | None, str | None]] = Counter()
    for (nama, wilayah), count in counts.items():
        known = regions[nama]
        grouped[nama, wilayah or (next(iter(known)) if nama and len(known) == 1 else None)] += count
    first = sorted(grouped.items(), key=lambda g: (g[0][0] is None, -g[1], g[0][0] or "", g[0][1] or ""))[:limit]
    return [_agency(stored, nama, wilayah, count, len(regions[nama]) == 1) for (nama, wilayah), count in first], len(grouped)


def _agency(stored: StoredDatasets, nama: str | None, wilayah: str | None, count: int, only: bool) -> AgencyDocuments:
    """`only`: documents of that name that print no region are of this one."""
    where = _READ & (pc.field("instansi").is_null() if nama is None else pc.field("instansi") == nama)
    region = pc.field("wilayah").is_null() if wilayah is None else pc.field("wilayah") == wilayah
    if wilayah is not None and nama is not None and only:
        region = region | pc.field("wilayah").is_null()
    rows = stored.first("dokumen", ["dokumen_id", "berkas", "tahun"], where & region, "berkas", MOST_DOCUMENTS)
    return AgencyDocuments(nama, wilayah, count, tuple((row["dokumen_id"], row["berkas"], row["tahun"]) for row in rows))


def indicators(stored: StoredDatasets, agency: AgencyDocuments) -> list[ProfilIndikator]:
    """The agency's indicators, those measured in most years first."""
    years = agency.tahun
    facts = stored.rows(
        "kinerja",
        [
            "indikator_id",
            "indikator",
            "tahun",
            "ukuran",
            "nilai",
            "satuan",
            "status_nilai",
            "jenis_tabel",
            "tingkat",
            "dokumen_id",
            "halaman",
            "tabel_id",
            "baris",
        ],
        pc.field("dokumen_id").isin(list(agency.tahun))
        & pc.field("ukuran").isin(list(_SHOWN))
        & pc.field("triwulan").is_null()
        & pc.field("bulan").is_null()
        & pc.field("tahun").is_valid()
        & pc.field("nilai").is_valid(),
    )
    if not facts:
        return []
    by_indicator: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        by_indicator[fact["indikator_id"] or fact["indikator"]].append(fact)
    names = {
        row["indikator_id"]: row
        for row in stored.rows("indikator", ["indikator_id", "nama", "satuan"], pc.field("indikator_id").isin(list(by_indicator)))
    }
    found = []
    for key, group in by_indicator.items():
        known = names.get(key)
        level = min(_rank(_LEVEL_ORDER, f["tingkat"]) for f in group)
        profile = ProfilIndikator(
            known["nama"] if known else Counter(f["indikator"] for f in group).most_common(1)[0][0],
            known["satuan"] if known else group[0]["satuan"],
            _by_year(group, years),
        )
        found.append((-profile.measured, level, -len(profile.tahun), profile.nama, profile))
    return [profile for *_, profile in sorted(found, key=lambda item: item[:4])]


def _by_year(facts: Sequence[Mapping[str, Any]], years: Mapping[str, int | None]) -> dict[int, dict[str, Angka]]:
    def preference(fact: Mapping[str, Any]) -> tuple[Any, ...]:
        own = years.get(fact["dokumen_id"])
        return (
            fact["status_nilai"] != "pasti",
            _rank(_TABLE_ORDER, fact["jenis_tabel"]),
            abs((own or 0) - fact["tahun"]),
            fact["tabel_id"],
            fact["baris"],
        )

    out: dict[int, dict[str, Angka]] = defaultdict(dict)
    places: dict[tuple[int, str], list[Mapping[str, Any]]] = defaultdict(list)
    for fact in facts:
        places[fact["tahun"], fact["ukuran"]].append(fact)
    for (tahun, ukuran), same in sorted(places.items()):
        best, *rest = sorted(same, key=preference)
        others = {f["nilai"] for f in rest if f["status_nilai"] == "pasti" and abs(f["nilai"] - best["nilai"]) > 1e-6}
        out[tahun][ukuran] = Angka(
            best["nilai"], best["status_nilai"] != "pasti", best["dokumen_id"], best["halaman"], tuple(sorted(others))
        )
    return dict(out)


def budgets(stored: StoredDatasets, agency: AgencyDocuments, limit: int) -> list[ProfilAnggaran]:
    """Pagu against realisasi of programs and what is below them, for the latest `limit` years that print both in one row.

    Where a table has no program rows, its activities stand at the top. Of several tables for a year the longest is taken.
    """
    facts = stored.rows(
        "anggaran",
        [
            "tabel_id",
            "baris",
            "tahun",
            "ukuran",
            "nilai",
            "kode",
            "uraian",
            "tingkat",
            "status_nilai",
            "dokumen_id",
            "halaman",
        ],
        pc.field("dokumen_id").isin(list(agency.tahun))
        & pc.field("ukuran").isin(["pagu", "realisasi"])
        & pc.field("triwulan").is_null()
        & pc.field("bulan").is_null()
        & pc.field("belanja").is_null()
        & pc.field("nilai").is_valid(),
    )
    rows: dict[tuple[str, int | None], dict[int, dict[str, dict[str, Any]]]] = defaultdict(lambda: defaultdict(dict))
    for fact in facts:
        rows[fact["tabel_id"], fact["tahun"]][fact["baris"]].setdefault(fact["ukuran"], fact)
    best: dict[int | None, ProfilAnggaran] = {}
    for (_, tahun), table in sorted(rows.items(), key=lambda item: item[0][0]):
        profile = _budget_table(tahun, [table[baris] for baris in sorted(table)])
        if profile and (tahun not in best or len(profile.baris) > len(best[tahun].baris)):
            best[tahun] = profile
    return sorted(best.values(), key=lambda p: -(p.tahun or 0))[:limit]


def _budget_table(tahun: int | None, rows: Sequence[Mapping[str, Mapping[str, Any]]]) -> ProfilAnggaran | None:
    with_pagu = [row for row in rows if "pagu" in row]
    measured = [row["pagu"] for row in with_pagu if "realisasi" in row]
    levels = sorted({row["pagu"]["tingkat"] for row in with_pagu} - {"total"}, key=lambda name: _rank(_LEVEL_ORDER, name))
    if not measured or not levels:
        return None
    shown = [_budget_row(row, levels) for row in with_pagu if row["pagu"]["tingkat"] != "total"]
    totals = [_budget_row(row, levels) for row in with_pagu if row["pagu"]["tingkat"] == "total" and "realisasi" in row]
    origin = measured[0]
    return ProfilAnggaran(tahun, origin["dokumen_id"], origin["halaman"], tuple(shown), totals[-1] if totals else None)


def _budget_row(figures: Mapping[str, Mapping[str, Any]], levels: Sequence[str | None]) -> BarisAnggaran:
    pagu, realisasi = figures["pagu"], figures.get("realisasi")
    return BarisAnggaran(
        pagu["kode"],
        pagu["uraian"],
        float(pagu["nilai"]),
        None if realisasi is None else float(realisasi["nilai"]),
        "ragu" in {f["status_nilai"] for f in (pagu, realisasi) if f is not None},
        levels.index(pagu["tingkat"]) if pagu["tingkat"] in levels else 0,
    )


def _rank(order: Sequence[str], name: str | None) -> int:
    return order.index(name) if name in order else len(order)
