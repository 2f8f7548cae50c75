"""A run: a folder of PDFs to the datasets, skipping what is done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.extract import ExtractOptions
from extractors.extract import extract as real_extract
from extractors.model import Fault
from pipeline.assemble import relate_all, write_datasets
from pipeline.cache import WorkFolder, extraction_key, result_key
from pipeline.config import Config
from pipeline.document import Ikhtisar, Pengetahuan, failed_document
from pipeline.errors import WorkFolderError
from pipeline.executor import Executor, Processes
from pipeline.identity import Identitas, fill_from_siblings
from pipeline.intake import Source, find_pdfs, sources
from pipeline.keputusan import FILE_NAME, read_keputusan
from pipeline.lock import only_run
from pipeline.pool import Crew, Progress, clear_notes
from pipeline.related import AgencyJob, Terkait, agency_jobs, forget_gone, keep_official
from pipeline.report import write_report
from pipeline.run_state import RunState
from pipeline.worker import EXTRACTION, SUMMARY, Extractor, Job


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What a run came to. `dilewati` documents were known from an earlier run; `catatan` are lines for the user."""

    dokumen: int
    dilewati: int
    halaman: int
    tabel: int
    fakta: int
    ragu: int
    temuan: Counter[str]
    gagal: tuple[tuple[str, str], ...]
    sebagian: tuple[tuple[str, str], ...]
    detik: float
    laporan: Path
    catatan: tuple[str, ...] = ()


def run(
    raw: Path,
    output: Path,
    config: Config,
    progress: Progress,
    force: bool = False,
    extract: Extractor = real_extract,
    executor: Executor | None = None,
) -> Ringkasan:
    """Read all PDFs below `raw`, write the datasets to `output`. LkjipError where the run as a whole cannot go on.

    `executor` is where documents are read; None: processes of this machine.
    """
    start = time.monotonic()
    # before the work, so that a mistake in what people wrote is told at once
    nomenklatur, keputusan = _official(config.nomenklatur), read_keputusan(output / FILE_NAME)
    found = find_pdfs(raw, output)
    work = WorkFolder.of(output)
    make_output(output)
    pool = executor or Processes(config.workers())
    with only_run(work.root / "kunci"), Crew(pool) as crew:
        progress.stage("Memeriksa berkas")
        files = sources(raw, found.pdfs)
        known = Pengetahuan(config.kepala, config.instansi)
        batch = Batch(work, config.extract_options(), known, extract, crew, progress)
        state = RunState.begin(work, raw, batch.keys(files))
        kept = {} if force else batch.kept(files)
        todo = [source for source in files if source.dokumen_id not in kept and source.unreadable is None]

        progress.stage("Membaca dokumen")
        faults = batch.read([batch.job(source, fresh=force) for source in todo])
        results = kept | {s.dokumen_id: batch.result(s, faults) for s in files if s.dokumen_id not in kept}

        progress.stage("Melengkapi dari berkas sefolder")
        results = batch.filled(files, results)

        progress.stage("Mencocokkan indikator dan memeriksa angka")
        official = keep_official(work, nomenklatur)
        jobs = agency_jobs(work, files, results, batch.keys(files), keputusan, official)
        terkait, lost = relate_all(jobs, pool)
        if lost:
            results = results | batch.read_again([s for s in files if s.dokumen_id in set(lost)], results)
            jobs = agency_jobs(work, files, results, batch.keys(files), keputusan, official)
            terkait, lost = relate_all(jobs, pool)
        if lost:
            raise WorkFolderError(f"{work.root}: yang baru ditulis tidak dapat dibaca kembali; periksa disk")

        progress.stage("Menulis dataset")
        write_datasets(output, work, jobs, terkait, pool)
        forget_gone(work, jobs)
        folder = raw.parent if raw.is_file() else raw
        laporan = write_report(output, folder, pictures=lambda places: crew.pictures(folder, places))
        state.finish(work)
    notes = tuple(f"folder tidak dapat dibuka: {folder}" for folder in found.denied)
    return _summary(jobs, terkait, len(kept), time.monotonic() - start, laporan, notes)


def _official(path: str) -> dict[str, str] | None:
    if not path:
        return None
    from pipeline.nomenklatur import read_nomenklatur  # late: it loads pandas

    return read_nomenklatur(Path(path))


@dataclass(frozen=True, slots=True)
class Batch:
    """What all documents of a run share."""

    work: WorkFolder
    options: ExtractOptions
    known: Pengetahuan
    extract: Extractor
    crew: Crew
    progress: Progress

    def job(self, source: Source, fresh: bool = False, identitas: Identitas | None = None) -> Job:
        """What a worker is given to read a document."""
        read = extraction_key(source.dokumen_id, self.options)
        understood = result_key(read, source.berkas, self.known)
        return Job(
            source,
            self.work,
            self.options,
            self.known,
            self.extract,
            read,
            understood,
            fresh=fresh,
            identitas=identitas,
        )

    def keys(self, files: Sequence[Source]) -> dict[str, str]:
        """The key of each document's result."""
        return {source.dokumen_id: self.job(source).result_key for source in files}

    def kept(self, files: Sequence[Source]) -> dict[str, Ikhtisar]:
        """What earlier runs have done, where nothing that could change it has changed since."""
        out: dict[str, Ikhtisar] = {}
        for source in files:
            ident, key = source.dokumen_id, self.job(source).result_key
            hasil = self.work.read(ident, SUMMARY, key, Ikhtisar)
            if hasil is None:
                continue
            if hasil.batas_halaman is not None and hasil.batas_halaman < self.options.page_seconds:
                self.work.forget(ident, EXTRACTION)
            else:
                out[ident] = hasil
        return out

    def read(self, jobs: Sequence[Job]) -> dict[str, Fault]:
        """Read documents; the faults of those that gave nothing."""
        for job in jobs:
            clear_notes(self.work, job.source.dokumen_id)
        counted = self.crew.with_pages(jobs)
        self.progress.total(len(counted), sum(job.pages for job in counted))
        return self.crew.read_all(counted, self.progress)

    def result(self, source: Source, faults: Mapping[str, Fault]) -> Ikhtisar:
        """What is known of a document that was just read; a failed one has its row as well."""
        ident = source.dokumen_id
        fault = Fault("rusak", source.unreadable) if source.unreadable else faults.get(ident)
        if fault is None:
            hasil = self.work.read(ident, SUMMARY, self.job(source).result_key, Ikhtisar)
            if hasil is not None:
                return hasil
            fault = Fault("kesalahan_program", f"hasil kerja di {self.work.root / ident} tidak dapat dibaca kembali")
        return Ikhtisar.of(failed_document(ident, source.berkas, fault, self.known), 0, "", whole=True)

    def filled(self, files: Sequence[Source], results: Mapping[str, Ikhtisar]) -> dict[str, Ikhtisar]:
        """The results with what chapters of one report take from each other; understood again where years or kind changed."""
        own = {source.berkas: results[source.dokumen_id].sendiri for source in files}
        wanted: Mapping[str, Identitas] = fill_from_siblings(own)
        changed = [s for s in files if wanted[s.berkas] != results[s.dokumen_id].identitas]
        again = [s for s in changed if (r := results[s.dokumen_id]).tabel and wanted[s.berkas].read_by != r.identitas.read_by]
        jobs = [replace(self.job(s, identitas=wanted[s.berkas]), pages=results[s.dokumen_id].halaman) for s in again]
        faults = self.crew.read_all(jobs, self.progress)
        out = dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}
        return out | {s.dokumen_id: replace(out[s.dokumen_id], identitas=wanted[s.berkas]) for s in changed}

    def read_again(self, files: Sequence[Source], results: Mapping[str, Ikhtisar]) -> dict[str, Ikhtisar]:
        """Documents whose result is gone from the work folder, understood again as who they were."""
        jobs = [
            replace(self.job(s, identitas=results[s.dokumen_id].identitas), pages=results[s.dokumen_id].halaman) for s in files
        ]
        faults = self.crew.read_all(jobs, self.progress)
        return {source.dokumen_id: self.result(source, faults) for source in files}


def make_output(output: Path) -> None:
    """Create the output folder and see that it can be written, before hours of work go into it."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        trial = output / ".coba"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise WorkFolderError.of(output, error) from error


def _summary(
    jobs: Sequence[AgencyJob], found: Mapping[str, Terkait], skipped: int, seconds: float, laporan: Path, notes: tuple[str, ...]
) -> Ringkasan:
    documents = [a for job in jobs for a in job.anggota]
    findings: Counter[str] = Counter()
    for terkait in found.values():
        findings.update(terkait.keparahan)

    def of(status: str) -> tuple[tuple[str, str], ...]:
        return tuple((a.berkas, a.ikhtisar.galat or "") for a in documents if a.ikhtisar.status == status)

    return Ringkasan(
        dokumen=len(documents),
        dilewati=skipped,
        halaman=sum(a.ikhtisar.halaman for a in documents),
        tabel=sum(t.rows["tabel"] for t in found.values()),
        fakta=sum(t.rows["kinerja"] + t.rows["anggaran"] for t in found.values()),
        ragu=sum(t.ragu for t in found.values()),
        temuan=findings,
        gagal=of("gagal"),
        sebagian=of("sebagian"),
        detik=seconds,
        laporan=laporan,
        catatan=notes,
    )
