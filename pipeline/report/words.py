"""Words of what people are shown: owners, spans of years, measures and values, details of findings, links."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.findings import numerals as tampilan
from pipeline.findings.terms import istilah
from pipeline.report import profiles as profil
from pipeline.storage.places import is_remote

PLAIN = ("tahun", "halaman", "baris", "kolom", "kode")  # numbers that are names, not amounts


def owner(instansi: str | None, wilayah: str | None) -> str:
    """Agency and region in one line; many agencies have the region in their name."""
    if instansi is None:
        return ", ".join(filter(None, ("instansi tidak dikenali", wilayah)))
    return instansi if wilayah is None or wilayah in instansi else f"{instansi}, {wilayah}"


def plain_words(name: str) -> str:
    return name.replace("_", " ")


def measure(ukuran: str) -> str:
    """The name of a measure: `% fisik` for `persen_fisik`."""
    return str(istilah()["ukuran"].get(ukuran, plain_words(ukuran)))


def shown_value(name: str, row: Mapping[str, Any]) -> str:
    """The value of a row of a dataset with its unit, as Indonesians write it; empty where it has none."""
    if row["nilai"] is None:
        return row.get("predikat") or ""
    if name == "anggaran":
        percent = row["ukuran"].startswith("persen")
        return tampilan.angka(Decimal(row["nilai"])) + "%" if percent else tampilan.rupiah(row["nilai"])
    return " ".join(p for p in (tampilan.angka(row["nilai"]), row["satuan"], row["predikat"] and f"({row['predikat']})") if p)


def value_of(figures: Mapping[str, profil.Angka], ukuran: str) -> float | None:
    return figures[ukuran].nilai if ukuran in figures else None


def span(years: Sequence[int]) -> str:
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def relative_url(target: Path, folder: Path) -> str:
    if is_remote(folder):
        return target.resolve().as_uri()
    try:  # not Path.resolve, which raises for a link to itself
        relative = os.path.relpath(os.path.realpath(target), os.path.realpath(folder))
    except ValueError:  # another drive on Windows
        return target.resolve().as_uri()
    return quote(os.fsencode(Path(relative).as_posix()))


def text_of(value: Any, *, plain: bool = False) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return str(value) if plain else tampilan.angka(value)
    if isinstance(value, list):
        return "; ".join(text_of(item, plain=plain) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{plain_words(str(k))} {text_of(v, plain=str(k).startswith(PLAIN))}" for k, v in value.items())
    return str(value)
