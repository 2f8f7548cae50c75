"""Nothing leaves the computer, and nothing about it is kept for leaving later: real commands that read scans."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from extractors.extract import ExtractOptions, KeptPages, extract
from extractors.model import Extraction
from tests.closed_network import ROOT, run_closed, why_not

SCAN = ROOT / "raw/contoh/pindaian/PK 2024.pdf"
_QUIET_BY_ITSELF = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "BUILDKITE", "ORT_RUNNING_UNIT_TESTS")
"""Where one of these is set, onnxruntime takes the place for a test machine and keeps silent of its own."""
_LINGER_SECONDS = 13.0
"""onnxruntime asks for its host some ten seconds after it was loaded."""


@pytest.fixture(scope="module")
def closed() -> None:
    """Skips where no closed network can be had."""
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)


def lingering_extract(
    path: Path, options: ExtractOptions, on_page: Callable[[int], None] | None = None, kept: KeptPages | None = None
) -> Extraction:
    """Reads as always, and stays as long as a document of many scanned pages would."""
    found = extract(path, options, on_page, kept)
    time.sleep(_LINGER_SECONDS)
    return found


def lingering() -> None:
    """The command line over `lingering_extract`."""
    import functools

    from pipeline import cli
    from pipeline.batch import run as batch

    batch.run = functools.partial(batch.run, extract=lingering_extract)  # type: ignore[assignment]
    cli.main()


def as_a_user(home: Path) -> dict[str, str]:
    """The environment of a user whose folders are empty and who has asked for telemetry."""
    home.mkdir()
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    kept = {name: value for name, value in os.environ.items() if name not in _QUIET_BY_ITSELF}
    return kept | own | {"ORT_DISABLE_TELEMETRY": "0", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def left_in(home: Path) -> list[str]:
    """What lies in a user's folders beside the cut model, which is kept among the user's caches."""
    there = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    return [
        path for path in there if not path.startswith(("lkjip/pembaca-", "lkjip/cache/pembaca-", "Library/Caches/lkjip/pembaca-"))
    ]


@pytest.mark.usefixtures("closed")
def test_a_closed_network_hears_names_and_addresses(tmp_path: Path) -> None:
    asking = (
        "import contextlib, socket\n"
        "with contextlib.suppress(OSError): socket.getaddrinfo('contoh.invalid', 80)\n"
        "with contextlib.suppress(OSError): socket.create_connection(('192.0.2.1', 443), 1)\n"
    )
    _, heard = run_closed(tmp_path, [sys.executable, "-c", asking], as_a_user(tmp_path / "home"))
    assert any("contoh" in line and line.startswith("17 127.0.0.1") for line in heard)
    assert any(line.startswith("6 192.0.2.1") for line in heard)


@pytest.mark.usefixtures("closed")
def test_a_run_with_scans_asks_for_nothing(tmp_path: Path) -> None:
    words = ["run", str(SCAN), str(tmp_path / "out"), "--workers", "1"]
    command = [sys.executable, "-c", "from tests.test_network import lingering; lingering()", *words]
    done, heard = run_closed(tmp_path, command, as_a_user(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "kinerja").is_dir(), "the scan was read"
    assert heard == []
    assert left_in(tmp_path / "home") == []


@pytest.mark.usefixtures("closed")
def test_a_model_that_is_missing_is_said_and_not_fetched(tmp_path: Path) -> None:
    spec = find_spec("rapidocr")
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(Path(spec.origin).parent, tmp_path / "tanpa" / "rapidocr", ignore=shutil.ignore_patterns("*.onnx"))
    env = as_a_user(tmp_path / "home") | {"PYTHONPATH": f"{tmp_path / 'tanpa'}{os.pathsep}{ROOT}", "COLUMNS": "300"}
    words = ["run", str(SCAN), str(tmp_path / "out"), "--workers", "1"]
    done, heard = run_closed(tmp_path, [sys.executable, "-m", "pipeline", *words], env)
    assert done.returncode == 1, done.stderr
    assert "halaman 1: model pembaca pindaian" in done.stdout
    assert "pip install --force-reinstall rapidocr" in done.stdout
    assert heard == []


@pytest.mark.parametrize("command", ["inspect", "doctor"])
def test_nothing_is_left_in_the_folders_of_the_user(tmp_path: Path, command: str) -> None:
    words = {"inspect": [SCAN], "doctor": [tmp_path / "out"]}[command]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", command, *map(str, words)],
        cwd=tmp_path,
        env=as_a_user(tmp_path / "home"),
        timeout=120,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert left_in(tmp_path / "home") == []
