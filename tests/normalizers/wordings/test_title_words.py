"""What a title speaks of, and words that only hold such a phrase."""

from __future__ import annotations

from typing import get_args

import pytest

from normalizers import lexicon
from normalizers.text import fold
from normalizers.wordings.title_words import Subject, speaks_of


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Perjanjian Kinerja Tahun 2022", "perjanjian", True),
        ("PIHAK PERTAMA", "perjanjian", True),
        ("Bagi PKK desa", "perjanjian", False),
        ("Rencana Kerja (Renja)", "rencana_tahunan", True),
        ("Rencana Strategis", "rencana_tahunan", False),
        ("Tujuan dan Sasaran Jangka Menengah", "rencana_strategis", True),
        ("Tujuan serta Sasaran", "rencana_strategis", False),
        ("Indikator Kinerja Utama", "iku", True),
        ("Pelaku usaha", "iku", False),
        ("Hasil pengukuran", "hasil", True),
        ("Hasil bumi", "hasil", False),
    ],
)
def test_what_a_title_speaks_of(text: str, subject: Subject, expected: bool) -> None:
    assert speaks_of(fold(text), subject) is expected


def test_every_subject_has_folded_phrases() -> None:
    assert set(lexicon.load("judul")) == set(get_args(Subject))
    assert all(phrase == fold(phrase) for subject in get_args(Subject) for phrase in lexicon.words("judul", subject))
