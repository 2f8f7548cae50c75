"""Several values in one cell against as many indicators: what stands on one height, or under one number, belongs together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from extractors.layout.text_forms import BROKEN_AMOUNT, BULLETS, DIGIT
from extractors.model import Cell
from normalizers.numbers.cell_parts import PREDIKAT
from normalizers.numbers.satuan import is_known, read_satuan
from normalizers.text import fold, strip_numbering
from normalizers.wordings.fact_words import begins_indicator, heads_items, level_of, without_kind

_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)])\s*(?=\D)", re.IGNORECASE)
_COUNTED_LINE = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+(?=\S)")
_PREDICATE = re.compile(rf"(?:{'|'.join(PREDIKAT)})\s*/?")
_BRACKETED_PREDICATE = re.compile(rf"\((?:{'|'.join(PREDIKAT)})\)")
_COUNTED = re.compile(r"\d[\d.,]*\s*[^\W\d_]{2}.*")
_DASHES = ("-", "–", "—")
_SHARE = re.compile(r"\(\s*\d[\d.,]*\s*%?\s*\)")
_BRACKETED = re.compile(r"\(\s*\d[\d.,]*\s*\)")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\.(\d{1,2})\.?\s+(?=[A-Z])")
_LETTERS = re.compile(r"\s*[^\W\d_]+\s*")
_FIRST_LETTER = re.compile(r"^\s*\(?[aA][.)]\s+(?=\S)")
_BULLET = re.compile(rf"^\s*[{BULLETS}\-–]\s+")
_FORMULA = re.compile(r"/|=|[x×*]\s*100\b")
_KINDS = 2
"""Kinds of indicators that a cell names one below the other."""
PAIR, _ROWS = 2, 3
"""Fewer values may stand on the heights of the lines of one name by chance."""
_BESIDE = 0.5
"""Of the distance of two lines: a value no further from one stands beside it."""
_NAMED = 4
"""A word by which items are told has so many letters."""
_LEVEL = 0.4
"""Of the distance of two lines: what is nearer stands on one height."""

Lines = Sequence[tuple[str, float | None]]
"""Texts under one another, each with the height it stands on; None where heights are unknown."""


def items_of(cell: Cell, count: int = 0) -> tuple[tuple[str, float | None], ...]:
    """The items that a cell of words lists, each with the height of its first line (None where heights are unknown).

    Lines that begin with a list mark start items; a cell with fewer than two such lines is one item. Blank lines and wide
    gaps between lines part items too where no list marks stand. Lines that are titles (`Arah Kebijakan 3.1: ...`, `Output :`)
    belong to none. A list may hold lists: of several ways to part it the one of `count` items is taken where there is one.
    """
    lines = cell.text.split("\n")
    tops: Sequence[float | None] = cell.line_tops if len(cell.line_tops) == len(lines) else (None,) * len(lines)
    if len(lines) == 1:
        return ((strip_numbering(cell.text), tops[0]),)
    kinds = _of_kinds(lines, tops)
    if kinds is not None:
        return kinds
    titles = _titles(lines)
    ways = _marked(lines, titles) or _below_title(lines, titles) or _alike(lines, count)
    paragraphs = _paragraphs(lines, tops)
    if len(paragraphs) >= 2 and not titles:
        ways.append(paragraphs)
    if not ways:
        return ((strip_numbering(cell.text), tops[0] if tops else None),)
    starts = next((way for way in ways if len(way) == count), ways[0])
    items = _parted(lines, tops, titles, starts)
    heading = _heading(lines[: starts[0]])
    return tuple((under(heading, text), top) for text, top in items) if heading and starts[0] not in titles else items


def _of_kinds(lines: Sequence[str], tops: Sequence[float | None]) -> tuple[tuple[str, float | None], ...] | None:
    """The indicators of a cell that says of which kind each is: `Output: Jumlah ...` over `Outcome: Persentase ...`. None where
    it says so of fewer than two, other words stand above, or it lists items."""
    named = [without_kind(line) for line in lines]
    starts = [i for i, name in enumerate(named) if name is not None]
    if len(starts) < _KINDS or starts[0] != 0 or any(map(is_marked, lines)):
        return None
    plain = [line if name is None else name for line, name in zip(lines, named, strict=True)]
    items = _parted(plain, tops, frozenset(), starts)
    return items if all(text for text, _ in items) else None


def _heading(lines: Sequence[str]) -> str | None:
    """What lines above a list say of each of its items: `Jumlah produksi ternak :` over `a. Sapi`; None where they are titles,
    `Output :`, or nothing."""
    text = " ".join(" ".join(lines).split())
    return text.rstrip(" :") if text.endswith(":") and begins_indicator(text) else None


def _marked(lines: Sequence[str], titles: frozenset[int]) -> list[list[int]]:
    """The ways that list marks part lines, each the first lines of its items: two at least, or one below a title or what ends in
    a colon. Nothing but these stands above the first item."""
    ways = []
    for marks in ((_ITEM,), (_BULLET,), (_ITEM, _BULLET)):
        starts = [i for i, line in enumerate(lines) if any(mark.match(line) for mark in marks)]
        headed = bool(starts) and starts[0] > 0 and lines[starts[0] - 1].rstrip().endswith(":")
        if not starts or (len(starts) == 1 and not titles and not headed):
            continue
        if headed or _heading(lines[: starts[0]]) or all(i in titles or not lines[i].strip() for i in range(starts[0])):
            ways.append(starts)
    return ways or _numbered(lines)


def _numbered(lines: Sequence[str]) -> list[list[int]]:
    """The one way to part lines by numbers of two levels that follow each other, from the first line on: `2.1 Level`, `2.2
    Nilai`."""
    found = [(i, m) for i, line in enumerate(lines) if (m := _NUMBERED.match(line))]
    numbers = [(int(m.group(1)), int(m.group(2))) for _, m in found]
    follow = all(a[0] == b[0] and a[1] + 1 == b[1] for a, b in itertools.pairwise(numbers))
    return [[i for i, _ in found]] if len(found) > 1 and found[0][0] == 0 and follow else []


def _alike(lines: Sequence[str], count: int) -> list[list[int]]:
    """The one way to part lines into `count` items that all begin with the same word (`Retribusi ...`), which no other line
    begins with; two will do where it says their level (`Program ...`)."""
    word = lines[0].split()[:1]
    starts = [i for i, line in enumerate(lines) if line.split()[:1] == word]
    named = word and len(word[0]) >= _NAMED and word[0].isalpha()
    least = PAIR if level_of(lines[0]) else _ROWS
    return [starts] if named and count >= least and len(starts) == count else []


def _below_title(lines: Sequence[str], titles: frozenset[int]) -> list[list[int]]:
    """The one way to part what stands below a title on lines of its own, without marks: all of it is one item."""
    first = len(titles)
    headed = first > 0 and titles == frozenset(range(first)) and lines[first - 1].rstrip().endswith(":")
    return [[first]] if headed else []


def _parted(
    lines: Sequence[str], tops: Sequence[float | None], titles: frozenset[int], starts: Sequence[int]
) -> tuple[tuple[str, float | None], ...]:
    """The items that begin on these lines; each ends where the next item or a title begins."""
    ends = [min((t for t in titles if a < t < b), default=b) for a, b in itertools.pairwise([*starts, len(lines)])]
    return tuple(_item(lines, tops, a, b) for a, b in zip(starts, ends, strict=True))


def _titles(lines: Sequence[str]) -> frozenset[int]:
    """Lines of titles among the lines of a list, with those that a title wraps over; none where nothing else is there."""
    found: set[int] = set()
    for i, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if _ITEM.match(line) and line.rstrip().endswith(":") and _BULLET.match(below):
            found.add(i)  # `b. Belanja :` over `- Belanja Langsung`
            continue
        if not is_marked(line) and (
            heads_items(line) or (i - 1 in found and line.strip() and not lines[i - 1].rstrip().endswith(":"))
        ):
            found.add(i)
    return frozenset(found) if any(line.strip() and i not in found for i, line in enumerate(lines)) else frozenset()


def title_beside(cell: Cell, height: float | None) -> str | None:
    """The title of a list that stands on the height of a single value, which is then of all that it lists: `a. Pendapatan :`
    over `- Retribusi Pasar`, `Program Pasar` over `a. Promosi`."""
    lines = cell.text.split("\n")
    if height is None or len(cell.line_tops) != len(lines):
        return None
    title = _activity_over(lines) or (lines[0] if 0 in _titles(lines) and lines[0].rstrip().endswith(":") else None)
    beside = abs(cell.line_tops[0] - height) <= _BESIDE * _pitch(cell)
    return strip_numbering(title.rstrip(" :")) if title and beside else None


def _pitch(cell: Cell) -> float:
    """The smallest distance of two lines of a cell that follow each other; nought where it has but one."""
    return min((b - a for a, b in itertools.pairwise(cell.line_tops)), default=0.0)


def _activity_over(lines: Sequence[str]) -> str | None:
    """The activity that says its level above the items of its list, marked with letters from `a.` on."""
    first = next((i for i, line in enumerate(lines) if _FIRST_LETTER.match(line)), 0)
    return "\n".join(lines[:first]) if first and level_of(strip_numbering(lines[0])) else None


def _item(lines: Sequence[str], tops: Sequence[float | None], start: int, end: int) -> tuple[str, float | None]:
    return strip_numbering("\n".join(lines[start:end])), tops[start]


def under(heading: str, item: str) -> str:
    """The name of an item of a list, which tells nothing without what heads it: `Jumlah produksi ternak : Sapi`."""
    return f"{heading} : {item}"


def is_marked(line: str) -> bool:
    """Whether a line begins with the mark of a list: `a.`, `2)`, `-`."""
    return bool(_ITEM.match(line) or _BULLET.match(line))


def _paragraphs(lines: Sequence[str], tops: Sequence[float | None]) -> list[int]:
    """First lines of paragraphs: after a blank line, or after a gap much wider than the usual one."""
    blank = [i for i in range(len(lines)) if lines[i].strip() and (i == 0 or not lines[i - 1].strip())]
    if len(blank) >= 2:
        return blank
    known = [t for t in tops if t is not None]
    if len(known) != len(lines) or len(lines) < 3:
        return [0]
    gaps = [b - a for a, b in itertools.pairwise(known)]
    usual = min(g for g in gaps) if gaps else 0.0
    return [0, *(i + 1 for i, g in enumerate(gaps) if usual > 0 and g > 1.45 * usual)]


def items_beside(
    cell: Cell, values: Lines, units: Lines = (), *, few: int = _ROWS
) -> tuple[tuple[str, float | None], ...] | None:
    """The items of a cell of words whose first lines stand on the heights of `values`, one item a value.

    None unless every value has its own line within half a line's height, the first value the first line, and each item
    begins like a name. Values on neighbouring lines only count where each item begins with a word that indicators begin with, or
    where `few` or more have each its own quantity and unit, in one cell or in one of `units`, and what no value stands beside
    goes on in small letters.
    """
    lines = cell.text.split("\n")
    if len(cell.line_tops) != len(lines) or len(values) < 2 or len(lines) < len(values):
        return None
    pitch = _pitch(cell)
    starts = []
    for _, top in values:
        if top is None:
            return None
        at = min(range(len(lines)), key=lambda i: abs(cell.line_tops[i] - top))
        if abs(cell.line_tops[at] - top) > _BESIDE * pitch:
            return None
        starts.append(at)
    if starts[0] != 0 or any(b <= a for a, b in itertools.pairwise(starts)):
        return None
    if any(lines[s].lstrip()[:1].islower() for s in starts):
        return None
    apart = any(b - a >= 2 for a, b in itertools.pairwise(starts))
    counted = all(_COUNTED.fullmatch(text) for text, _ in values) or _on_the_heights(units, values, _BESIDE * pitch)
    several = counted and len(values) >= few and _go_on(lines, starts)
    if not apart and not several and not all(begins_indicator(lines[s]) for s in starts):
        return None  # values on lines one under the other may as well be one value that wraps
    return _parted(lines, cell.line_tops, _titles(lines), starts)


def _go_on(lines: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether all lines but these go on in small letters."""
    return all(line.lstrip()[:1].islower() for i, line in enumerate(lines) if i not in starts)


def items_on_lines(cell: Cell, values: Lines, codes: Lines) -> tuple[tuple[str, float | None], ...] | None:
    """The items of a cell of words, each begun by a line that a value stands on, or a code: a title that has none. None unless
    each of several values has a line of its own, and every other line below the first of them only goes on."""
    lines = cell.text.split("\n")
    if len(cell.line_tops) != len(lines) or len(values) < _ROWS:
        return None
    near = _LEVEL * _pitch(cell)

    def begun(those: Lines) -> list[int]:
        return [i for _, top in those if top is not None for i, own in enumerate(cell.line_tops) if abs(own - top) <= near]

    own = begun(values)
    starts = sorted({*own, *begun(codes)})
    if len(own) != len(values) or len(set(own)) != len(own) or any(lines[i].lstrip()[:1].islower() for i in starts):
        return None
    if any(line.lstrip()[:1].isupper() for i, line in enumerate(lines) if i > min(own) and i not in starts):
        return None  # the name of a group, or one that goes on
    return _parted(lines, cell.line_tops, frozenset(), starts)


def _on_the_heights(units: Lines, values: Lines, near: float) -> bool:
    """Whether a known unit stands beside each value."""
    pairs = list(zip(units, values, strict=False))
    level = all(a is not None and b is not None and abs(a - b) <= near for (_, a), (_, b) in pairs)
    return len(units) == len(values) and level and all(is_known(read_satuan(text)) for text, _ in units)


def names_several(cell: Cell, values: Sequence[Cell]) -> bool:
    """Whether the lines of one cell of names stand on the heights of several `values` below each other and begin like names
    there: it holds the names of rows that were not parted, and none tells which is whose."""
    lines = cell.text.split("\n")
    if len(values) < _ROWS or not len(values) <= len(lines) == len(cell.line_tops):
        return False
    near = _LEVEL * _pitch(cell)

    def begins(value: Cell) -> bool:
        level = (
            line
            for line, top in zip(lines, cell.line_tops, strict=True)
            if value.line_tops and abs(top - value.line_tops[0]) < near
        )
        return next(level, "").lstrip()[:1].isupper()

    return len({value.page for value in (cell, *values)}) == 1 and all(map(begins, values))


def component(text: str) -> tuple[str, bool]:
    """What a cell that tells how an indicator is measured says a single row is of, the formula in brackets on lines of its own
    below it left out; and whether that is surely a name: it begins as indicators do and is no formula itself."""
    name = strip_numbering(re.split(r"\n\s*\(", text)[0])
    return name, begins_indicator(name) and not _FORMULA.search(name)


def value_lines(cell: Cell, *, money: bool = False) -> tuple[tuple[str, float | None], ...]:
    """The filled lines of a cell of figures, with their heights; of `money` those of an amount that its column broke as one."""
    lines = cell.text.split("\n")
    tops: Sequence[float | None] = cell.line_tops if len(cell.line_tops) == len(lines) else (None,) * len(lines)
    out: list[tuple[str, float | None]] = []
    for line, top in _with_units_joined(lines, tops):
        if money and out and BROKEN_AMOUNT.search(f"{out[-1][0]}\n{line.strip()}"):
            out[-1] = f"{out[-1][0]}{line.strip()}", out[-1][1]
        elif out and _one_value(out[-1][0], line.strip()):
            out[-1] = f"{out[-1][0]} {line.strip()}", out[-1][1]
        elif line.strip():
            out.append((line.strip(), top))
    return tuple(out)


def _with_units_joined(lines: Sequence[str], tops: Sequence[float | None]) -> Iterator[tuple[str, float | None]]:
    """The lines with their heights, those of a unit that its narrow column broke as one: `Perusahaa` over `n`."""
    k = 0
    while k < len(lines):
        end = next((n for n in range(k, len(lines)) if not _LETTERS.fullmatch(lines[n])), len(lines))
        whole = "".join(line.strip() for line in lines[k:end])
        spelt = is_known(fold(whole)) and not is_known(fold(lines[k]))
        if end - k > 1 and spelt:
            yield whole, tops[k]
            k = end
        else:
            yield lines[k], tops[k]
            k += 1


def _one_value(upper: str, lower: str) -> bool:
    """A predicate over its figure in brackets or after a slash (`B` over `(69,39)`), a figure over its predicate or its unit
    (`343` over `sekolah`)."""
    if _PREDICATE.fullmatch(upper):
        return bool(_BRACKETED.fullmatch(lower)) or (upper.endswith("/") and bool(re.fullmatch(r"\d[\d.,]*", lower)))
    if not re.fullmatch(r"\d[\d.,]*\s*/?", upper):
        return False
    return bool(_BRACKETED_PREDICATE.fullmatch(lower)) or (len(lower) > 1 and is_known(read_satuan(lower)))


def with_shares(lines: Lines) -> Lines:
    """The lines of a stack of figures, each with its share in brackets below it (`44` over `(110%)`), where every one has its
    own: a bracket alone may as well be a negative figure."""
    pairs = [lines[i : i + 2] for i in range(0, len(lines), 2)]
    if len(lines) < 4 or not all(len(p) == 2 and _SHARE.fullmatch(p[1][0]) and not _SHARE.fullmatch(p[0][0]) for p in pairs):
        return lines
    return tuple((f"{p[0][0]} {p[1][0]}", p[0][1]) for p in pairs)


def without_numbers(lines: Lines) -> tuple[tuple[str, float | None], ...]:
    """The lines of a stack of figures without the numbers of a list, `1. 85,20` over `2. 14`: where each line begins with the
    next one."""
    found = [_COUNTED_LINE.match(text) for text, _ in lines]
    if len(lines) < 2 or any(m is None or int(m.group(1)) != n for n, m in enumerate(found, 1)):
        return tuple(lines)
    return tuple((text[m.end() :], top) for m, (text, top) in zip(found, lines, strict=True) if m is not None)


def listed_alike(values: Cell, names: Cell) -> tuple[tuple[str, str], ...] | None:
    """Values and their names where both cells list as many behind each other: `50%; 75%` beside `Bagian A; Bagian B`. None where
    they do not."""
    figures, named = ([part for p in cell.text.split(";") if (part := " ".join(p.split()))] for cell in (values, names))
    if not len(figures) == len(named) > 1 or not all(map(looks_like_value, figures)):
        return None
    return tuple(zip(figures, map(strip_numbering, named), strict=True))


def looks_like_value(line: str) -> bool:
    """Whether a line can be a value by itself: it has a digit, is a predicate or a dash."""
    return bool(DIGIT.search(line)) or line.strip() in _DASHES or fold(line).upper() in PREDIKAT


def is_stack(lines: Lines) -> bool:
    """Whether lines under one another can each be a value by itself."""
    return len(lines) > 1 and all(looks_like_value(text) for text, _ in lines)


def align(values: Lines, items: Lines) -> tuple[int, ...] | None:
    """For each value line the index of its item; None where nothing shows it surely.

    As many values as items pair in order. Fewer or more pair by height alone: each value goes to the item whose lines it
    stands beside.
    """
    if len(values) == len(items):
        return tuple(range(len(items)))
    if any(top is None for _, top in (*values, *items)):
        return None
    tops = [top for _, top in items if top is not None]
    out = []
    for _, top in values:
        assert top is not None
        at = sum(t <= top + 3.0 for t in tops) - 1
        if at < 0:
            return None
        out.append(at)
    return tuple(out) if len(set(out)) == len(out) else None
