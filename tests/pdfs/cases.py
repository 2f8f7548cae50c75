"""Documents of one difficulty each, with the table that a person sees in them. All words and figures are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.pdfs.draw import A4, Item, Look, Sheet, Span, scanned

Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A logical table: dense rows of text (a spanned text at its top left place only), spans, heading rows."""

    grid: Grid
    header_rows: int
    first_page: int
    last_page: int
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(row, column) -> (row_span, column_span), only where larger than 1 by 1."""
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class PdfCase:
    """A document: `name` (also its file name), what it is for, its bytes and the tables in it."""

    name: str
    purpose: str
    data: bytes
    tables: tuple[Expected, ...] = ()
    pages: int = 1

    def write(self, folder: Path) -> Path:
        path = folder / f"{self.name}.pdf"
        path.write_bytes(self.data)
        return path


def expected(
    rows: Sequence[Sequence[Item]], header_rows: int = 1, *, pages: tuple[int, int] = (1, 1), caption: str | None = None
) -> Expected:
    """The table that `rows`, as given to Sheet.table, mean to a reader."""
    spans = {
        (r, c): (item.rows, item.columns)
        for r, row in enumerate(rows)
        for c, item in enumerate(row)
        if isinstance(item, Span) and (item.rows, item.columns) != (1, 1)
    }
    grid = tuple(tuple(item.text if isinstance(item, Span) else item or "" for item in row) for row in rows)
    return Expected(grid, header_rows, *pages, spans, caption)


CAPTION = "Tabel 3.1 Pengukuran Kinerja Tahun 2023"
HEADING: list[Item] = ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
BODY: list[list[Item]] = [
    ["1", "Persentase jalan lingkungan dalam kondisi mantap", "persen", "82,50", "80,85", "98,00"],
    ["2", "Jumlah rumah tidak layak huni yang diperbaiki", "unit", "1.250", "1.300", "104,00"],
    ["3", "Nilai SAKIP", "nilai", "71,00", "68,16", "96,00"],
    ["4", "Indeks kepuasan masyarakat", "indeks", "3,60", "3,51", "97,50"],
    ["5", "Pertumbuhan volume usaha", "persen", "2,00", "(0,64)", "-32,00"],
]
WIDTHS = [28, 210, 60, 60, 65, 70]
PROSE = (
    "Pengukuran kinerja dilakukan dengan membandingkan target yang diperjanjikan dengan realisasi pada akhir tahun. "
    "Capaian setiap indikator diuraikan pada bagian berikut beserta faktor yang mempengaruhinya, baik yang mendukung "
    "maupun yang menghambat, serta rencana tindak lanjut pada tahun berikutnya."
)


def _simple(look: Look) -> bytes:
    sheet = Sheet(title="contoh")
    sheet.text("BAB III AKUNTABILITAS KINERJA", size=13, bold=True)
    sheet.text(PROSE, after=10)
    sheet.text(CAPTION, bold=True)
    sheet.table([HEADING, *BODY], WIDTHS, look=look)
    sheet.text(PROSE)
    return sheet.bytes()


def _simple_case(name: str, purpose: str, look: Look) -> PdfCase:
    return PdfCase(name, purpose, _simple(look), (expected([HEADING, *BODY], caption=CAPTION),))


def ruled() -> PdfCase:
    return _simple_case("garis", "plain ruling lines, caption above, prose above and below", Look(right=(3, 4, 5)))


def horizontal_lines() -> PdfCase:
    return _simple_case("garis-datar", "horizontal lines only; columns stand by white space", Look("datar"))


def borderless() -> PdfCase:
    return _simple_case("tanpa-garis", "no lines at all", Look("tanpa"))


def double_borders() -> PdfCase:
    return _simple_case(
        "garis-ganda",
        "every border drawn twice, 1.5 pt apart, heading shaded: still six columns",
        Look("ganda", shade_heading=True),
    )


def filled_borders() -> PdfCase:
    return _simple_case("garis-isi", "borders are thin filled boxes, as Word writes them", Look("isi"))


def dotted_borders() -> PdfCase:
    return _simple_case("garis-titik", "borders are rows of dots, each a tiny filled box", Look("titik"))


def outer_box() -> PdfCase:
    return _simple_case("kotak-luar", "an outer box and a ruled heading; the body has no line", Look("kotak", pad=6))


def upright_lines() -> PdfCase:
    return _simple_case("garis-tegak", "upright lines between the columns, none between the rows", Look("tegak", pad=6))


WIDE_ROWS: list[list[Item]] = [
    [Span("No", 2), Span("Indikator", 2), Span("Satuan", 2), Span("2023", 1, 3), None, None, Span("Keterangan", 2)],
    [None, None, None, "Target", "Realisasi", "Capaian", None],
    ["1", "2", "3", "4", "5", "6", "7"],
    ["1", "Panjang saluran yang dibersihkan dari sedimen", "km", "82,50", "80,85", "98,00", ""],
    ["2", "Jumlah terminal tipe C yang ditata", "unit", "4", "5", "125,00", "Melampaui"],
    ["3", "Indeks kualitas air laut di kawasan pelabuhan rakyat", "indeks", "71,00", "68,16", "96,00", ""],
    ["4", "Luas hutan kota", "ha", "12", "9", "75,00", ""],
]
WIDE_WIDTHS = [26, 170, 48, 60, 60, 60, 70]


def borderless_wide() -> PdfCase:
    """Rows far apart, a heading of two levels whose group name is shorter than a column, a column that is nearly blank."""
    sheet = Sheet()
    sheet.text(PROSE, after=10)
    sheet.text(CAPTION, bold=True, after=10)
    sheet.table(WIDE_ROWS, WIDE_WIDTHS, headings=3, look=Look("tanpa", pad=9, size=8, right=(3, 4, 5)))
    sheet.text(PROSE)
    return PdfCase(
        "tanpa-garis-lapang",
        "no lines, rows far apart, heading of two levels with a number row",
        sheet.bytes(),
        (expected(WIDE_ROWS, 3, caption=CAPTION),),
    )


def box_and_signature() -> PdfCase:
    """A list without lines and, as far below it as its rows are apart, two people who sign: they are no row of it."""
    rows: list[list[Item]] = [
        ["No", "Program", "Anggaran"],
        ["1", "Program Penataan Kawasan Pesisir", "Rp 1.250.000.000"],
        ["2", "Program Pengelolaan Terumbu Karang", "Rp 875.000.000"],
        ["3", "Program Penunjang Urusan", "Rp 2.100.000.000"],
    ]
    sheet = Sheet()
    sheet.table(rows, [30, 260, 130], look=Look("tanpa", pad=8))
    sheet.y += 8
    for left, right in (("Pihak Kedua,", "Pihak Pertama,"), ("BUPATI", "KEPALA DINAS"), ("Hj. RAHMAWATI", "Ir. BAMBANG, M.T.")):
        y = sheet.y
        sheet.text(left, x=70, width=200, after=18)
        sheet.y = y
        sheet.text(right, x=330, width=200, after=18)
    return PdfCase(
        "daftar-dan-tanda-tangan",
        "a list without lines above two signatures",
        sheet.bytes(),
        (expected(rows),),
    )


SPAN_ROWS: list[list[Item]] = [
    [Span("No", 3), Span("Sasaran", 3), Span("Indikator", 3), Span("Target Kinerja dan Pagu", 1, 4), None, None, None],
    [None, None, None, Span("2023", 1, 2), None, Span("2024", 1, 2), None],
    [None, None, None, "Target", "Rp", "Target", "Rp"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    [
        Span("1", 2),
        Span("Meningkatnya kualitas permukiman", 2),
        "Persentase permukiman layak huni",
        "70,00",
        "1.250.000.000",
        "72,00",
        "1.300.000.000",
    ],
    [None, None, "Jumlah kawasan kumuh tertangani", "4", "875.500.000", "5", "900.000.000"],
    ["2", "Meningkatnya tata kelola", "Nilai SAKIP", "71,00", "320.000.000", "72,50", "345.000.000"],
]
SPAN_WIDTHS = [28, 105, 115, 45, 78, 45, 78]


def spans() -> PdfCase:
    sheet = Sheet()
    sheet.text("Tabel 4.1 Rencana Program dan Pendanaan", bold=True)
    sheet.table(SPAN_ROWS, SPAN_WIDTHS, headings=4, look=Look(size=8))
    return PdfCase(
        "rentang",
        "heading of three levels with a number row; cells merged down in the body",
        sheet.bytes(),
        (expected(SPAN_ROWS, 4, caption="Tabel 4.1 Rencana Program dan Pendanaan"),),
    )


LONG_CAPTION = "Tabel 3.2 Realisasi Anggaran Tahun 2023"
LONG_HEADING: list[Item] = ["No", "Program / Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"]
LONG_NUMBERS: list[Item] = ["1", "2", "3", "4"]
LONG_WIDTHS = [30, 250, 105, 105]


def _long_body(first: int, last: int) -> list[list[Item]]:
    return [
        [str(i), f"Kegiatan pembangunan ke-{i}", f"{100 + i}.{i:03d}.000", f"{90 + i}.{i:03d}.500"]
        for i in range(first, last + 1)
    ]


def page_break() -> PdfCase:
    """The heading and the number row are printed again on page two, and a row is cut by the break."""
    look = Look(right=(2, 3))
    sheet = Sheet()
    sheet.text(LONG_CAPTION, bold=True)
    head: list[Item] = ["31", "Penyediaan sarana dan prasarana lingkungan", "131.031.000", "121.031.500"]
    tail: list[Item] = ["", "permukiman berbasis masyarakat", "", ""]
    sheet.table([LONG_HEADING, LONG_NUMBERS, *_long_body(1, 30), head], LONG_WIDTHS, headings=2, look=look)
    sheet.page()
    sheet.table([LONG_HEADING, LONG_NUMBERS, tail, *_long_body(32, 40)], LONG_WIDTHS, headings=2, look=look)
    joined: list[Item] = [head[0], f"{head[1]} {tail[1]}", head[2], head[3]]
    rows = [LONG_HEADING, LONG_NUMBERS, *_long_body(1, 30), joined, *_long_body(32, 40)]
    return PdfCase(
        "sambung",
        "a table over two pages, heading and number row repeated, a row cut by the break",
        sheet.bytes(),
        (expected(rows, 2, pages=(1, 2), caption=LONG_CAPTION),),
        pages=2,
    )


def page_break_without_heading() -> PdfCase:
    look = Look(right=(2, 3))
    sheet = Sheet()
    sheet.text(LONG_CAPTION, bold=True)
    sheet.table([LONG_HEADING, *_long_body(1, 35)], LONG_WIDTHS, look=look)
    sheet.page()
    sheet.table(_long_body(36, 45), LONG_WIDTHS, headings=0, look=look)
    return PdfCase(
        "sambung-tanpa-judul",
        "a table over two pages, no heading on the second",
        sheet.bytes(),
        (expected([LONG_HEADING, *_long_body(1, 45)], pages=(1, 2), caption=LONG_CAPTION),),
        pages=2,
    )


LANDSCAPE = (A4[1], A4[0])


def rotated() -> PdfCase:
    sheet = Sheet()
    sheet.first_page(LANDSCAPE, rotate=90)
    sheet.text(CAPTION, bold=True)
    sheet.table([HEADING, *BODY], WIDTHS)
    return PdfCase(
        "putar",
        "landscape page stored upright with /Rotate 90",
        sheet.bytes(),
        (expected([HEADING, *BODY], caption=CAPTION),),
    )


def _landscape() -> bytes:
    sheet = Sheet(LANDSCAPE)
    sheet.text(CAPTION, bold=True, size=12)
    sheet.table([HEADING, *BODY], [40, 290, 90, 90, 95, 100], look=Look(size=11, pad=4))
    return sheet.bytes()


def scan() -> PdfCase:
    sheet = Sheet()
    sheet.text(CAPTION, bold=True, size=12)
    sheet.table([HEADING, *BODY], WIDTHS, look=Look(size=10))
    return PdfCase(
        "pindaian",
        "a page that is a picture (150 dpi JPEG, half a degree askew, dust)",
        scanned(sheet.bytes(), lean=0.5, noise=200),
        (expected([HEADING, *BODY], caption=CAPTION),),
    )


def scan_sideways() -> PdfCase:
    return PdfCase(
        "pindaian-miring",
        "a landscape page scanned on its side: text runs up the sheet",
        scanned(_landscape(), turn=90),
        (expected([HEADING, *BODY], caption=CAPTION),),
    )


def scan_bitonal() -> PdfCase:
    return PdfCase(
        "pindaian-hitam-putih",
        "1 bit a pixel at 200 dpi, one degree askew",
        scanned(_landscape(), dpi=200, lean=1.0, bitonal=True),
        (expected([HEADING, *BODY], caption=CAPTION),),
    )


def prose() -> PdfCase:
    sheet = Sheet()
    sheet.text("BAB I PENDAHULUAN", size=13, bold=True)
    for _ in range(7):
        sheet.text(PROSE, after=8)
    return PdfCase("prosa", "running text only: no table", sheet.bytes())


def contents() -> PdfCase:
    sheet = Sheet()
    sheet.text("DAFTAR ISI", size=13, bold=True, after=10)
    for number, (title, page) in enumerate(
        [
            ("Gambaran Umum Organisasi", 1),
            ("Isu Strategis", 5),
            ("Perencanaan Strategis", 9),
            ("Perjanjian Kinerja", 14),
            ("Capaian Kinerja Organisasi", 18),
            ("Realisasi Anggaran", 31),
            ("Kesimpulan", 40),
            ("Saran", 41),
        ],
        start=1,
    ):
        sheet.text(f"{number}. {title} {'.' * (110 - 2 * len(title))} {page}")
    return PdfCase("daftar-isi", "a contents list with dots: no table", sheet.bytes())


def stacked() -> PdfCase:
    """Three indicators in one cell, one below the other, their figures stacked beside them in the same heights."""
    heading: list[Item] = ["No", "Sasaran", "Indikator", "Target", "Realisasi"]
    body: list[Item] = [
        "1",
        "Meningkatnya kualitas layanan",
        "1. Indeks kepuasan\n2. Nilai SAKIP\n3. Jumlah pengaduan",
        "3,60\n71,00\n12",
        "3,51\n68,16\n9",
    ]
    sheet = Sheet()
    sheet.table([heading, body], [30, 140, 150, 70, 70])
    return PdfCase(
        "bertumpuk",
        "several indicators and their figures stacked in one row of cells",
        sheet.bytes(),
        (expected([heading, body]),),
    )


def two_tables() -> PdfCase:
    first: list[list[Item]] = [
        ["Program", "Anggaran"],
        ["Program Kawasan Permukiman", "Rp 1.250.000.000,-"],
        ["TOTAL", "Rp 1.250.000.000,-"],
    ]
    sheet = Sheet()
    sheet.text(CAPTION, bold=True)
    sheet.table([HEADING, *BODY], WIDTHS)
    sheet.text("Anggaran menurut program:")
    sheet.table(first, [300, 150])
    return PdfCase(
        "dua-tabel",
        "two tables of different columns on one page",
        sheet.bytes(),
        (expected([HEADING, *BODY], caption=CAPTION), expected(first)),
    )


CASES: Mapping[str, Callable[[], PdfCase]] = {
    "garis": ruled,
    "garis-datar": horizontal_lines,
    "tanpa-garis": borderless,
    "garis-ganda": double_borders,
    "garis-isi": filled_borders,
    "garis-titik": dotted_borders,
    "kotak-luar": outer_box,
    "garis-tegak": upright_lines,
    "tanpa-garis-lapang": borderless_wide,
    "daftar-dan-tanda-tangan": box_and_signature,
    "rentang": spans,
    "sambung": page_break,
    "sambung-tanpa-judul": page_break_without_heading,
    "putar": rotated,
    "pindaian": scan,
    "pindaian-miring": scan_sideways,
    "pindaian-hitam-putih": scan_bitonal,
    "prosa": prose,
    "daftar-isi": contents,
    "bertumpuk": stacked,
    "dua-tabel": two_tables,
}
"""Builders by the name of their case; use `case`, which builds each only once."""


@cache
def case(name: str) -> PdfCase:
    """The case of that name; KeyError where there is none."""
    return CASES[name]()
