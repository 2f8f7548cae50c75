"""Items of an indicator that are listed in the rows below it."""

from __future__ import annotations

import pytest

from pipeline.facts.listed import in_other_units, list_headings
from pipeline.tables.read import view_of
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

HEAD = "No | Indikator | Satuan | Target 2021 | Realisasi 2021\n"


def names(body: str) -> list[str]:
    return list(dict.fromkeys(fact.indikator for fact in facts(HEAD + body)))


def test_items_are_named_with_what_heads_them() -> None:
    body = "1 | Jumlah produksi ikan | | | \n | Lele | ton | 20 | 21\n | Nila | ton | 10 | 9\n2 | Jumlah kapal | unit | 3 | 3"
    assert names(body) == ["Jumlah produksi ikan : Lele", "Jumlah produksi ikan : Nila", "Jumlah kapal"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("1 | Jumlah produksi ikan | ton | 30 | 30\n | Lele | ton | 20 | 21\n | Nila | ton | 10 | 9", "Nila"),
        ("1 | Jumlah produksi ikan | | | \n2 | Lele | ton | 20 | 21\n3 | Nila | ton | 10 | 9", "Nila"),
        ("1 | Jumlah produksi ikan | | | \n | Luas kolam | ha | 20 | 21\n | Volume pakan | ton | 10 | 9", "Volume pakan"),
        ("1 | Bidang perikanan | | | \n | Lele | ton | 20 | 21\n | Nila | ton | 10 | 9", "Nila"),
    ],
    ids=["the heading has figures", "rows with numbers of their own", "indicators of their own", "no indicator heads them"],
)
def test_a_row_that_is_no_item(body: str, name: str) -> None:
    assert names(body)[-1] == name


def test_a_heading_with_a_colon_keeps_its_items_whatever_they_come_to_together() -> None:
    body = "1 | {} | | | 30\n | {}Lele | ton | 20 | 21\n | {}Nila | ton | 10 | 9"
    assert names(body.format("Jumlah produksi ikan :", "- ", "- "))[1:] == [
        "Jumlah produksi ikan : Lele",
        "Jumlah produksi ikan : Nila",
    ]
    assert names(body.format("Jumlah produksi ikan :", "", ""))[-1] == "Nila", "nothing marks them as items"
    assert names(body.format("Jumlah produksi ikan", "- ", "- "))[-1] == "Nila", "the heading is an indicator of its own"


def test_marks_or_a_colon_tell_items_where_no_numbers_stand_beside() -> None:
    head = "Indikator | Satuan | Target 2021 | Realisasi 2021\n"

    def listed(heading: str, first: str, second: str) -> dict[int, str]:
        text = f"{head}{heading} | | | \n{first} | ton | 20 | 21\n{second} | ton | 10 | 9"
        return dict(list_headings(view_of("d", "t", table_of(text), REPORT, HEADERS)))

    assert listed("Jumlah produksi ikan", "a. Lele", "b. Nila") == {2: "Jumlah produksi ikan", 3: "Jumlah produksi ikan"}
    assert listed("Jumlah produksi ikan :", "Lele", "Nila") == {2: "Jumlah produksi ikan", 3: "Jumlah produksi ikan"}
    assert listed("Jumlah produksi ikan", "Lele", "Nila") == {}


def test_a_share_and_the_same_in_another_unit() -> None:
    head = "Indikator | Satuan | Target 2021 | Target 2022\n"
    rows = [f"Persentase {s} yang dibina | % | 10 | 20\n{{}} | {s} | 21 | {n}" for n, s in enumerate(("SD", "SMP", "SMA"), 31)]

    def doubted(*names: str) -> tuple[int, int]:
        text = head + "\n".join(row.format(name) for row, name in zip(rows, names, strict=False))
        view = view_of("d", "t", table_of(text), REPORT, HEADERS)
        return len(in_other_units(view)), sum(fact.status_nilai == "ragu" for fact in facts(text))

    assert doubted("", "", "") == (3, 0)
    assert doubted("", "", "Jumlah siswa")[0] == 0, "two tell nothing"
    same = head + "Persentase SD | % | 10 | 20\n | % | 21 | 31\n" * 3
    assert in_other_units(view_of("d", "t", table_of(same), REPORT, HEADERS)) == frozenset(), "the same unit again"


def test_the_parts_of_a_year_have_the_unit_that_its_target_prints() -> None:
    text = "Indikator | Target Setahun | Target | < | Realisasi\n^ | ^ | TW I | TW II | ^\nJumlah kios | {} | 10 | 12 | 22"
    assert [fact.satuan for fact in facts(text.format("120 Unit"))] == ["unit"] * 4
    assert [fact.satuan for fact in facts(text.format("120"))] == [None] * 4
    assert [fact.satuan for fact in facts(text.format("120 Unit 3 Ruas"))][1:] == [None] * 3, "of two, neither"


def test_years_of_a_plan_have_the_unit_that_the_others_print() -> None:
    text = "Indikator | Kondisi Awal 2018 | Target 2019 | Target 2020 | Target 2021 | Target 2022\nUsaha yang patuh | 40,35 | {}"
    assert [fact.satuan for fact in facts(text.format("45 | 50% | 55% | 60%"))] == ["persen"] * 5
    assert [fact.satuan for fact in facts(text.format("45 | 50 | 55% | 60%"))][:3] == [None] * 3, "two tell nothing"
    assert next(fact.satuan for fact in facts(text.format("45 Unit | 50% | 55% | 60%"))) is None, "of two, neither"


def test_the_first_item_in_the_cell_of_its_heading() -> None:
    body = "1 | {} | ton | 20 | 21\n | - Nila | ton | 10 | 9\n | - Mas | ton | 4 | 5\n2 | Jumlah kapal | unit | 3 | 3"
    found = names(body.format("Tercapainya produksi ikan\\n- Lele"))
    assert found[1:] == ["Tercapainya produksi ikan : Nila", "Tercapainya produksi ikan : Mas", "Jumlah kapal"]
    assert names(body.format("Tercapainya produksi ikan"))[1:] == ["Nila", "Mas", "Jumlah kapal"], "an indicator of its own"


def test_a_sasaran_by_its_mark_heads_no_list() -> None:
    body = " | SP1. Terselenggaranya layanan | | | \n1 | {}Layanan kantor | unit | 2 | 2\n2 | {}Pegawai terlatih | orang | 10 | 9"
    assert names(body.format("1) ", "2) ")) == ["Layanan kantor", "Pegawai terlatih"]


def test_the_unit_that_a_figure_prints_is_its_own_whatever_others_print() -> None:
    text = (
        "Indikator | Target 2021 | Target 2022 | Target 2023 | Target 2024\nJumlah konsultasi | 80% | 90% | 95% | 60 Konsultasi"
    )
    units = {f.tahun: f.satuan for f in understood(table_of(text)).kinerja}
    assert units == {2021: "persen", 2022: "persen", 2023: "persen", 2024: "konsultasi"}
    several = table_of(text.replace("60 Konsultasi", "48% , 28%"))
    assert {f.satuan for f in understood(several).kinerja} == {"persen"}, "of several figures none is meant, but one unit"


@pytest.mark.parametrize(
    ("heading", "mark", "name"),
    [("Waktu tunggu :", "a. ", "Waktu tunggu : Lele"), ("Waktu tunggu :", "", "Lele"), ("Waktu tunggu", "a. ", "Lele"),
     ("Output :", "a. ", "Lele")],
)  # fmt: skip
def test_any_words_with_a_colon_head_items_with_marks(heading: str, mark: str, name: str) -> None:
    body = f"1 | {heading} | | | \n | {mark}Lele | menit | 20 | 21\n | {mark.replace('a', 'b')}Nila | menit | 10 | 9"
    assert names(body)[0] == name


def test_results_of_other_years_have_the_unit_that_the_rest_of_the_row_prints() -> None:
    text = "Indikator | Target 2021 | Realisasi 2021 | Realisasi 2020 | Realisasi 2019\nKamar terisi | 75% | {} | 54,2 | {}"
    assert [fact.satuan for fact in facts(text.format("68,41%", "77,93 %"))] == ["persen"] * 4
    assert facts(text.format("68,41", "77,93 %"))[2].satuan is None, "two tell nothing"


@pytest.mark.parametrize(
    ("head", "name"), [("Sasaran / Indikator Kinerja", "Kamar"), ("Indikator Kinerja", "Naiknya mutu : Kamar")]
)
def test_a_sasaran_over_its_indicators_heads_no_list(head: str, name: str) -> None:
    text = f"{head} | Satuan | Target 2021\n1. Naiknya mutu | |\na. Kamar | % | 20\nb. Obat | menit | 10"
    assert facts(text)[0].indikator == name
