"""The model that reads lines of text (PP-OCR, in rapidocr's wheel): a crop to letters, each with its place."""

from __future__ import annotations

import hashlib
import logging
import math
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.inference import model_path, session
from extractors.scan.picture import Gray
from extractors.scan.recogniser import cut as cutting
from extractors.scan.recogniser.cache import cache_folder, kept_or_made

PRINTED = frozenset(string.printable) - frozenset("\t\n\r\x0b\x0c") | frozenset("–—−×÷±≥≤≠°²³½¼•·…√“”‘’→✓")
"""What documents of Indonesian offices print. The model knows 18,000 signs more, most of them Chinese, and letters that
Indonesian has not: a speck above an `a` is a less sure `a`, no `ā`."""

_HEIGHT = 48
"""Pixels that the model reads a line at."""
_NARROWEST = 48
"""Pixels. Narrower lines are padded to this width; rapidocr pads to 320, which wastes most of the work on the short figures of a
table."""

Columns = NDArray[np.int64]
Shares = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter (or a space) as read: `place` is its middle as a share (0-1) of the crop's width, `confidence` its share among all
    signs."""

    text: str
    place: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Recogniser:
    """`signs` are those it chooses among, the blank first; `look` gives the sign of each column of a line, and how sure each
    is that begins a letter. `whole` tells why the model is not cut; None where it is."""

    signs: list[str]
    look: Callable[[NDArray[np.float32]], tuple[Columns, Shares]]
    whole: str | None = None

    def read(self, crop: Gray) -> tuple[Glyph, ...]:
        """What a crop of one line says, from the left."""
        batch, share = _normal(crop)
        columns, sure = self.look(batch)
        begins = _begins(columns)
        length = max(len(columns) * share, 1.0)
        return tuple(
            Glyph(self.signs[columns[at]], min(1.0, (float(at) + 0.5) / length), round(float(p), 5))
            for at, p in zip(np.flatnonzero(begins), sure, strict=True)
        )


def _begins(columns: Columns) -> NDArray[np.bool_]:
    """Where letters begin: a sign that is no blank, and another than in the column before."""
    begins = np.asarray(columns != 0, np.bool_)
    begins[1:] &= columns[1:] != columns[:-1]
    return begins


def _normal(crop: Gray) -> tuple[NDArray[np.float32], float]:
    """(a line as the model wants it, the share of its width that is not padding)."""
    ratio = crop.shape[1] / crop.shape[0]
    width = max(_NARROWEST, int(_HEIGHT * ratio))
    own = min(width, math.ceil(_HEIGHT * ratio))
    gray = np.asarray(cv2.resize(crop, (own, _HEIGHT)), np.float32)
    batch = np.zeros((1, 3, _HEIGHT, width), np.float32)
    batch[0, :, :, :own] = (gray / 255 - 0.5) / 0.5
    return batch, min(1.0, _HEIGHT * ratio / width)


def load_recogniser(threads: int, folder: Path | None = None) -> Recogniser:
    """The recogniser, cut where that can be done; the cut model is kept in `folder`, or in the user's cache folder. ImportError,
    ModelMissingError."""
    path, digest = model_path("Rec")
    try:
        data = kept_or_made(_name(digest), lambda: cutting.cut(path.read_bytes(), PRINTED), folder or cache_folder())
        run = session(data, threads)
        names = [one.name for one in run.get_outputs()]
        if names != [cutting.SIGNS, cutting.SURE]:
            raise cutting.CutError(f"it answers {names}")
    except Exception as error:  # whatever onnx, protobuf or onnxruntime finds wrong here
        why = f"{type(error).__name__}: {error}"
        logging.getLogger("lkjip").warning("model pembaca pindaian dipakai utuh (lebih lambat, hasilnya sama): %s", why)
        return _whole(session(path, threads), why)

    def look(batch: NDArray[np.float32]) -> tuple[Columns, Shares]:
        signs, sure = run.run(None, {run.get_inputs()[0].name: batch})
        return signs[0], sure[:, 0]

    return Recogniser(_signs(run), look)


def _whole(run: Any, why: str) -> Recogniser:
    """The recogniser with the model as it came."""
    listed = _signs(run)
    places = np.asarray(cutting.kept_places(listed, PRINTED))

    def look(batch: NDArray[np.float32]) -> tuple[Columns, Shares]:
        (shares,) = run.run(None, {run.get_inputs()[0].name: batch})
        few = shares[0][:, places]
        columns = np.asarray(few.argmax(axis=1), np.int64)
        return columns, few.max(axis=1)[_begins(columns)]

    return Recogniser([listed[place] for place in places], look, why)


def _signs(run: Any) -> list[str]:
    return cutting.signs_of(run.get_modelmeta().custom_metadata_map[cutting.CHARACTERS])


def _name(digest: str) -> str:
    """Of the kept file: another model, other signs or another way to cut are another file."""
    made_of = (digest, "".join(sorted(PRINTED)), Path(cutting.__file__).read_text(encoding="utf-8"))
    return f"pembaca-{hashlib.sha256(chr(0).join(made_of).encode()).hexdigest()[:32]}.onnx"
