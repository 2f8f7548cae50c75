"""From what is kept of agencies and documents to the parts of the datasets, in workers; then `publish` shows them.

    .kerja/bagian/<dataset>/<part>            parts that are written and not yet shown: a run that was broken off goes on

A part that readers see already is not written again: its name tells what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from pipeline.batch.jobs.agency import RECORD, AgencyJob, AgencyResult, known_agency, relate_agency, rows_of
from pipeline.datasets.ownership import Written, altered, ledger, present
from pipeline.datasets.parts import Part, Piece, plan
from pipeline.datasets.publish import publish
from pipeline.datasets.records import DATASETS, Sel
from pipeline.datasets.writers import ordered, table_of, write_part
from pipeline.errors import LkjipError, WorkFolderError
from pipeline.storage.files import replacing
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import CELLS, SUMMARY, WorkFolder
from pipeline.workers.executor import Executor
from pipeline.workers.tasks import accounted, completed

STAGED = "bagian"
AGENCY_SECONDS, MEMBER_SECONDS = 600.0, 5.0
PART_SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class PartJob:
    """A part to be written to the work folder."""

    work: WorkFolder
    part: Part


def relate_all(jobs: Sequence[AgencyJob], executor: Executor) -> tuple[dict[str, AgencyResult], list[str]]:
    """(what was found of each agency by `owner`, documents whose result was lost from the work folder).

    With lost documents the first is not complete: they are to be read again, then this is to be called again. An agency
    that ends its worker has its documents' facts as they are.
    """
    found = {job.owner: known for job in jobs if (known := known_agency(job)) is not None}
    lost: list[str] = []
    again: list[AgencyJob] = []
    for job, terkait in completed(executor, relate_agency, (j for j in jobs if j.owner not in found), _patience):
        if terkait is None:
            again.append(replace(job, alone=True))
        elif terkait.rusak:
            lost.extend(terkait.rusak)
        else:
            found[job.owner] = terkait
    for job, terkait in completed(executor, relate_agency, again, _patience):
        if terkait is None:
            raise LkjipError(
                f"hasil {len(job.anggota)} dokumen dari {job.agency.name or 'folder tanpa nama instansi'} melebihi memori atau "
                "waktu; dataset lama tetap ada"
            )
        found[job.owner] = terkait
    return found, lost


def _patience(job: AgencyJob) -> float:
    return AGENCY_SECONDS + MEMBER_SECONDS * len(job.anggota)


def write_datasets(
    output: Path,
    work: WorkFolder,
    jobs: Sequence[AgencyJob],
    found: Mapping[str, AgencyResult],
    executor: Executor,
    before: Callable[[Mapping[str, Sequence[str]]], None] = lambda wanted: None,
) -> bool:
    """Bring the datasets of `output` to what was found of the agencies (by `owner`); whether anything changed.

    `before` is told the parts by dataset when all are written, and before readers see the first new one. A part that is no
    longer as it was written is made again. WorkFolderError where the disk does not take them, or what was kept is damaged; what
    readers see then stays.
    """
    wanted: dict[str, list[str]] = {}
    made: dict[str, Written] = {}
    ours = ledger(output, work)
    good = {path for path, known in ours.items() if known.sha256 is not None or is_remote(output)} - set(altered(output, ours))
    pieces = {dataset: list(_pieces(dataset, jobs, found)) for dataset in DATASETS}
    rows = sum(piece.rows for own in pieces.values() for piece in own)
    for dataset in DATASETS:
        seen = {name for name in present(output, dataset) if f"{dataset}/{name}" in good}
        staged = present(work.root / STAGED, dataset)
        wanted[dataset] = []

        def missing(dataset: str = dataset, seen: set[str] = seen | staged) -> Iterator[PartJob]:
            for part in plan(dataset, pieces[dataset], rows):
                wanted[dataset].append(part.name)
                if part.name not in seen:
                    yield PartJob(work, part)

        for job, written in completed(executor, put_part, missing(), lambda _: PART_SECONDS):
            if written is None:
                what = f"{job.part.rows} baris melebihi memori atau waktu"
                raise LkjipError(f"dataset {dataset} tidak dapat ditulis: {what}; dataset lama tetap ada")
            made[f"{dataset}/{job.part.name}"] = written
    before(wanted)
    return publish(output, work, work.root / STAGED, wanted, ours, made)


def _pieces(dataset: str, jobs: Sequence[AgencyJob], found: Mapping[str, AgencyResult]) -> Iterator[Piece]:
    for job in jobs:
        key, name = job.agency.key, job.agency.name
        if dataset != "sel":
            own = found[job.owner]
            yield Piece(job.owner, own.digest[dataset], key, name, own.rows[dataset], own.digest[dataset])
            continue
        for a in sorted(job.anggota, key=lambda a: a.dokumen_id):
            yield Piece(a.dokumen_id, a.key, key, name, a.ikhtisar.sel, a.ikhtisar.sidik_sel)


@accounted
def put_part(job: PartJob) -> Written:
    """Write a part where `publish` finds it; returns what was written."""
    part = job.part
    with replacing(job.work.root / STAGED / part.dataset / part.name) as beside:
        write_part(beside, part.dataset, (_table(job.work, part.dataset, piece) for piece in part.pieces))
        return Written.of(beside)


def _table(work: WorkFolder, dataset: str, piece: Piece) -> pa.Table:
    """The rows of a piece. WorkFolderError where they are not what they were; the next run then makes them again."""
    if dataset != "sel":
        table = rows_of(work, piece.owner, dataset, piece.key)
        if table is not None:
            return table
        work.forget(piece.owner, RECORD)
    else:
        cells = work.read(piece.owner, CELLS, piece.key, tuple[Sel, ...])
        if cells is not None:
            return table_of(dataset, ordered(dataset, cells), piece.instansi)
        work.forget(piece.owner, SUMMARY)
    raise WorkFolderError(f"{work.path(piece.owner, dataset)} hilang atau rusak; jalankan lagi, yang hilang dibuat ulang")
