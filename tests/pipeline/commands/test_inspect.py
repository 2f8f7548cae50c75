"""`lkjip inspect`: the table as read, the meaning of its columns, the grid over the page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pypdfium2 as pdfium
import pytest
from PIL import Image
from rich.console import Console

from extractors.extract import LEADING
from extractors.model import BBox, Cell, PageInfo, Table
from pipeline.commands import inspect as command_inspect
from pipeline.commands.inspect import draw_page, engines_named, inspect_file
from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.workers.executor import WorkerDied
from pipeline.workers.limits import EXIT_MEMORY
from tests.extractors.scan.prose.drawn import justified, scan
from tests.pdfs import case
from tests.pdfs.bad import BAD_FILES
from tests.pdfs.hostile import form_in_itself
from tests.pipeline.fakes import pdf
from tests.pipeline.inline import Inline

ROOT = Path(__file__).resolve().parents[3]
FAKE = """
import signal
from pipeline import cli
from pipeline.commands import inspect as inspect_page
from tests.pipeline.fakes import fake_extract
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the parent has done with it
inspect_page.extract = fake_extract
cli.main()
"""
"""The command line, whose workers read with `fake_extract`."""


def inspect(path: Path, folder: Path, toml: str, *words: object, program: str = FAKE) -> subprocess.Popen[str]:
    """The command on its way, with this lkjip.toml."""
    (folder / "lkjip.toml").write_text(toml, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", program, "inspect", str(path), *map(str, words)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )


def ended(command: subprocess.Popen[str]) -> tuple[str, str]:
    """(what it printed, what it complained of)."""
    try:
        return command.communicate(timeout=60)
    finally:
        command.kill()


def shown(path: Path, png: Path | None = None, pages: tuple[int, ...] | None = None) -> tuple[bool, str]:
    console = Console(record=True, width=200, quiet=False, highlight=False)
    return inspect_file(path, pages, png, Config(), console), console.export_text()


def test_pages_that_were_left_unread_are_told(tmp_path: Path) -> None:
    _, text = shown(scan(tmp_path / "teks.pdf", justified(set_wide=())), pages=(LEADING + 1,))
    assert f"Tidak dibaca, tampak hanya berisi teks biasa tanpa tabel: halaman {LEADING + 1}" in text


def test_table_with_kind_and_columns(tmp_path: Path) -> None:
    well, text = shown(case("garis").write(tmp_path))
    assert well
    assert "Tabel 3.1 Pengukuran Kinerja Tahun 2023" in text
    assert "pengukuran_kinerja" in text
    for meaning in ("indikator", "satuan", "target", "realisasi", "capaian"):
        assert meaning in text
    assert "82,50" in text


def test_pictures_go_to_a_folder_or_to_a_file(tmp_path: Path) -> None:
    path = case("garis").write(tmp_path)
    shown(path, tmp_path / "png")
    shown(path, tmp_path / "satu.png", (1,))
    with Image.open(tmp_path / "png" / "garis-001.png") as one, Image.open(tmp_path / "satu.png") as two:
        assert one.tobytes() == two.tobytes()


def test_a_death_while_drawing_is_told_like_one_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def died(*_: object) -> bytes:
        raise WorkerDied(EXIT_MEMORY)

    monkeypatch.setattr(command_inspect, "Processes", lambda *_: Inline())
    monkeypatch.setattr(command_inspect, "page_picture", died)
    well, text = shown(case("garis").write(tmp_path), tmp_path / "png")
    assert not well
    assert "gagal: gambar halaman 1: memori pembaca melebihi batas" in text


def test_document_that_does_not_open_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(BAD_FILES["terenkripsi"]())
    well, text = shown(path)
    assert not well
    assert "kata sandi" in text


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_grid_lies_on_the_page_as_it_is_held(tmp_path: Path, turned: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    width, height = (595.3, 841.9) if turned in (0, 180) else (841.9, 595.3)
    box = BBox(100, 200, 300, 250)
    table = Table((Cell(0, 0, 1, 1, "x", 1, box),), 1, 1, 0, "garis", 1.0, 1, 1, box)
    other = Table((Cell(0, 0, 1, 1, "x", 2, BBox(0, 0, 50, 50)),), 1, 1, 0, "garis", 1.0, 2, 2, box)
    document = pdfium.PdfDocument(path)
    image = draw_page(document[0], PageInfo(1, width, height, "teks", turned), (table, other))
    document.close()
    scale = image.width / width
    assert image.height / height == pytest.approx(scale, rel=0.01)
    assert image.getpixel((round(200 * scale), round(200 * scale))) == (0, 110, 200)
    assert image.getpixel((round(50 * scale), round(25 * scale))) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("mati-p2.pdf", "halaman 2: proses pembaca berhenti mendadak (kode 9)"),
        ("macet-p2.pdf", "halaman 2: tidak selesai dalam 1 detik"),
    ],
)
def test_a_page_that_ends_its_worker_is_told_and_the_others_are_shown(tmp_path: Path, name: str, line: str) -> None:
    path = tmp_path / name
    path.write_bytes(pdf(3))
    command = inspect(path, tmp_path, "detik_per_halaman = 1", "--png", tmp_path / "png")
    out, err = ended(command)
    assert command.returncode == 1, err
    assert f"sebagian: {line}" in out
    assert "Persentase jalan mantap" in out
    assert sorted(one.name[-7:] for one in (tmp_path / "png").iterdir()) == ["001.png", "003.png"]
    assert err == ""


def test_a_document_that_ends_every_worker_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "mati.pdf"
    path.write_bytes(pdf(3))
    command = inspect(path, tmp_path, "")
    out, err = ended(command)
    assert (command.returncode, err) == (1, "")
    assert [line for line in out.splitlines() if line] == [out.strip()]
    assert out.startswith("gagal: proses pembaca berhenti mendadak (kode 9)")


def test_a_form_that_draws_itself_costs_its_page(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(form_in_itself())
    start = time.monotonic()
    program = "from pipeline.cli import main; main()"
    command = inspect(path, tmp_path, "detik_per_halaman = 10\nmemori_mb = 900", "--no-ocr", program=program)
    out, err = ended(command)
    assert command.returncode == 1, err
    assert "sebagian: halaman 2: " in out
    assert "Pertumbuhan volume usaha" in out, "the good page before it"
    assert "Traceback" not in err
    assert time.monotonic() - start < 30


def test_a_page_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baik.pdf"
    path.write_bytes(pdf(2))  # the extractor of this test tells of a third page, which is not there to be drawn
    command = inspect(path, tmp_path, "", "--png", tmp_path / "png")
    out, err = ended(command)
    assert (command.returncode, err) == (1, "")
    assert "gagal: gambar halaman 3: " in out
    assert len(list((tmp_path / "png").iterdir())) == 2


def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "baik.pdf"
    path.write_bytes(pdf(2))
    command = inspect(path, tmp_path, "", "--pages", "3-5")
    out, err = ended(command)
    assert (command.returncode, out) == (2, "")
    assert "tidak ada halaman 3-5; 'baik.pdf' punya 2 halaman" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_leaves_no_process(tmp_path: Path) -> None:
    path = tmp_path / "macet-p1.pdf"
    path.write_bytes(pdf(3))
    command = inspect(path, tmp_path, "detik_per_halaman = 100")
    try:
        until = time.monotonic() + 30
        children: list[psutil.Process] = []
        while not (path.parent / "dibaca.log").exists() and time.monotonic() < until:
            time.sleep(0.1)
        children = psutil.Process(command.pid).children(recursive=True)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=20)
        assert command.returncode == 130
        assert out == ""
        assert "Traceback" not in err
        assert children
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []
    finally:
        command.kill()
        command.communicate()


def test_engines_stand_side_by_side(tmp_path: Path) -> None:
    console = Console(record=True, width=200, quiet=False, highlight=False)
    path = case("garis").write(tmp_path)
    assert inspect_file(path, (1,), tmp_path / "gambar.png", Config(), console, engines_named("semua"))
    text = console.export_text()
    for name in ("lkjip", "kisi", "pdfplumber", "camelot-lattice", "camelot-network", "camelot-hybrid"):
        assert f"Mesin: {name}" in text
    assert "| pdfplumber | keyakinan" in text
    wide, alone = Image.open(tmp_path / "gambar.png"), tmp_path / "satu.png"
    inspect_file(path, (1,), alone, Config(), console, engines_named("pdfplumber"))
    assert wide.width == 6 * Image.open(alone).width


def test_one_engine_alone(tmp_path: Path) -> None:
    console = Console(record=True, width=200, quiet=False, highlight=False)
    assert inspect_file(case("garis").write(tmp_path), None, None, Config(), console, engines_named("camelot-lattice"))
    text = console.export_text()
    assert "| camelot-lattice | keyakinan" in text
    assert "82,50" in text
    assert "Mesin:" not in text


def test_an_unknown_engine_is_a_usage_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="--mesin tabula: tidak dikenal; yang ada: kisi, pdfplumber, camelot-lattice"):
        engines_named("tabula")
    assert engines_named(None) == (None,)
