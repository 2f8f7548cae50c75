"""The door to the models is shut towards the network, and gives only models that are whole."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractors.scan import inference


class Rapid(ModuleType):
    """rapidocr from a folder of its own: gives back what it is asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__("rapidocr")
        self.__file__ = str(folder / "__init__.py")

    def RapidOCR(self, params: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return params


def test_telemetry_is_off_whatever_the_user_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    inference.without_telemetry()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_models_are_those_of_the_wheel_and_a_flipped_bit_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "1")
    wheel = Path(str(pytest.importorskip("rapidocr").__file__)).parent / "models"
    copy = shutil.copytree(wheel, tmp_path / "models")
    monkeypatch.setitem(sys.modules, "rapidocr", Rapid(tmp_path))
    given = inference.load_rapidocr({"Global.log_level": "error"})
    paths = {key: Path(path) for key, path in given.items() if key.endswith(".model_path")}
    assert given["Global.log_level"] == "error"
    assert set(paths) == {"Det.model_path", "Cls.model_path", "Rec.model_path"}
    assert all(path.parent == copy and path.is_file() for path in paths.values())
    model = paths["Cls.model_path"]
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.write_bytes(data)
    with pytest.raises(inference.ModelMissingError, match="pip install --force-reinstall rapidocr") as told:
        inference.load_rapidocr({})
    assert model.name in str(told.value)
    model.unlink()
    with pytest.raises(inference.ModelMissingError, match=model.name):
        inference.load_rapidocr({})
