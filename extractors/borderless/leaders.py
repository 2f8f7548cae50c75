"""Dots that lead from a name to its figures: to several columns of them, or to an amount, they are no part of the text; to a page
number they tell a list of contents, and stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from extractors.layout.limits import COUNT, Limit
from extractors.layout.lines import group_lines
from extractors.layout.steps import first, heuristic
from extractors.layout.text_forms import CURRENCY, FIGURE, LEADERS
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    columns: Annotated[int, Limit("so many figures behind dots are columns, whatever they are", COUNT)] = 2


LIMITS = Limits()
_DOTS = re.compile(r"[.…]+$")
_SOME_DOTS = re.compile(r"[.…]{3,}")
_NO_PAGE = re.compile(r"\d,\d|\d\.\d{3}|%")
"""A figure in groups, with decimals or a sign: `2.7` is a page of a chapter."""


@heuristic(first)
def without_leaders(words: list[Word]) -> list[Word]:
    """The words without the dots that lead to figures which are no page numbers."""
    if not any(_SOME_DOTS.search(w.text) or _DOTS.match(w.text) for w in words):
        return words
    shorter: dict[int, list[Word]] = {}
    for line in group_lines(words):
        if LEADERS.search(" ".join(w.text for w in line)) and _leads_to_figures(line):
            shorter |= {id(w): _without_dots(w) for w in line}
    return [piece for w in words for piece in shorter.get(id(w), [w])] if shorter else words


def _leads_to_figures(line: Sequence[Word]) -> bool:
    """Are there figures only behind the last dots of a line, in several columns or none that numbers a page?"""
    last = max(k for k, w in enumerate(line) if _DOTS.match(w.text) or _SOME_DOTS.search(w.text))
    glued = "" if _DOTS.match(line[last].text) else _SOME_DOTS.split(line[last].text)[-1]
    behind = [text for text in (glued, *(w.text for w in line[last + 1 :])) if text and not CURRENCY.match(text)]
    figures = [text for text in behind if FIGURE.match(text)]
    return len(figures) == len(behind) and (len(figures) >= LIMITS.columns or any(map(_NO_PAGE.search, figures)))


def _without_dots(word: Word) -> list[Word]:
    """What dots leave of a word: what stands before and behind them (`Kearsipan.....Rp`), none where it is nothing else."""
    if _DOTS.match(word.text):
        return []
    spans = [m.span() for m in _SOME_DOTS.finditer(word.text)]
    ends = [0, *(end for span in spans for end in span), len(word.text)]
    x0, _, x1, _ = word.bbox
    step = (x1 - x0) / len(word.text)
    return [
        replace(word, text=word.text[start:end], bbox=word.bbox._replace(x0=x0 + step * start, x1=x0 + step * end))
        for start, end in zip(ends[::2], ends[1::2], strict=True)
        if start < end
    ]
