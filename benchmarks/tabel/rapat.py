"""What the judge is worth on close tables without a full grid, drawn at random: the kind that white space tells worst.

    python benchmarks/tabel/rapat.py [--count N] [--seed N] [--keep FOLDER]

Each page holds one table of targets and their realization: columns 2.5 to 14 points apart, set left, right or in the middle, with
names of one line or more, rules between groups, around it, or none. Whole pages are read without a judge and with one. A fact is
right where indicator, measure and value are those printed. --keep writes the pages where a judge makes more sure and wrong.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import ExtractOptions, extract
from pipeline.document import DocumentResult, UserKnowledge, understand_document

NAMES = (
    "Panjang jalan mantap",
    "Jembatan layak",
    "Rumah layak huni yang dibangun",
    "Sambungan air minum",
    "Irigasi terbangun",
    "Persentase sampah terangkut",
    "Taman kota",
    "Jumlah pasar rakyat yang direvitalisasi",
    "Embung",
    "Puskesmas terakreditasi",
    "Sekolah dengan sanitasi baik",
    "Nelayan terlatih",
    "Luas sawah beririgasi",
    "Kelompok tani yang dibina",
    "Wisatawan nusantara",
    "Nilai SAKIP",
    "Indeks kepuasan masyarakat",
    "Desa mandiri",
)
HEADINGS = (
    ("Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"),
    ("No", "Indikator", "Satuan", "Target", "Realisasi", "Capaian"),
    ("Indikator Kinerja", "Satuan", "Target", "Realisasi"),
    ("Sasaran/Indikator", "Target 2023", "Realisasi 2023", "Capaian 2023"),
    ("No.", "Indikator Kinerja Utama", "Target", "Realisasi", "%"),
)
MEASURES = (("target", "target"), ("realisasi", "realisasi"), ("capaian", "capaian"), ("%", "capaian"))
RULES = ("none", "none", "head", "outer", "rows", "groups")
TOP, LEFT, FONT = 712.0, 60.0, "Helvetica"
Fact = tuple[str, str, float]


@dataclass(frozen=True)
class Drawn:
    """A page, and the facts printed on it."""

    pdf: bytes
    facts: Counter[Fact]


def figure(value: float) -> str:
    """As printed: `12.500`, `97,25`."""
    text = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def is_name(heading: str) -> bool:
    return "ndikator" in heading


def rows_of(rng: random.Random, headings: Sequence[str]) -> tuple[list[list[str]], Counter[Fact]]:
    rows, facts = [], Counter[Fact]()
    for number, name in enumerate(rng.sample(NAMES, rng.randint(4, 11)), start=1):
        target = rng.choice((rng.randint(3, 98), round(rng.uniform(2, 99), 2), rng.randint(1000, 90_000)))
        reached = target * rng.uniform(0.6, 1.2)
        reached = round(reached, 2) if isinstance(target, float) else int(reached)
        values = {"target": target, "realisasi": reached, "capaian": round(100 * reached / target, 2)}
        row = []
        for heading in headings:
            measure = next((m for word, m in MEASURES if word in heading.lower()), None)
            if is_name(heading):
                row.append(name)
            elif measure is None:
                row.append(str(number) if heading.startswith("No") else rng.choice(("persen", "unit", "km", "orang", "ha")))
            else:
                row.append(figure(values[measure]))
                facts[name, measure, round(float(values[measure]), 4)] += 1
        rows.append(row)
    return rows, facts


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def drawn(rng: random.Random) -> Drawn:
    headings = rng.choice(HEADINGS)
    rows, facts = rows_of(rng, headings)
    size, gap, lead, pad = (
        rng.choice((7, 8, 9, 10)),
        rng.choice((2.5, 3.5, 4.5, 6, 9, 14)),
        rng.choice((1.1, 1.2, 1.35)),
        rng.choice((0, 0.15, 0.4, 0.8)),
    )
    name_width, head_width, middle, rule = (
        rng.choice((90, 120, 160, 300)),
        rng.choice((40, 70, 200)),
        rng.random() < 0.3,
        rng.choice(RULES),
    )
    head_font = FONT + rng.choice(("", "-Bold"))
    fonts = [head_font] + [FONT] * len(rows)
    widths = [name_width if is_name(h) else head_width for h in headings]
    cells = [
        [wrapped(t, w, font, size) for t, w in zip(row, widths, strict=True)]
        for row, font in zip([headings, *rows], fonts, strict=True)
    ]
    wide = [
        max(stringWidth(line, font, size) for row, font in zip(cells, fonts, strict=True) for line in row[c])
        for c in range(len(headings))
    ]
    sides = ["l" if is_name(h) else rng.choice("lrc") for h in headings]
    lefts = [LEFT + sum(wide[:c]) + gap * c for c in range(len(headings) + 1)]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont(FONT, 10)
    canvas.drawString(LEFT, 780, "LAPORAN KINERJA DINAS CONTOH KABUPATEN CONTOH TAHUN 2023")
    canvas.drawString(
        LEFT, 750, "Capaian kinerja dinas pada tahun 2023 disajikan dalam tabel berikut ini, menurut perjanjian kinerja."
    )
    canvas.drawString(LEFT, 728, "Tabel 3.1 Pengukuran Kinerja Tahun 2023")
    y, heights = TOP, [TOP + 0.3 * size]
    for row, font in zip(cells, fonts, strict=True):
        lines = max(map(len, row))
        canvas.setFont(font, size)
        y -= pad * size / 2
        for c, held in enumerate(row):
            for k, line in enumerate(held):
                space = wide[c] - stringWidth(line, font, size)
                x = lefts[c] + {"l": 0.0, "r": space, "c": space / 2}["c" if font != FONT else sides[c]]
                canvas.drawString(x, y - 0.8 * size - (k + (lines - len(held)) / 2 * middle) * lead * size, line)
        y -= (lines * lead + pad / 2) * size
        heights.append(y - 0.15 * size)
    half = heights[len(heights) // 2]
    ruled = {
        "none": (),
        "head": heights[:2],
        "outer": (*heights[:2], heights[-1]),
        "rows": heights,
        "groups": (*heights[:2], half, heights[-1]),
    }
    canvas.setLineWidth(0.5)
    for height in ruled[rule]:
        canvas.line(lefts[0] - gap / 2, height, lefts[-1] - gap / 2, height)
    canvas.setFont(FONT, 10)
    canvas.drawString(LEFT, y - 24, "Dari tabel di atas terlihat bahwa sebagian besar target tercapai pada tahun berjalan.")
    canvas.save()
    return Drawn(out.getvalue(), facts)


def scored(hasil: DocumentResult, facts: Counter[Fact]) -> Counter[str]:
    left, out = facts.copy(), Counter[str]()
    for row in hasil.kinerja:
        key = (" ".join(row.indikator.split()), str(row.ukuran), round(row.nilai, 4) if row.nilai is not None else -1.0)
        right = left[key] > 0
        left[key] -= right
        out["in doubt" if row.status_nilai == "ragu" else "right and sure" if right else "sure and wrong"] += 1
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    rng, totals, hands = (
        random.Random(args.seed),
        {"without a judge": Counter[str](), "with a judge": Counter[str]()},
        Counter[str](),
    )
    printed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "LKjIP 2023.pdf"
        for n in range(args.count):
            page = drawn(rng)
            path.write_bytes(page.pdf)
            printed += page.facts.total()
            scores, taken = [], False
            for name, options in (("without a judge", ExtractOptions(None, asked=())), ("with a judge", ExtractOptions(None))):
                hasil, _ = understand_document("0" * 16, path.name, extract(path, options), UserKnowledge({}))
                scores.append(scored(hasil, page.facts))
                totals[name] += scores[-1]
                taken = any(": dipilih" in said for table in hasil.tabel for said in table.pertimbangan)
                hands["judged"] += any(table.pertimbangan for table in hasil.tabel)
            before, after = (score["right and sure"] - score["sure and wrong"] for score in scores)
            if taken:
                hands["taken"] += 1
                hands["better" if after > before else "worse" if after < before else "same"] += 1
            if args.keep and scores[1]["sure and wrong"] > scores[0]["sure and wrong"]:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{args.seed}-{n}.pdf").write_bytes(page.pdf)
    for name, counts in totals.items():
        print(
            f"{name:16} of {printed}: "
            + ", ".join(f"{counts[key]} {key}" for key in ("right and sure", "in doubt", "sure and wrong"))
        )
    print("tables: " + ", ".join(f"{count} {key}" for key, count in hands.items()))


if __name__ == "__main__":
    main()
