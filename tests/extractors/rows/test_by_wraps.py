"""Rows of lines that wrap: what one cell holds, and what stands beside it."""

from __future__ import annotations

from extractors.layout.blocks import column_block
from extractors.rows.by_wraps import rows_of
from tests.extractors.words import words as put


def test_what_begins_beside_the_heading_of_a_list_goes_with_it() -> None:
    """The sasaran of two lines reaches down beside the first item."""
    for heading, first in (("Jumlah produksi :", ["Naiknya produksi pangan", heading_of(":"), ""]), ("Jumlah produksi", None)):
        body = put("Naiknya produksi", 5, 50) + put("pangan", 5, 60) + put(heading, 150, 50)
        for k, name in enumerate(("a) Padi", "b) Jagung", "c) Kedelai")):
            body += put(name, 150, 60 + 10 * k) + put(f"{k + 4},50", 300, 60 + 10 * k)
        rows = [
            [" ".join(w.text for w in cell) for cell in row] for row in rows_of(column_block(body, (0.0, 140.0, 290.0, 400.0)))
        ]
        assert (rows[0] == first) == (first is not None)
        assert [row[1] for row in rows[-2:]] == ["b) Jagung", "c) Kedelai"]


def heading_of(end: str) -> str:
    return f"Jumlah produksi {end}"
