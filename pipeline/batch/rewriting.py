"""The datasets brought to what people have decided since the last run: from what was kept, no file is read."""

from __future__ import annotations

from pathlib import Path

from extractors.extract import extract
from normalizers.lexicon import add
from normalizers.names.instansi import key as name_key
from pipeline.batch.catalogue import remembered
from pipeline.batch.crew import Crew
from pipeline.batch.documents import Batch
from pipeline.batch.jobs.document import AtHand, understand_at_hand
from pipeline.batch.record.last import Last, last_settings
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.relating import relate_documents, show
from pipeline.batch.sources import Source, as_known
from pipeline.document import DocumentDigest, UserKnowledge
from pipeline.errors import UsageError
from pipeline.keputusan.store import read_decisions
from pipeline.storage.lock import only_run
from pipeline.storage.work_folder import SUMMARY, WorkFolder
from pipeline.workers.here import Here

_at_hand = AtHand()


def rewrite_agency(output: Path, instansi: str | None) -> bool:
    """Understand the documents of an agency (None: of all) again that new decisions can touch, and show what comes of it;
    whether anything changed. OutputBusyError where a run holds the folder, UsageError where none has finished in it."""
    work, last = WorkFolder.of(output), _last(output)
    executor = Here()
    with only_run(work.root / "kunci") as still_held, Crew(executor) as crew:
        batch = _batch(output, last, crew)
        unread = [Source(i, name, Path(last.masukan) / name, unreadable=name) for i, name in last.tak_terbaca.items()]
        files = sorted([*as_known(remembered(work, output), last.masukan), *unread], key=lambda s: s.place)
        results = {s.dokumen_id: _known_result(batch, s, last.gagal.get(s.dokumen_id)) for s in files}
        own = [s for s in files if instansi is None or _is_of(results[s.dokumen_id], instansi)]
        now = batch.filled(files, batch.decided(own, results))
        related = relate_documents(batch, files, now, last.resmi, last.masukan, output, executor)
        still_held()
        new = [s for s in files if now[s.dokumen_id] is not results[s.dokumen_id]]
        return show(batch, related, new, last.masukan, output, executor)


def take_at_hand(output: Path, dokumen_id: str) -> None:
    """Have a document in memory as it was understood, so that the first answer about it is written as fast as the others.
    UsageError as with `rewrite_agency`."""
    last = _last(output)
    with Crew(Here()) as crew:
        batch = _batch(output, last, crew)
        found = remembered(batch.work, output)
        for source in as_known({dokumen_id: found[dokumen_id]} if dokumen_id in found else {}, last.masukan):
            hasil = _known_result(batch, source, last.gagal.get(dokumen_id))
            understand_at_hand(batch.as_before(source, hasil, hasil.identity))


def _last(output: Path) -> Last:
    last = last_settings(WorkFolder.of(output))
    if last is None:
        raise UsageError(f"belum ada jalan versi ini yang selesai di {output}; jalankan lkjip run dahulu")
    return last


def _batch(output: Path, last: Last, crew: Crew) -> Batch:
    known = UserKnowledge(last.config.kepala, last.config.instansi, last.config.words())
    add(known.kata)
    options, decisions = last.config.extract_options(), read_decisions(output).valid
    work = WorkFolder.of(output)
    return Batch(work, options, last.config.mesin, known, extract, crew, SilentProgress(), decisions, _at_hand)


def _is_of(hasil: DocumentDigest, instansi: str) -> bool:
    return name_key(hasil.identity.instansi or "") == name_key(instansi)


def _known_result(batch: Batch, source: Source, failed: DocumentDigest | None) -> DocumentDigest:
    """What is known of a document. UsageError where the work folder has lost it."""
    found = batch.work.read(source.dokumen_id, SUMMARY, batch.job(source).result_key, DocumentDigest) or failed
    if found is None:
        raise UsageError(f"hasil kerja {source.berkas} tidak ada di folder kerja; jalankan lkjip run dahulu")
    return found
