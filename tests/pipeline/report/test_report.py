"""laporan.html from datasets written by hand: says what is in them, escapes it, stays bounded, needs nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pypdfium2 as pdfium
import pytest

from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import UsageError
from pipeline.findings.terms import arti_aturan
from pipeline.report.pages import write_report
from pipeline.report.report import Report
from pipeline.report.shown import Shown
from tests.pdfs.contoh import INDIKATOR
from tests.pipeline import written

VOID = {"meta", "link", "br", "img", "input", "hr", "line", "circle", "rect", "polyline"}


class Reader(HTMLParser):
    """Text, attributes and nesting of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.links += [given["href"]] if tag == "a" and given.get("href") else []
        self.ids += [given["id"]] if given.get("id") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    written.write(folder, written.sample(folder="../raw"))
    write_report(folder)
    return folder


@pytest.fixture(scope="module")
def page(output: Path) -> Reader:
    return Reader((output / "laporan.html").read_text(encoding="utf-8"))


def test_it_says_what_was_read(page: Reader) -> None:
    assert "4 dokumen dari 1 instansi, memuat tahun 2021–2026." in page.words
    assert "2 dari 66 nilai masih ragu" in page.words
    assert "2 berhasil, 1 sebagian, 1 gagal" in page.words
    assert "rusak <&>.pdf : berkas terenkripsi" in page.words
    assert "halaman 2 melewati batas waktu" in page.words


def test_doubtful_values_show_text_and_readings(page: Reader) -> None:
    assert "pagu 2025 2,43,500,000 2.435.000.000 atau 243.500.000" in page.words
    assert "realisasi 2023 13,30 13,3 atau 18,3" in page.words


def test_a_doubtful_value_says_why_and_a_predicate_is_a_reading(tmp_path: Path) -> None:
    data = written.sample()
    fact = written.kinerja(written.LKJIP_2023, "pengukuran_kinerja", "Nilai SAKIP", 2023, "target", "1", status="ragu")
    doubt = replace(fact, nilai=None, nilai_teks="BB", predikat="BB", kandidat=(), aturan_nilai="peran_kolom")
    data["kinerja"] = [doubt]
    written.write(tmp_path, data)
    words = Reader(write_report(tmp_path).read_text(encoding="utf-8")).words
    assert f"target 2023 BB BB {arti_aturan('peran_kolom')}" in words


def test_findings_stand_gravest_first_and_doubt_is_not_listed_twice(page: Reader) -> None:
    titles = ["Capaian tidak sama dengan", "Angka pada baris jumlah", "Target berbeda dari Renstra", "Kode diperbaiki"]
    places = [page.words.index(title) for title in titles]
    assert places == sorted(places)
    assert "Pagu 2025 ragu" not in page.words
    assert "dihitung 5.253.354.500" in page.words
    assert "tahun 2023" in page.words
    assert "80,19 realisasi 2023 LKjIP 2023.pdf, hal. 3" in page.words


def test_figures_are_indonesian_and_in_one_scale(page: Reader) -> None:
    assert "Target 82,00 83,00 84,00 85,00 86,00 Realisasi 82,82 84,66" in page.words
    assert "Rp 2.631.850.000 Rp 2.545.317.900 96,7%" in page.words
    assert all(indikator.nama in page.words for indikator in INDIKATOR)


def test_the_budget_is_a_tree(tmp_path: Path) -> None:
    data = written.sample()
    rows = [
        ("2.17.02", "Program Pelayanan Izin", "program", 900),
        ("2.17.02.1.01", "Penerbitan Izin Usaha", "kegiatan", 600),
        ("2.17.02.1.01.01", "Fasilitasi Izin", "sub_kegiatan", 600),
        ("2.17.02.1.02", "Izin Kantor Cabang", "kegiatan", 300),
    ]
    data["anggaran"] = [
        written.anggaran(written.LKJIP_2023, kode, nama, 2023, ukuran, amount, baris=n, tingkat=tingkat)
        for n, (kode, nama, tingkat, pagu) in enumerate(rows)
        for ukuran, amount in (("pagu", pagu), ("realisasi", pagu / 2))
        if (nama, ukuran) != ("Izin Kantor Cabang", "realisasi")
    ]
    written.write(tmp_path, data)
    html = write_report(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'class="dalam-(\d)"', html) == ["0", "1", "2", "1"]
    assert "2.17.02.1.02 Izin Kantor Cabang Rp 300 – –" in Reader(html).words
    flat = write_report(tmp_path, limits=Shown(baris_anggaran=3)).read_text(encoding="utf-8")
    assert re.findall(r'class="dalam-(\d)"', flat) == ["0", "1", "1"]
    assert "dan 1 baris lainnya" in Reader(flat).words


def test_a_disputed_target_is_marked(output: Path) -> None:
    html = (output / "laporan.html").read_text(encoding="utf-8")
    assert "tercetak lain: 69" in html
    assert html.count("<sup>≠</sup>") == 2  # the figure and the legend


def test_links_lead_to_the_page_of_the_pdf(page: Reader) -> None:
    files = {unquote(link) for link in page.links if not link.startswith("#")}
    assert "../raw/LKjIP 2023.pdf#page=5" in files
    assert "../raw/lama/LKjIP 2022.pdf#page=2" in files
    assert "../raw/rusak <&>.pdf" in files
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_without_the_input_folder_there_are_no_links(tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    links = Reader(write_report(tmp_path).read_text(encoding="utf-8")).links
    assert all(link.startswith("#") for link in links)


def test_nothing_is_loaded_from_elsewhere(output: Path, page: Reader) -> None:
    html = (output / "laporan.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//|@import|url\(""", html)
    assert not page.tags & {"script", "iframe", "img", "object", "embed"}


def test_what_a_document_prints_is_never_markup(tmp_path: Path) -> None:
    evil = '<script>alert("1")</script>'
    data = written.sample()
    data["temuan"] = [written.temuan("aturan_baru", "galat", evil, kunci=evil)]
    data["kinerja"] = [
        written.kinerja(written.LKJIP_2023, "pengukuran_kinerja", evil, 2023, ukuran, "1", status=status)
        for ukuran, status in (("target", "pasti"), ("realisasi", "ragu"))
    ]
    written.write(tmp_path, data)
    page = Reader(write_report(tmp_path).read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert evil in page.words


def test_the_same_datasets_give_the_same_page(output: Path, tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    assert write_report(tmp_path).read_bytes() == write_report(tmp_path).read_bytes()


def test_an_archive_of_failures_only(tmp_path: Path) -> None:
    written.write(
        tmp_path,
        {
            "dokumen": [
                written.dokumen(
                    "e" * 16, "a.pdf", None, instansi=None, wilayah=None, halaman=0, status="gagal", galat="bukan PDF"
                )
            ]
        },
    )
    words = Reader(write_report(tmp_path).read_text(encoding="utf-8")).words
    assert "a.pdf : bukan PDF" in words
    assert "Tidak ada nilai kinerja atau anggaran yang terbaca." in words


def test_what_a_page_does_not_show_is_not_gathered(output: Path) -> None:
    stored = StoredDatasets(output)
    report = Report(stored, Shown(), None, stored, output)
    assert report.context(profiles=False)["instansi"] is None
    shown = report.doubtful()["items"]
    assert shown
    assert not any(item["gambar"] for item in shown)


def test_a_folder_without_datasets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lkjip run"):
        write_report(tmp_path)


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    keys = [f"{n:016x}" for n in range(40)]
    data = {
        "dokumen": [written.dokumen(key, f"{key}.pdf", tahun=2023, instansi=f"Dinas {key}") for key in keys],
        "kinerja": [
            written.kinerja(key, "pengukuran_kinerja", f"Indikator {n}", 2023, ukuran, "10", baris=n, status="ragu")
            for key in keys
            for n in range(20)
            for ukuran in ("target", "realisasi")
        ],
        "temuan": [written.temuan("total_salah", "galat", f"Temuan {n}", keys[0]) for n in range(100)],
    }
    written.write(tmp_path, data)
    limits = Shown(dokumen=5, temuan_per_aturan=4, ragu=6, instansi=3, indikator=2)
    path = write_report(tmp_path, limits=limits)
    words = Reader(path.read_text(encoding="utf-8")).words
    for more in ("35 dokumen", "96 temuan", "1.594 nilai"):
        assert f"dan {more} lainnya" in words
    assert path.stat().st_size < 80_000
    few = {name: [row for row in rows if row.dokumen_id in keys[:2]] for name, rows in data.items()}
    (tmp_path / "sedikit").mkdir()
    written.write(tmp_path / "sedikit", few)
    words = Reader(write_report(tmp_path / "sedikit", limits=limits).read_text(encoding="utf-8")).words
    assert "dan 18 indikator lainnya" in words


CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


def browse(folder: Path, page: Path, *options: str) -> str:
    """What Chromium prints of a page; it has no network."""
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profil'}",
            *options,
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
        env={**os.environ, "HOME": str(folder)},
    )
    return done.stdout


_MEASURE = """
const inside = document.querySelector('iframe').contentDocument;
const seen = [...inside.querySelectorAll('.tercetak')].filter(e => e.getClientRects().length);
document.title = JSON.stringify({
  isi: inside.documentElement.scrollWidth,
  jendela: inside.defaultView.innerWidth,
  patah: seen.filter(e => e.textContent.trim().length < 22 && e.getBoundingClientRect().height > 30).length,
  luar: [...inside.querySelectorAll('td, th, p, li')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.gulir')).length,
  gambar: [...inside.images].filter(i => i.naturalWidth > 0).length,
});
"""


@pytest.mark.slow
@in_a_browser
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_it_reads_at_any_width(tmp_path: Path, width: int) -> None:
    """Measured in the browser itself, in a frame of that width (a window of Chromium is at least 500 wide): nothing is wider than
    the frame, and no figure as it was printed is broken over two lines.
    """
    written.write(tmp_path, written.sample())
    dot = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    html = write_report(tmp_path, pictures=lambda places: dict.fromkeys(places, dot)).read_text(encoding="utf-8")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    frame = tmp_path / "bingkai.html"
    frame.write_text(
        f'<!doctype html><meta charset="utf-8"><title>?</title><body style="margin:0"><iframe style="border:0" width="{width}" '
        f'height="900" srcdoc="{escape(html)}"></iframe><script>onload = () => {{ {_MEASURE} }}</script>',
        encoding="utf-8",
    )
    shown = browse(tmp_path, frame, f"--window-size={max(width, 500)},900", "--dump-dom")
    title = re.search(r"<title>([{].*?)</title>", shown)
    assert title, shown[:300]
    measured = json.loads(unescape(title.group(1)))
    assert measured["jendela"] == width
    assert measured["isi"] <= width
    assert (measured["patah"], measured["luar"]) == (0, 0)
    assert measured["gambar"] == html.count('class="potongan"')


@pytest.mark.slow
@in_a_browser
def test_it_prints_with_all_that_is_folded(output: Path, tmp_path: Path) -> None:
    """Findings, their details, the charts' figures and the budget tree are on paper, within its margins."""
    printed = tmp_path / "laporan.pdf"
    browse(tmp_path, output / "laporan.html", "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    document = pdfium.PdfDocument(printed)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    words = " ".join(" ".join(pages).split())
    assert all(page.strip() for page in pages)
    for said in (
        "Laporan hasil baca",
        "dihitung 5.253.354.500",
        "82,00",
        "2.631.850.000",
        "96,7%",
        "Jumlah seperti tercetak",
    ):
        assert said in words


def test_a_run_without_a_doubtful_value_has_a_report(tmp_path: Path) -> None:
    datasets = written.sample()
    for name in ("kinerja", "anggaran"):
        datasets[name] = [replace(row, status_nilai="pasti") for row in datasets[name]]
    assert "Tidak ada nilai yang ragu" in write_report(written.write(tmp_path, datasets)).read_text(encoding="utf-8")
