"""Plan, three reports and a Renja of an invented agency: right, or with one error for each rule that compares values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

PLANTED = {
    "nilai_melompat": "LKjIP 2022.pdf",
    "satuan_berubah": "LKjIP 2023.pdf",
    "predikat_salah": "LKjIP 2023.pdf",
    "renstra_beda": "LKjIP 2021.pdf",
    "persen_salah": "LKjIP 2021.pdf",
    "kode_ganda": "LKjIP 2023.pdf",
    "induk_salah": "LKjIP 2022.pdf",
    "pertumbuhan_salah": "LKjIP 2023.pdf",
    "tahun_bergeser": "Renja 2023.pdf",
}
"""Rule to the document in which its error stands."""

_AGENCY = "DINAS PERTANIAN DAN PANGAN<br/>KABUPATEN CONTOH MAKMUR"
_YEARS = (2021, 2022, 2023, 2024, 2025)
_INDICATORS = (
    ("Meningkatnya produksi", "Produksi padi", "Ton", (5200, 5310, 5425, 5540, 5660), 0),
    ("Meningkatnya produksi", "Produktivitas padi", "Kw/Ha", (51.2, 52.05, 52.9, 53.75, 54.6), 2),
    ("Meningkatnya kesejahteraan petani", "Nilai Tukar Petani", "Indeks", (101.4, 102.15, 102.9, 103.6, 104.35), 2),
    ("Meningkatnya kesejahteraan petani", "Persentase kelompok tani aktif", "%", (71.5, 73.25, 75.1, 76.9, 78.8), 2),
    ("Meningkatnya akuntabilitas", "Nilai SAKIP", "Nilai", (64.2, 66.4, 68.7, 71.3, 73.9), 2),
)
_REACHED = {2021: (0.98, 1.01, 0.995, 1.02, 0.99), 2022: (1.01, 0.985, 1.0, 1.03, 1.005), 2023: (1.0, 1.02, 0.99, 0.97, 1.01)}
_PROGRAMS = (
    ("3.27.02", "Program Penyediaan Sarana Pertanian", (
        ("3.27.02.2.01", "Pengawasan Penggunaan Sarana Pertanian", 412_500_000),
        ("3.27.02.2.02", "Pengelolaan Sumber Daya Genetik Hewan", 288_000_000),
    )),
    ("3.27.03", "Program Penyediaan Prasarana Pertanian", (
        ("3.27.03.2.01", "Pengembangan Prasarana Pertanian", 1_520_000_000),
        ("3.27.03.2.02", "Pembangunan Prasarana Pertanian", 940_000_000),
    )),
    ("3.27.07", "Program Penyuluhan Pertanian", (("3.27.07.2.01", "Pelaksanaan Penyuluhan Pertanian", 655_000_000),)),
)  # fmt: skip
_GROWN = (100, 105, 110, 116, 122)
"""Percent of the first year's amount, by year."""

_Rows = list[list[str]]


def build(folder: Path, *, wrong: bool) -> None:
    """Write the five PDFs to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    goals = [["No", "Sasaran", "Indikator Kinerja", "Satuan", *(f"Target {y}" for y in _YEARS)]]
    goals += [[str(i), s, n, u, *(_number(v, d) for v in values)] for i, (s, n, u, values, d) in enumerate(_INDICATORS, start=1)]
    plan = _planned(["Kode", "Program dan Kegiatan", *(f"Pagu Tahun {y} (Rp)" for y in _YEARS)], range(5))
    parts = [("Tabel 4.1 Tujuan dan Sasaran Jangka Menengah", goals), ("Tabel 6.1 Rencana Program, Kegiatan dan Pendanaan", plan)]
    _document(folder / "Renstra 2021-2025.pdf", "RENCANA STRATEGIS TAHUN 2021-2025", parts)
    for year in (2021, 2022, 2023):
        parts = [*_measured(year, wrong), (f"Tabel 3.2 Realisasi Anggaran Tahun {year}", _spent(year, wrong))]
        if year == 2023:
            parts.append(("Tabel 3.3 Perbandingan Realisasi Tahun 2022 dan 2023", _growth(wrong)))
        _document(folder / f"LKjIP {year}.pdf", f"LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN {year}", parts)
    head = ["Kode", "Program dan Kegiatan", "Pagu Indikatif Tahun 2023 (Rp)", "Prakiraan Maju Tahun 2024 (Rp)"]
    renja = _planned(head, (3, 4) if wrong else (2, 3))
    _document(
        folder / "Renja 2023.pdf", "RENCANA KERJA TAHUN 2023", [("Tabel 4.1 Rencana Program dan Kegiatan Tahun 2023", renja)]
    )


def _amount(first: int, year: int) -> int:
    return first * _GROWN[year] // 100


def _planned(head: list[str], years: Sequence[int]) -> _Rows:
    rows = [head]
    for code, name, below in _PROGRAMS:
        rows.append([code, name, *(_number(sum(_amount(first, y) for *_, first in below), 0) for y in years)])
        rows += [[own, kegiatan, *(_number(_amount(first, y), 0) for y in years)] for own, kegiatan, first in below]
    return rows


def _realisasi(row: int, year: int) -> float:
    *_, values, places = _INDICATORS[row]
    return round(values[year - 2021] * _REACHED[year][row], places)


def _measured(year: int, wrong: bool) -> list[tuple[str, _Rows]]:
    agreed = [["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"]]
    reached = [["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]]
    for i, (sasaran, name, unit, values, places) in enumerate(_INDICATORS):
        target, realisasi = float(values[year - 2021]), _realisasi(i, year)
        if wrong and (year, i) == (2022, 0):
            realisasi *= 10
        if wrong and (year, i) == (2023, 1):
            unit = "Ton"
        if wrong and (year, i) == (2021, 3):
            target += 2
        told = _number(target, places) + ("" if i != 4 else " (A)" if wrong and year == 2023 else " (B)")
        agreed.append([str(i + 1), sasaran, name, unit, told])
        reached.append([str(i + 1), name, unit, told, _number(realisasi, places), _number(100 * realisasi / target, 2)])
    return [(f"Tabel 2.1 Perjanjian Kinerja Tahun {year}", agreed), (f"Tabel 3.1 Pengukuran Kinerja Tahun {year}", reached)]


def _spent(year: int, wrong: bool) -> _Rows:
    rows = [["Kode", "Program / Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"]]
    total = [0, 0]

    def add(code: str, name: str, pagu: int, used: int, share: float | None = None) -> None:
        rows.append([code, name, _number(pagu, 0), _number(used, 0), _number(share or 100 * used / pagu, 2)])

    for code, name, below in _PROGRAMS:
        pagu = [_amount(first, year - 2021) for *_, first in below]
        used = [p * 937 // 1000 + i for i, p in enumerate(pagu)]
        add(code, name, sum(pagu), sum(used))
        total = [total[0] + sum(pagu), total[1] + sum(used)]
        for (own, kegiatan, _), p, r in zip(below, pagu, used, strict=True):
            if wrong and own == "3.27.03.2.02":
                own = {2022: "3.27.02.2.03", 2023: "3.27.03.2.01"}.get(year, own)
            add(own, kegiatan, p, r, 87.31 if wrong and (year, own) == (2021, "3.27.07.2.01") else None)
    add("", "JUMLAH", *total)
    return rows


def _growth(wrong: bool) -> _Rows:
    rows = [["No", "Indikator Kinerja", "Satuan", "Realisasi 2022", "Realisasi 2023", "Pertumbuhan (%)"]]
    for i, (_, name, unit, _, places) in enumerate(_INDICATORS):
        before, after = _realisasi(i, 2022), _realisasi(i, 2023)
        grown = 100 * (after - before) / before + (3.4 if wrong and i == 2 else 0)
        rows.append([str(i + 1), name, unit, _number(before, places), _number(after, places), _number(grown, 2)])
    return rows


def _number(value: float, places: int) -> str:
    return f"{value:,.{places}f}".translate({ord(","): ".", ord("."): ","})


def _document(path: Path, title: str, parts: Sequence[tuple[str, _Rows]]) -> None:
    styles = getSampleStyleSheet()
    flow = [Paragraph(title, styles["Title"]), Paragraph(_AGENCY, styles["Title"]), PageBreak()]
    for caption, rows in parts:
        cells = [[Paragraph(text, styles["BodyText"]) if len(text) > 14 else text for text in row] for row in rows]
        table = Table(cells, repeatRows=1)
        table.setStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("FONTSIZE", (0, 0), (-1, -1), 8),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
        flow += [Paragraph(caption, styles["Heading3"]), table, Spacer(1, 14)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=30, rightMargin=30, invariant=1).build(flow)
