"""Whose an activity is, in brackets behind its name."""

from __future__ import annotations

import pytest

from normalizers.names.owners import owner_of, without_owner


def test_the_agency_behind_several_names_is_whose_they_are() -> None:
    names = ["Rapat (DINAS PASAR DAN TAMAN)", "Survei (Dinas Pasar dan Taman)", "Sidang"]
    owner = owner_of(names)
    assert [without_owner(name, owner) for name in names] == ["Rapat", "Survei", "Sidang"]


@pytest.mark.parametrize(
    "names",
    [
        ["Rapat (DINAS PASAR)"],
        ["Rapat (DINAS PASAR)", "Survei (DINAS TAMAN)"],
        ["Pakaian (Dinas)", "Sepatu (Dinas)"],
        ["Rapat (dua kali)", "Survei (dua kali)"],
    ],
    ids=["one", "two agencies", "no agency", "a remark"],
)
def test_what_else_stands_in_brackets_stays(names: list[str]) -> None:
    assert owner_of(names) is None
    assert [without_owner(name, owner_of(names)) for name in names] == names
