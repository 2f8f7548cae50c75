"""The words of the datasets against the tables that spell and explain them."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from extractors.model import EngineName
from normalizers import lexicon
from normalizers.concepts import CONCEPTS
from normalizers.heading_words import load_headers
from normalizers.reading import CodeRule
from pipeline.datasets.vocabulary import (
    AturanNilai,
    DigitDoubt,
    JenisDokumen,
    OtherDoubt,
    SignDoubt,
    Ukuran,
    engine_of,
    mesin_of,
)
from pipeline.findings import terms

_PLAIN = frozenset({
    "target", "realisasi", "capaian", "perkiraan", "pagu", "persen", "kumulatif", "capaian_kumulatif", "capaian_akhir",
})  # fmt: skip
"""Measures whose names are words for people already, or that no dataset holds."""


def test_every_word_for_people_is_explained() -> None:
    unsaid = {"ukuran": _PLAIN, "aturan_nilai": frozenset(get_args(CodeRule))}
    for group, words in terms.EXPLAINED.items():
        assert set(words) - unsaid.get(group, frozenset()) == set(terms.istilah()[group]), group
    assert set(get_args(Ukuran)) >= _PLAIN


def test_every_concept_of_headings_has_spellings_and_one_group() -> None:
    every = [concept for concepts in CONCEPTS.values() for concept in concepts]
    assert len(every) == len(set(every))
    found = dict(load_headers().phrases.values())
    assert found == {concept: group for group, concepts in CONCEPTS.items() for concept in concepts}


def test_every_kind_of_document_has_a_name_of_its_own() -> None:
    assert set(lexicon.section("dokumen", "jenis")) == set(get_args(JenisDokumen))


def test_a_doubt_is_of_one_kind() -> None:
    kinds = [set(get_args(kind)) for kind in (SignDoubt, OtherDoubt, DigitDoubt, CodeRule)]
    assert sum(map(len, kinds)) == len(set.union(*kinds))
    assert set.union(*kinds) | {"aritmetika", "keputusan"} == set(get_args(AturanNilai))


@pytest.mark.parametrize("engine", get_args(EngineName))
@pytest.mark.parametrize("from_picture", [False, True])
def test_what_found_a_table_is_told_and_read_back(engine: EngineName, from_picture: bool) -> None:
    assert engine_of(mesin_of(engine, from_picture)) == (engine, from_picture)
    assert mesin_of("tanpa-garis", True) == "tanpa-garis+ocr"


def test_a_word_that_is_none_is_refused_with_the_nearest() -> None:
    known: tuple[Literal["pagu", "target"], ...] = ("pagu", "target")
    assert lexicon.declared("pagu", known, "x.toml") == "pagu"
    with pytest.raises(lexicon.LexiconError, match=r"x\.toml: 'targt' tidak dikenal; maksudnya 'target'\?"):
        lexicon.declared("targt", known, "x.toml")


def test_an_explanation_of_a_misspelt_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(terms.EXPLAINED, "mesin", ("garis", "garis-datar", "tanpa-gari"))
    terms.istilah.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"terms\.toml: \[mesin\]: 'tanpa-garis' tidak dikenal; maksudnya 'tanpa-gari'"):
            terms.istilah()
    finally:
        terms.istilah.cache_clear()
