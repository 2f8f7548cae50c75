"""Facts of a table that is written as text."""

from __future__ import annotations

from typing import Any

from pipeline.facts.kinerja.read import read_kinerja
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of


def facts(text: str, **table: Any) -> list[Any]:
    return list(read_kinerja(view_of("d", "t", table_of(text, **table), REPORT, HEADERS))[0])
