"""Tables that say the measure, or the year, of their figures by rows."""

from __future__ import annotations

import pytest

from pipeline.tables.read import view_of
from pipeline.tables.row_measures import row_measures, row_years
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

UPRIGHT = "Uraian | 2020 | 2021\nTarget | 78% | 80%\nRealisasi | 75,4% | 81,2%\nCapaian | 96,67% | 101,50%"


def measures(text: str, caption: str | None) -> list[tuple[str, int | None, str, float | None]]:
    found = understood(table_of(text, caption=caption))
    return [(f.indikator, f.tahun, f.ukuran, f.nilai) for f in found.kinerja]


def test_measures_below_one_another_under_a_caption_that_names_the_indicator() -> None:
    told = measures(UPRIGHT, "Indikator 2 : Level kapabilitas pengawasan")
    assert ("Level kapabilitas pengawasan", 2021, "realisasi", 81.2) in told
    assert {ukuran for _, _, ukuran, _ in told} == {"target", "realisasi", "capaian"}
    assert len(told) == 6


def test_rows_of_names_are_no_measures() -> None:
    view = view_of("d", "t", table_of("Uraian | 2020 | 2021\nTarget jalan | 78 | 80\nRealisasi jalan | 75 | 81"), REPORT, HEADERS)
    assert row_measures(view.kisi, view.kepala.akhir, view.kolom, ("Indikator 1 : Jalan",), HEADERS) is None


def test_an_upright_table_that_nothing_names_is_left() -> None:
    view = view_of("d", "t", table_of(UPRIGHT), REPORT, HEADERS)
    assert row_measures(view.kisi, view.kepala.akhir, view.kolom, ("Tabel 3.4",), HEADERS) is None


YEARS = "Indikator Kinerja | Satuan | Tahun | Target | Realisasi\nNilai SAKIP | Nilai | 2022 | 70 | 71\n^ | ^ | 2021 | 68 | 66,5"


def test_years_below_one_another() -> None:
    assert ("Nilai SAKIP", 2021, "realisasi", 66.5) in measures(YEARS, None)
    assert ("Nilai SAKIP", 2022, "target", 70.0) in measures(YEARS, None)


@pytest.mark.parametrize(
    "text",
    [
        "Indikator Kinerja | Jumlah | Target | Realisasi\nNilai A | 2022 | 70 | 71\nNilai B | 2021 | 68 | 66,5",
        "Indikator Kinerja | Tahun | Target 2022 | Realisasi 2022\nNilai A | 2021 | 70 | 71\nNilai B | 2020 | 68 | 66,5",
    ],
)
def test_quantities_like_years_and_columns_with_years_of_their_own(text: str) -> None:
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    assert row_years(view.kisi, view.kepala.akhir, view.kolom) is None
