"""What a large archive costs after its documents are read: time, memory and bytes of relating agencies and writing datasets.

    python benchmarks/waktu/skala.py [--sizes 1000 10000] [--each 10] [--workers 1] [--folder FOLDER] [--contoh OUTPUT] [--excel]
    python benchmarks/waktu/skala.py --rencana 100000 5000000

Archives of invented documents (36 performance values, 24 amounts, 240 cells each), or of copies of the documents that a run has
left in OUTPUT (`--contoh`), `--each` documents an agency, are put into work folders as workers would have left them. Then, each
in a process of its own: the datasets are written; a run with nothing to do; a run after the report was deleted (everything is
looked at, nothing changes); a run with one more document; the report; with `--excel` the workbook. `--rencana` reads and writes
nothing: it cuts datasets of so many invented documents into parts, and counts what one more document would write again.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pipeline.config import Config
from pipeline.datasets.records import DATASETS, Sel
from pipeline.document import DocumentResult, Known
from pipeline.storage.work_folder import CELLS, RESULT, WorkFolder
from tests.pipeline import arsip

ROWS = {"dokumen": 1, "tabel": 15, "sel": 1350, "kinerja": 230, "anggaran": 114, "indikator": 20, "padanan": 120, "kegiatan": 30,
        "temuan": 25}  # fmt: skip
"""Rows of a real report of 35 pages, and the bytes of each in its dataset."""
BYTES = {"dokumen": 120, "tabel": 60, "sel": 8, "kinerja": 30, "anggaran": 25, "indikator": 50, "padanan": 30, "kegiatan": 50,
         "temuan": 80}  # fmt: skip

Sample = tuple[DocumentResult, tuple[Sel, ...]]


# ---------------------------------------------------------------- one thing done, in this process
def one_run(output: Path, raw: Path, workers: int) -> dict[str, float]:
    from pipeline.batch import run as batch
    from pipeline.batch.record.progress import SilentProgress

    told = batch.run(raw, output, Config(pekerja=workers), SilentProgress())
    return {"dokumen": told.dokumen, "fakta": told.fakta}


def one_report(output: Path, raw: Path, workers: int) -> dict[str, float]:
    del raw, workers
    from pipeline.report.pages import write_report

    write_report(output)
    return {}


def one_workbook(output: Path, raw: Path, workers: int) -> dict[str, float]:
    del raw, workers
    from pipeline.commands.export import Wanted, export_excel

    target = output.parent / "hasil.xlsx"
    export_excel(Wanted(output, tuple(DATASETS)), target)
    return {"byte": target.stat().st_size}


DONE: dict[str, Callable[[Path, Path, int], dict[str, float]]] = {
    "jalan": one_run,
    "laporan": one_report,
    "excel": one_workbook,
}


def told(what: str, output: Path, raw: Path, workers: int) -> None:
    """Do it, and print what it took, as JSON."""
    start = time.monotonic()
    found = DONE[what](output, raw, workers)
    mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "detik": round(time.monotonic() - start, 2),
                "inti": round(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, 2),
                "induk": own.ru_maxrss / mib,
                "pekerja": children.ru_maxrss / mib,
                **found,
            }
        )
    )


def measured(what: str, output: Path, raw: Path, workers: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--lakukan", what, str(output), str(raw), "--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# ---------------------------------------------------------------- an archive
def samples(output: Path) -> list[Sample]:
    """The documents that a run of this version left in the work folder of OUTPUT."""
    work = WorkFolder.of(output)
    found = []
    for folder in sorted(path.parent.name for path in work.root.glob(f"*/{RESULT}")):
        key = work.kept_key(folder, RESULT)
        hasil, cells = work.read(folder, RESULT, key, DocumentResult), work.read(folder, CELLS, key, tuple[Sel, ...])
        if hasil is not None and cells is not None:
            found.append((hasil, cells))
    return found


def copied(raw: Path, output: Path, numbers: range, agencies: int, config: Config, contoh: Sequence[Sample]) -> None:
    """Copies of documents under agencies of their own; no two of an agency are of one document as long as there are enough."""
    work, known = WorkFolder.of(output), Known(config.kepala, config.instansi, config.words())
    for number in numbers:
        name, region = arsip.agency(number % agencies)
        hasil, cells = contoh[(number // agencies + number) % len(contoh)]
        who = replace(hasil.identity, instansi=name, wilayah=region, ragu=())
        hasil = replace(hasil, sendiri=who, identity=who, terbaca=who)
        berkas = f"{number % agencies:05d}/{number:07d}.pdf"
        (raw / berkas).parent.mkdir(parents=True, exist_ok=True)
        (raw / berkas).write_bytes(f"%PDF-1.4 {number}\n".encode())
        arsip.put(work, arsip.file_hash(raw / berkas)[:16], berkas, config, known, hasil, cells)


def fill(raw: Path, output: Path, numbers: range, agencies: int, config: Config, contoh: Sequence[Sample]) -> None:
    if contoh:
        copied(raw, output, numbers, agencies, config, contoh)
    else:
        arsip.fill(raw, output, numbers, agencies, config)


def parts(output: Path) -> dict[str, int]:
    return {f"{name}/{p.name}": p.stat().st_size for name in DATASETS for p in (output / name).glob("*.parquet")}


def pages(output: Path) -> list[int]:
    """Sizes of the pages of the report."""
    return [path.stat().st_size for path in (*output.glob("laporan.html"), *output.glob("laporan/*.html"))]


# ---------------------------------------------------------------- what is printed
def line(name: str, told: dict[str, float], number: int) -> None:
    each = f"{1000 * told['detik'] / number:8.1f} {1000 * told['inti'] / number:8.1f}"
    print(f"{name:40} {told['detik']:8.1f} {each} {told['induk']:10.0f} {told['pekerja']:12.0f}", flush=True)


def size(number: int, args: argparse.Namespace, folder: Path, contoh: Sequence[Sample]) -> float:
    """Measure an archive of so many documents; the largest parent in MiB."""
    raw, output, workers = folder / str(number) / "raw", folder / str(number) / "out", args.workers
    agencies, config = max(1, number // args.each), Config(pekerja=workers)
    print(f"\n{number} dokumen, {agencies} instansi, {workers} pekerja")
    print(f"{'':40} {'detik':>8} {'ms/dok':>8} {'inti/dok':>8} {'induk MiB':>10} {'pekerja MiB':>12}", flush=True)
    if not (output / "laporan.html").exists():
        fill(raw, output, range(number), agencies, config, contoh)
    done = []

    def then(name: str, what: str = "jalan") -> dict[str, float]:
        done.append(measured(what, output, raw, workers))
        line(name, done[-1], number)
        return done[-1]

    then("menulis dataset")
    written = parts(output)
    then("tidak ada yang baru")
    (output / "laporan.html").unlink()
    then("semua dilihat, tak ada yang berubah")
    shares = []
    for extra in range(args.baru):
        fill(raw, output, range(number + extra, number + extra + 1), agencies, config, contoh)
        then("satu dokumen baru")
        after = parts(output)
        shares.append(sum(n for name, n in after.items() if name not in written) / sum(after.values()))
        told_of(written, after, number)
        written = after
    print("bagian byte yang ditulis ulang setiap dokumen baru: " + ", ".join(f"{share:.2%}" for share in shares))
    then("laporan", "laporan")
    shown = pages(output)
    print(f"laporan: {len(shown)} halaman, {sum(shown) / 1e6:.2f} MB, terbesar {max(shown) / 1e6:.2f} MB")
    if args.excel:
        book = then("Excel, semua dataset", "excel")
        print(f"Excel: {book['byte'] / 1e6:.1f} MB")
    return max(one["induk"] for one in done[: 3 + args.baru])


def told_of(before: dict[str, int], after: dict[str, int], number: int) -> None:
    total = sum(after.values())
    fresh = {name: n for name, n in after.items() if name not in before}
    print(f"dataset {total / 1e6:.1f} MB dalam {len(after)} berkas, {total / number:.0f} byte/dokumen")
    for dataset in DATASETS:
        own = {name: n for name, n in after.items() if name.startswith(f"{dataset}/")}
        new = sum(n for name, n in fresh.items() if name.startswith(f"{dataset}/"))
        mb = sum(own.values()) / 1e6
        print(f"  {dataset:10} {len(own):5} berkas {mb:9.2f} MB, ditulis {new / 1e6:7.2f} MB ({new / 1e4 / max(mb, 1e-9):.1f}%)")


def plan_only(number: int, each: int) -> None:
    """Cut datasets of so many invented documents, and again with one document more."""
    from pipeline.datasets.parts import Piece, plan  # late: pyarrow is memory that runs would seem to take

    agencies = number // each
    owners = {f"instansi-{i:08d}": i for i in range(agencies)}

    def cut(new: bool) -> dict[str, dict[str, int]]:
        out = {}
        archive = (number + new) * sum(ROWS.values())
        for dataset, rows in ROWS.items():
            if dataset == "sel":
                names = [f"{i:016x}" for i in range(number)] + ["baru"] * new
                pieces = [Piece(name, "", "", None, int(rows), name) for name in names]
            else:
                own = [int(rows * (each + (new and i == agencies // 2))) for i in owners.values()]
                pieces = [Piece(name, "", "", None, n, f"{name} {n}") for name, n in zip(owners, own, strict=True)]
            out[dataset] = {part.name: part.rows * BYTES[dataset] for part in plan(dataset, pieces, int(archive))}
        return out

    before, after = cut(False), cut(True)
    fresh = sum(n for dataset, own in after.items() for name, n in own.items() if name not in before[dataset])
    total = sum(n for own in after.values() for n in own.values())
    count = sum(map(len, after.values()))
    cells, values = len(after["sel"]), len(after["kinerja"])
    print(f"{number} dokumen: {count} berkas (sel {cells}, kinerja {values}), rata-rata {total / count / 1e6:.2f} MB")
    print(f"  satu dokumen baru menulis ulang {fresh / 1e6:.1f} dari {total / 1e6:.0f} MB ({fresh / total:.2%})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--baru", type=int, default=1, help="so many documents are added, one after the other")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--contoh", type=Path)
    parser.add_argument("--excel", action="store_true")
    parser.add_argument("--rencana", type=int, nargs="+")
    parser.add_argument("--lakukan", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.lakukan:
        what, output, raw = args.lakukan
        told(what, Path(output), Path(raw), args.workers)
        return
    if args.rencana:
        for number in args.rencana:
            plan_only(number, args.each)
        return
    contoh = samples(args.contoh) if args.contoh else []
    folder = args.folder or Path(tempfile.mkdtemp(prefix="lkjip-skala-"))
    try:
        largest = [(number, size(number, args, folder, contoh)) for number in args.sizes]
        for (few, low), (many, high) in pairwise(largest):
            print(f"\ninduk dari {few} ke {many} dokumen: {1024 * (high - low) / (many - few):.1f} KiB setiap dokumen")
    finally:
        if not args.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
