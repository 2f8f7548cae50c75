"""The sample in raw/contoh: reports of an invented agency, built by `python -m tests.pdfs.contoh raw/contoh`.

Dinas Perumahan dan Kawasan Permukiman Kabupaten Contoh Jaya does not exist, nor do its figures. Four mistakes are
planted, so that a first run has something to show: see PLANTED.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.pdfs.draw import A4, Item, Look, Sheet, Span, scanned

AGENCY = "Dinas Perumahan dan Kawasan Permukiman"
REGION = "Kabupaten Contoh Jaya"
LANDSCAPE = (A4[1], A4[0])

PLANTED = {
    "capaian_salah": "LKjIP 2023, Tabel 3.1: akses sanitasi 80,19 of 81,00 is 99,00 percent, printed is 109,00",
    "total_salah": "LKjIP 2023, Tabel 3.3: the printed total of realisasi is 45 million too high",
    "renstra_beda": "LKjIP 2022, Tabel 3.1: target of Nilai SAKIP is 68,00, the Renstra says 69,00",
    "nilai_ragu": "Renstra, 2025: the amount of Program Kawasan Permukiman is printed as 2,43,500,000",
}


@dataclass(frozen=True, slots=True)
class Indikator:
    sasaran: str
    nama: str
    satuan: str
    awal: str
    target: tuple[str, str, str, str, str]
    """2022 to 2026, as the Renstra has them."""


RUMAH = "Meningkatnya ketersediaan rumah layak huni"
KUMUH = "Meningkatnya kualitas kawasan permukiman"
TATA = "Meningkatnya tata kelola perangkat daerah"
INDIKATOR = (
    Indikator(RUMAH, "Persentase rumah layak huni", "persen", "82,40", ("84,00", "86,00", "88,00", "90,00", "92,00")),
    Indikator(KUMUH, "Luas kawasan kumuh yang tertangani", "hektare", "9,50", ("12,00", "14,00", "16,00", "18,00", "20,00")),
    Indikator(
        KUMUH,
        "Persentase rumah tangga dengan akses sanitasi layak",
        "persen",
        "76,25",
        ("78,50", "81,00", "83,50", "86,00", "88,50"),
    ),
    Indikator(TATA, "Nilai SAKIP", "nilai", "65,10", ("69,00", "71,00", "73,00", "75,00", "77,00")),
    Indikator(TATA, "Indeks Kepuasan Masyarakat", "indeks", "81,20", ("82,00", "83,00", "84,00", "85,00", "86,00")),
)


@dataclass(frozen=True, slots=True)
class Belanja:
    """A row of the budget: code, name, pagu and realisasi of 2022 and of 2023 in rupiah."""

    kode: str
    nama: str
    pagu_2022: int
    realisasi_2022: int
    pagu_2023: int
    realisasi_2023: int


KEGIATAN = (
    Belanja(
        "1.04.01.2.01",
        "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
        96_400_000,
        91_250_500,
        104_750_000,
        101_333_250,
    ),
    Belanja("1.04.01.2.06", "Administrasi Umum Perangkat Daerah", 412_600_000, 398_112_750, 438_900_000, 421_687_400),
    Belanja(
        "1.04.02.2.03",
        "Pembangunan dan Rehabilitasi Rumah Korban Bencana",
        1_184_000_000,
        1_102_480_000,
        1_326_500_000,
        1_298_764_000,
    ),
    Belanja(
        "1.04.03.2.02",
        "Penataan dan Peningkatan Kualitas Kawasan Permukiman Kumuh",
        2_015_750_000,
        1_874_336_900,
        2_240_000_000,
        2_167_905_600,
    ),
    Belanja(
        "1.04.03.2.03",
        "Peningkatan Kualitas Kawasan Permukiman Kumuh di Bawah 10 Ha",
        365_200_000,
        349_980_000,
        391_850_000,
        377_412_300,
    ),
    Belanja(
        "1.04.05.2.01",
        "Urusan Penyelenggaraan Prasarana dan Sarana Perumahan",
        874_300_000,
        861_015_250,
        912_000_000,
        886_251_950,
    ),
)
PROGRAM = {
    "1.04.01": "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
    "1.04.02": "Program Pengembangan Perumahan",
    "1.04.03": "Program Kawasan Permukiman",
    "1.04.05": "Program Peningkatan Prasarana, Sarana dan Utilitas Umum",
}
PLANNED = {
    "1.04.01": ("525,000,000", "545,000,000", "560,000,000", "580,000,000", "600,000,000"),
    "1.04.02": ("1,200,000,000", "1,325,000,000", "1,400,000,000", "1,475,000,000", "1,550,000,000"),
    "1.04.03": ("2,350,000,000", "2,600,000,000", "2,720,000,000", "2,43,500,000", "2,960,000,000"),
    "1.04.05": ("875,000,000", "910,000,000", "945,000,000", "980,000,000", "1,015,000,000"),
}
PROGRAM_INDIKATOR = {
    "1.04.01": ("Persentase pemenuhan penunjang urusan pemerintahan", "%", ("100", "100", "100", "100", "100")),
    "1.04.02": ("Persentase rumah korban bencana yang direhabilitasi", "%", ("70", "75", "80", "85", "90")),
    "1.04.03": ("Persentase kawasan kumuh yang ditata", "%", ("42,50", "48,00", "53,50", "59,00", "64,50")),
    "1.04.05": ("Jumlah lingkungan perumahan dengan PSU layak", "lokasi", ("18", "21", "24", "27", "30")),
}


def rupiah(amount: int) -> str:
    """1250000 -> '1.250.000', as Indonesian reports print amounts."""
    return f"{amount:,}".replace(",", ".")


def persen(part: float, whole: float) -> str:
    """The share in percent with a decimal comma."""
    return f"{100 * part / whole:.2f}".replace(".", ",")


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _cover(sheet: Sheet, title: str, year: str) -> None:
    sheet.y = 150
    sheet.text("PEMERINTAH KABUPATEN CONTOH JAYA", size=14, bold=True, centre=True, after=60)
    for line in title.split("\n"):
        sheet.text(line, size=19, bold=True, centre=True, after=6)
    sheet.text(year, size=17, bold=True, centre=True, after=200)
    sheet.text("DINAS PERUMAHAN DAN KAWASAN PERMUKIMAN", size=13, bold=True, centre=True)
    sheet.text("KABUPATEN CONTOH JAYA", size=13, bold=True, centre=True)


def _by_sasaran(values: Callable[[int, Indikator], list[str]]) -> list[list[Item]]:
    """Rows `No, Sasaran, ...values` where the sasaran is one cell over its indicators."""
    rows: list[list[Item]] = []
    sasaran = list(dict.fromkeys(i.sasaran for i in INDIKATOR))
    for index, indikator in enumerate(INDIKATOR):
        first = index == 0 or INDIKATOR[index - 1].sasaran != indikator.sasaran
        count = sum(i.sasaran == indikator.sasaran for i in INDIKATOR)
        lead: list[Item] = [None, None]
        if first:
            lead = [Span(str(sasaran.index(indikator.sasaran) + 1), count), Span(indikator.sasaran, count)]
        rows.append([*lead, *values(index, indikator)])
    return rows


def _capaian_table(sheet: Sheet, year: int, targets: list[str], results: list[str], printed: Mapping[int, str]) -> None:
    """Tabel 3.1; `printed` replaces the computed achievement of an indicator by what the typist made of it."""

    def values(index: int, indikator: Indikator) -> list[str]:
        share = printed.get(index) or persen(_number(results[index]), _number(targets[index]))
        return [indikator.nama, indikator.satuan, targets[index], results[index], share]

    sheet.text(f"Tabel 3.1 Capaian Kinerja Tahun {year}", bold=True)
    sheet.table(
        [
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            *_by_sasaran(values),
        ],
        [26, 118, 142, 48, 50, 55, 56],
        headings=2,
        look=Look(right=(4, 5, 6)),
    )


def _budget_table(sheet: Sheet, year: int, extra_in_total: int = 0) -> None:
    """Tabel 3.3: programs, their activities and the total; `extra_in_total` is added to the printed realisasi."""
    rows: list[list[Item]] = [["Kode", "Program / Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"]]
    total_pagu = total_realisasi = 0
    for kode, nama in PROGRAM.items():
        children = [
            (k, k.pagu_2022, k.realisasi_2022) if year == 2022 else (k, k.pagu_2023, k.realisasi_2023)
            for k in KEGIATAN
            if k.kode.startswith(kode)
        ]
        pagu, realisasi = sum(p for _, p, _ in children), sum(r for _, _, r in children)
        total_pagu, total_realisasi = total_pagu + pagu, total_realisasi + realisasi
        rows.append([kode, nama, rupiah(pagu), rupiah(realisasi), persen(realisasi, pagu)])
        rows += [[k.kode, k.nama, rupiah(p), rupiah(r), persen(r, p)] for k, p, r in children]
    total_realisasi += extra_in_total
    rows.append([Span("JUMLAH", 1, 2), None, rupiah(total_pagu), rupiah(total_realisasi), persen(total_realisasi, total_pagu)])
    sheet.text(f"Tabel 3.3 Realisasi Anggaran Tahun {year}", bold=True)
    sheet.table(rows, [70, 215, 80, 80, 45], look=Look(right=(2, 3, 4), shade_heading=True))


RESULTS_2021 = ["82,40", "9,50", "76,25", "65,10", "81,20"]
RESULTS_2022 = ["83,58", "12,60", "79,10", "66,64", "82,82"]
RESULTS_2023 = ["86,43", "13,30", "80,19", "71,71", "84,66"]


def lkjip_2023() -> bytes:
    targets = [i.target[1] for i in INDIKATOR]
    sheet = Sheet(title="LKjIP 2023")
    _cover(sheet, "LAPORAN KINERJA INSTANSI PEMERINTAH\n(LKjIP)", "TAHUN 2023")
    sheet.page()
    sheet.text("BAB II PERENCANAAN KINERJA", size=13, bold=True)
    sheet.text(
        f"Perjanjian Kinerja {AGENCY} {REGION} Tahun 2023 disusun berdasarkan Rencana Strategis 2021-2026 dan "
        "memuat sasaran, indikator kinerja dan target yang diperjanjikan.",
        after=10,
    )
    sheet.text("Tabel 2.1 Perjanjian Kinerja Tahun 2023", bold=True)
    sheet.table(
        [
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"],
            *_by_sasaran(lambda i, ind: [ind.nama, ind.satuan, targets[i]]),
        ],
        [26, 165, 190, 55, 55],
        look=Look(right=(4,)),
    )
    sheet.text("Tabel 2.2 Program dan Anggaran Tahun 2023", bold=True)
    sums = [sum(k.pagu_2023 for k in KEGIATAN if k.kode.startswith(kode)) for kode in PROGRAM]
    programs = enumerate(zip(PROGRAM.values(), sums, strict=True), 1)
    sheet.table(
        [
            ["No", "Program", "Anggaran"],
            *([str(n), nama, f"Rp {rupiah(total)},-"] for n, (nama, total) in programs),
            ["", "TOTAL", f"Rp {rupiah(sum(sums))},-"],
        ],
        [26, 325, 140],
        look=Look(right=(2,)),
    )
    sheet.page()
    sheet.text("BAB III AKUNTABILITAS KINERJA", size=13, bold=True)
    sheet.text(
        "Pengukuran kinerja membandingkan realisasi dengan target yang diperjanjikan. Dari lima indikator, tiga "
        "mencapai target dan dua masih di bawahnya.",
        after=10,
    )
    _capaian_table(sheet, 2023, targets, RESULTS_2023, {2: "109,00"})
    sheet.page()
    sheet.text("Perbandingan dengan tahun-tahun sebelumnya disajikan pada tabel berikut.", after=10)
    sheet.text("Tabel 3.2 Perbandingan Realisasi Kinerja Tahun 2021 sampai dengan 2023", bold=True)
    sheet.table(
        [
            [Span("No", 2), Span("Indikator Kinerja", 2), Span("Realisasi", 1, 3), None, None, Span("Target 2026", 2)],
            [None, None, "2021", "2022", "2023", None],
            *(
                [str(i + 1), ind.nama, RESULTS_2021[i], RESULTS_2022[i], RESULTS_2023[i], ind.target[4]]
                for i, ind in enumerate(INDIKATOR)
            ),
        ],
        [26, 225, 58, 58, 58, 66],
        headings=2,
        look=Look(right=(2, 3, 4, 5)),
    )
    sheet.page()
    sheet.text("Realisasi Anggaran", size=12, bold=True, after=8)
    _budget_table(sheet, 2023, extra_in_total=45_000_000)
    return sheet.bytes()


def lkjip_2022() -> bytes:
    targets = [i.target[0] for i in INDIKATOR]
    targets[3] = "68,00"
    sheet = Sheet(title="LKjIP 2022")
    _cover(sheet, "LAPORAN KINERJA INSTANSI PEMERINTAH\n(LKjIP)", "TAHUN 2022")
    sheet.page()
    sheet.text("BAB III AKUNTABILITAS KINERJA", size=13, bold=True, after=10)
    _capaian_table(sheet, 2022, targets, RESULTS_2022, {})
    _budget_table(sheet, 2022)
    return sheet.bytes()


def renstra() -> bytes:
    sheet = Sheet(title="Renstra 2021-2026")
    _cover(sheet, "RENCANA STRATEGIS\n(RENSTRA)", "TAHUN 2021-2026")
    sheet.page(LANDSCAPE)
    sheet.text("Tabel 4.1 Tujuan dan Sasaran Jangka Menengah", bold=True)
    years = ["2022", "2023", "2024", "2025", "2026"]
    sheet.table(
        [
            [
                Span("No", 2),
                Span("Sasaran", 2),
                Span("Indikator Sasaran", 2),
                Span("Satuan", 2),
                Span("Kondisi Awal 2021", 2),
                Span("Target Kinerja Tahun", 1, 5),
                None,
                None,
                None,
                None,
            ],
            [None, None, None, None, None, *years],
            *_by_sasaran(lambda _, ind: [ind.nama, ind.satuan, ind.awal, *ind.target]),
        ],
        [26, 165, 200, 52, 60, 48, 48, 48, 48, 48],
        headings=2,
        look=Look(right=tuple(range(4, 10))),
    )
    sheet.page(LANDSCAPE)
    sheet.text("Tabel 6.1 Rencana Program, Indikator Kinerja dan Pendanaan Tahun 2021-2026", bold=True)
    head: list[list[Item]] = [
        [
            Span("Kode", 3),
            Span("Program", 3),
            Span("Indikator Kinerja Program", 3),
            Span("Satuan", 3),
            Span("Target Kinerja dan Kerangka Pendanaan", 1, 10),
            *[None] * 9,
        ],
        [None, None, None, None, *(item for year in years for item in (Span(f"Tahun {year}", 1, 2), None))],
        [None, None, None, None, *(["Target", "Rp"] * 5)],
    ]
    body: list[list[Item]] = []
    for kode, nama in PROGRAM.items():
        indikator, satuan, targets = PROGRAM_INDIKATOR[kode]
        amounts = PLANNED[kode]
        body.append([kode, nama, indikator, satuan, *(x for pair in zip(targets, amounts, strict=True) for x in pair)])
    sheet.table(
        [*head, *body],
        [42, 100, 100, 36] + [34, 62] * 5,
        headings=3,
        x=30,
        look=Look(size=7.5, right=tuple(range(4, 14))),
    )
    return sheet.bytes()


def pk_2024() -> bytes:
    """One page on paper, scanned."""
    sheet = Sheet()
    for line in ("PEMERINTAH KABUPATEN CONTOH JAYA", "DINAS PERUMAHAN DAN KAWASAN PERMUKIMAN"):
        sheet.text(line, size=14, bold=True, centre=True)
    sheet.y += 20
    sheet.text("PERJANJIAN KINERJA TAHUN 2024", size=13, bold=True, centre=True, after=16)
    look = Look(size=10, pad=4)
    sheet.table(
        [
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"],
            *_by_sasaran(lambda _, ind: [ind.nama, ind.satuan, ind.target[2]]),
        ],
        [30, 160, 185, 60, 60],
        look=look,
    )
    sheet.table(
        [
            ["No", "Program", "Anggaran"],
            *([str(n), nama, "Rp " + PLANNED[kode][2].replace(",", ".")] for n, (kode, nama) in enumerate(PROGRAM.items(), 1)),
            ["", "JUMLAH", "Rp 5.625.000.000"],
        ],
        [30, 325, 140],
        look=look,
    )
    return scanned(sheet.bytes(), dpi=200, lean=0.4, noise=150, quality=40)


SAMPLE: Mapping[str, Callable[[], bytes]] = {
    "LKjIP 2023.pdf": lkjip_2023,
    "Renstra 2021-2026.pdf": renstra,
    "lama/LKjIP 2022.pdf": lkjip_2022,
    "pindaian/PK 2024.pdf": pk_2024,
}


def main(folder: Path) -> None:
    for name, build in SAMPLE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
