"""Words and sentences of the pages, from `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from normalizers.lexicon import shipped
from pipeline.datasets.vocabulary import Peran, Ukuran
from pipeline.report.words import measure

_MEASURES: Mapping[Peran, tuple[Ukuran, ...]] = {
    "nilai": ("target", "realisasi", "capaian", "awal", "akhir", "target_awal", "realisasi_kumulatif", "perkiraan", "standar"),
    "rupiah": (*("pagu", "realisasi", "persen_realisasi", "persen_fisik", "pagu_awal", "prakiraan_maju", "akhir", "kontrak"),),
}
"""The measures of a column by its role; as a field of a page has them: `rupiah:pagu`."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The whole table: group, name, words. Do not change what it returns."""
    return shipped("words", "pipeline.web")


def say(group: str, name: str, **told: object) -> str:
    """A sentence with what is told in it."""
    return words()[group][name].format(**told)


def measure_options() -> Mapping[str, Sequence[tuple[str, str]]]:
    """What a value may be, as groups of options: `rupiah:pagu` and its name."""
    named = words()["peran"]
    return {named[role]: [(f"{role}:{word}", measure(word)) for word in known] for role, known in _MEASURES.items()}
