"""Pictures of pages: only of the bytes that were read, within limits, drawn by a worker."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.file import file_hash
from pipeline.report import page_picture as page_picture_module
from pipeline.report.page_picture import NoPictureError, WantedPicture, draw
from pipeline.web import pictures as pictures_module
from pipeline.web.pictures import BusyError, Pictures
from pipeline.workers.processes import Processes
from tests.pipeline.inline import Inline
from tests.pipeline.tasks import end_at_once, take_long


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    canvas.rect(100, 200, 60, 20, fill=1)  # 80 to 100 points below the top
    canvas.save()
    return tmp_path / "a.pdf"


def wanted(path: Path, page: int = 1, dpi: int = 72, **more: object) -> WantedPicture:
    return WantedPicture(file_hash(path)[:16], (str(path),), page, dpi, **more)  # type: ignore[arg-type]


def test_a_page_is_drawn_as_it_stands(paper: Path) -> None:
    found = draw(wanted(paper))
    image = Image.open(io.BytesIO(found.body)).convert("L")
    assert (found.jenis, found.lebar, found.tinggi) == ("image/png", 400, 300)
    assert image.size == (400, 300)
    assert image.getpixel((130, 90)) < 40
    assert image.getpixel((130, 150)) > 240


def test_one_that_was_turned_to_be_read_is_turned(paper: Path) -> None:
    found = draw(wanted(paper, diputar=90))
    image = Image.open(io.BytesIO(found.body)).convert("L")
    assert (found.lebar, found.tinggi) == (300, 400)
    assert image.getpixel((300 - 90, 130)) < 40


def test_only_the_bytes_that_were_read_are_shown(paper: Path, tmp_path: Path) -> None:
    asked = wanted(paper)
    canvas = Canvas(str(paper), pagesize=(400, 300))
    canvas.drawString(10, 10, "rahasia")
    canvas.save()
    with pytest.raises(NoPictureError, match="bukan lagi"):
        draw(asked)
    with pytest.raises(NoPictureError, match="tidak ada lagi"):
        draw(WantedPicture("0" * 16, (str(tmp_path / "hilang.pdf"),), 1, 72))
    with pytest.raises(NoPictureError, match="tidak ada halaman 2"):
        draw(wanted(paper, 2))


def test_a_page_of_any_size_makes_a_picture_of_bounded_size(tmp_path: Path) -> None:
    path = tmp_path / "besar.pdf"
    canvas = Canvas(str(path), pagesize=(14_000, 14_000))
    canvas.rect(100, 100, 60, 20)
    canvas.save()
    image = Image.open(io.BytesIO(draw(wanted(path, dpi=220)).body))
    assert image.width * image.height <= 12_100_000


def test_a_picture_is_drawn_once(paper: Path) -> None:
    pictures = Pictures(Inline())
    asked = wanted(paper)
    first = pictures.of(asked)
    paper.unlink()
    assert pictures.of(asked) is first


def test_too_many_at_once_are_asked_to_come_again(paper: Path) -> None:
    pictures = Pictures(Processes(1))
    pictures._drawing = {wanted(paper, page): None for page in range(20)}  # type: ignore[misc]
    with pytest.raises(BusyError):
        pictures.of(wanted(paper, 99))


def test_a_worker_that_dies_is_a_line(paper: Path, painters: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "draw", end_at_once)
    with pytest.raises(NoPictureError, match="menghentikan penggambarnya"):
        Pictures(painters).of(wanted(paper))
    monkeypatch.undo()
    assert Pictures(painters).of(wanted(paper)).body, "the next one is drawn"


def test_a_page_that_takes_too_long_is_a_line(paper: Path, painters: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "draw", take_long)
    monkeypatch.setattr(pictures_module, "_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(NoPictureError, match="tidak selesai digambar"):
        Pictures(painters).of(wanted(paper))
    assert time.monotonic() - began < 20
    monkeypatch.undo()
    assert Pictures(painters).of(wanted(paper)).body, "the next one is drawn"


def test_the_server_itself_opens_no_document(paper: Path, painters: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> object:
        raise AssertionError("opened in the server")

    monkeypatch.setattr(page_picture_module, "open_pdf", opened)
    monkeypatch.setattr(pypdfium2, "PdfDocument", opened)
    assert Pictures(painters).of(wanted(paper)).body
