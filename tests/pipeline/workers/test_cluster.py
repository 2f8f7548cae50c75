"""The same rows whatever does the work: a real scheduler, two workers of it, and one of them killed in the middle."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
import pytest

from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.config import Config
from pipeline.errors import LkjipError, UsageError
from pipeline.workers import cluster
from tests.pipeline import fakes, tasks
from tests.pipeline.faked_command import COMMAND

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).resolve().parents[3]
CONFIG = Config(pekerja=2)
NAMES = ("a.pdf", "mati-p2.pdf", "galat.pdf", *(f"lambat {i}.pdf" for i in range(5)))


class Running:
    """A scheduler and two workers, each a process of its own as on machines of their own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "penjadwal.json"
        self.log = (folder / "dask.log").open("wb")
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file))
        deadline = time.monotonic() + 60
        while not (self.file.exists() and self.file.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", "--nthreads", "1", "--no-dashboard", "--scheduler-file", str(self.file))

    @property
    def address(self) -> str:
        import json

        return str(json.loads(self.file.read_text())["address"])

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
        return subprocess.Popen(command, cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            tree = []
            with suppress(psutil.NoSuchProcess):
                tree = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait(10)
            for child in tree:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
        self.log.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    both = Running(tmp_path_factory.mktemp("dask"))
    try:
        yield both
    finally:
        both.stop()


def fill(raw: Path) -> None:
    raw.mkdir(parents=True)
    for name in NAMES:
        (raw / name).write_bytes(fakes.pdf(3, name))


def snapshot(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.glob("*/*.parquet")}


def run(raw: Path, output: Path, executor: object = None) -> batch.RunSummary:
    return batch.run(raw, output, CONFIG, SilentProgress(), extract=fakes.fake_extract, executor=executor)  # type: ignore[arg-type]


def test_two_workers_one_of_them_killed_in_the_middle(tmp_path: Path, running: Running) -> None:
    raw = tmp_path / "raw"
    fill(raw)
    alone = run(raw, tmp_path / "alone")
    (raw / fakes.LOG).unlink()

    output = tmp_path / "out"
    options = ("run", str(raw), str(output), "--dask", running.address, "-q")
    process = subprocess.Popen([*COMMAND, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and len([n for n in fakes.readings(raw) if "lambat" in n]) < 2:
        time.sleep(0.05)
    victim = running.workers.pop()
    for one in psutil.Process(victim.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            one.kill()
    victim.kill()
    told, error = process.communicate(timeout=120)
    running.workers.append(running.worker())
    assert process.returncode == 1, told + error  # galat.pdf
    assert "Traceback" not in error

    rows = {row["berkas"]: row for row in pq.read_table(output / "dokumen").to_pylist()}
    assert {name: row["status"] for name, row in rows.items() if row["status"] != "berhasil"} == {
        "galat.pdf": "gagal",
        "mati-p2.pdf": "sebagian",
    }
    assert rows["mati-p2.pdf"]["galat"].startswith("halaman 2: proses pembaca berhenti mendadak (kode 9)")
    assert len(rows) == len(NAMES) == alone.dokumen
    one, other = snapshot(tmp_path / "alone"), snapshot(output)
    assert sorted(one) == sorted(other)
    assert one == other


def test_local_cluster_gives_the_same_bytes_and_leaves_no_process(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("a.pdf", "b.pdf", "mati.pdf"):
        (raw / name).write_bytes(fakes.pdf(3, name))
    run(raw, tmp_path / "alone")
    before = {p.pid for p in psutil.Process().children(recursive=True)}
    executor = cluster.DaskCluster("local", 1)
    assert executor.workers == 1
    run(raw, tmp_path / "out", executor)
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "alone")
    deadline = time.monotonic() + 15
    while (left := {p.pid for p in psutil.Process().children(recursive=True)} - before) and time.monotonic() < deadline:
        time.sleep(0.1)
    names = [psutil.Process(pid).cmdline() for pid in left if psutil.pid_exists(pid)]
    assert not [n for n in names if "resource_tracker" not in " ".join(n)]


def test_workers_of_another_version_and_folders_they_do_not_see_are_refused(
    tmp_path: Path, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = cluster.DaskCluster(running.address)
    try:
        executor._client.wait_for_workers(2, timeout=60)  # they may just be starting
        executor.check(tmp_path)
        with pytest.raises(UsageError, match="tidak melihat folder"):
            executor.check(tmp_path / "hanya di sini")
        monkeypatch.setattr(cluster, "version", lambda: "lain")
        with pytest.raises(UsageError, match="versi"):
            executor.check(tmp_path)
    finally:
        executor.close(now=True)


def test_what_becomes_of_work_in_a_process_of_a_dask_worker() -> None:
    def apart(function: object, *args: object, seconds: float = 60.0) -> tuple[str, Any, int]:
        return cluster.run_apart(pickle.dumps((function, args)), seconds, None)

    try:
        kind, pid, _ = apart(tasks.process_id)
        assert (kind, pid == os.getpid()) == ("ok", False)
        assert apart(tasks.process_id)[1] == pid, "a process that lives on does the next task"
        assert apart(tasks.divide, 1, 0)[0] == "error"
        assert apart(tasks.perhaps_die, 3) == ("died", 7, 0)
        assert apart(time.sleep, 60, seconds=0.3) == ("late", None, 0)
        last = apart(tasks.process_id)[1]
    finally:
        cluster.let_go()
    assert not psutil.pid_exists(last) or psutil.Process(last).status() == psutil.STATUS_ZOMBIE


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1.0)
    with pytest.raises(LkjipError, match="tidak menjawab"):
        cluster.DaskCluster("tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["penjadwal", "", "http://127.0.0.1:8787/status", "tcp://penjadwal", "tcp://:8786"])
def test_what_is_no_address_is_refused_at_once(tmp_path: Path, address: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.pdf").write_bytes(fakes.pdf(1))
    options = ("run", str(tmp_path / "raw"), str(tmp_path / "out"), "--dask", address)
    told = subprocess.run([*COMMAND, *options], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1), told.stderr
    assert "tcp://HOST:8786" in told.stderr


@pytest.mark.parametrize("address", ["penjadwal:8786", "tcp://10.0.0.7:8786", "tls://[fe80::1]:8786/", "ws://a.b-c.id:443"])
def test_what_is_an_address(address: str) -> None:
    assert cluster._ADDRESS.fullmatch(address)


CONNECT = """
import sys
from pipeline.workers import cluster
from pipeline.errors import LkjipError
cluster.CONNECT_SECONDS = 1.0
try:
    cluster.DaskCluster(sys.argv[1])
except LkjipError as error:
    print(error)
"""


def test_a_scheduler_that_is_none_lets_the_program_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (silent.getsockname()[1], 9):
            command = [sys.executable, "-c", CONNECT, f"tcp://127.0.0.1:{port}"]
            told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
            assert "tidak menjawab" in told.stdout
            assert told.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_with_workers_of_its_own_is_quiet(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "macet.pdf").write_bytes(fakes.pdf(3, "m"))
    options = ("run", str(raw), str(output), "--dask", "local", "-w", "1", "-q")
    process = subprocess.Popen(
        [*COMMAND, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not fakes.readings(raw):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130, error
    assert " ".join(error.split()) == "Dihentikan. Yang sudah selesai tersimpan; perintah yang sama melanjutkan sisanya."


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_leaves_the_cluster_as_it_was(tmp_path: Path, running: Running) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "macet.pdf").write_bytes(fakes.pdf(3, "m"))
    options = ("run", str(raw), str(output), "--dask", running.address, "-q")
    process = subprocess.Popen([*COMMAND, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not fakes.readings(raw):
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130, error
    assert "Traceback" not in error
    executor = cluster.DaskCluster(running.address)
    try:
        assert executor.submit(os.getpid, seconds=60).result(timeout=60) > 0, "the workers are free again"
    finally:
        executor.close(now=False)
