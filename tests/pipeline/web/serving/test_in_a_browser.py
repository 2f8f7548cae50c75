"""A person at the pages: Chromium without a window presses the keys. Left out where there is none, but not in CI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright import sync_api

from pipeline.datasets.records import Sel
from pipeline.keputusan.store import read_decisions
from pipeline.web.guard import WAY_IN
from tests.pipeline import written
from tests.pipeline.batch.decisions import test_decided
from tests.pipeline.batch.decisions.test_decided import places
from tests.pipeline.review import test_heading_ends
from tests.pipeline.test_cli import ROOT
from tests.pipeline.web.serving import test_follows

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
pytestmark = [pytest.mark.peramban, pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="needs Chromium")]

__all__ = ["places"]

_PATIENCE = 25_000.0
"""Milliseconds; the machine may be busy with other tests."""
WIDE, NARROW = (1280, 800), (390, 844)
MARKUP = "<script>document.title='masuk'</script><img src=x onerror=\"document.title='masuk'\">"


@contextmanager
def served(output: Path, *password: str) -> Iterator[str]:
    """A server over an output folder with the made queue; the address with its key, where it has no password."""
    command = [sys.executable, "-m", "tests.pipeline.web.fake_server", str(output), *password]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address
            yield address[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    assert CHROMIUM is not None, "CI has to have Chromium (.ci/run installs it)"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def output(contoh_output: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(contoh_output, tmp_path / "output"))


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    with served(output) as found:
        yield found


@contextmanager
def opened(chromium: Any, address: str, size: tuple[int, int] = WIDE) -> Iterator[Any]:
    """A browser of its own at the queue. It fails where a script breaks or meets what the pages' policy forbids; that the server
    refuses something is told on the page."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.goto(address)
    yield page
    context.close()
    assert [told for told in complaints if not told.startswith("Failed to load resource")] == []


def at_the_site(page: Any, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


def at_a_page(page: Any, document: str, number: int) -> None:
    """By the list of documents to a page whose scripts have run."""
    at_the_site(page, "/dokumen")
    page.click(f"text={document}")
    page.click(f"a:has(strong:text-is('{number}'))")
    page.wait_for_url(f"**/halaman/*/{number}*")


def text(page: Any, what: str) -> str:
    return " ".join(str(page.locator(what).first.inner_text()).split())


def seen(page: Any, what: str, told: str) -> None:
    """Wait until something on the page tells this, and the page hears keys: its scripts have run."""
    page.locator(what, has_text=told).first.wait_for()
    page.wait_for_load_state()


def answers(output: Path) -> list[str]:
    return [one.jawaban for one in read_decisions(output).valid]


def test_with_the_keyboard_alone(chromium: Any, address: str, output: Path) -> None:
    with opened(chromium, address) as page:
        assert text(page, "h1") == "18 pertanyaan"
        page.keyboard.press("m")
        page.wait_for_url("**/tanya/*")
        assert text(page, "h1") == "1 dari 18"
        seen(page, "[data-akibat]", "36 nilai")
        page.keyboard.press("Enter")
        assert "Pilih jawaban dahulu" in text(page, ".kabar")
        page.keyboard.press("2")
        page.keyboard.press("l")
        seen(page, "[data-akibat]", "12 nilai")
        first = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/tanya/" in url and url != first)
        assert "12 nilai menjadi realisasi 2016" in text(page, ".kabar")
        assert text(page, "h1") == "1 dari 17"
        assert answers(output) == ["ukuran=realisasi | tahun=2016"]
        page.keyboard.press("t")
        page.keyboard.press("Tab")
        page.keyboard.type("2019")
        page.keyboard.press("Escape")
        seen(page, ".bebas [data-akibat]", "2019")
        page.keyboard.press("Enter")
        seen(page, "h1", "dari 16")
        assert answers(output)[1:] == ["tahun=2019"]
        for left in (17, 18):
            page.keyboard.press("u")
            seen(page, "h1", f"dari {left}")
        assert answers(output) == []
        page.keyboard.press("?")
        assert page.locator("dialog[open]").count() == 1
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="detached")
        before = page.url
        page.keyboard.press("n")
        page.wait_for_url(lambda url: url != before)
        page.keyboard.press("g")
        page.keyboard.press("k")
        page.wait_for_url("**/keputusan")
        assert page.locator("tr.batal").count() == 2


def test_a_figure_is_corrected_at_its_cell(chromium: Any, address: str, output: Path) -> None:
    with opened(chromium, address) as page:
        at_a_page(page, "LKjIP 2023.pdf", 3)
        cell = page.locator("td.nilai", has_text="80,19")
        ident = cell.get_attribute("data-sel")
        cell.hover()
        page.wait_for_selector(f"rect.sorot[data-sel='{ident}']", state="attached")  # its place in the picture lights up
        assert page.locator("rect.sorot").count() == 1
        page.hover("h1")
        page.wait_for_selector("rect.sorot", state="detached")
        box = page.locator(f"rect[data-sel='{ident}']")
        box.hover()
        page.wait_for_selector(f"td.sorot[data-sel='{ident}']")  # and the other way round
        box.click()
        page.wait_for_selector(".fakta")
        assert "80,19 persen" in text(page, ".fakta")
        page.keyboard.press("s")
        page.keyboard.type("1.400")
        seen(page, "[data-angka]", "dapat berarti")
        page.keyboard.press("Enter")
        page.wait_for_selector(".kabar.salah")
        assert answers(output) == [], "what can mean two is not taken"
        page.fill(".fakta form:not([hidden]) input", "81,5")
        page.keyboard.press("Enter")
        page.wait_for_selector("td.diputus")
        assert answers(output) == ["nilai=81.5"]
        page.click(".putusan [data-urung]")
        page.wait_for_selector("td.diputus", state="detached")
        assert answers(output) == []


def test_a_cell_that_gave_nothing_is_a_value(chromium: Any, address: str, output: Path) -> None:
    with opened(chromium, address) as page:
        at_a_page(page, "LKjIP 2023.pdf", 3)
        page.locator("td.nilai", has_text="80,19").focus()
        for _ in range(9):  # past the values above, to the heading
            page.keyboard.press("ArrowUp")
        assert page.locator("td.bisa:focus").count() == 1
        page.keyboard.press("Enter")
        seen(page, ".fakta h3", "Tidak ada nilai")
        page.keyboard.press("i")
        page.keyboard.type("realisasi")
        page.fill("[data-baru] [name=nilai]", "1.400")
        seen(page, "[data-baru] [data-angka]", "dapat berarti")
        page.fill("[data-baru] [name=nilai]", "78,5")
        seen(page, "[data-baru] [data-angka]", "dibaca 78,5")
        page.fill("[data-baru] [name=nama]", "Angka lain")
        page.keyboard.press("Enter")
        seen(page, ".kabar", "Angka lain")
    (told,) = answers(output)
    assert told.startswith("fakta=baru | peran=nilai | ukuran=realisasi | ")
    assert told.endswith("nilai=78.5 | nama=Angka lain")


def test_a_page_is_checked_and_a_finding_explained(chromium: Any, address: str, output: Path) -> None:
    with opened(chromium, address) as page:
        at_the_site(page, "/temuan?aturan=capaian_salah")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.type("salah ketik")
        page.click("li form:not([hidden]) button")
        page.wait_for_selector("li.dijawab")
        page.click("li [data-halaman]")
        page.wait_for_url("**/halaman/*/3*")
        page.keyboard.press("d")
        page.wait_for_url("**/halaman/*/4*")
        page.keyboard.press("p")
        page.wait_for_selector(".tanda.baik")
        assert sorted(answers(output)) == ["benar=ya", "temuan=dijelaskan"]


def test_a_column_is_decided_for_all_tables_of_its_heading(chromium: Any, places: tuple[Path, Path]) -> None:
    raw, output = places
    test_decided.put(raw, "dua.pdf")
    test_decided.run(raw, output)
    before = test_decided.targets(output)
    with test_follows.office(output) as office, opened(chromium, f"{office.origin}{WAY_IN}?kunci={office.key}") as page:
        page.goto(f"{office.origin}/tanya/{office.question('Zolak')}")
        page.click(".pilihan:has-text('target 2022')")
        seen(page, ".pilihan:has(input:checked) [data-akibat]", "menjadi target 2022")
        address = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != address)
        office.settled()
        settled = {"satu.pdf": ("pasti", 2022), "dua.pdf": ("pasti", 2022)}
        assert test_decided.targets(output) == before | settled, "those of the other agency are asked for by themselves"
        page.keyboard.press("u")
        seen(page, ".kabar", "diurungkan")
        assert test_decided.targets(output) == before
        page.goto(f"{office.origin}/tanya/{office.question('Zolak')}")
        page.click(".pilihan:has-text('target 2022')")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != address)
        office.server.kill()
        office.server.wait()
        page.keyboard.press("u")
        seen(page, ".kabar.salah", "tidak menjawab")
    assert [one.jawaban for one in read_decisions(output).valid] == ["peran=nilai | ukuran=target | tahun=dokumen"]
    found = test_decided.targets(output)
    assert all(found[name] in (before[name], ("pasti", 2022)) for name in found), "old or new, and readable"


def test_where_a_heading_ends_is_told_and_reaches_the_datasets(chromium: Any, tmp_path: Path) -> None:
    test_heading_ends.put(tmp_path / "raw", "satu.pdf", "rendah.pdf")
    test_heading_ends.run(tmp_path / "raw", tmp_path / "out")
    before = test_heading_ends.headings(tmp_path / "out")
    with test_follows.office(tmp_path / "out") as office, opened(chromium, f"{office.origin}{WAY_IN}?kunci={office.key}") as page:
        page.click("[data-tanya]:has-text('akhir kepala tabel')")
        page.wait_for_url("**/tanya/*")
        assert text(page, "legend") == "Sampai baris mana kepala tabel ini?"
        page.keyboard.press("2")
        seen(page, ".pilihan:has(input:checked) [data-akibat]", "kepala tabel menjadi 2 baris")
        first = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != first)
        office.settled()
        assert test_heading_ends.headings(tmp_path / "out") == before | {"satu.pdf": (2, "Zolak / Bruto")}
        page.keyboard.press("u")
        seen(page, ".kabar", "diurungkan")
        office.settled()
        assert test_heading_ends.headings(tmp_path / "out") == before
        at_a_page(page, "satu.pdf", 1)
        page.click("td.bisa:text-is('Bruto')")
        seen(page, "[data-kepala]", "masih kepala")
        page.keyboard.press("a")
        seen(page, ".kabar", "kepala tabel ini 2 baris")
        assert test_heading_ends.headings(tmp_path / "out") == before | {"satu.pdf": (2, "Zolak / Bruto")}


def test_two_people_at_once(chromium: Any, address: str, output: Path) -> None:
    with opened(chromium, address) as budi, opened(chromium, address) as siti:
        siti.click(".siapa summary")
        siti.fill("#nama-saya", "Siti")
        siti.keyboard.press("Enter")
        seen(siti, ".siapa summary", "Siti")
        for page in (budi, siti):
            page.keyboard.press("m")
            page.wait_for_url("**/tanya/*")
        chosen = {page: page.locator(f"[data-nomor='{key}']").get_attribute("value") for page, key in ((budi, "1"), (siti, "3"))}
        for page, key in ((budi, "1"), (siti, "3")):
            page.keyboard.press(key)
            page.keyboard.press("Enter")
        for page in (budi, siti):  # which of the two the server hears first is its affair
            page.locator(".kabar", has_text=re.compile("Urungkan|sudah dijawab")).wait_for()
            page.wait_for_load_state()
        late = [page for page in (budi, siti) if "sudah dijawab" in text(page, ".kabar")]
        assert len(late) == 1
        assert answers(output) == [value for page, value in chosen.items() if page not in late]
        late[0].reload()


def test_an_office_lets_in_by_name_and_password(chromium: Any, output: Path) -> None:
    with served(output, "sandi kantor") as address, opened(chromium, address) as page:
        for password, told in (("salah sekali", "Kata sandi salah"), ("sandi kantor", "18 pertanyaan")):
            page.fill("#nama", "Siti Aminah")
            page.fill("#sandi", password)
            page.keyboard.press("Enter")
            seen(page, "main", told)
        assert text(page, ".siapa summary") == "Siti Aminah"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
def test_nothing_is_wider_than_the_window(chromium: Any, address: str, size: tuple[int, int]) -> None:
    with opened(chromium, address, size) as page:
        report = re.findall(
            r"/dokumen/([0-9a-f]{16})", page.content() + page.request.get("/".join(page.url.split("/")[:3]) + "/dokumen").text()
        )[0]
        for path in ("/", "/mulai", "/dokumen", f"/dokumen/{report}", f"/halaman/{report}/1", "/temuan", "/keputusan"):
            at_the_site(page, path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


def test_a_document_that_means_harm_only_shows(chromium: Any, tmp_path: Path) -> None:
    data = dict(written.sample())
    data["dokumen"] = [replace(row, berkas=f"{n}{MARKUP}", instansi=MARKUP) for n, row in enumerate(data["dokumen"])]
    data["kinerja"] = [replace(row, indikator=MARKUP, nilai_teks=MARKUP) for row in data["kinerja"]]
    data["temuan"] = [replace(row, pesan=MARKUP) for row in data["temuan"]]
    fact = next(row for row in data["kinerja"] if row.tabel_id == data["tabel"][0].tabel_id)
    place = (fact.tabel_id, fact.dokumen_id, fact.baris, fact.kolom, 1, 1, MARKUP, fact.halaman, 90, 90, 190, 120, 1.0, False)
    data["sel"] = [Sel(*place)]
    data["tabel"] = [replace(data["tabel"][0], judul=MARKUP)]
    with served(written.write(tmp_path, data)) as address, opened(chromium, address) as page:
        for path in ("/", "/mulai", "/dokumen", f"/halaman/{fact.dokumen_id}/3", "/temuan"):
            at_the_site(page, path)
            page.wait_for_load_state("networkidle")
            assert page.title() != "masuk"
            assert page.locator("main script, main img[src=x]").count() == 0
        at_the_site(page, f"/halaman/{fact.dokumen_id}/3")
        page.click("td.nilai")
        page.wait_for_selector(".fakta")
        assert "<script>" in text(page, ".fakta h3")
        assert page.title() != "masuk"
        assert "tidak dapat dibuat" in text(page, ".tanpa-gambar"), "and a page without a picture says why"
