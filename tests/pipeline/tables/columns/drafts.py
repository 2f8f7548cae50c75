"""Columns of tables written as text, as far as the steps before the one under test bring them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.identity.identify import Identity
from pipeline.tables.columns.figures import read_figures
from pipeline.tables.columns.grammar import from_path, with_first_year
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, REPORT, table_of


def drafted(text: str, caption: str = "Tahun 2022", identity: Identity = REPORT) -> tuple[list[Any], list[Any], Any]:
    """(drafts by grammar alone, figures, years) of a table."""
    table = table_of(text, caption=caption)
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    figures = [read_figures(grid, kepala.akhir, c) for c in range(grid.columns)]
    years = with_first_year(kepala, time_of(table, kepala.judul, identity))
    drafts = [from_path(c, kepala.jalur[c], years, 1) for c in range(grid.columns)]
    return drafts, figures, years


def with_roles(drafts: list[Any], roles: str) -> list[Any]:
    """The drafts' columns in these roles; `rupiah:pagu` gives the measure too, `.` stays as the grammar has it."""
    out = []
    for draft, word in zip(drafts, roles.split(), strict=True):
        role, _, measure = word.partition(":")
        column = draft.kolom if role == "." else replace(draft.kolom, peran=role)
        out.append(replace(column, ukuran=measure) if measure else column)
    return out
