"""Stage 7: the mentions of indicators in the documents of an agency become indicators.

Agencies are blocks (`agencies`), mentions with the same words are one wording (`mentions`), wordings are compared
(`similarity`) and joined (`clustering`); this module tells the story and writes the rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalizers.wordings.fact_words import is_place_word
from normalizers.wordings.indikator import banding, rumuskan
from normalizers.wordings.singkatan import learn
from normalizers.words import is_real
from pipeline.datasets.records import Dokumen, Indikator, Kinerja, Padanan
from pipeline.datasets.vocabulary import StatusPadanan
from pipeline.identity.agencies import Agency, agencies
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import of_agency
from pipeline.matching.clusters import DECIDED, Cluster, clusters
from pipeline.matching.mentions import Mention, Wording, literal, mentions, wordings
from pipeline.matching.similarity import Link, links, weights


@dataclass(frozen=True, slots=True)
class Matched:
    """What matching found. `indikator_id` gives the indicator of each fact, by `kinerja_id`."""

    indikator: tuple[Indikator, ...]
    padanan: tuple[Padanan, ...]
    indikator_id: Mapping[str, str]


def match(
    dokumen: Sequence[Dokumen],
    kinerja: Sequence[Kinerja],
    keputusan: Sequence[Keputusan] = (),
    agency_of: Mapping[str, Agency] | None = None,
) -> Matched:
    """Match the indicators of all documents, agency by agency. The result does not depend on the order of the rows.

    `keputusan` of people hold before any evidence; a mention that one of them joined has the status `manual`. `agency_of`
    gives the agency of each document where it is known already; it was told from all documents of an archive, which need
    not all be given here.

    `indikator_id` is a hash of the agency's normal form and the normal form of the wording that most tables of the
    cluster print. Spelling, case, list numbers and empty words are not in that form, so the id stays when documents
    with such variants are added; it changes when another wording becomes the most frequent, or when the agency's own
    name does. Two indicators of one normal form (rows of one table) are told apart by their code, and last by their
    order. Raises KeyError where a fact belongs to no document given.
    """
    agency_of = agencies(dokumen) if agency_of is None else agency_of
    blocks: dict[Agency, list[Kinerja]] = defaultdict(list)
    for fact in kinerja:
        blocks[agency_of[fact.dokumen_id]].append(fact)
    indikator: list[Indikator] = []
    padanan: list[Padanan] = []
    for agency in sorted(blocks, key=lambda a: a.key):
        found, linked = _cluster(agency, blocks[agency], of_agency(keputusan, agency.name))
        taken: set[str] = set()
        for cluster in linked:
            chosen = _representative(found, cluster)
            own_id = _identify(agency, found, cluster, chosen, taken)
            group = _group(agency, _key(found, cluster))
            indikator.append(replace(_indikator(own_id, agency, [found[i] for i in cluster.members]), kelompok_id=group))
            padanan.extend(_padanan(own_id, found, cluster, chosen))
    by_mention = {(p.tabel_id, p.baris, p.indikator): p.indikator_id for p in padanan}
    return Matched(
        indikator=tuple(sorted(indikator, key=lambda i: (i.instansi or "", i.nama, i.indikator_id))),
        padanan=tuple(sorted(padanan, key=lambda p: (p.dokumen_id, p.tabel_id, p.baris, p.indikator))),
        indikator_id={f.kinerja_id: by_mention[f.tabel_id, f.baris, f.indikator] for f in kinerja},
    )


def _cluster(agency: Agency, facts: Sequence[Kinerja], keputusan: Sequence[Keputusan]) -> tuple[list[Wording], list[Cluster]]:
    found = _spelled_out(wordings(mentions(facts)))
    weight = weights(found, agency)

    def objects(i: int, j: int) -> bool:
        compared = banding(found[i].rumusan, found[j].rumusan, weight)
        return bool(compared.keberatan or any(is_real(word) for word in compared.sisipan))

    return found, clusters(found, links(found, agency), objects, _decided(found, keputusan))


def _spelled_out(found: Sequence[Wording]) -> list[Wording]:
    """The wordings with the short names that they explain to each other spelled out."""
    short_names = learn(w.rumusan.teks for w in found)
    return [replace(w, rumusan=rumuskan(w.rumusan.teks, short_names)) for w in found] if short_names else list(found)


def _decided(found: Sequence[Wording], keputusan: Sequence[Keputusan]) -> dict[tuple[int, int], bool]:
    """Pairs of wordings (places in `found`, the smaller first) that people decided on; the later decision holds."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, w in enumerate(found):
        places[w.literal].append(i)
    out: dict[tuple[int, int], bool] = {}
    for d in (one for one in keputusan if one.jenis == "indikator"):
        for word, other in d.says.items():
            for i in places.get(literal(d.teks), ()):
                for j in places.get(literal(other), ()):
                    if i != j:
                        out[min(i, j), max(i, j)] = word == "sama"
    return out


def _representative(found: Sequence[Wording], cluster: Cluster) -> int:
    """The wording that most tables print; the longest, then the first in the alphabet, among equals."""
    return min(cluster.members, key=lambda i: (-len(found[i].tables), -len(found[i].literal), found[i].literal))


def _key(found: Sequence[Wording], cluster: Cluster) -> str:
    """The normal form that most tables of the cluster print; as printed, so that an explained short name changes no id."""
    keys: Counter[str] = Counter()
    for i in cluster.members:
        keys[rumuskan(found[i].rumusan.teks).kunci] += len(found[i].tables)
    return min(keys, key=lambda k: (-keys[k], k))


def _group(agency: Agency, key: str) -> str:
    """What indicators of other agencies share that measure the same: the normal form without the names of places."""
    words = [w for w in key.split() if not is_place_word(w) and w not in agency.region]
    return hashlib.sha256("\x1f".join(words or [key]).encode()).hexdigest()[:16]


def _identify(agency: Agency, found: Sequence[Wording], cluster: Cluster, chosen: int, taken: set[str]) -> str:
    key = _key(found, cluster)
    code = found[chosen].kode or min(found[chosen].codes, key=lambda c: (-found[chosen].codes[c], c), default="")
    parts = [agency.key, key]
    for extra in ("", code, *map(str, range(2, len(found) + 3))):
        own = hashlib.sha256("\x1f".join([*parts, extra] if extra else parts).encode()).hexdigest()[:16]
        if own not in taken:
            break
    taken.add(own)
    return own


def _indikator(own_id: str, agency: Agency, members: Sequence[Wording]) -> Indikator:
    texts: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for w in members:
        texts.update(m.indikator for m in w.mentions)
        units.update(w.units)
    facts = [f for w in members for m in w.mentions for f in m.facts]
    years = [f.tahun for f in facts if f.tahun is not None]
    return Indikator(
        indikator_id=own_id,
        instansi=agency.name,
        nama=min(texts, key=lambda t: (-texts[t], -len(t), t)),
        satuan=min(units, key=lambda u: (-units[u], u), default=None),
        jumlah_dokumen=len({f.dokumen_id for f in facts}),
        tahun_awal=min(years, default=None),
        tahun_akhir=max(years, default=None),
    )


def _padanan(own_id: str, found: Sequence[Wording], cluster: Cluster, chosen: int) -> list[Padanan]:
    """A row for each mention: how it came to the cluster, through the best of its links."""
    best: dict[int, Link] = {}
    for link in sorted(cluster.links, key=lambda e: -e.score):
        best.setdefault(link.a, link)
        best.setdefault(link.b, link)
    doubtful = _behind_doubt(cluster, chosen)
    out: list[Padanan] = []
    for i in cluster.members:
        joined = best.get(i)
        if i == chosen or joined is None:
            score, how = 100.0, "teks"
        else:
            score, how = round(100 * joined.score, 2), joined.how
        status: StatusPadanan = "manual" if how == DECIDED else "tinjau" if i in doubtful else "otomatis"
        out.extend(_row(own_id, m, score, how, status) for m in found[i].mentions)
    return out


def _behind_doubt(cluster: Cluster, chosen: int) -> set[int]:
    """The members that only an unsure link joins to the representative."""
    near = {chosen}
    grown = True
    while grown:
        grown = False
        for link in cluster.links:
            if link.sure and (link.a in near) != (link.b in near):
                near |= {link.a, link.b}
                grown = True
    return set(cluster.members) - near


def _row(own_id: str, mention: Mention, score: float, how: str, status: StatusPadanan) -> Padanan:
    return Padanan(own_id, mention.facts[0].dokumen_id, mention.tabel_id, mention.baris, mention.indikator, score, how, status)
