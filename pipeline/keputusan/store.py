"""`OUTPUT/keputusan/*.csv`: a line a decision, only ever added to, readable and editable with Excel.

Each process that writes has a file of its own for each person, so that two people never write one file and nothing is lost
between them. A line is written whole and is on the disk before the caller goes on; a last line that a power cut tore is told
and left out. UTF-8 with a mark for Excel, fields parted by `;` (`,` and tabs are read as well). A text that a spreadsheet
would take for a number, a date or a formula stands behind an apostrophe.
"""

from __future__ import annotations

import csv
import io
import os
import re
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.errors import UsageError, WorkFolderError, reason
from pipeline.keputusan.decision import JENIS, LINGKUP, AnswerError, Keputusan, Kotak
from pipeline.storage.files import write_whole
from pipeline.storage.places import is_remote

FOLDER = "keputusan"
COLUMNS = ("id", *(field.name for field in fields(Keputusan) if field.name != "id"))
_NEEDED = ("jenis", "jawaban")
_PLAIN: frozenset[str] = frozenset({"id", "jenis", "lingkup", "jawaban", "halaman", "kotak", "waktu", "nilai"})
"""Columns whose contents no spreadsheet takes for something else."""
_MARK = "\ufeff"
_NAME = re.compile(r"[^a-z0-9]+")
_LETTERS = 24
_one_at_a_time = threading.Lock()
_last_time = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of an output folder: `made` in the order of their time, `valid` those of them that nobody took back.
    `notes` tell, for the user, of lines that were left out."""

    made: tuple[Keputusan, ...] = ()
    valid: tuple[Keputusan, ...] = ()
    notes: tuple[str, ...] = ()


def read_decisions(output: Path) -> Decisions:
    """The decisions of an output folder. UsageError names file and line of one that cannot be understood."""
    made: list[Keputusan] = []
    notes: list[str] = []
    folder = output / FOLDER
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        lines, torn = _lines(path)
        if torn:
            notes.append(f"{FOLDER}/{path.name}: baris terakhir terpotong dan tidak dipakai; hapus baris itu")
        for number, row in lines:
            try:
                made.append(_decision(row))
            except AnswerError as error:
                other = row.get("versi", "")
                if not other or other == own_version():
                    raise UsageError(f"{path} baris {number}: {error}") from error
                notes.append(f"{FOLDER}/{path.name} baris {number}: tidak berlaku lagi, dari lkjip {other} ({error})")
    ordered = tuple(sorted(dict.fromkeys(made), key=lambda one: one.saat))
    return Decisions(ordered, tuple(_valid(ordered)), tuple(notes))


def _valid(made: Sequence[Keputusan]) -> Iterator[Keputusan]:
    """Decisions that nothing in force takes back; the undoing of an undoing puts the first in force again."""
    undone_by: dict[str, list[Keputusan]] = {}
    for one in made:
        if one.jenis == "batal":
            undone_by.setdefault(one.says["keputusan"], []).append(one)

    def holds(ident: str, seen: frozenset[str] = frozenset()) -> bool:
        others = (other.id for other in undone_by.get(ident, ()) if other.id not in seen)
        return not any(holds(other, seen | {ident}) for other in others)

    return (one for one in made if one.jenis != "batal" and holds(one.id))


# ---------------------------------------------------------------- a file
def _lines(path: Path) -> tuple[list[tuple[int, dict[str, str]]], bool]:
    """The lines of a file that hold something, each with its number; whether the last one was torn."""
    try:
        data = path.read_bytes()
        torn = _is_torn(data)
        text = (data[: data.rfind(b"\n") + 1] if torn else data).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: tidak dapat dibaca ({reason(error)})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: tidak dapat dibaca sebagai CSV UTF-8 ({error})") from error
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    out = []
    try:
        names = [name.strip() for name in next(reader, [])]
        missing = [name for name in _NEEDED if name not in names]
        if text.strip() and missing:
            raise UsageError(f"{path}: kolom {', '.join(missing)} tidak ada; kolomnya: {', '.join(COLUMNS)}")
        for cells in reader:
            row = {name: _unguarded(name, cell) for name, cell in zip(names, cells, strict=False)}
            if any(row.values()):
                out.append((reader.line_num, row))
    except csv.Error as error:
        raise UsageError(f"{path} baris {reader.line_num}: tidak dapat dibaca sebagai CSV ({error})") from error
    return out, torn


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(";,\t", key=head.count)


def _is_torn(data: bytes) -> bool:
    """Whether a file ends within a line: no line feed, and fewer fields than its first line names."""
    whole, _, last = data.rpartition(b"\n")
    if not last:
        return False
    try:
        text, line = whole.decode("utf-8-sig"), last.decode()
    except UnicodeDecodeError:
        return True
    delimiter = _delimiter(text)
    named, told = (len(next(csv.reader([one], delimiter=delimiter), [])) for one in (text.partition("\n")[0], line))
    return not whole or line.count('"') % 2 == 1 or told < named


def _decision(row: Mapping[str, str]) -> Keputusan:
    """The decision of a line. AnswerError says what is wrong with it."""
    kind, scope = row.get("jenis", ""), row.get("lingkup", "") or "instansi"
    if kind not in JENIS:
        raise AnswerError(f"jenis '{kind}' tidak dikenal; jenisnya: {', '.join(JENIS)}")
    if scope not in LINGKUP:
        raise AnswerError(f"lingkup '{scope}' tidak dikenal; lingkupnya: {', '.join(LINGKUP)}")
    page = row.get("halaman", "")
    if page and not page.isdecimal():
        raise AnswerError(f"halaman '{page}' bukan nomor")
    one = Keputusan(
        kind,
        scope,
        row.get("jawaban", ""),
        row.get("teks", ""),
        row.get("instansi") or None,
        row.get("dokumen_id") or None,
        row.get("berkas", ""),
        int(page) if page else None,
        _box(row.get("kotak", "")),
        row.get("rujukan", ""),
        row.get("oleh", ""),
        row.get("waktu", ""),
        row.get("versi", ""),
        _count(row.get("nilai", "")),
        row.get("catatan", ""),
        row.get("id", ""),
    ).with_id()
    if not one.says:
        raise AnswerError("jawaban kosong")
    if one.jenis == "indikator" and not one.teks:
        raise AnswerError("isi teks dengan indikator yang satu, dan jawaban dengan sama=... atau beda=...")
    return one


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _box(text: str) -> Kotak | None:
    if not text:
        return None
    try:
        x0, y0, x1, y1 = (float(part.replace(",", ".")) for part in text.split())
    except ValueError as error:
        raise AnswerError(f"kotak '{text}' bukan empat bilangan") from error
    return x0, y0, x1, y1


def _unguarded(name: str, cell: str) -> str:
    return cell.strip() if name in _PLAIN else cell.strip().removeprefix("'")


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    text = " ".join(f"{part:g}" for part in value) if isinstance(value, tuple) else str(value)
    text = " ".join(text.replace("\0", " ").split())
    plain = name in _PLAIN or not text or (text[0].isalpha() and not any(map(str.isdecimal, text)))
    return text if plain else f"'{text}"


def _packed(rows: Iterable[Sequence[str]]) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=";", lineterminator="\r\n").writerows(rows)
    return sink.getvalue().encode("utf-8", "replace")


def as_lines(decisions: Iterable[Keputusan]) -> bytes:
    """Decisions as lines of a file, without its first one."""
    return _packed([[_cell(c, getattr(one, c)) for c in COLUMNS] for one in decisions])


def head_line() -> bytes:
    """The first line of a file."""
    return _MARK.encode() + _packed([COLUMNS])


# ---------------------------------------------------------------- writing
def add_decision(output: Path, decision: Keputusan) -> Keputusan:
    """Write a decision down, with its time, the version of the program and an id of its own; it is on the disk when this
    returns. WorkFolderError where the disk does not take it."""
    with _one_at_a_time:
        one = replace(decision, waktu=_next_time(), versi=own_version(), id="k" + secrets.token_hex(6))
        try:
            _append(output / FOLDER, one)
        except OSError as error:
            raise WorkFolderError.of(Path(error.filename or output / FOLDER), error) from error
    return one


def _append(folder: Path, one: Keputusan) -> None:
    path = folder / f"{_NAME.sub('-', one.oleh.casefold())[:_LETTERS].strip('-') or 'tanpa-nama'}-{_session()}.csv"
    if is_remote(folder):  # object stores know no appending; the file is this process' own
        before = path.read_bytes() if path.exists() else head_line()
        write_whole(path, before + as_lines([one]))
        return
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("ab+", buffering=0) as stream:
        end = stream.seek(0, os.SEEK_END)
        if end:
            stream.seek(-1, os.SEEK_END)
            before = b"" if stream.read(1) == b"\n" else b"\r\n"  # somebody's editor, or a full disk, left a line open
        else:
            before = head_line()
        stream.write(before + as_lines([one]))
        os.fsync(stream.fileno())


def _next_time() -> str:
    """Now, but after every decision that this process made before: the later one holds, also where two fall into one tick
    of the clock or the clock is set back between them. Called by one at a time."""
    global _last_time
    _last_time = max(datetime.now(UTC), _last_time + timedelta(microseconds=1))
    return _last_time.isoformat(timespec="microseconds")


@cache
def _session() -> str:
    """The same for all that one process writes, another for every other."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


@cache
def own_version() -> str:
    """The version of this program."""
    try:
        return version("lkjip")
    except PackageNotFoundError:  # run from a checkout
        return "sumber"
