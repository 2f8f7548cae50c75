"""The datasets as far as they are about one agency, for whoever asks a hundred things about each of a thousand agencies.

Its rows stand in one file or two of each dataset, and those of the next agency in the same ones: a file is read once, and what is
asked is asked of rows in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.stored import StoredDatasets, Where

_OWN_NAMES = frozenset({"dokumen", "kegiatan"})
"""Datasets whose column `instansi` is what a document prints; in all others it is the agency's name."""


@dataclass(frozen=True, slots=True)
class Agency:
    """`printed` are the names that its documents print (None: nothing), `names` those under which its rows stand, `dokumen`
    the ids of its documents."""

    printed: frozenset[str | None]
    names: frozenset[str | None]
    dokumen: frozenset[str]


@dataclass(slots=True)
class ByAgency:
    """Where the rows of agencies are."""

    stored: StoredDatasets
    _inside: dict[str, dict[str, frozenset[str | None]]] = field(default_factory=dict)
    _last: dict[str, tuple[str, pa.Table]] = field(default_factory=dict)

    def files(self, name: str, agency: Agency) -> tuple[str, ...]:
        """The files of a dataset that hold rows under the agency's names."""
        wanted = agency.printed if name in _OWN_NAMES else agency.names
        if name not in self._inside:
            read = {path: self.stored.file(name, path, ["instansi"]) for path in self.stored.files(name)}
            self._inside[name] = {path: frozenset(pc.unique(table["instansi"]).to_pylist()) for path, table in read.items()}
        return tuple(path for path, names in self._inside[name].items() if not names.isdisjoint(wanted))

    def rows(self, name: str, agency: Agency) -> pa.Table:
        """Its rows in a dataset."""
        by_document = "dokumen_id" in self.stored.columns(name)
        column, values = ("dokumen_id", agency.dokumen) if by_document else ("instansi", agency.names)
        found = [self._read(name, path).filter(_one_of(column, values)) for path in self.files(name, agency)]
        return pa.concat_tables(found) if found else pa.table({})

    def _read(self, name: str, path: str) -> pa.Table:
        if name not in self._last or self._last[name][0] != path:
            self._last[name] = path, self.stored.file(name, path)
        return self._last[name][1]


def _one_of(column: str, values: Collection[str | None]) -> Where:
    known = pc.field(column).isin(pa.array([value for value in values if value is not None], pa.string()))
    return known | pc.field(column).is_null() if None in values else known


class OneAgency(StoredDatasets):
    """What `StoredDatasets` tells, of one agency."""

    def __init__(self, by_agency: ByAgency, agency: Agency) -> None:
        self.output = by_agency.stored.output
        self._by_agency, self._agency = by_agency, agency
        self._rows: dict[str, pa.Table] = {}

    def columns(self, name: str) -> list[str]:
        return self._by_agency.stored.columns(name)

    def batches(self, name: str, columns: Sequence[str], where: Where | None = None) -> Iterator[pa.RecordBatch]:
        table = self._table(name)
        if table.num_rows:
            yield from (table if where is None else table.filter(where)).select(list(columns)).to_batches()

    def count(self, name: str, where: Where | None = None) -> int:
        table = self._table(name)
        return table.num_rows if where is None or not table.num_rows else table.filter(where).num_rows

    def digest(self, names: Sequence[str]) -> str:
        """What its rows in some datasets hold, in 64 hex digits."""
        digest = hashlib.sha256()
        for name in names:
            table = self._table(name).combine_chunks()
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table)
            digest.update(memoryview(sink.getvalue()))
        return digest.hexdigest()

    def _table(self, name: str) -> pa.Table:
        if name not in self._rows:
            self._rows[name] = self._by_agency.rows(name, self._agency)
        return self._rows[name]
