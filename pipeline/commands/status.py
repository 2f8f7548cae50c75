"""`lkjip status`: what an output folder holds, finished or broken off."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.batch.record.state import RunState, last_run
from pipeline.commands.screen import plain, tell
from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import UsageError
from pipeline.storage.lock import holder
from pipeline.storage.work_folder import RESULT, WorkFolder


def print_status(output: Path, console: Console) -> bool:
    """Print the state of `output`; True where the last run ended and no document failed.

    UsageError where `output` is no output folder.
    """
    work = WorkFolder.of(output)
    state = last_run(work)
    stored = StoredDatasets.opened(output)  # None where a first run was broken off before it wrote any
    writer = holder(work.root / "kunci")
    if state is None and stored is None and writer is None:
        raise UsageError(f"'{output}' bukan folder hasil lkjip; jalankan dahulu: lkjip run RAW {output}")
    finished = writer is None and (state is None or state.selesai is not None)
    if writer is not None:
        tell(console, f"Sedang ditulis oleh {writer}; yang di bawah ini sampai saat ini.")
    if state is not None:
        _print_run(state, work, output, console, going_on=writer is not None)
    failures = 0
    if stored is not None:
        failures = _print_datasets(stored, console)
    return finished and not failures


def _print_run(state: RunState, work: WorkFolder, output: Path, console: Console, going_on: bool) -> None:
    tell(console, f"Masukan: {state.masukan}")
    if state.selesai is not None:
        tell(console, f"Selesai: {state.selesai} ({len(state.dokumen)} dokumen)")
        return
    done = sum(work.has(ident, RESULT, key) for ident, key in state.dokumen.items())
    count = f"{done} dari {len(state.dokumen)} dokumen terbaca."
    tell(console, ("Belum selesai", "yellow"), f": mulai {state.mulai}, {count}")
    if not going_on:
        tell(console, f"Lanjutkan dengan: lkjip run {state.masukan} {output}")


def _print_datasets(stored: StoredDatasets, console: Console) -> int:
    """The counts of what is written; returns the number of failed documents."""
    documents = stored.tally("dokumen", ["status"])
    doubtful = sum(
        count
        for name in ("kinerja", "anggaran")
        for (status,), count in stored.tally(name, ["status_nilai"]).items()
        if status == "ragu"
    )
    findings = stored.tally("temuan", ["keparahan"])
    failed = stored.rows("dokumen", ["berkas", "galat", "status"])
    table = Table(show_header=False, title="Isi dataset", title_justify="left", title_style="bold")
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("Dokumen", stored.count("dokumen")),
        *((f"  {status}", count) for (status,), count in sorted(documents.items())),
        ("Tabel", stored.count("tabel")),
        ("Fakta kinerja", stored.count("kinerja")),
        ("Fakta anggaran", stored.count("anggaran")),
        ("  meragukan", doubtful),
        ("Indikator", stored.count("indikator")),
        ("Temuan", stored.count("temuan")),
        *((f"  {level}", count) for (level,), count in sorted(findings.items())),
    ]
    for name, value in rows:
        table.add_row(plain(name), f"{value:,}".replace(",", "."))
    console.print(table)
    for row in failed:
        if row["status"] == "gagal":
            tell(console, ("Gagal", "red"), f" {row['berkas']}: {row['galat'] or ''}")
    return documents[("gagal",)]
