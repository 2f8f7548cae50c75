"""Words that a narrow column broke without a hyphen (`Kan` / `tor`), mended with the words of the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.model import Cell, Table

_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r"[^\W\d_]+$")
_SHORT = frozenset({"m", "km", "kg", "cm", "mm", "kl", "l", "ml", "rp", "th", "tw", "kk", "dr", "x"})
_HEAD = re.compile(r"^[^\W\d_]+")


def words_of(tables: Iterable[Table]) -> frozenset[str]:
    """Lower-case words that stand inside a line somewhere in the tables, so that no line break can have cut them."""
    known: set[str] = set()
    for table in tables:
        for line in (table.caption or "", *table.context):
            known.update(w.lower() for w in _WORD.findall(line))
        for cell in table.cells:
            lines = cell.text.split("\n")
            for at, line in enumerate(lines):
                words = _WORD.findall(line)
                first = 1 if at > 0 and _HEAD.match(line) else 0
                last = len(words) - (1 if at < len(lines) - 1 and _TAIL.search(line) else 0)
                known.update(w.lower() for w in words[first:last])
    return frozenset(known)


def mended_cell(cell: Cell, known: frozenset[str]) -> Cell:
    """The cell with its broken words joined; the upper line keeps the word, and a line left empty is dropped."""
    if "\n" not in cell.text:
        return cell
    lines = cell.text.split("\n")
    tops = list(cell.line_tops) if len(cell.line_tops) == len(lines) else None
    at = 0
    while at < len(lines) - 1:
        tail, head = _TAIL.search(lines[at]), _HEAD.match(lines[at + 1])
        if tail and head and _broken(tail.group(), head.group(), known):
            lines[at] += head.group()
            lines[at + 1] = (
                lines[at + 1][head.end() :].lstrip()
                if not re.match(r"[^\s\w]", lines[at + 1][head.end() :])
                else (lines[at + 1][head.end() :])
            )
            if not lines[at + 1].strip():
                del lines[at + 1]
                if tops:
                    del tops[at + 1]
                continue
        at += 1
    text = "\n".join(lines)
    return cell if text == cell.text else replace(cell, text=text, line_tops=tuple(tops) if tops else ())


def mended_table(table: Table, known: frozenset[str]) -> Table:
    """The table with the broken words of all its cells joined."""
    return replace(table, cells=tuple(mended_cell(c, known) for c in table.cells))


def _broken(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether two pieces at a line break are one word: the whole is known, and not both pieces are words themselves."""
    a, b = first.lower(), second.lower()
    if not second[0].islower():
        return False
    if len(b) <= 2 and not re.search(r"[aeiou]", b) and b not in _SHORT and b not in known:
        return len(a) >= 3  # no word of the language is a consonant or two
    return a + b in known and not (a in known and b in known)
