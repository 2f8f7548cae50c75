"""The documents of a run or of a rewriting: what is known of each, and what has to be read or understood again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.extract import ExtractOptions
from extractors.model import Extraction, Fault, FaultCode
from pipeline.batch.catalogue import Remembered
from pipeline.batch.crew import Crew
from pipeline.batch.jobs.document import AtHand, Extractor, Job, keep_result
from pipeline.batch.record.progress import Progress
from pipeline.batch.sources import Source
from pipeline.config import EngineConfig
from pipeline.document import DocumentDigest, UserKnowledge, failed_document
from pipeline.errors import WorkFolderError
from pipeline.identity.identify import Identity
from pipeline.identity.said import as_said
from pipeline.identity.siblings import fill_from_siblings
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import digest_of, for_document, may_touch
from pipeline.storage.files import settle
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

RETRIED: frozenset[FaultCode] = frozenset(("halaman_gagal", "kesalahan_program", "memori_habis", "proses_mati", "waktu_habis"))
"""Faults that another run may not meet: they lie in the machine or in this program, not in the document alone."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What all documents of a run share."""

    work: WorkFolder
    options: ExtractOptions
    mesin: EngineConfig
    known: UserKnowledge
    extract: Extractor
    crew: Crew
    progress: Progress
    keputusan: tuple[Keputusan, ...] = ()
    at_hand: AtHand | None = None

    def job(self, source: Source, fresh: bool = False, identity: Identity | None = None) -> Job:
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
            identity=identity,
            keputusan=may_touch(self.keputusan, source.dokumen_id),
            at_hand=self.at_hand,
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
                out[ident] = hasil.lean()
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
                return known.lean()
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
            if (r := results[s.dokumen_id]).utuh is None and s.dokumen_id not in lost and self._newly_decided(r, r.identity)
        ]
        jobs = [self.as_before(s, results[s.dokumen_id], self._same_identity(results[s.dokumen_id])) for s in again]
        faults = self.crew.read_all(jobs, self.progress)
        return dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}

    def as_before(self, source: Source, hasil: DocumentDigest, identity: Identity | None) -> Job:
        """What understands a document again that it was understood as before: what it tells of itself is known."""
        return replace(self.job(source, identity=identity), pages=hasil.halaman, terbaca=hasil.terbaca)

    def _same_identity(self, hasil: DocumentDigest) -> Identity | None:
        """Who a document is, what siblings told included; None where people have decided on that since."""
        own = for_document(self.keputusan, hasil.dokumen_id, None, ())
        same = hasil.terbaca is not None and as_said(hasil.terbaca, own) == hasil.sendiri
        return hasil.identity if same else None

    def _newly_decided(self, hasil: DocumentDigest, who: Identity) -> bool:
        """Whether decisions reach a document that it was not understood with, or no longer those that it was."""
        return digest_of(for_document(self.keputusan, hasil.dokumen_id, who.instansi, hasil.kepala)) != hasil.diputus

    def filled(self, files: Sequence[Source], results: Mapping[str, DocumentDigest]) -> dict[str, DocumentDigest]:
        """The results with what chapters of one report take from each other; understood again where years or kind changed."""
        # two names may look the same (`%FE` and the byte); the id keeps the documents apart
        place = {source.dokumen_id: f"{source.place}\0{source.dokumen_id}" for source in files}
        filled = fill_from_siblings({place[s.dokumen_id]: results[s.dokumen_id].sendiri for s in files})
        wanted: Mapping[str, Identity] = {ident: filled[name] for ident, name in place.items()}
        changed = [s for s in files if wanted[s.dokumen_id] != results[s.dokumen_id].identity]
        again = [
            s
            for s in changed
            if (r := results[s.dokumen_id]).tabel
            and (wanted[s.dokumen_id].read_by != r.identity.read_by or self._newly_decided(r, wanted[s.dokumen_id]))
        ]
        faults = self.crew.read_all(
            [self.as_before(s, results[s.dokumen_id], wanted[s.dokumen_id]) for s in again], self.progress
        )
        out = dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}
        return out | {s.dokumen_id: replace(out[s.dokumen_id], identity=wanted[s.dokumen_id]) for s in changed}

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
        jobs = [replace(self.job(s, identity=results[s.dokumen_id].identity), pages=results[s.dokumen_id].halaman) for s in files]
        faults = self.crew.read_all(jobs, self.progress)
        return {source.dokumen_id: self.result(source, faults) for source in files}
