"""What the passages and the path of a document say of who and what it is, as votes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from normalizers import lexicon
from normalizers.names.instansi import Instansi, expand_acronym, find_instansi
from normalizers.names.instansi import key as name_key
from normalizers.names.wilayah import Wilayah, find_wilayah, wilayah_from_words
from normalizers.tahun import RangeMention, YearMention, find_ranges, find_years
from normalizers.text import fold
from normalizers.wordings.page_words import ends_with_its_row, names_office
from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.identity.passages import Passage, Passages, Place
from pipeline.identity.phrases import find_phrases
from pipeline.identity.votes import OWN, Votes

_OF_THE_YEAR: tuple[JenisDokumen, ...] = ("LKjIP", "Renja")
_OTHERS_KIND = 0.5  # a report names the plans and agreements it comes from: their names weigh less in running text
_SPOKEN_OF = 0.1  # what is said to be compared with or taken from is not the document itself
_BARE_YEAR = 0.25  # "Target 2015" in a table's heading, or what was reached "s/d Tahun 2015", against "Tahun 2016"
_LONE_YEARS = frozenset({"sampul", "kop"})  # where a year without a word before it is the document's own
_NO_REPORT_YEARS = ("hukum", "tanggal")  # of a decree, of a day
_NAMED_LATER = 0.5  # a document's name in running text, or behind another one in a title
_REGION = 0.5  # a region by itself, against one behind the name of an agency ...
_REGION_IN_TEXT = 0.4  # ... in running text ...
_REGION_BY_NAME = 0.1  # ... by a name that no word such as `Kabupaten` stands before
_CHAPTER = 1.5  # a chapter's title against another heading
_FILE_KIND = 5 / 3  # people name files by kind more carefully than by year
_SUPERIOR = 0.25  # of an agreement's second party, who is above the agency
_UNSURE = 0.5  # a name with words that no agency is known to have, a region that is on no list
_ALONE = 0.8  # of the letters of a line on the first page that is nothing but the agency's name
_NAME_LETTERS = 5  # the shortest short name of an agency that a title is taken for
_OF_ANOTHER = 0.25  # the agency right behind the name of a document of another kind
_BEFORE_A_NAME = 2  # words between a field's colon and the name in it, as of a document's `Perihal`
_WORD = re.compile(r"[^\W\d_]{2,}")
_RIGHT_BEHIND = 2  # letters between a document's name and what it is of
_NEAR = 110  # letters between a document's name and the agency or year that belongs to it
# Last year less first: a Renstra covers five years, printed as five or six; one between two governments three.
_PERIOD_YEARS = range(2, 7)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading that names a kind of document, as it stands in a bundle: its page, and its year where it prints one."""

    page: int
    jenis: JenisDokumen
    tahun: int | None


@dataclass(frozen=True, slots=True)
class DocumentVotes:
    """All votes of a document. Agencies are known by `instansi.key`; `full` and `short` hold how each is printed."""

    jenis: Votes[JenisDokumen] = field(default_factory=Votes)
    agency: Votes[frozenset[str]] = field(default_factory=Votes)
    region: Votes[str] = field(default_factory=Votes)
    by_agency: dict[frozenset[str], Votes[str]] = field(default_factory=lambda: defaultdict(Votes))
    agency_of: dict[JenisDokumen, Votes[frozenset[str]]] = field(default_factory=lambda: defaultdict(Votes))
    """Agencies right behind the name of a kind of document: they are the document's own where it is of that kind."""
    years: Votes[int] = field(default_factory=Votes)
    years_of: dict[JenisDokumen, Votes[int]] = field(default_factory=lambda: defaultdict(Votes))
    periods: Votes[tuple[int, int]] = field(default_factory=Votes)
    full: dict[frozenset[str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    short: dict[frozenset[str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    acronyms: dict[str, frozenset[str]] = field(default_factory=dict)
    of_the_state: set[frozenset[str]] = field(default_factory=set)
    """Agencies that are none of a regional government."""
    over_others: set[frozenset[str]] = field(default_factory=set)
    """Bodies that units belong to: a ministry above the name of its office."""
    unsure: set[frozenset[str]] = field(default_factory=set)
    """Agencies with words that no agency is known to have: misread ones, or what follows a name."""
    certain: set[frozenset[str]] = field(default_factory=set)
    """Agencies that at least one mention gives without such words."""
    unknown_regions: set[str] = field(default_factory=set)
    """Regions that are on no list: new ones, or misread."""
    titles: list[Title] = field(default_factory=list)
    """Headings that name documents, in reading order."""
    governments: set[str] = field(default_factory=set)
    """Regions printed where the document names its own: on the cover, in headings, in a field."""
    named_governments: set[str] = field(default_factory=set)
    """... or right behind the document's name, as a government: `Pemerintah Kota ...`, `Bupati ...`."""
    unread: list[str] = field(default_factory=list)
    """Titles of a cover, or above the title of the first page, that tell nothing known: one of them may be the agency."""

    def of_kind(self, kind: JenisDokumen | None) -> DocumentVotes:
        """The evidence once the kind is known: what stands right behind the names of such documents speaks of this one, what
        stands behind those of others less."""
        agency, years = self.agency, self.years
        for other, votes in self.agency_of.items():
            agency = agency.joined(votes, 1.0 if other == kind else _OF_ANOTHER)
        if kind is not None and kind in self.years_of:
            years = years.joined(self.years_of[kind])
        return replace(self, agency=agency, years=years)


def gather(passages: Passages, berkas: str, known: Sequence[str]) -> DocumentVotes:
    """All votes of a document: from its passages, its path, and the agencies that the user knows."""
    evidence = DocumentVotes()
    offices: Counter[int] = Counter()
    for passage in passages.items:
        office = passage.place == "isian" and names_office(passage.text)
        offices[passage.page] += office
        _read_passage(passage, evidence, _SUPERIOR if office and offices[passage.page] > 1 else 1.0)
    for passage in passages.items:
        _read_learned_acronyms(passage, evidence)
    _read_path(berkas, evidence)
    _read_known(passages, known, evidence)
    return evidence


def _read_passage(passage: Passage, evidence: DocumentVotes, share: float) -> None:
    chapters = find_phrases(passage.text, "bab") if passage.heading else []
    contents = passage.place == "daftar"
    for kind, _, _ in chapters:
        evidence.jenis.add(kind, "daftar" if contents else "judul", 1.0 if contents else _CHAPTER)
    if contents:
        return
    told = _told(passage, [(start, end) for _, start, end in chapters])
    if passage.page == 1 and (passage.place == "sampul" or (passage.place == "judul" and evidence.jenis.best() is None)):
        evidence.unread.extend(_unread(passage, told))
    _read_kinds(passage, told, evidence)
    _read_agencies(passage, told, share, evidence)
    _read_regions(passage, told, evidence)
    for mention in told.years:
        bare = mention.kind == "sampai" or (mention.kind == "lepas" and passage.place not in _LONE_YEARS)
        evidence.years.add(mention.year, passage.place, _BARE_YEAR if bare else 1.0)
    for span in told.ranges:
        evidence.periods.add((span.first, span.last), passage.place)


def _read_agencies(passage: Passage, told: _Told, share: float, evidence: DocumentVotes) -> None:
    if passage.place in OWN and told.agencies and told.agencies[0].over_others:  # a letterhead goes down to the agency itself
        evidence.over_others.update(name_key(agency.name) for agency in told.agencies[:-1])
    for agency in told.agencies:
        alone = passage.page == 1 and passage.place == "isi" and agency.end - agency.start >= _ALONE * len(passage.text)
        _vote_agency(agency, "judul" if alone else _place(passage, agency.start), share, evidence)


def _place(passage: Passage, at: int) -> Place:
    """Where a name stands: a field tells what its value begins with, a code before it or the office that a person holds; a cell
    of a table (`Perangkat Daerah : Nilai LKIP SKPD Sekretariat Daerah`) begins with other words."""
    before = _WORD.findall(passage.text[:at].partition(":")[2])
    elsewhere = passage.place == "isian" and len(before) > _BEFORE_A_NAME and not names_office(passage.text)
    return "isi" if elsewhere else passage.place


@dataclass(frozen=True, slots=True)
class _Told:
    """What a passage names, in the order of its text: agencies, regions by themselves, years, and names of documents that are no
    chapter's title."""

    agencies: Sequence[Instansi]
    regions: Sequence[Wilayah]
    years: Sequence[YearMention]
    ranges: Sequence[RangeMention]
    kinds: Sequence[tuple[JenisDokumen, int, int]]


def _told(passage: Passage, chapters: Sequence[tuple[int, int]]) -> _Told:
    found = find_phrases(passage.text, "jenis")
    agencies = [a for a in find_instansi(passage.text) if passage.place in OWN or not a.of_the_state or _owns(a, found)]
    return _Told(
        agencies,
        [r for r in find_wilayah(passage.text) if not any(a.start <= r.start < a.end for a in agencies)],
        [y for y in find_years(passage.text) if y.kind not in _NO_REPORT_YEARS],
        [r for r in find_ranges(passage.text) if r.last - r.first in _PERIOD_YEARS],
        [k for k in found if not any(a < k[2] and k[1] < b for a, b in chapters)],
    )


def _owns(agency: Instansi, kinds: Sequence[tuple[JenisDokumen, int, int]]) -> bool:
    """Whether an agency stands right behind the name of a document: `LKj Kantor Pertanahan ...`."""
    return any(0 < agency.start - end <= _RIGHT_BEHIND for _, _, end in kinds)


def _unread(passage: Passage, told: _Told) -> Iterator[str]:
    """Lines of a title that tell nothing: one of them may be the name of an agency of no known form."""
    known = [(a.start, a.end) for a in told.agencies]
    known += [(r.start, r.end) for r in told.regions]
    known += [(start, end) for _, start, end in told.kinds]
    at = 0
    for line in passage.text.split("\n"):
        start, at = at, at + len(line) + 1
        name = line.isupper() and len(line) >= _NAME_LETTERS and not any(c.isdigit() for c in line)
        if name and not any(a < at and start < b for a, b in known):
            yield line


def _read_kinds(passage: Passage, told: _Told, evidence: DocumentVotes) -> None:
    """Votes for the names of documents, and for the agency and the years right behind each. A field for a name or an office says
    nothing of the kind."""
    kinds = told.kinds
    place = "isi" if passage.place == "isian" and not ends_with_its_row(passage.text) else passage.place
    for n, (kind, start, end) in enumerate(kinds):
        limit = min(end + _NEAR, kinds[n + 1][1] if n + 1 < len(kinds) else len(passage.text))
        behind = range(end, limit)
        if _spoken_of(kind, passage.text[:start]):
            evidence.jenis.add(kind, place, _SPOKEN_OF)
            _read_behind(kind, behind, told, evidence, _SPOKEN_OF, its_year=False)
            continue
        evidence.jenis.add(kind, place, 1.0 if place != "isi" and n == 0 else _NAMED_LATER)
        year = next((y.year for y in told.years if y.start in behind), None)
        if passage.heading:
            evidence.titles.append(Title(passage.page, kind, year))
        if passage.place == "kop" and year is not None:
            evidence.years_of[kind].add(year, "isian")  # what every page says of itself
        own = 1.0 if kind in _OF_THE_YEAR else _OTHERS_KIND
        _read_behind(kind, behind, told, evidence, own, its_year=passage.place != "tabel")


def _spoken_of(kind: JenisDokumen, before: str) -> bool:
    """Whether the name of a plan or an agreement is no title: `Target Akhir Renstra`, `dalam Perjanjian Kinerja`; a narrow
    heading breaks anywhere."""
    words = fold(before).split()
    return kind != "LKjIP" and bool(words) and words[-1] in lexicon.words("dokumen", "rujukan")


def _read_behind(kind: JenisDokumen, behind: range, told: _Told, evidence: DocumentVotes, share: float, its_year: bool) -> None:
    """Votes for the agency and the year or period that stand right behind a document's name."""
    year = next((y for y in told.years if y.start in behind), None)
    period = next((r for r in told.ranges if r.start in behind), None)
    agency = next((a for a in told.agencies if a.start in behind), None)
    if agency:
        _vote_agency(agency, "sebutan", share, evidence, evidence.agency_of[kind])
    evidence.named_governments.update(str(r) for r in told.regions if r.start in behind and r.through != "nama")
    if year and its_year and (period is None or year.start < period.start):
        evidence.years_of[kind].add(year.year, "sebutan")
    elif period and kind == "Renstra":
        evidence.periods.add((period.first, period.last), "sebutan")
    if agency or year:
        evidence.jenis.add(kind, "sebutan", share)


def _read_regions(passage: Passage, told: _Told, evidence: DocumentVotes) -> None:
    """Votes for the regions that a passage names by themselves, not in the name of an agency."""
    for region in told.regions:
        share = _REGION if passage.place != "isi" else _REGION_BY_NAME if region.through == "nama" else _REGION_IN_TEXT
        evidence.region.add(str(region), passage.place, share if region.sure else share * _UNSURE)
        if not region.sure:
            evidence.unknown_regions.add(str(region))
        if passage.place in OWN:
            if region.through != "kepala":
                evidence.governments.add(str(region))
            if region.through != "nama":
                evidence.named_governments.add(str(region))


def _vote_agency(
    agency: Instansi, place: str, share: float, evidence: DocumentVotes, votes: Votes[frozenset[str]] | None = None
) -> None:
    found = name_key(agency.name)
    (votes or evidence.agency).add(found, place, share if agency.sure else share * _UNSURE)
    (evidence.certain if agency.sure else evidence.unsure).add(found)
    (evidence.short if agency.abbreviated else evidence.full)[found][agency.name] += 1
    if agency.of_the_state:
        evidence.of_the_state.add(found)
    if agency.over_others:
        evidence.over_others.add(found)
    if agency.acronym:
        evidence.acronyms.setdefault(agency.acronym, found)
    if agency.wilayah:
        evidence.by_agency[found].add(str(agency.wilayah), place, share if agency.wilayah.sure else share * _UNSURE)
        if not agency.wilayah.sure:
            evidence.unknown_regions.add(str(agency.wilayah))


def _read_learned_acronyms(passage: Passage, evidence: DocumentVotes) -> None:
    """Votes for the names whose short form the document itself explains: `Badan ... Daerah (BPLHD)`, then `BPLHD`."""
    for acronym, found in evidence.acronyms.items():
        if expand_acronym(acronym) or acronym not in passage.text:
            continue
        for match in re.finditer(rf"(?<![^\W_]){re.escape(acronym)}(?![^\W_])", passage.text):
            evidence.agency.add(found, passage.place)
            region = next(iter(find_wilayah(passage.text[match.end() : match.end() + 60])), None)
            if region and region.sure and not passage.text[match.end() : match.end() + region.start].strip():
                evidence.by_agency[found].add(str(region), passage.place)


def path_words(part: str) -> list[str]:
    """The words of a file or folder name: `LKjIP_2019`, `dinas-sosial`, `LAmpiran2`."""
    return [w for w in re.split(r"[\W_]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Za-z])", part) if w]


def _read_path(berkas: str, evidence: DocumentVotes) -> None:
    path = PurePosixPath(berkas.replace("\\", "/"))
    for place, part in (("berkas", path.stem), *(("map", folder) for folder in reversed(path.parent.parts[-2:]))):
        words = path_words(part)
        spoken = " ".join(words)
        periods = [(r.first, r.last) for r in find_ranges(part.replace("_", " ")) if r.last - r.first in _PERIOD_YEARS]
        if place == "berkas":
            for kind, _, _ in find_phrases(spoken, "berkas"):
                evidence.jenis.add(kind, place, _FILE_KIND)
            ends = {year for first, last in periods for year in (first, last)}
            for mention in find_years(spoken):
                evidence.years.add(mention.year, place, _BARE_YEAR if mention.year in ends else 1.0)
        for period in periods:
            evidence.periods.add(period, place)
        for agency in (*find_instansi(spoken.title()), *_short_names(words)):
            _vote_agency(agency, place, 1.0, evidence)
        region = wilayah_from_words(words)
        if region:
            evidence.region.add(region, place)


def _short_names(words: Iterable[str]) -> list[Instansi]:
    return [Instansi(name, None, 0, 0, abbreviated=True) for name in map(expand_acronym, words) if name]


def _read_known(passages: Passages, known: Sequence[str], evidence: DocumentVotes) -> None:
    """Agencies that the user knows and the document prints get a vote, as from a file name."""
    if not known:
        return
    whole = " ".join(fold(p.text) for p in passages.items if p.place != "isi")
    for name in known:
        for agency in find_instansi(name):
            if fold(agency.name) in whole:
                _vote_agency(agency, "berkas", 1.0, evidence)
