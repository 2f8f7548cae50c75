"""Which rows go into which part of a dataset: from the rows alone, whatever was written before.

A dataset is a row of pieces (what an agency has in it; in `sel`, what a document has), sorted by agency. Parts are cut
where the name of a piece says so (content-defined cuts, as backup programs make them): a new document changes the part it
falls into and now and then a neighbour, all others keep their bytes and their name. The name of a part tells the first
agency in it and a digest of what is inside, so that one name always stands for the same bytes.

Every piece has a number that its owner's name gives it, and a part ends behind a piece whose number is the least of all
within `reach` rows before and behind: borders are at least so far apart, about twice as far on the average, and whether there is
one depends on nothing farther away. `reach` grows with the archive, so that parts become larger and more at once; since a
border of a far reach is one of every nearer reach too, growth takes a border away here and there and moves none.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pipeline.datasets.schemas import skema
from pipeline.datasets.writers import GROUP_ROWS

LEAST_REACH = 250
"""Rows; nearer to each other no two borders are: a file of less is mostly its own heading."""
SMALL_ARCHIVE = 20_000
"""So many rows of all datasets together are worth a part of each: a small archive is one file a dataset, whole rewritten in
no time."""
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


def parts_wanted(archive: int) -> int:
    """How many parts a dataset of an archive of so many rows (of all datasets together) is to have, about: one more document
    writes one of them again. The third root, so that neither their number nor their size gets out of hand: 150 at 10,000 small
    documents, 2,000 at five millions."""
    root = round(math.cbrt(archive))
    root -= root**3 > archive  # a whole number, the same on every machine
    return max(1, min(archive // SMALL_ARCHIVE, root))


def plan(dataset: str, pieces: Sequence[Piece], archive: int) -> Iterator[Part]:
    """The parts of a dataset of an archive of so many rows; `pieces` in the order of the agencies. Without rows there is one
    part, which tells the columns."""
    held = [piece for piece in pieces if piece.rows]
    ends = list(accumulate(piece.rows for piece in held))
    rows = ends[-1] if ends else 0
    reach = max(LEAST_REACH, rows // (2 * parts_wanted(archive)))
    start = 0
    for border in [*_borders([_number(piece) for piece in held], ends, reach), len(held)]:
        yield _part(dataset, held[start:border])
        start = border


def _borders(numbers: Sequence[int], ends: Sequence[int], reach: int) -> Iterator[int]:
    """Behind how many pieces a part ends, its own and the last one's not; `ends` are the rows up to and with each piece."""
    near: deque[int] = deque()  # pieces within reach whose number is less than that of all behind them
    coming = 0
    for at, end in enumerate(ends):
        while coming < len(ends) and ends[coming] < end + reach:
            while near and numbers[near[-1]] > numbers[coming]:
                near.pop()
            near.append(coming)
            coming += 1
        while ends[near[0]] <= end - reach:
            near.popleft()
        if near[0] == at and reach <= end <= ends[-1] - reach:
            yield at + 1


def _number(piece: Piece) -> int:
    """Told by whose the piece is, not by what it holds: a document that was read again moves no border."""
    return int.from_bytes(hashlib.sha256(piece.owner.encode()).digest()[:8], "big")


def _part(dataset: str, pieces: Sequence[Piece]) -> Part:
    digest = hashlib.sha256(_form(dataset))
    for piece in pieces:
        digest.update(f"{piece.instansi}\x1f{piece.rows}\x1f{piece.digest}\n".encode())
    label = re.sub(r"[^a-z0-9]+", "-", pieces[0].label[:_LABEL]).strip("-") if pieces and pieces[0].instansi else ""
    return Part(dataset, f"{label or 'bagian'}-{digest.hexdigest()[:16]}.parquet", tuple(pieces))


@cache
def _form(dataset: str) -> bytes:
    """What shapes the files of a dataset beside the rows: columns and what they mean, size of row groups."""
    return f"{dataset} {GROUP_ROWS}\n".encode() + skema(dataset).serialize().to_pybytes()
