"""The sentences of a review (`sentences.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.findings.terms import istilah


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("pipeline.review") / "sentences.toml").read_text(encoding="utf-8"))


def say(group: str, name: str, **told: object) -> str:
    """A sentence with what it tells put in."""
    return _sentences()[group][name].format(**told)


def counted(values: int) -> str:
    """So many values."""
    return f"{values:,} nilai".replace(",", ".")


def measure_words(measure: str, year: object = None) -> str:
    """A measure and its year for people: `% fisik 2016`."""
    name = str(istilah()["ukuran"].get(measure, measure.replace("_", " ")))
    return f"{name} {year}" if year else name
