"""The model that reads lines, cut and whole."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageDraw, ImageFont

from extractors.scan.picture import Gray
from extractors.scan.recogniser import recogniser
from extractors.scan.recogniser.recogniser import load_recogniser
from tests.extractors import paper


def _line(text: str, size: int = 28, gray: int = 15) -> Gray:
    image = paper.blank(20 + 16 * len(text), 46)
    ImageDraw.Draw(image).text((8, 6), text, font=ImageFont.load_default(size=size), fill=gray)
    return np.array(image, dtype=np.uint8)


def _whole(monkeypatch: pytest.MonkeyPatch, folder: Path) -> recogniser.Recogniser:
    def without(data: bytes, signs: object) -> bytes:
        raise ImportError("No module named 'onnx'")

    monkeypatch.setattr(recogniser.cutting, "cut", without)
    return load_recogniser(1, folder)


def test_without_onnx_the_model_is_used_whole_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "lkjip"):
        whole = _whole(monkeypatch, tmp_path)
    assert whole.whole == "ImportError: No module named 'onnx'"
    assert "dipakai utuh" in caplog.text
    assert "".join(glyph.text for glyph in whole.read(_line("Rp1.234.567,89"))) == "Rp1.234.567,89"


def test_cut_and_whole_say_the_same_and_are_as_sure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the model is used whole without it")
    few = load_recogniser(1, tmp_path / "cache")
    assert few.whole is None
    whole = _whole(monkeypatch, tmp_path / "none")
    dust = np.random.default_rng(3).integers(0, 255, (40, 300), np.uint8)
    lines = [_line(text) for text in ("Persentase pemerintāhan", "80,19", "3", "“daerāh” ≥ 5 %", "")]
    for crop in (*lines, _line("Angka Harapan Hidup", gray=190), dust):
        a, b = few.read(crop), whole.read(crop)
        assert [(g.text, g.place) for g in a] == [(g.text, g.place) for g in b]
        assert [g.confidence for g in a] == pytest.approx([g.confidence for g in b], abs=1e-4)


def test_a_second_worker_does_not_cut_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the model is used whole without it")
    first = load_recogniser(1, tmp_path)

    def again(data: bytes, signs: object) -> bytes:
        raise AssertionError("it is kept")

    monkeypatch.setattr(recogniser.cutting, "cut", again)
    second = load_recogniser(1, tmp_path)
    assert second.whole is None
    assert second.read(_line("80,19")) == first.read(_line("80,19"))
