"""Which wordings of an agency are candidates for one indicator, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from normalizers.wordings.indikator import Comparison, Rumusan, banding, plain_weight
from pipeline.identity.agencies import Agency, shortened
from pipeline.matching.mentions import Wording

ACCEPT = 0.92
"""From here on two wordings are one indicator without a person looking. (docs/ATURAN.md, Pencocokan indikator.)"""
REVIEW = 0.80
"""From here on they are one where nothing speaks against it; a person is asked to look."""

_CHUNK = 1024
_MIN_SORTED, _MIN_SET, _MIN_RATIO = 65, 90, 80


@dataclass(frozen=True, slots=True)
class Link:
    """Two wordings (places in the list) that may be one indicator. `sure` is False where a person should look."""

    a: int
    b: int
    score: float
    sure: bool
    how: str


def weights(found: Sequence[Wording], agency: Agency) -> Callable[[str], float]:
    """Weight of a word among the wordings of an agency: rare words tell indicators apart, the agency's own name does
    not.
    """
    keys = {w.rumusan.kunci: w.rumusan.kata for w in found}
    df = Counter(word for words in keys.values() for word in set(words))
    scale = math.log(2 + len(keys))
    region = frozenset(agency.region)
    table: dict[str, float] = {}
    for word in df:
        weight = plain_weight(word)
        if weight == 1.0:
            weight = 0.6 + 0.8 * (1 - math.log(1 + df[word]) / scale)
            if word in region:
                weight = 0.3
            elif word not in agency.words and shortened(word, agency.words):
                weight = 0.15
        table[word] = weight

    def weight_of(word: str) -> float:
        known = table.get(word)
        return plain_weight(word) if known is None else known

    return weight_of


def _candidates(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of different keys that share enough letters or words to be looked at (i < j)."""
    joined = [k.replace(" ", "") for k in keys]
    for start in range(0, len(keys), _CHUNK):
        part = slice(start, min(start + _CHUNK, len(keys)))
        near = process.cdist(keys[part], keys, scorer=fuzz.token_sort_ratio, score_cutoff=_MIN_SORTED, dtype=np.uint8) > 0
        near |= process.cdist(keys[part], keys, scorer=fuzz.token_set_ratio, score_cutoff=_MIN_SET, dtype=np.uint8) > 0
        near |= process.cdist(joined[part], joined, scorer=fuzz.ratio, score_cutoff=_MIN_RATIO, dtype=np.uint8) > 0
        for i, j in zip(*np.nonzero(near), strict=True):
            if start + int(i) < int(j):
                yield start + int(i), int(j)


def links(found: Sequence[Wording], agency: Agency) -> list[Link]:
    """All pairs that may be linked, best first."""
    by_key: dict[str, list[int]] = {}
    for i, w in enumerate(found):
        by_key.setdefault(w.rumusan.kunci, []).append(i)
    keys = sorted(by_key)
    weight = weights(found, agency)
    out: list[Link] = []
    for key in keys:
        group = by_key[key]
        for n, i in enumerate(group):
            for j in group[n + 1 :]:
                compared = banding(found[i].rumusan, found[j].rumusan, weight)
                if not compared.keberatan and (link := _judge(found, i, j, compared, "ejaan")):
                    out.append(link)
    apart = [_apart_at_a_glance(found[by_key[key][0]].rumusan) for key in keys]
    for p, q in _candidates(keys):
        first, second = by_key[keys[p]], by_key[keys[q]]
        (measure_p, *marks_p), (measure_q, *marks_q) = apart[p], apart[q]
        if marks_p != marks_q or (measure_p and measure_q and measure_p != measure_q):
            continue
        compared = banding(found[first[0]].rumusan, found[second[0]].rumusan, weight)
        if compared.keberatan or compared.skor < REVIEW - 0.15:
            continue
        out.extend(link for i in first for j in second if (link := _judge(found, i, j, compared, "rumusan")))
    return sorted(out, key=lambda e: (-e.score, e.a, e.b))


def _apart_at_a_glance(rumusan: Rumusan) -> tuple[str | None, int, str]:
    """(measure, negations, digits) of a wording: two that differ there are two, and need not be compared word by word."""
    return rumusan.ukuran, rumusan.ingkar, "".join(sorted(c for word in rumusan.kata for c in word if c.isdigit()))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What stands beside two wordings: targets that agree or differ, a common code, units that exclude each other."""

    agreeing: int
    differing: int
    code: bool
    code_differs: bool
    unit_differs: bool


def _evidence(a: Wording, b: Wording) -> _Evidence:
    common = a.targets.keys() & b.targets.keys()
    agreeing = sum(any(_telling(v) for v in a.targets[k] & b.targets[k]) for k in common)
    differing = sum(not a.targets[k] & b.targets[k] for k in common)
    subs_a, subs_b = ({c for c in w.codes if c.count(".") >= 5} for w in (a, b))
    percent_a, percent_b = ("persen" in w.units for w in (a, b))
    return _Evidence(
        agreeing,
        differing,
        bool(a.codes.keys() & b.codes.keys()),
        bool(subs_a and subs_b and not subs_a & subs_b),
        bool(a.units and b.units and percent_a != percent_b and not a.units.keys() & b.units.keys()),
    )


def _telling(value: float) -> bool:
    """Whether an equal value says anything: 100, 1 and 12 stand in every other row."""
    return value not in (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 100)


def _judge(found: Sequence[Wording], i: int, j: int, compared: Comparison, how: str) -> Link | None:
    """The link between two wordings that no word speaks against, or None."""
    a, b = found[i], found[j]
    seen = _evidence(a, b)
    score = compared.skor
    # Without a measure word on one side or on both (`Rumput laut (%)` and `(ton)`) the unit says whether both count the same.
    if seen.unit_differs and (a.rumusan.ukuran != b.rumusan.ukuran or a.rumusan.ukuran is None):
        return None
    if compared.sisipan:
        # One has a word of weight that the other lacks: one indicator only where the plan itself says so.
        if not (seen.agreeing >= 2 and not seen.differing and not seen.code_differs and not seen.unit_differs):
            return None
        return Link(i, j, round(min(score, REVIEW), 4), False, "rumusan+target")
    if score < ACCEPT:
        score += 0.04 * (seen.agreeing > 0 and not seen.differing) + 0.03 * seen.code - 0.04 * seen.code_differs
        how += "+target" if seen.agreeing and not seen.differing else "+kode" if seen.code else ""
        if score < REVIEW or seen.code_differs:
            return None
        return Link(i, j, round(min(score, ACCEPT - 0.001), 4), False, how)
    if a.kode != b.kode and a.kode and b.kode:
        return None
    return Link(i, j, score - 0.01 * seen.code_differs, True, how)
