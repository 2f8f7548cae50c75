"""`lkjip trace`: the way of one value from the page it is printed on, through each rule, to its dataset, as text.

Only what the datasets hold is told, so that a folder of results can be checked without the PDFs and without a new run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.datasets import DATASETS
from pipeline.errors import UsageError
from pipeline.istilah import arti_aturan, istilah
from pipeline.stored import StoredDatasets
from pipeline.tampilan import angka, rupiah

FACTS = {"kinerja": ("kinerja_id", "indikator"), "anggaran": ("anggaran_id", "uraian")}
"""Datasets whose rows can be traced: their id and the column that names what is measured."""
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
    shown = _value(name, row) or "tanpa nilai"
    yield Step(f"{row[label]}: {_measure(row['ukuran'])}{year} = {shown} ({row['status_nilai']})", ())
    yield _document(stored, row["dokumen_id"])
    cells = _rows(stored, "sel", pc.field("tabel_id") == row["tabel_id"])
    table = _one(stored, "tabel", "tabel_id", row["tabel_id"])
    cell = next((c for c in cells if _covers(c, row["baris"], row["kolom"])), None)
    yield _page(row, cell)
    yield _table(table)
    yield Step("Kolom", tuple(_column(table, cells, row["kolom"])))
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
    engine, _, ocr = table["mesin"].partition("+")
    found = istilah()["mesin"].get(engine, engine) + (" pada gambar halaman" if ocr else "")
    return Step(
        "Tabel",
        (
            f"{table['judul'] or 'tanpa judul'} ({table['tabel_id']}, {pages})",
            f"{table['jumlah_baris']} baris, {table['jumlah_kolom']} kolom; {found}; keyakinan {angka(table['keyakinan'], 2)}",
            f"jenis: {kind}",
        ),
    )


def _column(table: dict[str, Any], cells: Sequence[dict[str, Any]], kolom: int) -> Iterator[str]:
    head = [c for c in cells if c["baris"] < table["baris_judul"] and _covers(c, c["baris"], kolom) and c["teks"].strip()]
    path = " / ".join(_flat(c["teks"]) for c in sorted(head, key=lambda c: c["baris"]))
    yield f'kolom {kolom}, kepala "{path}"' if path else f"kolom {kolom}, tanpa kepala"
    meanings = table["kolom_kanonik"]
    if kolom < len(meanings):
        yield f"dibaca sebagai: {meanings[kolom]}"


def _row(table: dict[str, Any], cells: Sequence[dict[str, Any]], row: dict[str, Any], label: str) -> Iterator[str]:
    yield f'baris {row["baris"]}: {label} "{row[label]}"'
    for key in ("sasaran", "kode", "tingkat", "belanja"):
        if row.get(key):
            version = f" (nomenklatur {row['versi_kode']})" if key == "kode" and row["versi_kode"] else ""
            yield f"{key.replace('_', ' ')}: {row[key]}{version}"
    beside = [c for c in cells if c["baris"] >= table["baris_judul"] and _spans(c, row["baris"]) and c["teks"].strip()]
    yield "tertulis: " + " | ".join(_flat(c["teks"]) for c in sorted(beside, key=lambda c: c["kolom"]))


def _reading(name: str, row: dict[str, Any]) -> Iterator[str]:
    yield f'"{_flat(row["nilai_teks"])}" dibaca {_value(name, row) or "tanpa nilai"}'
    yield f"aturan: {arti_aturan(row['aturan_nilai'])} ({row['aturan_nilai']})"
    if row["kandidat"]:
        yield "bacaan yang mungkin: " + "; ".join(angka(float(k)) for k in row["kandidat"])
    yield f"status {row['status_nilai']}, keyakinan {angka(row['keyakinan'], 2)}"


def _arithmetic(stored: StoredDatasets, name: str, row: dict[str, Any]) -> Iterator[str]:
    """The equation of the row's own figures: capaian of realisasi and target, percent of realisasi and pagu."""
    whole_name, part_name, share_name = (
        ("target", "realisasi", "capaian") if name == "kinerja" else ("pagu", "realisasi", "persen_realisasi")
    )
    where = (pc.field("tabel_id") == row["tabel_id"]) & (pc.field("baris") == row["baris"])
    label = FACTS[name][1]
    same = [
        r
        for r in _rows(stored, name, where)
        if r["tahun"] == row["tahun"] and r["triwulan"] == row["triwulan"] and r[label] == row[label]
    ]
    figures = {m: [r for r in same if r["ukuran"] == m and r["nilai"] is not None] for m in (whole_name, part_name, share_name)}
    if any(len(found) != 1 for found in figures.values()):
        return
    whole, part, share = (float(figures[m][0]["nilai"]) for m in (whole_name, part_name, share_name))
    if not whole:
        return
    forward = 100 * part / whole
    text = f"{part_name} {angka(part)} dari {whole_name} {angka(whole)} adalah {angka(forward, 2)}%; tercetak {angka(share)}%"
    ways = [forward, 100 * (2 * whole - part) / whole, *([100 * whole / part] if part else [])]
    fits = any(abs(way - share) <= 0.06 for way in (ways if name == "kinerja" else ways[:1]))
    yield text + (" (cocok)" if fits else " (tidak cocok)")


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
        value = _value("kinerja", f) or f'"{_flat(f["nilai_teks"])}"'
        yield f"juga: {_measure(f['ukuran'])} {f['tahun'] or '?'} {value}, {names[f['dokumen_id']]} hal. {f['halaman']}"
    if len(others) > OTHERS:
        yield f"dan {len(others) - OTHERS} lagi"


# ---------------------------------------------------------------- a finding
def _of_finding(stored: StoredDatasets, row: dict[str, Any]) -> Iterator[Step]:
    title, meaning = istilah()["aturan"].get(row["aturan"], (row["aturan"].replace("_", " "), ""))
    yield Step(f"{title} ({row['keparahan']})", tuple(t for t in (row["pesan"], meaning) if t))
    yield _document(stored, row["dokumen_id"])
    place = [
        f"{word} {row[key]}"
        for word, key in (("halaman", "halaman"), ("baris", "baris"), ("kolom", "kolom"))
        if row[key] is not None
    ]
    if row["tabel_id"]:
        place.insert(0, f"tabel {row['tabel_id']}")
    yield Step("Tempat", (", ".join(place) or "seluruh dokumen",))
    details = json.loads(row["rincian"] or "{}")
    if details:
        yield Step(
            "Rincian", tuple(f"{k}: {v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)}" for k, v in details.items())
        )
    if row["tabel_id"] and row["baris"] is not None:
        where = (pc.field("tabel_id") == row["tabel_id"]) & (pc.field("baris") == row["baris"])
        facts = [(name, f) for name in FACTS for f in _rows(stored, name, where)]
        lines = [
            f"{f[FACTS[name][0]]}  {_measure(f['ukuran'])} {f['tahun'] or '?'} = {_value(name, f) or '?'} ({f['status_nilai']})"
            for name, f in facts[:OTHERS]
        ]
        if lines:
            yield Step("Nilai di baris itu (lkjip trace ID)", tuple(lines))


# ---------------------------------------------------------------- words
def _flat(text: str) -> str:
    return " ".join(text.split())


def _measure(ukuran: str) -> str:
    return str(istilah()["ukuran"].get(ukuran, ukuran.replace("_", " ")))


def _value(name: str, row: dict[str, Any]) -> str:
    if row["nilai"] is None:
        return row.get("predikat") or ""
    if name == "anggaran":
        percent = row["ukuran"].startswith("persen")
        return angka(Decimal(row["nilai"])) + "%" if percent else rupiah(row["nilai"])
    return " ".join(p for p in (angka(row["nilai"]), row["satuan"], row["predikat"] and f"({row['predikat']})") if p)


def _spans(cell: dict[str, Any], baris: int) -> bool:
    return bool(cell["baris"] <= baris < cell["baris"] + cell["rentang_baris"])


def _covers(cell: dict[str, Any], baris: int, kolom: int) -> bool:
    return _spans(cell, baris) and bool(cell["kolom"] <= kolom < cell["kolom"] + cell["rentang_kolom"])
