"""The note of the last run: begun, finished, damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.record.state import RunState, last_run
from pipeline.storage.work_folder import WorkFolder


def test_a_run_is_begun_then_finished(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path / "out")
    work.root.mkdir(parents=True)
    assert last_run(work) is None
    state = RunState.begin(work, tmp_path, {"d1": "kunci"})
    begun = last_run(work)
    assert begun is not None
    assert (begun.masukan, begun.dokumen, begun.selesai) == (str(tmp_path.resolve()), {"d1": "kunci"}, None)
    state.finish(work)
    done = last_run(work)
    assert done is not None
    assert done.selesai is not None
    assert done.selesai >= done.mulai == begun.mulai


def test_a_run_over_one_file_is_of_its_folder(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path / "out")
    work.root.mkdir(parents=True)
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert RunState.begin(work, tmp_path / "a.pdf", {}).masukan == str(tmp_path.resolve())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"masukan": 3}'])
def test_a_damaged_note_is_none(tmp_path: Path, text: str) -> None:
    work = WorkFolder.of(tmp_path)
    RunState.begin(work, tmp_path, {})
    (note,) = work.root.glob("*.json")
    note.write_text(text)
    assert last_run(work) is None
