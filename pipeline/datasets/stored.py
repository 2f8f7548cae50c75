"""Reading the written datasets, never more of them than is asked for.

An archive may hold millions of facts: counts come from a scan of the counted columns alone, rows only with a filter or
a limit. A dataset that a run had nothing to write for may have no folder; it reads as no rows. A part that is no longer as it
was written is never read: LkjipError says which, and what to do.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import fs

from pipeline.datasets.ownership import altered, packaged
from pipeline.datasets.records import FACTS
from pipeline.errors import LkjipError, NoThreadError, UsageError
from pipeline.storage.places import filesystem_of, is_remote

Where = pc.Expression
T = TypeVar("T")
_LEAST_THREADS = 2
_TRIES, _TRY_SECONDS = 8, 0.25
"""A dataset that is being replaced is there again at once."""
_MEND = "jalankan lkjip run lagi, bagian yang rusak dibuat ulang"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The files of a dataset. They are opened one after the other and let go again: what Arrow remembers of an open file is
    70 kB, and a large archive has thousands."""

    files: tuple[str, ...]
    filesystem: fs.FileSystem
    schema: pa.Schema

    @classmethod
    def of(cls, files: Sequence[Path]) -> _Parts:
        """Of one file at least, whose columns are those of all."""
        if is_remote(files[0]):
            filesystem: fs.FileSystem = fs.PyFileSystem(fs.FSSpecHandler(filesystem_of(files[0])[0]))  # type: ignore[abstract]
            paths = tuple(filesystem_of(path)[1] for path in files)
        else:
            filesystem = fs.LocalFileSystem()
            paths = tuple(filesystem.normalize_path(str(path)) for path in files)
        return cls(paths, filesystem, pq.read_schema(paths[0], filesystem=filesystem))

    def batches(self, columns: Sequence[str], where: Where | None) -> Iterator[pa.RecordBatch]:
        for fragment in self._fragments():
            scanner = fragment.scanner(schema=self.schema, columns=list(columns), filter=where, batch_readahead=2)
            yield from (batch for batch in scanner.to_batches() if batch.num_rows)

    def whole(self, path: str, columns: Sequence[str] | None) -> pa.Table:
        return pq.read_table(
            path, columns=None if columns is None else list(columns), filesystem=self.filesystem, schema=self.schema
        )

    def count(self, where: Where | None) -> int:
        return sum(fragment.scanner(schema=self.schema, filter=where).count_rows() for fragment in self._fragments())

    def _fragments(self) -> Iterator[ds.Fragment]:
        parquet = ds.ParquetFileFormat()
        return (parquet.make_fragment(path, self.filesystem) for path in self.files)


@contextmanager
def readable(output: Path, name: str) -> Iterator[None]:
    """LkjipError where Arrow cannot read a dataset: a damaged part, or one that another program or version wrote."""
    try:
        yield
    except FileNotFoundError as error:
        raise LkjipError(f"dataset '{name}' di {output} sedang diganti oleh lkjip run; coba lagi sebentar") from error
    except (pa.ArrowException, OSError) as error:
        why = str(error).partition("\n")[0][:160]
        raise LkjipError(f"dataset '{name}' di {output} rusak atau bukan tulisan lkjip versi ini ({why}); {_MEND}") from error


def not_while_replaced(read: Callable[[], T], anew: Callable[[], object] = lambda: None) -> T:
    """What a reader of datasets gives, tried again where they were being replaced just then; `anew` forgets what was opened."""
    for left in reversed(range(_TRIES)):
        try:
            return read()
        except UsageError:
            raise
        except LkjipError:
            anew()
            if not left:
                raise
            time.sleep(_TRY_SECONDS)
    raise AssertionError("not reached")


@cache
def assure_threads() -> None:
    """NoThreadError where this process can start no two threads more, one to compute and one to read. Arrow waits for ever for a
    thread that the system refused; it is told to ask for no more than there are."""
    wanted = pa.cpu_count() + pa.io_thread_count()
    given = threads_given(wanted)
    if given < _LEAST_THREADS:
        raise NoThreadError(
            "dataset tidak dapat dibaca: tidak ada utas lagi; tutup program lain, atau longgarkan batas proses (ulimit)"
        )
    if given < wanted:
        pa.set_cpu_count(1)
        pa.set_io_thread_count(given - 1)


def threads_given(wanted: int) -> int:
    """How many threads, of so many, the system lets this process start at once."""
    gate = threading.Event()
    started: list[threading.Thread] = []
    try:
        for _ in range(wanted):
            thread = threading.Thread(target=gate.wait, daemon=True)
            thread.start()
            started.append(thread)
    except (RuntimeError, MemoryError):
        pass
    finally:
        gate.set()
        for thread in started:
            thread.join()
    return len(started)


class StoredDatasets:
    """The datasets below one output folder, opened when first asked for."""

    def __init__(self, output: Path) -> None:
        """UsageError where the folder holds no dataset `dokumen`, which every run writes; NoThreadError, see `assure_threads`."""
        assure_threads()
        pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps for good what it once had, twice as much
        self.output = output
        self._own = packaged(output)
        self._opened: dict[str, _Parts | None] = {}
        if self._open("dokumen") is None:
            raise UsageError(f"tidak ada dataset di {output}; jalankan lkjip run dahulu")

    def _open(self, name: str) -> _Parts | None:
        if name not in self._opened:
            damaged = altered(self.output, {path: known for path, known in self._own.items() if path.startswith(f"{name}/")})
            if damaged:
                raise LkjipError(f"{', '.join(damaged)} rusak atau diubah program lain sesudah ditulis; {_MEND}")
            with readable(self.output, name):
                files = sorted((self.output / name).glob("**/*.parquet"))
                self._opened[name] = _Parts.of(files) if files else None
        return self._opened[name]

    @classmethod
    def opened(cls, output: Path) -> StoredDatasets | None:
        """The datasets; None where there are none."""
        try:
            return cls(output)
        except UsageError:
            return None

    def columns(self, name: str) -> list[str]:
        """The columns of a dataset as written; an older version may have had fewer."""
        parts = self._open(name)
        return [] if parts is None else list(parts.schema.names)

    def batches(self, name: str, columns: Sequence[str], where: Where | None = None) -> Iterator[pa.RecordBatch]:
        """Rows in the order of the files, a batch at a time, so that memory does not grow with the dataset."""
        parts = self._open(name)
        if parts is not None:
            with readable(self.output, name):
                yield from parts.batches(columns, where)

    def files(self, name: str) -> tuple[str, ...]:
        """The files of a dataset; the name of each tells what is in it."""
        parts = self._open(name)
        return () if parts is None else parts.files

    def file(self, name: str, path: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of one of its files."""
        parts = self._open(name)
        assert parts is not None, "who has one of its files has asked for them"
        with readable(self.output, name):
            return parts.whole(path, columns)

    def count(self, name: str, where: Where | None = None) -> int:
        """Number of rows, of those that `where` holds for."""
        parts = self._open(name)
        with readable(self.output, name):
            return 0 if parts is None else parts.count(where)

    def tally(self, name: str, columns: Sequence[str], where: Where | None = None) -> Counter[tuple[Any, ...]]:
        """Number of rows by the values of `columns`."""
        out: Counter[tuple[Any, ...]] = Counter()
        for values, count in self.counted(name, columns, where):
            out[values] += count
        return out

    def counted(self, name: str, columns: Sequence[str], where: Where | None = None) -> Iterator[tuple[tuple[Any, ...], int]]:
        """The same a batch at a time: values come again where several batches have them, and no more than one is in memory."""
        for batch in self.batches(name, columns, where):
            table = pa.Table.from_batches([batch]).group_by(list(columns)).aggregate([([], "count_all")])
            lists = [table.column(c).to_pylist() for c in (*columns, "count_all")]
            yield from ((tuple(row[:-1]), int(row[-1])) for row in zip(*lists, strict=True))

    def statuses(self) -> dict[str, Counter[str]]:
        """How many values of each document are sure, and how many doubtful; a document without values has none."""
        out: dict[str, Counter[str]] = defaultdict(Counter)
        for name in FACTS:
            for (ident, status), count in self.tally(name, ["dokumen_id", "status_nilai"]).items():
                out[ident][status] += count
        return out

    def total(self, name: str, column: str) -> int:
        """The sum of a column of whole numbers."""
        return sum(pc.sum(batch.column(0)).as_py() or 0 for batch in self.batches(name, [column], None))

    def first(self, name: str, columns: Sequence[str], where: Where | None, order: str, limit: int) -> list[dict[str, Any]]:
        """The rows with the least values of the column `order`, at most `limit` of them."""
        best: pa.Table | None = None
        for batch in self.batches(name, columns, where):
            table = pa.Table.from_batches([batch])
            best = (table if best is None else pa.concat_tables([best, table])).sort_by(order).slice(0, limit).combine_chunks()
        return [] if best is None else list(best.to_pylist())

    def rows(
        self, name: str, columns: Sequence[str], where: Where | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Rows as dictionaries of the named columns, in the order of the files; at most `limit` of them."""
        out: list[dict[str, Any]] = []
        for batch in self.batches(name, columns, where):
            out += (batch if limit is None else batch.slice(0, limit - len(out))).to_pylist()
            if limit is not None and len(out) >= limit:
                break
        return out
