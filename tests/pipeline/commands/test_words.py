"""A user's own words in lkjip.toml, by real processes: what they change, and what is understood again for them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.pdfs.draw import Sheet
from tests.pipeline.batch.test_run import rows
from tests.pipeline.test_cli import lkjip

SUM = "Gunggung"
WORDS = f'[kata.baris]\ntotal = ["{SUM}"]\n'


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return lkjip("run", "raw", "out", "-w", 1, cwd=folder)


def level_of_sums(folder: Path) -> set[object]:
    return {row["tingkat"] for row in rows(folder / "out", "anggaran") if row["uraian"] == SUM}


def kept(folder: Path, name: str) -> int:
    """When the one work file of this name was written."""
    (path,) = (folder / "out/.kerja").glob(f"*/{name}")
    return path.stat().st_mtime_ns


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sheet = Sheet()
    sheet.text("RISALAH HASIL KARYA TAHUN 2022", size=20, bold=True, centre=True, after=40)
    sheet.text("Tabel 3.2 Realisasi Anggaran Tahun 2022")
    sheet.table(
        [
            ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
            ["1", "Program Jalan", "60.000.000", "30.000.000", "50,00"],
            ["2", "Program Air", "40.000.000", "20.000.000", "50,00"],
            ["", SUM, "100.000.000", "50.000.000", "50,00"],
        ],
        [30, 130, 90, 90, 50],
    )
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/lkjip 2022.pdf").write_bytes(sheet.bytes())
    return tmp_path


def test_a_word_for_sums_is_heard_without_reading_a_page_again(folder: Path) -> None:
    assert run(folder).returncode == 0
    assert level_of_sums(folder) == {"program"}
    read, understood = kept(folder, "ekstraksi"), kept(folder, "hasil")

    (folder / "lkjip.toml").write_text(WORDS, encoding="utf-8")
    assert run(folder).returncode == 0
    assert level_of_sums(folder) == {"total"}
    assert kept(folder, "ekstraksi") == read
    assert kept(folder, "hasil") != understood

    understood = kept(folder, "hasil")
    assert run(folder).returncode == 0
    assert kept(folder, "hasil") == understood, "the same words change nothing"

    (folder / "lkjip.toml").unlink()
    assert run(folder).returncode == 0
    assert level_of_sums(folder) == {"program"}


def test_a_misspelt_list_is_a_slip_of_whoever_wrote_it(folder: Path) -> None:
    (folder / "lkjip.toml").write_text(WORDS.replace("total", "totla"), encoding="utf-8")
    shown = run(folder)
    assert shown.returncode == 2
    assert "kata: baris.totla: daftar tidak dikenal; maksudnya 'total'?" in shown.stderr.replace("\n", " ")
    assert not (folder / "out").exists()


def test_inspect_hears_them_too(folder: Path) -> None:
    (folder / "raw/lkjip 2022.pdf").rename(folder / "raw/buku.pdf")
    assert "Dokumen: LKjIP" not in lkjip("inspect", "raw/buku.pdf", cwd=folder).stdout
    (folder / "lkjip.toml").write_text('[kata.dokumen.jenis]\nLKjIP = ["Risalah Hasil Karya"]\n', encoding="utf-8")
    assert "Dokumen: LKjIP" in lkjip("inspect", "raw/buku.pdf", cwd=folder).stdout
