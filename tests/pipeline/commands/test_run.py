"""What was asked for reaches the run, and how it went reaches the user."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.batch import run as batch
from pipeline.batch.record.summary import RunSummary
from pipeline.batch.sources import Selection, Wishes
from pipeline.commands.run import RunOptions, run
from pipeline.config import Config

FAILED = RunSummary(2, 0, 3, 1, 4, 0, {}, (("rusak.pdf", "berkas rusak"),), (), 1.0, "laporan.html")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the run was asked for; it does nothing, and one document failed."""
    seen: dict[str, Any] = {}

    def fake(raw: Path, output: Path, config: Config, progress: object, wishes: Wishes, **others: Any) -> RunSummary:
        seen.update(raw=raw, output=output, wishes=wishes, **others)
        return FAILED

    monkeypatch.setattr(batch, "run", fake)
    return seen


def test_every_wish_reaches_the_run(tmp_path: Path, asked: dict[str, Any]) -> None:
    wished = Wishes(Selection(("*2023*",)), force=True, prune=True, retry_failed=True)
    wishes = RunOptions(tmp_path, tmp_path / "o", Config(), wished)
    out, err = io.StringIO(), io.StringIO()
    assert run(wishes, Console(file=out), Console(file=err)) == 1
    assert (asked["wishes"], asked["executor"]) == (wished, None)
    assert "rusak.pdf" in out.getvalue()


def test_quiet_tells_failures_only_and_json_is_one_object(
    tmp_path: Path, asked: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = io.StringIO(), io.StringIO()
    quiet = RunOptions(tmp_path, tmp_path / "o", Config(), quiet=True)
    run(quiet, Console(file=out), Console(file=err))
    assert (out.getvalue(), err.getvalue().strip()) == ("", "gagal: rusak.pdf: berkas rusak")
    run(RunOptions(tmp_path, tmp_path / "o", Config(), json_summary=True), Console(file=out), Console(file=err))
    assert json.loads(capsys.readouterr().out)["kode_keluar"] == 1
