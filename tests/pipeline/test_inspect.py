"""`lkjip inspect`: the table as read, the meaning of its columns, the grid over the page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from rich.console import Console

from extractors.model import BBox, Cell, PageInfo, Table
from pipeline.config import Config
from pipeline.inspect_page import draw_page, inspect_file
from tests.pdfs import case
from tests.pdfs.bad import BAD_FILES
from tests.pipeline.fakes import pdf


def shown(path: Path, png: Path | None = None, pages: tuple[int, ...] | None = None) -> tuple[bool, str]:
    console = Console(record=True, width=200, quiet=False, highlight=False)
    return inspect_file(path, pages, png, Config(), console), console.export_text()


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
