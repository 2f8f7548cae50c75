"""What a file lacks of its identity, from the files of its folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from normalizers.names.instansi import key as name_key
from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.identity.doubts import Doubt, Field
from pipeline.identity.identify import Identity

T = TypeVar("T")

_NEW_CODES = 2021
_WITNESSES = 2  # siblings that must agree on whose a whole document is


def fill_from_siblings(identities: Mapping[str, Identity]) -> dict[str, Identity]:
    """What a file lacks, from the files of its folder (keys are paths relative to the input, with `/`).

    Agency and region come from siblings that agree (two thirds of those that know one; for a file that is no part of a
    report all of them, and two at least). Kind and year of a chapter or attachment come from the other parts, by
    majority; whole reports beside it say nothing about those. The bidang urusan comes from any document of the same
    agency whose codes are of the same numbering. Nothing that a file says surely of itself changes.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for berkas in identities:
        folders[str(PurePosixPath(berkas.replace("\\", "/")).parent)].append(berkas)
    out: dict[str, Identity] = {}
    for files in folders.values():
        for berkas in files:
            others = [identities[other] for other in files if other != berkas]
            out[berkas] = _filled(identities[berkas], others)
    return _with_plan(_with_bidang({berkas: out[berkas] for berkas in identities}))


def _with_plan(identities: Mapping[str, Identity]) -> dict[str, Identity]:
    """The years of the plan that a report stands in and does not name: of the one Renstra of its agency that covers its year."""
    plans: dict[frozenset[str], set[tuple[int, int]]] = defaultdict(set)
    for one in identities.values():
        if one.jenis == "Renstra" and one.instansi and one.periode_awal and one.periode_akhir:
            plans[name_key(one.instansi)].add((one.periode_awal, one.periode_akhir))
    out = dict(identities)
    for berkas, one in identities.items():
        if one.rencana is None and one.jenis != "Renstra" and one.instansi and one.tahun:
            covering = [p for p in plans.get(name_key(one.instansi), ()) if p[0] <= one.tahun <= p[1]]
            if len(covering) == 1:
                out[berkas] = replace(one, rencana=covering[0])
    return out


def _with_bidang(identities: Mapping[str, Identity]) -> dict[str, Identity]:
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


def _code_book(who: Identity) -> tuple[frozenset[str], str] | None:
    """The agency and the numbering its codes are of; None where the document does not tell both."""
    numbering = _numbering(who)
    return (name_key(who.instansi), numbering) if who.instansi and numbering else None


def _numbering(who: Identity) -> str | None:
    """Which numbering of codes a document of its years uses; None for one without a year.

    Permendagri 90/2019 came into use with the budget of 2021; a plan that begins before is in the older one.
    """
    year = who.periode_awal if who.periode_awal is not None else who.tahun
    return None if year is None else "90/2019" if year >= _NEW_CODES else "13/2006"


def _filled(own: Identity, others: Sequence[Identity]) -> Identity:
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
    filled = replace(
        own,
        wilayah=wilayah,
        instansi=instansi,
        ragu=_without(own.ragu, *(("instansi",) if instansi and not own.instansi else ())),
    )
    return _filled_part(filled, [o for o in others if o.bagian]) if own.bagian else filled


def _filled_part(own: Identity, parts: Sequence[Identity]) -> Identity:
    if own.jenis is None or own.doubts("jenis"):
        kind: JenisDokumen | None = _agreed((o.jenis for o in parts if not o.doubts("jenis")), 0.5)
        if kind:
            own = replace(own, jenis=kind, ragu=_without(own.ragu, "jenis"))
    same = [o for o in parts if o.jenis == own.jenis]
    if own.jenis == "Renstra":
        if own.periode_awal is None:
            period = _agreed(((o.periode_awal, o.periode_akhir) for o in same if o.periode_awal), 0.5)
            if period:
                own = replace(own, periode_awal=period[0], periode_akhir=period[1], ragu=_without(own.ragu, "tahun"))
        return replace(own, tahun=None)
    if own.tahun is None:
        tahun = _agreed((o.tahun for o in same), 0.5)
        own = replace(own, tahun=tahun, ragu=own.ragu if tahun is None else _without(own.ragu, "tahun"))
    return replace(own, periode_awal=None, periode_akhir=None)


def _without(doubts: Sequence[Doubt], *fields: Field) -> tuple[Doubt, ...]:
    """The doubts about other fields: these were filled."""
    return tuple(one for one in doubts if one.bidang not in fields)


def _agreed(values: Iterable[T | None], share: float) -> T | None:
    """The value that more than the share (all, where it is 1) of those that know one have; None where they disagree."""
    counted = Counter(v for v in values if v is not None)
    if not counted:
        return None
    value, count = counted.most_common(1)[0]
    return value if count == counted.total() or count / counted.total() > share else None
