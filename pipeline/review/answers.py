"""The answers that are offered to a question, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.datasets.vocabulary import Ukuran
from pipeline.facts.people.values import READ_ONE_WAY
from pipeline.review.stored_doubts import DoubtfulValue
from pipeline.review.wording import measure_words, say

_KINERJA: tuple[Ukuran, ...] = ("target", "realisasi", "capaian", "awal", "akhir")
_ANGGARAN: tuple[Ukuran, ...] = ("pagu", "realisasi", "persen_realisasi", "persen_fisik")
_ROLE = {"kinerja": "nilai", "anggaran": "rupiah"}
_MOST = 9
OF_COLUMN = frozenset({"peran_kolom"})
"""Doubts that go when it is known what the column holds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as people read it and as a decision holds it."""

    label: str
    jawaban: str


def column_answers(group: Sequence[DoubtfulValue], year: int | None) -> tuple[Answer, ...]:
    """What a column may hold: what it was read as, the other measures, one way of reading all its values, no facts. Doubts about
    the figures themselves (several in one cell) no meaning of their column settles: of those answers only the last is offered."""
    first = group[0]
    read = [_measure(first.dataset, first.ukuran, first.tahun, as_read=True)] if first.ukuran else []
    when = first.tahun or year
    same, other = (_KINERJA, _ANGGARAN) if first.dataset == "kinerja" else (_ANGGARAN, _KINERJA)
    theirs = "anggaran" if first.dataset == "kinerja" else "kinerja"
    offered = [_measure(first.dataset, word, when) for word in same if word != first.ukuran]
    offered += [_measure(theirs, word, when) for word in other]
    none = Answer(say("pilihan", "bukan_fakta"), "peran=samping")
    ways = _ways(first) if all(v.aturan in READ_ONE_WAY and len(v.kandidat) > 1 for v in group) else []
    if first.aturan and first.aturan not in OF_COLUMN:
        return (*ways, none)
    return (*read, none, *offered)[:_MOST]


def _ways(value: DoubtfulValue) -> list[Answer]:
    return [
        Answer(say("pilihan", "terbesar", nilai=_number(max(value.kandidat))), "bacaan=terbesar"),
        Answer(say("pilihan", "terkecil", nilai=_number(min(value.kandidat))), "bacaan=terkecil"),
    ]


def _measure(dataset: str, word: str, year: int | None, as_read: bool = False) -> Answer:
    answer = f"peran={_ROLE[dataset]} | ukuran={word}" + (f" | tahun={year}" if year else "")
    words = measure_words(word, year)
    return Answer(say("pilihan", "dibaca", arti=words) if as_read else words, answer)


def year_answers(value: DoubtfulValue, year: int | None, period: Sequence[int] = ()) -> tuple[Answer, ...]:
    """The years that a column may be of: that it was read as, the document's and those around, those of its plan."""
    around = [value.tahun or year, year, *(y + step for y in (value.tahun or year,) if y for step in (-1, 1, -2, 2))]
    years = [y for y in dict.fromkeys((*around, *period)) if y is not None][: _MOST - 1]
    none = Answer(say("pilihan", "bukan_fakta"), "peran=samping")
    return (*(Answer(say("pilihan", "tahun", tahun=y), f"tahun={y}") for y in years), none)[:_MOST]


def value_answers(value: DoubtfulValue) -> tuple[Answer, ...]:
    """The readings of a value, and that it is none."""
    readings = dict.fromkeys(value.kandidat if value.nilai is None else (value.nilai, *value.kandidat))
    offered = [Answer(_number(reading), f"nilai={Decimal(str(reading)).normalize():f}") for reading in readings]
    return (*offered[: _MOST - 1], Answer(say("pilihan", "bukan_satu"), "fakta=bukan"))


def name_answers(name: str) -> tuple[Answer, ...]:
    """That the name of a row is right."""
    return (Answer(say("pilihan", "satu_nama_benar", nama=name), "benar=ya"),)


def kind_answers() -> tuple[Answer, ...]:
    """That a table holds no facts."""
    return (Answer(say("pilihan", "kosong"), "jenis=lainnya"),)


def end_answers(last: Mapping[int, str]) -> tuple[Answer, ...]:
    """The rows with which a heading may end, the one that was read first; by how many rows it has, what the last one prints."""
    read = next(iter(last))
    offered = [Answer(end_words(rows, text), f"baris_kepala={rows}") for rows, text in last.items()]
    first = Answer(say("pilihan", "dibaca", arti=end_words(read, last[read])), f"baris_kepala={read}")
    return (first, *offered[1:_MOST])


def end_words(rows: int, text: str) -> str:
    """Where a heading ends: after so many rows, of which the last prints this."""
    return say("pilihan", "kepala", baris=rows, teks=text) if rows else say("pilihan", "tanpa_kepala")


def _number(value: float) -> str:
    """A number as it is printed in this country."""
    return f"{value:,.4f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
