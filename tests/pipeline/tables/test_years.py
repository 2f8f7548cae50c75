"""Which year, and which plan, a table speaks of; and whether it tells results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.tables.years import time_of
from tests.pipeline.grids import PLAN, REPORT, table_of, understood


def years(caption: str | None = None, *above: str, titles: tuple[str, ...] = (), who: Any = REPORT, before: Any = None) -> Any:
    return time_of(table_of("x", caption=caption, context=above), titles, who, before)


@pytest.mark.parametrize(
    ("caption", "above", "year"),
    [
        ("Tabel 3.1 Capaian Tahun 2021", ("Perjanjian Kinerja Tahun 2020",), 2021),
        ("Tabel 3.1 Capaian 2020 dan 2021", (), 2021),
        (None, ("Perjanjian Kinerja Tahun 2020",), 2020),
        (None, ("Perjanjian Kinerja Tahun 2020", "Perjanjian Kinerja Tahun 2021"), 2021),
        ("Capaian menurut Peraturan Presiden Nomor 29 Tahun 2014", (), 2022),  # a law's year
        ("Pagu dan Prakiraan Maju Tahun 2023", (), 2022),
        (None, ("Pada tahun 2019 dinas menilai kinerja, sesuai target.",), 2022),  # running text
    ],
)
def test_the_nearest_title_tells_the_year_else_the_document(caption: str | None, above: tuple[str, ...], year: int) -> None:
    assert years(caption, *above).tahun == year


def test_what_is_nearer_is_surer() -> None:
    caption, line, document = years("Capaian Tahun 2021"), years(None, "Capaian Tahun 2021"), years()
    prose = years(None, "Pada tahun 2019 dinas menilai kinerja, sesuai target.", who=replace(REPORT, tahun=None))
    nothing = years(who=replace(REPORT, tahun=None))
    assert caption.yakin > line.yakin > document.yakin >= 0.8 > prose.yakin > nothing.yakin == 0
    assert (prose.tahun, nothing.tahun) == (2019, None)


def test_a_table_without_a_title_is_of_the_year_of_the_one_before() -> None:
    before = years("Perjanjian Kinerja Tahun 2020")
    assert years(before=before).tahun == 2020
    assert years("Tabel anggaran", before=before).tahun == 2022
    assert years(before=years(who=replace(REPORT, tahun=2019))).tahun == 2022, (
        "a year that is only the document's is not handed on as a title's"
    )


def test_a_sheet_of_a_bound_form_is_of_the_forms_year() -> None:
    bound = replace(REPORT, lembar=((1, 2024),))
    assert (years(who=bound).tahun, years("Capaian Tahun 2021", who=bound).tahun) == (2024, 2021)
    assert years(who=replace(REPORT, lembar=((2, 2024),))).tahun == 2022


@pytest.mark.parametrize(("text", "span"), [("Target Renstra 2021-2026", (2021, 2026)), ("Realisasi 2021-2022", (2022, 2026))])
def test_the_period_is_a_plans(text: str, span: tuple[int, int]) -> None:
    found = years(text, who=PLAN)
    assert (found.periode_awal, found.periode_akhir) == span


@pytest.mark.parametrize(
    ("caption", "reports"),
    [
        ("Realisasi Kinerja", True),
        ("Target Kinerja", False),
        ("Rencana Aksi Pencapaian Kinerja", False),
        ("Rencana dan Realisasi Kinerja", None),
        ("Tabel 3.1", None),
    ],
)
def test_results_or_plans(caption: str, reports: bool | None) -> None:
    assert years(caption).melaporkan is reports
    assert years("Tabel 3.1", who=PLAN).melaporkan is False


def test_the_last_year_of_the_plan_that_a_report_stands_in() -> None:
    text = "Indikator | Target | Realisasi | Target Akhir Renstra\nNilai A | 5 | 4 | 9\nNilai B | 6 | 5 | 9"
    named = replace(REPORT, rencana=(2021, 2026))
    assert {(f.tahun, f.status_nilai) for f in understood(table_of(text), identity=named).kinerja if f.ukuran == "akhir"} == {
        (2026, "pasti")
    }
    assert {f.tahun for f in understood(table_of(text)).kinerja if f.ukuran == "akhir"} == {None}


def test_a_plan_that_a_report_names_is_not_its_own_period() -> None:
    assert years(who=replace(REPORT, rencana=(2021, 2026))).periode_akhir is None
    assert years(who=PLAN).rencana_akhir is None


@pytest.mark.parametrize(
    ("caption", "month"), [("Keadaan s.d. Juni 2022", 6), ("Keadaan s.d. Desember 2022", None), (None, None)]
)
def test_the_month_before_december_that_a_caption_reaches(caption: str | None, month: int | None) -> None:
    assert years(caption).bulan == month
