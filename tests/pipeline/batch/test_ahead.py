"""Workers that have nothing to do read pages of a scan ahead: the same datasets, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.extract import ExtractOptions
from extractors.model import Fault
from pipeline.batch.ahead import Helpers
from pipeline.batch.jobs.document import Job, read_pages
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.sources import Source
from pipeline.document import UserKnowledge
from pipeline.errors import WorkFolderError
from pipeline.storage.work_folder import EXTRACTION, WorkFolder
from tests.extractors import paper
from tests.pipeline import fakes

ROOT = Path(__file__).resolve().parents[3]
PAGES = 7


class _Kept:
    """An executor that keeps what it is given and does nothing."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.given: list[tuple[Job, tuple[int, ...]]] = []

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float) -> Future[Any]:
        assert function is read_pages
        assert seconds > 120.0
        self.given.append((args[0], args[1]))
        return Future()

    def close(self, now: bool) -> None:
        """Nothing to let go of."""


def _job(tmp_path: Path, pages: int, name: str = "a", scanned: bool = True, at: int = 1) -> Job:
    work = WorkFolder(tmp_path / ".kerja")
    source = Source(name, f"{name}.pdf", tmp_path / f"{name}.pdf")
    if scanned:
        work.write(name, "halaman-00001", "k" * 64, 1)
    job = Job(source, work, ExtractOptions(), UserKnowledge({}), fakes.fake_extract, "k" * 64, "r" * 64, pages=pages)
    work.note(name, job.note, str(at))
    return job


def _running(*jobs: Job) -> dict[Future[None], Job]:
    out: dict[Future[None], Job] = {}
    for job in jobs:
        future: Future[None] = Future()
        future.set_running_or_notify_cancel()
        out[future] = job
    return out


def _lent(workers: int, *jobs: Job, times: int = 1) -> list[tuple[str, tuple[int, ...]]]:
    executor = _Kept(workers)
    helpers = Helpers(executor)
    for _ in range(times):
        helpers.lend(_running(*jobs), SilentProgress())
        helpers.at_work.clear()
    return [(job.source.dokumen_id, pages) for job, pages in executor.given]


def test_pages_are_shared_from_the_last_one_back(tmp_path: Path) -> None:
    job = _job(tmp_path, 21)
    assert _lent(2, job) == [("a", tuple(range(21, 11, -1)))]
    assert _lent(3, job) == [("a", (21, 20, 19, 18, 17, 16)), ("a", (15, 14, 13, 12, 11, 10, 9))]
    assert _lent(1, job) == []


def test_no_page_is_given_twice_and_few_are_not_worth_it(tmp_path: Path) -> None:
    given = [page for _, pages in _lent(2, _job(tmp_path, 40), times=9) for page in pages]
    assert sorted(given) == list(range(40 - len(given) + 1, 41))
    assert 40 - len(given) - 1 < 4
    assert _lent(2, _job(tmp_path, 40, at=37)) == []


def test_the_longest_scan_is_helped_and_no_other_document(tmp_path: Path) -> None:
    long, short, printed = _job(tmp_path, 30, "long"), _job(tmp_path, 12, "short"), _job(tmp_path, 90, "printed", scanned=False)
    assert {name for name, _ in _lent(4, long, short, printed)} == {"long"}
    done = _job(tmp_path, 30, "done")
    done.work.write("done", EXTRACTION, done.extraction_key, 1)
    assert _lent(4, printed, done) == []


def test_pages_that_are_given_up_are_given_to_nobody(tmp_path: Path) -> None:
    job = replace(_job(tmp_path, 9), given_up=(Fault("proses_mati", "", 9), Fault("proses_mati", "", 8)))
    assert _lent(2, job) == [("a", (7, 6, 5))]


def test_a_helper_that_fails_is_nobodys_fault_but_a_full_disk_is(tmp_path: Path) -> None:
    helpers = Helpers(_Kept(2))
    for error in (RuntimeError("a bug"), WorkFolderError("disk penuh")):
        future: Future[None] = Future()
        helpers.at_work[future] = replace(_job(tmp_path, 9), helper=1)
        future.set_exception(error)
        if isinstance(error, WorkFolderError):
            with pytest.raises(WorkFolderError):
                helpers.let_go([future])
        else:
            helpers.let_go([future])


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scan of some pages, each with a table of its own figures."""
    raw = tmp_path_factory.mktemp("raw")
    pages = []
    for number in range(1, PAGES + 1):
        page = paper.table()
        ImageDraw.Draw(page).text(
            (200, 90), f"LAPORAN KINERJA DINAS CONTOH TAHUN {2010 + number}", font=ImageFont.load_default(size=32)
        )
        pages.append(Image.fromarray(paper.copied(page).gray))
    pages[0].save(raw / "LKjIP.pdf", save_all=True, append_images=pages[1:], resolution=paper.DPI)
    return raw


def _start(raw: Path, output: Path, workers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline", "run", str(raw), str(output), "-q", "--workers", str(workers)]
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _done(process: subprocess.Popen[str]) -> None:
    told, _ = process.communicate(timeout=600)
    assert process.returncode == 0, told


def _datasets(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.glob("*/*.parquet")}


def _events(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in output.glob(".kerja/log*.jsonl") for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def alone(scan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one worker makes of the scan."""
    output = tmp_path_factory.mktemp("one") / "out"
    _done(_start(scan, output, 1))
    assert not [event for event in _events(output) if event["peristiwa"] == "dibantu"]
    return _datasets(output)


@pytest.mark.slow
def test_two_workers_share_a_scan_and_make_the_same_of_it(scan: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    _done(_start(scan, tmp_path / "out", 2))
    assert _datasets(tmp_path / "out") == alone
    (helped,) = [event["halaman"] for event in _events(tmp_path / "out") if event["peristiwa"] == "dibantu"]
    assert helped[-1] == PAGES
    left = {path.name for path in (tmp_path / "out" / ".kerja").glob("*/*")}
    assert not [name for name in left if name.startswith("halaman") or name.endswith(".baru")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("place", [0, -1], ids=["of the document", "that helps"])
def test_a_worker_that_is_killed_while_both_read_costs_nothing(
    scan: Path, alone: dict[str, bytes], tmp_path: Path, place: int
) -> None:
    process = _start(scan, tmp_path / "out", 2)
    try:
        _await(lambda: bool(list((tmp_path / "out" / ".kerja").glob("*/halaman.1"))))
        workers = [c for c in psutil.Process(process.pid).children() if "spawn_main" in " ".join(c.cmdline())]
        sorted(workers, key=psutil.Process.create_time)[place].kill()
        _done(process)
    finally:
        process.kill()
    assert _datasets(tmp_path / "out") == alone


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_run_that_is_killed_while_both_read_goes_on_from_the_pages_of_both(
    scan: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    process = _start(scan, tmp_path / "out", 2)

    def pages() -> list[int]:
        return sorted(int(p.name[-5:]) for p in (tmp_path / "out" / ".kerja").glob("*/halaman-?????"))

    try:
        _await(lambda: PAGES in pages())
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
    assert {1, PAGES} <= set(pages())
    _done(_start(scan, tmp_path / "out", 2))
    assert _datasets(tmp_path / "out") == alone
    assert pages() == []


def _await(what: Callable[[], bool], seconds: float = 300.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)
