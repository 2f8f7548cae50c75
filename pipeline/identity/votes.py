"""Weighed votes: no single place of a document can be trusted.

Covers are pictures, chapters come without one, a report names a dozen years and other agencies. So every mention is a vote,
weighed by where it stands (`_WEIGHT`) and capped for each place (`_CAP`): a name repeated through the running text does not
outvote the cover. File and folder names come last.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
# What one mention is worth, and the most that all of one place are worth together. `sebutan` is a mention right behind
# the document's own name ("Laporan Kinerja Dinas X Tahun 2016"); in running text each further one counts less.
_WEIGHT = {
    "sampul": 10.0,
    "judul": 4.0,
    "kop": 6.0,
    "isian": 8.0,
    "sebutan": 2.0,
    "tabel": 1.0,
    "daftar": 4.0,
    "berkas": 3.0,
    "map": 1.5,
}
_CAP = {
    "sampul": 14.0,
    "judul": 8.0,
    "kop": 8.0,
    "isian": 10.0,
    "sebutan": 8.0,
    "tabel": 4.0,
    "daftar": 4.0,
    "berkas": 5.0,
    "map": 1.5,
}
_TEXT_MOST, _TEXT_HALF = 6.0, 8.0
OWN = frozenset({"sampul", "judul", "kop", "isian"})
"""Places where a document names itself."""


class Votes(Generic[T]):
    """Weighed votes for one fact. A vote says who, from which place, and its share of that place's weight."""

    def __init__(self) -> None:
        self._sums: dict[T, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, candidate: T, place: str, share: float = 1.0) -> None:
        self._sums[candidate][place] += share * _WEIGHT.get(place, 1.0)

    def joined(self, others: Votes[T], share: float = 1.0) -> Votes[T]:
        """These votes and a share of others."""
        both: Votes[T] = Votes()
        for votes, part in ((self, 1.0), (others, share)):
            for candidate, places in votes._sums.items():
                for place, worth in places.items():
                    both._sums[candidate][place] += part * worth
        return both

    def score(self, candidate: T) -> float:
        """All votes for a candidate, each place up to its cap."""
        places = self._sums.get(candidate, {})
        return sum(_text_worth(v) if place == "isi" else min(v, _CAP[place]) for place, v in places.items())

    def places(self, candidate: T) -> frozenset[str]:
        """Where the candidate is named at all."""
        return frozenset(self._sums.get(candidate, {}))

    def ranking(self) -> list[tuple[T, float]]:
        """Candidates, best first; the first seen of two alike."""
        return sorted(((c, self.score(c)) for c in self._sums), key=lambda pair: -pair[1])

    def best(self) -> T | None:
        """The candidate with most votes, None without any."""
        ranking = self.ranking()
        return ranking[0][0] if ranking else None


def _text_worth(count: float) -> float:
    # The logarithm keeps "more often" better than "less often" where both are frequent.
    return _TEXT_MOST * count / (count + _TEXT_HALF) + 0.3 * math.log1p(count)
