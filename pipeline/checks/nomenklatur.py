"""An official list of activities that a user gives (`--nomenklatur FILE`): code and name, from Excel or CSV."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from normalizers.kode import read_kode
from normalizers.text import clean, fold
from normalizers.wordings.column_words import heads_list
from pipeline.errors import UsageError, reason

_LOOK = 20
"""The heading stands within so many rows from the top; letters of a ministry have some lines above it."""


def read_nomenklatur(path: Path) -> dict[str, str]:
    """Code (dotted) to name. The heading row names a column of codes and one of names; what stands above it is passed over.

    UsageError where the file cannot be read, has no such heading, or gives one code two names.
    """
    try:
        rows = _rows(path)
    except OSError as error:
        raise UsageError(f"nomenklatur {path}: tidak dapat dibaca ({reason(error)})") from error
    except Exception as error:  # each of the libraries below has its own for a file that is not what its name says
        what = "buku kerja Excel" if _is_excel(path) else "CSV UTF-8"
        raise UsageError(f"nomenklatur {path}: tidak dapat dibaca sebagai {what} ({_first_line(error)})") from error
    head = next((i for i, row in enumerate(rows[:_LOOK]) if _columns(row) is not None), None)
    if head is None:
        raise UsageError(f"nomenklatur {path}: tidak ada baris kepala dengan kolom 'kode' dan 'uraian' (atau 'nomenklatur')")
    at = _columns(rows[head])
    assert at is not None
    out: dict[str, str] = {}
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        kode, name = read_kode(row[at[0]], strict=False).value, clean(row[at[1]])
        if kode is None or not name:
            continue
        if fold(out.setdefault(kode.kode, name)) != fold(name):
            raise UsageError(f"nomenklatur {path} baris {number}: kode {kode.kode} dipakai untuk dua nama")
    if not out:
        raise UsageError(f"nomenklatur {path}: tidak ada kode yang terbaca di bawah kepalanya")
    return out


def _rows(path: Path) -> list[list[str]]:
    if _is_excel(path):
        sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="openpyxl")
        table = pd.concat(sheets.values(), ignore_index=True)
    else:
        table = pd.read_csv(path, header=None, dtype=str, sep=None, engine="python", encoding="utf-8-sig")
    return [[str(cell) for cell in row] for row in table.fillna("").itertuples(index=False)]


def _is_excel(path: Path) -> bool:
    return path.suffix.lower() in (".xlsx", ".xlsm")


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def _columns(row: list[str]) -> tuple[int, int] | None:
    """(column of codes, column of names) of a heading row; None where it is none."""
    codes = [i for i, cell in enumerate(row) if heads_list(cell, "daftar_kode")]
    names = [i for i, cell in enumerate(row) if heads_list(cell, "daftar_nama")]
    return (codes[0], names[0]) if codes and names else None
