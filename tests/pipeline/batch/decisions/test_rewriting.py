"""Answers written into the datasets without reading a file: the same as the next run makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.model import Extraction
from pipeline.batch import documents, relating
from pipeline.batch.record.last import last_settings
from pipeline.batch.rewriting import rewrite_agency, take_at_hand
from pipeline.errors import OutputBusyError, UsageError
from pipeline.keputusan.store import add_decision
from pipeline.storage.lock import only_run
from pipeline.storage.work_folder import WorkFolder
from tests.pipeline import fakes
from tests.pipeline.batch.decisions.test_decided import AGENCY, COLUMN, places, run, targets
from tests.pipeline.batch.test_run import rows, snapshot

__all__ = ["places"]


def test_the_same_as_a_run_makes_of_them_and_no_file_is_read(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    (raw / "kosong.pdf").write_bytes(b"")
    run(raw, output)
    read = len(fakes.readings(raw))
    assert not rewrite_agency(output, AGENCY)
    add_decision(output, COLUMN)
    for path in raw.glob("*.pdf"):
        path.rename(path.with_suffix(".pergi"))
    assert rewrite_agency(output, AGENCY)
    assert targets(output)["satu.pdf"] == ("pasti", 2022)
    assert len(fakes.readings(raw)) == read
    now = snapshot(output)
    for path in raw.glob("*.pergi"):
        path.rename(path.with_suffix(".pdf"))
    assert run(raw, output).calls.count("read_document") == 0
    assert snapshot(output) == now


def test_another_agency_waits_for_its_turn(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    before = targets(output)
    add_decision(output, COLUMN)
    assert not rewrite_agency(output, "Dinas Kesehatan Kabupaten Contoh Jaya")
    assert targets(output) == before
    assert rewrite_agency(output, None)
    assert targets(output) != before


def test_a_run_that_holds_the_folder_is_not_disturbed(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    with only_run(WorkFolder.of(output).root / "kunci"), pytest.raises(OutputBusyError):
        rewrite_agency(output, AGENCY)


def test_without_a_run_there_is_nothing_to_write(tmp_path: Path) -> None:
    assert last_settings(WorkFolder.of(tmp_path)) is None
    with pytest.raises(UsageError, match="lkjip run dahulu"):
        rewrite_agency(tmp_path, None)


def test_what_the_work_folder_lost_is_understood_again(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    raw, output = places
    run(raw, output)
    before, asked, again = snapshot(output), [], []
    related, read = relating.relate_all, documents.Batch.read_again
    monkeypatch.setattr(relating, "relate_all", lambda *given: asked.append(1) or related(*given))
    monkeypatch.setattr(documents.Batch, "read_again", lambda *given: again.extend(given[1]) or read(*given))
    for path in (output / ".kerja").glob("*/*"):
        if path.name in ("hasil", "catatan"):
            path.unlink()
    rewrite_agency(output, None)
    assert (len(asked), len(again)) == (2, 3)
    assert snapshot(output) == before


def test_a_document_that_was_looked_at_is_written_from_memory(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    raw, output = places
    run(raw, output)
    ident = next(row["dokumen_id"] for row in rows(output, "dokumen") if row["berkas"] == "satu.pdf")
    take_at_hand(output, ident)
    take_at_hand(output, "tidak ada")
    asked: list[str] = []
    read = WorkFolder.read
    monkeypatch.setattr(WorkFolder, "read", lambda *given: asked.append(given[4].__name__) or read(*given))
    add_decision(output, COLUMN)
    assert rewrite_agency(output, AGENCY)
    assert targets(output)["satu.pdf"] == ("pasti", 2022)
    assert Extraction.__name__ not in asked
    now = snapshot(output)
    monkeypatch.undo()
    assert run(raw, output).calls.count("read_document") == 0
    assert snapshot(output) == now


def test_what_was_read_anew_meanwhile_is_not_taken_from_memory(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    ident = next(row["dokumen_id"] for row in rows(output, "dokumen") if row["berkas"] == "satu.pdf")
    take_at_hand(output, ident)
    work = WorkFolder.of(output)
    key = work.kept_key(ident, "ekstraksi")
    found = work.read(ident, "ekstraksi", key, Extraction)
    assert found is not None
    work.write(ident, "ekstraksi", key, replace(found, tables=()))
    add_decision(output, COLUMN)
    assert rewrite_agency(output, AGENCY)
    assert targets(output)["satu.pdf"] is None
