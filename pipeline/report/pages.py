"""laporan.html, and in a large archive a page of its own for each agency, which laporan.html then is the index of.

Files without script or network, from the written datasets alone, so that they can be made again at any time and sent by mail.
The page of an agency is made again only where rows of it are others.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.datasets.one_agency import Agency, ByAgency, OneAgency
from pipeline.datasets.ownership import PAGES, REPORT, is_our_page
from pipeline.datasets.records import FACTS
from pipeline.datasets.stored import StoredDatasets
from pipeline.findings import numerals as tampilan
from pipeline.report.report import Pictures, Report
from pipeline.report.shown import OF_ONE_AGENCY, Shown
from pipeline.storage.files import write_whole
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import source_digest

_SHOWN: tuple[str, ...] = ("dokumen", "tabel", "kinerja", "anggaran", "indikator", "temuan")
"""Datasets that the page of an agency is made from."""
_MARK = '<meta name="lkjip-sidik" content="{}">'
_HEAD = 2048
"""Within so many bytes of a page stands what it was made from."""
_LABEL = 60
"""So many letters of an agency's name stand in the name of its page."""


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a page is: the agency as its documents' tables have it, and its region. None is what nobody knows."""

    nama: str | None
    wilayah: str | None

    @property
    def page(self) -> str:
        label = re.sub(r"[^a-z0-9]+", "-", (self.nama or "tanpa instansi").lower())[:_LABEL].strip("-")
        return f"{label}-{hashlib.sha256(repr(self).encode()).hexdigest()[:8]}.html"


@dataclass(slots=True)
class _Owned:
    """What is counted of it for the index, and where its rows are."""

    dokumen: set[str]
    printed: set[str | None]
    names: set[str | None]
    counts: Counter[str]

    def agency(self) -> Agency:
        return Agency(frozenset(self.printed), frozenset(self.names), frozenset(self.dokumen))


def write_report(output: Path, limits: Shown | None = None, pictures: Pictures = lambda places: {}) -> Path:
    """Write OUTPUT/laporan.html from the datasets in OUTPUT and return its path; in a large archive also OUTPUT/laporan/*.html.

    The pages link to the PDFs, relatively where input and output folder share a drive. `pictures` cuts cells from pages; a PDF
    is never opened in this process.
    UsageError where OUTPUT holds no datasets, WorkFolderError where it cannot be written.
    """
    stored, limits = StoredDatasets(output), limits or Shown()
    environment = _environment()
    owned = _owners(stored)
    large = len(owned) > limits.instansi or stored.count("dokumen") > limits.dokumen
    if large:  # first, so that no link of the index leads nowhere
        _write_pages(stored, owned, environment)
    report = Report(stored, limits, pictures, stored, output)
    index = _index(owned) if large else None
    html = environment.get_template(REPORT).render(report.context(profiles=not large), indeks=index, milik=None, sidik=None)
    path = output / REPORT
    write_whole(path, html.encode())
    _let_go(output, {owner.page for owner in owned} if large else set())
    return path


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["angka"] = tampilan.angka
    return environment


# ---------------------------------------------------------------- whose documents are whose
def _owners(stored: StoredDatasets) -> dict[_Owner, _Owned]:
    """The agencies, by region and name; nameless documents last."""
    names: dict[str, set[str | None]] = defaultdict(set)
    for ident, name in stored.tally("tabel", ["dokumen_id", "instansi"]):
        names[ident].add(name)
    regions: dict[str | None, set[str]] = defaultdict(set)
    documents = []
    for batch in stored.batches("dokumen", ["dokumen_id", "instansi", "wilayah", "halaman", "status"]):
        for row in batch.to_pylist():
            own = names.get(row["dokumen_id"], set()) - {None} or {row["instansi"]}
            documents.append((min(own, key=str), row))
            if row["wilayah"]:
                regions[documents[-1][0]].add(row["wilayah"])
    owned: dict[_Owner, _Owned] = {}
    of: dict[str, _Owned] = {}
    for name, row in documents:
        known = regions[name]
        region = row["wilayah"] or (next(iter(known)) if name and len(known) == 1 else None)
        one = owned.setdefault(_Owner(name, region), _Owned(set(), set(), set(), Counter()))
        one.dokumen.add(row["dokumen_id"])
        one.printed.add(row["instansi"])
        one.names |= names.get(row["dokumen_id"]) or {row["instansi"], None}
        one.counts.update(dokumen=1, halaman=row["halaman"] or 0, gagal=row["status"] == "gagal")
        of[row["dokumen_id"]] = one
    for name in FACTS:
        for (ident, status), count in stored.counted(name, ["dokumen_id", "status_nilai"]):
            of[ident].counts.update({"nilai": count, "ragu": count if status == "ragu" else 0})
    for (ident,), count in stored.counted("temuan", ["dokumen_id"]):
        of[ident].counts["temuan"] += count
    return dict(sorted(owned.items(), key=lambda item: [(text is None, text or "") for text in (item[0].wilayah, item[0].nama)]))


def _index(owned: Mapping[_Owner, _Owned]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The agencies of each region with a link to their page."""
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for owner, own in owned.items():
        row = {"nama": owner.nama or "Instansi tidak dikenali", "href": f"{PAGES}/{owner.page}", "hitung": own.counts}
        regions[owner.wilayah or "Wilayah tidak dikenali"].append(row)
    return list(regions.items())


# ---------------------------------------------------------------- pages of agencies
def _write_pages(stored: StoredDatasets, owned: Mapping[_Owner, _Owned], environment: Environment) -> None:
    folder = stored.output / PAGES
    by_agency = ByAgency(stored)
    template = environment.get_template(REPORT)
    version = _version(environment, folder)
    agencies = [(owner, own.agency()) for owner, own in owned.items()]
    # in the order of the files, so that each is read once
    for owner, agency in sorted(agencies, key=lambda one: by_agency.files("kinerja", one[1])):
        one = OneAgency(by_agency, agency)
        key = hashlib.sha256(f"{version} {one.digest(_SHOWN)}".encode()).hexdigest()
        if _MARK.format(key).encode() in _head(folder / owner.page):
            continue
        report = Report(one, OF_ONE_AGENCY, None, stored, folder)
        html = template.render(report.context(), indeks=None, milik=owner, sidik=key)
        write_whole(folder / owner.page, html.encode())


def _version(environment: Environment, folder: Path) -> str:
    """All that pages depend on beside the datasets."""
    assert environment.loader is not None
    # Beside them lies what Python compiled, wherever pip installed this.
    names = sorted(environment.list_templates(filter_func=lambda name: not name.endswith(".pyc")))
    shown = [environment.loader.get_source(environment, name)[0] for name in names]
    code = [source_digest(place) for place in ("pipeline.report", "pipeline.findings")]
    return hashlib.sha256(repr((shown, code, OF_ONE_AGENCY, str(folder.absolute()))).encode()).hexdigest()


def _head(page: Path) -> bytes:
    with suppress(OSError), page.open("rb") as stream:
        return stream.read(_HEAD)
    return b""


def _let_go(output: Path, wanted: set[str]) -> None:
    """Take away pages of ours of agencies that there are no longer."""
    folder = output / PAGES
    for page in sorted(folder.glob("*.html")):
        if page.name not in wanted and is_our_page(page):
            page.unlink(missing_ok=True)
    if not is_remote(folder):
        with suppress(OSError):
            folder.rmdir()  # where nothing is left in it
