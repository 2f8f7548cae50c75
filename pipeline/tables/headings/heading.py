"""What is read of the heading of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from normalizers.heading_words import HeadingReading

Read = Callable[[str], HeadingReading]
"""What a text of a heading says; asked of one text many times."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`awal` is the first heading row (rows above it are titles, their text in `judul`), `akhir` the first body row;
    `jalur[c]` are the readings above column c, top level first; empty tuples where a table has no heading.
    """

    awal: int
    akhir: int
    judul: tuple[str, ...]
    jalur: tuple[tuple[HeadingReading, ...], ...]


def title_of(path: Sequence[HeadingReading]) -> str:
    """What stands above a column, as one line."""
    return " / ".join(" ".join(r.teks.split()) for r in path)
