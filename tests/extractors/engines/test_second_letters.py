"""A second reader beside born-digital figures whose letters are in doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.engines.grids import Grids
from extractors.engines.second_letters import SecondLetters
from extractors.extract import ExtractOptions, extract
from extractors.model import BBox, Page, Word
from extractors.pdf.page import read_page
from tests.extractors.engines.pages import ruled_page
from tests.pdfs.draw import Sheet

DOUBTED = replace(ruled_page(), doubted=True)


@dataclass
class Seen:
    """A document of one page as pdfplumber gives it."""

    chars: list[dict[str, Any]]
    width: float = 500.0
    height: float = 700.0
    closed: int = 0

    @property
    def pages(self) -> list[Seen]:
        return [self] * 3

    def close(self) -> None:
        self.closed += 1


def chars_of(word: Word, text: str | None = None) -> list[dict[str, Any]]:
    """The letters of a word, each as wide as the others; `text` is what they are taken for."""
    box, letters = word.bbox, word.text if text is None else text
    step = box.width / len(letters)
    places = [box.x0 + n * step for n in range(len(letters))]
    return [{"text": t, "x0": x, "x1": x + step, "top": box.y0, "bottom": box.y1} for t, x in zip(letters, places, strict=True)]


def letters_of(page: Page, otherwise: dict[str, str] | None = None) -> Seen:
    return Seen([char for word in page.words for char in chars_of(word, (otherwise or {}).get(word.text))])


def seconds(page: Page, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(pdfplumber, "open", lambda path: seen)
    reader = SecondLetters(Path("a.pdf"))
    read = reader.beside(page)
    reader.close()
    assert [word.text for word in read.words] == [word.text for word in page.words]
    return {word.text: word.second for word in read.words if word.second is not None}


def test_a_figure_that_is_read_otherwise_has_both_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = letters_of(DOUBTED, {"13,75": "18,75", "Jembatan": "Jembatau"})
    assert seconds(DOUBTED, seen, monkeypatch) == {"13,75": "18,75"}
    assert seen.closed == 2, "the page, and the document"


def test_both_readings_reach_the_cell_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = letters_of(DOUBTED, {"13,75": "18,75"})
    monkeypatch.setattr(pdfplumber, "open", lambda path: seen)
    (table,) = Grids().tables(SecondLetters(Path("a.pdf")).beside(DOUBTED))
    assert [(cell.text, cell.second) for cell in table.cells if cell.second is not None] == [("13,75", "18,75")]


def test_the_same_figures_drawn_twice_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = letters_of(DOUBTED)
    again = [char | {"x0": char["x0"] + 0.5, "x1": char["x1"] + 0.5} for char in seen.chars]
    assert seconds(DOUBTED, Seen([*seen.chars, *again]), monkeypatch) == {}


def test_a_glyph_that_it_cannot_name_is_no_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = letters_of(DOUBTED)
    for char in seen.chars:
        char["text"] = "(cid:7)" if char["text"] == "7" else char["text"]
    assert seconds(DOUBTED, seen, monkeypatch)["7"] == "\ufffd"


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_letters_are_turned_as_their_page_was(turned: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of 500 x 700 points, upright in this reading; its letters as they stood on the sheet before it was turned."""
    page = replace(DOUBTED, turned=turned)
    size = (700.0, 500.0) if turned % 180 else (500.0, 700.0)
    seen = letters_of(page, {"13,75": "18,75"})
    for char in seen.chars:
        box = BBox(char["x0"], char["top"], char["x1"], char["bottom"])
        before = {
            90: (box.y0, 500 - box.x1, box.y1, 500 - box.x0),
            180: (500 - box.x1, 700 - box.y1, 500 - box.x0, 700 - box.y0),
            270: (700 - box.y1, box.x0, 700 - box.y0, box.x1),
        }[turned]
        char |= dict(zip(("x0", "top", "x1", "bottom"), before, strict=True))
    assert seconds(page, replace(seen, width=size[0], height=size[1]), monkeypatch) == {"13,75": "18,75"}


@pytest.mark.parametrize(
    "seen",
    [Seen([]), replace(letters_of(DOUBTED, {"13,75": "18,75"}), width=612.0), Seen(chars_of(DOUBTED.words[6], "99,99"))],
    ids=["nothing", "a page of another size", "places that do not fit"],
)
def test_where_it_has_no_answer_the_first_reading_stays_alone(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds(DOUBTED, seen, monkeypatch) == {}


def test_what_the_library_raises_leaves_the_page_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ValueError("no page tree")

    monkeypatch.setattr(pdfplumber, "open", broken)
    assert SecondLetters(Path("a.pdf")).beside(DOUBTED) == DOUBTED


def test_a_figure_cut_off_by_its_cell_is_read_whole_beside_what_is_seen(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, "Panen rumput laut 418 ton")
    clip = canvas.beginPath()
    clip.rect(50, 640, 42, 30)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.drawString(60, 650, "1.234.567")
    canvas.save()
    page = read_page(pdfium.PdfDocument(tmp_path / "a.pdf")[0], 1)
    read = SecondLetters(tmp_path / "a.pdf").beside(page)
    assert {w.text: w.second for w in read.words if w.text[0].isdigit()} == {"418": None, "1.234.5": "1.234.567"}


def test_the_file_is_not_opened_where_no_letter_is_in_doubt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdfplumber, "open", lambda path: pytest.fail("opened"))
    page = ruled_page()
    assert SecondLetters(Path("a.pdf")).beside(page) == page
    sheet = Sheet()
    sheet.table([["Uraian", "2023"], ["Jalan", "12,50"], ["Taman", "13,75"]], [200, 80])
    path = tmp_path / "utuh.pdf"
    path.write_bytes(sheet.bytes())
    assert extract(path, ExtractOptions(ocr=None)).tables
