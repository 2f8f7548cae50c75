"""The command line: help that teaches, exit codes, messages without tracebacks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.terminal import duration
from tests.pipeline.fakes import pdf

ROOT = Path(__file__).resolve().parents[2]


def lkjip(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=cwd,
        timeout=120,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("command", ["run", "inspect", "status", "trace", "tinjau", "export", "doctor"])
def test_help_of_each_command_has_an_example(command: str) -> None:
    shown = lkjip(command, "--help")
    assert shown.returncode == 0
    assert "Contoh" in shown.stdout
    assert f"lkjip {command}" in shown.stdout


def test_version_and_entry_point() -> None:
    shown = lkjip("--version")
    assert shown.returncode == 0
    assert re.match(r"lkjip (\d|\()", shown.stdout)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "tidak-ada", "out"], "folder masukan 'tidak-ada' tidak ada"),
        (["run", "raw", "out", "--config", "tidak-ada.toml"], "tidak-ada.toml"),
        (["inspect", "tidak-ada.pdf"], "tidak ada"),
        (["inspect", "a.pdf", "--pages", "5-3"], "halaman mulai 1"),
        (["inspect", "a.pdf", "--png", "x.png"], "sebutkan --pages"),
        (["status", "tidak-ada"], "bukan folder hasil"),
        (["export", "tidak-ada", "--csv", "csv"], "jalankan dahulu"),
        (["export", "tidak-ada"], "sebutkan --excel"),
        (["export", "tidak-ada", "--csv", "csv", "-d", "xyz"], "dataset 'xyz' tidak ada"),
        (["run", "--workers", "0"], "workers"),
        (["run", ".", "out", "--prune", "--only", "a*"], "tampak seperti hilang"),
        (["run", ".", "out", "--watch", "--force"], "jalankan itu sekali"),
        (["run", ".", "out", "--only", "tidak-ada*"], "cocok dengan --only"),
        (["run", ".", "out", "--since", "kemarin"], "since"),
        (["status", "tidak-ada", "--json"], "bukan folder hasil"),
        (["xyz"], "xyz"),
    ],
)
def test_wrong_use_is_exit_2_with_a_line_that_helps(tmp_path: Path, words: list[str], told: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    shown = lkjip(*words, cwd=tmp_path)
    assert shown.returncode == 2, shown.stdout
    assert told in shown.stderr.replace("\n", " ")
    assert "Traceback" not in shown.stderr


def test_output_that_cannot_be_written_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.pdf").write_bytes(pdf())
    (tmp_path / "out").write_bytes(b"a file where the folder should be")
    shown = lkjip("run", tmp_path / "raw", tmp_path / "out")
    assert shown.returncode == 1
    assert "tidak dapat ditulis" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_run_status_and_exit_code_of_a_failed_document(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw [2022]", tmp_path / "out"
    raw.mkdir()
    (raw / "baik.pdf").write_bytes(pdf())
    shown = lkjip("run", raw, output, "--workers", 1)
    assert shown.returncode == 0, shown.stderr
    assert "Ringkasan" in shown.stdout
    assert str(output / "laporan.html") in shown.stdout
    assert lkjip("status", output).returncode == 0

    (raw / "rusak [1].pdf").write_bytes(b"bukan apa-apa")
    shown = lkjip("run", raw, output, "--quiet")
    assert shown.returncode == 1
    assert shown.stdout == ""
    assert "rusak [1].pdf: bukan berkas PDF" in shown.stderr
    shown = lkjip("run", raw, output, "--json")
    assert shown.returncode == 1
    summary = json.loads(shown.stdout)
    assert summary["gagal"] == [{"berkas": "rusak [1].pdf", "galat": "bukan berkas PDF, isinya teks biasa"}]
    assert (summary["tetap"], summary["kode_keluar"]) == (True, 1)
    shown = lkjip("status", output, "--json")
    assert (shown.returncode, json.loads(shown.stdout)["keadaan"]) == (1, "selesai")
    shown = lkjip("status", output)
    assert shown.returncode == 1
    assert "rusak [1].pdf" in shown.stdout
    assert str(raw) in shown.stdout


def test_broken_off_run_says_how_to_go_on(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.pdf").write_bytes(pdf())
    assert lkjip("run", raw, output, "-q").returncode == 0
    state = output / ".kerja" / "jalan.json"
    state.write_text(re.sub(r'"selesai": "[^"]*"', '"selesai": null', state.read_text(encoding="utf-8")), encoding="utf-8")
    for folder in ("tabel", "dokumen"):  # first with the datasets of an earlier run, then as a first run leaves it
        shown = lkjip("status", output)
        assert shown.returncode == 1, shown.stderr
        assert "1 dari 1 dokumen terbaca" in shown.stdout
        assert f"lkjip run {raw} {output}" in shown.stdout
        shutil.rmtree(output / folder)
    assert lkjip("status", output).returncode == 1


@pytest.mark.parametrize(("seconds", "told"), [(45.2, "45 detik"), (200, "3 menit 20 detik"), (7500, "2 jam 5 menit")])
def test_durations(seconds: float, told: str) -> None:
    assert duration(seconds) == told


INTERRUPTED = """
import sys
class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == "pipeline.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
from pipeline.__main__ import main
main()
"""


def test_ctrl_c_while_the_program_loads_is_quiet() -> None:
    told = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stderr) == (130, "Dihentikan.\n")
