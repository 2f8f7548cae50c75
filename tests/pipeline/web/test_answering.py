"""What people decide becomes lines; wrong ones become sentences."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import read_decisions
from pipeline.web import answering
from pipeline.web.reviewing import Rewriter
from pipeline.web.site import Site, answer_words
from pipeline.workers.processes import Processes
from tests.pipeline.web import fake_review
from tests.pipeline.web.site import Browser, site_over


@pytest.fixture
def site(contoh_output: Path, tmp_path: Path, painters: Processes, monkeypatch: pytest.MonkeyPatch) -> Site:
    fake_review.install(monkeypatch)
    return site_over(Path(shutil.copytree(contoh_output, tmp_path / "output")), painters)


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site)


def made(site: Site) -> tuple[Keputusan, ...]:
    return read_decisions(site.output).valid


def a_fact(site: Site, text: str = "80,19") -> str:
    report = next(d["dokumen_id"] for d in site.shelf.documents() if d["berkas"] == "LKjIP 2023.pdf")
    cells = [cell for table in site.shelf.tables(report, 3) for cell in table.cells]
    return str(next(cell.nilai[0]["id"] for cell in cells if cell.row["teks"] == text))


def test_an_answer_is_a_line_and_leads_to_the_next_question(site: Site, browser: Browser) -> None:
    first, second = (q.id for q in site.review.queue().questions[:2])
    told = browser.post(
        "/api/jawab", {"tanya": first, "jawab": "ukuran=realisasi | tahun=2016", "lingkup": "tabel", "saring": {}}
    )
    assert told["ke"] == f"/tanya/{second}"
    assert told["kalimat"] == "12 nilai menjadi realisasi 2016"
    (line,) = made(site)
    assert (line.jenis, line.lingkup, line.jawaban, line.oleh) == ("kolom", "tabel", "ukuran=realisasi | tahun=2016", "Budi")
    assert browser.client.get(f"/tanya/{first}").status_code == 409, "it is settled"
    assert browser.refused("/api/jawab", {"tanya": first, "jawab": "peran=lain", "lingkup": "tabel"}) == 409


def test_a_free_answer_and_a_note(site: Site, browser: Browser) -> None:
    first = site.review.queue().questions[0].id
    asked = {
        "tanya": first,
        "jawab": "",
        "bebas": {"ukuran": "nilai:target", "tahun": "2016"},
        "lingkup": "instansi",
        "catatan": "lihat hal. 2",
    }
    browser.post("/api/jawab", asked)
    (line,) = made(site)
    assert (line.jawaban, line.catatan) == ("peran=nilai | ukuran=target | tahun=2016", "lihat hal. 2")


@pytest.mark.parametrize(
    "wrong",
    [
        {"jawab": "peran=lain", "lingkup": "dokumen"},
        {"jawab": "ukuran=bukan-ukuran", "lingkup": "tabel"},
        {"jawab": "", "bebas": {}, "lingkup": "tabel"},
        {"jawab": "", "bebas": {"tahun": ["2016"]}, "lingkup": "tabel"},
        {"jawab": ["peran=lain"], "lingkup": "tabel"},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_written(site: Site, browser: Browser, wrong: dict[str, Any]) -> None:
    first = site.review.queue().questions[0].id
    assert browser.refused("/api/jawab", {"tanya": first, **wrong}) == 400
    assert made(site) == ()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 60_000, b'{"nama": null}'])
def test_a_body_that_is_no_request_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.client.post("/api/nama", content=body, headers=browser.headers()).status_code == 400


@pytest.mark.parametrize(
    ("kind", "written", "line"),
    [
        ("benar", "", "benar=ya"),
        ("bukan", "", "fakta=bukan"),
        ("angka", "81,5", "nilai=81.5"),
        ("angka", "1.400.000", "nilai=1400000"),
        ("baris", "Indeks | lain", "nama=Indeks / lain"),
        ("predikat", "bb", "predikat=BB"),
    ],
)
def test_a_value_is_right_another_none_or_of_another_row(
    site: Site, browser: Browser, kind: str, written: str, line: str
) -> None:
    fact = a_fact(site)
    browser.post("/api/nilai", {"nilai": fact, "jawab": kind, "isi": written})
    assert [(one.rujukan, one.jawaban) for one in made(site)] == [(fact, line)]


@pytest.mark.parametrize(("kind", "written"), [("angka", "1.400"), ("angka", ""), ("angka", "x"), ("baris", " "), ("lain", "x")])
def test_a_correction_that_says_nothing_sure_is_refused(site: Site, browser: Browser, kind: str, written: str) -> None:
    assert browser.refused("/api/nilai", {"nilai": a_fact(site), "jawab": kind, "isi": written}) == 400
    assert made(site) == ()


def test_what_was_decided_of_a_value_stands_at_its_cell_and_can_be_taken_back(site: Site, browser: Browser) -> None:
    fact = site.shelf.fact(a_fact(site))
    told = browser.post("/api/nilai", {"nilai": fact["id"], "jawab": "angka", "isi": "81,5"})
    shown = browser.get(f"/sel/{fact['tabel_id']}/{fact['baris']}/{fact['kolom']}")
    assert "nilai 81,5" in shown
    assert "Budi" in shown
    assert "diputus" in browser.get(f"/halaman/{fact['dokumen_id']}/3")
    assert "nilai 81,5" in browser.get("/keputusan")
    browser.post("/api/urung", {"id": told["id"]})
    assert made(site) == ()
    assert "diurungkan" in browser.get("/keputusan")


def a_cell(site: Site, text: str) -> dict[str, Any]:
    report = next(d["dokumen_id"] for d in site.shelf.documents() if d["berkas"] == "LKjIP 2023.pdf")
    rows = [cell.row for table in site.shelf.tables(report, 3) for cell in table.cells]
    row = next(row for row in rows if row["teks"].strip() == text)
    return {"tabel": row["tabel_id"], "baris": row["baris"], "kolom": row["kolom"]}


NEW = {"ukuran": "nilai:realisasi", "tahun": "2021", "nilai": "78,5", "predikat": "", "satuan": "persen", "nama": "Angka lain"}


def test_what_nobody_read_in_a_cell_is_a_value(site: Site, browser: Browser) -> None:
    place = a_cell(site, "Indikator Kinerja")
    shown = browser.get("/sel/{tabel}/{baris}/{kolom}".format(**place))
    assert "Tidak ada nilai yang dibaca di sini" in shown
    told = browser.post("/api/nilai-baru", {**place, "bebas": NEW})
    (line,) = made(site)
    says = "fakta=baru | peran=nilai | ukuran=realisasi | tahun=2021 | nilai=78.5 | satuan=persen | nama=Angka lain"
    assert (line.jenis, line.lingkup, line.jawaban, line.teks, line.halaman) == ("nilai", "nilai", says, "Indikator Kinerja", 3)
    assert line.kotak is not None
    assert "Angka lain" in told["kalimat"]
    assert "nilai lain di sel ini" in browser.get("/sel/{tabel}/{baris}/{kolom}".format(**a_cell(site, "80,19")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"bebas": NEW | {"nilai": ""}},
        {"bebas": NEW | {"ukuran": ""}},
        {"bebas": NEW | {"ukuran": "nilai:entah"}},
        {"bebas": NEW | {"nama": " "}},
        {"bebas": NEW | {"nilai": "1.400"}},
        {"bebas": NEW | {"tahun": "kapan"}},
        {"bebas": {}},
        {"bebas": NEW, "baris": 99},
        {"bebas": NEW, "baris": "1"},
        {"bebas": NEW, "tabel": "../x"},
    ],
)
def test_a_value_of_which_too_little_is_told_is_refused(site: Site, browser: Browser, wrong: dict[str, Any]) -> None:
    assert browser.refused("/api/nilai-baru", a_cell(site, "Indikator Kinerja") | wrong) == 400
    assert made(site) == ()


def test_where_the_heading_of_a_table_ends(site: Site, browser: Browser) -> None:
    head, below = a_cell(site, "Indikator Kinerja"), a_cell(site, "80,19")
    assert f'data-kepala="{head["baris"]}"' in browser.get("/sel/{tabel}/{baris}/{kolom}".format(**head)), "it is none of it"
    assert f'data-kepala="{below["baris"] + 1}"' in browser.get("/sel/{tabel}/{baris}/{kolom}".format(**below)), "it is one more"
    told = browser.post("/api/kepala", {"tabel": head["tabel"], "baris": 1})
    (line,) = made(site)
    assert (line.jenis, line.lingkup, line.jawaban, line.halaman) == ("tabel", "tabel", "baris_kepala=1", 3)
    assert line.teks.startswith("No / Sasaran Strategis / Indikator Kinerja")
    assert "1 baris" in told["kalimat"]


@pytest.mark.parametrize("wrong", [{"baris": "1"}, {"baris": -1}, {"baris": 100}, {"tabel": "../x"}])
def test_a_heading_of_which_nothing_is_told_is_refused(site: Site, browser: Browser, wrong: dict[str, Any]) -> None:
    assert browser.refused("/api/kepala", {"tabel": a_cell(site, "80,19")["tabel"], "baris": 1} | wrong) == 400
    assert made(site) == ()


def test_undo_without_a_name_takes_back_ones_own_last(site: Site, browser: Browser) -> None:
    other = Browser(site)
    other.post("/api/nama", {"nama": "Siti"})
    browser.post("/api/nilai", {"nilai": a_fact(site), "jawab": "benar"})
    other.post("/api/nilai", {"nilai": a_fact(site, "86,43"), "jawab": "benar"})
    browser.post("/api/urung", {})
    assert [one.oleh for one in made(site)] == ["Siti"]
    assert browser.refused("/api/urung", {}) == 400
    assert browser.refused("/api/urung", {"id": "k0"}) == 400


def test_a_page_checked_whole_is_marked(site: Site, browser: Browser) -> None:
    report = site.shelf.fact(a_fact(site))["dokumen_id"]
    browser.post("/api/halaman", {"dokumen": report, "halaman": 3})
    assert "diperiksa: Budi" in browser.get(f"/halaman/{report}/3")
    assert 'class="diperiksa"' in browser.get(f"/dokumen/{report}")
    for wrong in ({"halaman": 6}, {"halaman": "3"}, {"halaman": 3, "dokumen": "0" * 16}):
        assert browser.refused("/api/halaman", {"dokumen": report} | wrong) in (400, 404)


def test_a_finding_is_accepted_explained_or_none(site: Site, browser: Browser) -> None:
    assert "109%" in browser.get("/temuan?aturan=capaian_salah")
    ident = site.shelf.findings("capaian_salah", None, 1)[0]["temuan_id"]
    assert browser.refused("/api/temuan", {"temuan": ident, "jawab": "dijelaskan", "catatan": " "}) == 400
    assert browser.refused("/api/temuan", {"temuan": ident, "jawab": "lain"}) == 400
    assert browser.refused("/api/temuan", {"temuan": "0" * 12, "jawab": "bukan"}) == 404
    browser.post("/api/temuan", {"temuan": ident, "jawab": "dijelaskan", "catatan": "salah ketik, sudah diralat"})
    assert [(one.rujukan, one.jawaban, one.catatan) for one in made(site)] == [
        (ident, "temuan=dijelaskan", "salah ketik, sudah diralat")
    ]
    assert "sudah diralat" in browser.get("/temuan?aturan=capaian_salah")


def test_a_mistake_of_ours_is_told_and_kept(site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "correct", lambda *_: 1 / 0)
    answer = browser.client.post("/api/nilai", json={"nilai": a_fact(site), "jawab": "benar"}, headers=browser.headers())
    assert answer.status_code == 500
    assert "galat.txt" in answer.text
    assert "ZeroDivisionError" in (site.output / ".kerja/galat.txt").read_text(encoding="utf-8")


def test_what_holds_for_all_agencies_is_written_for_all_after_its_own(
    site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(Rewriter, "ask", lambda self, *agencies: asked.extend(agencies) or 0)
    first = site.review.queue().questions[0]
    told = browser.post("/api/jawab", {"tanya": first.id, "jawab": "peran=lain", "lingkup": "semua"})
    assert asked == [first.instansi, None]
    browser.post("/api/urung", {"id": told["id"]})
    assert asked[2:] == [None, None], "and when it is taken back"


def test_two_browsers_lose_nothing(site: Site, browser: Browser) -> None:
    other = Browser(site)
    other.post("/api/nama", {"nama": "Siti"})
    ids = [q.id for q in site.review.queue().questions[:6]]
    for number, ident in enumerate(ids):
        (browser, other)[number % 2].post("/api/jawab", {"tanya": ident, "jawab": "peran=lain", "lingkup": "tabel"})
    assert sorted(one.oleh for one in made(site)) == ["Budi"] * 3 + ["Siti"] * 3


def test_answers_in_words() -> None:
    assert answer_words("ukuran=persen_fisik | tahun=2016") == "ukuran persen fisik, tahun 2016"
    assert answer_words("nilai=80.19") == "nilai 80,19"
