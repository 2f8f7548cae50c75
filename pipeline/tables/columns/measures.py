"""Which measure the headings over a column of figures name: the nearest level that names one, by what its groups say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalizers.concepts import Measure
from normalizers.heading_words import HeadingReading
from normalizers.tahun import month_reached
from normalizers.wordings.column_words import heading_says, is_target_of_plan
from pipeline.datasets.vocabulary import Ukuran

DECEMBER = 12
_FINAL: frozenset[Measure] = frozenset({"akhir", "awal", "perkiraan", "kumulatif"})
_YEAR_WORDS = 3


def measure_of(leaf_first: Sequence[HeadingReading], this: int | None) -> tuple[Ukuran | None, bool]:
    """The measure of a path and whether it is only a `target renstra` (final only if its year says nothing else).

    `this` is the year that the table is of.
    """
    own: Ukuran | None = None
    group: Ukuran | None = None
    weak = False
    for depth, reading in enumerate(leaf_first):
        names = measures_in(reading)
        if not names:
            if reading.says("realisasi_uang") and own is None:
                own = "realisasi"
            continue
        whole = _told_at_once(names, reading, leaf_first)
        if whole is not None:
            return whole, False
        innermost = own is None and group is None
        first = _of_level(names[0], leaf_first[: depth + 1] if innermost else [reading], innermost, this)
        if innermost and of_a_plan(first, reading):
            weak = _no_end_told(reading)
            first = "akhir"
        if first in _FINAL:
            group = "perkiraan" if "perkiraan" in (group, first) else group or first
        own = own or first
    if group is None:
        own = _untold(leaf_first) if own is None else _of_the_last_year(own, leaf_first)
    return _of_groups(own, group, weak)


def _told_at_once(names: Sequence[Measure], reading: HeadingReading, leaf_first: Sequence[HeadingReading]) -> Ukuran | None:
    """The measure that one level tells whatever the others say: what is reached of a final target, a standard, a share of a
    target (`% thd Target`), which may be that of a plan."""
    if names[0] == "capaian" and reading.says("akhir"):
        return "capaian_akhir"
    if "standar" in names:
        return "standar"
    if not reading.says("terhadap") or "target" not in names:
        return None
    planned = any(map(_tells_a_plan, leaf_first))
    if names == ("target",) and reading.says("persen"):
        return "capaian_kumulatif" if planned else "capaian"
    return "capaian_kumulatif" if names[0] == "capaian" and planned else None


def says_both(leaf_first: Sequence[HeadingReading]) -> bool:
    """Whether only a group names the measure of a column, and more than one: `Target Realisasi` over `TW I`, two headings read as
    one."""
    told = next((names for reading in leaf_first if (names := measures_in(reading))), ())
    return not measures_in(leaf_first[0]) and {"target", "realisasi"} <= set(told)


def _untold(leaf_first: Sequence[HeadingReading]) -> Ukuran | None:
    """What figures are whose headings name no measure: `S/D Bulan Lalu | Bulan Ini | S/D Bulan Ini` is said of what was reached
    only, a volume of what is planned, a share of one (`% Volume`) of what was reached; what a change changes is planned (`K |
    Rp` under `Sebelum Perubahan`)."""
    if any(r.says("bulan_ini", "bulan_lalu") for r in leaf_first):
        return "realisasi"
    if leaf_first[0].says("volume") and leaf_first[0].says("persen"):
        return "capaian"
    if leaf_first[0].says("kinerja") and any(r.says("sebelum", "sesudah") for r in leaf_first):
        return "target"
    return "target" if any(r.says("volume") for r in leaf_first) else None


def _of_level(named: Measure, levels: Sequence[HeadingReading], innermost: bool, this: int | None) -> Ukuran:
    """What a measure that a level names is by the other words there: the last target, a sum up to a time.

    `levels` end with the one that names it; those before lie under it and name none: `Realisasi` over `s.d. Juni`.
    """
    if named == "target" and levels[-1].says("akhir"):
        return "akhir"
    if named == "maju":
        return "target"
    if named in ("realisasi", "kumulatif") and _within_the_year(levels, this):
        return "realisasi"
    if named == "kumulatif" and any(r.triwulan is not None for r in levels):
        return "realisasi"  # `Realisasi s.d. Triwulan` over `I`: of the year up to then, as printed
    if named == "realisasi" and innermost and any(r.says("sampai") for r in levels) and all(r.triwulan is None for r in levels):
        return "kumulatif"
    return named


def _within_the_year(levels: Sequence[HeadingReading], this: int | None) -> bool:
    """Whether `s.d. September` is of the year of the table up to then, and not a sum over years up to another."""
    month = any(month_reached(r.teks) for r in levels)
    longer = any(r.says("periode") or heading_says(r.teks, "berjalan") for r in levels)
    return month and not longer and {year for r in levels for year in r.tahun} <= {this}


def of_a_plan(named: Ukuran, reading: HeadingReading) -> bool:
    """Whether a level speaks of the target of a plan of several years."""
    return named == "akhir" or (
        named == "target" and (reading.says("periode") or is_target_of_plan(" ".join(reading.teks.split())))
    )


def _tells_a_plan(reading: HeadingReading) -> bool:
    """Whether a level is of a plan of several years: its target, its name, its years (`Renstra 2020-2024`)."""
    return reading.says("periode", "akhir") or reading.rentang is not None or is_target_of_plan(" ".join(reading.teks.split()))


def _of_the_last_year(own: Ukuran, leaf_first: Sequence[HeadingReading]) -> Ukuran:
    """A measure, a target of the last year of the plan that a group above is of as the final one: `Target 2024` under `Renstra
    2020-2024`."""
    years, ends = set(leaf_first[0].tahun), {r.rentang[1] for r in leaf_first[1:] if r.rentang is not None and r.says("periode")}
    return "akhir" if own == "target" and years and years == ends else own


def _no_end_told(reading: HeadingReading) -> bool:
    return reading.rentang is None and not heading_says(reading.teks, "akhir")


def _of_groups(own: Ukuran | None, group: Ukuran | None, weak: bool) -> tuple[Ukuran | None, bool]:
    """The measure of the leaf under that of its groups, and whether it is only weakly a final one."""
    if group in ("perkiraan", "kumulatif") and own == "capaian":
        return "capaian_kumulatif", False
    if group and own in (None, "target", "realisasi", "kumulatif", group):
        return ("realisasi_kumulatif" if group == "kumulatif" else group), weak
    if group in ("akhir", "awal") and own == "capaian":
        return group, weak
    return own, False


def measures_in(reading: HeadingReading) -> tuple[Measure, ...]:
    """The measures that one level names. `Hasil` is one alone or with a year only (`Hasil analisis` is none), and
    `Capaian Kinerja Program dan Kerangka Pendanaan` heads what a plan wants, not what was reached."""
    words = [n for n in reading.names("ukuran") if n != "volume"]
    letters = re.findall(r"[^\W\d_]+", reading.teks)
    alone = len(letters) <= 1
    of_a_year = bool(reading.tahun) and not reading.names("peran", "uang", "sampingan") and len(letters) <= _YEAR_WORDS
    result: Measure = "realisasi" if of_a_year else "capaian"
    names: list[Measure] = [result if n == "hasil" else n for n in words if alone or of_a_year or n != "hasil"]
    if names and names[0] == "capaian" and heading_says(reading.teks, "pendanaan"):
        names[0] = "target"
    return tuple(names)
