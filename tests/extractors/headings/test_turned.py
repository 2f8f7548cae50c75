"""Names of columns that stand upright."""

from __future__ import annotations

from extractors.headings.turned import laid_down
from extractors.model import BBox, Word


def upright(text: str, x: float, bottom: float) -> list[Word]:
    """Words one above the other that run up from a foot."""
    out = []
    for token in text.split():
        out.append(Word(token, BBox(x, bottom - 5.0 * len(token), x + 9.0, bottom), 9.0, turned=270))
        bottom -= 5.0 * len(token) + 3
    return out


def test_names_side_by_side_are_laid_down_at_the_foot_of_the_lowest() -> None:
    heads = [*upright("TW I", 100, 80), *upright("TW II", 140, 80), *upright("Target", 180, 80), *upright("2031", 190, 80)]
    found = laid_down([*heads, Word("Uraian", BBox(20, 70, 60, 80), 9.0)])
    assert [w.text for w in found] == ["TW I", "TW II", "Target 2031"]
    assert {(w.bbox.y0, w.bbox.y1, w.turned) for w in found} == {(71.0, 80.0, 0)}


def test_one_upright_text_beside_rows_is_no_name_of_a_column() -> None:
    assert laid_down(upright("Sasaran Pertama", 100, 80)) == []
    assert laid_down([*upright("Sasaran", 100, 80), *upright("Tujuan", 100, 160)]) == []
