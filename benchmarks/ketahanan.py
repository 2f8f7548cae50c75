"""Runs that survive: `PYTHONPATH=. python benchmarks/ketahanan.py MODE [--dokumen N] [--kali N] [--folder DIR]`, MODE one of

    banyak   N small PDFs: documents a second, peak memory of the parent and of a worker; a second run with nothing to do; then
             the same archive with every tenth file broken
    bunuh    the same archive, the run and its workers killed at KALI random moments; its datasets against those of a run
             that nobody disturbed
    rusak    N variants of good PDFs, cut off or with flipped bytes: the run ends, and every file has its row
    panggilan  a run that shows a new document, killed at each of the first KALI calls of the system that it makes for that
             (strace; Linux): what readers see then, whether the next run comes to the datasets of a run left alone, and whether
             the new document stays where readers saw it and its PDF is then moved away
    kerusakan  one thing damaged after a run (a Parquet part, a work file, a PDF of N with a bit, a byte or a block spoilt):
             whether that is said, and whether the facts are what they were

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
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow.parquet as pq
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pipeline.datasets.records import DATASETS
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


# ---------------------------------------------------------------- killed at a chosen call
CALLS = ("rename", "renameat2", "unlink", "rmdir", "fsync", "syncfs")


def at_calls(folder: Path, documents: int, times: int) -> None:
    raw, base, calm = folder / "raw", folder / "dasar", folder / "tenang"
    archive(raw, documents)
    run(raw, base)
    (raw / "000" / "baru.pdf").write_bytes(report(documents + 1))
    shutil.copytree(base, calm)
    run(raw, calm)
    before, after = _datasets(base), _datasets(calm)
    for call in CALLS:
        for count in range(1, times + 1):
            rough = folder / "terganggu"
            shutil.rmtree(rough, ignore_errors=True)
            shutil.copytree(base, rough)
            inject = ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={count}"]
            code = subprocess.run([*inject, *command(raw, rough)], cwd=ROOT, stderr=subprocess.DEVNULL).returncode
            seen = _datasets(rough)
            mixed = sorted(n for n in DATASETS if seen[n] not in (before[n], after[n]))
            if code == 0:
                break  # it makes no more calls of this kind
            shown = "lama" if seen == before else "baru" if seen == after else f"campuran {mixed}" if mixed else "sebagian baru"
            stays = _stays(raw, rough, folder) if seen["dokumen"] == after["dokumen"] else None
            last = run(raw, rough)
            tell(
                "dibunuh pada panggilan",
                panggilan=call,
                ke=count,
                tampak=shown,
                kode_berikutnya=last.code,
                sama=_datasets(rough) == after,
                tetap_tanpa_pdf=stays,
            )


def _stays(raw: Path, output: Path, folder: Path) -> bool:
    """Whether the new document stays in the datasets that show it when its PDF is moved away before the next run."""
    copy, away = folder / "terganggu-2", folder / "baru.pdf"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(output, copy)
    (raw / "000" / "baru.pdf").rename(away)
    try:
        run(raw, copy)
    finally:
        away.rename(raw / "000" / "baru.pdf")
    return "000/baru.pdf" in pq.read_table(copy / "dokumen", columns=["berkas"]).column("berkas").to_pylist()


def _datasets(output: Path) -> dict[str, dict[str, bytes]]:
    """The parts of each dataset, as a reader who lists the folder finds them."""
    return {name: {p.name: p.read_bytes() for p in (output / name).glob("*.parquet")} for name in DATASETS}


# ---------------------------------------------------------------- damaged
def _halved(data: bytes, rng: random.Random) -> bytes:
    return data[: len(data) // 2]


def _zeroed(data: bytes, rng: random.Random) -> bytes:
    return bytes(len(data))


def _flipped(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _byte(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _hole(data: bytes, rng: random.Random) -> bytes:
    size = min(4096, len(data) // 4)
    at = rng.randrange(len(data) - size)
    return data[:at] + bytes(size) + data[at + size :]


def damaged(folder: Path, documents: int) -> None:
    rng = random.Random(SEED)
    raw, base = folder / "raw", folder / "dasar"
    archive(raw, min(documents, 12))
    run(raw, base)
    good = _datasets(base)
    kinds = {"Parquet": "*/*.parquet"}
    kinds |= {f"berkas kerja {n}": f".kerja/*/{n}" for n in ("ekstraksi", "hasil", "sel", "ikhtisar", "catatan")}
    kinds |= {f"berkas kerja {n}": f".kerja/{n}" for n in ("daftar", "sidik", "milik", "tuntas", "jalan.json")}
    for what, pattern in kinds.items():
        for how in (_halved, _zeroed, _flipped):
            rough = folder / "rusak"
            shutil.rmtree(rough, ignore_errors=True)
            shutil.copytree(base, rough)
            for path in rough.glob(pattern):
                path.write_bytes(how(path.read_bytes(), rng))
            first = subprocess.run([*command(raw, rough)[:-1]], cwd=ROOT, capture_output=True, text=True)
            tell(
                "dirusak",
                apa=what,
                cara=how.__name__.strip("_"),
                kode=first.returncode,
                dikatakan="dibuat ulang" in first.stdout + first.stderr,
                traceback="Traceback" in first.stderr,
                sama=_datasets(rough) == good,
            )
    _damaged_pdfs(folder, documents, rng)


def _damaged_pdfs(folder: Path, documents: int, rng: random.Random) -> None:
    """PDFs with one thing spoilt: how many are called good though facts are missing."""
    sources = folder / "pdf-baik"
    sources.mkdir()
    originals = [report(n) for n in range(20)]
    for number, data in enumerate(originals):
        (sources / f"{number:05d}.pdf").write_bytes(data)
    run(sources, folder / "hasil-baik")
    facts = {int(name[:5]): count for name, (_, count) in _facts(folder / "hasil-baik").items()}
    for how in (_flipped, _byte, _hole):
        place = folder / f"pdf-{how.__name__.strip('_')}"
        place.mkdir()
        for number in range(documents):
            (place / f"{number:05d}.pdf").write_bytes(how(originals[number % len(originals)], rng))
        output = folder / f"hasil-{how.__name__.strip('_')}"
        run(place, output)
        found = _facts(output)
        lost = [name for name, (status, count) in found.items() if count < facts[int(name[:5]) % len(originals)]]
        silent = [name for name in lost if found[name][0] == "berhasil"]
        status = [one for one, _ in found.values()]
        counts = {name: status.count(name) for name in ("berhasil", "sebagian", "gagal")}
        tell("PDF dirusak", cara=how.__name__.strip("_"), **counts, fakta_hilang=len(lost), hilang_tanpa_kata=len(silent))


def _facts(output: Path) -> dict[str, tuple[str, int]]:
    """(status, number of facts) of each document by its name."""
    counts: Counter[str] = Counter()
    for name in ("kinerja", "anggaran"):
        counts.update(pq.read_table(output / name, columns=["dokumen_id"]).column("dokumen_id").to_pylist())
    rows = pq.read_table(output / "dokumen", columns=["dokumen_id", "berkas", "status"]).to_pylist()
    return {row["berkas"]: (row["status"], counts[row["dokumen_id"]]) for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("banyak", "bunuh", "rusak", "panggilan", "kerusakan"))
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
    elif args.what == "panggilan":
        at_calls(folder, args.dokumen, args.kali)
    elif args.what == "kerusakan":
        damaged(folder, args.dokumen)
    else:
        broken(folder, args.dokumen)


if __name__ == "__main__":
    main()
