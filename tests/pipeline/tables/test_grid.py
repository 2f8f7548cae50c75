"""What stands in a row of a table whose cells span several places."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.tables.grid import grid_of, stacked_fields
from tests.pipeline.grids import table_of


def test_each_cell_is_told_once_at_its_left_place() -> None:
    grid = grid_of(table_of("Indikator | Target | <\n^ | 2023 | 2024\nNilai A | 5 | "))
    assert grid.texts(0) == ["Indikator", "Target", ""]
    assert grid.texts(1) == ["", "2023", "2024"], "what spans from above is no text of the row"
    assert [c.text for c in grid.filled(2)] == ["Nilai A", "5"]
    assert grid.text(1, 0) == "Indikator"


def _stacked(names: str, texts: str) -> list[tuple[str, str]]:
    table = table_of("a | b")
    return stacked_fields([dataclasses.replace(cell, text=text) for cell, text in zip(table.cells, (names, texts), strict=True)])


def test_fields_below_each_other_in_two_cells_are_fields_of_their_own() -> None:
    fields = _stacked("Sub Kegiatan\nLokasi", ": 2.23.02.2.01.05 Pengembangan\nKoleksi\n: Kota Lama")
    assert fields == [("Sub Kegiatan", "2.23.02.2.01.05 Pengembangan Koleksi"), ("Lokasi", "Kota Lama")]


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        ("Sub Kegiatan\nLokasi", ": 2.23.02.2.01.05 Pengembangan Koleksi"),  # which name the one text is behind is not told
        ("Sub Kegiatan\nLokasi", "2.23.02.2.01.05 Pengembangan\nKota Lama"),  # no colons
        ("Sub Kegiatan", ": 2.23.02.2.01.05 Pengembangan"),  # one field, not below another
        ("Sasaran\nLokasi", "Hasil\n: Kunjungan\n: Kota"),  # a text before the first colon
    ],
)
def test_cells_whose_names_and_texts_do_not_agree_are_no_fields_below_each_other(names: str, texts: str) -> None:
    assert _stacked(names, texts) == []
