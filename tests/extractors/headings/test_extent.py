"""What stands above the lines of a table and belongs to its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.headings.extent import first_figures, heading_bottom, reached_up
from extractors.layout.blocks import block_of_lines
from extractors.model import BBox, Ruling, Word
from tests.extractors.words import words

BORDERS = (0.0, 100.0, 160.0, 200.0, 240.0, 280.0)
HEADING = [w for x, name in ((10, "Indikator"), (110, "Satuan")) for w in words(name, x, 20)] + [
    w for x, name in ((175, "I"), (215, "II"), (255, "III")) for w in words(name, x, 30)
]
GROUP = words("Target triwulan", 185, 10)


def _as_read(found: Sequence[Word], size: float, *, ocr: bool = True) -> list[Word]:
    return [replace(w, size=size, from_ocr=ocr) for w in found]


def test_the_name_of_a_group_is_taken_in_though_its_ink_is_higher() -> None:
    """`Target triwulan` has a tail, `Indikator` and `Satuan` have none: a picture shows lines of other heights."""
    heading = _as_read(HEADING, 7.0)
    assert len(reached_up([_as_read(GROUP, 9.0)], heading, BORDERS, 8.0)) == 2


def test_larger_text_above_a_heading_is_none_of_it() -> None:
    assert reached_up([_as_read(GROUP, 11.0)], _as_read(HEADING, 7.0), BORDERS, 8.0) == []
    assert reached_up([_as_read(GROUP, 9.0, ocr=False)], _as_read(HEADING, 7.0, ocr=False), BORDERS, 8.0) == []


def test_a_caption_over_all_columns_is_none_of_it() -> None:
    caption = words("Tabel 4 Sasaran dan target dinas", 60, 8)
    assert reached_up([_as_read(caption, 8.0)], _as_read(HEADING, 7.0), BORDERS, 8.0) == []


def test_the_rule_over_a_sum_ends_no_heading() -> None:
    texts = [
        ("Kode", "Kegiatan", "Anggaran"),
        ("1823", "Karantina", "Rp3.417.250.000,-"),
        ("1819", "Manajemen", "Rp6.108.934.000,-"),
    ]
    rows = [
        [w for x, text in zip((30, 70, 400), row, strict=True) for w in words(text, x, 100 + 20 * n)]
        for n, row in enumerate(texts)
    ]
    rows.append([*words("Jumlah", 70, 160), *words("Rp9.526.184.000,-", 400, 160)])
    block, box = block_of_lines(rows), BBox(30, 100, 500, 172)
    borders = (30, 65, 390, 500)
    over_sum, over_rows = Ruling(30, 156, 500, 156), Ruling(30, 114, 500, 114)
    assert heading_bottom(block, 1, [over_sum, over_sum], borders, box) < 120
    assert heading_bottom(block, 1, [over_rows, over_sum], borders, box) == 114


def test_an_amount_is_a_figure_whatever_stands_close_behind_it() -> None:
    def first(row: str) -> int | None:
        lines = [words("Program Anggaran Sumber", 10, 10), words("Pembinaan pasar", 10, 24), words(row, 10, 38)]
        return first_figures(block_of_lines(lines))

    assert first("Rp.9.214.375.000,- APBD") == 2
    assert first("1.02.03 Pembinaan") is None, "a code"


def test_the_upper_line_of_a_cell_is_further_off_from_ink_to_ink() -> None:
    """`REALISASI` over `(Rp)`: in a picture the height of a line is that of its ink."""
    below = words("(Rp)", 170, 20)
    above = words("Hasil", 167, 20 - below[0].bbox.height - 6.0)
    for ocr, taken in ((True, 1), (False, 0)):
        read = [_as_read(side, 7.0, ocr=ocr) for side in (above, [*HEADING[:2], *below])]
        assert len(reached_up([read[0]], read[1], BORDERS, 8.0)) == taken


def test_years_counted_below_their_group_are_no_figures() -> None:
    def line(*texts: str) -> list[Word]:
        return [w for n, text in enumerate(texts) for w in words(text, 10 + 90 * n, 10)]

    assert first_figures(block_of_lines([line("Uraian", "Satuan", "1", "2", "3")])) is None
    assert first_figures(block_of_lines([line("Uraian", "Satuan", "1", "2", "4")])) == 0
    assert first_figures(block_of_lines([line("1", "Uraian", "2", "3")])) == 0, "a row with its number"
