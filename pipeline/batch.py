"""A run: a folder of PDFs to the datasets, skipping what is done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.extract import ExtractOptions
from extractors.extract import extract as real_extract
from extractors.model import Fault
from pipeline.cache import WorkFolder, extraction_key, result_key
from pipeline.config import Config
from pipeline.datasets import Sel
from pipeline.document import Berkas, Hasil, Kumpulan, Pengetahuan, failed_document, relate
from pipeline.errors import WorkFolderError
from pipeline.executor import Executor, Processes
from pipeline.identity import Identitas, fill_from_siblings
from pipeline.intake import Source, find_pdfs, sources
from pipeline.keputusan import FILE_NAME, read_keputusan
from pipeline.lock import only_run
from pipeline.pool import Crew, Progress, clear_notes
from pipeline.report import write_report
from pipeline.run_state import RunState
from pipeline.worker import CELLS, EXTRACTION, RESULT, Extractor, Job
from pipeline.writers import write_datasets


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
    with only_run(work.root / "kunci"), Crew(executor or Processes(config.workers())) as crew:
        progress.stage("Memeriksa berkas")
        files = sources(raw, found.pdfs)
        known = Pengetahuan(config.kepala, config.instansi)
        batch = Batch(work, config.extract_options(), known, extract, crew, progress)
        state = RunState.begin(work, raw, {s.dokumen_id: batch.job(s).result_key for s in files})
        kept = {} if force else batch.kept(files)
        todo = [source for source in files if source.dokumen_id not in kept and source.unreadable is None]

        progress.stage("Membaca dokumen")
        faults = batch.read([batch.job(source, fresh=force) for source in todo])
        results = kept | {s.dokumen_id: batch.result(s, faults) for s in files if s.dokumen_id not in kept}

        progress.stage("Melengkapi dari berkas sefolder")
        results = batch.filled(files, results)

        progress.stage("Mencocokkan indikator dan memeriksa angka")
        named = [Berkas(source.berkas, source.salinan, results[source.dokumen_id]) for source in files]
        kumpulan = relate(sorted(named, key=lambda file: file.berkas), nomenklatur, keputusan)

        progress.stage("Menulis dataset")
        write_datasets(output, kumpulan, batch.cells(files, results))
        folder = raw.parent if raw.is_file() else raw
        laporan = write_report(output, folder, pictures=lambda places: crew.pictures(folder, places))
        state.finish(work)
    notes = tuple(f"folder tidak dapat dibuka: {folder}" for folder in found.denied)
    return _summary(kumpulan, len(kept), time.monotonic() - start, laporan, notes)


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

    def kept(self, files: Sequence[Source]) -> dict[str, Hasil]:
        """What earlier runs have done, where nothing that could change it has changed since."""
        out: dict[str, Hasil] = {}
        for source in files:
            ident, key = source.dokumen_id, self.job(source).result_key
            hasil = self.work.read(ident, RESULT, key, Hasil) if self.work.has(ident, CELLS, key) else None
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

    def result(self, source: Source, faults: Mapping[str, Fault]) -> Hasil:
        """What is known of a document that was just read; a failed one has its row as well."""
        ident = source.dokumen_id
        fault = Fault("rusak", source.unreadable) if source.unreadable else faults.get(ident)
        if fault is None:
            hasil = self.work.read(ident, RESULT, self.job(source).result_key, Hasil)
            if hasil is not None:
                return hasil
            fault = Fault("kesalahan_program", f"hasil kerja di {self.work.root / ident} tidak dapat dibaca kembali")
        return failed_document(ident, source.berkas, fault, self.known)

    def filled(self, files: Sequence[Source], results: Mapping[str, Hasil]) -> dict[str, Hasil]:
        """The results with what chapters of one report take from each other; understood again where years or kind changed."""
        own = {source.berkas: results[source.dokumen_id].sendiri for source in files}
        wanted: Mapping[str, Identitas] = fill_from_siblings(own)
        changed = [s for s in files if wanted[s.berkas] != results[s.dokumen_id].identitas]
        again = [s for s in changed if (r := results[s.dokumen_id]).tabel and wanted[s.berkas].read_by != r.identitas.read_by]
        jobs = [replace(self.job(s, identitas=wanted[s.berkas]), pages=results[s.dokumen_id].halaman) for s in again]
        faults = self.crew.read_all(jobs, self.progress)
        out = dict(results) | {source.dokumen_id: self.result(source, faults) for source in again}
        return out | {s.dokumen_id: replace(out[s.dokumen_id], identitas=wanted[s.berkas]) for s in changed}

    def cells(self, files: Sequence[Source], results: Mapping[str, Hasil]) -> Iterator[tuple[Sel, ...]]:
        """The cells of each document in order of its id, one document at a time in memory."""
        for source in sorted(files, key=lambda s: s.dokumen_id):
            if not results[source.dokumen_id].tabel:
                continue
            cells = self.work.read(source.dokumen_id, CELLS, self.job(source).result_key, tuple[Sel, ...])
            if cells is None:
                path = self.work.path(source.dokumen_id, CELLS)
                raise WorkFolderError(f"{path} hilang atau rusak; jalankan lagi dengan --force")
            yield cells


def make_output(output: Path) -> None:
    """Create the output folder and see that it can be written, before hours of work go into it."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        trial = output / ".coba"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise WorkFolderError.of(output, error) from error


def _summary(kumpulan: Kumpulan, skipped: int, seconds: float, laporan: Path, notes: tuple[str, ...]) -> Ringkasan:
    facts = [k.status_nilai for k in kumpulan.kinerja] + [a.status_nilai for a in kumpulan.anggaran]

    def of(status: str) -> tuple[tuple[str, str], ...]:
        return tuple((d.berkas, d.galat or "") for d in kumpulan.dokumen if d.status == status)

    return Ringkasan(
        dokumen=len(kumpulan.dokumen),
        dilewati=skipped,
        halaman=sum(d.halaman for d in kumpulan.dokumen),
        tabel=len(kumpulan.tabel),
        fakta=len(facts),
        ragu=facts.count("ragu"),
        temuan=Counter(row.keparahan for row in kumpulan.temuan),
        gagal=of("gagal"),
        sebagian=of("sebagian"),
        detik=seconds,
        laporan=laporan,
        catatan=notes,
    )
