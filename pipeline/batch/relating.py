"""From the documents as they are understood to the datasets that readers see: agencies related, parts written, shown at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.catalogue import write_documents
from pipeline.batch.documents import Batch
from pipeline.batch.jobs.agency import AgencyJob, AgencyResult, agency_jobs, forget_gone
from pipeline.batch.jobs.dataset import relate_all, write_datasets
from pipeline.batch.sources import Source
from pipeline.document import DocumentDigest
from pipeline.errors import WorkFolderError
from pipeline.storage.origin import told_folder
from pipeline.workers.executor import Executor


@dataclass(frozen=True, slots=True)
class Related:
    """What is known of all documents and agencies: `found` by `AgencyJob.owner`."""

    files: Sequence[Source]
    results: Mapping[str, DocumentDigest]
    jobs: Sequence[AgencyJob]
    found: Mapping[str, AgencyResult]


def relate_documents(
    batch: Batch,
    files: Sequence[Source],
    results: Mapping[str, DocumentDigest],
    official: str | None,
    here: str,
    output: Path,
    executor: Executor,
) -> Related:
    """Set the documents of each agency against each other; `here` is the input folder. WorkFolderError where the disk does not
    give back what was just written."""
    keys = {s.dokumen_id: batch.job(s).result_key for s in files}

    def told(source: Source) -> str:
        return told_folder(source.folder or here, output)

    def jobs(known: Mapping[str, DocumentDigest]) -> list[AgencyJob]:
        return agency_jobs(batch.work, files, known, keys, batch.keputusan, batch.known.kata, official, told)

    made = jobs(results)
    found, lost = relate_all(made, executor)
    if lost:
        results = {**results, **batch.read_again([s for s in files if s.dokumen_id in set(lost)], results)}
        made = jobs(results)
        found, lost = relate_all(made, executor)
    if lost:
        raise WorkFolderError(f"{batch.work.root}: yang baru ditulis tidak dapat dibaca kembali; periksa disk")
    return Related(files, results, made, found)


def show(batch: Batch, related: Related, new: Sequence[Source], here: str, output: Path, executor: Executor) -> bool:
    """Bring the datasets to what was found; whether anything changed. `new` are the documents that were understood just now."""

    def remember(wanted: Mapping[str, Sequence[str]]) -> None:
        """Before anything is shown: what is shown is never forgotten, not even where the power fails."""
        batch.settle(new)
        write_documents(batch.work, batch.known_documents(related.files, here), wanted["dokumen"])

    changed = write_datasets(output, batch.work, related.jobs, related.found, executor, remember)
    forget_gone(batch.work, related.jobs)
    return changed
