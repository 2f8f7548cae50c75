"""A heading path to a draft of its column, by grammar alone: the head of each level, the nearest level that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import SHARE, Limit
from extractors.layout.steps import heuristic
from normalizers.concepts import SPENDING, Aside, Concept, Group, Role
from normalizers.heading_words import HeadingReading
from normalizers.numbers.satuan import is_known, read_satuan
from normalizers.tahun import find_years, half_of_year, month_reached
from normalizers.wordings.column_words import (
    heading_says,
    holds_indicators_too,
    is_share_spent,
    is_spending,
    is_unit,
    joins_names,
    lists_levels,
    names_two_levels,
    says_percent,
)
from pipeline.datasets.vocabulary import Tingkat
from pipeline.tables.columns.column import ABOVE, DOUBTED, NAMING, ROLE_SURE, Column, ColumnDraft, TableYears
from pipeline.tables.columns.measures import DECEMBER, measure_of, measures_in, of_a_plan, says_both
from pipeline.tables.headings.heading import Heading, title_of


@dataclass(frozen=True, slots=True)
class Limits:
    known: Annotated[float, Limit("so many letters over a column of money are of known words", SHARE)] = 0.7
    captioned: Annotated[float, Limit("so sure is the year that a table's own caption names", SHARE)] = 1.0
    all_known: Annotated[float, Limit("of a heading that says all, so many letters are of known words", SHARE)] = 0.99


LIMITS = Limits()


_ALWAYS_ASIDE: frozenset[Aside] = frozenset({"sisa", "selisih", "tumbuh", "rata", "tertimbang", "kas", "hitungan"})
_SECOND = 2
_LEVEL_OF: dict[Role, Tingkat] = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub_kegiatan"}
_BESIDE_NAMES: tuple[Role, ...] = ("nomor", "kode", "satuan", "keterangan", "kategori")


@heuristic(lambda kepala, waktu: waktu)
def with_first_year(kepala: Heading, waktu: TableYears) -> TableYears:
    """Which year `Tahun ke-1` is: the period's first where it has as many years as the table counts. A period one year
    longer (2013-2018 for five years of plan) counts from its second year: a plan begins in the year of the elections and wants
    its first results in the next. Results by counted years are a guess, since they may be those of the plan before, unless
    the title of the table prints just so many years."""
    counted = [r.tahun_ke for path in kepala.jalur for r in path if r.tahun_ke]
    if not counted or not waktu.periode_awal or not waktu.periode_akhir:
        return waktu
    years = waktu.periode_akhir - waktu.periode_awal + 1
    reported = any(r.tahun_ke for path in kepala.jalur for r in path if any(q.says("realisasi", "realisasi_uang") for q in path))
    longer = years == max(counted) + 1
    first = waktu.periode_akhir - max(counted) + 1 if longer else waktu.periode_awal
    sure = (longer and not reported) or (years == max(counted) and (waktu.periode_judul or not reported))
    return replace(waktu, tahun_pertama=first, pertama_pasti=sure)


def with_evaluated_year(kepala: Heading, waktu: TableYears) -> TableYears:
    """Which year `n` is in a form that evaluates the year before it: the table is of that one (form E.81 of Permendagri 86/2017),
    and `Tahun Lalu (n-2)` is right before it."""
    evaluated = [reading for path in kepala.jalur for reading in path if _evaluated(reading)]
    if waktu.tahun is None or not evaluated:
        return waktu
    return replace(waktu, tahun_n=waktu.tahun - (evaluated[0].tahun_relatif or 0))


def _evaluated(reading: HeadingReading) -> bool:
    """Whether a heading is of the year that a form evaluates: `tahun berjalan (n-1) yang dievaluasi`; n is when that is done."""
    return reading.tahun_relatif is not None and reading.says("kini") and heading_says(reading.teks, "dievaluasi")


def from_path(index: int, path: Sequence[HeadingReading], waktu: TableYears, faktor: int) -> ColumnDraft:
    """What the headings over a column say of it, the top level first; `faktor` is the table's scale."""
    if not path:
        return ColumnDraft(Column(index=index, peran="lain", yakin=0.0))
    leaf_first = tuple(reversed(path))
    parent = title_of(path[:-1])
    base = _when_and_of_what(Column(index=index, peran="lain", judul=title_of(path)), leaf_first, waktu, faktor)
    role = _text_role(leaf_first)
    if role:
        named = replace(base, peran=role, tingkat=_level_of(role, leaf_first))
        return ColumnDraft(named, dari_induk=not leaf_first[0].names("peran"), induk=parent)
    draft = _of_figures(base, leaf_first, waktu.tahun, parent)
    leaf = leaf_first[0]
    unsaid = not (_says_something(draft, path) or (leaf.konsep and leaf.cakupan >= LIMITS.all_known))
    if unsaid or (draft.kolom.ukuran is None and (draft.uang or leaf.tahun) and leaf.cakupan < LIMITS.known):
        draft = replace(draft, kolom=draft.kolom.at_most(DOUBTED))  # `Tersedia (Rp)`, `Dicapai 2021`: what of it?
    return draft


def _when_and_of_what(base: Column, leaf_first: Sequence[HeadingReading], waktu: TableYears, faktor: int) -> Column:
    """A column with what any of its headings may tell: its year and part of it, scale, kind of spending, source of money."""
    year, printed = _year(leaf_first, waktu)
    return replace(
        base,
        yakin=min(r.yakin for r in leaf_first),
        tahun=year,
        tahun_tertulis=printed,
        triwulan=next((r.triwulan for r in leaf_first if r.triwulan), None),
        bulan=next((m for r in leaf_first if (m := _month(r))), None),
        faktor=next((r.faktor for r in leaf_first if r.faktor), faktor),
        belanja=next((s for r in leaf_first for s in SPENDING if r.says(s)), None),
        sumber_dana=_source(leaf_first),
    )


def _of_figures(base: Column, leaf_first: Sequence[HeadingReading], this: int | None, parent: str) -> ColumnDraft:
    """What headings say of a column that is none of words: its measure, whether it is money, before or after which change."""
    measure, weak = measure_of(leaf_first, this)
    change = next((r for r in leaf_first if r.says("sebelum", "sesudah")), None)
    leaf = leaf_first[0]
    part = _part_of_the_year(leaf_first)
    kolom = replace(base, ukuran=measure, persen=_is_percent(leaf_first), satuan=_unit(leaf_first))
    return ColumnDraft(
        kolom.at_most(DOUBTED) if part or says_both(leaf_first) else kolom,
        uang=_money(tuple(reversed(leaf_first))),
        uang_sendiri=base.sumber_dana is not None or _speaks_of_money(leaf),
        samping=_aside(leaf_first),
        akhir_lemah=weak,
        sebelum=change is not None and not change.says("sesudah"),
        sesudah=change is not None and not change.says("sebelum"),
        fisik=any(r.says("fisik") for r in leaf_first),
        maju=any(r.says("maju") for r in leaf_first),
        kontrak=any(r.says("kontrak") for r in leaf_first) and not heading_says(leaf.teks, "anggaran"),
        dari_n=next((r.tahun_relatif for r in leaf_first if r.tahun_relatif is not None), None),
        bertahun=any(r.says("periode") or (r.says("kini") and r.says("sampai", "kumulatif")) for r in leaf_first),
        sebagian=part,
        sampai=leaf.says("sampai", "kumulatif"),
        kini=any(r.says("kini") for r in leaf_first),
        induk=parent,
    )


def _part_of_the_year(leaf_first: Sequence[HeadingReading]) -> bool:
    """Whether figures are of the month alone or up to the one before, beside those `s/d bulan ini`, or of the second half of a
    year alone: not what the year reached."""
    so_far = any(r.says("sampai", "kumulatif") for r in leaf_first)
    parts = any(r.says("bulan_ini") or half_of_year(r.teks) == _SECOND for r in leaf_first)
    return any(r.says("bulan_lalu") for r in leaf_first) or (parts and not so_far)


def _says_something(draft: ColumnDraft, path: Sequence[HeadingReading]) -> bool:
    """Whether headings tell anything of what the figures are, or when."""
    k = draft.kolom
    of_what = k.ukuran or draft.uang or draft.samping or k.persen or draft.fisik or any(r.names("penanda") for r in path)
    return bool(of_what or k.tahun or any(k.bagian))


def _level_of(role: Role, leaf_first: Sequence[HeadingReading]) -> Tingkat | None:
    """The level that a heading speaks of: of one alone, or of packages of work."""
    if role in NAMING and heading_says(leaf_first[0].teks, "paket"):
        return "paket"
    return _LEVEL_OF.get(role) if _single_level(leaf_first) else None


def _head(reading: HeadingReading) -> tuple[Concept, Group] | None:
    """Name and group of the first concept with a meaning, signs such as `%` and `tahun ini` left aside."""
    for k in reading.konsep:
        if k.golongan not in ("isian", "penanda"):
            return k.nama, k.golongan
    return None


def _text_role(leaf_first: Sequence[HeadingReading]) -> Role | None:
    """The role of a column of words: the nearest level whose head is one; `Uraian` takes the role of the group above."""
    vague: Role | None = None
    if _is_part_of_code(leaf_first):
        return "kode"
    if _budget(leaf_first[0]):
        return None  # `Belanja Menurut DPA Sebelum Perubahan`
    for depth, reading in enumerate(leaf_first):
        if reading.bulan:
            return None  # `Bulan Sept`; `Bulan` alone heads words
        if depth and is_spending(reading.teks):
            return None
        head = _head(reading)
        if head is None:
            if reading.names("penanda") or reading.tahun or reading.triwulan or reading.tahun_ke:
                return None
            continue
        if head[0] == "volume" and depth == 0:
            return None
        if head[1] != "peran":
            return vague
        name = _two_at_once(reading, innermost=depth == 0) or reading.names("peran")[0]
        if name != "uraian":
            return _of_its_group(name, vague, leaf_first[0])
        vague = vague or name
    return vague


def _is_part_of_code(leaf_first: Sequence[HeadingReading]) -> bool:
    """`Kode` over `Urusan | Bidang | Program | Kegiatan`, or `U | B | P | K`."""
    leaf, *groups = leaf_first
    named = bool(leaf.names("peran")) or len(leaf.teks.strip()) == 1
    return named and any(reading.names("peran") == ("kode",) for reading in groups)


def _of_its_group(name: Role, vague: Role | None, leaf: HeadingReading) -> Role:
    """The role that a level names, where the leaf below it may have said no more than `Uraian`."""
    if vague == "uraian" and name == "sasaran" and heading_says(leaf.teks, "keluaran"):
        return "indikator"  # `Sasaran Kegiatan / Output Kegiatan`, its target beside it
    return vague if vague and name in _BESIDE_NAMES else name


def _two_at_once(reading: HeadingReading, *, innermost: bool) -> Role | None:
    """The role of a column whose heading names two: codes with what they are of, what is above indicators with these."""
    roles = reading.names("peran")
    named = any(n in NAMING for n in roles) and (joins_names(reading.teks) or roles == ("kode", "uraian"))
    if innermost and roles[0] == "kode" and named:
        return "program"  # `Kode dan Nama Program/Kegiatan`, `Kode Uraian`: each name with its code before it
    if roles[0] in ABOVE and lists_levels(reading.teks):
        return "program"  # `Tujuan / Sasaran / Program`: one name below the other
    if roles[0] in ("misi", *ABOVE, "keterangan") and reading.says("indikator") and holds_indicators_too(reading.teks):
        # `Sasaran Kegiatan / Indikator Kinerja`, `Upaya / Program / Indikator`: rows with figures are indicators
        return "indikator"
    return None


def _single_level(leaf_first: Sequence[HeadingReading]) -> bool:
    levels = {n for n in leaf_first[0].names("peran") if n in _LEVEL_OF}
    return len(levels) == 1 and not names_two_levels(" ".join(leaf_first[0].teks.split()))


def _month(reading: HeadingReading) -> int | None:
    """The month that a heading names, or at whose end it tells the state of things; the year's end is none."""
    reached = month_reached(reading.teks)
    return reading.bulan or (None if reached == DECEMBER else reached)


def _money(path: Sequence[HeadingReading]) -> bool | None:
    """Whether the figures are money by the heading: the leaf says so, else the nearest group whose head speaks of it."""
    for depth, reading in enumerate(reversed(path)):
        if depth == 0 and reading.faktor is not None:
            return True  # `Prakiraan Maju (Ribuan)`: only amounts have a scale
        if depth == 0 and _spending_alone(reading):
            return True  # `BL`, `Belanja Modal`
        if _share_of_budget(reading) or (depth and is_spending(reading.teks)):
            return True
        if reading.names("uang") or _budget(reading):
            return True if depth == 0 or _budget(reading) or _money_alone(reading) else None
        if reading.says("kinerja") or heading_says(reading.teks, "kinerja"):
            return False if depth == 0 or not any(r.names("uang") for r in path) else None
    return None


def _source(leaf_first: Sequence[HeadingReading]) -> str | None:
    """The source of money that a heading below one of money, or of its sources, names (`Pagu Indikatif` over `APBD | DAK |
    Hibah`), or one over columns of money (`Dana Desa (APBN)` over `Pagu | Realisasi | %`)."""
    leaf, *groups = leaf_first
    group = next((r for r in groups if r.says("sumber")), None)
    if group is not None and (leaf.names("uang", "ukuran") or says_percent(leaf.teks)):
        return " ".join(group.teks.split())
    if leaf.says("sebelum", "sesudah") or not any(r.names("uang") or r.says("sumber_dana") for r in leaf_first[1:]):
        return None
    return " ".join(leaf.teks.split()) if leaf.says("sumber") or heading_says(leaf.teks, "apb") else None


def _money_alone(reading: HeadingReading) -> bool:
    """Whether a group heading speaks of nothing but money: by its first word, right behind what it measures (`Rencana
    Pendanaan`), or since it has a scale."""
    meant = [k for k in reading.konsep if k.golongan not in ("isian", "penanda")]
    first = next(k for k in meant if k.golongan == "uang")
    alone = reading.faktor is not None and not reading.says("kinerja")
    return alone or meant[0] is first or ([meant[0], first] == meant and meant[0].akhir == first.awal)


def _speaks_of_money(leaf: HeadingReading) -> bool:
    """Whether the heading right above the figures says that they are money, whatever its group says."""
    return bool(leaf.names("uang")) or _budget(leaf) or leaf.faktor is not None or _spending_alone(leaf)


def _spending_alone(reading: HeadingReading) -> bool:
    """Whether a heading says which kind of spending, and nothing else."""
    known = reading.cakupan >= ROLE_SURE  # `Modal Usaha` is no spending
    return known and reading.says(*SPENDING) and all(k.golongan == "isian" or k.nama in SPENDING for k in reading.konsep)


def _share_of_budget(reading: HeadingReading) -> bool:
    """Whether a heading speaks of what was spent over what was budgeted: `Rasio antara Realisasi dan Anggaran Tahun ke-` (form
    T-C.24 of Permendagri 86/2017)."""
    return is_share_spent(reading.teks)


def _budget(reading: HeadingReading) -> bool:
    """Whether a phrase that says before or after which change also says of what: `Anggaran Setelah Perubahan`."""
    return reading.says("sebelum", "sesudah") and heading_says(reading.teks, "anggaran")


def _aside(leaf_first: Sequence[HeadingReading]) -> bool:
    """Whether the figures are no facts of ours: growth, remainder, weight, another region's figure."""
    measured = False
    for reading in leaf_first:
        names = reading.names("sampingan")
        head = _head(reading)
        aside = names and ((head and head[1] == "sampingan") or reading.says("banding", "sisa", "tertimbang"))
        if aside and (reading.says(*_ALWAYS_ASIDE) or not measured):
            return True
        measured = measured or any(name != "volume" for name in reading.names("ukuran"))  # the volume of a costing is none
        if reading is leaf_first[0] and reading.says("terhadap") and (reading.says("lalu") or len(set(reading.tahun)) == 2):
            return True
    return False


def _is_percent(leaf_first: Sequence[HeadingReading]) -> bool:
    leaf = leaf_first[0]
    if any(_share_of_budget(reading) for reading in leaf_first):
        return True
    return leaf.says("persen") or says_percent(leaf.teks)


def _unit(leaf_first: Sequence[HeadingReading]) -> str | None:
    """The unit in brackets behind a heading, else a known one behind that of its group: `Capaian Kinerja (%)` over `Target`, not
    `Kepala Dinas (Eselon II)`; percent where it stands alone below a group (`Target` over `%`) or without brackets
    (`Realisasi %` over years)."""
    if len(leaf_first) > 1 and leaf_first[0].names() == ("persen",) and leaf_first[0].cakupan >= LIMITS.all_known:
        return "%"
    for reading in leaf_first:
        if reading.names("ukuran") and reading.teks.rstrip().endswith("%"):
            return "%"
        found = re.search(r"\(\s*([^()]{1,20})\s*\)\s*$", reading.teks.strip())
        text = found.group(1).strip() if found else ""
        a_unit = re.fullmatch(r"%|[A-Za-z][A-Za-z /]{2,}", text) and is_unit(text)
        if reading.tahun_relatif is None and a_unit and (reading is leaf_first[0] or is_known(read_satuan(text))):
            return text
    return None


def _misdated(reading: HeadingReading, waktu: TableYears) -> bool:
    """Whether a heading is a day of another year than the one the caption names, which no heading is of: one of the two is
    mistyped."""
    days = [y for y in find_years(reading.teks) if y.kind == "tanggal"]
    return bool(days) and waktu.yakin >= LIMITS.captioned and waktu.tahun not in (None, *reading.tahun, *waktu.tercetak)


def _year(leaf_first: Sequence[HeadingReading], waktu: TableYears) -> tuple[int | None, bool]:
    """The year of a path and whether it is printed there (or counted from a printed period)."""
    for reading in leaf_first:
        if len(set(reading.tahun)) == 1:
            return (waktu.tahun, False) if _misdated(reading, waktu) else (reading.tahun[0], True)
        if reading.tahun_ke and waktu.tahun_pertama:
            return waktu.tahun_pertama + reading.tahun_ke - 1, waktu.pertama_pasti
        if _evaluated(reading):
            return waktu.tahun, False
        if reading.tahun_relatif is not None and waktu.n:
            return waktu.n + reading.tahun_relatif, waktu.yakin >= ROLE_SURE
        if reading.says("lalu") and waktu.tahun:
            return waktu.tahun - 1, waktu.yakin >= ROLE_SURE
        if len(set(reading.tahun)) == 2 and reading is leaf_first[0] and not reading.says("sampai"):
            return reading.tahun[-1], False
        if reading.rentang and measures_in(reading)[:1] == ("target",) and of_a_plan("target", reading):
            return reading.rentang[1], True
    return None, False
