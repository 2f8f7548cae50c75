"""Runs with real worker processes: whatever a document does, the others have their rows."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, extract
from extractors.pdf.file import file_hash
from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.sources import Wishes
from pipeline.config import Config, EngineConfig
from pipeline.storage import work_folder as cache
from pipeline.storage.work_folder import WorkFolder
from tests.pdfs import case
from tests.pdfs.bad import BAD_FILES
from tests.pipeline import fakes
from tests.pipeline.faked_command import COMMAND

ROOT = Path(__file__).resolve().parents[3]
CONFIG = Config(pekerja=1)


def run(raw: Path, output: Path, config: Config = CONFIG, force: bool = False) -> batch.RunSummary:
    return batch.run(raw, output, config, SilentProgress(), Wishes(force=force), extract=fakes.fake_extract)


def rows(output: Path, name: str) -> list[dict[str, object]]:
    return pq.read_table(output / name).to_pylist()


def fill(raw: Path, *names: str) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for name in names:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(fakes.pdf(3, name))


def snapshot(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.glob("*/*.parquet")}


def test_an_engine_fixed_for_a_file_reads_it_and_no_other(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    for name in ("biasa.pdf", "lama/satu.pdf"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(case("garis").data + f"%{name}".encode())
    config = replace(CONFIG, mesin=EngineConfig(tetap={"lama/*": "pdfplumber"}))
    batch.run(raw, output, config, SilentProgress())
    files = {row["dokumen_id"]: row["berkas"] for row in rows(output, "dokumen")}
    engines = {files[row["dokumen_id"]]: row["mesin"] for row in rows(output, "tabel")}
    assert engines == {"biasa.pdf": "garis", "lama/satu.pdf": "pdfplumber"}


def test_bad_documents_do_not_stop_the_good_one(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "baik.pdf", "mati.pdf", "mati-p2.pdf", "galat.pdf", "macet-p3.pdf")
    summary = run(raw, output, replace(CONFIG, pekerja=2, detik_per_halaman=2.0))

    found = {row["berkas"]: row for row in rows(output, "dokumen")}
    assert {name: row["status"] for name, row in found.items()} == {
        "baik.pdf": "berhasil",
        "mati.pdf": "gagal",
        "mati-p2.pdf": "sebagian",
        "galat.pdf": "gagal",
        "macet-p3.pdf": "sebagian",
    }
    assert "berhenti mendadak" in str(found["mati.pdf"]["galat"])
    assert str(found["mati-p2.pdf"]["galat"]).startswith("halaman 2: proses pembaca berhenti mendadak")
    assert str(found["macet-p3.pdf"]["galat"]) == "halaman 3: tidak selesai dalam 2 detik"
    assert "RuntimeError: contoh kesalahan" in str(found["galat.pdf"]["galat"])
    assert all("\n" not in str(row["galat"]) for row in found.values())
    assert found["mati-p2.pdf"]["halaman"] == 3
    read = fakes.readings(raw)
    assert read.count("macet-p3.pdf") == 2, "a page that took too long has no second try"
    assert read.count("mati-p2.pdf") == 3, "one whose worker was ended has"
    assert {name for name, _ in summary.gagal} == {"mati.pdf", "galat.pdf"}

    with_facts = {row["dokumen_id"] for row in rows(output, "kinerja")}
    assert with_facts == {found[name]["dokumen_id"] for name in ("baik.pdf", "mati-p2.pdf", "macet-p3.pdf")}
    lost = [row for row in rows(output, "temuan") if row["aturan"] == "halaman_gagal"]
    assert {(row["dokumen_id"], row["halaman"]) for row in lost} == {
        (found["mati-p2.pdf"]["dokumen_id"], 2),
        (found["macet-p3.pdf"]["dokumen_id"], 3),
    }


def test_given_up_page_is_tried_again_with_more_patience_only(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "macet-p3.pdf")
    run(raw, output, replace(CONFIG, detik_per_halaman=1.0))
    read = len(fakes.readings(raw))
    run(raw, output, replace(CONFIG, detik_per_halaman=1.0))
    assert len(fakes.readings(raw)) == read
    run(raw, output, replace(CONFIG, detik_per_halaman=1.5))
    assert len(fakes.readings(raw)) > read


def test_files_that_are_no_good_pdf_have_their_row(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name in ("terenkripsi", "terpotong", "kosong", "teks"):
        (raw / f"{name}.PDF").write_bytes(BAD_FILES[name]())
    batch.run(raw, output, CONFIG, SilentProgress())
    found = {str(row["berkas"]): row for row in rows(output, "dokumen")}
    assert {name: row["status"] for name, row in found.items()} == {
        "terenkripsi.PDF": "gagal",
        "terpotong.PDF": "sebagian",
        "kosong.PDF": "gagal",
        "teks.PDF": "gagal",
    }
    assert all(row["galat"] for row in found.values())
    assert {row["dokumen_id"] for row in rows(output, "temuan")} == {row["dokumen_id"] for row in found.values()}


def test_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    run(raw, output)
    before = snapshot(output)
    summary = run(raw, output)
    assert summary.dilewati == 2
    assert sorted(fakes.readings(raw)) == ["a.pdf", "b.pdf"]
    assert snapshot(output) == before


def test_new_document_alone_is_read(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    run(raw, output)
    fill(raw, "b.pdf")
    assert run(raw, output).dilewati == 1
    assert fakes.readings(raw) == ["a.pdf", "b.pdf"]
    assert [row["berkas"] for row in rows(output, "dokumen")] == ["a.pdf", "b.pdf"]


def test_order_and_number_of_workers_do_not_show(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    fill(raw, "c.pdf", "a.pdf", "sub/b.pdf")
    run(raw, tmp_path / "one", replace(CONFIG, pekerja=1))
    run(raw, tmp_path / "two", replace(CONFIG, pekerja=2))
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_new_rule_for_numbers_reads_no_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    run(raw, output)
    digests: dict[str, str] = {}
    real = cache.source_digest
    monkeypatch.setattr(cache, "source_digest", lambda place: digests.get(place) or real(place))
    digests["normalizers"] = "another rule"
    assert run(raw, output).dilewati == 0
    assert fakes.readings(raw) == ["a.pdf"]
    digests["extractors"] = "another way to read"
    run(raw, output)
    assert fakes.readings(raw) == ["a.pdf", "a.pdf"]


def test_force_reads_again(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    run(raw, output)
    run(raw, output, force=True)
    assert fakes.readings(raw) == ["a.pdf", "a.pdf"]


def test_same_bytes_twice_are_one_document_and_noted(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    (raw / "salinan.pdf").write_bytes((raw / "a.pdf").read_bytes())
    run(raw, output)
    (row,) = rows(output, "dokumen")
    assert (row["berkas"], row["salinan"]) == ("a.pdf", ["salinan.pdf"])
    assert fakes.readings(raw) == ["a.pdf"]
    (note,) = [row for row in rows(output, "temuan") if row["aturan"] == "berkas_salinan"]
    assert note["keparahan"] == "info"


def test_chapters_take_agency_and_year_from_their_siblings(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "lkjip/sampul.pdf", "lkjip/bab III.pdf")
    run(raw, output)
    found = {str(row["berkas"]): row for row in rows(output, "dokumen")}
    cover, chapter = found["lkjip/sampul.pdf"], found["lkjip/bab III.pdf"]
    assert cover["instansi"]
    assert [chapter[k] for k in ("instansi", "tahun")] == [cover[k] for k in ("instansi", "tahun")]
    assert fakes.readings(raw / "lkjip").count("bab III.pdf") == 1, "pages are not read a second time"
    again = run(raw, output)
    assert again.dilewati == 2


def test_damaged_work_file_is_made_again(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    run(raw, output)
    before = snapshot(output)
    (kept,) = (output / ".kerja").glob("*/hasil")
    kept.write_bytes(kept.read_bytes()[:80])
    run(raw, output)
    assert snapshot(output) == before
    assert fakes.readings(raw) == ["a.pdf"]


def test_single_file_as_input(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    run(raw / "a.pdf", output)
    assert [row["berkas"] for row in rows(output, "dokumen")] == ["a.pdf"]


def ended(group: int, seconds: float = 10.0) -> bool:
    """Whether all processes of a group end within some time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to another process group on Windows")
def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf", "macet.pdf")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        deadline = time.monotonic() + 60
        while len(list(output.glob(".kerja/*/hasil"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130, told
    assert "melanjutkan" in told
    assert "Traceback" not in told
    assert ended(process.pid), "no worker is left behind"

    (raw / "macet.pdf").unlink()
    assert run(raw, output).dilewati == 2
    assert sorted(set(fakes.readings(raw))) == ["a.pdf", "b.pdf", "macet.pdf"]


def _workers(parent: int) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(parent).children():
        with contextlib.suppress(psutil.Error):  # it ended just now
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
    return found


def worker_killed(raw: Path, output: Path, name: str, number: signal.Signals, times: int = 1) -> list[dict[str, object]]:
    """The rows of `dokumen` of a run whose worker is sent a signal at page 2 of a document, so many times."""
    note = WorkFolder.of(output).path(file_hash(raw / name)[:16], "halaman")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        killed: list[int] = []
        for _ in range(times):
            deadline = time.monotonic() + 60
            workers: list[psutil.Process] = []
            # the note of the page may still be that of the worker killed before
            while time.monotonic() < deadline and not (workers and note.exists() and note.read_text() == "2"):
                time.sleep(0.05)
                workers = [c for c in _workers(process.pid) if c.pid not in killed]
            (worker,) = workers
            killed.append(worker.pid)
            worker.send_signal(number)
            psutil.wait_procs([worker], timeout=30)
        told, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, told
    return rows(output, "dokumen")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_worker_killed_once_from_outside_costs_nothing(tmp_path: Path, number: str) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "macet sekali-p2.pdf", "lain.pdf")
    found = {row["berkas"]: row for row in worker_killed(raw, output, "macet sekali-p2.pdf", signal.Signals[number])}
    assert {row["status"] for row in found.values()} == {"berhasil"}
    assert fakes.readings(raw)[-1] == "macet sekali-p2.pdf", "once more when the others are done"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_worker_killed_twice_from_outside_costs_one_page(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "macet-p2.pdf")
    (row,) = worker_killed(raw, output, "macet-p2.pdf", signal.SIGKILL, times=2)
    assert row["status"] == "sebagian"
    assert str(row["galat"]).startswith("halaman 2: proses pembaca berhenti mendadak (kode -9)")
    assert len(fakes.readings(raw)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_worker_that_is_stopped_holds_its_document_no_longer_than_a_page(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "tahan sekali-p2.pdf", "tahan-p3.pdf")
    start = time.monotonic()
    run(raw, output, replace(CONFIG, detik_per_halaman=2.0))
    assert time.monotonic() - start < 60, "not two minutes, and as long for each page"
    found = {row["berkas"]: row for row in rows(output, "dokumen")}
    assert found["tahan sekali-p2.pdf"]["status"] == "berhasil"
    assert found["tahan-p3.pdf"]["galat"] == "halaman 3: proses pembaca terhenti dan tidak berjalan lagi"


def test_a_document_all_of_whose_pages_are_given_up_is_not_read_again(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "macet satu-p1.pdf").write_bytes(fakes.pdf(1))
    run(raw, output, replace(CONFIG, detik_per_halaman=1.0))
    (row,) = rows(output, "dokumen")
    assert (row["status"], row["galat"]) == ("gagal", "halaman 1: tidak selesai dalam 1 detik")
    assert len(fakes.readings(raw)) == 2, "the second time there is no page left"


def test_a_page_that_takes_too_long_is_read_once_where_it_is_the_only_one(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    canvas = Canvas(str(raw / "penuh.pdf"), invariant=1)
    canvas.setFont("Helvetica", 2)
    for number in range(10_000):
        canvas.drawString(30 + number % 97 * 5.5, 30 + number // 97 * 7.5, "ab")
    canvas.save()
    batch.run(raw, output, replace(CONFIG, detik_per_halaman=1.0), SilentProgress())
    log = (output / ".kerja" / "log.jsonl").read_text(encoding="utf-8")
    assert log.count('"diulang"') == 1
    (row,) = rows(output, "dokumen")
    assert (row["status"], row["galat"]) == ("gagal", "halaman 1: tidak selesai dalam 1 detik")


def test_no_pages_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(fakes.pdf(2))
    assert extract(tmp_path / "a.pdf", ExtractOptions(pages=())).pages == ()
    assert [page.number for page in extract(tmp_path / "a.pdf", ExtractOptions(pages=(2, 9))).pages] == [2]
    assert len(extract(tmp_path / "a.pdf").pages) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a single request fail")
def test_the_least_memory_that_is_accepted_is_enough_to_end_a_run(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "rakus.pdf", "baik.pdf")
    summary = run(raw, output, replace(CONFIG, memori_mb=512))
    assert {row["status"] for row in rows(output, "dokumen")} == {"berhasil"}
    assert summary.gagal == ()
    assert not [row for row in rows(output, "temuan") if row["aturan"] == "tidak_dicocokkan"], "a fresh worker had the room"


def limited(tmp_path: Path, limits: str, *options: str, cwd: Path = ROOT, user: bool = False) -> subprocess.CompletedProcess[str]:
    """A run below a shell's limits (`user`: as somebody whose processes are counted, unlike root's)."""
    raw, output = tmp_path / "raw", tmp_path / "out"
    words = [sys.executable, "-m", "pipeline", "run", str(raw), str(output), "-q", "--no-ocr", *options]
    shell = ["bash", "-c", f'{limits}; exec "$@"', "-", *words]
    if user:
        tmp_path.chmod(0o777)
        able = "+dac_override,+dac_read_search"
        shell = ["setpriv", "--reuid=23457", "--clear-groups", f"--inh-caps={able}", f"--ambient-caps={able}", *shell]
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "300", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(shell, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")


@linux
def test_no_file_left_for_a_worker_is_a_line(tmp_path: Path) -> None:
    fill(tmp_path / "raw", "a.pdf")
    told = limited(tmp_path, "ulimit -n 12")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
    assert "proses pekerja tidak dapat dimulai" in told.stderr


@linux
def test_fewer_workers_than_asked_do_the_work(tmp_path: Path) -> None:
    fill(tmp_path / "raw", *(f"{number}.pdf" for number in range(12)))
    told = limited(tmp_path, "ulimit -n 42", "-w", "12")
    assert (told.returncode, told.stderr) == (0, "")
    assert len(rows(tmp_path / "out", "dokumen")) == 12


@linux
def test_no_process_left_for_a_worker_is_a_line(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs a user who has no other process")
    fill(tmp_path / "raw", "a.pdf")
    told = limited(tmp_path, "ulimit -u 4", user=True)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
    assert "proses pekerja" in told.stderr


@linux
@pytest.mark.parametrize("threads", [12, 13, 14, 15])
def test_a_run_that_is_short_of_threads_ends(tmp_path: Path, threads: int) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs a user who has no other process")
    fill(tmp_path / "raw", "a.pdf", "b.pdf")
    told = limited(tmp_path, f"ulimit -u {threads}", "-w", "2", user=True)
    assert told.returncode == told.stderr.count("\n") <= 1, told.stderr


@linux
def test_a_working_folder_that_is_gone_is_a_line(tmp_path: Path) -> None:
    fill(tmp_path / "raw", "a.pdf")
    (tmp_path / "sini").mkdir()
    told = limited(tmp_path, "rmdir ../sini", cwd=tmp_path / "sini")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
    assert "Jalankan dari folder lain" in told.stderr


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e12", "86401"])
def test_a_page_limit_that_is_none_is_refused(tmp_path: Path, seconds: str) -> None:
    fill(tmp_path / "raw", "a.pdf")
    command = [*COMMAND, "run", str(tmp_path / "raw"), str(tmp_path / "out"), "--page-seconds", seconds]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2
    assert "--page-seconds" in told.stderr
    assert not (tmp_path / "out").exists()


def test_what_killed_processes_had_half_written_is_swept(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    run(raw, output)
    work = output / ".kerja"
    (agency,) = work.glob("instansi-*")
    (document,) = (path.parent for path in work.glob("*/hasil"))
    swept = [work / "daftar.99.baru", agency / "kinerja.99-0123abcd.baru", document / "sel.99-0123abcd.baru"]
    swept.append(output / "laporan.html.99-0123abcd.baru")
    kept = [output / "ekspor.xlsx.99-0123abcd.baru", output / "punya saya.baru"]
    for path in (*swept, *kept):
        path.write_bytes(b"x")
    for path in (swept[-1], kept[-1]):
        os.utime(path, (1.0, 1.0))
    state = work / "jalan.json"
    state.write_text(re.sub(r'"selesai": "[^"]*"', '"selesai": null', state.read_text(encoding="utf-8")), encoding="utf-8")
    run(raw, output)
    assert [path.name for path in swept if path.exists()] == []
    assert [path.name for path in kept if not path.exists()] == []
