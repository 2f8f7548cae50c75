"""Lines that wide spaces part, and whether they are parted at the same places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from extractors.layout.limits import COUNT, FONT_SIZES, LINE_HEIGHTS, SHARE, Limit
from extractors.layout.lines import segments
from extractors.layout.text_forms import AMOUNT, FIGURE
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    wide: Annotated[float, Limit("a wider space may part two columns", FONT_SIZES)] = 1.25
    space: Annotated[float, Limit("words of one text that is not justified stand nearer", FONT_SIZES)] = 0.45
    close: Annotated[float, Limit("a figure stands further apart from the words before it", FONT_SIZES)] = 0.6
    apart: Annotated[float, Limit("lines further apart belong to one table only where their columns agree", LINE_HEIGHTS)] = 2.6
    recent: Annotated[int, Limit("so many lines back a line may find the columns that it agrees with", COUNT)] = 6
    texts: Annotated[int, Limit("a parted line has so many texts", COUNT)] = 2
    columns: Annotated[int, Limit("so many texts side by side are columns, whatever they hold", COUNT)] = 3
    figures: Annotated[int, Limit("so many figures tell a row of a list", COUNT)] = 2
    agree: Annotated[float, Limit("so many texts of two lines, or lines, agree", SHARE)] = 0.6
    same_place: Annotated[float, Limit("figures begin or end on one place within this", FONT_SIZES)] = 0.5


LIMITS = Limits()
_Piece = tuple[float, float, bool]


def parted(line: Sequence[Word], size: float) -> bool:
    """Is a line parted by wide spaces, or drawn in pieces apart, or nothing but amounts, however close those of full columns
    stand?"""
    return len(_apart(line, size)) >= LIMITS.texts or (len(line) >= LIMITS.texts and all(AMOUNT.match(w.text) for w in line))


def same_columns(line: Sequence[Word], above: Sequence[Sequence[Word]], size: float) -> bool:
    """Is a line parted as one of the last lines above it is, into three texts or more, or with a figure below a figure?"""
    mine = runs_of(line, size)
    for other in reversed(above[-LIMITS.recent :]):
        theirs = runs_of(other, size)
        if len(theirs) < LIMITS.texts:
            continue
        if len(mine) == len(theirs) >= LIMITS.columns and all(
            max(a[1], b[1]) < min(c[0], d[0]) for (a, b), (c, d) in pairwise(zip(mine, theirs, strict=True))
        ):
            return True
        pairs = [(a, b) for a in mine for b in theirs if min(a[1], b[1]) > max(a[0], b[0])]
        single = len({id(a) for a, _ in pairs}) == len(pairs) == len({id(b) for _, b in pairs})
        figures = sum(a[2] and b[2] for a, b in pairs)
        if (
            single
            and (len(pairs) >= LIMITS.columns or (len(pairs) >= LIMITS.texts and figures))
            and len(pairs) >= LIMITS.agree * min(len(mine), len(theirs))
        ):
            return True
        if _same_list(_figures_and_words(line, size), _figures_and_words(other, size), size):
            return True
    return False


def _same_list(mine: Sequence[_Piece], theirs: Sequence[_Piece], size: float) -> bool:
    """A row of a list below another one (figures and words alternate alike, two figures end or begin on one place), or below
    the names of its columns."""
    if len(mine) != len(theirs) or sum(m[2] for m in mine) < LIMITS.figures:
        return False
    both = list(zip(mine, theirs, strict=True))
    if not all(max(a[1], b[1]) < min(c[0], d[0]) for (a, b), (c, d) in pairwise(both)):
        return False
    if not any(t[2] for t in theirs):
        return len(mine) >= LIMITS.columns
    level = sum(
        a[2] and (abs(a[1] - b[1]) < LIMITS.same_place * size or abs(a[0] - b[0]) < LIMITS.same_place * size) for a, b in both
    )
    return level >= LIMITS.figures and [m[2] for m in mine] == [t[2] for t in theirs]


def runs_of(line: Sequence[Word], size: float) -> list[tuple[float, float, bool]]:
    """(left, right, is a figure) of the texts of a line."""
    return [(run[0].bbox.x0, run[-1].bbox.x1, bool(FIGURE.match(" ".join(w.text for w in run)))) for run in _apart(line, size)]


def _apart(line: Sequence[Word], size: float) -> list[list[Word]]:
    """The texts of a line between wide spaces, and between words of which the second was not drawn right behind the first: the
    cell of that goes on below."""
    out: list[list[Word]] = []
    for run in segments(line, LIMITS.wide * size):
        cuts = [k for k, (a, b) in enumerate(pairwise(run), 1) if _drawn_apart(a, b, size)]
        out += [list(run[a:b]) for a, b in pairwise([0, *cuts, len(run)])]
    return out


def _drawn_apart(before: Word, word: Word, size: float) -> bool:
    """Was something else drawn between two words that stand further apart than words of one text?"""
    known = before.piece and word.piece
    return bool(known) and word.piece - before.piece not in (0, 1) and word.bbox.x0 - before.bbox.x1 > LIMITS.space * size


def _figures_and_words(line: Sequence[Word], size: float) -> list[_Piece]:
    """(left, right, is a figure) of the figures of a line and of the words between them, however widely these are set.

    Justified names have gaps as wide as those between columns, and an amount may stand close behind a full line of words.
    """
    out: list[_Piece] = []
    for run in segments(line, LIMITS.close * size):
        figure = bool(FIGURE.match(" ".join(w.text for w in run)))
        x0, x1 = run[0].bbox.x0, run[-1].bbox.x1
        if out and not figure and not out[-1][2] and x0 - out[-1][1] < LIMITS.apart * size:
            out[-1] = (out[-1][0], x1, False)
        else:
            out.append((x0, x1, figure))
    return out


def between_runs(line: Sequence[Word], before: Sequence[Sequence[Word]], size: float) -> bool:
    """With few parted lines to go by: does each text of the line end before the next text of most of them begins?"""
    mine, merged = runs_of(line, size), _figures_and_words(line, size)
    fits = 0
    for other in before:
        pieces = _figures_and_words(other, size)
        of_a_list = sum(p[2] for p in pieces) >= LIMITS.figures
        fits += _among(mine, runs_of(other, size)) or (of_a_list and _among(merged, pieces))
    return bool(before) and fits >= LIMITS.agree * len(before)


def _among(mine: Sequence[_Piece], theirs: Sequence[_Piece]) -> bool:
    """Does each text stand clear of the neighbours of the one that it would belong to, no two of them with the same?"""
    last = len(theirs) - 1
    places = [
        next((k for k in range(len(theirs)) if (k == 0 or x0 > theirs[k - 1][1]) and (k == last or x1 < theirs[k + 1][0])), -1)
        for x0, x1, _ in mine
    ]
    return -1 not in places and len(set(places)) == len(places)
