"""Headings without a grid: rules drawn cell by cell, names over one column whose figures stand in two places."""

from __future__ import annotations

from itertools import pairwise

from extractors.headings.extent import one_name, whole_rules
from extractors.headings.ruled import ruled_heading
from extractors.model import BBox, Ruling, Word

SIZE = 6.0
BORDERS = [40.0, 120.0, 160.0, 200.0, 260.0, 300.0, 360.0]


def centred(text: str, left: float, right: float, y: float) -> list[Word]:
    width = 3.0 * len(text) + 1.5 * text.count(" ")
    x, out = (left + right - width) / 2, []
    for part in text.split():
        out.append(Word(part, BBox(x, y, x + 3.0 * len(part), y + SIZE), SIZE))
        x += 3.0 * len(part) + 1.5
    return out


def pieces(y: float, *ends: tuple[float, float]) -> list[Ruling]:
    return [Ruling(a, y, b, y) for a, b in ends]


def every(y: float) -> list[Ruling]:
    return pieces(y, *pairwise(BORDERS))


GROUPS = ((160, 260), (260, 360))
RULES = [*pieces(112, (160, 360), *GROUPS), *pieces(124, *GROUPS, *pairwise(BORDERS[2:])), *every(136)]


def heading() -> list[Word]:
    out = centred("Uraian", 40, 120, 115)
    for k, part in enumerate(["Data", "tahun", "awal", "2029"]):
        out += centred(part, 120, 160, 101 + 8 * k)
    out += centred("Target dan Pendanaan", 160, 360, 103)
    for (left, right), year in zip(GROUPS, ("2030", "2031"), strict=True):
        out += centred(year, left, right, 115)
    for left, right, name in zip(BORDERS[2:], BORDERS[3:], ["Target", "Rp"] * 2, strict=False):
        out += centred(name, left, right, 127)
    return out


def test_pieces_of_rules_tell_a_tall_name_from_the_names_of_groups_beside_it() -> None:
    levels = ruled_heading(heading(), RULES, BORDERS, 136, SIZE)
    assert levels is not None
    assert [[(c, n, " ".join(w.text for w in ws)) for c, n, ws in level] for level in levels] == [
        [(0, 1, "Uraian"), (1, 1, "Data tahun awal 2029"), (2, 4, "Target dan Pendanaan")],
        [(2, 2, "2030"), (4, 2, "2031")],
        [(2, 1, "Target"), (3, 1, "Rp"), (4, 1, "Target"), (5, 1, "Rp")],
    ]


def test_rules_drawn_column_by_column_share_columns_out_among_the_names_over_them() -> None:
    """As Chromium draws them: the edge below a wide cell is as pieced as that of the cells under it."""
    rules = [*pieces(112, *pairwise(BORDERS[2:])), *every(124)]
    words = centred("Uraian", 40, 120, 108) + centred("Awal", 120, 160, 108)
    words += centred("2030", 160, 260, 103) + centred("2031", 260, 360, 103)
    for left, right, name in zip(BORDERS[2:], BORDERS[3:], ["Target", "Rp"] * 2, strict=False):
        words += centred(name, left, right, 115)
    levels = ruled_heading(words, rules, BORDERS, 124, SIZE)
    assert levels is not None
    assert [(c, n) for c, n, _ in levels[0]] == [(0, 1), (1, 1), (2, 2), (4, 2)]
    assert [(c, n) for c, n, _ in levels[1]] == [(2, 1), (3, 1), (4, 1), (5, 1)]
    three = [w for w in words if w.text != "2031"]
    for k, year in enumerate(("2031", "2032", "2033")):
        three += centred(year, 262 + 33 * k, 292 + 33 * k, 103)
    assert ruled_heading(three, [*pieces(112, *pairwise(BORDERS[4:])), *every(124)], BORDERS, 124, SIZE) is None


def test_rules_that_cut_through_a_text_tell_nothing() -> None:
    broken = [r for r in RULES if r.y0 != 112] + pieces(112, *pairwise(BORDERS[2:]))
    assert ruled_heading(heading(), broken, BORDERS, 136, SIZE) is None


def test_pieces_on_each_other_do_not_make_a_short_rule_a_whole_one() -> None:
    box = BBox(40, 90, 360, 200)
    assert whole_rules(RULES, box) == [136]


def test_figures_set_left_and_in_the_middle_under_one_name_are_one_column() -> None:
    borders = [40.0, 120.0, 160.0, 200.0]
    names = [*centred("Indikator", 40, 120, 100), *centred("Target", 120, 200, 100)]

    def row(text: str, left: str, middle: str) -> list[list[Word]]:
        return [centred(text, 40, 120, 110), centred(left, 120, 160, 110), centred(middle, 160, 200, 110)]

    assert one_name(names, [row("Jalan", "12,50 %", ""), row("Taman", "", "3 unit")], borders) == [40, 120, 200]
    assert one_name(names, [row("Jalan", "12,50 %", ""), row("Taman", "4", "3 unit")], borders) == borders
    assert one_name(names, [row("Jalan", "12,50 %", ""), row("Taman", "", "rendah")], borders) == borders
    third = [*names[:1], *centred("2030", 120, 160, 100), *centred("2031", 160, 200, 100)]
    assert one_name(third, [row("Jalan", "12,50 %", ""), row("Taman", "", "3 unit")], borders) == borders


def test_names_that_keep_apart_at_a_border_are_no_one_cell() -> None:
    """The edge of a shaded field runs right across below both."""
    borders = [40.0, 120.0, 200.0, 260.0, 320.0]
    rules = [Ruling(200, 112, 320, 112), *pieces(124, (40, 200), (200, 260), (260, 320))]
    words = [*centred("Tahun", 200, 320, 103), *centred("Rencana", 200, 260, 115), *centred("Hasil", 260, 320, 115)]
    apart = [*centred("Uraian", 40, 120, 115), *centred("Satuan", 120, 200, 115)]
    assert ruled_heading([*apart, *words], rules, borders, 124, SIZE) is None
    one = centred("Uraian dan satuan", 40, 200, 115)
    levels = ruled_heading([*one, *words], rules, borders, 124, SIZE)
    assert levels is not None
    assert levels[0][0][:2] == (0, 2)


def test_one_rule_below_several_groups_shares_columns_out_among_their_names() -> None:
    """Excel: a hairline from the first group to the last, and the lower edge of the heading in one piece."""
    borders = [40.0, 160.0, 200.0, 240.0, 280.0, 320.0, 360.0]
    rules = [Ruling(160, 112, 360, 112), Ruling(40, 124, 360, 124)]
    words = [*centred("Uraian", 40, 160, 109), *centred("HASIL", 160, 280, 103), *centred("AIM", 280, 360, 103)]
    for left, right, year in zip(borders[1:], borders[2:], ("2030", "2031", "2032", "2033", "2034"), strict=False):
        words += centred(year, left, right, 115)
    levels = ruled_heading(words, rules, borders, 124, SIZE)
    assert levels is not None
    assert [(c, n, ws[0].text) for c, n, ws in levels[0]] == [(0, 1, "Uraian"), (1, 3, "HASIL"), (4, 2, "AIM")]
    assert [(c, n) for c, n, _ in levels[1]] == [(c, 1) for c in range(1, 6)]
    # two names on the lowest level over three columns do not tell which of them names two
    two = (
        [w for w in words if not w.text.startswith("203")] + centred("Semula", 200, 240, 115) + centred("Menjadi", 320, 360, 115)
    )
    assert ruled_heading(two, rules, borders, 124, SIZE) is None
