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
_DOTS_BEFORE = re.compile(r"[.…]{3,}")
_DOTS_BEHIND = re.compile(r"[.…]{3,}$")
_NO_PAGE = re.compile(r"\d,\d|\d\.\d{3}|%")
"""A figure in groups, with decimals or a sign: `2.7` is a page of a chapter."""


@heuristic(first)
def without_leaders(words: list[Word]) -> list[Word]:
    """The words without the dots that lead to figures which are no page numbers."""
    if not any(_DOTS_BEHIND.search(w.text) or _DOTS.match(w.text) for w in words):
        return words
    shorter: dict[int, Word | None] = {}
    for line in group_lines(words):
        if LEADERS.search(" ".join(w.text for w in line)) and _leads_to_figures(line):
            shorter |= {id(w): _shorter(w) for w in line}
    kept = (shorter.get(id(w), w) for w in words)
    return [w for w in kept if w is not None] if shorter else words


def _leads_to_figures(line: Sequence[Word]) -> bool:
    """Are there figures only behind the last dots of a line, in several columns or none that numbers a page?"""
    last = max(k for k, w in enumerate(line) if _DOTS.match(w.text) or _DOTS_BEFORE.search(w.text))
    glued = "" if _DOTS.match(line[last].text) else _DOTS_BEFORE.split(line[last].text)[-1]
    behind = [text for text in (glued, *(w.text for w in line[last + 1 :])) if text and not CURRENCY.match(text)]
    figures = [text for text in behind if FIGURE.match(text)]
    return len(figures) == len(behind) and (len(figures) >= LIMITS.columns or any(map(_NO_PAGE.search, figures)))


def _shorter(word: Word) -> Word | None:
    """A word without dots at its ends; None where it is nothing else."""
    if _DOTS.match(word.text):
        return None
    x0, _, x1, _ = word.bbox
    step = (x1 - x0) / len(word.text)
    before, behind = _DOTS_BEFORE.match(word.text), _DOTS_BEHIND.search(word.text)
    start, end = before.end() if before else 0, behind.start() if behind else len(word.text)
    if end - start == len(word.text):
        return word
    return replace(word, text=word.text[start:end], bbox=word.bbox._replace(x0=x0 + step * start, x1=x0 + step * end))
