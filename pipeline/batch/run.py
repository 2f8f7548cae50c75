"""A run: a folder of PDFs to the datasets, skipping what is done."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.extract import ExtractOptions
from extractors.extract import extract as real_extract
from extractors.model import Extraction, Fault, FaultCode
from normalizers.lexicon import add
from pipeline.batch.catalogue import FileHashes, Remembered, look, read_documents, write_documents
from pipeline.batch.crew import Crew
from pipeline.batch.jobs.document import Extractor, Job, keep_result
from pipeline.batch.leftovers import sweep
from pipeline.batch.record.log import RunLog
from pipeline.batch.record.progress import Progress
from pipeline.batch.record.state import RunState
from pipeline.batch.record.summary import RunSummary, fingerprint, finished, note_finished
from pipeline.batch.sources import NEW_ONES, Archive, Found, Selection, Source, Wishes, base_of, find_pdfs, sources, with_known
from pipeline.config import Config, EngineConfig
from pipeline.datasets.ownership import altered, assure_ours, ledger
from pipeline.datasets.records import VERSI_SKEMA
from pipeline.document import DocumentDigest, Known, failed_document
from pipeline.errors import UsageError, WorkFolderError
from pipeline.identity.identify import Identity
from pipeline.identity.siblings import fill_from_siblings
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.former import take_over
from pipeline.keputusan.reach import digest_of, for_document, may_touch
from pipeline.keputusan.store import read_decisions
from pipeline.storage.files import settle
from pipeline.storage.lock import only_run
from pipeline.storage.origin import told_folder
from pipeline.storage.output import make_output
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import (
    CELLS,
    EXTRACTION,
    GIVEN_UP,
    PAGE,
    RESULT,
    SUMMARY,
    WorkFolder,
    extraction_key,
    result_key,
)
from pipeline.workers.executor import Executor
from pipeline.workers.processes import Processes
from pipeline.workers.tasks import completed

RETRIED: frozenset[FaultCode] = frozenset(("halaman_gagal", "kesalahan_program", "memori_habis", "proses_mati", "waktu_habis"))
"""Faults that another run may not meet: they lie in the machine or in this program, not in the document alone."""
NOT_GIVEN: FaultCode = "tak_terbaca"
"""The fault of a file that its disk or share did not give: it lies in neither, and passes."""
ONLY_IN_DATASETS = "dataset"
"""In the place of an extraction's key where no work file holds what was read of a document."""
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
    known = Known(config.kepala, config.instansi, config.words())
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
        signs = [(s, keys[s.dokumen_id]) for s in sorted(files, key=lambda s: s.place)]
        sidik = fingerprint(
            [signs, raw.resolve(), batch.options, VERSI_SKEMA, decisions.valid], [Path(config.nomenklatur or os.devnull)]
        )
        before = None if wishes.force or wishes.retry_failed or damaged else finished(work, output, sidik)
        if before is not None:
            ringkasan = replace(before, detik=time.monotonic() - start, catatan=notes)
            log.finished(ringkasan)
            return ringkasan
        state = RunState.begin(work, raw, keys)
        kept = {} if wishes.force else batch.kept(files, wishes.retry_failed)
        todo = [source for source in files if source.dokumen_id not in kept and source.unreadable is None]

        log.stage("Membaca dokumen")
        faults = batch.read([batch.job(source, fresh=wishes.force) for source in todo])
        results = kept | {s.dokumen_id: batch.result(s, faults) for s in files if s.dokumen_id not in kept}

        results = batch.decided(files, results)

        log.stage("Melengkapi dari berkas sefolder")
        results = batch.filled(files, results)

        # late: pyarrow, pandas and scipy are a second for a run that has nothing to do
        from pipeline.batch.jobs.agency import agency_jobs, forget_gone, keep_official
        from pipeline.batch.jobs.dataset import relate_all, write_datasets
        from pipeline.report.report import write_report

        log.stage("Mencocokkan indikator dan memeriksa angka")
        official = keep_official(work, nomenklatur)
        folder = base_of(raw)
        here = str(folder.resolve())

        def told(source: Source) -> str:
            return told_folder(source.folder or here, output)

        jobs = agency_jobs(work, files, results, keys, decisions.valid, known.kata, official, told)
        terkait, lost = relate_all(jobs, pool)
        if lost:
            results = results | batch.read_again([s for s in files if s.dokumen_id in set(lost)], results)
            jobs = agency_jobs(work, files, results, keys, decisions.valid, known.kata, official, told)
            terkait, lost = relate_all(jobs, pool)
        if lost:
            raise WorkFolderError(f"{work.root}: yang baru ditulis tidak dapat dibaca kembali; periksa disk")

        log.stage("Menulis dataset")

        def remember(wanted: Mapping[str, Sequence[str]]) -> None:
            """Before anything is shown: what is shown is never forgotten, not even where the power fails."""
            batch.settle([s for s in files if s.dokumen_id not in kept])
            write_documents(work, batch.known_documents(files, here), wanted["dokumen"])

        still_held()
        write_datasets(output, work, jobs, terkait, pool, remember)
        forget_gone(work, jobs)
        laporan = write_report(output, pictures=crew.pictures)
        state.finish(work)
        ringkasan = replace(RunSummary.of(jobs, terkait, len(kept), laporan), detik=time.monotonic() - start, catatan=notes)
        # an agency that could not be related, a file that its disk did not give: there is something left to do
        if not any(one.alone for one in terkait.values()) and not any(NOT_GIVEN in r.kode_galat for r in results.values()):
            note_finished(work, output, sidik, ringkasan)
        log.finished(ringkasan)
    return ringkasan


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
    known = {
        ident: one if one.extraction_key else replace(one, extraction_key=work.kept_key(ident, EXTRACTION) or ONLY_IN_DATASETS)
        for ident, one in read_documents(work, output).items()
    }
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


@dataclass(frozen=True, slots=True)
class Batch:
    """What all documents of a run share."""

    work: WorkFolder
    options: ExtractOptions
    mesin: EngineConfig
    known: Known
    extract: Extractor
    crew: Crew
    progress: Progress
    keputusan: tuple[Keputusan, ...] = ()

    def job(self, source: Source, fresh: bool = False, identitas: Identity | None = None) -> Job:
        """What a worker is given to read a document."""
        options = self.mesin.asked(self.options, source.berkas)
        read = extraction_key(source.dokumen_id, options) if source.kept_as is None else source.kept_as
        understood = result_key(read, source.berkas, self.known)
        return Job(
            source,
            self.work,
            options,
            self.known,
            self.extract,
            read,
            understood,
            fresh=fresh and source.kept_as is None,
            identitas=identitas,
            keputusan=may_touch(self.keputusan, source.dokumen_id),
        )

    def kept(self, files: Sequence[Source], retry_failed: bool = False) -> dict[str, DocumentDigest]:
        """What earlier runs have done, where nothing that could change it has changed since."""
        out: dict[str, DocumentDigest] = {}
        for source in files:
            ident, job = source.dokumen_id, self.job(source)
            hasil = self.work.read(ident, SUMMARY, job.result_key, DocumentDigest)
            if hasil is None:
                continue
            if source.kept_as is None and self._worth_another_try(hasil, retry_failed):
                extraction = self.work.read(ident, EXTRACTION, job.extraction_key, Extraction)
                if extraction is None or not extraction.pages or RETRIED.intersection(f.code for f in extraction.faults):
                    self.work.forget(ident, EXTRACTION)
                self.work.forget(ident, GIVEN_UP, SUMMARY)
            else:
                out[ident] = hasil
        return out

    def _worth_another_try(self, hasil: DocumentDigest, retry_failed: bool) -> bool:
        if hasil.batas_halaman is not None and hasil.batas_halaman < self.options.page_seconds:
            return True
        return retry_failed and (hasil.status == "gagal" or bool(RETRIED.intersection(hasil.kode_galat)))

    def read(self, jobs: Sequence[Job]) -> dict[str, Fault]:
        """Read documents; the faults of those that gave nothing."""
        for job in jobs:
            if job.fresh:
                self.work.forget(job.source.dokumen_id, EXTRACTION, GIVEN_UP)
                self.work.forget_all(job.source.dokumen_id, PAGE)
        counted = self.crew.with_pages(jobs)
        self.progress.total(len(counted), sum(job.pages for job in counted))
        return self.crew.read_all(counted, self.progress)

    def result(self, source: Source, faults: Mapping[str, Fault]) -> DocumentDigest:
        """What is known of a document that was just read; a failed one has its row as well.

        What ended its worker is remembered like a result: the next run would only meet it again.
        """
        ident, key = source.dokumen_id, self.job(source).result_key
        fault = Fault("rusak", source.unreadable) if source.unreadable else faults.get(ident)
        if fault is None:
            known = self.work.read(ident, SUMMARY, key, DocumentDigest)
            if known is not None:
                return known
            fault = Fault("kesalahan_program", f"hasil kerja di {self.work.root / ident} tidak dapat dibaca kembali")
        failed = failed_document(ident, source.berkas, fault, self.known, self.keputusan)
        if ident not in faults or fault.code not in RETRIED:
            return DocumentDigest.of(failed, 0, "", whole=True)
        if fault.code == "waktu_habis":
            failed = replace(failed, batas_halaman=self.options.page_seconds)
        return keep_result(self.work, key, failed, ())

    def decided(self, files: Sequence[Source], results: Mapping[str, DocumentDigest]) -> dict[str, DocumentDigest]:
        """The results with what people decided since; only the documents that it can touch are understood again."""
        lost = {source.dokumen_id for source in self.without_pages(files)}
        again = [
            s
            for s in files
            if (r := results[s.dokumen_id]).utuh is None and s.dokumen_id not in lost and self._newly_decided(r, r.identitas)
        ]
        jobs = [replace(self.job(s), pages=results[s.dokumen_id].halaman) for s in again]
        faults = self.crew.read_all(jobs, self.progress)
        return dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}

    def _newly_decided(self, hasil: DocumentDigest, who: Identity) -> bool:
        """Whether decisions reach a document that it was not understood with, or no longer those that it was."""
        return digest_of(for_document(self.keputusan, hasil.dokumen_id, who.instansi, hasil.kepala)) != hasil.diputus

    def filled(self, files: Sequence[Source], results: Mapping[str, DocumentDigest]) -> dict[str, DocumentDigest]:
        """The results with what chapters of one report take from each other; understood again where years or kind changed."""
        # two names may look the same (`%FE` and the byte); the id keeps the documents apart
        place = {source.dokumen_id: f"{source.place}\0{source.dokumen_id}" for source in files}
        filled = fill_from_siblings({place[s.dokumen_id]: results[s.dokumen_id].sendiri for s in files})
        wanted: Mapping[str, Identity] = {ident: filled[name] for ident, name in place.items()}
        changed = [s for s in files if wanted[s.dokumen_id] != results[s.dokumen_id].identitas]
        again = [
            s
            for s in changed
            if (r := results[s.dokumen_id]).tabel
            and (wanted[s.dokumen_id].read_by != r.identitas.read_by or self._newly_decided(r, wanted[s.dokumen_id]))
        ]
        jobs = [replace(self.job(s, identitas=wanted[s.dokumen_id]), pages=results[s.dokumen_id].halaman) for s in again]
        faults = self.crew.read_all(jobs, self.progress)
        out = dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}
        return out | {s.dokumen_id: replace(out[s.dokumen_id], identitas=wanted[s.dokumen_id]) for s in changed}

    def without_pages(self, files: Sequence[Source]) -> list[Source]:
        """Documents whose file is gone, and with it what was read of it: the written datasets are all that is left."""
        return [s for s in files if s.kept_as is not None and not self.work.has(s.dokumen_id, EXTRACTION, s.kept_as)]

    def settle(self, files: Sequence[Source]) -> None:
        """See to it that the work files of documents that are about to be shown are on disk."""
        names = (EXTRACTION, RESULT, CELLS, SUMMARY)
        try:
            settle(self.work.root, (self.work.path(s.dokumen_id, name) for s in files for name in names))
        except OSError as error:
            raise WorkFolderError.of(self.work.root, error) from error

    def known_documents(self, files: Sequence[Source], here: str) -> dict[str, Remembered]:
        """What the next run has to know of the documents in the datasets; `here` is the input folder."""
        return {
            s.dokumen_id: Remembered(s.berkas, s.salinan, s.folder or here, self.job(s).extraction_key)
            for s in files
            if s.unreadable is None
        }

    def read_again(self, files: Sequence[Source], results: Mapping[str, DocumentDigest]) -> dict[str, DocumentDigest]:
        """Documents whose result is gone from the work folder, understood again as who they were."""
        jobs = [
            replace(self.job(s, identitas=results[s.dokumen_id].identitas), pages=results[s.dokumen_id].halaman) for s in files
        ]
        faults = self.crew.read_all(jobs, self.progress)
        return {source.dokumen_id: self.result(source, faults) for source in files}
