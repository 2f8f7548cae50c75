"""What killed processes had half written goes; what is whole, young or another's stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.batch.leftovers import sweep
from pipeline.batch.record.state import RunState
from pipeline.storage.work_folder import WorkFolder

HALF = "hasil.4711-ab12.baru"


def made(folder: Path, name: str = HALF, days: float = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"x")
    at = time.time() - days * 86_400
    os.utime(path, (at, at))
    return path


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    found = WorkFolder.of(tmp_path)
    found.root.mkdir()
    return found


@pytest.mark.parametrize("broken_off", [True, False])
def test_of_documents_only_after_a_run_that_was_broken_off(tmp_path: Path, work: WorkFolder, broken_off: bool) -> None:
    state = RunState.begin(work, tmp_path, {})
    if not broken_off:
        state.finish(work)
    of_document = made(work.root / ("a" * 16))
    others = [made(work.root), made(work.root / "instansi-12"), made(work.root / "bagian" / "sel")]
    sweep(tmp_path, work)
    assert not any(path.exists() for path in others)
    assert of_document.exists() is not broken_off


@pytest.mark.parametrize("name", ["hasil", "hasil.baru", "laporan.4711.baru.pdf", "x.4711-zz.baru"])
def test_what_has_another_name_is_no_leftover(tmp_path: Path, work: WorkFolder, name: str) -> None:
    path = made(work.root, name)
    sweep(tmp_path, work)
    assert path.exists()


def test_an_export_may_be_writing_beside_the_datasets(tmp_path: Path, work: WorkFolder) -> None:
    young, old = made(tmp_path), made(tmp_path, "ekspor.csv.99.baru", days=2)
    sweep(tmp_path, work)
    assert (young.exists(), old.exists()) == (True, False)
