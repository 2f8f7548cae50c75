"""Checks of performance figures: capaian against target and realisasi, targets against each other and against the
plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from normalizers.numbers.shares import Formula, achievements, agrees
from normalizers.text import fold
from normalizers.wordings.indikator import rumuskan
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.records import Dokumen, Kinerja, Tabel, Temuan
from pipeline.datasets.vocabulary import AturanNilai, AturanTemuan, JenisTabel, Ukuran
from pipeline.findings.contradictions import contradiction, decimals, pages, printed, sure
from pipeline.findings.numerals import angka

_CAPS = (100.0, 110.0, 120.0, 125.0, 150.0, 200.0)
"""Ceilings that scales of achievement set to what counts."""
_MULTI_YEAR = 3
"""A table with targets of so many years is a plan, whatever it is called."""
_GUESSED: AturanNilai = "peran_kolom"
"""Why a value is in doubt that was read for certain in a column whose meaning is a guess."""
_SHOWN_BY, _SHOWN_BY_SHARE = 2, 0.6
"""A guess is borne out where so many rows, and such a share of all, are what it says."""
_ALL = 100.0
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
    whole = [
        _Compared(*(row[u][0] for u in _COMPARED)) for row in rows.values() if all(len(row.get(u, ())) == 1 for u in _COMPARED)
    ]
    compared = [row for row in whole if row.comparable]
    borne_out = _borne_out(compared)
    for row in compared:
        table = row.capaian.tabel_id
        repeated = {v for v, n in shown[table].items() if n > 1}
        if not row.fits and not _by_a_scale(row, repeated) and (sure(row) or table in borne_out):
            yield _wrong_share(row)


class _Compared(NamedTuple):
    """The three figures of a row that say one thing twice."""

    target: Kinerja
    realisasi: Kinerja
    capaian: Kinerja

    @property
    def comparable(self) -> bool:
        """Whether all three were read for certain, be the meaning of their columns a guess, and are of one unit."""
        read = all(sure([f]) or (f.nilai is not None and f.aturan_nilai == _GUESSED) for f in self)
        t, r = self.target.satuan, self.realisasi.satuan
        return read and bool(self.target.nilai) and (not t or not r or t == r)

    @property
    def should(self) -> dict[Formula, float]:
        """The achievement by each formula in use."""
        return achievements(self.realisasi.nilai or 0.0, self.target.nilai or 1.0)

    @property
    def shown(self) -> float:
        """The achievement as it is printed."""
        return self.capaian.nilai or 0.0

    @property
    def fits(self) -> bool:
        """Whether a formula in use gives the printed achievement."""
        spread = _spread(self.target, self.realisasi)
        return any(agrees(self.shown, value, decimals(self.capaian), spread) for value in self.should.values())


def _borne_out(rows: Sequence[_Compared]) -> frozenset[str]:
    """Tables whose columns of guessed meaning are target, realisasi and capaian, as most of their rows show.

    A row that shows 100 shows nothing: its target and realisasi may be alike whatever they are.
    """
    every = Counter(row.capaian.tabel_id for row in rows)
    fitting = Counter(row.capaian.tabel_id for row in rows if row.fits and row.shown != _ALL)
    return frozenset(t for t, n in fitting.items() if n >= _SHOWN_BY and n >= _SHOWN_BY_SHARE * every[t])


def _by_a_scale(row: _Compared, repeated: set[float]) -> bool:
    """Whether a scale made the achievement: it caps what counts (100, or one ceiling for the whole table), or counts a fall
    below zero as nothing."""
    c, values = row.shown, row.should.values()
    capped = any(value >= c for value in values) and (c in _CAPS or (c in repeated and c >= min(_CAPS)))
    return capped or (c == 0 and min(values) < 0)


def _wrong_share(row: _Compared) -> Temuan:
    target, realisasi, capaian = row
    should, guessed = row.should, not sure(row)
    up, down = angka(should["naik"], 2), angka(should["turun"], 2)
    message = (
        f'Capaian "{capaian.indikator}" tahun {capaian.tahun} tercetak {angka(capaian.nilai)}% ({pages([capaian])}), '
        f"padahal realisasi {printed(realisasi)} dari target {printed(target)} adalah {up}% "
        f"(atau {down}% bila makin kecil makin baik). Periksa ketiga angka itu"
        + (", dan arti kolomnya, yang hanya diduga." if guessed else ".")
    )
    return contradiction(
        "capaian_salah",
        "peringatan" if guessed else "galat",
        message,
        capaian,
        row,
        indikator=capaian.indikator,
        indikator_id=capaian.indikator_id,
        kode=capaian.kode,
        tahun=capaian.tahun,
        target=target.nilai,
        realisasi=realisasi.nilai,
        capaian_tercetak=capaian.nilai,
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


class _Departure(NamedTuple):
    """A target that a document gives, and what the plans say instead: `given` and `planned`, one fact a table."""

    about: _About
    given: Sequence[Kinerja]
    planned: Sequence[Kinerja]


def _departures(
    planned: Mapping[_About, list[Kinerja]], given: Mapping[tuple[str, _About], list[Kinerja]]
) -> Iterator[_Departure]:
    """What is given for an indicator and a year and agrees with nothing that was planned for it, be it planned anew."""
    for (_, about), found in given.items():
        plan = _one_a_table(planned.get(about, []))
        facts = [f for f in _one_a_table(found) if any(_comparable(f, p) for p in plan)]
        if facts and not any(_same(f, p) for f in facts for p in plan):
            yield _Departure(about, facts, plan)


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
    yield from (_departed("renstra_beda", "rencana", one, dokumen) for one in _departures(planned, reported))


def pk_beda(dokumen: Mapping[str, Dokumen], kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """The target that a report gives its year is in none of the agency's agreements of that year that are files of their own,
    the changed one among them. Needs `indikator_id`; the agreement bound into the report is `target_beda`'s."""
    plans = _plans(dokumen, kinerja)
    agreed: dict[_About, list[Kinerja]] = defaultdict(list)
    reported: dict[tuple[str, _About], list[Kinerja]] = defaultdict(list)
    for about, f in _targets(kinerja):
        if f.indikator_id is None or f.tabel_id in plans:
            continue
        own = dokumen[f.dokumen_id]
        if own.jenis == "PK":
            agreed[about].append(f)
        elif own.jenis == "LKjIP" and own.tahun == f.tahun and f.jenis_tabel in _REPORT_TABLES:
            reported[f.dokumen_id, about].append(f)
    yield from (_departed("pk_beda", "perjanjian kinerja", one, dokumen) for one in _departures(agreed, reported))


def _departed(rule: AturanTemuan, called: str, found: _Departure, dokumen: Mapping[str, Dokumen]) -> Temuan:
    at, plan = found.given[0], found.planned
    where = sorted({dokumen[p.dokumen_id].berkas for p in plan})
    message = (
        f'Target "{at.indikator}" tahun {found.about.tahun} adalah {printed(at)} ({pages(found.given)}), dalam {called} '
        f"{printed(plan[0])} ({where[0]}, {pages(plan[:1])}). Jelaskan perubahannya atau perbaiki salah satu."
    )
    return contradiction(
        rule,
        "peringatan",
        message,
        at,
        [*found.given, *plan],
        indikator=at.indikator,
        indikator_id=at.indikator_id,
        kode=at.kode,
        tahun=found.about.tahun,
        target_laporan=at.nilai,
        target_rencana=[p.nilai for p in plan],
        rencana=where,
    )
