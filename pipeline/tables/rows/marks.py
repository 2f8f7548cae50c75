"""Marks that tell what each row of a ministry's form is: `T1` before a tujuan, `SK 1` before a sasaran, `IKK 1.1` before an
indikator below it, or `SS.1.1` and `1.1.1`, its number and one more; lines before names that say their level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from normalizers.lexicon import declared, derived, section
from normalizers.text import fold, is_missing
from normalizers.wordings.fact_words import begins_aim
from normalizers.wordings.row_words import labelled, level_line
from normalizers.wordings.title_words import with_wrapped
from pipeline.tables.columns.column import Column
from pipeline.tables.grid import TableGrid

Mark: TypeAlias = Literal["tujuan", "sasaran", "indikator"]
_MARKS: tuple[Mark, ...] = get_args(Mark)
_LEVELED = 0.6
"""So many cells of a column begin with a line that says their level where such lines are no names."""
_BARE = re.compile(r"\d+(?: \d+)+")
_NUMBERED = re.compile(r"([a-z]+) ?\d+(?: \d+)*")
_LED = re.compile(r"\s*\[?([^\W\d_]{1,4})\s?[.-]?\s?\d+(?:\.\d+)*\s*[.):\]]?\s+(?=[^\W\d_]{3})")


@derived()
def _marks() -> Mapping[str, Mark]:
    """What each short form before a number marks."""
    told = section("baris", "tanda").items()
    return {word: declared(mark, _MARKS, "normalizers/data/baris.toml: [tanda]") for mark, words in told for word in words}


def marks_sasaran(text: str) -> bool:
    """Whether the name of a sasaran stands behind its mark in one cell: `SP1. Meningkatnya ...`."""
    led = _LED.match(text)
    return led is not None and _marks().get(led.group(1).lower()) == "sasaran" and begins_aim(text[led.end() :])


def sasaran_above(lines: Sequence[str]) -> str | None:
    """The sasaran that one of the lines above a table says its rows are for (`Sasaran 1 : Meningkatnya ...`), with the lines that
    its name wraps over; None where several do, a list of them, or none."""
    told = [(n, found[1]) for n, line in enumerate(lines) if (found := labelled(line)) is not None and found[0] == "sasaran"]
    if len(told) != 1 or not begins_aim(told[0][1]):
        return None
    place, name = told[0]
    return with_wrapped(name, lines[place + 1 :]).partition(";")[0].strip(" .")


def has_level_lines(grid: TableGrid, column: int) -> bool:
    """Whether most cells of a column begin with a line that says their level (`KRO` over `Koordinasi`, `RO` over ...); names that
    wrap behind their first word (`Program` over `Pembinaan Pasar`) have but one."""
    told = [level_line(cell.text) for cell in grid.begun_below(0, column)]
    levels = [found[0].lower() for found in told if found is not None]
    return len(set(levels)) > 1 and len(levels) >= _LEVELED * len(told)


def row_marks(grid: TableGrid, columns: Sequence[Column], first_row: int) -> Mapping[int, Mark]:
    """The marked rows, by index. Empty unless one column of numbers or codes holds nothing but marks, of sasaran and of
    indikator."""
    for k in columns:
        if k.peran not in ("nomor", "kode", "lain"):
            continue
        begun = ((row, grid.begun(row, k.index)) for row in range(first_row, grid.rows))
        texts = {row: cell.text for row, cell in begun if cell is not None and not is_missing(cell.text)}
        marks = dict(_marked(texts))
        if len(marks) == len(texts) and {"sasaran", "indikator"} <= set(marks.values()):
            return marks
    return {}


def _marked(texts: Mapping[int, str]) -> Iterator[tuple[int, Mark]]:
    """The rows whose text is a mark, read downward: a bare number is one of an indikator where it goes on from the sasaran's."""
    above: list[str] = []
    for row, text in texts.items():
        plain = fold(text)
        found = _NUMBERED.fullmatch(plain)
        mark = _marks().get(found.group(1)) if found else None
        if found and mark == "sasaran":
            above = plain[found.end(1) :].split()
        if mark is None and above and _BARE.fullmatch(plain) and plain.split()[:-1] == above:
            mark = "indikator"
        if mark is not None:
            yield row, mark
