"""The packages: bounded where a new default would be felt, and the tested set whole and within the bounds."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
READERS = {
    *("onnxruntime", "rapidocr", "pypdfium2", "pikepdf", "opencv-python-headless", "pillow", "pyarrow", "pandas", "openpyxl"),
    *("onnx", "msgspec", "numpy", "scipy", "rapidfuzz", "pdfplumber", "camelot-py"),
}
"""What reads files or runs models."""


def wanted(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def pinned_set() -> dict[str, Version]:
    lines = (ROOT / "docs/teruji.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def test_what_reads_files_or_runs_models_has_an_upper_bound() -> None:
    own = wanted(PROJECT["dependencies"])
    assert own.keys() >= READERS
    open_ended = [name for name in READERS if not any(bound.operator == "<" for bound in own[name].specifier)]
    assert open_ended == []
    assert Version("1.33.0") not in own["onnxruntime"].specifier
    assert Version("3.11.0") not in own["rapidocr"].specifier


def test_the_tested_set_is_within_the_bounds() -> None:
    own = wanted(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
    pinned = pinned_set()
    assert {name: str(pinned.get(name)) for name, r in own.items() if pinned.get(name, "0") not in r.specifier} == {}


@pytest.mark.skipif(sys.platform != "linux", reason="the set is told for Linux; others need a package more")
def test_the_tested_set_names_all_that_is_installed_with_it() -> None:
    pinned, seen = pinned_set(), set()
    waiting = list(wanted(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]).values())
    while waiting:
        one = waiting.pop()
        key = (canonicalize_name(one.name), frozenset(one.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            needs = [Requirement(line) for line in requires(one.name) or []]
        except PackageNotFoundError:  # of a release that this environment has not
            continue
        asked = [{"extra": extra, "python_version": "3.11", "python_full_version": "3.11.7"} for extra in ("", *one.extras)]
        waiting += [need for need in needs if need.marker is None or any(map(need.marker.evaluate, asked))]
    assert sorted({name for name, _ in seen} - pinned.keys()) == []
