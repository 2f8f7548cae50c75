"""What the pages are given of the datasets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.web.shelf import Shelf, UnknownError


@pytest.fixture
def shelf(contoh_output: Path) -> Shelf:
    return Shelf(contoh_output)


def ident(shelf: Shelf, berkas: str) -> str:
    return str(next(row["dokumen_id"] for row in shelf.documents() if row["berkas"] == berkas))


def test_documents_tell_how_much_is_sure(shelf: Shelf) -> None:
    rows = {row["berkas"]: row for row in shelf.documents()}
    assert rows["LKjIP 2023.pdf"]["pasti"] > 50
    assert rows["Renstra 2021-2026.pdf"]["ragu"] == 1


def test_a_page_has_its_tables_with_cells_where_they_stand(shelf: Shelf) -> None:
    (table,) = shelf.tables(ident(shelf, "LKjIP 2023.pdf"), 3)
    assert table.row["judul"] == "Tabel 3.1 Capaian Kinerja Tahun 2023"
    assert all(len(row) <= table.row["jumlah_kolom"] for _, row in table.baris)
    printed = next(cell for cell in table.cells if cell.row["teks"] == "80,19")
    assert [fact["ukuran"] for fact in printed.nilai] == ["realisasi"]
    assert not printed.ragu
    merged = next(cell for cell in table.cells if cell.row["rentang_baris"] > 1 and cell.row["teks"] == "2")
    below = next(row for number, row in table.baris if number == merged.row["baris"] + 1)
    beside = [cell.row["kolom"] for cell in below if cell is not None]
    assert merged.row["kolom"] not in beside, "a merged cell stands once"


def test_a_value_is_found_by_its_whole_id_alone(shelf: Shelf) -> None:
    table = shelf.tables(ident(shelf, "LKjIP 2023.pdf"), 3)[0]
    fact = next(cell.nilai[0] for cell in table.cells if cell.nilai)
    assert shelf.fact(fact["id"])["nilai_teks"] == fact["nilai_teks"]
    with pytest.raises(UnknownError):
        shelf.fact(fact["id"][:6])


@pytest.mark.parametrize("wrong", ["../../etc/passwd", "", "0" * 16, "%2e%2e"])
def test_an_id_that_is_none_leads_nowhere(shelf: Shelf, wrong: str) -> None:
    with pytest.raises(UnknownError):
        shelf.document(wrong)
    with pytest.raises(UnknownError):
        shelf.wanted(wrong, 1, "biasa")


def test_a_picture_is_asked_for_as_the_page_was_read(shelf: Shelf) -> None:
    scan = shelf.wanted(ident(shelf, "pindaian/PK 2024.pdf"), 1, "biasa")
    assert scan.pindaian
    assert Path(scan.berkas[0]).name == "PK 2024.pdf"
    report = ident(shelf, "LKjIP 2023.pdf")
    assert not shelf.wanted(report, 1, "tajam").pindaian
    for page, fineness in ((0, "biasa"), (6, "biasa"), (1, "10000")):
        with pytest.raises(UnknownError):
            shelf.wanted(report, page, fineness)


def test_pages_with_something_to_see(shelf: Shelf) -> None:
    pages = {row["halaman"]: row for row in shelf.pages(ident(shelf, "LKjIP 2023.pdf"))}
    assert pages[3]["tabel"] == 1
    assert pages[3]["pasti"] == 15
    assert 1 not in pages


def test_a_cell_tells_where_the_heading_would_end(shelf: Shelf) -> None:
    long = max(shelf.tables(ident(shelf, "LKjIP 2023.pdf"), 5), key=lambda table: table.row["jumlah_baris"]).row
    assert long["jumlah_baris"] > 10 > long["baris_judul"] == 1
    rows = {row: shelf.cell(long["tabel_id"], row, 1).kepala for row in (0, 1, 9, 10)}
    assert rows == {0: 0, 1: 2, 9: 10, 10: None}
