"""What 20 % more and 20 % less of each limit of extractors changes (`heuristik.py` writes it).

Of every digital document below the folders the first pages that hold a table are read once; then one limit at a time is
replaced in memory and the tables are made again, where the limit was asked at all the first time: what never asks a limit does
not depend on it (checked: 2,118 cases on three documents, all pages made again, none differs). Limits of `scan` are asked of
pictures only, those of `pipeline` of the tables that were made: these are not measured.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import extractors
import pipeline
from benchmarks.dugaan.kept import Pace, each
from extractors.extract import tables_of
from extractors.layout.limits import SHARE, Declared, limits_of
from extractors.logical.assemble import logical
from extractors.model import PICTURED, Line, Page, Table
from extractors.pdf.file import open_pdf
from extractors.pdf.page import read_page

PAGES = 6
"""Of a document the first so many pages that hold a table are looked at."""
SHIFT = 0.2

Found = list[tuple[Page, list[Table], tuple[Line, ...]]]


@dataclass(frozen=True, slots=True)
class Differs:
    """Tables that come out otherwise: in their cells; in caption, context or confidence alone; pages that fail."""

    cells: int = 0
    beside: int = 0
    failed: int = 0

    def __add__(self, other: Differs) -> Differs:
        return Differs(self.cells + other.cells, self.beside + other.beside, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class Measured:
    """One document: how many tables it has, which limits they asked, what differs with (a limit, -1 or 1)."""

    tables: int
    asked: frozenset[str]
    differs: dict[tuple[str, int], Differs]


@lru_cache(maxsize=1)
def declared() -> dict[str, Declared]:
    """All limits of the two packages that have any."""
    return limits_of("extractors") | limits_of("pipeline")


@lru_cache(maxsize=1)
def measurable() -> frozenset[str]:
    """The limits that are asked while tables are made of the words of a page."""
    return frozenset(place for place in limits_of("extractors") if not place.startswith("scan."))


def shifted(limit: Declared, direction: int) -> float:
    """A limit 20 % up (1) or down (-1): a count by one at least, a share to one at most."""
    value = limit.value * (1 + direction * SHIFT)
    if isinstance(limit.value, int):
        return limit.value + direction * max(1, abs(round(value) - limit.value))
    return min(value, 1.0) if limit.unit == SHARE and limit.value <= 1 else value


def pages_of(path: Path) -> list[Page]:
    """The pages of a document that are looked at; none of a file that does not open or has no digital table."""
    document, _ = open_pdf(path)
    if document is None:
        return []
    out: list[Page] = []
    before: Table | None = None
    try:
        for number in range(1, len(document) + 1):
            handle = document[number - 1]
            try:
                page = read_page(handle, number)
                tables = [] if page.kind in PICTURED else tables_of(page, before)[0]
            except Exception:  # a fault of its document, and no page of this benchmark
                tables = []
            finally:
                handle.close()
            before = tables[-1] if tables else None
            if tables:
                out.append(page)
            if len(out) == PAGES:
                break
    finally:
        document.close()
    return out


@contextmanager
def asked() -> Iterator[set[str]]:
    """The limits that are asked during the block, by dotted place."""
    found: set[str] = set()
    watched: dict[str, type] = {}
    for place in measurable():
        module = place.rpartition(".")[0]
        watched[module] = type(importlib.import_module(f"extractors.{module}").LIMITS)
    for module, kind in watched.items():

        def telling(limits: Any, name: str, module: str = module) -> Any:
            found.add(f"{module}.{name}")
            return object.__getattribute__(limits, name)

        kind.__getattribute__ = telling  # type: ignore[method-assign, assignment]
    try:
        yield found
    finally:
        for kind in watched.values():
            del kind.__getattribute__


@contextmanager
def replaced(place: str, value: float) -> Iterator[None]:
    """One limit has another value during the block, wherever its module's LIMITS are held."""
    module, _, name = place.rpartition(".")
    limits = importlib.import_module(f"extractors.{module}").LIMITS
    before = getattr(limits, name)
    object.__setattr__(limits, name, value)
    try:
        yield
    finally:
        object.__setattr__(limits, name, before)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A document as it is read: the pieces of each page, its tables, and the limits that each page and the whole asked."""

    found: Found
    tables: list[Table]
    of_page: list[frozenset[str]]
    of_whole: frozenset[str]


def baseline(pages: Sequence[Page]) -> Baseline:
    found: Found = []
    of_page: list[frozenset[str]] = []
    with asked() as limits:
        for page in pages:
            limits.clear()
            tables, lines = tables_of(page, _before(found, page))
            found.append((page, tables, lines))
            of_page.append(frozenset(limits))
        limits.clear()
        whole = logical(found)
        return Baseline(found, whole, of_page, frozenset(limits))


def _before(found: Found, page: Page) -> Table | None:
    """The last table of the page before, as `extractors.extract` hands it on."""
    return found[-1][1][-1] if found and found[-1][1] and found[-1][0].number == page.number - 1 else None


def again(pages: Sequence[Page], known: Baseline, place: str) -> Differs:
    """What differs from what is known with the values of now, `place` being the limit that has another one."""
    found: Found = []
    failed = 0
    for k, page in enumerate(pages):
        before = _before(found, page)
        if place not in known.of_page[k] and before == _before(known.found[:k], page):
            found.append(known.found[k])
            continue
        try:
            found.append((page, *tables_of(page, before)))
        except Exception:
            failed += 1
            found.append((page, [], ()))
    if place not in known.of_whole and found == known.found:
        return Differs(failed=failed)
    try:
        tables = logical(found)
    except Exception:
        return Differs(cells=len(known.tables), failed=len(pages))
    cells = _differing(map(_in_cells, known.tables), map(_in_cells, tables))
    return Differs(cells, max(0, _differing(map(_whole, known.tables), map(_whole, tables)) - cells), failed)


def _differing(before: Iterable[Any], after: Iterable[Any]) -> int:
    """So many of the one are not among the other, whichever are more."""
    old, new = Counter(before), Counter(after)
    return max((old - new).total(), (new - old).total())


def _in_cells(table: Table) -> Any:
    cells = tuple((c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells)
    return table.first_page, table.last_page, table.rows, table.columns, table.header_rows, cells


def _whole(table: Table) -> Any:
    confidence = tuple(round(c.confidence, 3) for c in table.cells)
    return _in_cells(table), table.caption, table.context, round(table.confidence, 3), confidence


def measured(path: Path) -> Measured:
    """All limits over one document."""
    pages = pages_of(path)
    known = baseline(pages)
    asks = frozenset().union(*known.of_page, known.of_whole)
    differs = {}
    for place, limit in declared().items():
        for direction in (-1, 1) if place in asks & measurable() else ():
            with replaced(place, shifted(limit, direction)):
                differs[place, direction] = again(pages, known, place)
    return Measured(len(known.tables), asks, differs)


@dataclass(frozen=True, slots=True)
class Sweep:
    """All limits over all documents; `asked` tells of how many documents' tables each was asked."""

    documents: int
    tables: int
    asked: Counter[str]
    differs: dict[tuple[str, int], Differs]


def sweep(paths: Sequence[Path], pace: Pace) -> Sweep:
    asks: Counter[str] = Counter()
    differs: dict[tuple[str, int], Differs] = {}
    documents = tables = 0
    for found in each(measured, paths, pace, load):
        documents += found.tables > 0
        tables += found.tables
        asks.update(found.asked)
        for key, more in found.differs.items():
            differs[key] = differs.get(key, Differs()) + more
    return Sweep(documents, tables, asks, differs)


def intro(swept: Sweep) -> list[str]:
    """The beginning of docs/BATAS.md."""
    return [
        "# Batas: nilai yang menentukan, dan yang berubah bila bergeser 20 %",
        "",
        f"Diukur `benchmarks/dugaan/heuristik.py` atas {swept.documents} dokumen digital ({swept.tables} tabel): {PAGES} halaman",
        "bertabel yang pertama dari tiap dokumen. Satu batas diganti setiap kali: cacah paling sedikit dengan satu, bagian",
        "(*share*) paling besar menjadi 1. Angkanya: pada berapa tabel isi atau letak sel berbeda; *+n*: hanya judul atau",
        "keyakinannya. *-*: tidak pernah ditanya di sini; *0*: ditanya, tidak ada yang berbeda; *gagal n*: n halaman tidak",
        "terbaca dengan nilai itu. Kosong: hanya menyangkut pindaian atau arti tabel, atau belum diukur.",
    ]


def figures(swept: Sweep) -> dict[str, tuple[str, str]]:
    """Of each limit how many tables come out otherwise with less and with more of it."""
    return {place: (_cell(swept, place, -1), _cell(swept, place, 1)) for place in measurable()}


def _cell(swept: Sweep, place: str, direction: int) -> str:
    if not swept.asked[place]:
        return "-"
    found = swept.differs.get((place, direction), Differs())
    beside = f" +{found.beside}" if found.beside else ""
    return f"{found.cells}{beside}" + (f" (gagal {found.failed})" if found.failed else "")


def load() -> None:
    """All modules, so that all limits and heuristics are known."""
    for package in (extractors, pipeline):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(("__main__", "windows")):
                importlib.import_module(module.name)


def documents(folders: Sequence[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))
