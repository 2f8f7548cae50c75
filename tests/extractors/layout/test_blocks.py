"""One block of words, made once where its place is found."""

from __future__ import annotations

from extractors.layout.blocks import block_of, block_of_lines, column_block
from extractors.model import BBox, Word


def put(text: str, x: float, y: float, size: float = 10.0) -> Word:
    return Word(text, BBox(x, y, x + 6.0 * len(text), y + size), size)


PAGE = [put("Rp", 300, 50), put("1.500", 340, 50), put("Dermaga", 50, 50), put("rakyat", 50, 64), put("catatan", 50, 90, 7.0)]


def test_a_block_has_its_lines_from_the_top_down_and_the_size_of_most_words() -> None:
    block = block_of(PAGE)
    assert [[w.text for w in line] for line in block.lines] == [["Dermaga", "Rp 1.500"], ["rakyat"], ["catatan"]]
    assert block.size == 10.0
    assert list(block.words) == PAGE


def test_a_part_of_its_lines_is_a_block_with_a_size_of_its_own() -> None:
    block = block_of(PAGE)
    foot = block_of_lines(block.lines[2:])
    assert foot.size == 7.0
    assert foot.lines[0] is block.lines[2]
    assert block_of_lines(block.lines[:1]).words == block.lines[0], "the sign stays joined to its figure"


def test_no_words_are_a_block_of_no_lines() -> None:
    assert (block_of([]).lines, block_of([]).size) == ([], 0.0)
    assert column_block([], (0.0, 100.0, 200.0)).by_column == ([], [])


def test_between_column_borders_each_column_has_lines_of_its_own() -> None:
    body = column_block(PAGE, (40.0, 200.0, 330.0, 420.0))
    assert [[line.text for line in lines] for lines in body.by_column] == [["Dermaga", "rakyat", "catatan"], ["Rp"], ["1.500"]]
    assert [line.figure for line in body.lines] == [False, False, False, False, True]
    assert body.size == 10.0


def test_what_stands_beyond_the_outer_borders_belongs_to_the_outer_columns() -> None:
    body = column_block([put("x", 20, 50), put("y", 500, 50)], (40.0, 200.0, 330.0))
    assert [[line.text for line in lines] for lines in body.by_column] == [["x"], ["y"]]
