"""Checks of performance figures: capaian against target and realisasi, targets against each other and against the
plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from normalizers.numbers.shares import achievements, agrees
from normalizers.text import fold
from normalizers.wordings.indikator import rumuskan
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.records import Dokumen, Kinerja, Tabel, Temuan
from pipeline.datasets.vocabulary import JenisTabel, Ukuran
from pipeline.findings.contradictions import contradiction, decimals, pages, printed, sure
from pipeline.findings.numerals import angka

_CAPS = (100.0, 110.0, 120.0, 125.0, 150.0, 200.0)
"""Ceilings that scales of achievement set to what counts."""
_MULTI_YEAR = 3
"""A table with targets of so many years is a plan, whatever it is called."""
_COMPARED: tuple[Ukuran, ...] = ("target", "realisasi", "capaian")
_REPORT_TABLES: tuple[JenisTabel, ...] = (
    "perjanjian_kinerja", "pengukuran_kinerja", "tujuan_sasaran", "indikator_kinerja_utama",
)  # fmt: skip


# ---------------------------------------------------------------- capaian_salah
def capaian_salah(kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """The printed achievement is not what its row's target and realisasi give, by none of the formulas in use."""
    rows: dict[tuple[object, ...], dict[Ukuran, list[Kinerja]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[str, Counter[float]] = defaultdict(Counter)
    for f in kinerja:
        rows[f.tabel_id, f.baris, f.indikator, f.tahun, f.bagian][f.ukuran].append(f)
        if f.ukuran == "capaian" and f.nilai is not None:
            shown[f.tabel_id][f.nilai] += 1
    for row in rows.values():
        found = [row.get(u, []) for u in _COMPARED]
        if all(len(facts) == 1 for facts in found):
            target, realisasi, capaian = (facts[0] for facts in found)
            repeated = {v for v, n in shown[capaian.tabel_id].items() if n > 1}
            finding = _wrong_share(target, realisasi, capaian, repeated)
            if finding:
                yield finding


def _wrong_share(target: Kinerja, realisasi: Kinerja, capaian: Kinerja, repeated: set[float]) -> Temuan | None:
    facts = (target, realisasi, capaian)
    t, r, c = (f.nilai for f in facts)
    if not sure(facts) or t is None or r is None or c is None or t == 0:
        return None
    if target.satuan and realisasi.satuan and target.satuan != realisasi.satuan:
        return None
    should = achievements(r, t)
    if any(agrees(c, value, decimals(capaian), _spread(target, realisasi)) for value in should.values()):
        return None
    # A scale may cap what counts (100, or one ceiling for the whole table), and count a fall below zero as nothing.
    if any(value >= c for value in should.values()) and (c in _CAPS or (c in repeated and c >= min(_CAPS))):
        return None
    if c == 0 and min(should.values()) < 0:
        return None
    up, down = angka(should["naik"], 2), angka(should["turun"], 2)
    message = (
        f'Capaian "{capaian.indikator}" tahun {capaian.tahun} tercetak {angka(c)}% ({pages([capaian])}), '
        f"padahal realisasi {printed(realisasi)} dari target {printed(target)} adalah {up}% "
        f"(atau {down}% bila makin kecil makin baik). Periksa ketiga angka itu."
    )
    return contradiction(
        "capaian_salah",
        "galat",
        message,
        capaian,
        facts,
        indikator=capaian.indikator,
        indikator_id=capaian.indikator_id,
        kode=capaian.kode,
        tahun=capaian.tahun,
        target=t,
        realisasi=r,
        capaian_tercetak=c,
        capaian_hitung=round(should["naik"], 4),
        capaian_hitung_terbalik=round(should["turun"], 4),
    )


def _spread(target: Kinerja, realisasi: Kinerja) -> float:
    """How far, relatively, an exact share may be from that of the printed operands: they were rounded before.

    Half a unit of the last printed place of each. Counts (`Jumlah ...`) without decimals are exact.
    """
    counted = rumuskan(target.indikator).ukuran == "jumlah"
    spread = 0.0
    for f in (target, realisasi):
        places = decimals(f)
        if f.nilai and not (counted and places == 0):
            spread += 0.5 * 10**-places / abs(f.nilai)
    return spread


# ---------------------------------------------------------------- targets
class _About(NamedTuple):
    """What a target is for: two targets about the same thing should be the same."""

    indikator: str
    kode: str | None
    tingkat: str | None
    tahun: int
    bagian: tuple[int | None, int | None]


def _about(fact: Kinerja, tahun: int) -> _About:
    level = "sasaran" if fact.tingkat == "tujuan" else fact.tingkat
    return _About(fact.indikator_id or rumuskan(fact.indikator).kunci, fact.kode, level, tahun, fact.bagian)


def _targets(kinerja: Sequence[Kinerja]) -> Iterator[tuple[_About, Kinerja]]:
    for f in kinerja:
        if f.ukuran == "target" and f.tahun is not None and sure([f]):
            yield _about(f, f.tahun), f


def _plans(dokumen: Mapping[str, Dokumen], kinerja: Sequence[Kinerja]) -> frozenset[str]:
    """The tables that plan several years: by kind, or by the years they hold."""
    years: dict[str, set[int]] = defaultdict(set)
    out = set()
    for f in kinerja:
        if f.ukuran == "target" and f.tahun is not None:
            years[f.tabel_id].add(f.tahun)
        planned = f.jenis_tabel == "tujuan_sasaran" and dokumen[f.dokumen_id].jenis == "Renstra"
        if f.jenis_tabel == "rencana_strategis" or planned:
            out.add(f.tabel_id)
    return frozenset(out | {t for t, seen in years.items() if len(seen) >= _MULTI_YEAR})


def _same(a: Kinerja, b: Kinerja) -> bool:
    """The same value but for decimals that one of them does not print; whole numbers have to be equal."""
    x, y = a.nilai, b.nilai
    if x is None or y is None:
        return False
    places = min(decimals(a), decimals(b))
    return abs(x - y) <= (0.5 * 10**-places + 1e-9 if places else 1e-9)


def _comparable(a: Kinerja, b: Kinerja) -> bool:
    return not a.satuan or not b.satuan or a.satuan == b.satuan


def _one_a_table(facts: Sequence[Kinerja]) -> list[Kinerja]:
    """One fact for each table that prints one value; a table that prints several is about several things."""
    by_table: dict[str, list[Kinerja]] = defaultdict(list)
    for f in facts:
        by_table[f.tabel_id].append(f)
    return [own[0] for own in by_table.values() if all(_same(own[0], f) for f in own)]


def target_beda(dokumen: Mapping[str, Dokumen], tabel: Mapping[str, Tabel], kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """Two tables of a document give one indicator different targets for a year.

    Plans of several years are set against each other, the tables of the year against each other; plan against year is
    `renstra_beda`. A PK marked as changed may differ from the first one, and the other tables may follow either.
    """
    plans = _plans(dokumen, kinerja)
    groups: dict[tuple[str, bool, _About], list[Kinerja]] = defaultdict(list)
    for about, f in _targets(kinerja):
        groups[f.dokumen_id, f.tabel_id in plans, about].append(f)
    for (_, _, about), found in groups.items():
        facts = _one_a_table(found)
        changed = [f for f in facts if _is_changed(tabel.get(f.tabel_id))]
        facts = [f for f in facts if not any(_same(f, c) for c in changed)]
        differing = [(a, b) for i, a in enumerate(facts) for b in facts[i + 1 :] if _comparable(a, b) and not _same(a, b)]
        if differing:
            yield _different_targets(about, facts)


def _is_changed(tabel: Tabel | None) -> bool:
    return bool(tabel and tabel.jenis == "perjanjian_kinerja" and tabel.judul and speaks_of(fold(tabel.judul), "perubahan"))


def _different_targets(about: _About, facts: Sequence[Kinerja]) -> Temuan:
    kinds: list[list[Kinerja]] = []
    for f in facts:
        own = next((k for k in kinds if _same(k[0], f)), None)
        if own is None:
            kinds.append([f])
        else:
            own.append(f)
    kinds.sort(key=lambda k: (-len(k), k[0].halaman, k[0].tabel_id))
    at = kinds[-1][0]
    said = " dan ".join(f"{printed(k[0])} ({pages(k)})" for k in kinds)
    message = f'Target "{at.indikator}" tahun {about.tahun} tidak sama dalam satu dokumen: {said}. Tetapkan mana yang berlaku.'
    return contradiction(
        "target_beda",
        "peringatan",
        message,
        at,
        facts,
        indikator=at.indikator,
        indikator_id=at.indikator_id,
        kode=at.kode,
        tahun=about.tahun,
        nilai=[k[0].nilai for k in kinds],
    )


def renstra_beda(dokumen: Mapping[str, Dokumen], kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """The target that a report gives a year is in none of the plans of the agency that cover the year.

    Needs `indikator_id`, which ties the documents of an agency together. The plan may stand in the report itself.
    """
    plans = _plans(dokumen, kinerja)
    planned: dict[_About, list[Kinerja]] = defaultdict(list)
    reported: dict[tuple[str, _About], list[Kinerja]] = defaultdict(list)
    for about, f in _targets(kinerja):
        if f.indikator_id is None:
            continue
        if f.tabel_id in plans:
            planned[about].append(f)
        elif f.jenis_tabel in _REPORT_TABLES:
            reported[f.dokumen_id, about].append(f)
    for (_, about), found in reported.items():
        plan = _one_a_table(planned.get(about, []))
        facts = [f for f in _one_a_table(found) if any(_comparable(f, p) for p in plan)]
        if not facts or any(_same(f, p) for f in facts for p in plan):
            continue
        at = facts[0]
        where = sorted({dokumen[p.dokumen_id].berkas for p in plan})
        message = (
            f'Target "{at.indikator}" tahun {about.tahun} adalah {printed(at)} ({pages(facts)}), dalam rencana '
            f"{printed(plan[0])} ({where[0]}, {pages(plan[:1])}). Jelaskan perubahannya atau perbaiki salah satu."
        )
        yield contradiction(
            "renstra_beda",
            "peringatan",
            message,
            at,
            [*facts, *plan],
            indikator=at.indikator,
            indikator_id=at.indikator_id,
            kode=at.kode,
            tahun=about.tahun,
            target_laporan=at.nilai,
            target_rencana=[p.nilai for p in plan],
            rencana=where,
        )
