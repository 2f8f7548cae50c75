"""Runs with real worker processes: whatever a document does, the others have their rows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

from extractors.intake import file_hash
from pipeline import batch, cache
from pipeline.cache import WorkFolder
from pipeline.config import Config
from pipeline.terminal import SilentProgress
from tests.pdfs.bad import BAD_FILES
from tests.pipeline import fakes

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Config(pekerja=1)
COMMAND = (sys.executable, "-c", "from tests.pipeline.fakes import main; main()")


def run(raw: Path, output: Path, config: Config = CONFIG, force: bool = False) -> batch.Ringkasan:
    return batch.run(raw, output, config, SilentProgress(), force, fakes.fake_extract)


def rows(output: Path, name: str) -> list[dict[str, object]]:
    return pq.read_table(output / name).to_pylist()


def fill(raw: Path, *names: str) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for name in names:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(fakes.pdf(3, name))


def snapshot(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.glob("*/*.parquet")}


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
    digests = {name: cache.source_digest(name) for name in ("extractors", "normalizers", "pipeline")}
    monkeypatch.setattr(cache, "source_digest", digests.__getitem__)
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
    deadline = time.monotonic() + 60
    while len(list(output.glob(".kerja/*/hasil"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert "melanjutkan" in told
    assert "Traceback" not in told
    assert ended(process.pid), "no worker is left behind"

    (raw / "macet.pdf").unlink()
    assert run(raw, output).dilewati == 2
    assert sorted(set(fakes.readings(raw))) == ["a.pdf", "b.pdf", "macet.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_worker_killed_from_outside_costs_one_page(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "macet-p2.pdf")
    note = WorkFolder.of(output).path(file_hash(raw / "macet-p2.pdf")[:16], "halaman")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (note.exists() and note.read_text() == "2"):
        time.sleep(0.05)
    (worker,) = [c for c in psutil.Process(process.pid).children() if "spawn_main" in " ".join(c.cmdline())]
    worker.kill()
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0, told
    (row,) = rows(output, "dokumen")
    assert row["status"] == "sebagian"
    assert "halaman 2" in str(row["galat"])
