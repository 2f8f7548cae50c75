"""Whether lines of words that stand in columns are a table at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit
from extractors.layout.text_forms import FIGURE, LONG_FIGURE_FIRST, MONEY_FIRST, ROMAN
from extractors.model import Word


@dataclass(frozen=True, slots=True)
class Limits:
    rows: Annotated[int, Limit("a table without a heading has so many rows", COUNT)] = 2
    texts: Annotated[float, Limit("and so many texts in each", COUNT)] = 1.3
    few: Annotated[int, Limit("with fewer texts only a list of one amount is a table", COUNT)] = 4
    long: Annotated[int, Limit("a longer text is a paragraph", CHARACTERS)] = 150
    paragraphs: Annotated[float, Limit("no more of the texts are paragraphs", SHARE)] = 0.2
    figures: Annotated[float, Limit("a column behind the first is one of so many figures", SHARE)] = 0.5
    columns: Annotated[int, Limit("or so many columns stand under as many names", COUNT)] = 3
    names: Annotated[int, Limit("a list of one row has so many names", COUNT)] = 2
    fields: Annotated[int, Limit("a form of two columns has so many fields", COUNT)] = 6
    filled: Annotated[float, Limit("so many of its rows hold a name and what is filled in", SHARE)] = 0.8
    answers: Annotated[int, Limit("of what is filled in so many are figures", COUNT)] = 3
    short: Annotated[int, Limit("the name of a field is no longer", CHARACTERS)] = 40
    pages: Annotated[int, Limit("a list of contents has so many page numbers", COUNT)] = 3


LIMITS = Limits()
_PAIR = 2

Heading = Sequence[Sequence[tuple[int, int, list[Word]]]]
"""(column, column span, words) of the cells of the heading rows."""


def tabular(heading: Heading, rows: Sequence[Sequence[Sequence[Word]]], columns: int, rules: int = 0) -> bool:
    """Whether rows of so many columns are a table: enough texts side by side, no list of contents and no paragraphs, and columns
    of figures or as many names over them, or fields of a form, with `rules` between them."""
    texts = [[" ".join(w.text for w in cell) for cell in row] for row in rows]
    filled = [t for row in texts for t in row if t]
    last_names = [" ".join(w.text for w in ws) for level in heading for c, _, ws in level if c == columns - 1]
    if not _filled_enough(heading, texts, len(filled)) or _contents(last_names, texts) or _running(filled):
        return False
    names = min(columns, len(heading[0])) if heading else 0
    named = names >= LIMITS.columns and len(rows) >= LIMITS.rows
    return named or (rules >= len(rows) - 1 and _fields(texts)) or _has_figures(texts, columns)


def _has_figures(texts: Sequence[Sequence[str]], columns: int) -> bool:
    """Is a column behind the first one of figures?"""
    return any(_of_figures([row[c] for row in texts if row[c]]) for c in range(1, columns))


def _fields(rows: Sequence[Sequence[str]]) -> bool:
    """Are rows of two texts the fields of a form: a short name before each, and several figures among what is filled in?"""
    pairs = [row for row in rows if len(row) == _PAIR and all(row)]
    figures = sum(bool(FIGURE.match(row[-1])) for row in pairs)
    short = all(len(row[0]) <= LIMITS.short for row in pairs)
    return len(pairs) >= max(LIMITS.fields, LIMITS.filled * len(rows)) and short and figures >= LIMITS.answers


def _filled_enough(heading: Heading, rows: Sequence[Sequence[str]], filled: int) -> bool:
    """Are there rows enough, and texts enough in them?"""
    if len(rows) < LIMITS.rows and not (heading and rows):
        return False
    return filled >= LIMITS.texts * len(rows) and (filled >= LIMITS.few or _one_amount(heading, rows))


def _running(texts: Sequence[str]) -> bool:
    """Are too many of the texts paragraphs?"""
    return sum(len(t) > LIMITS.long for t in texts) > LIMITS.paragraphs * len(texts)


def _of_figures(column: Sequence[str]) -> bool:
    """Is a column one of figures?"""
    figures = sum(bool(FIGURE.match(text) or LONG_FIGURE_FIRST.match(text)) for text in column)
    return figures / max(1, len(column)) >= LIMITS.figures


def _one_amount(heading: Heading, rows: Sequence[Sequence[str]]) -> bool:
    """A list of a single row: below each name of its heading a text, one of them an amount of money."""
    full = [row for row in rows if all(row)]
    return (
        bool(heading)
        and len(heading[0]) >= LIMITS.names
        and len(heading[0]) == len(rows[0])
        and len(full) == 1
        and any(MONEY_FIRST.match(text) for text in full[0][1:])
    )


def _contents(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """A list of contents whose dots are not printed: the last column is page numbers, rising."""
    last = [t for t in [*heading, *(row[-1] for row in rows)] if t]
    numbers = [int(t) for t in last if t.isdigit()]
    return (
        len(last) >= LIMITS.pages
        and len(numbers) >= len(last) - sum(bool(ROMAN.match(t)) for t in last)
        and (numbers == sorted(numbers))
    )
