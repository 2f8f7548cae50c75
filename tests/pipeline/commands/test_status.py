"""`lkjip status` over datasets and notes written by hand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.batch.record.state import RunState
from pipeline.commands.status import print_status
from pipeline.errors import UsageError
from pipeline.storage.lock import only_run
from pipeline.storage.work_folder import RESULT, WorkFolder
from tests.pipeline import written

KEY = "0" * 64


def told(output: Path) -> tuple[bool, str]:
    stream = io.StringIO()
    good = print_status(output, Console(file=stream, width=200))
    return good, stream.getvalue()


def whole() -> dict[str, list[object]]:
    sample = written.sample()
    return sample | {"dokumen": [d for d in sample["dokumen"] if d.status != "gagal"]}


def test_counts_and_failed_documents(tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    good, text = told(tmp_path)
    assert not good, "a document failed"
    assert "Gagal rusak <&>.pdf: berkas terenkripsi" in text
    rows = [line.replace("│", " ").split() for line in text.splitlines()]
    assert ["Dokumen", "4"] in rows
    assert ["gagal", "1"] in rows
    assert ["meragukan", "2"] in rows
    written.write(tmp_path, whole())
    assert told(tmp_path)[0]


def test_a_run_that_was_broken_off_tells_how_to_go_on(tmp_path: Path) -> None:
    output, work = tmp_path / "out", WorkFolder.of(tmp_path / "out")
    state = RunState.begin(work, tmp_path, {"a": KEY, "b": KEY})
    work.write("a", RESULT, KEY, 1)
    good, text = told(output)
    assert not good
    assert "1 dari 2 dokumen terbaca" in text
    assert f"lkjip run {tmp_path} {output}" in text
    state.finish(work)
    good, text = told(output)
    assert good
    assert "Selesai" in text
    assert "Lanjutkan" not in text


def test_a_run_that_goes_on_is_told_and_nobody_is_asked_to_start_another(tmp_path: Path) -> None:
    written.write(tmp_path, whole())
    work = WorkFolder.of(tmp_path)
    RunState.begin(work, tmp_path, {}).finish(work)  # of the run before: the one that goes on has not noted itself yet
    with only_run(work.root / "kunci"):
        good, text = told(tmp_path)
    assert not good
    assert "Sedang ditulis oleh" in text
    assert "Lanjutkan" not in text


def test_what_is_no_output_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="bukan folder hasil"):
        told(tmp_path)
