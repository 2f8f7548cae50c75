"""Rules typed as signs, and signs that are none."""

from __future__ import annotations

import pytest

from extractors.extract import tables_of
from extractors.layout.typed_rules import with_typed_rules
from extractors.model import BBox, Page, Word

STEP = 5.0


def report(*lines: str) -> Page:
    """A page of lines in a font of one pitch: letters 5 points wide, lines 10 points apart."""
    held = []
    for n, line in enumerate(lines):
        at = 0
        for part in line.split(" "):
            if part:
                held.append(Word(part, BBox(40 + STEP * at, 100 + 10 * n, 40 + STEP * (at + len(part)), 108 + 10 * n), 8.0))
            at += len(part) + 1
    return Page(1, 595, 842, "teks", tuple(held))


ROWS = [
    ("No", "Uraian Kegiatan", "Rencana", "Hasil"),
    ("1", "Luas tambak garam", "82,50", "80,10"),
    ("2", "Nelayan dilatih", "150", "162"),
    ("3", "Kapal diasuransikan", "24", "20"),
]
LINES = [f"{no:3} {name:20} {plan:>9} {done:>9}" for no, name, plan, done in ROWS]
DASHES = "--- -------------------- --------- ---------"
BORDER = "+-----+----------------------+-----------+-----------+"
CELLS = [f"| {no:3} | {name:20} | {plan:>9} | {done:>9} |" for no, name, plan, done in ROWS]


@pytest.mark.parametrize(
    ("lines", "engine"),
    [
        (["=" * 44, LINES[0], "=" * 44, *LINES[1:], "=" * 44], "garis-datar"),
        ([LINES[0], DASHES, *LINES[1:], DASHES, "Dicetak 3 Januari 2032"], "garis-datar"),
        ([BORDER, CELLS[0], BORDER, *CELLS[1:], BORDER, "Lembar | 3"], "garis"),
        ([line for cell in CELLS for line in (BORDER, cell)] + [BORDER], "garis"),
        (["_" * 55, CELLS[0], BORDER.replace("+", "|"), *CELLS[1:], "_" * 55, "Lembar | 3"], "garis"),
    ],
)
def test_a_text_report_is_a_table_with_its_heading(lines: list[str], engine: str) -> None:
    (table,), said = tables_of(report("LAPORAN TRIWULAN IV", "", *lines))
    assert [tuple(row) for row in table.grid()] == ROWS
    assert table.engine == engine
    assert not any("--" in line.text or "==" in line.text for line in said)


def test_an_upright_sign_typed_close_to_a_word_parts_it_where_others_stand_alone_above_or_below() -> None:
    close = CELLS[3].replace("diasuransikan  |", "diasuransikan.)|")
    (table,), _ = tables_of(report(BORDER, CELLS[0], BORDER, *CELLS[1:3], close, BORDER))
    assert table.grid()[-1][1:3] == ["Kapal diasuransikan.)", "24"]
    elsewhere = CELLS[3].replace("Kapal diasuransikan", "Kapal A|B dibeli   ")
    (table,), _ = tables_of(report(BORDER, CELLS[0], BORDER, *CELLS[1:3], elsewhere, BORDER))
    assert table.grid()[-1][1] == "Kapal A|B dibeli"


@pytest.mark.parametrize(
    "line",
    [
        "Nilai = ---------------------------- x 100%",  # the bar of a fraction
        "Manado, tanggal ______________________",  # a blank to fill in
        "-----",  # a mark
        "Lembar | 3",
    ],
)
def test_signs_beside_words_and_few_signs_are_no_rule(line: str) -> None:
    page = report("Uraian kegiatan", line, "Luas tambak")
    assert with_typed_rules(page) is page
