"""What speaks for a table."""

from __future__ import annotations

import pytest

from extractors.model import BBox, Cell, Table
from pipeline.judging.evidence import Evidence, evidence, figures_in
from tests.pipeline.grids import HEADERS, REPORT, table_of

ROWS = """
Indikator Kinerja | Satuan | Target 2022 | Realisasi 2022 | Capaian (%)
Panjang jalan mantap | km | 80,00 | 60,00 | 75,00
Jembatan layak | unit | 50 | 40 | 80,00
Rumah tangga bersanitasi | persen | 100 | 90 | 90,00
"""


def known(table: Table, cut: int = 0) -> Evidence:
    return evidence(table, cut, "0123456789abcdef", (), REPORT, HEADERS)


def test_a_good_table_has_all_that_speaks_for_one() -> None:
    found = known(table_of(ROWS, caption="Tabel 3.1 Pengukuran kinerja tahun 2022", header_rows=1))
    assert (found.utuh, found.tunggal, found.sejenis, found.senama, found.lengkap, found.berkepala) == (1.0,) * 6
    assert found.angka == 9
    assert found.arti == 5
    assert found.pasti == 9
    assert found.tutup == 3


def test_two_columns_in_one_cost_single_figures_and_equations() -> None:
    text = "\n".join(line.replace(",00 | ", ",00 ").replace("0 | 40", "0 40") for line in ROWS.strip().splitlines()[1:])
    rows = ["Indikator Kinerja | Satuan | Target Realisasi", *(" | ".join(r.split(" | ")[:3]) for r in text.splitlines())]
    found = known(table_of("\n".join(rows), header_rows=1))
    assert found.tunggal < 1.0
    assert found.tutup == 0


def test_words_that_are_cut_count_against_all_words() -> None:
    assert known(table_of(ROWS, header_rows=1), cut=5).utuh < 0.9


def test_columns_of_figures_without_heading() -> None:
    text = ROWS.replace("Target 2022 | Realisasi 2022", " | ")
    assert known(table_of(text, header_rows=1)).berkepala < 0.5


@pytest.mark.parametrize(
    ("heading", "share"),
    [
        ("Indikator Kinerja Satuan | Target | Realisasi | Capaian (%) | Ket", 0.8),
        ("Indikator Kinerja | Satuan | Target 2022 Realisasi | 2022 | Capaian (%)", 0.8),
        ("Program/Kegiatan | Satuan | Target | Realisasi | Capaian (%)", 1.0),
        ("Indikator Kinerja | Satuan | Target 2022 | Realisasi terhadap target | Capaian (%)", 1.0),
    ],
)
def test_names_of_two_columns_in_one_cell_of_the_heading(heading: str, share: float) -> None:
    assert known(table_of("\n".join([heading, *ROWS.strip().splitlines()[1:]]), header_rows=1)).senama == share


def test_a_row_that_was_cut_in_two_has_a_name_or_a_figure_alone() -> None:
    cut = ROWS.replace("Jembatan layak | unit", "Jembatan layak | unit | | |\n | ")
    assert known(table_of(cut, header_rows=1)).lengkap == 0.5


def test_a_year_is_no_figure_that_counts() -> None:
    years = ROWS.replace(
        "Target 2022 | Realisasi 2022 | Capaian (%)", "Target | Realisasi | Capaian (%)\n | | 2022 | 2022 | 2022"
    )
    assert known(table_of(years, header_rows=1)).angka == 9


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12,5", 1),
        ("12,5 13,7", 2),
        ("12,5\n13,7", 2),
        ("12,5 %", 1),
        ("Rp\n12.500", 1),
        ("Jalan 12", 0),
        ("", 0),
    ],
)
def test_figures_of_a_cell(text: str, count: int) -> None:
    assert figures_in(Cell(0, 0, 1, 1, text, 1, BBox(0, 0, 1, 1))) == count
