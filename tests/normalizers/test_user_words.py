"""A user's own words: where they stand, how they are written, and what is refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalizers import lexicon
from normalizers.numbers.nilai import read_angka
from normalizers.numbers.satuan import read_satuan
from normalizers.user_words import additions, extendable
from normalizers.wordings.fact_words import spending_of
from normalizers.wordings.row_words import is_total
from normalizers.words import is_real

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _without_words() -> Iterator[None]:
    yield
    lexicon.add({})


def test_a_word_is_found_like_those_of_its_list() -> None:
    assert not is_total("GUNGGUNG")
    lexicon.add(additions({"baris": {"total": ["Gunggung"]}}))
    assert is_total("GUNGGUNG")
    assert is_total("Jumlah")
    assert not is_total("Gunggung Kunjungan Wisata")


def test_it_is_gone_when_other_words_are_added() -> None:
    lexicon.add(additions({"baris": {"total": ["gunggung"]}}))
    assert is_total("gunggung")
    lexicon.add(additions({"fakta": {"belanja": {"modal": ["Belanja-Aset"]}}}))
    assert not is_total("gunggung")
    assert spending_of("Belanja Aset Tanah") == "modal"


def test_a_spelling_of_a_unit_is_that_unit() -> None:
    lexicon.add(additions({"satuan": {"hitungan": {"orang": ["Kawula"]}}}))
    assert read_satuan("kawula") == "orang"


def test_a_word_that_stands_there_already_adds_nothing() -> None:
    assert additions({"baris": {"total": ["JUMLAH"]}}) == {}
    assert additions({"wilayah": {"kabupaten": {"Aceh": ["ACEH BESAR"]}}}) == {}, "names keep their capitals"


def test_signs_in_a_word_are_signs_and_no_pattern() -> None:
    lexicon.add(additions({"angka": {"minus": ["ku.rang", "kurang ("], "persen": ["p.rs"]}}))
    assert read_angka("ku.rang 5", "jumlah").value == -5
    assert read_angka("kusrang 5", "jumlah").value is None
    assert read_angka("5 p.rs", "persen").value == 5
    assert read_angka("5 pars", "persen").value is None


def test_a_root_word_is_a_real_word() -> None:
    assert not is_real("gawangkan")
    lexicon.add(additions({"kata_dasar": {"lain": ["gawang", "empu"]}}))
    assert is_real("gawangkan")


def test_a_word_has_one_meaning_among_the_users_own_too() -> None:
    with pytest.raises(ValueError, match=r"satuan\.ukuran\.km: 'depa' sudah berarti 'orang'"):
        additions({"satuan": {"hitungan": {"orang": ["depa"]}, "ukuran": {"km": ["Depa"]}}})
    assert additions({"baris": {"total": ["depa"], "rata": ["depa"]}}), "a list by itself shares its words as it likes"


def test_the_same_words_are_the_same_settings_in_any_order() -> None:
    one = additions({"judul": {"hasil": ["raihan"], "iku": ["kpi"]}, "baris": {"total": ["gunggung"]}})
    assert repr(one) == repr(additions({"baris": {"total": ["Gunggung"]}, "judul": {"iku": ["KPI"], "hasil": ["raihan"]}}))


@pytest.mark.parametrize("file", extendable())
def test_every_file_with_lists_takes_words(file: str) -> None:
    table = lexicon.written(file)
    key = next(k for k, v in table.items() if isinstance(v, list) or any(isinstance(w, list) for w in v.values()))
    inner = None if isinstance(table[key], list) else next(k for k, v in table[key].items() if isinstance(v, list))
    found = additions({file: {key: ["zzkata"] if inner is None else {inner: ["zzkata"]}}})
    assert found == {file: {key if inner is None else f"{key}.{inner}": ("zzkata",)}}
    lexicon.add(found)
    told = lexicon.load(file)[key]
    assert "zzkata" in (told if inner is None else told[inner])


def test_nothing_made_of_the_tables_is_remembered_past_a_change() -> None:
    """`functools.cache` would keep what was read before a user's words came."""
    understanding = ("identity", "tables", "facts", "matching", "checks")
    places = [ROOT / "normalizers", *(ROOT / "pipeline" / name for name in understanding)]
    kept = []
    for path in (p for place in places for p in place.rglob("*.py") if p.name not in ("lexicon.py", "user_words.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "functools"]
        names = {alias.name for found in imports for alias in found.names}
        kept += [str(path) for name in ("cache", "lru_cache", "cached_property") if name in names]
    assert not kept, "use lexicon.derived"
