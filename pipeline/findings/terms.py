"""Names and explanations for people, from `terms.toml`: read once, shared by the report, findings and trace."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def istilah() -> dict[str, dict[str, Any]]:
    """The whole table: group, name, words. Do not change what it returns."""
    text = resources.files("pipeline.findings").joinpath("terms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def arti_aturan(rule: str) -> str:
    """What a rule of reading (`aturan_nilai`) means; its own name where it has no words. `a+b`: first the one, then the other."""
    return "; lalu ".join(str(istilah()["aturan_nilai"].get(part, part.replace("_", " "))) for part in rule.split("+"))


def arti_langkah(step: str) -> str:
    """What a heuristic did (`tabel.langkah`), with the columns (1-based) that it was about, and its place in the code."""
    ident, _, places = step.partition(":")
    about = f" (kolom ke-{', '.join(str(int(p) + 1) for p in places.split(','))})" if places else ""
    return f"{istilah()['langkah'].get(ident, ident)}{about} [{ident}]"
