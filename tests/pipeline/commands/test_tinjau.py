"""`lkjip tinjau`: others than this computer need a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands import tinjau
from pipeline.errors import UsageError
from pipeline.web.serve import ServeOptions
from tests.pipeline.test_cli import lkjip


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[ServeOptions]:
    seen: list[ServeOptions] = []
    monkeypatch.setattr(tinjau, "serve", lambda options, tell: seen.append(options))
    return seen


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_computer_there_is_none(served: list[ServeOptions], host: str) -> None:
    tinjau.review(Path("output"), host, 0, False, print)
    assert served[0].password is None


def test_in_an_office_there_is_one(served: list[ServeOptions], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(tinjau.PASSWORD, "sandi kantor")
    tinjau.review(Path("output"), "0.0.0.0", 8600, False, print)
    assert served[0].password is not None
    assert served[0].password.is_it("sandi kantor")
    monkeypatch.setenv(tinjau.PASSWORD, "pendek")
    with pytest.raises(UsageError, match="terlalu pendek"):
        tinjau.review(Path("output"), "0.0.0.0", 8600, False, print)


def test_nobody_to_type_it_is_a_line(tmp_path: Path) -> None:
    shown = lkjip("tinjau", tmp_path, "--host", "0.0.0.0", "--tanpa-peramban")
    assert shown.returncode == 2
    assert "memerlukan kata sandi" in shown.stderr
