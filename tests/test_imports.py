"""The layers that pyproject.toml declares: pipeline uses the other two, which know neither it nor each other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own, since the packages of this folder, not those already imported, are to be looked at.
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
    )


def test_the_contracts_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("extractors", "import pipeline"),
        ("normalizers", "import pipeline"),
        ("extractors", "import normalizers"),
        ("normalizers", "import extractors"),
    ],
)
def test_the_contracts_would_catch_it(tmp_path: Path, package: str, line: str) -> None:
    for name in ("extractors", "normalizers", "pipeline"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(line if name == package else "", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert _lint(tmp_path).returncode == 1
