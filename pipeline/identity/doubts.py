"""What of a document's identity is a guess, why, and what else it may be. A wrong name splits an archive: it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from extractors.layout.limits import COUNT, SHARE, Limit
from pipeline.datasets.records import Temuan
from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.findings.faults import finding
from pipeline.identity.gathered import DocumentVotes
from pipeline.identity.votes import OWN, Votes

Field: TypeAlias = Literal["jenis", "instansi", "wilayah", "tahun"]
Reason: TypeAlias = Literal["tidak_tercetak", "bersaing", "sambil_lalu", "tidak_dikenal", "lemah"]

_WORDS: dict[Reason, str] = {
    "tidak_tercetak": "tidak tercetak dalam dokumen",
    "bersaing": "ada lebih dari satu yang disebut",
    "sambil_lalu": "hanya disebut sambil lalu",
    "tidak_dikenal": "tidak ada dalam daftar wilayah",
    "lemah": "petunjuknya sedikit",
}
_LITTLE: frozenset[Reason] = frozenset({"tidak_dikenal", "lemah"})
"""What a look at the first page settles, most often as it was read."""
_WITHOUT_YEAR: frozenset[JenisDokumen | None] = frozenset({"Renstra", "IKU", "lainnya", None})


@dataclass(frozen=True, slots=True)
class Limits:
    rival: Annotated[float, Limit("another agency has so many of the votes of the first", SHARE)] = 0.7
    rival_region: Annotated[float, Limit("another region has so many of the votes of the first", SHARE)] = 0.85
    rival_year: Annotated[float, Limit("another year has so many of the votes of the first", SHARE)] = 0.9
    told: Annotated[int, Limit("so many other candidates are told", COUNT)] = 3


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of the identity that is a guess: why, and what it may be instead."""

    bidang: Field
    sebab: Reason
    calon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided, as far as doubts look at it. `government`: the document is taken for the region's own."""

    jenis: JenisDokumen | None
    agency: frozenset[str] | None
    government: bool
    region: str | None
    tahun: int | None
    period: tuple[int, int] | None


def agency_doubts(evidence: DocumentVotes, found: Settled, names: Callable[[frozenset[str]], str]) -> Iterator[Doubt]:
    """Whether another agency has as good a claim, and whether the document calls itself by the name at all."""
    unread = tuple(evidence.unread[: LIMITS.told])
    if found.government:
        if unread:
            yield Doubt("instansi", "bersaing", unread)
        elif found.region not in evidence.named_governments:
            yield Doubt("instansi", "lemah")
        return
    if found.agency is None:
        yield Doubt("instansi", "tidak_tercetak", unread)
        return
    votes = evidence.agency
    rivals = [
        other
        for other, score in votes.ranking()
        if not (other <= found.agency or other >= found.agency) and score >= LIMITS.rival * votes.score(found.agency)
    ]
    if rivals:
        yield Doubt("instansi", "bersaing", tuple(names(r) for r in rivals[: LIMITS.told]))
    elif _in_passing(votes, found.agency):
        yield Doubt("instansi", "sambil_lalu", unread)
    elif found.agency not in evidence.certain:
        yield Doubt("instansi", "lemah")


def _in_passing(votes: Votes[frozenset[str]], agency: frozenset[str]) -> bool:
    """Whether a document names an agency in running text only, or its file name alone does."""
    places = votes.places(agency) - {"map"}
    return not places & (OWN | {"sebutan"}) and not ("berkas" in places and len(places) > 1)


def region_doubts(evidence: DocumentVotes, found: Settled, scores: Mapping[str, float]) -> Iterator[Doubt]:
    """Whether another region has as good a claim, or the one found is on no list and named in passing.

    `scores` are without those that it lies in or that lie in it.
    """
    if found.region is None:
        return
    rivals = [
        r
        for r, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        if r != found.region and score >= LIMITS.rival_region * scores[found.region]
    ]
    if rivals:
        yield Doubt("wilayah", "bersaing", tuple(rivals[: LIMITS.told]))
    elif found.region in evidence.unknown_regions and not _calls_itself(evidence, found, found.region):
        yield Doubt("wilayah", "tidak_dikenal")


def _calls_itself(evidence: DocumentVotes, found: Settled, region: str) -> bool:
    """Whether a region is printed where the document names itself: a new one, or one of a made-up example."""
    behind = evidence.by_agency[found.agency].places(region) if found.agency in evidence.by_agency else frozenset()
    return bool((behind | evidence.region.places(region)) & (OWN | {"sebutan"}))


def year_doubts(found: Settled, scores: Mapping[int, float]) -> Iterator[Doubt]:
    """Whether a document of a year, or a plan of years, names none, or another as often."""
    if found.jenis == "Renstra" and found.period is None:
        yield Doubt("tahun", "tidak_tercetak")
    if found.jenis in _WITHOUT_YEAR:
        return
    if found.tahun is None:
        yield Doubt("tahun", "tidak_tercetak")
        return
    rivals = sorted(y for y, s in scores.items() if y != found.tahun and s >= LIMITS.rival_year * scores[found.tahun])
    if rivals:
        yield Doubt("tahun", "bersaing", tuple(map(str, rivals[: LIMITS.told])))


def identity_finding(dokumen_id: str, berkas: str, doubts: Sequence[Doubt]) -> Temuan:
    """The note that a document's identity is a guess, all its fields in one."""
    told = [f"{one.bidang} {_WORDS[one.sebab]}" + (f" (mungkin {' / '.join(one.calon)})" if one.calon else "") for one in doubts]
    rincian: dict[str, object] = {
        "berkas": berkas,
        "ragu": {one.bidang: {"sebab": one.sebab, "calon": list(one.calon)} for one in doubts},
    }
    weak = all(one.sebab in _LITTLE for one in doubts)
    pesan = "identitas dokumen belum pasti: " + "; ".join(told)
    return finding(dokumen_id, "identitas_ragu", "info" if weak else "peringatan", pesan, rincian)
