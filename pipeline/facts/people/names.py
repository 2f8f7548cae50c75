"""The names and codes that people gave to rows, or said to be right: settled before a value is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.model import Cell
from normalizers.text import fold
from pipeline.datasets.vocabulary import AturanNilai
from pipeline.facts.certainty import Spot
from pipeline.keputusan.decision import Keputusan
from pipeline.tables.said import beside_row
from pipeline.tables.view import TableView

_OF_NAMES: tuple[AturanNilai, ...] = ("tanpa_indikator", "uraian_diduga")


def named(view: TableView, spots: Iterable[Spot]) -> Iterator[Spot]:
    """The values of a row under the names that people gave to it, or said to be right."""
    for spot in spots:
        yield _named(view, spot)


def _named(view: TableView, spot: Spot) -> Spot:
    told = [one.says for one in view.diputus.baris if is_of(one, spot.cell, spot.nama)]
    if not told and view.diputus.last("nama") is None:
        return spot
    name = next((says["nama"] for says in reversed(told) if "nama" in says), spot.nama)
    code = next((says["kode"] for says in reversed(told) if "kode" in says), spot.kode)
    return replace(spot, nama=name, kode=code, ragu=None if spot.ragu in _OF_NAMES else spot.ragu, dinamai=True)


def is_of(one: Keputusan, cell: Cell, name: str) -> bool:
    """Whether a decision speaks of the row of a cell, under this name."""
    return beside_row(one, cell) and fold(one.teks) == fold(name)
