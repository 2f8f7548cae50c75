"""Decisions of people about indicators (`keputusan.csv`): two wordings are one indicator, or are not.

A file of the output folder, edited in Excel or any editor, with the columns `instansi` (may stay empty: every agency),
`indikator_a`, `indikator_b`, `keputusan` (`sama` or `beda`), `oleh`, `tanggal`. It is read before anything is matched, is never
written by a run, and so survives every re-run. Where a pair stands twice, the later row holds.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from normalizers.text import fold
from pipeline.errors import UsageError, reason

FILE_NAME = "keputusan.csv"
COLUMNS = ("instansi", "indikator_a", "indikator_b", "keputusan", "oleh", "tanggal")
_ANSWERS = {"sama": True, "beda": False}


@dataclass(frozen=True, slots=True)
class Keputusan:
    """`sama`: the two wordings are one indicator. `instansi` None: in every agency that prints both."""

    instansi: str | None
    a: str
    b: str
    sama: bool
    oleh: str
    tanggal: str


def read_keputusan(path: Path) -> tuple[Keputusan, ...]:
    """The decisions of a file in its order; none where there is no file. UsageError names file and row of what is wrong."""
    try:
        if not path.is_file():
            return ()
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: tidak dapat dibaca ({reason(error)})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: tidak dapat dibaca sebagai CSV UTF-8 ({error})") from error
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=max(";,\t", key=head.count))
    try:
        names, rows = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        raise UsageError(f"{path} baris {reader.reader.line_num}: tidak dapat dibaca sebagai CSV ({error})") from error
    missing = [c for c in COLUMNS[:4] if c not in [(n or "").strip() for n in names]]
    if missing:
        raise UsageError(f"{path}: kolom {', '.join(missing)} tidak ada; kolomnya: {', '.join(COLUMNS)}")
    out = []
    for number, raw in enumerate(rows, start=2):
        row = {(k or "").strip(): (v or "").strip() for k, v in raw.items() if not isinstance(v, list)}
        if not any(row.values()):
            continue
        answer = _ANSWERS.get(row["keputusan"].lower())
        if answer is None or not row["indikator_a"] or not row["indikator_b"]:
            raise UsageError(f"{path} baris {number}: isi indikator_a, indikator_b, dan keputusan 'sama' atau 'beda'")
        who, when = row.get("oleh", ""), row.get("tanggal", "")
        out.append(Keputusan(row["instansi"] or None, row["indikator_a"], row["indikator_b"], answer, who, when))
    return tuple(out)


def of_agency(decisions: Sequence[Keputusan], agency: str | None) -> tuple[Keputusan, ...]:
    """The decisions that hold for an agency, by its name as `dokumen.instansi` has it."""
    return tuple(d for d in decisions if d.instansi is None or fold(d.instansi) == fold(agency or ""))
