"""How the time of a run grows: over 1, 4, 16, 64 copies of a folder (one worker), and from one worker to two.

    python benchmarks/waktu/pertumbuhan.py FOLDER [--copies 1 4 16 64] [--workers 1 2] [--ocr]

Copies differ in a comment behind the last byte, so that none is taken for a duplicate. Each line is one `lkjip run` in a fresh
process: wall seconds, seconds a copy, peak memory of the parent and of its largest worker.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil


def copies_of(folder: Path, count: int, target: Path) -> None:
    for n in range(count):
        for pdf in sorted(folder.rglob("*.pdf")):
            copy = target / f"salinan-{n:03d}" / pdf.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(pdf.read_bytes() + f"\n%{n}\n".encode())


def run(raw: Path, output: Path, workers: int, ocr: bool) -> tuple[float, float, float]:
    """(wall seconds, peak MB of the parent, peak MB of the largest worker), memory as seen five times a second."""
    command = [sys.executable, "-m", "pipeline", "run", str(raw), str(output), "--workers", str(workers), "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--ocr" if ocr else "--no-ocr"], env=os.environ, stdout=subprocess.DEVNULL)
    watched, parent, worker = psutil.Process(process.pid), 0.0, 0.0
    while process.poll() is None:
        try:
            parent = max(parent, watched.memory_info().rss)
            worker = max([worker, *(c.memory_info().rss for c in watched.children(recursive=True))])
        except psutil.NoSuchProcess:
            pass  # a worker that ended between the two looks
        time.sleep(0.2)
    if process.returncode not in (0, 1):
        raise SystemExit(f"lkjip run ended with {process.returncode}")
    return time.perf_counter() - start, parent / 2**20, worker / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 4, 16, 64])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--ocr", action="store_true", help="read scans, too")
    args = parser.parse_args()
    by_workers: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for count in args.copies:
            copies_of(args.folder, count, Path(scratch) / f"raw-{count}")
        jobs = [(count, args.workers[0]) for count in args.copies] + [(args.copies[-1], w) for w in args.workers[1:]]
        for count, workers in jobs:
            raw, output = Path(scratch) / f"raw-{count}", Path(scratch) / f"output-{count}-{workers}"
            seconds, parent, worker = run(raw, output, workers, args.ocr)
            print(
                f"{count:4} copies {workers} worker(s) {seconds:8.1f} s {seconds / count:7.2f} s a copy"
                f"   parent {parent:5.0f} MB, largest worker {worker:5.0f} MB",
                flush=True,
            )
            if count == args.copies[-1]:
                by_workers[workers] = seconds
    first = args.workers[0]
    for workers in args.workers[1:]:
        print(f"{first} to {workers} workers: {by_workers[first] / by_workers[workers]:.2f} times as fast")


if __name__ == "__main__":
    main()
