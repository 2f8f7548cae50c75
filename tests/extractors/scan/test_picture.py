from __future__ import annotations

import io

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors.scan.picture import Picture, Pieces, ink, letters, positive, render, runs_down, shade, skew, straightened, turned
from tests.extractors import paper


@pytest.mark.parametrize("degrees", [-2.0, -0.6, 0.0, 0.4, 1.5, 2.4])
def test_a_lean_is_found_and_taken_out(degrees: float) -> None:
    picture = paper.leaning(paper.table(), degrees)
    found = skew(ink(picture.shrunk(100)))
    assert found == pytest.approx(degrees, abs=0.12)
    assert skew(ink(straightened(picture, found).shrunk(100))) == pytest.approx(0.0, abs=0.12)


def test_the_straight_edge_of_the_glass_does_not_hide_a_lean() -> None:
    picture = paper.leaning(paper.table(ruled=False), 1.5)
    picture.gray[:, :40] = 20
    picture.gray[:, -30:] = 25
    assert skew(ink(picture.shrunk(100))) == pytest.approx(1.5, abs=0.15)


def test_an_empty_page_leans_nowhere() -> None:
    assert skew(ink(paper.picture(paper.blank()))) == 0.0


@pytest.mark.parametrize("turn", [90, 270])
def test_text_down_the_page_is_told_from_text_across(turn: int) -> None:
    picture = paper.picture(paper.table()).shrunk(100)
    assert runs_down(Pieces.of(ink(picture)), 100) < 0.2
    lying = Picture(np.ascontiguousarray(turned(picture.gray, turn)), picture.dpi)
    assert runs_down(Pieces.of(ink(lying)), 100) > 0.8


def test_shadow_is_paper_and_letters_are_ink() -> None:
    clean, shadowed = ink(paper.picture(paper.table())), ink(paper.copied(paper.table()))
    assert np.count_nonzero(shadowed) == pytest.approx(np.count_nonzero(clean), rel=0.25)


def test_a_page_of_metres_is_drawn_coarsely() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(14_400, 14_400)
    picture = render(page, 200, max_pixels=1_000_000)
    assert picture.width * picture.height <= 1_010_000
    assert picture.width * picture.points == pytest.approx(14_400, rel=0.01)
    document.close()


def test_rotation_entry_is_applied() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(200, 400)
    page.set_rotation(90)
    picture = render(page, 72)
    assert (picture.width, picture.height) == (400, 200)
    document.close()


@pytest.mark.parametrize("declared", [72, 150, 400])
def test_a_page_whose_picture_claims_an_absurd_resolution_is_a_sheet_of_paper(declared: int) -> None:
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 240).save(out, "PDF", resolution=declared)
    document = pdfium.PdfDocument(out.getvalue())
    picture = render(document[0], 100)
    assert picture.dpi == pytest.approx(100, rel=0.02)
    assert (picture.width, picture.height) == pytest.approx((827, 1169), abs=3)
    document.close()


def test_a_large_sheet_that_was_scanned_finely_is_believed() -> None:
    out = io.BytesIO()
    Image.new("1", (3308, 4677), 1).save(out, "PDF", resolution=200)
    document = pdfium.PdfDocument(out.getvalue())
    assert render(document[0], 50).height == pytest.approx(1169, abs=3)
    document.close()


def test_a_negative_is_turned_over() -> None:
    gray = paper.picture(paper.table()).gray
    assert np.array_equal(positive(255 - gray), gray)


def test_a_page_in_the_shade_is_no_negative() -> None:
    gray = np.asarray(paper.picture(paper.table()).gray // 2, np.uint8)
    assert positive(gray) is gray


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 1.0])
def test_pieces_are_those_that_opencv_counts(share: float) -> None:
    mask = np.where(np.random.default_rng(7).random((61, 47)) < share, 255, 0).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = Pieces.of(mask)
    assert np.array_equal(found.labels, labels)
    assert np.array_equal(found.stats[1:], stats[1:])
    odd = np.arange(len(stats)) % 2 == 1
    assert np.array_equal(found.kept(odd) > 0, odd[labels])


def test_a_piece_that_reaches_from_edge_to_edge_does_not_run_on_in_the_next_row() -> None:
    mask = np.zeros((5, 6), np.uint8)
    mask[1, 4:] = mask[2, :2] = 255
    assert Pieces.of(mask).stats[1:].tolist() == [[4, 1, 2, 1, 2], [0, 2, 2, 1, 2]]


@pytest.mark.parametrize("percent", [1, 30, 50, 90, 99])
def test_a_shade_is_the_percentile_that_numpy_tells(percent: int) -> None:
    rng = np.random.default_rng(percent)
    for size in ((1, 1), (1, 2), (7, 13), (40, 300)):
        gray = rng.integers(0, 256, size).astype(np.uint8)
        assert shade(gray, percent) == pytest.approx(float(np.percentile(gray, percent)))
        assert shade(gray.T, percent) == pytest.approx(float(np.percentile(gray, percent)))


def test_what_is_left_of_a_border_is_no_letter() -> None:
    page = np.zeros((120, 600), np.uint8)
    for n in range(20):
        page[20:38, 20 + 25 * n : 30 + 25 * n] = 255
    left_over = page.copy()
    cv2.line(left_over, (560, 18), (566, 80), 255, 3)
    only, size = letters(Pieces.of(left_over), 200)
    assert size == 18
    assert np.array_equal(only > 0, page > 0)
    bracket = page.copy()
    cv2.line(bracket, (560, 14), (560, 42), 255, 4)
    assert letters(Pieces.of(bracket), 200)[0][20, 560], "a bracket is higher than the letters beside it"
