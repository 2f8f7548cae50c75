"""The first reader of scans: rapidocr (PP-OCR models inside its wheel, onnxruntime), behind two small questions.

`find` says where lines of text are, `read` says what crops of single lines say, letter by letter with places. Measured
against tesseract on real scans it has 172 of 191 figures exactly right where tesseract has 132, so it reads first.
"""

from __future__ import annotations

import logging
import os
import string
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import cv2
import numpy as np

from extractors.scan.inference import load_rapidocr
from extractors.scan.picture import Gray


class PixelBox(NamedTuple):
    """A box in pixels; `x1` and `y1` lie outside it."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter (or a space) as read: `place` is its middle as a share (0-1) of the crop's width."""

    text: str
    place: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a crop says; empty where nothing was seen."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def confidence(self) -> float:
        """Mean over the letters, 0.0 for an empty line."""
        return sum(g.confidence for g in self.glyphs) / len(self.glyphs) if self.glyphs else 0.0


class LineReader(Protocol):
    """A reader of text in pictures; the real one is `rapid_reader()`, tests bring their own."""

    def find(self, gray: Gray) -> list[PixelBox]:
        """Boxes around lines of text; at about 100 dpi the finder sees as much as at 200 for a fifth of the work."""
        ...

    def read(self, crops: Sequence[Gray]) -> list[ReadLine]:
        """What each crop (one upright line of text) says, in the order given."""
        ...


_NARROWEST = 48
"""Pixels. Crops are read at a height of 48 and padded to this width; rapidocr pads to 320, which wastes most of the work on
the short figures of a table. Reading costs 52 microseconds a pixel of width."""

_PAPER = 0.2
"""Share of a crop's height that is added as paper above and below together. Crops are cut close; with air they are read
better and, being narrower at the reader's height, in less time. Of 736 figures on seven degraded pages 723 were exact
without, 727 at 0.2, 729 at 0.35, 726 at 0.5, for 4.8, 3.9, 3.75 and 3.4 seconds a page; from 0.3 on the
last letters of words begin to be lost. Squeezing lines to 0.8 of their width on top of it breaks figures (706)."""

_SIGNS = frozenset(string.printable) - frozenset("\t\n\r\x0b\x0c") | frozenset("–—−×÷±≥≤≠°²³½¼•·…√“”‘’→✓")
"""What documents of Indonesian offices print."""

_BATCH = 1
"""Lines of one reading. Six at once cost 960 MB and more time (all are padded to the longest), one 490 MB."""


class RapidReader:
    """rapidocr with its 180-degree classifier off (it hides which way is up) and one inference thread."""

    def __init__(self, threads: int = 1) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._engine: Any = load_rapidocr(
            {
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.return_word_box": True,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Rec.rec_img_shape": [3, 48, _NARROWEST],
                "Rec.rec_batch_num": _BATCH,
            }
        )

        recognizer: Any = self._engine._load_rec_model()
        _only_printed_signs(recognizer)

    def find(self, gray: Gray) -> list[PixelBox]:
        found = self._engine(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        height, width = gray.shape
        out = []
        for corners in found.boxes:
            x, y = np.asarray(corners, float).T
            box = PixelBox(
                max(0, int(x.min())), max(0, int(y.min())), min(width, int(x.max()) + 1), min(height, int(y.max()) + 1)
            )
            if box.x1 > box.x0 and box.y1 > box.y0:
                out.append(box)
        return out

    def read(self, crops: Sequence[Gray]) -> list[ReadLine]:
        if not crops:
            return []
        answer = self._engine.recognize_txt([cv2.cvtColor(_with_paper(crop), cv2.COLOR_GRAY2BGR) for crop in crops])
        return [_line(text, info) for text, info in zip(answer.txts, answer.word_results, strict=True)]


class _Narrowed:
    """A recogniser's session whose answers hold the columns `keep` only."""

    def __init__(self, session: Any, keep: list[int]) -> None:
        self._session = session
        self._keep = np.asarray(keep)

    def __call__(self, batch: Any) -> Any:
        return self._session(batch)[:, :, self._keep]


def _only_printed_signs(recognizer: Any) -> None:
    """Lets the recogniser choose among `_SIGNS` alone: its 18,000 others are Chinese, and letters that Indonesian has not.

    A speck above an `a` is then a less sure `a`, no `ā`. Probabilities stay those among all signs, so doubt is kept.
    """
    signs: list[str] = recognizer.postprocess_op.character
    keep = [0, *(i for i, sign in enumerate(signs) if i and sign in _SIGNS)]
    recognizer.session = _Narrowed(recognizer.session, keep)
    recognizer.postprocess_op.character = [signs[i] for i in keep]


def _with_paper(crop: Gray) -> Gray:
    extra = round(crop.shape[0] * _PAPER / 2)
    paper = int(np.percentile(crop, 90)) if crop.size else 255
    return np.asarray(cv2.copyMakeBorder(crop, extra, extra, 0, 0, cv2.BORDER_CONSTANT, value=(paper,)), np.uint8)


def _line(text: str, info: Any) -> ReadLine:
    """Letters with places from rapidocr's answer, which has places for all but the spaces."""
    if not text:
        return ReadLine(())
    columns = [column for word in info.word_cols for column in word]
    if len(columns) != sum(not c.isspace() for c in text):
        raise RuntimeError("rapidocr gave other places than letters; its answer has changed its form")
    length = max(float(info.line_txt_len), 1.0)
    glyphs: list[Glyph] = []
    following = iter(columns)
    last = 0.0
    for char, confidence in zip(text, info.confs, strict=True):
        if not char.isspace():
            last = min(1.0, (next(following) + 0.5) / length)
        glyphs.append(Glyph(" " if char.isspace() else char, last, float(confidence)))
    return ReadLine(tuple(glyphs))


@lru_cache(maxsize=1)
def rapid_reader(threads: int = 1) -> RapidReader:
    """The one reader of this process; its models are loaded when it is first asked for (about a second)."""
    # OpenCV would take every core as well, though a worker owns only one.
    cv2.setNumThreads(threads)
    os.environ.setdefault("OMP_THREAD_LIMIT", str(threads))
    return RapidReader(threads)
