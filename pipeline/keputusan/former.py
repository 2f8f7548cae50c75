"""`OUTPUT/keputusan.csv`, in which people told of indicators before there was `OUTPUT/keputusan/`, is taken over as it stands.

Its columns are `instansi` (may stay empty: every agency), `indikator_a`, `indikator_b`, `keputusan` (`sama` or `beda`), `oleh`,
`tanggal`. Its lines become lines of the folder; the file itself is kept beside them, under a name that is no longer read.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.errors import UsageError, WorkFolderError, reason
from pipeline.keputusan.decision import Keputusan, written_answer
from pipeline.keputusan.store import FOLDER, as_lines, head_line
from pipeline.storage.files import write_whole

FILE_NAME = "keputusan.csv"
_COLUMNS = ("instansi", "indikator_a", "indikator_b", "keputusan", "oleh", "tanggal")
_NEEDED = 4


def take_over(output: Path) -> tuple[str, ...]:
    """Take the former file over, where there is one; what was done, for the user. UsageError names file and line of what is
    wrong in it; nothing is changed then."""
    path = output / FILE_NAME
    try:
        if not path.is_file():
            return ()
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: tidak dapat dibaca ({reason(error)})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: tidak dapat dibaca sebagai CSV UTF-8 ({error})") from error
    decisions = _decisions(path, text)
    number = 1
    while (target := output / FOLDER / f"dari-keputusan-csv-{number}.csv").exists():
        number += 1
    if decisions:
        write_whole(target, head_line() + as_lines(decisions), durable=True)
    write_whole(target.with_suffix(".lama"), data, durable=True)
    try:
        path.unlink()
    except OSError as error:
        raise WorkFolderError.of(path, error) from error
    return (f"{FILE_NAME}: {len(decisions)} keputusan dipindahkan ke {FOLDER}/{target.name}",)


def _decisions(path: Path, text: str) -> list[Keputusan]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=head.count))
    try:
        names, rows = [(name or "").strip() for name in reader.fieldnames or ()], [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UsageError(f"{path} baris {reader.reader.line_num}: tidak dapat dibaca sebagai CSV ({error})") from error
    missing = [c for c in _COLUMNS[:_NEEDED] if c not in names]
    if missing:
        raise UsageError(f"{path}: kolom {', '.join(missing)} tidak ada; kolomnya: {', '.join(_COLUMNS)}")
    out = []
    for number, raw in rows:
        row = {(k or "").strip(): (v or "").strip() for k, v in raw.items() if not isinstance(v, list)}
        if not any(row.values()):
            continue
        answer = row["keputusan"].casefold()
        if answer not in ("sama", "beda") or not row["indikator_a"] or not row["indikator_b"]:
            raise UsageError(f"{path} baris {number}: isi indikator_a, indikator_b, dan keputusan 'sama' atau 'beda'")
        told = written_answer({"sama" if answer == "sama" else "beda": row["indikator_b"]})
        out.append(
            Keputusan(
                "indikator",
                "instansi" if row["instansi"] else "semua",
                told,
                row["indikator_a"],
                row["instansi"] or None,
                oleh=row.get("oleh", ""),
                waktu=row.get("tanggal", ""),
            ).with_id()
        )
    return out
