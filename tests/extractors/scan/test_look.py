from __future__ import annotations

import numpy as np
from PIL import Image

from extractors.scan.look import look_at_picture
from extractors.scan.picture import Picture, turned
from tests.extractors import paper


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
