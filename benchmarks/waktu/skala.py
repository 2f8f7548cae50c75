"""What a large archive costs after its documents are read: time, memory and bytes of relating agencies and writing datasets.

    python benchmarks/waktu/skala.py [--sizes 1000 4000] [--each 10] [--workers 1] [--folder FOLDER]

Archives of invented documents (36 performance values, 24 amounts, 240 cells each; `--each` documents an agency) are put into
work folders as workers would have left them. Then, each in a process of its own: the datasets are written; a run with nothing
to do; a run after the report was deleted (everything is looked at, nothing changes); a run with one more document.
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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pipeline.config import Config
from pipeline.datasets.records import DATASETS
from tests.pipeline import arsip


def one_run(raw: Path, output: Path, workers: int) -> None:
    """Run in this process and print what it took, as JSON."""
    from pipeline.batch import run as batch
    from pipeline.batch.record.progress import SilentProgress

    start = time.monotonic()
    told = batch.run(raw, output, Config(pekerja=workers), SilentProgress())
    mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "detik": round(time.monotonic() - start, 2),
                "induk": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // mib,
                "pekerja": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // mib,
                "dokumen": told.dokumen,
                "fakta": told.fakta,
            }
        )
    )


def measured(raw: Path, output: Path, workers: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--run", str(raw), str(output), "--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def parts(output: Path) -> dict[str, int]:
    return {f"{name}/{p.name}": p.stat().st_size for name in DATASETS for p in (output / name).glob("*.parquet")}


def size(number: int, each: int, workers: int, folder: Path) -> None:
    raw, output = folder / str(number) / "raw", folder / str(number) / "out"
    agencies = max(1, number // each)
    arsip.fill(raw, output, range(number), agencies, Config(pekerja=workers))
    rows = [("menulis dataset", measured(raw, output, workers))]
    written = parts(output)
    rows.append(("tidak ada yang baru", measured(raw, output, workers)))
    (output / "laporan.html").unlink()
    rows.append(("semua dilihat, tak ada yang berubah", measured(raw, output, workers)))
    arsip.fill(raw, output, range(number, number + 1), agencies, Config(pekerja=workers))
    rows.append(("satu dokumen baru", measured(raw, output, workers)))
    after = parts(output)
    print(f"\n{number} dokumen, {agencies} instansi, {workers} pekerja")
    print(f"{'':40} {'detik':>8} {'ms/dok':>8} {'induk MiB':>10} {'pekerja MiB':>12}")
    for name, told in rows:
        print(
            f"{name:40} {told['detik']:8.1f} {1000 * told['detik'] / number:8.1f} {told['induk']:10.0f} {told['pekerja']:12.0f}"
        )
    work = sum(p.stat().st_size for p in (output / ".kerja").rglob("*") if p.is_file())
    total = sum(after.values())
    fresh = sum(n for name, n in after.items() if name not in written)
    print(f"dataset {total / 1e6:.1f} MB dalam {len(after)} berkas, {total / number:.0f} byte/dokumen; kerja {work / number:.0f}")
    print(f"dokumen baru itu menulis {len(set(after) - set(written))} berkas, {fresh / 1e6:.2f} MB ({100 * fresh / total:.0f}%)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000])
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--run", type=Path, nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        one_run(*args.run, args.workers)
        return
    folder = args.folder or Path(tempfile.mkdtemp(prefix="lkjip-skala-"))
    try:
        for number in args.sizes:
            size(number, args.each, args.workers, folder)
    finally:
        if not args.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
