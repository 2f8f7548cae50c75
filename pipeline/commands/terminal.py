"""What a run shows in the terminal: the bar while it works, the summary when it ends."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.batch.record.summary import RunSummary
from pipeline.commands.screen import plain, tell

_SHOWN = 10
"""So many failed documents are named; laporan.html has them all."""


class BarProgress:
    """A bar with pages, documents and time left, on a terminal; a line a stage where the output is a file.

    Time left is taken from the pages of the last minutes: scanned pages cost a hundred times a born-digital one, so
    the mean over the whole run would mislead.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[info]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            speed_estimate_period=300,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None
        self._documents = 0
        self._start = time.monotonic()

    def __enter__(self) -> BarProgress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def stage(self, name: str) -> None:
        """Show the name of the stage."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=None, info="")
        if not self._console.is_terminal:
            tell(self._console, name)

    def total(self, documents: int, pages: int) -> None:
        """Set the length of the bar, in pages."""
        self._documents = documents
        if self._task is not None:
            self._bar.update(self._task, total=max(pages, 1), completed=0 if documents else 1, info=self._info(0))

    def done(self, documents: int, pages: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.update(self._task, completed=pages, info=self._info(documents))

    def event(self, name: str, **fields: object) -> None:
        """Nothing: the bar shows how far the work is, the log what happened."""

    def _info(self, documents: int) -> str:
        task = self._bar.tasks[-1] if self._bar.tasks else None
        left = task.time_remaining if task is not None else None
        rest = f", sisa {duration(left)}" if left and documents < self._documents else ""
        return f"halaman, {documents}/{self._documents} dokumen{rest}"


def print_summary(console: Console, summary: RunSummary, output: Path) -> None:
    """The table at the end of a run, the documents that failed, and where to look."""
    table = Table(show_header=False, title="Ringkasan", title_justify="left", title_style="bold")
    table.add_column()
    table.add_column(justify="right")
    known = f" ({summary.dilewati} sudah dari sebelumnya)" if summary.dilewati else ""
    rows: list[tuple[str, str]] = [
        ("Dokumen" + known, _number(summary.dokumen)),
        ("Halaman", _number(summary.halaman)),
        ("Tabel", _number(summary.tabel)),
        ("Fakta (kinerja dan anggaran)", _number(summary.fakta)),
        ("  di antaranya meragukan", _number(summary.ragu)),
        ("Temuan", _number(sum(summary.temuan.values()))),
        *((f"  {name}", _number(count)) for name, count in sorted(summary.temuan.items())),
        ("Terbaca sebagian", _number(len(summary.sebagian))),
        ("Gagal", _number(len(summary.gagal))),
        ("Waktu", duration(summary.detik)),
    ]
    for name, value in rows:
        table.add_row(plain(name), value)
    console.print(table)
    for title, style, items in (("Gagal", "red", summary.gagal), ("Sebagian", "yellow", summary.sebagian)):
        for berkas, galat in items[:_SHOWN]:
            tell(console, (title, style), f" {berkas}: {galat}")
        if len(items) > _SHOWN:
            tell(console, f"... dan {len(items) - _SHOWN} lagi")
    if summary.tetap:
        tell(console, "Tidak ada yang berubah sejak jalan terakhir; dataset dan laporan dibiarkan.")
    if summary.gagal or summary.sebagian:
        tell(console, "Yang gagal diingat dan tidak diulang; coba lagi dengan --retry-failed.")
    for note in summary.catatan:
        tell(console, f"Catatan: {note}")
    tell(console, f"Buka {summary.laporan} di peramban; dataset ada di {output}.")


def duration(seconds: float) -> str:
    """`45 detik`, `3 menit 20 detik`, `2 jam 5 menit`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} detik"
    if whole < 3600:
        return f"{whole // 60} menit {whole % 60} detik"
    return f"{whole // 3600} jam {whole % 3600 // 60} menit"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
