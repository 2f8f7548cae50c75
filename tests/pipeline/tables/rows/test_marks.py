"""Rows that a short form marks as a sasaran or as an indikator."""

from __future__ import annotations

import pytest

from pipeline.tables.rows.marks import Mark, marks_sasaran, sasaran_above
from tests.pipeline.grids import table_of, understood
from tests.pipeline.tables.rows.test_read import rows

HEAD = "Kode | Sasaran/Indikator | Satuan | Target 2021 | Pagu 2021 (Rp)\n"
AIM = "Meningkatnya mutu |  |  | 9.000.000"
MEASURE = "Indeks mutu | Indeks | 8,5 | 4.000.000"


def test_marks_tell_a_sasaran_from_the_indikator_below_it() -> None:
    found, _ = rows(f"{HEAD}SK 1 | {AIM}\nIKK 1.1 | {MEASURE}\nIKK 1.2 | Nilai | Nilai | 80 | 5.000.000")
    marks: list[Mark | None] = [r.tanda for r in found]
    assert marks == ["sasaran", "indikator", "indikator"]
    assert {r.sasaran for r in found} == {"Meningkatnya mutu"}


@pytest.mark.parametrize("marks", [("1", "IKK 1.1"), ("SK 1", "SK 2"), ("SK 1", "A.2")])
def test_numbers_and_marks_of_one_kind_tell_nothing(marks: tuple[str, str]) -> None:
    found, _ = rows(f"{HEAD}{marks[0]} | {AIM}\n{marks[1]} | {MEASURE}")
    assert {r.tanda for r in found} == {None}


def test_a_bare_number_that_goes_on_from_the_sasarans_is_an_indikators() -> None:
    text = (
        f"T1. | Data dipakai |  |  |\nSS.1.1 | {AIM}\n1.1.1 | {MEASURE}\nSS.2.1 | Penguatan komitmen |  |  |\n2.1.1 | {MEASURE}"
    )
    found, _ = rows(HEAD + text)
    assert [r.tanda for r in found] == ["tujuan", "sasaran", "indikator", "sasaran", "indikator"]
    assert [r.sasaran for r in found if r.tanda == "indikator"] == ["Meningkatnya mutu", "Penguatan komitmen"]
    assert {r.tujuan for r in found} == {"Data dipakai"}
    elsewhere, _ = rows(HEAD + text.replace("2.1.1", "3.1.1"))
    assert {r.tanda for r in elsewhere} == {None}, "the number of another sasaran"


MATRIX = "Kode | Program/Kegiatan | Sasaran Program/Sasaran Kegiatan/Indikator | Target 2021 | Pagu 2021 (Rp)\n"


@pytest.mark.parametrize("mark", ["SP1.", "SP 1", "[SK 1]"])
def test_a_sasaran_by_the_mark_before_its_name_keeps_the_code_right_above(mark: str) -> None:
    text = f"2371 | Penataan Pesisir |  |  | 9.000.000\n |  | {mark} Meningkatnya mutu |  | \n |  | 1) Indeks mutu | 8,5 | "
    found, _ = rows(MATRIX + text)
    assert [row.sasaran for row in found[1:]] == ["Meningkatnya mutu"] * 2
    assert found[-1].kode == "2371"


def test_a_sasaran_that_begins_below_indicators_is_of_no_activity_above() -> None:
    aim = " |  | SP2. Terwujudnya tertib | | \n |  | 1) Nilai tertib | 70 | "
    found, _ = rows(f"{MATRIX}2371 | Penataan Pesisir |  |  | 9.000.000\n |  | 1) Indeks mutu | 8,5 | \n{aim}")
    assert (found[1].kode, found[-1].kode, found[-1].sasaran) == ("2371", None, "Terwujudnya tertib")
    assert not marks_sasaran("S1 Kedokteran")
    assert not marks_sasaran("Meningkatnya mutu")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Sasaran 1 : Meningkatnya mutu pasar", "Mutu pasar diukur setiap tahun."], "Meningkatnya mutu pasar"),
        (["2) Sasaran 2 : Meningkatnya mutu", "pasar rakyat", "Mutu diukur."], "Meningkatnya mutu pasar rakyat"),
        (["Sasaran 1 : Meningkatnya mutu pasar", "Sasaran 2 : Terwujudnya kios"], None),  # a list of them
        (["Sasaran : Sedangkan evaluasi kegiatan"], None),
        (["Mutu pasar diukur setiap tahun."], None),
    ],
)
def test_the_one_sasaran_that_a_line_above_names(lines: list[str], name: str | None) -> None:
    assert sasaran_above(lines) == name
    table = table_of("Indikator | Target\nNilai mutu | 3", context=lines)
    assert understood(table).kinerja[0].sasaran == name
    own = table_of("Sasaran | Indikator | Target\nTertatanya kios | Nilai mutu | 3", context=lines)
    assert understood(own).kinerja[0].sasaran == "Tertatanya kios"
