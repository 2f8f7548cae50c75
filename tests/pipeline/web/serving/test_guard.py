"""Whom the server answers: its own names, its own pages, who came in by the door."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.web import app
from pipeline.web.app import application
from pipeline.web.guard import CSRF, LARGEST_BODY, Hosts
from pipeline.web.sessions import Password
from pipeline.workers.processes import Processes
from tests.pipeline import written
from tests.pipeline.web.site import ADDRESS, KEY, PORT, Browser, site_over

PASSWORD = "sandi kantor kami"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return written.write(tmp_path, written.sample())


@pytest.fixture
def browser(output: Path, painters: Processes) -> Browser:
    return Browser(site_over(output, painters))


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_it_answers_to_the_names_of_this_computer(host: str) -> None:
    assert Hosts(PORT).answers(host)


@pytest.mark.parametrize(
    "host",
    ["jahat.example", f"jahat.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", "", f"192.0.2.7:{PORT}", "localhost:x"],
)
def test_it_answers_to_no_other(host: str) -> None:
    assert not Hosts(PORT).answers(host)


def test_in_an_office_it_answers_to_addresses_and_its_own_name_alone() -> None:
    hosts = Hosts(PORT, "arsip.kantor")
    assert all(hosts.answers(f"{name}:{PORT}") for name in ("192.0.2.7", "arsip.kantor", "127.0.0.1"))
    assert not hosts.answers(f"jahat.example:{PORT}")


def test_a_name_that_was_made_to_lead_here_is_refused(browser: Browser) -> None:
    answer = browser.client.get("/dokumen", headers={"host": f"jahat.example:{PORT}"})
    assert answer.status_code == 421
    assert "Dinas" not in answer.text


def test_without_the_key_there_is_nothing_to_see(output: Path, painters: Processes) -> None:
    browser = Browser(site_over(output, painters), enter=False)
    assert browser.client.get("/dokumen").headers["location"] == "/masuk"
    assert browser.client.get("/masuk?kunci=salah").status_code == 401
    assert browser.client.get("/masuk?kunci=").status_code == 401
    picture = browser.client.get(f"/gambar/{'a' * 16}/1/biasa", headers={"sec-fetch-mode": "no-cors"})
    assert picture.status_code == 401
    browser.client.cookies.set(f"lkjip_tinjau_{PORT}", KEY)
    assert browser.client.get("/dokumen").status_code == 303, "the key is no cookie"


def test_the_key_is_not_in_the_cookie_and_scripts_do_not_see_it(output: Path, painters: Processes) -> None:
    browser = Browser(site_over(output, painters), enter=False)
    cookie = browser.client.get(f"/masuk?kunci={KEY}").headers["set-cookie"]
    assert KEY not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize(
    "origin", [None, "null", "http://jahat.example", f"http://127.0.0.1:{PORT + 1}", f"https://127.0.0.1:{PORT}"]
)
def test_what_changes_something_comes_from_our_pages(browser: Browser, origin: str | None) -> None:
    headers = {CSRF: browser.csrf} | ({"origin": origin} if origin else {})
    assert browser.client.post("/api/nama", json={"nama": "Jahat"}, headers=headers).status_code == 403
    assert "Jahat" not in browser.get("/dokumen")


@pytest.mark.parametrize("token", ["", "salah", "ä"])
def test_and_carries_what_the_page_was_given(browser: Browser, token: str) -> None:
    headers = {"origin": ADDRESS, CSRF: token.encode("latin-1").decode("latin-1")}
    answer = browser.client.post(
        "/api/nama", content=b'{"nama": "Jahat"}', headers=[(k.encode(), v.encode("latin-1")) for k, v in headers.items()]
    )
    assert answer.status_code == 403


def test_a_body_that_is_too_large_is_refused(browser: Browser) -> None:
    answer = browser.client.post("/api/nama", content=b"x" * (LARGEST_BODY + 1), headers=browser.headers())
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_not_served(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/dokumen").status_code == 405


@pytest.mark.parametrize("path", ["/dokumen", "/tidak-ada", "/masuk", "/statis/tinjau.css", "/statis/tidak-ada.css"])
def test_every_answer_says_what_it_allows(browser: Browser, path: str) -> None:
    headers = browser.client.get(path, headers={"origin": "http://jahat.example"}).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_nothing_can_be_uploaded(browser: Browser, output: Path) -> None:
    before = sorted(output.rglob("*"))
    changing = [route.path for route in app._ROUTES if route.methods is not None and "POST" in route.methods]
    assert len(changing) > 5
    for path in changing:
        answer = browser.client.post(path, files={"berkas": ("a.pdf", b"%PDF-1.7", "application/pdf")}, headers=browser.headers())
        assert not answer.is_success, path
    assert sorted(output.rglob("*")) == before


def test_an_office_asks_for_name_and_password(output: Path, painters: Processes) -> None:
    site = site_over(output, painters, Password(PASSWORD), office="192.0.2.7")
    client = TestClient(application(site), base_url=ADDRESS, follow_redirects=False)
    assert client.get(f"/masuk?kunci={KEY}").status_code == 200, "no key opens it"
    origin = {"origin": ADDRESS}
    assert client.post("/masuk", data={"nama": "Siti", "sandi": "salah"}, headers=origin).status_code == 403
    assert client.post("/masuk", data={"nama": "  ", "sandi": PASSWORD}, headers=origin).status_code == 403
    assert client.post("/masuk", data={"nama": "Siti", "sandi": PASSWORD}).status_code == 403, "from no page of ours"
    assert client.post("/masuk", data={"nama": "Siti", "sandi": PASSWORD}, headers=origin).status_code == 303
    assert "Siti" in client.get("/dokumen").text


def test_who_guesses_passwords_has_to_wait(output: Path, painters: Processes) -> None:
    client = TestClient(
        application(site_over(output, painters, Password(PASSWORD), office="192.0.2.7")), base_url=ADDRESS, follow_redirects=False
    )
    for _ in range(8):
        client.post("/masuk", data={"nama": "Siti", "sandi": "salah"}, headers={"origin": ADDRESS})
    answer = client.post("/masuk", data={"nama": "Siti", "sandi": PASSWORD}, headers={"origin": ADDRESS})
    assert answer.status_code == 403
    assert "tunggu" in answer.text
