"""Checks of the activity tree: a child below the wrong parent, a name that is not the official one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.datasets.records import Kegiatan, Temuan
from pipeline.datasets.vocabulary import AturanTemuan, Keparahan
from pipeline.facts.kegiatan import misplaced
from pipeline.findings.at_cell import TablePlace, finding_at

_PLAIN = {"sub_kegiatan": "sub kegiatan"}


def induk_salah(kegiatan: Sequence[Kegiatan]) -> Iterator[Temuan]:
    """An activity is printed below another parent than its code tells, and that parent stands in the same table."""
    tables: dict[str, list[Kegiatan]] = defaultdict(list)
    for row in kegiatan:
        tables[row.tabel_id].append(row)
    for rows in tables.values():
        for row, above in misplaced(sorted(rows, key=lambda r: r.baris)):
            level = _PLAIN.get(row.tingkat or "", row.tingkat or "baris")
            own = row.induk or ""
            printed = not above.kode.startswith(own + ".")
            if not printed:  # only what both stand under is printed; its own parent is the code without its last part
                own = row.kode.rpartition(".")[0]
            belongs = f"padahal kodenya milik {own}" + ("" if printed else ", yang tidak tercetak di tabel itu")
            yield _finding(
                row,
                "induk_salah",
                "peringatan",
                f'{row.kode} "{row.uraian}" (hal. {row.halaman}) tercetak di bawah {above.kode} "{above.uraian}" '
                f"(hal. {above.halaman}), {belongs}. Periksa kode {level} itu, letaknya, atau baris induk yang hilang.",
                induk_tercetak=above.kode,
                induk_menurut_kode=own,
            )


def nomenklatur_beda(kegiatan: Sequence[Kegiatan]) -> Iterator[Temuan]:
    """The printed name of a code is not that of the official list, or the list has no such code."""
    for row in kegiatan:
        if row.nomenklatur == "beda" and row.uraian_resmi:
            yield _finding(
                row,
                "nomenklatur_beda",
                "peringatan",
                f'{row.kode} (hal. {row.halaman}) tercetak "{row.uraian}", menurut nomenklatur "{row.uraian_resmi}". '
                "Periksa kodenya, atau sesuaikan namanya.",
                resmi=row.uraian_resmi,
            )
        elif row.nomenklatur == "tidak_ada":
            yield _finding(
                row,
                "nomenklatur_beda",
                "info",
                f'{row.kode} "{row.uraian}" (hal. {row.halaman}) tidak ada dalam daftar nomenklatur yang diberikan.',
                resmi=None,
            )


def _finding(row: Kegiatan, rule: AturanTemuan, gravity: Keparahan, message: str, **details: str | None) -> Temuan:
    place = TablePlace(row.dokumen_id, row.tabel_id, row.halaman, row.baris, None)
    rincian = {"kode": row.kode, "uraian": row.uraian, "tahun": row.tahun, **details}
    return finding_at(place, rule, gravity, message, rincian, (row.kegiatan_id, rule))
