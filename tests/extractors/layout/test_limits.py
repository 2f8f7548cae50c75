"""Limits are declared with what they mean, and found by their place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from extractors.layout import limits


def test_every_limit_of_the_extractors_says_what_it_means_and_in_which_unit() -> None:
    found = limits.limits_of("extractors")
    assert found["rows.by_gaps.jump"] == limits.Declared(
        0.22, "gaps between rows are wider than those within by this at least", "line heights"
    )
    assert all(one.meaning and one.unit in get_args(limits.Unit) for one in found.values())
    assert all(isinstance(one.value, int) for one in found.values() if one.unit == limits.COUNT and one.value >= 2)
    assert all(0 < one.value <= 1 for one in found.values() if one.unit == limits.SHARE)


def test_a_number_without_a_meaning_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "bare_numbers"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text(
        "from dataclasses import dataclass\n@dataclass\nclass Limits:\n    bare: float = 1.0\nLIMITS = Limits()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(TypeError, match=r"Limits\.bare does not say"):
        limits.limits_of("bare_numbers")
