"""Several values in one cell, each behind what it measures, and cells of several lines that hold no such values."""

from __future__ import annotations

import pytest

from pipeline.tables.grid import grid_of
from pipeline.tables.mended.labelled_values import labels_apart
from tests.pipeline.grids import HEADERS, table_of, understood

BOARD = r"""
    Indikator Kinerja | Satuan | 2030 | 2031
    Indeks kebun kopi | Indeks | T 60,00\nR 52,31\nC 87,18% | T 62,00\nR 60,80\nC 98,06%
    Predikat gudang   | Predikat | T BB\nR B | T BB\nR A
    Luas ladang garam | Ha | - | T 25,00\nR 26,00\nC 104,00%
"""


@pytest.mark.parametrize("header_rows", [0, 1])
def test_values_behind_letters_are_of_their_measures_and_keep_their_places(header_rows: int) -> None:
    result = understood(table_of(BOARD, header_rows=header_rows))
    told = {(f.indikator, f.tahun, f.ukuran, f.predikat or f.nilai, f.baris, f.kolom) for f in result.kinerja}
    assert told == {
        ("Indeks kebun kopi", 2030, "target", 60.0, 1, 2), ("Indeks kebun kopi", 2030, "realisasi", 52.31, 1, 2),
        ("Indeks kebun kopi", 2030, "capaian", 87.18, 1, 2), ("Indeks kebun kopi", 2031, "target", 62.0, 1, 3),
        ("Indeks kebun kopi", 2031, "realisasi", 60.8, 1, 3), ("Indeks kebun kopi", 2031, "capaian", 98.06, 1, 3),
        ("Predikat gudang", 2030, "target", "BB", 2, 2), ("Predikat gudang", 2030, "realisasi", "B", 2, 2),
        ("Predikat gudang", 2031, "target", "BB", 2, 3), ("Predikat gudang", 2031, "realisasi", "A", 2, 3),
        ("Luas ladang garam", 2031, "target", 25.0, 3, 3), ("Luas ladang garam", 2031, "realisasi", 26.0, 3, 3),
        ("Luas ladang garam", 2031, "capaian", 104.0, 3, 3),
    }  # fmt: skip
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}
    assert len({f.kinerja_id for f in result.kinerja}) == len(told)
    (table,) = result.tabel
    assert (table.jumlah_baris, table.jumlah_kolom) == (4, 4)
    assert any("labels_apart" in step for step in table.langkah)


def test_a_second_reader_at_odds_makes_a_value_doubtful() -> None:
    second = {(1, 2): "T 60,00\nR 92,31\nC 87,18%", (1, 3): "T 62,00\nR 60,80\nC 98,06%", (3, 3): "T 28,00 R 26,00 C 104%"}
    result = understood(table_of(BOARD, header_rows=1, second=second, from_ocr=True))
    rules = {(f.baris, f.kolom, f.ukuran): f.aturan_nilai for f in result.kinerja}
    assert {place for place, rule in rules.items() if rule.startswith("bacaan_beda")} == {
        (1, 2, "realisasi"), (3, 3, "target"), (3, 3, "realisasi"), (3, 3, "capaian"),
    }  # fmt: skip
    assert rules[1, 2, "realisasi"] == "bacaan_beda+aritmetika"  # 52,31 is 87,18 % of 60,00


def test_amounts_behind_words() -> None:
    text = r"""
        Kode | Program | Keuangan
        1.02.02 | Program Ladang | Pagu: Rp1.250.000\nRealisasi: Rp1.000.000
        1.02.03 | Program Gudang | Pagu: Rp400.000\nRealisasi: Rp390.000
    """
    result = understood(table_of(text, header_rows=1))
    assert [(f.kode, f.ukuran, f.nilai, f.kolom) for f in result.anggaran] == [
        ("1.02.02", "pagu", 1250000, 2), ("1.02.02", "realisasi", 1000000, 2),
        ("1.02.03", "pagu", 400000, 2), ("1.02.03", "realisasi", 390000, 2),
    ]  # fmt: skip


YEAR = "\n".join(line.rpartition("|")[0] for line in BOARD.strip().splitlines())


@pytest.mark.parametrize(
    "text",
    [
        YEAR.replace("T 60,00", "60,00"),  # a line without a name
        YEAR.replace(r"R 52,31\nC 87,18%", r"T 52,31\nR 87,18"),  # a name twice
        YEAR.replace("| - ", "| menunggu data"),  # a cell of another kind
        BOARD.replace("T ", "K ").replace("R ", "L "),  # letters of no measure
        BOARD.replace("Satuan | 2030", "2030 | <"),  # a heading over columns of both kinds
        "\n".join(BOARD.splitlines()[2:4]),  # no heading
        "\n".join(BOARD.splitlines()[:2]) + "\n Indeks kopi | Indeks | T 60,00\\nR 52,31\\nC 87,18% | -",  # in one cell only
    ],
)
def test_cells_of_several_lines_that_are_left_as_they_are(text: str) -> None:
    assert labels_apart(grid_of(table_of(text, header_rows=0 if "Indikator" not in text else 1)), HEADERS) is None
