"""The only door to onnxruntime and rapidocr, shut towards the network. Nothing else may import them (ruff sees to it).

From 1.29 on onnxruntime writes a device id and a store of events into the user's cache folder as soon as it is loaded, and some
ten seconds later asks for a host of its vendor (1.32 on Windows as well, by its Privacy.md). Only a variable that is set before
it is loaded keeps it from both. rapidocr fetches a model that is not where it expects it, or not as it expects it.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

_MODELS = {
    "Det": ("PP-OCRv6_det_small.onnx", "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"),
    "Cls": ("ch_ppocr_mobile_v2.0_cls_mobile.onnx", "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c"),
    "Rec": ("PP-OCRv6_rec_small.onnx", "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"),
}
"""Models in rapidocr's wheel that all figures here were measured with, and the SHA-256 of each."""


class ModelMissingError(Exception):
    """A model of rapidocr is not there, or not whole; `str()` is the line for the user."""


def without_telemetry() -> None:
    """What is loaded in this process and its children from now on tells nobody. Overrides the user's environment."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def load_onnxruntime() -> ModuleType:
    """The module. ImportError where it is not installed or does not load."""
    without_telemetry()
    module = importlib.import_module("onnxruntime")
    module.disable_telemetry_events()  # builds for Windows apps tell the system's event log and know no variable
    return module


def model_path(part: str) -> tuple[Path, str]:
    """(the file of a model in rapidocr's wheel, the SHA-256 of its bytes). ImportError, ModelMissingError.

    The wheel is looked up, not loaded: its libraries are 60 MB that reading a line does not need.
    """
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ImportError("No module named 'rapidocr'", name="rapidocr")
    name, digest = _MODELS[part]
    return Path(_whole(Path(spec.origin).parent / "models" / name, digest)), digest


def session(model: Path | bytes, threads: int) -> Any:
    """An `onnxruntime.InferenceSession` on the processor. ImportError, or what onnxruntime finds wrong with the model."""
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(
        str(model) if isinstance(model, Path) else model, options, providers=["CPUExecutionProvider"]
    )


def load_rapidocr(params: Mapping[str, Any]) -> Any:
    """A `rapidocr.RapidOCR` with these settings and the models of its wheel. ImportError, ModelMissingError."""
    load_onnxruntime()
    module = importlib.import_module("rapidocr")
    folder = Path(str(module.__file__)).parent / "models"
    paths = {f"{part}.model_path": _whole(folder / name, digest) for part, (name, digest) in _MODELS.items()}
    return module.RapidOCR(params={**params, **paths})


def _whole(path: Path, digest: str) -> str:
    """The path of a model whose bytes are those expected: one flipped bit reads other figures."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        found = ""
    if found != digest:
        raise ModelMissingError(
            f"model pembaca pindaian '{path.name}' tidak ada atau rusak; pasang ulang: pip install --force-reinstall rapidocr, "
            "sementara itu pakai --no-ocr"
        )
    return str(path)
