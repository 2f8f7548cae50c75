"""The door to the models: shut towards the network, and only whole models pass."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from extractors.scan import inference


def test_what_is_loaded_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    inference.without_telemetry()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_a_model_that_is_gone_or_changed_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def door(content: bytes | None) -> Any:
        package = tmp_path / "rapidocr"
        (package / "models").mkdir(parents=True, exist_ok=True)
        for name, _ in inference._MODELS.values():
            (package / "models" / name).unlink(missing_ok=True)
            if content is not None:
                (package / "models" / name).write_bytes(content)
        module = ModuleType("rapidocr")
        vars(module).update(__file__=str(package / "__init__.py"), RapidOCR=lambda params: params)
        monkeypatch.setitem(sys.modules, "rapidocr", module)
        monkeypatch.setitem(sys.modules, "onnxruntime", SimpleNamespace(disable_telemetry_events=lambda: None))
        return inference.load_rapidocr({"a": 1})

    for content in (None, b"another model"):
        with pytest.raises(inference.ModelMissingError, match=r"pip install"):
            door(content)
    whole = hashlib.sha256(b"the model").hexdigest()
    monkeypatch.setattr(inference, "_MODELS", {part: (name, whole) for part, (name, _) in inference._MODELS.items()})
    assert set(door(b"the model")) == {"a", "Det.model_path", "Cls.model_path", "Rec.model_path"}
