"""Coloured stamps and signatures go; coloured rulings, fields and print stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan.coloured_ink import without_coloured_strokes
from tests.extractors import paper

BLUE = (170, 60, 40)


def _bgr() -> np.ndarray:
    return cv2.cvtColor(np.array(paper.table(), np.uint8), cv2.COLOR_GRAY2BGR)


def _plain(bgr: np.ndarray) -> np.ndarray:
    return without_coloured_strokes(np.asarray(bgr, np.uint8), paper.DPI)


def _dark(gray: np.ndarray) -> np.ndarray:
    return np.asarray(gray < 120)


@pytest.mark.parametrize("quality", [95, 45])
def test_a_stamp_and_a_signature_go_and_the_print_below_stays(quality: int) -> None:
    bgr = _bgr()
    clean = _dark(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY))
    stamped = np.full_like(bgr, 255)
    for radius in (150, 140, 90):
        cv2.circle(stamped, (1000, 330), radius, BLUE, 4, cv2.LINE_AA)
    for k, letter in enumerate("DINAS"):
        cv2.putText(stamped, letter, (900 + 40 * k, 330), cv2.FONT_HERSHEY_SIMPLEX, 0.7, BLUE, 2, cv2.LINE_AA)
    way = np.array([[1250 + 8 * t, round(420 + 70 * np.sin(t / 2))] for t in range(40)], np.int32)
    cv2.polylines(stamped, [way], False, BLUE, 4, cv2.LINE_AA)
    bgr = np.minimum(bgr, stamped)
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    after = _dark(_plain(cv2.imdecode(data, cv2.IMREAD_COLOR)))
    before = _dark(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY))
    assert (before & ~clean).sum() > 6000
    assert (after & ~clean).sum() < 0.1 * (before & ~clean).sum()
    assert (clean & ~after).sum() < 0.02 * clean.sum()


def test_coloured_rulings_fields_and_print_stay() -> None:
    bgr = _bgr()
    ink = bgr[:, :, 1] < 128
    bgr[ink] = BLUE
    cv2.rectangle(bgr, (paper.LEFT, 20), (1500, 70), (160, 90, 30), -1)
    gray = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
    assert (_plain(bgr) == gray).all()


def test_a_gray_page_is_as_it_was() -> None:
    bgr = _bgr()
    assert (_plain(bgr) == bgr[:, :, 0]).all()
