"""`lkjip run`: what was asked for as one value, run once or again and again, and how it went told."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import typer
from rich.console import Console

from pipeline.batch.sources import NEW_ONES, Wishes
from pipeline.batch.watch import changes, when_free
from pipeline.commands.screen import json_line, tell
from pipeline.config import Config
from pipeline.workers.executor import Executor


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is to do. `watch_seconds`: look at the folder so often and run whenever something came; None: once. `dask` is
    the address of a scheduler, None for processes of this machine."""

    raw: Path
    output: Path
    config: Config
    wishes: Wishes = NEW_ONES
    quiet: bool = False
    json_summary: bool = False
    dask: str | None = None
    watch_seconds: float | None = None


def run(options: RunOptions, console: Console, err: Console) -> int:
    """Run as the options say; the exit code of the last run. Results go to `console`, all else to `err`."""
    if options.watch_seconds is None:
        return _once(options, console, err)
    if not options.quiet and not options.json_summary:
        tell(console, f"Mengawasi {options.raw} setiap {options.watch_seconds:g} detik; Ctrl-C berhenti.")
    code = 0
    for turn in changes(options.raw, options.output, options.watch_seconds, options.wishes.selection):
        now = replace(options, wishes=replace(options.wishes, selection=turn))
        code = when_free(lambda now=now: _once(now, console, err), options.watch_seconds, lambda line: tell(err, line))  # type: ignore[misc]
    return code


def _once(options: RunOptions, console: Console, err: Console) -> int:
    from pipeline.batch.record.progress import SilentProgress
    from pipeline.batch.run import run as run_batch  # late: OpenCV and pdfium, which a slip of the command need not wait for
    from pipeline.commands.terminal import BarProgress, print_summary

    silent = options.quiet or options.json_summary
    with nullcontext(SilentProgress()) if silent else BarProgress(console) as progress:
        summary = run_batch(options.raw, options.output, options.config, progress, options.wishes, executor=_executor(options))
    if options.json_summary:
        typer.echo(json_line(summary.fields()))
    elif options.quiet:
        for berkas, galat in summary.gagal:
            tell(err, f"gagal: {berkas}: {galat}")
    else:
        print_summary(console, summary, options.output)
    return summary.exit_code


def _executor(options: RunOptions) -> Executor | None:
    """Where documents are read; None: processes of this machine."""
    if options.dask is None:
        return None
    from pipeline.storage.output import make_output
    from pipeline.workers.cluster import DaskCluster

    make_output(options.output)
    cluster = DaskCluster(options.dask, options.config.workers(), options.config.memory_bytes())
    try:
        cluster.check(options.output)
    except BaseException:
        cluster.close(now=True)
        raise
    return cluster
