"""Excel and CSV as an officer opens them: numbers are numbers, text is text, each fact leads to its page."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.commands import export
from pipeline.commands.export import Wanted
from pipeline.datasets.records import DATASETS, Kinerja
from pipeline.errors import UsageError
from tests.pipeline import written
from tests.pipeline.datasets.test_writers import anggaran, dokumen, temuan


def kinerja(number: int, indikator: str, nilai: float | None, teks: str) -> Kinerja:
    return Kinerja(
        f"k{number}",
        "id-a.pdf",
        "t",
        4,
        number,
        2,
        "pengukuran_kinerja",
        "1.04.02",
        None,
        "sasaran",
        None,
        indikator,
        None,
        2022,
        None,
        "target",
        nilai,
        "persen",
        None,
        teks,
        "ragu",
        0.5,
        (1.5, 1500.0),
        "",
    )


ROWS = (
    kinerja(1, '=HYPERLINK("http://contoh")', 84.5, "84,5"),
    kinerja(2, "- Persentase jalan mantap", None, "-5,4%"),
    kinerja(3, "@cmd", 1234567.0, "+7"),
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    money = (replace(anggaran(1, "1500000.50"), dokumen_id="id-a.pdf"),)
    rows = {"dokumen": (dokumen("a b.pdf"), dokumen("a.pdf")), "kinerja": ROWS, "anggaran": money, "temuan": (temuan("y", 3),)}
    return written.write(folder, {name: rows.get(name, ()) for name in DATASETS})


def sheet(path: Path, name: str) -> tuple[list[str], list[dict[str, openpyxl.cell.Cell]], openpyxl.worksheet.worksheet.Worksheet]:
    page = openpyxl.load_workbook(path)[name]
    heading = [cell.value for cell in page[1]]
    return heading, [dict(zip(heading, row, strict=True)) for row in page.iter_rows(min_row=2)], page


def test_sheets_numbers_heading_and_filter(output: Path, tmp_path: Path) -> None:
    target = export.export_excel(Wanted(output, ("dokumen", "kinerja", "anggaran")), tmp_path / "baru" / "x.xlsx")
    assert openpyxl.load_workbook(target).sheetnames == ["dokumen", "kinerja", "anggaran"]
    heading, rows, page = sheet(target, "kinerja")
    assert heading[0] == "kinerja_id"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(heading))}4"
    assert [row["nilai"].value for row in rows] == [84.5, None, 1234567]
    assert rows[0]["tahun"].value == 2022
    assert rows[0]["kandidat"].value == "1,5; 1500"
    _, (money,), _ = sheet(target, "anggaran")
    assert money["nilai"].value == 1500000.5


def test_text_never_becomes_a_formula(output: Path, tmp_path: Path) -> None:
    _, rows, _ = sheet(export.export_excel(Wanted(output, ("kinerja",)), tmp_path / "x.xlsx"), "kinerja")
    for row, expected in zip(rows, ROWS, strict=True):
        assert (row["indikator"].data_type, row["indikator"].value) == ("s", expected.indikator)
        assert (row["nilai_teks"].data_type, row["nilai_teks"].value) == ("s", expected.nilai_teks)


def test_each_fact_leads_to_file_and_page(output: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw folder"
    target = export.export_excel(Wanted(output, ("dokumen", "kinerja")), tmp_path / "x.xlsx", raw)
    _, rows, _ = sheet(target, "kinerja")
    assert rows[0]["buka"].hyperlink.target == (raw / "a.pdf").as_uri() + "#page=4"
    _, documents, _ = sheet(target, "dokumen")
    assert documents[0]["buka"].hyperlink.target == (raw / "a b.pdf").as_uri()


def test_links_beyond_what_excel_takes_are_formulas(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "SHEET_LINKS", 1)
    raw = tmp_path / ("folder panjang " * 5) / ("lagi " * 40)
    _, rows, _ = sheet(export.export_excel(Wanted(output, ("kinerja",)), tmp_path / "x.xlsx", raw), "kinerja")
    assert rows[0]["buka"].hyperlink is not None
    formula = rows[1]["buka"].value
    assert formula.startswith("=HYPERLINK(")
    assert "".join(formula.split('"')[1:-3:2]) == (raw / "a.pdf").as_uri() + "#page=4"
    assert all(len(piece) <= 255 for piece in formula.split('"')[1::2])


def test_more_rows_than_a_sheet_holds_are_told_first_with_the_way_to_have_them(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "SHEET_ROWS", 2)
    wanted = Wanted(output, ("kinerja", "dokumen"))
    (told,) = wanted.too_long()
    assert told.startswith("1 dari 3 baris kinerja tidak muat")
    assert f"lkjip export {output} --csv FOLDER --dataset kinerja" in told
    target = export.export_excel(wanted, tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(target).sheetnames == ["baca dahulu", "kinerja", "dokumen"]
    _heading, rows, page = sheet(target, "kinerja")
    assert len(rows) == 2
    assert page.freeze_panes == "A2"
    _heading, (first,), _ = sheet(target, "baca dahulu")
    assert first["Yang tidak muat di berkas ini"].value == told
    (csv_file,) = export.export_csv(Wanted(output, ("kinerja",)), tmp_path / "csv")
    assert len(csv_file.read_text(encoding="utf-8-sig").splitlines()) == 1 + 3, "all rows are where it says"


def test_what_fits_has_no_sheet_of_warnings(output: Path, tmp_path: Path) -> None:
    target = export.export_excel(Wanted(output, ("kinerja",)), tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(target).sheetnames == ["kinerja"]


def test_one_agency_has_its_documents_facts_and_indicators(tmp_path: Path) -> None:
    rekaan = replace(dokumen("a.pdf"), instansi="Dinas Rekaan Kota Contoh")
    other = replace(dokumen("b.pdf"), dokumen_id="d" * 16, instansi="Badan Lain")
    facts = [kinerja(1, "Persentase", 1.0, "1"), replace(kinerja(2, "Jumlah", 2.0, "2"), dokumen_id="d" * 16)]
    output = written.write(tmp_path / "out", {"dokumen": [rekaan, other], "kinerja": facts, "tabel": []})
    one = Wanted(output, ("dokumen", "kinerja"), "rekaan kota")
    assert [row["berkas"] for row in one.rows("dokumen")] == ["a.pdf"]
    assert [row["indikator"] for row in one.rows("kinerja")] == ["Persentase"]
    with pytest.raises(UsageError, match="Tidak Ada"):
        list(Wanted(output, ("kinerja",), "Tidak Ada").rows("kinerja"))


def test_control_characters_and_long_text_do_not_break_the_sheet(tmp_path: Path) -> None:
    output = tmp_path / "out"
    written.write(output, {"dokumen": [dokumen("a.pdf")], "kinerja": [kinerja(1, "a\x0bb\x00" + "c" * 40_000, 1.0, "1")]})
    _, (row,), _ = sheet(export.export_excel(Wanted(output, ("kinerja",)), tmp_path / "x.xlsx"), "kinerja")
    assert row["indikator"].value.startswith("abccc")
    assert len(row["indikator"].value) == 32_767


def test_csv_is_what_an_indonesian_excel_expects(output: Path, tmp_path: Path) -> None:
    (path, _) = export.export_csv(Wanted(output, ("kinerja", "anggaran")), tmp_path / "csv")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkinerja_id;")
    assert data.count(b"\r\n") == 4
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["nilai"] for row in rows] == ["84,5", "", "1234567"]
    assert [row["indikator"] for row in rows] == [
        '\'=HYPERLINK("http://contoh")',
        "'- Persentase jalan mantap",
        "'@cmd",
    ]
    assert [row["nilai_teks"] for row in rows] == ["84,5", "'-5,4%", "+7"]
    assert rows[0]["kandidat"] == "1,5; 1500"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0,1"),
        (1e-7, "0,0000001"),
        (1e22, "10000000000000000000000"),
        (Decimal("1.50"), "1,50"),
        (True, "ya"),
        (None, ""),
    ],
)
def test_numbers_in_csv_have_a_decimal_comma_and_no_exponent(value: object, text: str) -> None:
    assert export._text(value) == text


def test_output_without_datasets_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lkjip run"):
        export.export_csv(Wanted(tmp_path, ("kinerja",)), tmp_path / "csv")
