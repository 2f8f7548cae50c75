"""An `Executor` over Dask: the same work on other machines (`lkjip run ... --dask tcp://HOST:8786`, or `--dask local`).

A Dask worker does not read documents itself: it has a process of its own do it, as a run on one machine does, with the same
limits. So a crash, a hang or too much memory ends that process and is told with its exit code and page, while the Dask
worker lives on; and where a Dask worker or its machine is lost, Dask gives its documents to another. The result is in the
work folder in any case, which all machines have to see (a shared folder, or a URL).
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import re
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import LkjipError, UsageError
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import source_digest
from pipeline.workers.executor import Paged, WorkerDied
from pipeline.workers.limits import memory_share
from pipeline.workers.processes import Processes, without_interrupt

T = TypeVar("T")
LOCAL = "local"
CONNECT_SECONDS = 30.0
_LOOK_SECONDS = 2.0
_ADDRESS = re.compile(r"((tcp|tls|ucx|wss?)://)?(\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+):[0-9]{1,5}/?")
_own = threading.local()
_all: list[Processes] = []


def run_apart(work: bytes, seconds: float, memory: int | None) -> tuple[str, Any, int]:
    """On a Dask worker: run a pickled `(function, args)` in a process of this worker. Returns (`ok`, result, 0), (`error`,
    exception, 0), (`late`, None, 0) or (`died`, exit code, page it was reading)."""
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # else it may have no children
    pool = getattr(_own, "pool", None)
    if pool is None:
        pool = _own.pool = Processes(1, memory)
        _all.append(pool)
    function, args = pickle.loads(work)
    future = pool.submit(function, *args, seconds=seconds)
    try:
        wait([future])
        return "ok", future.result(), 0
    except TimeoutError:
        return "late", None, 0
    except WorkerDied as death:
        return "died", death.exit_code, _page(args)
    except Exception as error:
        return "error", error, 0


def _page(args: tuple[Any, ...]) -> int:
    return args[0].at_page() if args and isinstance(args[0], Paged) else 0


def let_go() -> None:
    """On a Dask worker: end the processes that `run_apart` started."""
    while _all:
        _all.pop().close(now=True)
    _own.__dict__.clear()


def fitness(folder: str | None) -> tuple[str, bool]:
    """On a Dask worker: (version of this program there, whether it sees the folder)."""
    return version(), folder is None or Path(folder).is_dir()


def version() -> str:
    """What two machines must have in common for their results to be the same."""
    return "-".join(source_digest(name)[:8] for name in ("extractors", "normalizers", "pipeline"))


def _connected(kind: Any, where: Any) -> Any:
    """A client of a scheduler. OSError, TimeoutError or ValueError where there is none.

    One that finds none is let go of: left alone it waits a minute for itself as the program ends. It is made in a thread, as
    it waits for ever where something listens that is no scheduler.
    """
    client = kind.__new__(kind)
    connected: Future[None] = Future()

    def connect() -> None:
        try:
            client.__init__(where, timeout=CONNECT_SECONDS, set_as_default=False)
        except Exception as error:
            connected.set_exception(error)
        else:
            connected.set_result(None)

    threading.Thread(target=connect, daemon=True).start()
    deadline = time.monotonic() + CONNECT_SECONDS + _LOOK_SECONDS
    try:
        while not wait([connected], timeout=0.5).done:  # short, or Ctrl-C has to wait on Windows
            if time.monotonic() > deadline:
                raise TimeoutError("tidak ada jawaban")
        connected.result()
    except BaseException:
        client.status = "closed"
        raise
    return client


class DaskCluster:
    """An `Executor` over the scheduler at an address, or over one of its own with `workers` processes (`local`)."""

    def __init__(self, address: str, workers: int = 1, memory: int | None = None) -> None:
        """UsageError where the extra is not installed or the address is none, LkjipError where no scheduler answers."""
        if address != LOCAL and not _ADDRESS.fullmatch(address):
            raise UsageError(
                f"--dask '{address}' bukan alamat penjadwal; tulis seperti tcp://HOST:8786 (dari keluaran dask scheduler; bukan "
                "alamat dasbor http://), atau local"
            )
        try:
            dask: Any = import_module("distributed")
        except ImportError as error:
            raise UsageError("--dask: pasang dahulu: pip install 'lkjip[cluster]'") from error
        logging.getLogger("distributed").setLevel(logging.ERROR)  # it tells of every lost worker; the run goes on
        self._memory = memory
        self._cluster = None
        if address == LOCAL:
            self._memory = memory or memory_share(workers)
            with without_interrupt():
                self._cluster = dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0
                )
        try:
            self._client = _connected(dask.Client, self._cluster or address)
        except (OSError, TimeoutError, ValueError) as error:
            raise LkjipError(f"penjadwal Dask di {address} tidak menjawab ({error}); periksa alamat dan jaringan") from error
        self._pending: dict[Future[Any], Any] = {}
        self._counted = (0.0, 1)

    @property
    def workers(self) -> int:
        """Threads of all Dask workers there are now."""
        at, count = self._counted
        if time.monotonic() - at > _LOOK_SECONDS:
            count = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic(), count
        return count

    def check(self, output: Path) -> None:
        """UsageError where a worker has another version of this program, or does not see a shared `output`."""
        told = self._client.run(fitness, None if is_remote(output) else str(output))
        if not told:
            raise LkjipError("klaster Dask belum punya pekerja; jalankan dahulu: dask worker ALAMAT --nthreads 1")
        for where, (their_version, sees) in sorted(told.items()):
            if their_version != version():
                raise UsageError(f"pekerja {where} memakai versi lkjip yang lain; pasang versi yang sama di semua mesin")
            if not sees:
                raise UsageError(f"pekerja {where} tidak melihat folder {output}; pakai folder bersama atau URL (s3://...)")

    def submit(self, function: Callable[..., T], *args: Any, seconds: float) -> Future[T]:
        """See `Executor.submit`."""
        future: Future[T] = Future()
        name = f"{function.__name__}-{uuid.uuid4().hex}"
        work = pickle.dumps((function, args))
        there = self._client.submit(run_apart, work, seconds, self._memory, key=name, pure=False)
        self._pending[future] = there
        there.add_done_callback(lambda done: self._settle(future, done))
        return future

    def _settle(self, future: Future[Any], done: Any) -> None:
        """Called from a thread of Dask."""
        self._pending.pop(future, None)
        if future.cancelled() or future.done():
            return
        try:
            kind, value, page = done.result(timeout=CONNECT_SECONDS)
        except BaseException as error:
            future.set_exception(self._lost(done.status, error))
            return
        if kind == "ok":
            future.set_result(value)
        else:
            future.set_exception(value if kind == "error" else TimeoutError() if kind == "late" else WorkerDied(value, page))

    def _lost(self, status: str, error: BaseException) -> Exception:
        """A task that Dask gave up because its workers kept dying is a dead worker; anything else is the cluster's end."""
        if type(error).__name__ == "KilledWorker":
            return WorkerDied(None)
        return LkjipError(f"klaster Dask tidak dapat dipakai lagi ({status}: {error}); jalankan lagi untuk melanjutkan")

    def close(self, now: bool) -> None:
        """See `Executor.close`."""
        with suppress(Exception):  # a cluster that is gone has nothing left to let go of
            if now:
                self._client.cancel(list(self._pending.values()), force=True)
            self._client.run(let_go, on_error="ignore")
        self._pending.clear()
        with suppress(Exception):
            self._client.close()
        if self._cluster is not None:
            self._cluster.close()
