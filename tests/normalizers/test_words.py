"""Real words, their roots, and damaged ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words import ALIKE, SAME_ROOT, bare, is_real, likeness, roots


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("penumbuhan", "tumbuh"),
        ("pertumbuhan", "tumbuh"),
        ("penyelenggaraan", "selenggara"),
        ("pengelolaan", "kelola"),
        ("ketersediaan", "sedia"),
        ("diselesaikan", "selesai"),
        ("pemberdayaan", "daya"),
        ("kelengkapannya", "lengkap"),
    ],
)
def test_roots_under_affixes(word: str, root: str) -> None:
    assert root in roots(word)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("pengadaan", "pengaduan"),
        ("bencana", "rencana"),
        ("pembiayaan", "pembinaan"),
        ("omset", "aset"),
        ("sd", "smp"),
        ("k1", "k4"),
    ],
)
def test_two_words_are_two_however_alike(a: str, b: str) -> None:
    assert likeness(a, b) == 0


@pytest.mark.parametrize(
    ("damaged", "word"),
    [
        ("jembtaan", "jembatan"),
        ("kepusaan", "kepuasan"),
        ("pelaynan", "pelayanan"),
        ("lbu", "ibu"),
        ("masyarakal", "masyarakat"),
    ],
)
def test_a_damaged_word_is_known_again(damaged: str, word: str) -> None:
    assert not is_real(damaged)
    assert likeness(damaged, word) == ALIKE


def test_forms_of_one_root_are_related() -> None:
    assert likeness("cetak", "cetakan") == SAME_ROOT
    assert likeness("kelengkapan", "kelengkapannya") == 1
    assert likeness("perbaiki", "diperbaiki") == ALIKE


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1
    assert len(bare(a)) <= len(a)
