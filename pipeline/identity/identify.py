"""Who and what a document is: its kind, its agency and region, its years. Decides over the votes of `identity.gathered`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from extractors.model import Line, Table
from normalizers.names.wilayah import province_of
from normalizers.text import fold
from normalizers.wordings.page_words import names_part
from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.identity.bidang import bidang_of
from pipeline.identity.doubts import Doubt, Field, Settled, agency_doubts, region_doubts, year_doubts
from pipeline.identity.gathered import DocumentVotes, Title, gather, path_words
from pipeline.identity.passages import Passages, read_passages
from pipeline.identity.votes import OWN

_SURE_KIND = 3.0  # less is a guess
_FORMS: tuple[JenisDokumen, ...] = ("PK", "IKU", "RencanaAksi", "RKT", "DPA", "LRA")
_FORM_WITH_CHAPTERS = 0.3  # a PK or an IKU list has no chapters; a report that has them holds a PK
_PART_OF_NAME = 0.25  # "Dinas Pertanian" is "Dinas Pertanian Tanaman Pangan" cut short where that has such a share
_IN_PASSING = 3.0  # an agency with fewer votes, all of them in running text, is not the document's own
_SHEETS = 2  # so many pages behind its first sheet an agreement's table may stand
_SAME_AGENCY = 90  # of 100: a name read and one that the user knows


@dataclass(frozen=True, slots=True)
class Identity:
    """The facts of a document as `dokumen` has them; None is what nothing in the document tells.

    `tahun` is the year reported or planned and None for a Renstra, whose years are `periode_awal` and `periode_akhir`.
    `bagian`: the file is a part of a report (a chapter, an attachment). `ragu` tells the fields that are guesses, which
    the other files of the folder may know better.
    """

    jenis: JenisDokumen | None = None
    instansi: str | None = None
    wilayah: str | None = None
    kode_bidang: str | None = None
    tahun: int | None = None
    periode_awal: int | None = None
    periode_akhir: int | None = None
    bagian: bool = False
    ragu: tuple[Doubt, ...] = ()
    rencana: tuple[int, int] | None = None
    """First and last year of the plan that a document names, which is none itself: what `Target Akhir Renstra` is of."""

    def doubts(self, field: Field) -> bool:
        """Whether a field is a guess."""
        return any(one.bidang == field for one in self.ragu)

    lembar: tuple[tuple[int, int], ...] = ()
    """Pages that belong to a form of another year than the document's, bound with it: page and year."""

    @property
    def read_by(self) -> tuple[object, ...]:
        """What the tables of the document are understood with: its kind and its years."""
        return self.jenis, self.tahun, self.periode_awal, self.periode_akhir, self.rencana, self.lembar


# ---------------------------------------------------------------- decisions
def identify(lines: Sequence[Line], tables: Sequence[Table], berkas: str, known: Sequence[str] = ()) -> Identity:
    """The identity of a document from its lines and tables, and last from its path `berkas` (relative, with `/`).

    `known` are full names of agencies (`Dinas Kesehatan Kabupaten X`) that the user's configuration lists: a name read
    in the document that is nearly one of them is written as that one. Nothing printed about a fact leaves it None.
    """
    passages = read_passages(lines, tables)
    evidence = gather(passages, berkas, known)
    part = passages.part or _named_as_part(berkas)
    jenis, sure = _decide_kind(evidence, passages)
    evidence = evidence.of_kind(jenis)
    agency = _decide_agency(evidence)
    regions = _region_scores(evidence, agency)
    region = _decide_region(regions)
    government = region is not None and _is_of_government(evidence, agency, region)
    instansi: str | None = None
    if government:
        instansi = "Pemerintah"
    elif agency is not None:
        instansi = _best_name(evidence, agency)
    placed = region if agency is None or _is_named_with(evidence, agency, region) else None
    full = " ".join(w for w in (instansi, placed) if w) if instansi else None
    years = dict(evidence.years.ranking())
    # Between two alike the later one: a report names its own year and the one before it.
    year = max(years, key=lambda y: (round(years[y], 6), y)) if years else None
    plan = evidence.periods.best()
    period = plan if jenis == "Renstra" else None
    decided = Settled(jenis, agency, government, region, year, period)
    doubts = (
        *((Doubt("jenis", "lemah"),) if passages.attachment or not sure else ()),
        *agency_doubts(evidence, decided, lambda other: _best_name(evidence, other)),
        *region_doubts(evidence, decided, {r: s for r, s in regions.items() if not _related(r, region)}),
        *year_doubts(decided, years),
    )
    return Identity(
        jenis=jenis,
        instansi=_as_known(full, known),
        wilayah=region,
        kode_bidang=bidang_of(tables, instansi),
        tahun=None if jenis == "Renstra" else year,
        periode_awal=period[0] if period else None,
        periode_akhir=period[1] if period else None,
        bagian=part,
        ragu=doubts,
        rencana=None if jenis == "Renstra" or not _names_plan(evidence, plan, year) else plan,
        lembar=tuple(_sheets(evidence.titles, year)),
    )


def _is_named_with(evidence: DocumentVotes, agency: frozenset[str], region: str | None) -> bool:
    """Whether the region belongs to the agency's full name. A body of the state has it only where it stands behind the name:
    there is one `Pengadilan Negeri Sambas`."""
    return agency not in evidence.of_the_state or (region is not None and bool(evidence.by_agency[agency].places(region)))


def _sheets(titles: Sequence[Title], own: int | None) -> Iterator[tuple[int, int]]:
    """Pages headed as a form of no year (`Lampiran Perjanjian Kinerja`), and the year of its first sheet right before, where it
    is not the document's own."""
    first: dict[JenisDokumen, Title] = {}
    for title in titles:
        if title.tahun is not None:
            first[title.jenis] = title
        sheet = first.get(title.jenis)
        if title.tahun is not None or sheet is None or title.jenis not in _FORMS or title.page - sheet.page > _SHEETS:
            continue
        if sheet.tahun is not None and sheet.tahun != own:
            yield title.page, sheet.tahun


def _names_plan(evidence: DocumentVotes, plan: tuple[int, int] | None, year: int | None) -> bool:
    """Whether a report of a year lies in the years of the plan that it names, and it names no other plan as often."""
    others = [score for period, score in evidence.periods.ranking() if period != plan]
    inside = plan is not None and (year is None or plan[0] <= year <= plan[1])
    return plan is not None and inside and all(score < evidence.periods.score(plan) for score in others)


def _named_as_part(berkas: str) -> bool:
    words = path_words(PurePosixPath(berkas.replace("\\", "/")).stem)
    return any(map(names_part, words))


def _decide_kind(evidence: DocumentVotes, passages: Passages) -> tuple[JenisDokumen | None, bool]:
    """The kind, and whether it is more than a guess."""
    forms = _FORMS if passages.chapters else ()
    scores = {k: s * (_FORM_WITH_CHAPTERS if k in forms else 1.0) for k, s in evidence.jenis.ranking()}
    if not scores:
        return ("lainnya", False) if passages.items else (None, False)
    kind = max(scores, key=lambda k: scores[k])
    if scores[kind] < 1.0 and not evidence.jenis.places(kind) - {"isi"}:
        return "lainnya", False
    return kind, scores[kind] >= _SURE_KIND and all(scores[kind] > s for k, s in scores.items() if k != kind)


def _decide_agency(evidence: DocumentVotes) -> frozenset[str] | None:
    ranking = evidence.agency.ranking()
    if not ranking:
        return None
    best, score = ranking[0]
    if best in evidence.over_others:
        best, score = next(((c, s) for c, s in ranking if _stands_below(evidence, c, best)), (best, score))
    longer = [c for c, s in ranking if c > best and s >= _PART_OF_NAME * score and c not in evidence.unsure]
    return longer[0] if longer else best


def _stands_below(evidence: DocumentVotes, unit: frozenset[str], body: frozenset[str]) -> bool:
    """Whether a unit is named as prominently as the body over it: a letterhead prints the ministry, then the office."""
    own = evidence.agency.places(body) & OWN
    return bool(own) and unit not in evidence.over_others and own <= evidence.agency.places(unit)


def _region_scores(evidence: DocumentVotes, agency: frozenset[str] | None) -> dict[str, float]:
    """Votes for each region: those printed behind the agency's name, and what the document says of regions elsewhere."""
    attached = evidence.by_agency.get(agency) if agency is not None else None
    scores = dict(evidence.region.ranking())
    if attached:
        for region, score in attached.ranking():
            scores[region] = scores.get(region, 0.0) + 2 * score
    return scores


def _decide_region(scores: Mapping[str, float]) -> str | None:
    if not scores:
        return None
    # A kabupaten's cover prints its province too, a province's report many kabupaten: the smaller one only where it is
    # not far behind.
    best = max(scores, key=lambda r: scores[r])
    inside = [r for r in scores if _lies_in(r, best) and scores[r] >= 0.6 * scores[best]]
    return max(inside, key=lambda r: scores[r]) if inside else best


def _related(region: str, other: str | None) -> bool:
    """Whether of two regions one lies in the other."""
    return other is not None and region != other and (_lies_in(region, other) or _lies_in(other, region))


def _lies_in(region: str, province: str) -> bool:
    level, _, name = region.partition(" ")
    return province.startswith("Provinsi ") and (
        (level == "Kabupaten" and province_of("Kabupaten", name) == province[9:])
        or (level == "Kota" and province_of("Kota", name) == province[9:])
    )


def _is_of_government(evidence: DocumentVotes, agency: frozenset[str] | None, region: str) -> bool:
    """Whether the document is the region's own: the region on cover or heading, agencies at most in passing; by its name alone
    (`Kota ...`) where no other title of the cover may be the agency."""
    if region not in evidence.governments or (evidence.unread and region not in evidence.named_governments):
        return False
    if agency is None:
        return True
    return not evidence.agency.places(agency) - {"isi", "map", "tabel"} and evidence.agency.score(agency) < _IN_PASSING


def _best_name(evidence: DocumentVotes, agency: frozenset[str]) -> str:
    """The fullest spelling among the usual ones: words in the agency's usual order, commas where it has them."""
    names = evidence.full.get(agency) or evidence.short[agency]
    most = max(names.values())
    return max((n for n, c in names.items() if c >= 0.2 * most), key=lambda n: (n.count(","), names[n], n))


def _as_known(full: str | None, known: Sequence[str]) -> str | None:
    if full is None:
        return None
    near = [(fuzz.token_sort_ratio(fold(full), fold(name)), name) for name in known]
    best = max(near, default=(0.0, full))
    return best[1] if best[0] >= _SAME_AGENCY else full
