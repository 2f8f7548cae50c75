"""`lkjip doctor`: what is lacking is said, with what to do, in both languages."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from pipeline.commands import doctor
from pipeline.commands.doctor import Finding, examine, print_findings
from pipeline.config import Config, OcrConfig
from pipeline.workers.limits import MIB


def test_this_computer_can_run_it(tmp_path: Path) -> None:
    console = Console(record=True, width=300)
    assert print_findings(tmp_path / "out", Config(), console)
    told = console.export_text()
    assert sys.version.split()[0] in told
    assert "model dimuat" in told
    assert not (tmp_path / "out").exists(), "looking leaves nothing behind"


def test_what_is_not_well_comes_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").write_bytes(b"a file where the folder should be")
    monkeypatch.setattr(doctor, "total_memory", lambda: 1500 * MIB)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: SimpleNamespace(free=100 * MIB))
    config = replace(Config(), pekerja=64, ocr=OcrConfig(tesseract="/tidak/ada"))
    monkeypatch.setattr(doctor, "_temporary", lambda: Finding("folder sementara", "baik", ""))
    seen = {one.nama: one for one in examine(tmp_path / "out", config)}
    assert {name.split(" (")[0]: one.keadaan for name, one in seen.items() if one.keadaan != "baik"} == {
        "tesseract": "perhatian",
        "memori": "perhatian",
        "inti prosesor": "perhatian",
        f"folder hasil '{tmp_path / 'out'}'": "kurang",
        "ruang disk": "kurang",
    }
    assert all(one.saran and one.advice for one in seen.values() if one.keadaan != "baik")
    assert "--workers 2" in seen["memori"].saran
    assert not print_findings(tmp_path / "out", config, Console(quiet=True))


def test_a_reader_that_does_not_load_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(threads: int = 1) -> object:
        raise ImportError("DLL load failed")

    monkeypatch.setattr("extractors.scan.reader.rapid_reader", broken)
    (one,) = [one for one in examine(tmp_path / "out", Config()) if one.nama.startswith("rapidocr")]
    assert one.keadaan == "kurang"
    assert "DLL load failed" in one.ada
    assert "--no-ocr" in one.saran
