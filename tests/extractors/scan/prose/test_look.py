from __future__ import annotations

import numpy as np
from PIL import Image

from extractors.scan.picture import Picture, turned
from extractors.scan.prose.look import look_at_picture
from tests.extractors import paper
from tests.extractors.scan.prose.drawn import LINES, justified, set_apart


def prose() -> Image.Image:
    image = paper.blank(1654, 1400)
    for k in range(18):
        text = "Pemerintah daerah menyusun laporan kinerja setiap tahun sesuai dengan aturan"
        numbered = k % 6 == 0
        paper.write(image, 150 + (60 if numbered else 0), 120 + 60 * k, text)
        if numbered:
            paper.write(image, 150, 120 + 60 * k, f"{k // 6 + 1}.")
    return image


def test_ruled_tables_are_seen_either_way_up() -> None:
    picture = paper.copied(paper.table())
    lying = Picture(np.ascontiguousarray(turned(picture.gray, 90)), picture.dpi)
    for each in (picture, lying):
        look = look_at_picture(each)
        assert look.kind == "garis"
        assert look.may_hold_table


def test_columns_without_lines_are_seen() -> None:
    assert look_at_picture(paper.copied(paper.table(ruled=False))).kind == "kolom"


def test_running_text_and_lists_are_no_table() -> None:
    look = look_at_picture(paper.copied(prose()))
    assert look.kind == "prosa"
    assert not look.may_hold_table


def test_an_empty_page_is_empty() -> None:
    assert look_at_picture(paper.copied(paper.blank())).kind == "kosong"


def test_justified_lines_with_wide_spaces_are_running_text() -> None:
    look = look_at_picture(paper.copied(justified(set_wide=(3, 4, 9, 12, 13))))
    assert look.kind == "prosa"
    assert look.rows == LINES


def test_figures_as_far_apart_in_every_row_are_columns() -> None:
    image = paper.blank(1654, 1400)
    for k in range(12):
        set_apart(image, 200 + 60 * k, [f"{k + 2}.{k}{column}0" for column in range(9)])
    assert look_at_picture(paper.copied(image)).kind == "kolom"


def test_a_table_among_justified_lines_is_seen() -> None:
    image = justified(set_wide=(2, 9, 14))
    for k in range(4):
        set_apart(image, 150 + 60 * (LINES + k), ["Belanja", "1.250.375", "1.198.004", "95,81"])
    assert look_at_picture(paper.copied(image)).kind == "kolom"
