"""`lkjip trace`: the way of one value from the page it is printed on, through each rule, to its dataset, as text.

Only what the datasets hold is told, so that a folder of results can be checked without the PDFs and without a new run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.datasets.records import DATASETS, FACTS, Anggaran, Kinerja
from pipeline.datasets.stored import StoredDatasets
from pipeline.datasets.vocabulary import engine_of
from pipeline.errors import UsageError
from pipeline.facts.arithmetic.equations import Equation, anggaran_equations, kinerja_equations
from pipeline.findings.numerals import angka
from pipeline.findings.terms import arti_aturan, arti_langkah, istilah
from pipeline.report.words import measure, shown_value
from pipeline.storage.origin import printable

SHORTEST = 6
"""So many digits of an id are enough where they are one row's alone."""
OTHERS = 12
"""At most so many lines of one kind are listed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the way: its title and the lines that stand below it."""

    judul: str
    baris: tuple[str, ...]


def trace(output: Path, ident: str) -> list[Step]:
    """The way of the fact or finding with this id (or the beginning of it). UsageError where there is none or several."""
    stored = StoredDatasets(output)
    name, row = _found(stored, ident)
    if name == "temuan":
        return list(_of_finding(stored, row))
    return list(_of_fact(stored, name, row))


def _found(stored: StoredDatasets, ident: str) -> tuple[str, dict[str, Any]]:
    ident = printable(ident)
    if len(ident) < SHORTEST:
        raise UsageError(f"id '{ident}' terlalu pendek; tulis sedikitnya {SHORTEST} huruf pertamanya")
    hits = [
        (name, row)
        for name, column in (*((n, c) for n, (c, _) in FACTS.items()), ("temuan", "temuan_id"))
        for row in _rows(stored, name, pc.starts_with(pc.field(column), ident))
    ]
    if not hits:
        raise UsageError(f"tidak ada nilai atau temuan dengan id '{ident}' di {stored.output}")
    if len(hits) > 1:
        raise UsageError(f"id '{ident}' dipakai {len(hits)} baris; tulis lebih banyak hurufnya")
    return hits[0]


def _rows(stored: StoredDatasets, name: str, where: Any) -> list[dict[str, Any]]:
    return stored.rows(name, [f.name for f in fields(DATASETS[name])], where)


def _one(stored: StoredDatasets, name: str, column: str, value: str) -> dict[str, Any]:
    return _rows(stored, name, pc.field(column) == value)[0]


# ---------------------------------------------------------------- a fact
def _of_fact(stored: StoredDatasets, name: str, row: dict[str, Any]) -> Iterator[Step]:
    ident, label = FACTS[name]
    year = f" {row['tahun']}" if row["tahun"] else ""
    shown = shown_value(name, row) or "tanpa nilai"
    yield Step(f"{row[label]}: {measure(row['ukuran'])}{year} = {shown} ({row['status_nilai']})", ())
    yield _document(stored, row["dokumen_id"])
    cells = _rows(stored, "sel", pc.field("tabel_id") == row["tabel_id"])
    table = _one(stored, "tabel", "tabel_id", row["tabel_id"])
    cell = next((c for c in cells if _covers(c, row["baris"], row["kolom"])), None)
    yield _page(row, cell)
    yield _table(table)
    yield Step("Kolom", tuple(_column(stored, table, cells, row)))
    yield Step("Baris", tuple(_row(table, cells, row, label)))
    yield Step("Nilai", tuple(_reading(name, row)))
    equations = tuple(_arithmetic(stored, name, row))
    if equations:
        yield Step("Hitungan", equations)
    if row.get("indikator_id"):
        yield Step("Indikator", tuple(_same_indicator(stored, row)))
    findings = _rows(stored, "temuan", pc.field("tabel_id") == row["tabel_id"])
    about = [f["pesan"] for f in findings if f["baris"] == row["baris"] and f["kolom"] in (row["kolom"], None)]
    if about:
        yield Step("Temuan", tuple(about))
    yield Step("Dataset", (f"{name}, {ident} {row[ident]}",))


def _document(stored: StoredDatasets, ident: str) -> Step:
    d = _one(stored, "dokumen", "dokumen_id", ident)
    period = f"{d['periode_awal']}-{d['periode_akhir']}" if d["periode_awal"] else None
    what = [d["jenis"], d["instansi"], d["wilayah"], d["tahun"] and str(d["tahun"]), period]
    return Step("Berkas", (d["berkas"], ", ".join(w for w in what if w) or "tidak dikenali"))


def _page(row: dict[str, Any], cell: dict[str, Any] | None) -> Step:
    lines = [f"halaman {row['halaman']}"]
    if cell is not None:
        box = ", ".join(angka(cell[k], 0) for k in ("x0", "y0", "x1", "y1"))
        how = "dibaca dari gambar" if cell["dari_ocr"] else "huruf PDF, tidak dibaca dari gambar"
        lines.append(f'sel tertulis "{_flat(cell["teks"])}"; {how}; kotak {box} poin dari kiri atas')
        lines.append(f"keyakinan sel {angka(cell['keyakinan'], 2)}")
    return Step("Halaman", tuple(lines))


def _table(table: dict[str, Any]) -> Step:
    first, last = table["halaman_awal"], table["halaman_akhir"]
    pages = f"halaman {first}" if first == last else f"halaman {first}-{last}"
    kind = istilah()["jenis_tabel"].get(table["jenis"], table["jenis"])
    engine, from_picture = engine_of(table["mesin"])
    found = istilah()["mesin"].get(engine, engine) + (" pada gambar halaman" if from_picture else "")
    return Step(
        "Tabel",
        (
            f"{table['judul'] or 'tanpa judul'} ({table['tabel_id']}, {pages})",
            f"{table['jumlah_baris']} baris, {table['jumlah_kolom']} kolom; {found}; keyakinan {angka(table['keyakinan'], 2)}",
            f"jenis: {kind}",
            *map(arti_langkah, table.get("langkah") or ()),
            *(table.get("pertimbangan") or ()),
        ),
    )


def _column(stored: StoredDatasets, table: dict[str, Any], cells: Sequence[dict[str, Any]], row: dict[str, Any]) -> Iterator[str]:
    kolom = row["kolom"]
    head = [c for c in cells if c["baris"] < table["baris_judul"] and _covers(c, c["baris"], kolom) and c["teks"].strip()]
    path = " / ".join(_flat(c["teks"]) for c in sorted(head, key=lambda c: c["baris"]))
    yield f'kolom ke-{kolom + 1}, kepala "{path}"' if path else f"kolom ke-{kolom + 1}, tanpa kepala"
    meanings = table["kolom_kanonik"]
    if kolom < len(meanings):
        yield f"dibaca sebagai: {meanings[kolom]}"
    year = str(row["tahun"] or "")
    if year and year not in path:
        document = _one(stored, "dokumen", "dokumen_id", row["dokumen_id"])
        if year in (table["judul"] or ""):
            yield f"tahun {year}: dari judul tabel"
        elif row["tahun"] == document["tahun"]:
            yield f"tahun {year}: tahun dokumennya, sebab kepala kolom dan judul tabel tidak menyebutnya"
        else:
            yield f"tahun {year}: dari susunan kolom tabelnya"


def _row(table: dict[str, Any], cells: Sequence[dict[str, Any]], row: dict[str, Any], label: str) -> Iterator[str]:
    yield f'baris ke-{row["baris"] + 1}: {label} "{row[label]}"'
    for key in ("sasaran", "kode", "tingkat", "belanja"):
        if row.get(key):
            version = f" (nomenklatur {row['versi_kode']})" if key == "kode" and row["versi_kode"] else ""
            yield f"{key}: {row[key].replace('_', ' ')}{version}"
    beside = [c for c in cells if c["baris"] >= table["baris_judul"] and _spans(c, row["baris"]) and c["teks"].strip()]
    yield "tertulis: " + " | ".join(_flat(c["teks"]) for c in sorted(beside, key=lambda c: c["kolom"]))


def _reading(name: str, row: dict[str, Any]) -> Iterator[str]:
    yield f'"{_flat(row["nilai_teks"])}" dibaca {shown_value(name, row) or "tanpa nilai"}'
    yield f"aturan: {arti_aturan(row['aturan_nilai'])} ({row['aturan_nilai']})"
    if row["kandidat"]:
        chosen = "semula mungkin" if row["status_nilai"] == "pasti" else "bacaan yang mungkin"
        yield f"{chosen}: " + "; ".join(angka(float(k)) for k in row["kandidat"])
    yield f"status {row['status_nilai']}, keyakinan {angka(row['keyakinan'], 2)}"


def _arithmetic(stored: StoredDatasets, name: str, row: dict[str, Any]) -> Iterator[str]:
    """The equations of its table that the value takes part in, with the figures and whether they hold."""
    where = pc.field("tabel_id") == row["tabel_id"]
    ident = FACTS[name][0]
    values: dict[str, float | Decimal | None]
    if name == "kinerja":
        measured = [Kinerja(**_fields(r)) for r in _rows(stored, name, where) if r["baris"] == row["baris"]]
        equations = kinerja_equations(measured)
        values = {f.kinerja_id: f.nilai for f in measured}
    else:
        amounts = [Anggaran(**_fields(r)) for r in _rows(stored, name, where)]
        equations = anggaran_equations(amounts)
        values = {f.anggaran_id: f.nilai for f in amounts}
    for equation in equations:
        figures = [Decimal(str(v)) for i in equation.ids if (v := values[i]) is not None]
        if row[ident] not in equation.ids or len(figures) != len(equation.ids):
            continue
        holds = equation.holds(figures)
        if not holds and not equation.mengikat:
            continue  # one of several ways in which a table may be meant
        yield f"{equation.cara}: {_worked_out(equation, figures)} ({'cocok' if holds else 'tidak cocok'})"


def _worked_out(equation: Equation, figures: Sequence[Decimal]) -> str:
    if "/" not in equation.cara:
        whole, *parts = (angka(f) for f in figures)
        more = [f"dan {len(parts) - OTHERS} lagi"] if len(parts) > OTHERS else []
        return f"{whole} tercetak; {' + '.join([*parts[:OTHERS], *more])} = {angka(sum(figures[1:], Decimal(0)))}"
    part, whole_, share = figures
    names = equation.cara.partition(" = ")[2].split(" / ")
    forward = angka(100 * part / whole_, 2) if whole_ else "?"
    return f"{names[0]} {angka(part)} dari {names[1]} {angka(whole_)} adalah {forward}%; tercetak {angka(share)}%"


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"kandidat": tuple(row["kandidat"] or ())}


def _same_indicator(stored: StoredDatasets, row: dict[str, Any]) -> Iterator[str]:
    who = _one(stored, "indikator", "indikator_id", row["indikator_id"])
    yield f"{row['indikator_id']}: {who['nama']}" + (f" ({who['satuan']})" if who["satuan"] else "")
    mentions = _rows(stored, "padanan", pc.field("indikator_id") == row["indikator_id"])
    own = next((m for m in mentions if m["tabel_id"] == row["tabel_id"] and m["baris"] == row["baris"]), None)
    if own is not None:
        yield f"dicocokkan: {own['cara']}, skor {angka(own['skor'], 1)}, {own['status']}"
    names = {d["dokumen_id"]: d["berkas"] for d in stored.rows("dokumen", ["dokumen_id", "berkas"])}
    facts = _rows(stored, "kinerja", pc.field("indikator_id") == row["indikator_id"])
    others = [f for f in facts if f["kinerja_id"] != row["kinerja_id"] and f["ukuran"] == row["ukuran"]]
    others.sort(key=lambda f: (f["tahun"] or 0, names[f["dokumen_id"]], f["halaman"], f["baris"]))
    for f in others[:OTHERS]:
        value = shown_value("kinerja", f) or f'"{_flat(f["nilai_teks"])}"'
        yield f"juga: {measure(f['ukuran'])} {f['tahun'] or '?'} {value}, {names[f['dokumen_id']]} hal. {f['halaman']}"
    if len(others) > OTHERS:
        yield f"dan {len(others) - OTHERS} lagi"


# ---------------------------------------------------------------- a finding
def _of_finding(stored: StoredDatasets, row: dict[str, Any]) -> Iterator[Step]:
    title, meaning = istilah()["aturan"].get(row["aturan"], (row["aturan"].replace("_", " "), ""))
    yield Step(f"{title} ({row['keparahan']})", tuple(t for t in (row["pesan"], meaning) if t))
    yield _document(stored, row["dokumen_id"])
    place = [
        f"{word}{row[key] + first}"
        for word, key, first in (("halaman ", "halaman", 0), ("baris ke-", "baris", 1), ("kolom ke-", "kolom", 1))
        if row[key] is not None
    ]
    if row["tabel_id"]:
        place.insert(0, f"tabel {row['tabel_id']}")
    yield Step("Tempat", (", ".join(place) or "seluruh dokumen",))
    details = json.loads(row["rincian"] or "{}")
    if details:
        names = {d["dokumen_id"]: d["berkas"] for d in stored.rows("dokumen", ["dokumen_id", "berkas"])}
        yield Step("Rincian", tuple(_details(details, row["dokumen_id"], names)))
    if row["tabel_id"] and row["baris"] is not None:
        where = (pc.field("tabel_id") == row["tabel_id"]) & (pc.field("baris") == row["baris"])
        facts = [(name, f) for name in FACTS for f in _rows(stored, name, where)]
        lines = [
            f"{f[FACTS[name][0]]}  {measure(f['ukuran'])} {f['tahun'] or '?'} = {shown_value(name, f) or '?'} "
            f"({f['status_nilai']})"
            for name, f in facts[:OTHERS]
        ]
        if lines:
            yield Step("Nilai di baris itu (lkjip trace ID)", tuple(lines))


def _details(details: dict[str, Any], own: str, names: Mapping[str, str]) -> Iterator[str]:
    for key, value in details.items():
        if key == "sel":
            for cell in value[:OTHERS]:
                place = f"hal. {cell['halaman']}, baris ke-{cell['baris'] + 1}, kolom ke-{cell['kolom'] + 1}"
                where = place if cell["dokumen_id"] == own else f"{names.get(cell['dokumen_id'], cell['dokumen_id'])} {place}"
                yield f'dibandingkan: {measure(cell["ukuran"])} {cell["tahun"] or ""} "{_flat(cell["teks"])}" ({where})'
            if len(value) > OTHERS:
                yield f"dan {len(value) - OTHERS} sel lagi"
        elif key == "aturan":
            yield f"aturan: {arti_aturan(value)} ({value})"
        else:
            yield f"{key.replace('_', ' ')}: {_said(value, plain=key in _NAMES)}"


_NAMES = frozenset({"tahun", "kode", "halaman", "tahun_rencana"})
"""Numbers that are names, not amounts: written without dots."""


def _said(value: Any, *, plain: bool = False) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k.replace('_', ' ')} {_said(v, plain=k in _NAMES)}" for k, v in value.items())
    if isinstance(value, list):
        return "; ".join(_said(v, plain=plain) for v in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float) and not plain:
        return angka(value)
    return str(value)


# ---------------------------------------------------------------- words
def _flat(text: str) -> str:
    return " ".join(text.split())


def _spans(cell: dict[str, Any], baris: int) -> bool:
    return bool(cell["baris"] <= baris < cell["baris"] + cell["rentang_baris"])


def _covers(cell: dict[str, Any], baris: int, kolom: int) -> bool:
    return _spans(cell, baris) and bool(cell["kolom"] <= kolom < cell["kolom"] + cell["rentang_kolom"])
