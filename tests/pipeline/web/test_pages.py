"""The pages as a browser gets them, over the sample and over documents that mean harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.datasets.records import Sel
from pipeline.web import pages
from pipeline.web.site import Site
from pipeline.workers.processes import Processes
from tests.pipeline import written
from tests.pipeline.web.site import Browser, site_over

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


@pytest.fixture
def site(contoh_output: Path, painters: Processes) -> Site:
    return site_over(contoh_output, painters)


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site)


def ident(site: Site, berkas: str) -> str:
    return str(next(row["dokumen_id"] for row in site.shelf.documents() if row["berkas"] == berkas))


def test_documents_and_their_pages_lead_to_a_page(site: Site, browser: Browser) -> None:
    report = ident(site, "LKjIP 2023.pdf")
    assert f"/dokumen/{report}" in browser.get("/dokumen")
    assert f"/halaman/{report}/3" in browser.get(f"/dokumen/{report}")
    shown = browser.get(f"/halaman/{report}/3")
    assert "80,19" in shown
    assert shown.count("<rect") == shown.count('data-sel="') / 2, "each cell stands in the picture and in the table"
    table, row, column = shown.partition('class="nilai')[0].rpartition('data-sel="')[2].partition('"')[0].split(":")
    assert "tercetak" in browser.get(f"/sel/{table}/{row}/{column}")


def test_the_picture_is_drawn_by_a_worker(site: Site, browser: Browser) -> None:
    answer = browser.client.get(f"/gambar/{ident(site, 'pindaian/PK 2024.pdf')}/1/biasa")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")


def test_a_box_of_the_picture_is_named_as_its_cell_of_the_table(site: Site) -> None:
    (table,) = site.shelf.tables(ident(site, "LKjIP 2023.pdf"), 3)
    cell = next(cell for cell in table.cells if cell.row["teks"] == "80,19")
    name, kind, x0, _, x1, _, _ = pages.mark_of(table, cell)
    assert name == f"{table.row['tabel_id']}:{cell.row['baris']}:{cell.row['kolom']}"
    assert kind == "sel pasti"
    assert (x0, x1) == (cell.row["x0"], cell.row["x1"])


@pytest.mark.parametrize(
    "path",
    [
        "/dokumen/0000000000000000",
        "/dokumen/..%2f..%2fetc%2fpasswd",
        "/halaman/0000000000000000/1",
        "/gambar/0000000000000000/1/biasa",
        "/gambar/..%2f..%2fkeys/1/biasa",
        "/statis/..%2fsite.py",
        "/statis/__init__.py",
        "/sel/x/0/0",
        "/datapackage.json",
        "/kinerja",
        "/.kerja/kunci",
    ],
)
def test_what_is_not_there_is_404_and_nothing_of_the_disk(browser: Browser, path: str) -> None:
    answer = browser.client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_markup_of_a_document_shows_and_does_nothing(tmp_path: Path, painters: Processes) -> None:
    data = dict(written.sample())
    data["dokumen"] = [replace(row, berkas=MARKUP, instansi=MARKUP, galat=MARKUP) for row in data["dokumen"]]
    data["kinerja"] = [replace(row, indikator=MARKUP, nilai_teks=MARKUP) for row in data["kinerja"]]
    fact = data["kinerja"][0]
    cell = Sel(fact.tabel_id, fact.dokumen_id, fact.baris, fact.kolom, 1, 1, MARKUP, fact.halaman, 1, 1, 9, 9, 1.0, False)
    data["sel"] = [cell]
    data["tabel"] = [replace(data["tabel"][0], judul=MARKUP)]
    browser = Browser(site_over(written.write(tmp_path, data), painters))
    for path in ("/dokumen", f"/dokumen/{written.LKJIP_2023}", f"/halaman/{written.LKJIP_2023}/3", f"/sel/{cell.tabel_id}/2/4"):
        shown = browser.get(path)
        assert "&lt;script&gt;" in shown
        assert "<script>" not in shown
        assert "<img src=x" not in shown


def test_a_site_is_of_one_folder_with_datasets_only(tmp_path: Path, painters: Processes) -> None:
    assert Browser(site_over(tmp_path, painters), enter=False).client.get("/dokumen").status_code == 303
