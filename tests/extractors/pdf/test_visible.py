"""What is seen counts: text hidden in any way is left out, and what looks like it and can be read stays."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.frame import frame_of
from extractors.pdf.letters.chars import read_chars
from extractors.pdf.objects import drawn_objects
from extractors.pdf.page import read_page
from extractors.pdf.paths import read_drawn
from extractors.pdf.visible import seen_chars
from tests.extractors.paper import sheet

SEEN = "Panen rumput laut 418 ton"


def texts(draw: Callable[[Canvas], object]) -> str:
    def with_plain(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 700, SEEN)
        draw(canvas)

    page = read_page(sheet(with_plain), 1)
    return " ".join(word.text for word in sorted(page.words, key=lambda w: (w.bbox.y0, w.bbox.x0)))


def drawn(text: str, x: float = 60, y: float = 650, **how: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(how.get("gray", 0.0), how.get("alpha", 1.0))
        canvas.setFont("Helvetica", how.get("size", 10))
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(how.get("turn", 0))
        canvas.drawString(0, 0, text, mode=int(how.get("mode", 0)))
        canvas.restoreState()

    return draw


def box(gray: float, y: float = 645, alpha: float = 1.0) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(gray, alpha)
        canvas.rect(50, y, 200, 18, stroke=0, fill=1)

    return draw


def both(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def cut(draw: Callable[[Canvas], None], width: float) -> Callable[[Canvas], None]:
    """Drawn inside a clipping path from x = 50 on, as spreadsheets draw their cells."""

    def clipped(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, 640, width, 30)
        canvas.clipPath(path, stroke=0, fill=0)
        draw(canvas)
        canvas.restoreState()

    return clipped


@pytest.mark.parametrize(
    "draw",
    [
        drawn("512", gray=1.0),
        drawn("512", gray=0.97),
        drawn("512", alpha=0.0),
        drawn("512", mode=3),
        both(drawn("512"), box(1.0)),
        both(drawn("512"), box(0.3)),
        both(box(0.2), drawn("512", gray=0.2)),
        cut(drawn("512", x=300), 100),
    ],
    ids=["white", "all but white", "transparent", "render mode 3", "white box", "dark box", "dark on dark", "clipped"],
)
def test_text_that_nobody_sees_is_left_out(draw: Callable[[Canvas], None]) -> None:
    assert texts(draw) == SEEN


@pytest.mark.parametrize(
    "draw",
    [
        both(box(0.2), drawn("512", gray=1.0)),
        drawn("512", gray=0.6),
        both(box(1.0), drawn("512")),
        both(drawn("512"), box(0.9, y=620)),
        both(drawn("512"), box(1.0, alpha=0.2)),
        cut(drawn("512"), 100),
        both(drawn("512", gray=1.0), box(1.0, y=600), drawn("512")),
    ],
    ids=["white on dark", "grey", "on a box", "beside a box", "under glass", "inside its clip", "over its white shadow"],
)
def test_text_that_can_be_read_stays(draw: Callable[[Canvas], None]) -> None:
    assert texts(draw) == f"{SEEN} 512"


@pytest.mark.parametrize(("letters", "seen"), [((0.31, 0.51, 0.74), " 512"), ((0.75, 0.31, 0.3), "")])
def test_letters_are_told_from_a_field_of_the_same_brightness_by_their_colour(
    letters: tuple[float, float, float], seen: str
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.75, 0.31, 0.3)
        canvas.rect(40, 640, 100, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(*letters)
        canvas.drawString(50, 650, "512")

    assert texts(draw) == SEEN + seen


def test_of_a_name_cut_off_by_its_cell_the_letters_before_the_cut_are_read() -> None:
    assert texts(cut(drawn("Garam rakyat"), 42)) == f"{SEEN} Garam"


@pytest.mark.parametrize(
    ("draw", "doubted"),
    [
        (cut(drawn("1.234.567"), 40), True),
        (cut(drawn("1.234.567"), 90), False),
        (cut(drawn("Garam rakyat"), 42), False),
        (drawn("1.234.567", gray=1.0), False),
    ],
    ids=["cut", "whole", "a name", "unseen"],
)
def test_a_figure_cut_off_by_its_cell_puts_letters_in_doubt(draw: Callable[[Canvas], None], doubted: bool) -> None:
    assert read_page(sheet(both(drawn(SEEN, y=700), draw)), 1).doubted == doubted


@pytest.mark.parametrize(("up", "seen"), [(6.0, ""), (1.0, " Catatan")])
def test_a_line_cut_through_its_height_is_read_whole_or_not_at_all(up: float, seen: str) -> None:
    assert texts(cut(drawn("Catatan", y=640 - 7 + (7 - up)), 100)) == SEEN + seen


def test_a_figure_under_a_white_box_gives_way_to_the_one_typed_over_it() -> None:
    assert texts(both(drawn("512"), box(1.0), drawn("538"))) == f"{SEEN} 538"


@pytest.mark.parametrize(
    ("draw", "stays"),
    [
        (drawn("KONSEP", x=100, y=600, gray=0.85, size=50, turn=35), False),
        (drawn("KONSEP", x=100, y=600, gray=0.8, size=70), False),
        (drawn("KONSEP", gray=0.8), True),
        (drawn("KONSEP", turn=35), True),
        (drawn("KONSEP", size=50), True),
    ],
)
def test_a_watermark_is_pale_and_turned_or_large(draw: Callable[[Canvas], None], stays: bool) -> None:
    assert ("KONSEP" in texts(draw)) is stays


def layered(state: str) -> pdfium.PdfPage:
    """A page whose second figure lies on a layer that is ON or OFF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, SEEN)
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Konsep")))
        shown = pikepdf.Dictionary({f"/{state}": pikepdf.Array([layer])})
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(Lapis=layer)
        page.contents_add(b"/OC /Lapis BDC BT /F1 10 Tf 60 650 Td (512) Tj ET EMC")
        out = io.BytesIO()
        pdf.save(out)
    return pdfium.PdfDocument(out.getvalue())[0]


@pytest.mark.parametrize(("state", "text"), [("OFF", SEEN), ("ON", f"{SEEN} 512")])
def test_a_layer_counts_where_it_is_switched_on(state: str, text: str) -> None:
    assert " ".join(word.text for word in read_page(layered(state), 1).words) == text


def test_what_is_taken_away_to_look_is_put_back() -> None:
    page = sheet(both(drawn(SEEN, y=700), drawn("512"), box(0.3), drawn("538", y=600)))
    frame = frame_of(page)
    textpage = page.get_textpage()
    chars = read_chars(textpage, frame)
    before = page.render().to_numpy().copy()
    objects = drawn_objects(page)
    covers = read_drawn(page, frame, objects).covers
    assert "".join(seen_chars(page, frame, chars, objects, covers)[0].text) == SEEN.replace(" ", "") + "538"
    textpage.close()
    assert (page.render().to_numpy() == before).all()


def test_a_picture_whose_text_cannot_be_seen_is_a_picture() -> None:
    """Somebody's reading of a scan lies in white over it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (400, 600), 230), 40, 40, 515, 760)
        for k in range(40):
            drawn("Panen rumput laut", y=60 + 18 * k, gray=0.9)(canvas)

    assert read_page(sheet(draw), 1).kind == "pindaian"


@pytest.mark.parametrize(
    ("draw", "again"),
    [
        (both(drawn("Paraf petugas"), box(1.0), drawn("418 ton", y=500)), False),
        (both(drawn("512"), box(0.3), drawn("512", y=650.2)), True),  # print over hidden print: pdfium's text holds one of them
        (both(drawn("Rumput la"), drawn("xx", x=103, mode=3), drawn("ut", x=105)), True),  # hidden between parts of a word
    ],
)
def test_a_page_is_read_again_only_where_hidden_text_lies_over_or_between_what_is_left(
    draw: Callable[[Canvas], None], again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr("extractors.pdf.visible.read_chars", lambda text, frame: read.append(1) or read_chars(text, frame))
    page = sheet(draw)
    words = [word.text for word in read_page(page, 1).words]
    assert ("418" in words or "512" in words or "laut" in words, bool(read)) == (True, again)
