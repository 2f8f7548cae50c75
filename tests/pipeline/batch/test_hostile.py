"""A PDF is untrusted: whatever it holds, the run ends, the other documents have their rows, and nothing is followed."""

from __future__ import annotations

import csv
import random
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.extract import ExtractOptions, extract
from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.commands.export import Wanted, export_csv
from pipeline.config import Config, OcrConfig
from tests.pdfs.bad import BAD_FILES
from tests.pdfs.cases import ruled
from tests.pdfs.hostile import HOSTILE, pointing_out, variant
from tests.pipeline import fakes

PLAIN = Config(pekerja=2, ocr=OcrConfig(aktif=False))


def documents(output: Path) -> dict[str, dict[str, object]]:
    return {row["berkas"]: row for row in pq.read_table(output / "dokumen").to_pylist()}


def test_a_hundred_broken_variants_end_with_a_row_each(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    rng = random.Random(20_240_131)
    good = [ruled().data, *(make() for name, make in BAD_FILES.items() if name != "kosong")]
    contents = {variant(good[n % len(good)], rng) for n in range(100)}
    for number, data in enumerate(sorted(contents)):
        (raw / f"{number:03d}.pdf").write_bytes(data)
    (raw / "baik.pdf").write_bytes(ruled().data)
    batch.run(raw, output, PLAIN, SilentProgress())
    found = documents(output)
    assert len(found) == len(contents) + 1
    assert found["baik.pdf"]["status"] == "berhasil"
    bugs = [row["galat"] for row in found.values() if "kesalahan program" in str(row["galat"])]
    assert bugs == []
    assert all(row["galat"] for row in found.values() if row["status"] != "berhasil")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_a_broken_file_is_faults_never_an_exception(tmp_path: Path, rng: random.Random) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(variant(ruled().data, rng))
    found = extract(path, ExtractOptions(ocr=None))
    assert found.pages or found.faults


@pytest.mark.slow
def test_bombs_cost_their_page_at_most(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name, make in HOSTILE.items():
        (raw / f"{name}.pdf").write_bytes(make())
    batch.run(raw, output, replace(PLAIN, detik_per_halaman=10.0, memori_mb=900), SilentProgress())
    found = documents(output)
    assert set(found) == {f"{name}.pdf" for name in HOSTILE}
    assert {name: row["status"] for name, row in found.items() if row["status"] == "gagal"} == {}
    with_tables = set(pq.read_table(output / "tabel", columns=["dokumen_id"]).column(0).to_pylist())
    assert with_tables == {row["dokumen_id"] for row in found.values()}, "the good first page of each counts"
    assert "900000 halaman" in str(found["sejuta-halaman.pdf"]["galat"])
    assert "halaman 2" in str(found["isi-membengkak.pdf"]["galat"])


def test_nothing_that_a_pdf_points_to_is_followed(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    secret = tmp_path / "rahasia.txt"
    secret.write_text("BT /F1 12 Tf (RAHASIA-BERKAS) Tj ET", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        (raw / "menunjuk.pdf").write_bytes(pointing_out(secret, address))
        batch.run(raw, output, replace(PLAIN, ocr=OcrConfig()), SilentProgress())
        with pytest.raises(TimeoutError):
            server.accept()
    assert documents(output)["menunjuk.pdf"]["halaman"] == 2
    for path in output.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert b"RAHASIA" not in data, path
    cells = pq.read_table(output / "sel", columns=["teks"]).column(0).to_pylist()
    assert not [text for text in cells if "RAHASIA" in text]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_names_of_files_are_only_names(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    names = [
        "..\\..\\keluar.pdf",
        "=HYPERLINK(1).pdf",
        "@SUM(1+1) = 2.pdf",
        "<script>alert(1)</script>.pdf".replace("/", "\u2215"),
        '"><img src=x onerror=alert(1)>.pdf',
    ]
    raw.mkdir()
    for name in names:
        (raw / name).write_bytes(b"bukan PDF " + name.encode())
    (raw / "+cmd.pdf").write_bytes((raw / names[1]).read_bytes())
    before = set(tmp_path.rglob("*"))
    batch.run(raw, output, PLAIN, SilentProgress())
    assert all(output in path.parents or path == output for path in set(tmp_path.rglob("*")) - before)
    assert set(documents(output)) == {*names} - {names[1]} | {"+cmd.pdf"}

    page = (output / "laporan.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    (written,) = export_csv(Wanted(output, ("dokumen",)), tmp_path / "csv")
    with written.open(encoding="utf-8-sig", newline="") as stream:
        values = [value for row in csv.reader(stream, delimiter=";") for value in row]
    assert "'=HYPERLINK(1).pdf" in values, "a copy's name, in a list"
    assert "'+cmd.pdf" in values
    assert not [value for value in values if value.startswith(("=", "+", "@"))]


def test_a_link_out_of_the_folder_is_read_but_nothing_is_written_there(tmp_path: Path) -> None:
    raw, output, other = tmp_path / "raw", tmp_path / "out", tmp_path / "lain"
    raw.mkdir()
    other.mkdir()
    (other / "a.pdf").write_bytes(fakes.pdf())
    try:
        (raw / "tautan").symlink_to(other)
    except OSError:
        pytest.skip("links need rights here")
    batch.run(raw, output, PLAIN, SilentProgress())
    assert list(documents(output)) == ["tautan/a.pdf"]
    assert [path.name for path in other.iterdir()] == ["a.pdf"]
