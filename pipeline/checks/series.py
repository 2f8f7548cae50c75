"""Checks of an indicator over years and documents: values that jump, units that change, a plan shifted by a year; and of a
score against the predicate printed beside it.

Only values read for certain are compared, and only where several others agree: one odd value is told, two opinions are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from normalizers.numbers.satuan import is_known
from normalizers.text import fold
from normalizers.wordings.fact_words import is_akip
from pipeline.datasets.records import Anggaran, Dokumen, Kinerja, Temuan
from pipeline.datasets.vocabulary import Ukuran
from pipeline.findings.contradictions import contradiction, pages, printed, sure
from pipeline.findings.numerals import angka
from pipeline.findings.terms import istilah

_NEIGHBOURS = 2
"""So many other values at least must agree on a size before one is called a jump."""
_STEADY = 1.5
"""Neighbours agree where the largest is at most so many times the smallest."""
_OFTEN = 3
"""A unit is odd where another stands so many times as often."""
_JUMPS = (10.0, 100.0, 1000.0, 1_000_000.0)
_NEAR = 0.25
"""A jump is by one of these factors, give or take this share: a comma or a zero slipped, or thousands were left out."""
_SHIFTED_LEAST = 4
"""A column is shifted where so many values, and more than twice as many as fit their own year, are those of the next."""
_YEARS_OF_A_PLAN = 3
_PLANNED: tuple[Ukuran, ...] = ("target", "pagu", "prakiraan_maju")
_FOLLOWED: tuple[Ukuran, ...] = ("awal", "target", "realisasi", "akhir")
_JUMPING: tuple[Ukuran, ...] = ("target", "realisasi")

_SCORES = (
    ("AA", 90.0, 100.0),
    ("A", 80.0, 90.0),
    ("BB", 70.0, 80.0),
    ("B", 60.0, 70.0),
    ("CC", 50.0, 60.0),
    ("C", 30.0, 50.0),
    ("D", 0.0, 30.0),
)
"""Predicates of AKIP by score, above the lower bound and up to the upper (PermenPANRB 12/2015 and 88/2021)."""
_TOP_SCORE = 100


# ---------------------------------------------------------------- predicates
def predikat_salah(kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """A score of AKIP stands beside a predicate that it does not earn; told once for a score of a document."""
    told: set[tuple[str, float, str]] = set()
    for f in kinerja:
        if f.predikat is None or f.nilai is None or f.status_nilai != "pasti" or not 0 <= f.nilai <= _TOP_SCORE:
            continue
        if not is_akip(f.indikator):
            continue
        earned = next(name for name, low, high in _SCORES if low < f.nilai <= high or (low == 0 == f.nilai))
        bounds = {name: (low, high) for name, low, high in _SCORES}[f.predikat] if f.predikat in {s[0] for s in _SCORES} else None
        if bounds is None or earned == f.predikat or f.nilai in bounds:  # on a bound both neighbours are in use
            continue
        if (f.dokumen_id, f.nilai, f.predikat) in told:
            continue
        told.add((f.dokumen_id, f.nilai, f.predikat))
        yield contradiction(
            "predikat_salah",
            "peringatan",
            f'{_measure(f)} "{f.indikator}" tahun {f.tahun} ({pages([f])}): nilai {printed(f)} tercetak dengan '
            f"predikat {f.predikat}, padahal nilai itu berpredikat {earned}. Periksa nilai dan predikatnya.",
            f,
            [f],
            indikator=f.indikator,
            indikator_id=f.indikator_id,
            tahun=f.tahun,
            predikat_tercetak=f.predikat,
            predikat_menurut_nilai=earned,
        )


# ---------------------------------------------------------------- units
def satuan_berubah(kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """An indicator of one wording stands in two known units: the clearly rarer one is told, once a document.

    Of a table whose rows print the words with several units each row is another thing: an indicator that stands over the
    activities of its program, or one that says no more than `Jumlah dokumen`.
    """
    worded: dict[tuple[str, str], list[Kinerja]] = defaultdict(list)
    for ident, series in _series(kinerja).items():
        for f in series:
            if is_known(f.satuan):
                worded[ident, fold(f.indikator)].append(f)
    for every in worded.values():
        rows: dict[str, dict[int, set[str | None]]] = defaultdict(lambda: defaultdict(set))
        for f in every:
            rows[f.tabel_id][f.baris].add(f.satuan)
        mixed = {table for table, units in rows.items() if len(units) > 1 and len(set().union(*units.values())) > 1}
        series = [f for f in every if f.tabel_id not in mixed]
        if not series:
            continue
        units = Counter(f.satuan for f in series)
        (usual, often), *_ = units.most_common()
        told: set[tuple[str, str | None]] = set()
        for f in series:
            if f.satuan == usual or often < _OFTEN * units[f.satuan] or (f.dokumen_id, f.satuan) in told:
                continue
            told.add((f.dokumen_id, f.satuan))
            other = next(g for g in series if g.satuan == usual)
            yield contradiction(
                "satuan_berubah",
                "info",
                f'Satuan "{f.indikator}" tahun {f.tahun} adalah {f.satuan} ({pages([f])}), di tempat lain {usual} '
                f"({pages([other])}). Samakan satuannya bila indikatornya memang sama.",
                f,
                [f, other],
                indikator=f.indikator,
                indikator_id=f.indikator_id,
                tahun=f.tahun,
                satuan=[f.satuan, usual],
            )


# ---------------------------------------------------------------- jumps
def nilai_melompat(kinerja: Sequence[Kinerja]) -> Iterator[Temuan]:
    """A value is 10, 100, 1000 or a million times its neighbours, or that part of them, which agree among themselves."""
    for series in _series(kinerja).values():
        for measure in _JUMPING:
            own = [f for f in series if f.ukuran == measure and not any(f.bagian) and f.tahun is not None and (f.nilai or 0) > 0]
            for f in own:
                rest = [g for g in own if (g.tahun, g.dokumen_id) != (f.tahun, f.dokumen_id) and g.satuan == f.satuan]
                usual = _steady_value(rest)
                factor = _jump(float(f.nilai or 0), usual) if usual is not None else None
                if usual is not None and factor is not None:
                    yield _jumped(f, rest, usual, factor)


def _steady_value(facts: Sequence[Kinerja]) -> float | None:
    """The middle of values that agree on a size, each value of a year once; None where too few years tell, or they disagree."""
    values = {(g.tahun, g.nilai): float(g.nilai or 0) for g in facts}
    if len({year for year, _ in values}) < _NEIGHBOURS or max(values.values()) > _STEADY * min(values.values()):
        return None
    return median(values.values())


def _jump(value: float, usual: float) -> float | None:
    """The factor that a value is off by, in either direction; None where it is none that a slip gives."""
    ratio = value / usual
    return next((j for j in _JUMPS for r in (ratio, 1 / ratio) if abs(r / j - 1) <= _NEAR), None)


def _jumped(f: Kinerja, rest: Sequence[Kinerja], usual: float, factor: float) -> Temuan:
    how = "kali" if float(f.nilai or 0) > usual else "kali lebih kecil dari"
    return contradiction(
        "nilai_melompat",
        "peringatan",
        f'{f.ukuran.capitalize()} "{f.indikator}" tahun {f.tahun} adalah {printed(f)} ({pages([f])}), sekitar '
        f"{angka(factor)} {how} nilai tahun lain ({angka(usual)}). Periksa koma, nol, atau satuannya.",
        f,
        [f, *rest],
        indikator=f.indikator,
        indikator_id=f.indikator_id,
        tahun=f.tahun,
        nilai=f.nilai,
        nilai_tahun_lain=sorted({float(g.nilai or 0) for g in rest}),
    )


# ---------------------------------------------------------------- shifted years
def tahun_bergeser(dokumen: Mapping[str, Dokumen], kinerja: Sequence[Kinerja], anggaran: Sequence[Anggaran]) -> Iterator[Temuan]:
    """What a table gives a year, a plan of the agency gives the year after (or before): the head of its column is wrong. Noughts
    are no plan: a budget prints them for the years that it is not of."""
    every: list[Kinerja | Anggaran] = [*kinerja, *anggaran]
    facts = [f for f in every if f.ukuran in _PLANNED and f.tahun and f.nilai and not any(f.bagian) and sure([f])]
    plans, given = _plans_and_given(dokumen, facts)
    for (agency, _, measure, year), column in given.items():
        if len(column) < _SHIFTED_LEAST:
            continue
        for (owner, plan), planned in plans.items():
            step, same, straight = _step(column, planned, year) if owner == agency else (0, [], 0)
            if not step:
                continue
            where = next(f for f in facts if f.tabel_id == plan)
            name = measure.replace("_", " ")
            yield contradiction(
                "tahun_bergeser",
                "peringatan",
                f"{name.capitalize()} tahun {year} ({pages(same)}) sama dengan rencana tahun {year + step} "
                f"({dokumen[where.dokumen_id].berkas}, {pages([where])}) pada {len(same)} baris, dengan rencana tahun {year} "
                f"pada {straight}. Periksa judul kolom tahunnya.",
                same[0],
                same,
                tahun=year,
                tahun_rencana=year + step,
                rencana=dokumen[where.dokumen_id].berkas,
                jumlah_sama=len(same),
            )
            break


_Plans = Mapping[tuple[str | None, str], Mapping[tuple[str, int], set[float]]]
"""Agency and table of a plan: the values by indicator or code, and year."""
_Given = Mapping[tuple[str | None, str, str, int], Sequence[tuple[str, Kinerja | Anggaran]]]
"""Agency, table, measure and year of a column of another table: indicator or code, and the fact."""


def _plans_and_given(dokumen: Mapping[str, Dokumen], facts: Sequence[Kinerja | Anggaran]) -> tuple[_Plans, _Given]:
    """What the plans of several years say, and what the other tables say of one."""
    years: dict[str, set[int]] = defaultdict(set)
    for f in facts:
        years[f.tabel_id].add(f.tahun or 0)
    plans: dict[tuple[str | None, str], dict[tuple[str, int], set[float]]] = defaultdict(lambda: defaultdict(set))
    given: dict[tuple[str | None, str, str, int], list[tuple[str, Kinerja | Anggaran]]] = defaultdict(list)
    for f in facts:
        key = f.indikator_id if isinstance(f, Kinerja) else f.kode
        agency = dokumen[f.dokumen_id].instansi
        if not key:
            continue
        if len(years[f.tabel_id]) >= _YEARS_OF_A_PLAN:
            plans[agency, f.tabel_id][key, f.tahun or 0].add(float(f.nilai or 0))
        else:
            given[agency, f.tabel_id, f.ukuran, f.tahun or 0].append((key, f))
    return plans, given


def _step(
    column: Sequence[tuple[str, Kinerja | Anggaran]], planned: Mapping[tuple[str, int], set[float]], year: int
) -> tuple[int, list[Kinerja | Anggaran], int]:
    """(years by which the column is shifted or 0, the facts that show it, how many fit their own year)."""
    for step in (1, -1):
        shifted: list[Kinerja | Anggaran] = []
        straight = 0
        for key, f in column:
            own, other = planned.get((key, year), set()), planned.get((key, year + step), set())
            if not own or not other or own & other:
                continue  # not planned for both years, or alike in both: tells nothing
            if float(f.nilai or 0) in other:
                shifted.append(f)
            straight += float(f.nilai or 0) in own
        if len(shifted) >= max(_SHIFTED_LEAST, 2 * straight + 1):
            return step, shifted, straight
    return 0, [], 0


def _measure(fact: Kinerja) -> str:
    return str(istilah()["ukuran"].get(fact.ukuran, fact.ukuran)).capitalize()


def _series(kinerja: Sequence[Kinerja]) -> dict[str, list[Kinerja]]:
    """Sure values of each indicator over all documents of its agency."""
    out: dict[str, list[Kinerja]] = defaultdict(list)
    for f in kinerja:
        if f.indikator_id and f.status_nilai == "pasti" and f.nilai is not None and f.ukuran in _FOLLOWED:
            out[f.indikator_id].append(f)
    return out
