"""Pictures of cells in the report."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch.crew import Crew
from pipeline.report.cell_pictures import CellPlace, cell_pictures
from pipeline.workers.processes import Processes


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    canvas.rect(100, 200, 60, 20, fill=1)  # 80 to 100 points below the top
    canvas.save()
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 habis")
    return tmp_path


def picture(url: str) -> Image.Image:
    head, _, data = url.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("L")


def test_the_cell_is_cut_with_a_little_air(raw: Path) -> None:
    place = CellPlace(str(raw / "a.pdf"), 1, (100.0, 80.0, 160.0, 100.0))
    cut = picture(cell_pictures([place])[place])
    assert abs(cut.width - 66 * 120 / 72) <= 2
    assert cut.getpixel((cut.width // 2, cut.height // 2)) == 0
    assert cut.getpixel((0, 0)) == 255


@pytest.mark.parametrize(
    "place",
    [
        CellPlace("a.pdf", 2, (0, 0, 10, 10)),
        CellPlace("a.pdf", 1, (0, 0, 10, 390)),  # of a page that was turned to be read
        CellPlace("rusak.pdf", 1, (0, 0, 10, 10)),
        CellPlace("hilang.pdf", 1, (0, 0, 10, 10)),
    ],
)
def test_a_picture_that_cannot_be_had_is_left_out(raw: Path, place: CellPlace) -> None:
    good = CellPlace(str(raw / "a.pdf"), 1, (100.0, 80.0, 160.0, 100.0))
    wanted = replace(place, berkas=str(raw / place.berkas))
    assert set(cell_pictures([wanted, good])) == {good}


def test_a_worker_cuts_them(raw: Path) -> None:
    place = CellPlace(str(raw / "a.pdf"), 1, (100.0, 80.0, 160.0, 100.0))
    with Crew(Processes(1)) as crew:
        assert set(crew.pictures([place])) == {place}


def test_doubtful_values_of_the_sample_show_their_cells(contoh_output: Path) -> None:
    page = (contoh_output / "laporan.html").read_text(encoding="utf-8")
    assert 'class="potongan" src="data:image/png;base64,' in page
