"""What arguments of commands mean, beyond what typer makes of them; what means nothing here is a UsageError."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipeline.errors import UsageError, reason

_MOST_PAGES = 100_000


def parse_pages(text: str) -> tuple[int, ...]:
    """`3-5,8` to page numbers in order."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise UsageError(f"--pages '{text}': tulis seperti 3-5 atau 1,4,7-9")
        start, end = int(first), int(last) if dash else int(first)
        if not 1 <= start <= end <= _MOST_PAGES:
            raise UsageError(f"--pages '{text}': halaman mulai 1, dari yang kecil ke yang besar")
        numbers.update(range(start, end + 1))
    return tuple(sorted(numbers))


def seconds_of(since: datetime) -> float:
    """Seconds since 1970 of a date here, where this computer has such a time."""
    try:
        return since.timestamp()
    except (OverflowError, ValueError, OSError) as error:
        raise UsageError(f"--since {since.date()}: di luar jangkauan komputer ini; pakai 1970-01-02 atau sesudahnya") from error


def existing_file(file: Path) -> None:
    """Refuses what is no file that can be read."""
    try:
        if file.is_file():
            return
        what = "tidak ada"
        if file.is_dir():
            what = "adalah folder; sebutkan satu berkas PDF di dalamnya"
        elif file.exists():
            what = "bukan berkas biasa (pipa, soket atau perangkat)"
    except OSError as error:
        what = f"tidak dapat dibuka: {reason(error)}"
    raise UsageError(f"berkas '{file}' {what}")
