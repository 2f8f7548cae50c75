"""Which rows go into which part of a dataset: from the rows alone, whatever was written before.

A dataset is a row of pieces (what an agency has in it; in `sel`, what a document has), sorted by agency. Parts are cut
where the name of a piece says so (content-defined cuts, as backup programs make them): a new document changes the part it
falls into and now and then a neighbour, all others keep their bytes and their name. The name of a part tells the first
agency in it and a digest of what is inside, so that one name always stands for the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.datasets.schemas import skema
from pipeline.datasets.writers import GROUP_ROWS

LEAST_ROWS = 250_000
"""A part is not cut before."""
MOST_ROWS = 1_000_000
"""A part takes no further piece from here on."""
_CUT_EVERY = 4
"""Between the two, one piece in so many ends a part."""
_LABEL = 48
"""So many letters of an agency's name stand in the name of a part; Windows allows 260 for a whole path."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that stay together. `owner` tells whose they are in the work folder and under which key, `digest` what they hold.

    `label` is the agency's sort key, `instansi` its name (None where no document prints one).
    """

    owner: str
    key: str
    label: str
    instansi: str | None
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a dataset and the pieces in it, in their order."""

    dataset: str
    name: str
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        return sum(piece.rows for piece in self.pieces)


def plan(dataset: str, pieces: Iterable[Piece]) -> Iterator[Part]:
    """The parts of a dataset; `pieces` in the order of the agencies. Without rows there is one part, which tells the columns."""
    taken: list[Piece] = []
    rows = 0
    cut = False
    for piece in pieces:
        if not piece.rows:
            continue
        taken.append(piece)
        rows += piece.rows
        if rows >= MOST_ROWS or (rows >= LEAST_ROWS and _ends_part(piece)):
            yield _part(dataset, taken)
            taken, rows, cut = [], 0, True
    if taken or not cut:
        yield _part(dataset, taken)


def _ends_part(piece: Piece) -> bool:
    """Told by whose the piece is, not by what it holds: a document that was read again moves no border."""
    return int(hashlib.sha256(piece.owner.encode()).hexdigest()[:8], 16) % _CUT_EVERY == 0


def _part(dataset: str, pieces: list[Piece]) -> Part:
    digest = hashlib.sha256(_form(dataset))
    for piece in pieces:
        digest.update(f"{piece.instansi}\x1f{piece.rows}\x1f{piece.digest}\n".encode())
    label = re.sub(r"[^a-z0-9]+", "-", pieces[0].label[:_LABEL]).strip("-") if pieces and pieces[0].instansi else ""
    return Part(dataset, f"{label or 'bagian'}-{digest.hexdigest()[:16]}.parquet", tuple(pieces))


@cache
def _form(dataset: str) -> bytes:
    """What shapes the files of a dataset beside the rows: columns and what they mean, size of row groups."""
    return f"{dataset} {GROUP_ROWS}\n".encode() + skema(dataset).serialize().to_pybytes()
