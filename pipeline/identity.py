"""Who and what a document is: its kind, its agency and region, its years.

No single place can be trusted: covers are pictures, chapters come without one, a report names a dozen years and other
agencies. So every mention is a vote, weighed by where it stands (`_WEIGHT`) and capped for each place (`_CAP`): a name
repeated through the running text does not outvote the cover. File and folder names come last.
"""
from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from extractors.model import Line, Table
from normalizers import lexicon
from normalizers.instansi import Instansi, expand_acronym, find_instansi, find_wilayah, province_of, wilayah_from_words
from normalizers.instansi import key as name_key
from normalizers.tahun import find_ranges, find_years
from normalizers.text import fold
from pipeline.passages import Passage, Passages, read_passages

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Identitas:
    """The facts of a document as `dokumen` has them; None is what nothing in the document tells.

    `tahun` is the year reported or planned and None for a Renstra, whose years are `periode_awal` and `periode_akhir`.
    `bagian`: the file is a part of a report (a chapter, an attachment). `ragu` names the fields that are guesses, which
    the other files of the folder may know better.
    """

    jenis: str | None = None
    instansi: str | None = None
    wilayah: str | None = None
    kode_bidang: str | None = None
    tahun: int | None = None
    periode_awal: int | None = None
    periode_akhir: int | None = None
    bagian: bool = False
    ragu: tuple[str, ...] = ()


# What one mention is worth, and the most that all of one place are worth together. `sebutan` is a mention right behind
# the document's own name ("Laporan Kinerja Dinas X Tahun 2016"); in running text each further one counts less.
_WEIGHT = {
    "sampul": 10.0, "judul": 4.0, "kop": 6.0, "isian": 8.0, "sebutan": 2.0, "tabel": 1.0, "daftar": 4.0, "berkas": 3.0,
    "map": 1.5,
}
_CAP = {
    "sampul": 14.0, "judul": 8.0, "kop": 8.0, "isian": 10.0, "sebutan": 8.0, "tabel": 4.0, "daftar": 4.0, "berkas": 5.0,
    "map": 1.5,
}
_TEXT_MOST, _TEXT_HALF = 6.0, 8.0

_OTHERS_KIND = 0.5  # a report names the plans and agreements it comes from: their names weigh less in running text
_BARE_YEAR = 0.25  # "Target 2015" in a table's heading, against "Tahun 2016"
_IN_PASSING = 3.0
_CHAPTER = 1.5  # a chapter's title against another heading
_FILE_KIND = 5 / 3  # people name files by kind more carefully than by year
_FORM_WITH_CHAPTERS = 0.3  # a PK or an IKU list has no chapters; a report that has them holds a PK
_SURE_KIND = 3.0  # less is a guess
_NEAR = 110  # letters between a document's name and the agency or year that belongs to it
_PERIOD_YEARS = range(3, 7)  # a Renstra covers five years, a transitional one three, both ends counted up to seven
_PART_OF_NAME = 0.25  # "Dinas Pertanian" is "Dinas Pertanian Tanaman Pangan" cut short where that has such a share


class _Votes(Generic[T]):
    """Weighed votes for one fact."""

    def __init__(self) -> None:
        self._sums: dict[T, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, candidate: T, place: str, share: float = 1.0) -> None:
        self._sums[candidate][place] += share * _WEIGHT.get(place, 1.0)

    def score(self, candidate: T) -> float:
        places = self._sums.get(candidate, {})
        return sum(_text_worth(v) if place == "isi" else min(v, _CAP[place]) for place, v in places.items())

    def places(self, candidate: T) -> frozenset[str]:
        return frozenset(self._sums.get(candidate, {}))

    def ranking(self) -> list[tuple[T, float]]:
        """Candidates, best first; the first seen of two alike."""
        return sorted(((c, self.score(c)) for c in self._sums), key=lambda pair: -pair[1])

    def best(self) -> T | None:
        ranking = self.ranking()
        return ranking[0][0] if ranking else None


def _text_worth(count: float) -> float:
    # The logarithm keeps "more often" better than "less often" where both are frequent.
    return _TEXT_MOST * count / (count + _TEXT_HALF) + 0.3 * math.log1p(count)


# ---------------------------------------------------------------- phrases
@cache
def _phrase_kinds(table: str) -> dict[str, str]:
    """Phrases of a table of `dokumen.toml`, folded and without spaces, and the kind of document each tells."""
    return {p.replace(" ", ""): kind for kind, phrases in lexicon.section("dokumen", table).items() for p in phrases}


@cache
def _phrases(table: str) -> re.Pattern[str]:
    """All phrases of a table as one pattern, the longest first; spaces may be lost or wrapped."""
    groups = lexicon.section("dokumen", table).values()
    spelled = sorted((phrase for group in groups for phrase in group), key=lambda p: (-len(p), p))
    joined = "|".join(r"[\W_]*".join(map(re.escape, phrase.split())) for phrase in spelled)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE)


def _find_phrases(text: str, table: str) -> list[tuple[str, int, int]]:
    """Phrases in a text: the kind of document each tells, start, end."""
    out = []
    for match in _phrases(table).finditer(text):
        kind = _phrase_kinds(table)[fold(match.group()).replace(" ", "")]
        after = fold(text[match.end():match.end() + 24])
        going_on = lexicon.section("dokumen", "lanjutan").get(kind, ())
        if not any(after == word or after.startswith(word + " ") for word in going_on):
            out.append((kind, match.start(), match.end()))
    return out


# ---------------------------------------------------------------- evidence
@dataclass(frozen=True, slots=True)
class _Evidence:
    """All votes of a document. Agencies are known by `instansi.key`; `full` and `short` hold how each is printed."""

    jenis: _Votes[str] = field(default_factory=_Votes)
    agency: _Votes[frozenset[str]] = field(default_factory=_Votes)
    region: _Votes[str] = field(default_factory=_Votes)
    by_agency: dict[frozenset[str], _Votes[str]] = field(default_factory=lambda: defaultdict(_Votes))
    years: _Votes[int] = field(default_factory=_Votes)
    years_of: dict[str, _Votes[int]] = field(default_factory=lambda: defaultdict(_Votes))
    periods: _Votes[tuple[int, int]] = field(default_factory=_Votes)
    full: dict[frozenset[str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    short: dict[frozenset[str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    acronyms: dict[str, frozenset[str]] = field(default_factory=dict)


def _gather(passages: Passages, berkas: str, known: Sequence[str]) -> _Evidence:
    evidence = _Evidence()
    for passage in passages.items:
        _read_passage(passage, evidence)
    for passage in passages.items:
        _read_learned_acronyms(passage, evidence)
    _read_path(berkas, evidence)
    _read_known(passages, known, evidence)
    return evidence


def _read_passage(passage: Passage, evidence: _Evidence) -> None:
    text, place = passage.text, passage.place
    chapters = _find_phrases(text, "bab") if passage.heading else []
    for kind, _, _ in chapters:
        evidence.jenis.add(kind, "daftar" if place == "daftar" else "judul", 1.0 if place == "daftar" else _CHAPTER)
    if place == "daftar":
        return
    kinds = [k for k in _find_phrases(text, "jenis") if not any(a < k[2] and k[1] < b for _, a, b in chapters)]
    agencies = find_instansi(text)
    years = [y for y in find_years(text) if y.kind not in ("hukum", "tanggal")]
    ranges = [r for r in find_ranges(text) if r.last - r.first in _PERIOD_YEARS]

    for n, (kind, _, end) in enumerate(kinds):
        evidence.jenis.add(kind, place, 1.0 if place != "isi" and n == 0 else 0.5)
        limit = min(end + _NEAR, kinds[n + 1][1] if n + 1 < len(kinds) else len(text))
        year = next((y for y in years if end <= y.start < limit), None)
        period = next((r for r in ranges if end <= r.start < limit), None)
        agency = next((a for a in agencies if end <= a.start < limit), None)
        own = 1.0 if kind in ("LKjIP", "Renja") else _OTHERS_KIND
        if agency:
            _vote_agency(agency, "sebutan", own, evidence)
        if year and (period is None or year.start < period.start):
            evidence.years_of[kind].add(year.year, "sebutan")
        elif period and kind == "Renstra":
            evidence.periods.add((period.first, period.last), "sebutan")
        if agency or year:
            evidence.jenis.add(kind, "sebutan", own)

    for agency in agencies:
        _vote_agency(agency, place, 1.0, evidence)
    covered = [(a.start, a.end) for a in agencies]
    for region in find_wilayah(text):
        if not any(a <= region.start < b for a, b in covered):
            share = 0.5 if place != "isi" else 0.4 if region.official else 0.1
            evidence.region.add(str(region), place, share if region.sure else share / 2)
    for mention in years:
        named = mention.kind != "lepas" or place in ("sampul", "kop")
        evidence.years.add(mention.year, place, 1.0 if named else _BARE_YEAR)
    for span in ranges:
        evidence.periods.add((span.first, span.last), place)


def _vote_agency(agency: Instansi, place: str, share: float, evidence: _Evidence) -> None:
    found = name_key(agency.name)
    evidence.agency.add(found, place, share)
    (evidence.short if agency.abbreviated else evidence.full)[found][agency.name] += 1
    if agency.acronym:
        evidence.acronyms.setdefault(agency.acronym, found)
    if agency.wilayah and agency.wilayah.sure:
        evidence.by_agency[found].add(str(agency.wilayah), place, share)


def _read_learned_acronyms(passage: Passage, evidence: _Evidence) -> None:
    """Votes for the names whose short form the document itself explains: `Badan ... Daerah (BPLHD)`, then `BPLHD`."""
    for acronym, found in evidence.acronyms.items():
        if expand_acronym(acronym) or acronym not in passage.text:
            continue
        for match in re.finditer(rf"(?<![^\W_]){re.escape(acronym)}(?![^\W_])", passage.text):
            evidence.agency.add(found, passage.place)
            region = next(iter(find_wilayah(passage.text[match.end():match.end() + 60])), None)
            if region and region.sure and not passage.text[match.end():match.end() + region.start].strip():
                evidence.by_agency[found].add(str(region), passage.place)


def _path_words(part: str) -> list[str]:
    return [w for w in re.split(r"[\W_]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Za-z])", part) if w]


def _read_path(berkas: str, evidence: _Evidence) -> None:
    path = PurePosixPath(berkas.replace("\\", "/"))
    for place, part in (("berkas", path.stem), *(("map", folder) for folder in reversed(path.parent.parts[-2:]))):
        words = _path_words(part)
        spoken = " ".join(words)
        if place == "berkas":
            for kind, _, _ in _find_phrases(spoken, "berkas"):
                evidence.jenis.add(kind, place, _FILE_KIND)
            for mention in find_years(spoken):
                evidence.years.add(mention.year, place)
        for first, last in ((r.first, r.last) for r in find_ranges(part) if r.last - r.first in _PERIOD_YEARS):
            evidence.periods.add((first, last), place)
        for agency in (*find_instansi(spoken.title()), *_short_names(words)):
            _vote_agency(agency, place, 1.0, evidence)
        region = wilayah_from_words(words)
        if region:
            evidence.region.add(region, place)


def _short_names(words: Iterable[str]) -> list[Instansi]:
    return [Instansi(name, None, 0, 0, abbreviated=True) for name in map(expand_acronym, words) if name]


def _read_known(passages: Passages, known: Sequence[str], evidence: _Evidence) -> None:
    """Agencies that the user knows and the document prints get a vote, as from a file name."""
    if not known:
        return
    whole = " ".join(fold(p.text) for p in passages.items if p.place != "isi")
    for name in known:
        for agency in find_instansi(name):
            if fold(agency.name) in whole:
                _vote_agency(agency, "berkas", 1.0, evidence)


# ---------------------------------------------------------------- decisions
def identify(lines: Sequence[Line], tables: Sequence[Table], berkas: str, known: Sequence[str] = ()) -> Identitas:
    """The identity of a document from its lines and tables, and last from its path `berkas` (relative, with `/`).

    `known` are full names of agencies (`Dinas Kesehatan Kabupaten X`) that the user's configuration lists: a name read in
    the document that is nearly one of them is written as that one. Nothing printed about a fact leaves it None.
    """
    passages = read_passages(lines, tables)
    evidence = _gather(passages, berkas, known)
    part = passages.part or _named_as_part(berkas)
    jenis, sure = _decide_kind(evidence, passages)
    agency = _decide_agency(evidence)
    region = _decide_region(evidence, agency)
    instansi: str | None = None
    if region and _is_of_government(evidence, agency, region):
        instansi = "Pemerintah"
    elif agency is not None:
        instansi = _best_name(evidence, agency)
    full = " ".join(w for w in (instansi, region) if w) if instansi else None
    year = _decide_year(evidence, jenis)
    period = evidence.periods.best() if jenis == "Renstra" else None
    doubt = ("jenis",) if passages.attachment or not sure else ()
    return Identitas(
        jenis=jenis,
        instansi=_as_known(full, known),
        wilayah=region,
        kode_bidang=_decide_bidang(tables),
        tahun=None if jenis == "Renstra" else year,
        periode_awal=period[0] if period else None,
        periode_akhir=period[1] if period else None,
        bagian=part,
        ragu=doubt,
    )


def _named_as_part(berkas: str) -> bool:
    words = _path_words(PurePosixPath(berkas.replace("\\", "/")).stem)
    return any(re.fullmatch(r"(?:rj|rs)?bab|lampiran|lamp", w, re.IGNORECASE) for w in words)


def _decide_kind(evidence: _Evidence, passages: Passages) -> tuple[str | None, bool]:
    """The kind, and whether it is more than a guess."""
    forms = ("PK", "IKU") if passages.chapters else ()
    scores = {k: s * (_FORM_WITH_CHAPTERS if k in forms else 1.0) for k, s in evidence.jenis.ranking()}
    if not scores:
        return ("lainnya", False) if passages.items else (None, False)
    kind = max(scores, key=lambda k: scores[k])
    if scores[kind] < 1.0 and not evidence.jenis.places(kind) - {"isi"}:
        return "lainnya", False
    return kind, scores[kind] >= _SURE_KIND and all(scores[kind] > s for k, s in scores.items() if k != kind)


def _decide_agency(evidence: _Evidence) -> frozenset[str] | None:
    ranking = evidence.agency.ranking()
    if not ranking:
        return None
    best, score = ranking[0]
    longer = [c for c, s in ranking if c > best and s >= _PART_OF_NAME * score]
    return longer[0] if longer else best


def _decide_region(evidence: _Evidence, agency: frozenset[str] | None) -> str | None:
    """The region printed behind the agency's name, helped by what the document says of regions elsewhere."""
    attached = evidence.by_agency.get(agency) if agency is not None else None
    scores = dict(evidence.region.ranking())
    if attached:
        for region, score in attached.ranking():
            scores[region] = scores.get(region, 0.0) + 2 * score
    if not scores:
        return None
    # A kabupaten's cover prints its province too, a province's report many kabupaten: the smaller one only where it is
    # not far behind.
    best = max(scores, key=lambda r: scores[r])
    inside = [r for r in scores if _lies_in(r, best) and scores[r] >= 0.6 * scores[best]]
    return max(inside, key=lambda r: scores[r]) if inside else best


def _lies_in(region: str, province: str) -> bool:
    level, _, name = region.partition(" ")
    return province.startswith("Provinsi ") and (
        (level == "Kabupaten" and province_of("Kabupaten", name) == province[9:])
        or (level == "Kota" and province_of("Kota", name) == province[9:])
    )


def _is_of_government(evidence: _Evidence, agency: frozenset[str] | None, region: str) -> bool:
    """Whether the document is the region's own: the region on cover or heading, agencies at most in passing."""
    if not evidence.region.places(region) & {"sampul", "judul", "kop", "isian"}:
        return False
    if agency is None:
        return True
    return not evidence.agency.places(agency) - {"isi", "map", "tabel"} and evidence.agency.score(agency) < _IN_PASSING


def _best_name(evidence: _Evidence, agency: frozenset[str]) -> str:
    """The fullest spelling among the usual ones: words in the agency's usual order, commas where it has them."""
    names = evidence.full.get(agency) or evidence.short[agency]
    most = max(names.values())
    return max((n for n, c in names.items() if c >= 0.2 * most), key=lambda n: (n.count(","), names[n], n))


def _as_known(full: str | None, known: Sequence[str]) -> str | None:
    if full is None:
        return None
    near = [(fuzz.token_sort_ratio(fold(full), fold(name)), name) for name in known]
    best = max(near, default=(0.0, full))
    return best[1] if best[0] >= 90 else full


def _decide_year(evidence: _Evidence, jenis: str | None) -> int | None:
    named = evidence.years_of.get(jenis or "")
    scores = dict(evidence.years.ranking())
    if named:
        for year, score in named.ranking():
            scores[year] = scores.get(year, 0.0) + score
    # Between two alike the later one: a report names its own year and the one before it.
    return max(scores, key=lambda y: (round(scores[y], 6), y)) if scores else None


_CODE = re.compile(r"(\d)\.(\d{2})(?:\.\d{2,3}){1,2}(?:\.\d{1,3}(?:\.\d{2,4})*)?")


def _decide_bidang(tables: Sequence[Table]) -> str | None:
    """The bidang that most activity codes in the tables begin with, each distinct code once; None without codes.

    Codes are two digits behind the urusan, so account codes (`5.1.02...`) do not count.
    """
    bidang = set(lexicon.section("bidang", "bidang_90_2019"))
    bidang |= set(lexicon.section("bidang", "bidang_13_2006")) | set(lexicon.section("bidang", "bidang_23_2014"))
    codes: set[str] = set()
    for table in tables:
        for cell in table.cells:
            text = re.sub(r"\s+", "", cell.text).replace(",", ".").strip(".")
            match = _CODE.fullmatch(text)
            if match and f"{match.group(1)}.{match.group(2)}" in bidang:
                codes.add(text)
    counted = Counter(code[:4] for code in sorted(codes))
    return counted.most_common(1)[0][0] if counted else None


# ---------------------------------------------------------------- the folder
def fill_from_siblings(identities: Mapping[str, Identitas]) -> dict[str, Identitas]:
    """What a file lacks, from the files of its folder (keys are paths relative to the input, with `/`).

    Agency and region come from siblings that agree (two thirds of those that know one, and all of them for a file that
    is no part of a report). Kind and year of a chapter or attachment come from the other parts, by majority; whole
    reports beside it say nothing about those. Nothing that a file says surely of itself changes, but an agency gets one
    spelling everywhere.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for berkas in identities:
        folders[str(PurePosixPath(berkas.replace("\\", "/")).parent)].append(berkas)
    out: dict[str, Identitas] = {}
    for files in folders.values():
        for berkas in files:
            others = [identities[other] for other in files if other != berkas]
            out[berkas] = _filled(identities[berkas], others)
    return _one_spelling({berkas: out[berkas] for berkas in identities})


def _one_spelling(identities: dict[str, Identitas]) -> dict[str, Identitas]:
    """The same agency in the same words everywhere: the most frequent spelling, the first of two alike."""
    spelled: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for one in identities.values():
        if one.instansi:
            spelled[name_key(one.instansi)][one.instansi] += 1
    best = {agency: names.most_common(1)[0][0] for agency, names in spelled.items()}
    return {
        berkas: replace(one, instansi=best[name_key(one.instansi)]) if one.instansi else one
        for berkas, one in identities.items()
    }


def _filled(own: Identitas, others: Sequence[Identitas]) -> Identitas:
    need = 2 / 3 if own.bagian else 1.0
    wilayah = own.wilayah or _agreed((o.wilayah for o in others), need)
    instansi = own.instansi
    if instansi is None:
        from_others = _agreed((o.instansi for o in others), need)
        if from_others and (own.wilayah is None or from_others.endswith(own.wilayah)):
            instansi = from_others
    elif wilayah and own.wilayah is None:
        instansi = f"{instansi} {wilayah}"
    filled = replace(own, wilayah=wilayah, instansi=instansi)
    return _filled_part(filled, [o for o in others if o.bagian]) if own.bagian else filled


def _filled_part(own: Identitas, parts: Sequence[Identitas]) -> Identitas:
    if own.jenis is None or "jenis" in own.ragu:
        kind = _agreed((o.jenis for o in parts if "jenis" not in o.ragu), 0.5)
        if kind:
            own = replace(own, jenis=kind, ragu=tuple(f for f in own.ragu if f != "jenis"))
    same = [o for o in parts if o.jenis == own.jenis]
    if own.jenis == "Renstra":
        if own.periode_awal is None:
            period = _agreed(((o.periode_awal, o.periode_akhir) for o in same if o.periode_awal), 0.5)
            if period:
                own = replace(own, periode_awal=period[0], periode_akhir=period[1])
        return replace(own, tahun=None)
    tahun = own.tahun if own.tahun is not None else _agreed((o.tahun for o in same), 0.5)
    return replace(own, tahun=tahun, periode_awal=None, periode_akhir=None)


def _agreed(values: Iterable[T | None], share: float) -> T | None:
    """The value that more than the share (all, where it is 1) of those that know one have; None where they disagree."""
    counted = Counter(v for v in values if v is not None)
    if not counted:
        return None
    value, count = counted.most_common(1)[0]
    return value if count == counted.total() or count / counted.total() > share else None
