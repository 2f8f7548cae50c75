"""Stages 7 and 8 for the documents of one agency, and the rows that come of it, in a worker.

    .kerja/instansi-<id>/catatan              Terkait, key: all that the rows depend on
    .kerja/instansi-<id>/kinerja, ...         its rows of a dataset, as Arrow

An agency whose documents and settings are those of an earlier run is not looked at again. What is held in memory is one
agency, however large the archive.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pyarrow as pa

from normalizers.lexicon import Additions
from pipeline.batch.sources import Source
from pipeline.datasets.records import DATASETS
from pipeline.datasets.writers import ordered, table_of
from pipeline.document import Berkas, DocumentDigest, DocumentResult, dokumen_of, relate, unrelated
from pipeline.facts.kegiatan import Nomenklatur
from pipeline.identity.agencies import Agency, agencies
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import of_agency
from pipeline.storage.files import write_whole
from pipeline.storage.places import is_remote, read_whole
from pipeline.storage.work_folder import RELATING, RESULT, WorkFolder, source_digest
from pipeline.workers.tasks import accounted

OF_AGENCIES = tuple(name for name in DATASETS if name != "sel")
"""Datasets whose rows are kept an agency at a time; cells go from the documents' work files straight into the parts."""
RECORD, OFFICIAL = "catatan", "nomenklatur"


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an agency: its names and input folder, the key of its result, what is remembered of it."""

    dokumen_id: str
    berkas: str
    salinan: tuple[str, ...]
    folder: str
    key: str
    ikhtisar: DocumentDigest


@dataclass(frozen=True, slots=True)
class AgencyJob:
    """The documents of an agency, in the order of their names. `key` covers all that its rows depend on, the user's own words
    (`kata`) too.

    `official` is the key of the official list of activities in the work folder, None where none was given. `alone`: leave
    the documents as they are, since relating them ended the worker.
    """

    work: WorkFolder
    agency: Agency
    anggota: tuple[Member, ...]
    keputusan: tuple[Keputusan, ...]
    kata: Additions
    official: str | None
    key: str
    alone: bool = False

    @property
    def owner(self) -> str:
        """Its place in the work folder."""
        return owner_of(self.agency)


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """What came of an agency: rows and digest by dataset, doubtful facts, findings by gravity.

    `rusak`: documents whose result could not be read back from the work folder; nothing else was done then. `alone`: the
    documents were not set against each other.
    """

    rows: dict[str, int]
    digest: dict[str, str]
    ragu: int
    keparahan: dict[str, int]
    rusak: tuple[str, ...] = ()
    alone: bool = False


def owner_of(agency: Agency) -> str:
    """The place of an agency in the work folder."""
    return "instansi-" + hashlib.sha256(agency.key.encode()).hexdigest()[:16]


def agency_jobs(
    work: WorkFolder,
    files: Sequence[Source],
    known: Mapping[str, DocumentDigest],
    keys: Mapping[str, str],
    keputusan: Sequence[Keputusan],
    kata: Additions,
    official: str | None,
    folder_of: Callable[[Source], str],
) -> list[AgencyJob]:
    """The agencies of all documents, in the order of the datasets. `keys` are those of the documents' results, `folder_of` tells
    the input folder of each as the datasets have it."""
    agency_of = agencies([dokumen_of(s.berkas, s.salinan, known[s.dokumen_id]) for s in files])
    groups: dict[str, list[Source]] = {}
    of_key: dict[str, Agency] = {}
    for source in files:
        agency = agency_of[source.dokumen_id]
        groups.setdefault(agency.key, []).append(source)
        of_key.setdefault(agency.key, agency)
    jobs = []
    for key, agency in sorted(of_key.items(), key=lambda item: (item[1].name is not None, item[0])):
        own = sorted(groups[key], key=lambda source: source.berkas)
        anggota = tuple(
            Member(s.dokumen_id, s.berkas, s.salinan, folder_of(s), keys[s.dokumen_id], known[s.dokumen_id]) for s in own
        )
        decided = of_agency(keputusan, agency.name)
        told = (*map(source_digest, RELATING), repr((agency, anggota, decided, kata, official)))
        jobs.append(
            AgencyJob(work, agency, anggota, decided, kata, official, hashlib.sha256("\0".join(told).encode()).hexdigest())
        )
    return jobs


def known_agency(job: AgencyJob) -> AgencyResult | None:
    """What an earlier run found, where nothing that could change it has changed since."""
    return job.work.read(job.owner, RECORD, job.key, AgencyResult)


@accounted
def relate_agency(job: AgencyJob) -> AgencyResult:
    """Relate the documents of an agency and keep the rows in the work folder. WorkFolderError where the disk is full."""
    files, damaged = [], []
    for a in job.anggota:
        hasil = a.ikhtisar.utuh or job.work.read(a.dokumen_id, RESULT, a.key, DocumentResult)
        if hasil is None:
            damaged.append(a.dokumen_id)
        else:
            files.append(Berkas(a.berkas, a.salinan, replace(hasil, identity=a.ikhtisar.identity), a.folder))
    if damaged:
        return AgencyResult({}, {}, 0, {}, tuple(damaged))
    official = None if job.official is None else _official(job.work, job.official)
    found = unrelated(files, job.agency) if job.alone else relate(files, job.agency, job.kata, official, job.keputusan)
    job.work.forget(job.owner, RECORD)  # what it tells of holds no longer from here on
    rows, digests = {}, {}
    for name in OF_AGENCIES:
        own = ordered(name, getattr(found, name))
        rows[name], digests[name] = len(own), ""
        if own:
            data = _packed(table_of(name, own, job.agency.name))
            digests[name] = hashlib.sha256(data).hexdigest()
            write_whole(job.work.path(job.owner, name), data)
    terkait = AgencyResult(
        rows,
        digests,
        sum(k.status_nilai == "ragu" for k in found.kinerja) + sum(a.status_nilai == "ragu" for a in found.anggaran),
        dict(Counter(t.keparahan for t in found.temuan)),
        alone=job.alone,
    )
    if not job.alone:  # that is worth another try in the next run
        job.work.write(job.owner, RECORD, job.key, terkait)  # last: where it is, all is
    return terkait


def rows_of(work: WorkFolder, owner: str, name: str, digest: str) -> pa.Table | None:
    """The rows of an agency in a dataset; None where the file is gone or not the one of this digest."""
    try:
        data = read_whole(work.path(owner, name))
    except OSError:
        return None
    return pa.ipc.open_file(pa.py_buffer(data)).read_all() if hashlib.sha256(data).hexdigest() == digest else None


def _packed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def keep_official(work: WorkFolder, nomenklatur: Nomenklatur | None) -> str | None:
    """Put the official list of activities where every worker finds it; returns its key, None where there is no list."""
    if nomenklatur is None:
        return None
    key = hashlib.sha256(repr(sorted(nomenklatur.items())).encode()).hexdigest()
    work.write("", OFFICIAL, key, dict(nomenklatur))
    return key


@lru_cache(maxsize=1)
def _official(work: WorkFolder, key: str) -> Nomenklatur:
    found = work.read("", OFFICIAL, key, dict[str, str])
    if found is None:
        raise RuntimeError("daftar nomenklatur hilang dari folder kerja selagi dipakai")
    return found


def forget_gone(work: WorkFolder, jobs: Sequence[AgencyJob]) -> None:
    """Take away what is kept of agencies that have no documents any more."""
    present = {job.owner for job in jobs}
    for folder in _agency_folders(work):
        if folder not in present:
            if is_remote(work.root):
                work.forget(folder, RECORD, *OF_AGENCIES)
            else:
                shutil.rmtree(work.path(folder, ""), ignore_errors=True)  # what is left is looked at again next time


def _agency_folders(work: WorkFolder) -> Iterator[str]:
    for path in work.root.glob("instansi-*"):
        yield path.name
