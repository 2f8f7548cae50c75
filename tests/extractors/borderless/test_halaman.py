"""Whole tables without upright rules, as a browser prints them: rules between rows only, at the edges only, or none; heads in the
middle or set left over one row or two, columns close together.

`halaman/` holds the words (text, left, top, right, bottom, size, bold, and which way they run where that is not level), lines
and shaded boxes of pages composed of invented names and figures, with the heading rows and the grid that a person sees.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.borderless.tables import borderless_tables
from extractors.layout.tiles import tiles_of
from extractors.model import BBox, Page, Ruling, Word

PAGES = sorted((Path(__file__).parent / "halaman").glob("*.json"))


@pytest.mark.parametrize("file", PAGES, ids=[file.stem for file in PAGES])
def test_the_grid_that_a_person_sees(file: Path) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))
    words = tuple(
        Word(text, BBox(*place), size, bool(bold), turned=next(iter(turned), 0))
        for (text, *place), size, bold, *turned in ((word[:5], *word[5:]) for word in told["kata"])
    )
    rulings = tuple(Ruling(*ends) for ends in told["garis"])
    shades = tuple(BBox(*edges) for edges in told.get("arsir", ()))
    page = Page(1, 842, 842, "teks", words, rulings, shades=shades)
    (table,) = borderless_tables(page, [], rulings, None, tiles_of(page))
    assert table.grid() == told["sel"]
    assert table.header_rows == told["kepala"]
