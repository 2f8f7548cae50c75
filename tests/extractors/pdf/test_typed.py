"""What was typed on a page is part of it, in its words and in its picture; what was written about it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract
from extractors.pdf.page import read_page
from extractors.pdf.typed import page_as_seen

PRINTED = "Bibit ikan yang disebar"
HIDDEN, NO_VIEW, PRINT = 2, 32, 4


def printed(field: str | None = None) -> pikepdf.Pdf:
    """A line of print; with a `field` of a form that holds it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, PRINTED)
    if field is not None:
        canvas.acroForm.textfield(name="nilai", value=field, x=300, y=694, width=80, height=18, borderWidth=0, fontSize=10)
    canvas.save()
    return pikepdf.open(out)


def annotated(kind: str, text: str = "4.875", *, flags: int = PRINT, gray: float = 0.0, box: float | None = None) -> pikepdf.Pdf:
    """A line of print and an annotation beside it that shows a text, on a box of its own where `box` gives its gray."""
    pdf = printed()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    ground = "" if box is None else f"{box} g 0 0 80 20 re f "
    form = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 80, 20]), Resources=Dictionary(Font=Dictionary(H=font))
    )
    shown = pdf.make_stream(f"{ground}BT /H 10 Tf {gray} g 4 6 Td ({text}) Tj ET".encode(), form)
    note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([300, 694, 380, 714]), F=flags)
    note["/Contents"], note["/AP"] = String(text), Dictionary(N=shown)
    pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def read(pdf: pikepdf.Pdf) -> str:
    page = read_page(page_as_seen(pdfium.PdfDocument(saved(pdf)), 0), 1)
    return " ".join(word.text for word in sorted(page.words, key=lambda w: w.bbox.x0))


def test_typed_text_is_part_of_the_page() -> None:
    assert read(annotated("FreeText")) == f"{PRINTED} 4.875"


def test_the_value_of_a_field_is_part_of_the_page() -> None:
    assert read(printed(field="12,75")) == f"{PRINTED} 12,75"


def test_a_field_whose_look_is_left_to_the_reader_is_read() -> None:
    pdf = printed(field="12,75")
    del pdf.pages[0].Annots[0]["/AP"]
    pdf.Root.AcroForm.NeedAppearances = True
    assert read(pdf) == f"{PRINTED} 12,75"


@pytest.mark.parametrize("kind", ["Text", "Popup", "Highlight", "Stamp", "Square"])
def test_what_is_said_about_the_page_is_no_part_of_it(kind: str) -> None:
    assert read(annotated(kind)) == PRINTED


@pytest.mark.parametrize("flags", [HIDDEN, NO_VIEW])
def test_typed_text_that_is_not_shown_is_not_there(flags: int) -> None:
    assert read(annotated("FreeText", flags=flags)) == PRINTED


def test_typed_text_is_asked_whether_it_is_seen() -> None:
    assert read(annotated("FreeText", gray=1.0)) == PRINTED


def test_what_typed_text_covers_is_not_there() -> None:
    """A figure mended with a white box over it that has the new one."""
    pdf = annotated("FreeText", "4.880", box=1.0)
    pdf.pages[0].contents_add(b"BT /F1 10 Tf 306 700 Td (4.875) Tj ET")
    assert read(pdf) == f"{PRINTED} 4.880"


def test_a_note_beside_typed_text_is_left_out() -> None:
    pdf, other = annotated("FreeText"), annotated("Text", "periksa lagi")
    note = pdf.copy_foreign(other.pages[0].Annots[0])
    note.Rect = Array([420, 694, 500, 714])
    pdf.pages[0].Annots.append(note)
    assert read(pdf) == f"{PRINTED} 4.875"


def test_the_picture_of_a_page_shows_what_is_read() -> None:
    """With forms, which pdfium draws for nobody who has not asked."""
    seen = page_as_seen(pdfium.PdfDocument(saved(printed(field="12,75"))), 0).render(scale=2, grayscale=True).to_numpy()
    plain = pdfium.PdfDocument(saved(printed()))[0].render(scale=2, grayscale=True).to_numpy()
    place = (slice(2 * (842 - 712), 2 * (842 - 694)), slice(600, 760))
    assert (seen[place] < 100).any()
    assert not (plain[place] < 100).any()


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ketikan.pdf"
    path.write_bytes(saved(annotated("FreeText")))
    before = path.read_bytes()
    assert "4.875" in " ".join(line.text for line in extract(path).lines)
    assert path.read_bytes() == before
