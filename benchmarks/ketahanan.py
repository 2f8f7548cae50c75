"""Runs that survive: `PYTHONPATH=. python benchmarks/ketahanan.py {banyak|bunuh|rusak} [--dokumen N] [--kali N] [--folder DIR]`.

    banyak   N small PDFs: documents a second, peak memory of the parent and of a worker; a second run with nothing to do; then
             the same archive with every tenth file broken
    bunuh    the same archive, the run and its workers killed at KALI random moments; its datasets against those of a run
             that nobody disturbed
    rusak    N variants of good PDFs, cut off or with flipped bytes: the run ends, and every file has its row

The PDFs are made with reportlab, names and figures invented. What is printed is one JSON object a measurement.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow.parquet as pq
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pipeline.datasets import DATASETS
from tests.pdfs.bad import BAD_FILES
from tests.pdfs.cases import ruled
from tests.pdfs.hostile import variant

ROOT = Path(__file__).resolve().parents[1]
SEED = 20_240_131


def report(number: int) -> bytes:
    """A report of two pages with a table of indicators and one of budgets, unlike any of another number."""
    rng = random.Random(number)
    styles = getSampleStyleSheet()
    year = 2019 + number % 6
    agency = f"DINAS REKAAN {number // 6:04d} KABUPATEN CONTOH JAYA"
    indicators = [["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]]
    for row in range(1, 9):
        target, got = rng.randint(40, 99), rng.randint(30, 99)
        name = f"Persentase layanan {rng.choice(('jalan', 'air', 'sampah', 'izin'))} {row}"
        indicators.append(
            [
                str(row),
                "Meningkatnya mutu layanan",
                name,
                "persen",
                f"{target},00",
                f"{got},00",
                f"{got / target * 100:.2f}".replace(".", ","),
            ]
        )
    budget = [["Kode", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%"]]
    for row in range(1, 13):
        pagu = rng.randint(50, 5000) * 1_000_000
        used = int(pagu * rng.uniform(0.6, 1.0))
        money = [f"{value:,}".replace(",", ".") for value in (pagu, used)]
        budget.append([f"1.03.{row:02d}", f"Kegiatan layanan {row}", *money, f"{used / pagu * 100:.2f}".replace(".", ",")])
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 7)])
    out = io.BytesIO()
    story = [
        Paragraph("LAPORAN KINERJA INSTANSI PEMERINTAH", styles["Title"]),
        Paragraph(agency, styles["Title"]),
        Paragraph(f"TAHUN {year}", styles["Title"]),
        Paragraph(f"Tabel 3.1 Capaian Kinerja Tahun {year}", styles["Normal"]),
        Spacer(1, 6),
        Table(indicators, style=look, repeatRows=1),
        PageBreak(),
        Paragraph(f"Tabel 3.2 Realisasi Anggaran Tahun {year}", styles["Normal"]),
        Spacer(1, 6),
        Table(budget, style=look, repeatRows=1),
    ]
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(story)
    return out.getvalue()


def archive(folder: Path, documents: int) -> None:
    for number in range(documents):
        place = folder / f"{number // 100:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"laporan-{number:05d}.pdf").write_bytes(report(number))


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the command: exit code, seconds, most resident memory (MB) of the parent and of any one worker."""

    code: int
    seconds: float
    parent: int
    worker: int


def command(raw: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", str(raw), str(output), "--quiet"]


def run(raw: Path, output: Path) -> Measured:
    start = time.monotonic()
    process = psutil.Popen(command(raw, output), cwd=ROOT, stderr=subprocess.DEVNULL)
    most = {True: 0, False: 0}
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            for one in [process, *process.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    most[one.pid == process.pid] = max(most[one.pid == process.pid], one.memory_info().rss)
        time.sleep(0.1)
    return Measured(process.returncode, time.monotonic() - start, most[True] >> 20, most[False] >> 20)


def tell(name: str, **fields: object) -> None:
    print(json.dumps({"ukuran": name} | fields, ensure_ascii=False), flush=True)


def as_fields(measured: Measured, documents: int) -> dict[str, object]:
    return {
        "kode": measured.code,
        "detik": round(measured.seconds, 1),
        "dokumen_per_detik": round(documents / measured.seconds, 2),
        "memori_induk_mb": measured.parent,
        "memori_pekerja_mb": measured.worker,
    }


def many(folder: Path, documents: int) -> None:
    raw, output = folder / "raw", folder / "out"
    archive(raw, documents)
    tell("pertama", dokumen=documents, **as_fields(run(raw, output), documents))
    tell("tanpa pekerjaan", dokumen=documents, **as_fields(run(raw, output), documents))
    (raw / "000" / "baru.pdf").write_bytes(report(documents + 1))
    tell("satu berkas baru", dokumen=documents + 1, **as_fields(run(raw, output), documents + 1))
    rng = random.Random(SEED)
    files = sorted(raw.rglob("*.pdf"))
    for path in files[::10]:
        path.write_bytes(variant(path.read_bytes(), rng))
    measured = run(raw, folder / "out-rusak")
    status = pq.read_table(folder / "out-rusak" / "dokumen", columns=["status"]).column("status").to_pylist()
    counts = {name: status.count(name) for name in ("berhasil", "sebagian", "gagal")}
    tell("setiap berkas kesepuluh rusak", dokumen=len(files), **as_fields(measured, len(files)), **counts)


def killed(folder: Path, documents: int, times: int) -> None:
    raw, calm, rough = folder / "raw", folder / "tenang", folder / "terganggu"
    archive(raw, documents)
    whole = run(raw, calm)
    rng = random.Random(SEED)
    done = early = 0
    while done < times:
        process = psutil.Popen(command(raw, rough), cwd=ROOT, stderr=subprocess.DEVNULL)
        wait = rng.uniform(0.5, max(1.0, whole.seconds * 1.5 / times))
        with contextlib.suppress(psutil.TimeoutExpired):
            process.wait(wait)
            early += 1
            shutil.rmtree(rough)  # it came to its end before: from the beginning again
            continue
        family = [process, *process.children(recursive=True)]
        victims = family if rng.random() < 0.5 else [process]
        for one in victims:
            with contextlib.suppress(psutil.Error):
                one.kill()
        _, left = psutil.wait_procs(family, timeout=15)
        done += 1
        tell("dibunuh", sesudah_detik=round(wait, 1), proses=len(victims), tertinggal=len(left))
    last = run(raw, rough)
    different = [name for name in DATASETS if not _same(calm / name, rough / name)]
    tell("sesudah dibunuh", dokumen=documents, kali=times, selesai_lebih_dahulu=early, kode=last.code, berbeda=different)


def _same(one: Path, other: Path) -> bool:
    return bool(pq.read_table(one).equals(pq.read_table(other)))


def broken(folder: Path, documents: int) -> None:
    raw = folder / "raw"
    raw.mkdir(parents=True)
    rng = random.Random(SEED)
    good = [ruled().data, *(report(n) for n in range(10)), *(make() for name, make in BAD_FILES.items() if name != "kosong")]
    contents = set()
    for number in range(documents):
        data = variant(good[number % len(good)], rng)
        contents.add(data)
        (raw / f"{number:05d}.pdf").write_bytes(data)
    measured = run(raw, folder / "out")
    table = pq.read_table(folder / "out" / "dokumen", columns=["status", "galat"])
    status = table.column("status").to_pylist()
    counts = {name: status.count(name) for name in ("berhasil", "sebagian", "gagal")}
    faults = [text for text in table.column("galat").to_pylist() if text and "kesalahan program" in text]
    tell(
        "ragam rusak", berkas=documents, isi_berbeda=len(contents), baris=len(status), **as_fields(measured, documents), **counts
    )
    tell("kesalahan program", jumlah=len(faults), contoh=sorted(set(faults))[:10])
    if len(status) != len(contents) or measured.code not in (0, 1):
        sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("banyak", "bunuh", "rusak"))
    parser.add_argument("--dokumen", type=int, default=1000)
    parser.add_argument("--kali", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=None)
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="lkjip-ketahanan-"))
    shutil.rmtree(folder, ignore_errors=True)
    if args.what == "banyak":
        many(folder, args.dokumen)
    elif args.what == "bunuh":
        killed(folder, args.dokumen, args.kali)
    else:
        broken(folder, args.dokumen)


if __name__ == "__main__":
    main()
