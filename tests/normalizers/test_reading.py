"""The promise of every reading, whatever the text: a value, several candidates or neither, never two at once."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from normalizers.kode import read_kode
from normalizers.numbers.nilai import read_angka
from normalizers.reading import Reading
from tests.normalizers.strategies import noise


@given(noise)
def test_a_status_says_what_a_reading_holds(text: str) -> None:
    for read in (read_angka(text, "rupiah"), read_angka(text, "persen"), read_kode(text)):
        assert isinstance(read, Reading)
        assert read.text == text
        assert read.rule == read.rule.lower().replace(" ", "_")
        if read.status == "pasti":
            assert read.value is not None
            assert not read.candidates
        elif read.status == "kosong":
            assert (read.value, read.candidates) == (None, ())
        elif read.value is not None:
            assert read.candidates[0] == read.value


def test_a_reading_is_not_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_angka("12", "jumlah").value = None  # type: ignore[misc]
