"""Words whose letters stand apart, and turned ones: read as words, in the direction of their writing."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.layout.lines import group_lines, is_turned, text_of
from extractors.model import BBox, Word
from extractors.pdf.letters.spaced_letters import tied_letters
from extractors.pdf.page import read_page


def lines_of(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as document:
        words = read_page(document[0], 1).words
    return [" ".join(w.text for w in line) for line in group_lines(words)]


def drawn(text: str, spacing: float) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for k, line in enumerate(text.split("\n")):
        write = canvas.beginText(60, 700 - 30 * k)
        write.setFont("Helvetica", 10)
        write.setCharSpace(spacing)
        write.textOut(line)
        canvas.drawText(write)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("spacing", [0.0, 2.0, 2.5, 4.0])
def test_letter_spacing_makes_no_words(spacing: float) -> None:
    text = "Realisasi Belanja Pegawai\nUraian (Rp. 000)"
    assert lines_of(drawn(text, spacing)) == text.split("\n")


def test_letters_typed_apart_are_a_word() -> None:
    assert lines_of(drawn("T O T A L", 0.0)) == ["TOTAL"]


def test_figures_and_single_letters_stay_apart() -> None:
    assert lines_of(drawn("1 2 3 4 5\nA B", 0.0)) == ["1 2 3 4 5", "A B"]


@pytest.mark.parametrize("down", [True, False])
def test_turned_text_is_read_as_it_is_written(down: bool) -> None:
    texts = ["Prakiraan", "Maju", "2031"]
    at, words = 10.0, []
    for text in texts:
        length = 5.0 * len(text)
        words.append((text, at, at + length))
        at += length + 3
    boxes = [(t, a, b) if down else (t, at - b, at - a) for t, a, b in words]
    assert text_of([Word(t, BBox(20, a, 30, b)) for t, a, b in boxes])[0] == "Prakiraan Maju 2031"


def test_a_typewriters_figures_that_overflow_their_cell_stay_one_number() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Courier", 10)
    canvas.drawString(102, 700, "2.236.013.591,-")
    canvas.drawString(202, 700, "81,21%")
    for x in (100, 180, 198, 260):  # the second border runs between two of the digits
        canvas.line(x, 690, x, 715)
    canvas.save()
    assert lines_of(buffer.getvalue()) == ["2.236.013.591,- 81,21%"]


def test_a_name_that_a_long_code_runs_into_is_a_word_of_its_own() -> None:
    assert lines_of(drawn("2.23.02.2.01.01.Pengembangan Layanan\nTabel 3.1.Pagu", 0.0)) == [
        "2.23.02.2.01.01. Pengembangan Layanan",
        "Tabel 3.1.Pagu",
    ]


def test_short_turned_words_are_parted_and_read_in_their_direction() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica", 9)
    for k in range(6):
        canvas.drawString(60, 700 - 20 * k, "Rencana aksi pencapaian kinerja")
    canvas.translate(300, 400)
    canvas.rotate(90)
    for k, quarter in enumerate(("I", "II", "III", "IV")):
        canvas.drawString(0, -30 * k, "TW")  # without the space between, as browsers print turned text
        canvas.drawString(canvas.stringWidth("TW ", "Helvetica", 9), -30 * k, quarter)
    canvas.save()
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        words = [w for w in read_page(document[0], 1).words if w.turned]
    columns = [[w for w in words if abs(w.bbox.x1 - 300 - 30 * k) < 12] for k in range(4)]
    assert [text_of(column)[0] for column in columns] == ["TW I", "TW II", "TW III", "TW IV"]


def test_letters_that_all_but_touch_are_a_word() -> None:
    assert lines_of(drawn("TW I\nTW II", -0.4))[0].replace(" ", "").startswith("TWI")
    assert not is_turned(Word("III", BBox(0, 0, 4, 8), 8.0))
    assert is_turned(Word("Pagu", BBox(0, 0, 8, 30), 8.0))


@pytest.mark.parametrize("text", ["JUMLAH", "Jumlah"])
def test_widely_spelled_words_are_words(text: str) -> None:
    assert lines_of(drawn(text, 7.0)) == [text]
    assert lines_of(drawn("ABCDEF", 7.0)) == ["A B C D E F"]


@pytest.mark.parametrize("code", ["1.05.02.2.01.01", "1.05.02.2.01,01"])
def test_a_code_and_an_amount_that_overflow_their_cells_stay_whole(code: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(102, 700, f"{code}Penyusunan")
    canvas.drawString(302, 700, "Rp442.845.173Rp536.399.387")
    for x in (100, 157.5, 298, 358, 440):
        canvas.line(x, 690, x, 715)
    canvas.save()
    assert lines_of(buffer.getvalue()) == [f"{code} Penyusunan Rp442.845.173 Rp536.399.387"]


@pytest.mark.parametrize(
    ("text", "gap", "joinable", "tied"),
    [
        ("TOTAL", 0.3, True, [False, True, True, True, True]),
        ("TOTAL", 0.3, False, [False] * 5),  # a ruling between them, or another line
        ("TOTAL", 1.5, True, [False] * 5),  # columns of their own
        ("12345", 0.3, True, [False] * 5),
        ("abcde", 0.9, True, [False] * 5),  # marks of a list
        ("JUMLA", 0.9, True, [False, True, True, True, True]),
        ("TOT", 0.3, True, [False] * 3),  # too few to be sure
    ],
)
def test_single_letters_are_tied_where_they_spell_a_word(text: str, gap: float, joinable: bool, tied: list[bool]) -> None:
    n = len(text)
    step, size = np.full(n - 1, 10 * gap), np.full(n - 1, 10.0)
    assert tied_letters(text, np.arange(n), step, size, np.full(n - 1, joinable)).tolist() == tied
