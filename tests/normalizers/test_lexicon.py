"""The data files are data: every one must load, and every reader must reject what it cannot use."""

from __future__ import annotations

from importlib.resources import files

import pytest

from normalizers import lexicon


def names() -> list[str]:
    return sorted(f.name.removesuffix(".toml") for f in files("normalizers.data").iterdir() if f.name.endswith(".toml"))


@pytest.mark.parametrize("name", names())
def test_every_table_loads(name: str) -> None:
    assert lexicon.load(name)


def test_units_have_one_meaning_each() -> None:
    spellings = [s for g in ("hitungan", "ukuran", "skala") for s in lexicon.spellings("satuan", g)]
    assert len(spellings) == len(set(spellings))
    assert all(s == " ".join(s.casefold().split()) for s in spellings)


def test_a_missing_table_is_named() -> None:
    with pytest.raises(lexicon.LexiconError, match=r"tidak_ada\.toml"):
        lexicon.load("tidak_ada")
    with pytest.raises(lexicon.LexiconError, match=r"pipeline/findings/tidak_ada\.toml"):
        lexicon.shipped("tidak_ada", "pipeline.findings")


def test_a_table_that_another_package_ships_is_read_by_the_same_reader() -> None:
    assert "jenis_tabel" in lexicon.shipped("terms", "pipeline.findings")


def test_a_wrong_key_is_named() -> None:
    with pytest.raises(lexicon.LexiconError, match="tidak_ada"):
        lexicon.section("satuan", "tidak_ada")
    with pytest.raises(lexicon.LexiconError, match="hitungan"):
        lexicon.words("satuan", "hitungan")


def test_a_spelling_with_two_meanings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "load", lambda name: {"x": {"orang": ["jiwa"], "penduduk": ["jiwa"]}})
    with pytest.raises(lexicon.LexiconError, match="jiwa"):
        lexicon.spellings("any", "x")
