"""Which rows of print are parted as by columns."""

from __future__ import annotations

from PIL import Image

from extractors.scan.picture import Pieces, ink, letters
from extractors.scan.prose.print_rows import Row, rows_of_print
from tests.extractors import paper
from tests.extractors.scan.prose.drawn import LINES, justified, set_apart


def rows_on(image: Image.Image) -> list[Row]:
    small = paper.copied(image).shrunk(100)
    only, _ = letters(Pieces.of(ink(small)), small.dpi)
    return rows_of_print(only, small)


def test_justified_lines_are_not_parted_however_wide_their_spaces() -> None:
    rows = rows_on(justified(set_wide=(3, 4, 9, 12, 13)))
    assert len(rows) == LINES
    assert any(len(row.pieces) > 1 for row in rows)
    assert not any(row.parted for row in rows)


def test_figures_that_stand_under_one_another_are_parted() -> None:
    image = paper.blank(1654, 1400)
    for k in range(12):
        set_apart(image, 200 + 60 * k, [f"{k + 2}.{k}{column}0" for column in range(9)])
    assert all(row.parted for row in rows_on(image))


def test_a_name_and_its_figures_are_parted_though_they_end_at_the_margin() -> None:
    image = justified(set_wide=(2, 9))
    for k in range(4):
        set_apart(image, 150 + 60 * (LINES + k), ["Belanja", "modal", "1.250.375", "98"], left=150 + 40 * k)
    assert [row.parted for row in rows_on(image)][-4:] == [True] * 4


def test_the_number_of_an_item_does_not_part_its_line() -> None:
    image = paper.blank()
    for k in range(5):
        paper.write(image, 150, 120 + 60 * k, f"{k + 1}.")
        paper.write(image, 210, 120 + 60 * k, "Menyusun laporan kinerja setiap tahun")
    assert not any(row.parted for row in rows_on(image))
