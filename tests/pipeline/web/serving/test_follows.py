"""`lkjip tinjau` as a process over a real queue: answers reach the datasets, also where the server is killed as it writes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from pipeline.keputusan.store import read_decisions
from pipeline.review.decide import rewrite
from pipeline.web.guard import CSRF
from tests.pipeline.batch.decisions.test_decided import AGENCY, places, put, run, targets
from tests.pipeline.batch.test_run import rows
from tests.pipeline.test_cli import ROOT

__all__ = ["places"]

ANSWER = "peran=nilai | ukuran=target | tahun=2022"
INTERRUPTED = 130
_SECONDS = 90.0


class Office:
    """A browser at a server that runs as a process of its own."""

    def __init__(self, address: str, server: subprocess.Popen[str]) -> None:
        self.server = server
        self.origin, _, self.key = address.partition("/masuk?kunci=")
        self.client = httpx2.Client(base_url=self.origin, timeout=_SECONDS)
        self.client.get(address)
        self.csrf = re.findall(r'<meta name="csrf" content="([^"]+)"', self.client.get("/keputusan").text)[0]

    def post(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        answer = self.client.post(path, json=told, headers={"origin": self.origin, CSRF: self.csrf})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def question(self, text: str) -> str:
        """The id of a question of the queue."""
        page = self.client.get("/").text
        return re.findall(rf'href="/tanya/(\w+)" data-tanya>(?:(?!</a>).)*?<span class="tercetak">{text}<', page, re.DOTALL)[0]

    def settled(self) -> None:
        """Wait until the datasets have followed."""
        until = time.monotonic() + _SECONDS
        while self.client.get("/api/keadaan").json()["menunggu"]:
            assert time.monotonic() < until
            time.sleep(0.05)


@contextmanager
def office(output: Path) -> Iterator[Office]:
    command = [sys.executable, "-m", "pipeline", "tinjau", str(output), "--tanpa-peramban"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address
            yield Office(address[0], server)
        finally:
            server.terminate()


def test_one_answer_reaches_all_tables_of_a_heading_and_is_taken_back(places: tuple[Path, Path]) -> None:
    raw, output = places
    put(raw, "dua.pdf")
    run(raw, output)
    before = targets(output)
    with office(output) as browser:
        question = browser.question("Zolak")
        made = browser.post("/api/jawab", {"tanya": question, "jawab": ANSWER, "lingkup": "instansi"})
        browser.settled()
        now = targets(output)
        assert now["satu.pdf"] == now["dua.pdf"] == ("pasti", 2022)
        assert now["lain.pdf"] == before["lain.pdf"], "another agency is left alone"
        began = time.monotonic()
        assert browser.post("/api/urung", {"id": made["id"]})["tertulis"], f"{time.monotonic() - began:.1f} s"
        assert targets(output) == before, "shown before the answer comes back"
        browser.post("/api/jawab", {"tanya": question, "jawab": ANSWER, "lingkup": "semua"})
        browser.settled()
        assert targets(output)["lain.pdf"] == ("pasti", 2022)


def test_a_wrong_sure_figure_is_another_at_once(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    fact = next(row for row in rows(output, "kinerja") if row["nilai_teks"] == "78,00" and row["instansi"] == AGENCY)
    with office(output) as browser:
        browser.post("/api/nilai", {"nilai": fact["kinerja_id"], "jawab": "angka", "isi": "48,5"})
        browser.settled()
        now = next(row for row in rows(output, "kinerja") if row["kinerja_id"] == fact["kinerja_id"])
        assert (now["nilai"], now["nilai_teks"]) == (48.5, "78,00")
        cell = browser.client.get(f"/sel/{fact['tabel_id']}/{fact['baris']}/{fact['kolom']}").text
        assert "48,5" in cell


def test_a_value_that_nobody_read_is_one_at_once_and_is_taken_back(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    before = rows(output, "kinerja")
    cell = next(row for row in rows(output, "sel") if row["teks"] == "persen" and row["instansi"] == AGENCY)
    place = {"tabel": cell["tabel_id"], "baris": cell["baris"], "kolom": cell["kolom"]}
    told = {"ukuran": "nilai:awal", "tahun": "2020", "nilai": "61", "nama": "Persentase jalan mantap"}
    with office(output) as browser:
        browser.post("/api/nilai-baru", {**place, "bebas": told})
        browser.settled()
        (new,) = (row for row in rows(output, "kinerja") if row not in before)
        assert (new["nilai"], new["nilai_teks"], new["aturan_nilai"]) == (61.0, "persen", "keputusan")
        shown = browser.client.get("/sel/{tabel}/{baris}/{kolom}".format(**place)).text
        assert "Persentase jalan mantap" in shown
        (ident,) = re.findall(r'data-urung="(\w+)"', shown)
        browser.post("/api/urung", {"id": ident})
        browser.settled()
    assert rows(output, "kinerja") == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize(
    ("end", "seconds"), [("SIGKILL", 0.0), ("SIGKILL", 0.1), ("SIGKILL", 0.4), ("SIGINT", 0.1), ("SIGINT", 0.4)]
)
def test_ended_while_it_writes(places: tuple[Path, Path], end: str, seconds: float) -> None:
    raw, output = places
    run(raw, output)
    before = targets(output)
    with office(output) as browser:
        browser.post("/api/jawab", {"tanya": browser.question("Zolak"), "jawab": ANSWER, "lingkup": "semua"})
        time.sleep(seconds)
        browser.server.send_signal(signal.Signals[end])
        browser.server.wait(timeout=_SECONDS)
    if end == "SIGINT":
        assert browser.server.returncode == INTERRUPTED
        assert not list(output.rglob("*.baru")), "nothing half-written is left"
    assert [one.jawaban for one in read_decisions(output).valid] == ["peran=nilai | ukuran=target | tahun=dokumen"]
    found = targets(output)
    assert all(found[name] in (before[name], ("pasti", 2022)) for name in found), "old or new, and readable"
    until = time.monotonic() + _SECONDS
    while True:  # the worker that was left alone goes too, and lets go of the folder
        try:
            rewrite(output, None)
            break
        except Exception:
            assert time.monotonic() < until
            time.sleep(0.2)
    assert {targets(output)[name] for name in ("satu.pdf", "lain.pdf")} == {("pasti", 2022)}
