"""The entry: libraries are told of one thread before they load, and Ctrl-C while loading is quiet."""

from __future__ import annotations

import os
import sys

import pytest

from pipeline import cli
from pipeline.__main__ import main


def test_the_command_line_runs_with_one_thread_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(cli, "main", lambda: seen.append(os.environ.get("OMP_NUM_THREADS")))
    main()
    assert seen == ["1"]
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    main()
    assert seen == ["1", "4"], "what a user has set holds"


def test_ctrl_c_while_it_loads_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Dihentikan.\n"
    monkeypatch.setattr(cli, "main", lambda: sys.exit(3))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
