"""The libraries of others are loaded where they are asked, and nowhere else: told by a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[3]
_READ = """
import json, sys
from pathlib import Path
from extractors.extract import ExtractOptions, extract
found = extract(Path(sys.argv[1]), ExtractOptions(ocr=None))
loaded = [name for name in ("pdfplumber", "pdfminer", "camelot", "playa", "pandas") if name in sys.modules]
print(json.dumps({"tables": len(found.tables), "contests": len(found.contests), "loaded": loaded}))
"""
ROWS = [("Uraian", "2022", "2023"), ("Jalan mantap", "12,50", "13,75"), ("Jembatan layak", "7", "8"), ("Irigasi", "310", "325")]


def a_pdf(path: Path, parted: bool) -> Path:
    """A table between lines; where the years are not `parted`, all of its figures in one column."""
    canvas = Canvas(str(path), pagesize=(500, 700))
    canvas.drawString(60, 650, "Capaian kinerja pekerjaan umum menurut uraian")
    for n, (name, *figures) in enumerate(ROWS):
        canvas.drawString(66, 606 - 20 * n, name)
        texts = figures if parted else ["  ".join(figures)]
        for k, text in enumerate(texts):
            canvas.drawString(196 + 130 * k, 606 - 20 * n, text)
    canvas.grid([60, 190, *([320] if parted else []), 450], [620 - 20 * n for n in range(len(ROWS) + 1)])
    canvas.save()
    return path


def read(path: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_where_nothing_is_in_doubt_none_is_loaded(tmp_path: Path) -> None:
    assert read(a_pdf(tmp_path / "utuh.pdf", parted=True)) == {"tables": 1, "contests": 0, "loaded": []}


def test_where_something_is_they_are(tmp_path: Path) -> None:
    told = read(a_pdf(tmp_path / "ragu.pdf", parted=False))
    assert told["contests"] == 1
    assert told["loaded"] == ["pdfplumber", "pdfminer", "camelot", "playa", "pandas"]


@pytest.mark.parametrize("module", ["extractors.extract", "pipeline.document"])
def test_importing_the_readers_loads_none(module: str) -> None:
    script = f"import sys, {module}; sys.exit(any(name in sys.modules for name in ('pdfplumber', 'camelot', 'playa')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=120).returncode == 0
