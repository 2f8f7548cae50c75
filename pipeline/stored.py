"""Reading the written datasets, never more of them than is asked for.

An archive may hold millions of facts: counts come from a scan of the counted columns alone, rows only with a filter or
a limit. A dataset that a run had nothing to write for may have no folder; it reads as no rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.errors import UsageError
from pipeline.places import filesystem_of, is_remote

Where = pc.Expression


def _dataset(folder: Path, files: Sequence[Path]) -> ds.Dataset:
    if is_remote(folder):
        filesystem, _ = filesystem_of(folder)
        return ds.dataset([filesystem_of(path)[1] for path in files], format="parquet", filesystem=filesystem)
    return ds.dataset([str(f) for f in files], format="parquet", partitioning="hive", partition_base_dir=str(folder))


class StoredDatasets:
    """The datasets below one output folder, opened when first asked for."""

    def __init__(self, output: Path) -> None:
        """UsageError where the folder holds no dataset `dokumen`, which every run writes."""
        self.output = output
        self._opened: dict[str, ds.Dataset | None] = {}
        if self._open("dokumen") is None:
            raise UsageError(f"tidak ada dataset di {output}; jalankan lkjip run dahulu")

    def _open(self, name: str) -> ds.Dataset | None:
        if name not in self._opened:
            files = sorted((self.output / name).glob("**/*.parquet"))
            self._opened[name] = _dataset(self.output / name, files) if files else None
        return self._opened[name]

    def count(self, name: str, where: Where | None = None) -> int:
        """Number of rows, of those that `where` holds for."""
        dataset = self._open(name)
        return 0 if dataset is None else int(dataset.count_rows(filter=where))

    def tally(self, name: str, columns: Sequence[str], where: Where | None = None) -> Counter[tuple[Any, ...]]:
        """Number of rows by the values of `columns`."""
        dataset = self._open(name)
        if dataset is None:
            return Counter()
        table = dataset.to_table(columns=list(columns), filter=where)
        table = table.group_by(list(columns)).aggregate([([], "count_all")])
        lists = [table.column(c).to_pylist() for c in (*columns, "count_all")]
        return Counter({tuple(row[:-1]): int(row[-1]) for row in zip(*lists, strict=True)})

    def rows(
        self, name: str, columns: Sequence[str], where: Where | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Rows as dictionaries of the named columns, in the order of the files; at most `limit` of them."""
        dataset = self._open(name)
        if dataset is None:
            return []
        scanner = dataset.scanner(columns=list(columns), filter=where)
        table = scanner.to_table() if limit is None else scanner.head(limit)
        return list(table.to_pylist())
