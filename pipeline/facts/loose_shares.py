"""Shares in brackets that a row cut in two has left alone: `38,11` over `(101,84%)` where each line became a row."""

from __future__ import annotations

import re

from extractors.model import Cell
from pipeline.tables.view import TableView

_SHARE = re.compile(r"\(\s*-?\d[\d.,]*\s*%\s*\)")
_SHARED = re.compile(r"\d\D*\(\s*-?\d[\d.,]*\s*%\s*\)\s*$")


def _is_loose_share(view: TableView, cell: Cell | None, column: int) -> bool:
    """Whether a figure in brackets is the share of a value that stands elsewhere, no value of its own: `(101,84%)` in a
    column whose other cells read `38,11 (101,84%)`. The column is looked through for such figures only."""
    if cell is None or not _SHARE.fullmatch(cell.text.strip()):
        return False
    return any(_SHARED.search(other.text) for other in view.body_cells(column))


def row_is_cut(view: TableView, cell: Cell) -> bool:
    """Whether a value stands in a row that was cut in two: a loose share stands in its own row, or right below in a column of
    which this row has the value. Then its name is cut as well."""
    for k in view.kolom:
        if k.peran != "nilai":
            continue
        after = cell.row + cell.row_span
        here = view.kisi.at(cell.row, k.index)
        below = view.kisi.at(after, k.index) if after < view.kisi.rows else None
        if _is_loose_share(view, here, k.index):
            return True
        if here is not None and re.search(r"\d", here.text) and _is_loose_share(view, below, k.index):
            return True
    return False
