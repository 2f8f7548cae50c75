"""Whether lines of words that stand in columns are a table at all."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.text_forms import FIGURE, LONG_FIGURE_FIRST, MONEY_FIRST, ROMAN
from extractors.model import Word


def tabular(
    heading: Sequence[Sequence[tuple[int, int, list[Word]]]], rows: Sequence[Sequence[Sequence[Word]]], columns: int
) -> bool:
    if len(rows) < 2 and not (heading and rows):
        return False
    texts = [[" ".join(w.text for w in cell) for cell in row] for row in rows]
    filled = sum(bool(t) for row in texts for t in row)
    if filled < 1.3 * len(texts) or (filled < 4 and not _one_amount(heading, texts)):
        return False
    figures = [
        sum(bool(FIGURE.match(row[c]) or LONG_FIGURE_FIRST.match(row[c])) for row in texts if row[c])
        / max(1, sum(bool(row[c]) for row in texts))
        for c in range(columns)
    ]
    if _contents([" ".join(w.text for w in ws) for level in heading for c, _, ws in level if c == columns - 1], texts):
        return False
    long = sum(len(t) > 150 for row in texts for t in row)
    if long > 0.2 * filled:
        return False
    top = heading[0] if heading else []
    return max(figures[1:], default=0.0) >= 0.5 or (columns >= 3 and len(top) >= 3 and len(rows) >= 2)


def _one_amount(heading: Sequence[Sequence[tuple[int, int, list[Word]]]], rows: Sequence[Sequence[str]]) -> bool:
    """A list of a single row: below each name of its heading a text, one of them an amount of money."""
    full = [row for row in rows if all(row)]
    return (
        bool(heading)
        and len(heading[0]) >= 2
        and len(heading[0]) == len(rows[0])
        and len(full) == 1
        and any(MONEY_FIRST.match(text) for text in full[0][1:])
    )


def _contents(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """A list of contents whose dots are not printed: the last column is page numbers, rising."""
    last = [t for t in [*heading, *(row[-1] for row in rows)] if t]
    numbers = [int(t) for t in last if t.isdigit()]
    return len(last) >= 3 and len(numbers) >= len(last) - sum(bool(ROMAN.match(t)) for t in last) and (numbers == sorted(numbers))
