"""Who and what a document is: its kind, its agency and region, its years. Decides over the votes of `evidence`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from rapidfuzz import fuzz

from extractors.model import Line, Table
from normalizers.names.instansi import key as name_key
from normalizers.names.wilayah import province_of
from normalizers.text import fold
from pipeline.identity.bidang import bidang_of
from pipeline.identity.passages import Passages, read_passages
from pipeline.identity.votes import Evidence, gather, path_words

T = TypeVar("T")

_SURE_KIND = 3.0  # less is a guess
_FORM_WITH_CHAPTERS = 0.3  # a PK or an IKU list has no chapters; a report that has them holds a PK
_PART_OF_NAME = 0.25  # "Dinas Pertanian" is "Dinas Pertanian Tanaman Pangan" cut short where that has such a share
_IN_PASSING = 3.0  # an agency with fewer votes, all of them in running text, is not the document's own
_NEW_CODES = 2021
_WITNESSES = 2  # siblings that must agree on whose a whole document is
_SAME_AGENCY = 90  # of 100: a name read and one that the user knows


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

    @property
    def read_by(self) -> tuple[str | None, int | None, int | None, int | None]:
        """What the tables of the document are understood with: its kind and its years."""
        return self.jenis, self.tahun, self.periode_awal, self.periode_akhir


# ---------------------------------------------------------------- decisions
def identify(lines: Sequence[Line], tables: Sequence[Table], berkas: str, known: Sequence[str] = ()) -> Identitas:
    """The identity of a document from its lines and tables, and last from its path `berkas` (relative, with `/`).

    `known` are full names of agencies (`Dinas Kesehatan Kabupaten X`) that the user's configuration lists: a name read
    in the document that is nearly one of them is written as that one. Nothing printed about a fact leaves it None.
    """
    passages = read_passages(lines, tables)
    evidence = gather(passages, berkas, known)
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
        kode_bidang=bidang_of(tables, instansi),
        tahun=None if jenis == "Renstra" else year,
        periode_awal=period[0] if period else None,
        periode_akhir=period[1] if period else None,
        bagian=part,
        ragu=doubt,
    )


def _named_as_part(berkas: str) -> bool:
    words = path_words(PurePosixPath(berkas.replace("\\", "/")).stem)
    return any(re.fullmatch(r"(?:rj|rs)?bab|lampiran|lamp", w, re.IGNORECASE) for w in words)


def _decide_kind(evidence: Evidence, passages: Passages) -> tuple[str | None, bool]:
    """The kind, and whether it is more than a guess."""
    forms = ("PK", "IKU") if passages.chapters else ()
    scores = {k: s * (_FORM_WITH_CHAPTERS if k in forms else 1.0) for k, s in evidence.jenis.ranking()}
    if not scores:
        return ("lainnya", False) if passages.items else (None, False)
    kind = max(scores, key=lambda k: scores[k])
    if scores[kind] < 1.0 and not evidence.jenis.places(kind) - {"isi"}:
        return "lainnya", False
    return kind, scores[kind] >= _SURE_KIND and all(scores[kind] > s for k, s in scores.items() if k != kind)


def _decide_agency(evidence: Evidence) -> frozenset[str] | None:
    ranking = evidence.agency.ranking()
    if not ranking:
        return None
    best, score = ranking[0]
    longer = [c for c, s in ranking if c > best and s >= _PART_OF_NAME * score and c not in evidence.unsure]
    return longer[0] if longer else best


def _decide_region(evidence: Evidence, agency: frozenset[str] | None) -> str | None:
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


def _is_of_government(evidence: Evidence, agency: frozenset[str] | None, region: str) -> bool:
    """Whether the document is the region's own: the region on cover or heading, agencies at most in passing."""
    if region not in evidence.governments:
        return False
    if agency is None:
        return True
    return not evidence.agency.places(agency) - {"isi", "map", "tabel"} and evidence.agency.score(agency) < _IN_PASSING


def _best_name(evidence: Evidence, agency: frozenset[str]) -> str:
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


def _decide_year(evidence: Evidence, jenis: str | None) -> int | None:
    named = evidence.years_of.get(jenis or "")
    scores = dict(evidence.years.ranking())
    if named:
        for year, score in named.ranking():
            scores[year] = scores.get(year, 0.0) + score
    # Between two alike the later one: a report names its own year and the one before it.
    return max(scores, key=lambda y: (round(scores[y], 6), y)) if scores else None


# ---------------------------------------------------------------- the folder
def fill_from_siblings(identities: Mapping[str, Identitas]) -> dict[str, Identitas]:
    """What a file lacks, from the files of its folder (keys are paths relative to the input, with `/`).

    Agency and region come from siblings that agree (two thirds of those that know one; for a file that is no part of a
    report all of them, and two at least). Kind and year of a chapter or attachment come from the other parts, by
    majority; whole reports beside it say nothing about those. The bidang urusan comes from any document of the same
    agency whose codes are of the same numbering. Nothing that a file says surely of itself changes.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for berkas in identities:
        folders[str(PurePosixPath(berkas.replace("\\", "/")).parent)].append(berkas)
    out: dict[str, Identitas] = {}
    for files in folders.values():
        for berkas in files:
            others = [identities[other] for other in files if other != berkas]
            out[berkas] = _filled(identities[berkas], others)
    return _with_bidang({berkas: out[berkas] for berkas in identities})


def _with_bidang(identities: Mapping[str, Identitas]) -> dict[str, Identitas]:
    """The bidang of an agency from its other documents of the same numbering, where those agree."""
    known: dict[tuple[frozenset[str], str], set[str]] = defaultdict(set)
    for one in identities.values():
        code = _code_book(one)
        if code and one.kode_bidang:
            known[code].add(one.kode_bidang)
    out = dict(identities)
    for berkas, one in identities.items():
        code = _code_book(one)
        if one.kode_bidang is None and code and len(known.get(code, ())) == 1:
            out[berkas] = replace(one, kode_bidang=next(iter(known[code])))
    return out


def _code_book(who: Identitas) -> tuple[frozenset[str], str] | None:
    """The agency and the numbering its codes are of; None where the document does not tell both."""
    numbering = _numbering(who)
    return (name_key(who.instansi), numbering) if who.instansi and numbering else None


def _numbering(who: Identitas) -> str | None:
    """Which numbering of codes a document of its years uses; None for one without a year.

    Permendagri 90/2019 came into use with the budget of 2021; a plan that begins before is in the older one.
    """
    year = who.periode_awal if who.periode_awal is not None else who.tahun
    return None if year is None else "90/2019" if year >= _NEW_CODES else "13/2006"


def _filled(own: Identitas, others: Sequence[Identitas]) -> Identitas:
    need = 2 / 3 if own.bagian else 1.0
    if not own.bagian and sum(o.wilayah is not None for o in others) < _WITNESSES:
        return own
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
