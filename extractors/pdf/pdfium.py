"""pdfium's functions as functions of plain numbers.

pypdfium2's raw interface checks and wraps every pointer that goes in or out; on a page of thousands of characters and lines
that costs more than pdfium's own work. Handles and places to write to are passed as addresses here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np


def address_of(handle: Any) -> int:
    """The address behind a pypdfium2 handle (`page.raw`, `textpage.raw`)."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """`function` of pdfium, taking and giving plain numbers; `result` and `arguments` are its ctypes types, `c_void_p` for
    every handle and for every place that it writes to."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def places_in(rows: np.ndarray, column: int = 0) -> range:
    """The address of one column in each row of a table: places for pdfium to write to, one for each call."""
    first, step = rows.ctypes.data + column * rows.itemsize, rows.shape[1] * rows.itemsize
    return range(first, first + len(rows) * step, step)
