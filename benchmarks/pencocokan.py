"""Matching of many mentions: time and memory, and how the thresholds trade precision against recall on labelled pairs.

    python benchmarks/pencocokan.py ukuran [--mentions 200000] [--agencies 100]
    python benchmarks/pencocokan.py ambang [CORPUS OUTPUT] [--pairs tests/pipeline/matching/pasangan.toml] [--chart FILE.svg]

`ukuran` makes agencies with indicators in several wordings (typos, words left out, other years) and matches them. `ambang` takes
the pairs of mentions that the gold of CORPUS labels, in the datasets of a run over it, and the labelled pairs of wordings of a
TOML file (`beda`, `sama`), and prints precision and recall of "one indicator" over the score of the two wordings.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
import tomllib
from collections import defaultdict
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from normalizers.text import fold
from normalizers.wordings.indikator import banding, rumuskan
from normalizers.wordings.singkatan import learn
from pipeline.datasets.records import Dokumen, Kinerja
from pipeline.matching.match import match
from pipeline.matching.similarity import ACCEPT, REVIEW

_HEADS = ("Persentase", "Jumlah", "Rasio", "Cakupan", "Nilai", "Indeks", "Angka", "Tingkat")
_THINGS = (
    "jalan lingkungan", "perpustakaan desa", "arsip dinamis", "pasar rakyat", "irigasi tersier", "ternak potong", "posyandu",
    "kelompok tani", "koperasi aktif", "sekolah dasar", "jembatan gantung", "ruang terbuka hijau", "pelaku usaha mikro",
    "tenaga kesehatan", "rumah layak huni", "air minum", "sanitasi", "bank sampah", "cagar budaya", "angkutan umum",
)  # fmt: skip
_STATES = (
    "dalam kondisi baik", "yang tersertifikasi", "yang dibina", "terhadap jumlah penduduk", "yang direhabilitasi", "yang diawasi",
    "yang terlayani", "per kecamatan",
)  # fmt: skip


def mentions(count: int, agencies: int, seed: int = 7) -> tuple[list[Dokumen], list[Kinerja]]:
    """Documents and facts: as many indicators an agency as it takes, each in ten tables, now and then in other words."""
    rng = random.Random(seed)
    names = [f"{a} {b} {c}" for a, b, c in itertools.product(_HEADS, _THINGS, _STATES)]
    each = max(1, count // agencies // 10)
    names += [f"{name} di Kecamatan {n}" for n in range(each // len(names)) for name in names]
    documents, facts = [], []
    for agency in range(agencies):
        own = rng.sample(names, each)
        for table in range(10):
            key = f"a{agency:04d}t{table}"
            who, where, year = f"Dinas Nomor {agency}", f"Kabupaten Rekaan {agency}", 2013 + table
            documents.append(Dokumen(key, f"{key}.pdf", "LKjIP", who, where, None, year, None, None, 9, 0, "berhasil", None))
            facts += [fact(key, row, varied(name, rng), year, rng.randint(1, 10_000)) for row, name in enumerate(own)]
    return documents, facts


def fact(key: str, row: int, indikator: str, tahun: int, nilai: float) -> Kinerja:
    ident = f"{key}-{row}"
    about = ("pengukuran_kinerja", None, None, "sasaran", None, indikator, None, tahun, None, "target")
    return Kinerja(ident, key, key, 1, row, 3, *about, nilai, "unit", None, str(nilai), "pasti", 1.0)


def varied(name: str, rng: random.Random) -> str:
    if rng.random() < 0.7:
        return name
    at = rng.randrange(len(name) - 1)
    return rng.choice(
        (name.upper(), name.replace("yang ", ""), name[:at] + name[at + 1] + name[at] + name[at + 2 :], f"{at}. {name}")
    )


def measure(count: int, agencies: int) -> None:
    documents, facts = mentions(count, agencies)
    start = time.process_time()
    found = match(documents, facts)
    seconds = time.process_time() - start
    told = f"{len(facts)} mentions of {len(documents)} documents: {len(found.indikator)} indicators in {seconds:.0f} CPU s"
    if sys.platform != "win32":
        import resource

        told += f", peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    print(told)


def pairs(corpus: Path, output: Path) -> list[tuple[float, bool, bool]]:
    """(score, objected, one indicator in the gold) of all pairs of wordings of an agency that the gold labels."""
    index = json.loads((corpus / "INDEX.json").read_text(encoding="utf-8"))
    documents = pd.read_parquet(output / "dokumen").set_index("berkas").dokumen_id
    facts = pd.read_parquet(output / "kinerja")
    labelled: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, entry in index.items():
        gold = json.loads((corpus / entry["gold"]).read_text(encoding="utf-8"))
        mine = facts[facts.dokumen_id == documents.get(name)]
        for wording in mine.indikator.unique():
            best = max(gold["kinerja"], key=lambda g: fuzz.ratio(fold(g["indikator"]), fold(wording)), default=None)
            if best and fuzz.ratio(fold(best["indikator"]), fold(wording)) >= 90:
                labelled[gold["dokumen"]["instansi"]][wording].add(best["indikator_gold"])
    out = []
    for wordings in labelled.values():
        told = [(rumuskan(w), next(iter(ids))) for w, ids in sorted(wordings.items()) if len(ids) == 1]
        for (a, x), (b, y) in itertools.combinations(told, 2):
            compared = banding(a, b)
            out.append((compared.skor, bool(compared.keberatan), x == y))
    return out


def written_pairs(path: Path) -> list[tuple[float, bool, bool]]:
    """The same of the pairs of a TOML file; a word that only one of the two has counts as an objection, as in matching."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    out = []
    for name, same in (("beda", False), ("sama", True)):
        for a, b in told[name]:
            short = learn((a, b))
            compared = banding(rumuskan(a, short), rumuskan(b, short))
            out.append((compared.skor, bool(compared.keberatan or compared.sisipan), same))
    return out


def thresholds(labelled: list[tuple[float, bool, bool]], chart: Path | None) -> None:
    wanted = sum(same for *_, same in labelled)
    print(f"{len(labelled)} pairs of wordings, {wanted} of one indicator; accepted from {ACCEPT}, for review from {REVIEW}")
    curve = []
    for step in range(60, 101, 2):
        at = step / 100
        hits = [same for score, objected, same in labelled if score >= at and not objected]
        precision, recall = sum(hits) / len(hits) if hits else 1.0, sum(hits) / max(1, wanted)
        curve.append((at, precision, recall))
        print(f"  {at:.2f}  precision {precision:.4f}  recall {recall:.4f}")
    if chart:
        chart.write_text(drawn(curve), encoding="utf-8")
        print(f"chart: {chart}")


def drawn(curve: list[tuple[float, float, float]]) -> str:
    """Precision and recall over the threshold, as SVG."""

    def line(which: int, colour: str) -> str:
        points = " ".join(f"{60 + (row[0] - 0.6) * 1250:.0f},{260 - row[which] * 220:.0f}" for row in curve)
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'

    def place(at: float) -> str:
        return f"{60 + (at - 0.6) * 1250:.0f}"

    marks = "".join(
        f'<line x1="{place(at)}" y1="30" x2="{place(at)}" y2="260" stroke="#999" stroke-dasharray="4"/>'
        f'<text x="{place(at)}" y="26" font-size="11">{name} {at}</text>'
        for at, name in ((ACCEPT, "sure"), (REVIEW, "review"))
    )
    ticks = "".join(f'<text x="{45 + k * 125}" y="278" font-size="11">{0.6 + k / 10:.1f}</text>' for k in range(5))
    ticks += "".join(f'<text x="20" y="{264 - k * 55}" font-size="11">{k / 4:.2f}</text>' for k in range(5))
    legend = "".join(
        f'<text x="{x}" y="240" font-size="12" fill="{colour}">{name}</text>'
        for x, colour, name in ((70, "#06c", "precision"), (150, "#c60", "recall"))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="290" font-family="sans-serif">'
        f'<rect width="600" height="290" fill="#fff"/>{marks}{line(1, "#06c")}{line(2, "#c60")}{ticks}{legend}</svg>'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    size = commands.add_parser("ukuran")
    size.add_argument("--mentions", type=int, default=200_000)
    size.add_argument("--agencies", type=int, default=100)
    trade = commands.add_parser("ambang")
    trade.add_argument("corpus", type=Path, nargs="?")
    trade.add_argument("output", type=Path, nargs="?")
    trade.add_argument("--pairs", type=Path)
    trade.add_argument("--chart", type=Path)
    args = parser.parse_args()
    if args.command == "ukuran":
        measure(args.mentions, args.agencies)
        return
    if not args.pairs and not args.output:
        parser.error("CORPUS OUTPUT or --pairs")
    labelled = pairs(args.corpus, args.output) if args.output else []
    thresholds([*labelled, *(written_pairs(args.pairs) if args.pairs else [])], args.chart)


if __name__ == "__main__":
    main()
