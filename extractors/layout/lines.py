"""Words to lines of text: the running text of a page, and the text of a cell."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median_high
from typing import Annotated

from extractors.layout.limits import CHARACTERS, FONT_SIZES, POINTS, SHARE, TIMES, Limit
from extractors.layout.text_forms import CURRENCY, DIGIT, ITEM_NUMBER, ROW_NUMBER
from extractors.model import BBox, Cell, Line, Word

_CENTRE_THEN_LEFT = itemgetter(0, 1)
UP_OR_DOWN = (90, 270)
_DOWN = 90
"""Degrees clockwise that text is turned by."""
_NARROW = frozenset("Iil1|!.,:;'()[]")


@dataclass(frozen=True, slots=True)
class Limits:
    level: Annotated[float, Limit("two words of one line share this much of the lower one's height", SHARE)] = 0.5
    gutter: Annotated[float, Limit("words of two columns of a page stand further apart", FONT_SIZES)] = 0.8
    side_by_side: Annotated[float, Limit("running text and what stands beside it are further apart", FONT_SIZES)] = 2.5
    apart: Annotated[float, Limit("two texts of a table that stand in one line are further apart", FONT_SIZES)] = 0.9
    word: Annotated[int, Limit("a high, narrow word of fewer letters may be upright", CHARACTERS)] = 3
    high: Annotated[float, Limit("a turned word is this many times as high as wide", TIMES)] = 1.8
    very_high: Annotated[float, Limit("the same of one whose letters are all narrow", TIMES)] = 4.0
    along: Annotated[float, Limit("a word in the line of a turned one shares this much of its width", SHARE)] = 0.8
    currency: Annotated[float, Limit("a currency sign stands no further before its figure", POINTS)] = 90.0


LIMITS = Limits()


def group_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words as lines, top to bottom, each from left to right."""
    placed = []
    for word in words:
        x0, y0, _, y1 = word.bbox
        placed.append(((y0 + y1) / 2, x0, y0, y1, word))
    if len(placed) <= 1:  # most cells hold one word, or none
        return [[word] for *_, word in placed]
    placed.sort(key=_CENTRE_THEN_LEFT)
    lines: list[tuple[float, float, list[tuple[float, int, Word]]]] = []
    for n, (_, x0, y0, y1, word) in enumerate(placed):
        for a, b, members in lines[-1:-4:-1]:
            if a == y0 < y1 == b or _on_one_line(a, b, y0, y1):  # most stand just as the word before
                members.append((x0, n, word))
                break
        else:
            lines.append((y0, y1, [(x0, n, word)]))
    lines.sort(key=lambda line: line[0] + line[1])
    for _, _, members in lines:
        members.sort()
    return [[word for _, _, word in members] for _, _, members in lines]


def _on_one_line(a: float, b: float, y0: float, y1: float) -> bool:
    """Do words from `a` down to `b`, and from `y0` down to `y1`, stand beside each other?"""
    smaller, larger = sorted((b - a, y1 - y0))
    return min(b, y1) - max(a, y0) >= LIMITS.level * smaller and abs((a + b) / 2 - (y0 + y1) / 2) < 0.5 * larger


def distinct(places: Iterable[float], apart: float) -> list[float]:
    """Places (heights, say) in order, each further than `apart` from the one before."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > apart:
            out.append(place)
    return out


def is_turned(word: Word) -> bool:
    """Text that runs up or down: said by its letters, or (of scans) a word of several letters that is much higher than wide.

    `III` and `ii.` are so upright.
    """
    if word.turned in UP_OR_DOWN:
        return True
    if len(word.text) < LIMITS.word:
        return False
    x0, y0, x1, y1 = word.bbox  # asked of every word many times
    wide, high = x1 - x0, y1 - y0
    return high > LIMITS.high * wide and (high > LIMITS.very_high * wide or not _NARROW.issuperset(word.text))


def letter_size(words: Sequence[Word]) -> float:
    """The middle size of the letters of words (points); 0 where there are none."""
    return median_high(w.size or w.bbox.height for w in words) if words else 0.0


def mostly_bold(words: Sequence[Word]) -> bool:
    """Is most of a text bold?"""
    return sum(w.bold for w in words) * 2 > len(words)


def heads_plain(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Is a text bold all through, and nothing of what follows it: a name over what it heads?"""
    return all(w.bold for w in above) and not any(w.bold for w in below)


def numbers_a_row(words: Sequence[Word]) -> bool:
    """Are words the number or the mark of a row, and nothing else?"""
    return len(words) == 1 and ROW_NUMBER.match(words[0].text) is not None


def said(words: Iterable[Word]) -> str:
    """What words say in a row."""
    return " ".join(w.text for w in words)


def box_around(words: Sequence[Word]) -> BBox:
    x0, y0, x1, y1 = zip(*(w.bbox for w in words), strict=True)
    return BBox(min(x0), min(y0), max(x1), max(y1))


def _runs_along(word: Word, turned: Sequence[Word]) -> bool:
    """Is a word turned, or a short one in the line of a turned word?"""
    return is_turned(word) or any(
        min(word.bbox.x1, t.bbox.x1) - max(word.bbox.x0, t.bbox.x0) > LIMITS.along * max(word.bbox.width, t.bbox.width)
        for t in turned
    )


def _mostly_turned(words: Sequence[Word]) -> bool:
    """Does most of a text run up or down?"""
    turned = [w for w in words if is_turned(w)]
    return bool(turned) and 2 * sum(len(w.text) for w in words if _runs_along(w, turned)) > sum(len(w.text) for w in words)


def text_of(words: Sequence[Word]) -> tuple[str, tuple[float, ...]]:
    """(text with `\\n` between lines, top of each line). Turned words are read along their own direction, up
    or down as they say, or follow each other in the file."""
    if not words:
        return "", ()
    if _mostly_turned(words):
        told = {w.turned for w in words if w.turned in UP_OR_DOWN}
        if len(told) == 1:
            down = told == {_DOWN}
        else:
            down = sum(b.bbox.cy - a.bbox.cy > 0 for a, b in pairwise(words)) * 2 > len(words) - 1
        boxes = [BBox(y0, -x1, y1, -x0) if down else BBox(-y1, x0, -y0, x1) for x0, y0, x1, y1 in (w.bbox for w in words)]
        columns = group_lines(Word(w.text, box) for w, box in zip(words, boxes, strict=True))
        return "\n".join(" ".join(w.text for w in column) for column in columns), (min(w.bbox.y0 for w in words),)
    lines = _mark_first(group_lines(words))
    return "\n".join(" ".join(w.text for w in line) for line in lines), tuple(min(w.bbox.y0 for w in line) for line in lines)


def _mark_first(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines of a text, the one mark of a list that stands beside the middle of them, left of all, before the first: `1.`
    beside a name of two lines."""
    alone = [n for n, line in enumerate(lines) if len(line) == 1 and ITEM_NUMBER.fullmatch(line[0].text)]
    if len(alone) != 1 or alone[0] in (0, len(lines) - 1):
        return lines
    mark, others = lines[alone[0]], [line for n, line in enumerate(lines) if n != alone[0]]
    if mark[0].bbox.x1 > min(line[0].bbox.x0 for line in others):
        return lines
    return [[*mark, *others[0]], *others[1:]]


def running_lines(words: Sequence[Word], page: int, gutter: float | None = None) -> tuple[Line, ...]:
    """All lines of a page's words; a gap wider than three letters parts two lines that stand side by side, as does one over the
    `gutter` (x) of a page set in two columns that is wider than a space."""
    out: list[Line] = []
    for line in group_lines(w for w in words if not is_turned(w)):
        run: list[Word] = []
        for word in line:
            if run and _parts_lines(run[-1], word, gutter):
                out.append(_line(run, page))
                run = []
            run.append(word)
        out.append(_line(run, page))
    return tuple(out)


def _parts_lines(before: Word, word: Word, gutter: float | None) -> bool:
    size, gap = max(word.size, before.size, 4), word.bbox.x0 - before.bbox.x1
    over = gutter is not None and before.bbox.x1 < gutter < word.bbox.x0
    return gap > (LIMITS.gutter if over else LIMITS.side_by_side) * size


def _line(words: Sequence[Word], page: int) -> Line:
    return Line(
        page,
        " ".join(w.text for w in words),
        box_around(words),
        median_high(w.size for w in words),
        mostly_bold(words),
    )


def segments(line: Sequence[Word], gap: float) -> list[list[Word]]:
    """A line's words parted at spaces wider than `gap` (points)."""
    out: list[list[Word]] = []
    for word in line:
        if out and word.bbox.x0 - out[-1][-1].bbox.x1 <= gap:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def texts_of(line: Sequence[Word], size: float) -> list[list[Word]]:
    """A line's words as the texts that stand in it side by side; `size` is the font size."""
    return segments(line, LIMITS.apart * size)


def with_currency(words: Sequence[Word]) -> list[Word]:
    """Words of one line with a currency sign joined to its figure, however far the form sets them apart.

    Signs that follow each other, or one before a percentage, stand over their figures: those are on the next line.
    """
    out: list[Word] = []
    over = False
    for word in words:
        before = out[-1] if out else None
        signed = before is not None and bool(CURRENCY.match(before.text))
        over = signed and (over or bool(CURRENCY.match(word.text)))
        if (
            before is not None
            and signed
            and not over
            and word.text[:1].isdigit()
            and not word.text.endswith("%")
            and word.bbox.x0 - before.bbox.x1 < LIMITS.currency
            and not _ends_text(out, word)
        ):
            out[-1] = dataclasses.replace(
                word,
                text=f"{before.text} {word.text}",
                bbox=before.bbox.union(word.bbox),
                second=joined_second((before, word), " "),
                from_ocr=before.from_ocr or word.from_ocr,
                confidence=min(before.confidence, word.confidence),
            )
        else:
            out.append(word)
    return out


def _ends_text(words: Sequence[Word], figure: Word) -> bool:
    """Does a currency sign, the last of these words, end a text (`Triliun Rp`, a unit) rather than begin the figure after it?"""
    if len(words) == 1 or DIGIT.search(words[-2].text):
        return False
    before, sign = words[-2:]
    return sign.bbox.x0 - before.bbox.x1 <= LIMITS.apart * sign.size < figure.bbox.x0 - sign.bbox.x1


def joined_second(parts: Sequence[Cell | Word], between: str) -> str | None:
    """What the second reader saw of several parts; of one that he was not asked for, its text.

    None where he saw none of them, or not a figure that was read from a picture, and nothing else that is in doubt: then he has
    not seen the whole. What he saw otherwise is kept.
    """
    if all(part.second is None for part in parts):
        return None
    unseen = any(part.second is None and part.from_ocr and DIGIT.search(part.text) for part in parts)
    if unseen and all(part.second is None or part.second.strip() == part.text.strip() for part in parts):
        return None
    return between.join(part.text if part.second is None else part.second for part in parts)
