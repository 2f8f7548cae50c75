"""Account codes before the names of accounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.rekening import read_rekening, split_rekening


@pytest.mark.parametrize(
    ("text", "account", "name"),
    [
        ("5.1.01 Belanja Pegawai", "5.1.01", "Belanja Pegawai"),
        ("4 PENDAPATAN DAERAH", "4", "PENDAPATAN DAERAH"),
        ("5 . 1 . 02. Belanja Barang", "5.1.02", "Belanja Barang"),
        ("2.19.03 Program Satu", None, "2.19.03 Program Satu"),
        ("5.1.01", None, "5.1.01"),
        ("Belanja 5.1.01", None, "Belanja 5.1.01"),
    ],
)
def test_an_account_and_its_name_in_one_cell(text: str, account: str | None, name: str) -> None:
    assert split_rekening(text) == (account, name)


@given(st.text(max_size=40))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    account, name = split_rekening(text)
    assert text.endswith(name)
    assert account is None or read_rekening(text[: len(text) - len(name)]) == account
