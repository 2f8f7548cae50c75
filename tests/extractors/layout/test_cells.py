"""Two cells that are one: nothing of what is known of either is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.cells import joined
from extractors.layout.lines import with_currency
from extractors.logical.cut_rows import mended
from extractors.model import BBox, Cell, Table, Word
from pipeline.facts.certainty import figure_sure

BOX = BBox(10, 10, 60, 20)
_MISREAD = str.maketrans("15", "74")
texts = st.lists(st.sampled_from(("12", "345", "Jumlah", "Rp", "1.250,00")), min_size=0, max_size=3).map("\n".join)


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    text = draw(texts)
    scanned = draw(st.booleans())
    return Cell(
        draw(st.integers(0, 3)), draw(st.integers(0, 3)), 1, 1, text, draw(st.integers(1, 2)), BOX,
        confidence=draw(st.sampled_from((0.4, 0.8, 1.0))) if scanned else 1.0,
        from_ocr=scanned,
        second=draw(st.sampled_from((None, text, text.translate(_MISREAD)))) if scanned else None,
        line_tops=tuple(float(i) for i in range(len(text.split("\n")))) if text else (),
    )  # fmt: skip


@given(cells(), cells(), st.sampled_from(("\n", " ")))
def test_the_whole_is_as_sure_as_its_weakest_part(one: Cell, other: Cell, between: str) -> None:
    whole = joined(one, other, between)
    filled = [cell for cell in (one, other) if cell.text]
    assert whole.text == between.join(cell.text for cell in filled)
    assert (whole.row, whole.column, whole.row_span, whole.column_span) == (one.row, one.column, 1, 1)
    if filled:
        assert whole.confidence == min(cell.confidence for cell in filled)
        assert whole.from_ocr == any(cell.from_ocr for cell in filled)
        assert whole.page == filled[0].page
        assert len(whole.line_tops) in (0, len(whole.text.split("\n")))
    unasked = any(c.second is None and c.from_ocr and any(map(str.isdigit, c.text)) for c in filled)
    if unasked and len(filled) == 2:
        assert (whole.second is None) == all(c.second in (None, c.text) for c in filled)


@given(cells(), cells())
def test_a_figure_is_never_surer_than_its_parts(one: Cell, other: Cell) -> None:
    whole = joined(one, other)
    if figure_sure(whole, whole.text.replace("\n", " ")):
        assert all(figure_sure(cell, cell.text.replace("\n", " ")) for cell in (one, other) if any(map(str.isdigit, cell.text)))


def test_a_scanned_rest_over_the_page_break_makes_the_figure_doubtful() -> None:
    upper = Cell(0, 0, 1, 1, "12", 1, BOX, line_tops=(10.0,))
    rest = Cell(1, 0, 1, 1, "345", 2, BOX, confidence=0.4, from_ocr=True, second="346", line_tops=(10.0,))
    table = Table((upper, rest), 2, 1, 0, "garis", 1.0, 1, 2, BOX)
    (cell,) = mended(table, 1).cells
    assert (cell.text, cell.from_ocr, cell.second, cell.line_tops) == ("12\n345", True, "12\n346", (10.0, 10.0))
    assert not figure_sure(cell, cell.text)


def test_printed_parts_stay_sure() -> None:
    """The look-alike: both parts are text of the page."""
    whole = joined(Cell(0, 0, 1, 1, "12", 1, BOX), Cell(1, 0, 1, 1, "345", 2, BOX))
    assert not whole.from_ocr
    assert figure_sure(whole, whole.text)


def test_a_currency_sign_takes_nothing_from_the_doubt_of_its_figure() -> None:
    sign = Word("Rp", BBox(10, 10, 20, 20), from_ocr=True, confidence=0.9)
    figure = Word("1.250", BBox(30, 10, 60, 20), from_ocr=True, confidence=0.5, second="1.260")
    (word,) = with_currency([sign, figure])
    assert (word.text, word.second, word.from_ocr, word.confidence) == ("Rp 1.250", "Rp 1.260", True, 0.5)


def test_what_the_second_reader_saw_otherwise_is_kept_beside_a_figure_he_was_not_asked_for() -> None:
    unasked = Cell(0, 0, 1, 1, "12", 1, BOX, from_ocr=True)
    disputed = Cell(1, 0, 1, 1, "12", 1, BOX, from_ocr=True, second="72")
    for one, other in ((unasked, disputed), (disputed, unasked)):
        whole = joined(one, other)
        assert whole.second is not None
        assert not figure_sure(whole, whole.text)
    agreed = Cell(1, 0, 1, 1, "34", 1, BOX, from_ocr=True, second="34")
    assert joined(unasked, agreed).second is None, "confidence alone tells of what he did not see"
