"""Names and explanations for people, from `terms.toml`: read once, shared by the report, findings and trace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from extractors.model import EngineName, Why
from normalizers.lexicon import declared, shipped
from pipeline.datasets.vocabulary import AturanNilai, AturanTemuan, JenisTabel, Keparahan, Ukuran

EXPLAINED: dict[str, tuple[str, ...]] = {
    "aturan": get_args(AturanTemuan),
    "jenis_tabel": get_args(JenisTabel),
    "ukuran": get_args(Ukuran),
    "keparahan": get_args(Keparahan),
    "aturan_nilai": get_args(AturanNilai),
    "mesin": get_args(EngineName),
    "sebab_ditanya": get_args(Why),
}
"""Groups of the table and the words that each may explain."""


@cache
def istilah() -> Mapping[str, Mapping[str, Any]]:
    """The whole table: group, name, words. Do not change what it returns. LexiconError where it explains a word that is none."""
    table = shipped("terms", "pipeline.findings")
    for group, known in EXPLAINED.items():
        for word in table[group]:
            declared(word, known, f"terms.toml: [{group}]")
    return table


def arti_aturan(rule: str) -> str:
    """What a rule of reading (`aturan_nilai`) means; its own name where it has no words. `a+b`: first the one, then the other."""
    return "; lalu ".join(str(istilah()["aturan_nilai"].get(part, part.replace("_", " "))) for part in rule.split("+"))


def arti_langkah(step: str) -> str:
    """What a heuristic did (`tabel.langkah`), with the columns (1-based) that it was about, and its place in the code."""
    ident, _, places = step.partition(":")
    about = f" (kolom ke-{', '.join(str(int(p) + 1) for p in places.split(','))})" if places else ""
    return f"{istilah()['langkah'].get(ident, ident)}{about} [{ident}]"
