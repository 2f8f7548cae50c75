"""Pages of running text are left unread after the first ones, and it is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.extract import LEADING, ExtractOptions, extract
from extractors.scan.page import OcrOptions
from tests.extractors import paper
from tests.extractors.scan.prose.drawn import justified, scan


@pytest.mark.parametrize("prose", [False, True])
def test_running_text_is_left_unread_unless_it_is_asked_for(tmp_path: Path, prose: bool) -> None:
    options = ExtractOptions(OcrOptions(second_reader="none", prose=prose), pages=(LEADING + 1,))
    found = extract(scan(tmp_path / "lama.pdf", justified(set_wide=(3, 9))), options)
    assert [(page.passed_over, page.read) for page in found.pages] == [(not prose, True)]
    assert bool(found.lines) == prose


def test_a_page_with_a_table_is_read(tmp_path: Path) -> None:
    options = ExtractOptions(OcrOptions(second_reader="none"), pages=(LEADING + 1,))
    found = extract(scan(tmp_path / "tabel.pdf", paper.table()), options)
    assert not found.pages[0].passed_over
    assert len(found.tables) == 1
