"""A run: a folder of PDFs to the datasets, skipping what is done."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.extract import extract as real_extract
from extractors.model import FaultCode
from normalizers.lexicon import add
from pipeline.batch.catalogue import FileHashes, look, remembered
from pipeline.batch.crew import Crew
from pipeline.batch.documents import Batch
from pipeline.batch.jobs.document import Extractor
from pipeline.batch.leftovers import sweep
from pipeline.batch.record.last import Last, note_last
from pipeline.batch.record.log import RunLog
from pipeline.batch.record.progress import Progress
from pipeline.batch.record.state import RunState
from pipeline.batch.record.summary import RunSummary, fingerprint, finished, note_finished
from pipeline.batch.sources import NEW_ONES, Archive, Found, Selection, Source, Wishes, base_of, find_pdfs, sources, with_known
from pipeline.config import Config
from pipeline.datasets.ownership import altered, assure_ours, ledger
from pipeline.datasets.records import VERSI_SKEMA
from pipeline.document import UserKnowledge
from pipeline.errors import UsageError
from pipeline.keputusan.former import take_over
from pipeline.keputusan.store import read_decisions
from pipeline.storage.lock import only_run
from pipeline.storage.output import make_output
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import WorkFolder
from pipeline.workers.executor import Executor
from pipeline.workers.processes import Processes
from pipeline.workers.tasks import completed

if TYPE_CHECKING:
    from pipeline.batch.relating import Related

NOT_GIVEN: FaultCode = "tak_terbaca"
"""The fault of a file that its disk or share did not give: it lies in neither, and passes."""
LOOK_SECONDS = 600.0
"""What a worker may take to read a file for its hash."""
_NAMED = 5
"""So many documents are named in a note."""


def run(
    raw: Path,
    output: Path,
    config: Config,
    progress: Progress,
    wishes: Wishes = NEW_ONES,
    *,
    extract: Extractor = real_extract,
    executor: Executor | None = None,
) -> RunSummary:
    """Read all PDFs below `raw`, write the datasets to `output`. LkjipError where the run as a whole cannot go on.

    `executor` is where documents are read; None: processes of this machine.
    """
    start = time.monotonic()
    known = UserKnowledge(config.kepala, config.instansi, config.words())
    add(known.kata)
    # before the work, so that a mistake in what people wrote is told at once
    nomenklatur = _official(config.nomenklatur)
    found = find_pdfs(raw, output)
    work = WorkFolder.of(output)
    assure_ours(raw, output, work)
    make_output(output)
    pool = executor or Processes(config.workers(), config.memory_bytes())
    with (
        only_run(work.root / "kunci") as still_held,
        RunLog.begin(progress, work, masukan=str(raw.resolve()), keluaran=str(output.resolve()), pekerja=pool.workers) as log,
        Crew(pool) as crew,
    ):
        log.stage("Memeriksa berkas")
        sweep(output, work)
        taken = take_over(output)
        decisions = read_decisions(output)
        archive = take_stock(raw, found, work, output, wishes, pool)
        files = archive.sources
        batch = Batch(work, config.extract_options(), config.mesin, known, extract, crew, log, decisions.valid)
        keys = {s.dokumen_id: batch.job(s).result_key for s in files}
        closed = tuple(f"folder tidak dapat dibuka: {folder}" for folder in found.denied)
        damaged = altered(output, ledger(output, work))
        notes = (*closed, *taken, *decisions.notes, *_notes(archive, wishes.selection, batch.without_pages(files), damaged))
        signs = ((s, keys[s.dokumen_id]) for s in sorted(files, key=lambda s: s.place))
        settings = (raw.resolve(), batch.options, VERSI_SKEMA, decisions.valid)
        sidik = fingerprint(chain(settings, signs), [Path(config.nomenklatur or os.devnull)])
        again = wishes.force or wishes.retry_failed or bool(damaged)
        before = None if again else finished(work, output, sidik)
        if before is not None:
            ringkasan = replace(before, detik=time.monotonic() - start, catatan=notes)
            log.finished(ringkasan)
            return ringkasan
        state = RunState.begin(work, raw, keys)
        kept = {} if wishes.force else batch.kept(files, wishes.retry_failed)
        others = [source for source in files if source.dokumen_id not in kept]

        log.stage("Membaca dokumen")
        faults = batch.read([batch.job(source, fresh=wishes.force) for source in others if source.unreadable is None])
        results = batch.decided(files, kept | {s.dokumen_id: batch.result(s, faults) for s in others})

        log.stage("Melengkapi dari berkas sefolder")
        results = batch.filled(files, results)

        # late: pyarrow, pandas and scipy are a second for a run that has nothing to do
        from pipeline.batch.jobs.agency import keep_official
        from pipeline.batch.relating import relate_documents, show
        from pipeline.report.pages import write_report

        log.stage("Mencocokkan indikator dan memeriksa angka")
        official = keep_official(work, nomenklatur)
        here = str(base_of(raw).resolve())
        related = relate_documents(batch, files, results, official, here, output, pool)

        log.stage("Menulis dataset")
        still_held()
        show(batch, related, others, here, output, pool)
        laporan = write_report(output, pictures=crew.pictures)
        state.finish(work)
        lost = {ident: hasil for ident, hasil in related.results.items() if hasil.utuh is not None}
        note_last(work, Last(config, here, official, lost, _unreadable(files)))
        came = RunSummary.of(related.jobs, related.found, len(kept), laporan)
        ringkasan = replace(came, detik=time.monotonic() - start, catatan=notes)
        if not _left_to_do(related):
            note_finished(work, output, sidik, ringkasan)
        log.finished(ringkasan)
    return ringkasan


def _unreadable(files: Sequence[Source]) -> dict[str, str]:
    """The names of files that could not even be opened, by what stands for their id."""
    return {s.dokumen_id: s.berkas for s in files if s.unreadable is not None}


def _left_to_do(related: Related) -> bool:
    """Whether an agency could not be related, or a disk did not give a file."""
    not_given = any(NOT_GIVEN in r.kode_galat for r in related.results.values())
    return not_given or any(one.alone for one in related.found.values())


def take_stock(raw: Path, there: Found, work: WorkFolder, output: Path, wishes: Wishes, executor: Executor) -> Archive:
    """The documents of a run: the files that are selected, and what earlier runs know of others."""
    base, paths = base_of(raw), there.pdfs
    taken = [path for path in paths if wishes.selection.takes(path, path.relative_to(base).as_posix())]
    chosen = set(taken)
    hashes = FileHashes.load(work)
    if is_remote(raw):  # an archive that all would have to pass through this machine
        for path, looked in completed(executor, look, filter(hashes.unknown, taken), lambda _: LOOK_SECONDS):
            if looked is not None:
                hashes.learn(path, looked)
    found = sources(raw, taken, hashes)
    hashes.save(work)
    known = remembered(work, output)
    archive = with_known(found, known, raw, [path for path in paths if path not in chosen], there.denied, wishes.prune)
    if not archive.sources:
        raise UsageError(f"tidak ada berkas di '{raw}' yang cocok dengan --only/--since, dan belum ada hasil sebelumnya")
    return archive


def _notes(archive: Archive, selection: Selection, without_pages: Sequence[Source], damaged: Sequence[str]) -> tuple[str, ...]:
    """What happened to documents whose file is not what it was, and to the datasets since they were written, for the user; that
    no file was asked for."""
    chosen = selection.only or selection.since is not None
    nothing = chosen and all(source.kept_as is not None for source in archive.sources)

    def told(names: Sequence[str], what: str) -> list[str]:
        shown = ", ".join(names[:_NAMED]) + (f", dan {len(names) - _NAMED} lagi" if len(names) > _NAMED else "")
        return [f"{len(names)} {what}: {shown}"] if names else []

    return (
        *(["tidak ada berkas yang cocok dengan --only/--since; tidak ada yang dibaca"] if nothing else []),
        *told(
            archive.removed,
            "dokumen berkasnya tidak ada lagi di folder masukan; hasilnya TETAP dalam dataset (buang dengan --prune)",
        ),
        *told(archive.pruned, "dokumen berkasnya tidak ada lagi di folder masukan; dikeluarkan dari dataset (--prune)"),
        *told(archive.replaced, "berkas diganti isinya; dataset memuat isi yang baru"),
        *told(archive.unreadable, "berkas tidak dapat dibaca dari disk; dataset memuat hasil bacanya yang dahulu"),
        *told(
            sorted(source.berkas for source in without_pages),
            "dokumen tanpa berkas dan tanpa hasil baca di folder kerja; isinya dipertahankan dari dataset yang tertulis",
        ),
        *told(damaged, "bagian dataset rusak atau diubah program lain sesudah ditulis; dibuat ulang"),
    )


def _official(path: str) -> dict[str, str] | None:
    if not path:
        return None
    from pipeline.checks.nomenklatur import read_nomenklatur  # late: it loads pandas

    return read_nomenklatur(Path(path))
