"""Pairs of indicators of all fields (`pasangan.toml`): what differs in one word that matters is two, what differs in words
that do not is one, alone and among many others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words import is_real
from pipeline.datasets.records import Kinerja
from pipeline.matching.match import match
from tests.pipeline.fact_rows import dokumen, kinerja

_PAIRS = tomllib.loads((Path(__file__).parent / "pasangan.toml").read_text(encoding="utf-8"))
DIFFERENT, SAME = (tuple((a, b) for a, b in _PAIRS[name]) for name in ("beda", "sama"))
_DOCUMENTS = [dokumen("d1"), dokumen("d2", jenis="Renstra"), dokumen("d3")]
_OTHERS = [kinerja("t3", row, pair[0], dokumen_id="d3", nilai=None) for row, pair in enumerate((DIFFERENT + SAME)[::25])]


def _one(a: str, b: str, others: list[Kinerja]) -> bool:
    """Whether two documents that print figures which tell nothing of each other print one indicator."""
    facts = [kinerja("t1", 1, a, nilai=61.2, tahun=2021), kinerja("t2", 1, b, nilai=77.7, tahun=2022, dokumen_id="d2")]
    found = match(_DOCUMENTS, facts + others).indikator_id
    return len({found[f.kinerja_id] for f in facts}) == 1


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_one_word_that_matters_makes_two(a: str, b: str) -> None:
    assert not _one(a, b, [])
    assert not _one(a, b, _OTHERS)


@pytest.mark.parametrize(("a", "b"), SAME)
def test_words_that_do_not_matter_make_one(a: str, b: str) -> None:
    assert _one(a, b, [])
    assert _one(a, b, _OTHERS)


@given(st.sampled_from([p for p in DIFFERENT if "." not in p[0]]), st.data())
def test_a_slip_in_another_word_does_not_make_them_one(pair: tuple[str, str], data: st.DataObject) -> None:
    a, b = pair
    words = a.split()
    shared = [i for i, w in enumerate(words) if w in b.split() and len(w) >= 8 and w.isalpha()]
    if not shared:
        return
    at = data.draw(st.sampled_from(shared))
    cut = data.draw(st.integers(2, len(words[at]) - 3))
    slipped = words[at][:cut] + words[at][cut + 1] + words[at][cut] + words[at][cut + 2 :]
    if not is_real(slipped.lower()):
        words[at] = slipped
    assert not _one(" ".join(words), b, [])
