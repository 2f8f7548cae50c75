"""Text of documents and names of files show on the terminal, and never drive it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.screen import json_line, plain
from tests.pdfs.hostile import letters_that_act

ROOT = Path(__file__).resolve().parents[3]
ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
MARKS = "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\udcfe"
DOUBTFUL = st.sampled_from([*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *MARKS])
ANY = st.lists(DOUBTFUL | st.characters(), max_size=30).map("".join)
"""Lone surrogates are among `st.characters()` only where they are asked for: in DOUBTFUL."""


def acting(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in ACTING]


def lkjip(*words: object) -> subprocess.CompletedProcess[str]:
    """Its output is decoded to what a terminal would get; line ends are kept as they are."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=ROOT,
        timeout=120,
        capture_output=True,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    text = [stream.decode().replace(os.linesep, "\n") for stream in (done.stdout, done.stderr)]
    return subprocess.CompletedProcess(done.args, done.returncode, *text)


@given(ANY)
def test_what_is_printed_only_shows(text: str) -> None:
    shown = plain(text)
    assert acting(shown) == []
    assert plain(shown) == shown
    shown.encode()
    if not acting(text):
        assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2J", "a\\x1b[2J"),
        ("\x7f\x9b\r\n\t", "\\x7f\\x9b\\x0d\\x0a\\x09"),
        ("\u202efdp\u2069", "\\u202efdp\\u2069"),
        ("a\u200bb\ufeff\u2028", "a\\u200bb\\ufeff\\u2028"),
        (os.fsdecode(b"a\xfe.pdf") if sys.platform != "win32" else "a\udcfe.pdf", "a%FE.pdf"),
        ("\ud800\U000e0041", "\\ud800\\U000e0041"),
        ("Kinerja “é” 100% :smile: [red] C:\\x1b", "Kinerja “é” 100% :smile: [red] C:\\x1b"),
    ],
)
def test_how_it_shows(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.dictionaries(ANY, ANY, max_size=3))
def test_json_is_read_back_as_it_was(value: dict[str, str]) -> None:
    line = json_line(value)
    assert acting(line) == []
    assert json.loads(line) == value


def test_cells_of_a_document_do_not_drive_the_terminal(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.pdf").write_bytes(letters_that_act())
    assert lkjip("run", raw, output, "-w", 1).returncode == 0
    facts = pq.read_table(output / "kinerja", columns=["kinerja_id", "indikator", "ukuran"]).to_pylist()
    fact = next(f for f in facts if "\x1b" in f["indikator"] and f["ukuran"] == "realisasi")
    findings = pq.read_table(output / "temuan", columns=["temuan_id", "aturan"]).to_pylist()
    finding = next(f for f in findings if f["aturan"] != "identitas_ragu")  # which tells no cell
    for words in (["inspect", raw / "a.pdf"], ["trace", output, fact["kinerja_id"]], ["trace", output, finding["temuan_id"]]):
        told = lkjip(*words)
        assert told.returncode == 0, told.stderr
        assert acting(told.stdout.replace("\n", "")) == []
        assert r"\x1b" in told.stdout or r"\x07" in told.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_names_of_files_are_one_line_each(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    shown = {
        "\x1b[2J.pdf": r"\x1b[2J.pdf",
        "b\x07.pdf": r"b\x07.pdf",
        "c\nGagal palsu.pdf": r"c\x0aGagal palsu.pdf",
        "d\x9b31m.pdf": r"d\x9b31m.pdf",
        "e\rGagal lain.pdf": r"e\x0dGagal lain.pdf",
        "f:smile:.pdf": "f:smile:.pdf",
        "g[red]x.pdf": "g[red]x.pdf",
        "h\u202efdp.pdf": r"h\u202efdp.pdf",
    }
    for number, name in enumerate(shown):
        (raw / name).write_bytes(b"bukan PDF %d" % number)
    wanted = sorted(f"{name}: bukan berkas PDF, isinya teks biasa" for name in shown.values())
    ran = lkjip("run", raw, output, "-w", 1)
    status = lkjip("status", output)
    for told in (ran, status):
        assert told.returncode == 1, told.stderr
        assert acting(told.stdout.replace("\n", "")) == []
        lines = [line.removeprefix("Gagal ") for line in told.stdout.split("\n") if line.startswith("Gagal ")]
        assert sorted(lines) == wanted
    quiet = lkjip("run", raw, output, "--quiet")
    assert sorted(quiet.stderr.splitlines()) == [f"gagal: {line}" for line in wanted]
    summary = lkjip("run", raw, output, "--json").stdout
    assert acting(summary.removesuffix("\n")) == []
    assert {one["berkas"] for one in json.loads(summary)["gagal"]} == set(shown)


def test_names_in_errors_do_not_drive_the_terminal(tmp_path: Path) -> None:
    missing = f"tidak-ada\x1b[31m\u202e{tmp_path.name}.pdf"
    for words in (["inspect", missing], ["export", missing, "--csv", "x"]):
        told = lkjip(*words)
        assert told.returncode == 2
        assert acting(told.stderr.replace("\n", "")) == []
        assert r"tidak-ada\x1b[31m\u202e" in told.stderr
