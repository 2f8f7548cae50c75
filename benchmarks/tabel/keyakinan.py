"""What `keyakinan` is worth: how often cells of each band of confidence are right, against known grids.

    python benchmarks/tabel/keyakinan.py CORPUS OUTPUT [CORPUS OUTPUT ...]

CORPUS holds INDEX.json and the gold files (tables as grids of text), OUTPUT the datasets of a run over CORPUS/pdf. A cell is
right where the gold table that its table resembles holds a cell with that text, white space aside, each gold cell used once;
tables that no gold table resembles are not judged. Blank cells are left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

BANDS = ((0.9, 1.01, "0.9-1.0"), (0.7, 0.9, "0.7-0.9"), (0.0, 0.7, "below 0.7"))
_NUMBER = re.compile(r"^[\W\d]*\d[\W\d]*$")


def key(text: object) -> str:
    return re.sub(r"\s+", "", str(text or "")).lower()


def band(value: float) -> str:
    return next(name for low, high, name in BANDS if low <= value < high)


def judged(corpus: Path, output: Path) -> pd.DataFrame:
    """One row a filled cell: how (digital, scan ...), band, whether it is a number, whether it is right."""
    index = json.loads((corpus / "INDEX.json").read_text(encoding="utf-8"))
    documents = pd.read_parquet(output / "dokumen").set_index("berkas").dokumen_id
    cells = pd.read_parquet(output / "sel", columns=["dokumen_id", "tabel_id", "halaman", "teks", "keyakinan"])
    tables = pd.read_parquet(output / "tabel").set_index("tabel_id")
    out = []
    for name, entry in index.items():
        if name not in documents.index:
            continue
        gold = json.loads((corpus / entry["gold"]).read_text(encoding="utf-8"))
        truth: dict[str, Counter[str]] = defaultdict(Counter)
        mine = cells[(cells.dokumen_id == documents[name]) & (cells.teks.str.strip() != "")]
        bags = {table: Counter(map(key, part.teks)) for table, part in mine.groupby("tabel_id")}
        for table in gold["tabel"]:
            bag = Counter(key(c) for row in table["grid"] for c in row if c)
            best = max(bags, key=lambda t: (bags[t] & bag).total(), default=None)
            if best is not None and (bags[best] & bag).total():
                truth[best] += bag
        for row in mine.itertuples():
            if row.tabel_id not in truth:
                continue
            text = key(row.teks)
            right = truth[row.tabel_id][text] > 0
            truth[row.tabel_id][text] -= right
            engine = str(tables.mesin[row.tabel_id])
            out.append(("ocr" if "ocr" in engine else "digital", band(row.keyakinan), bool(_NUMBER.match(row.teks)), right))
    return pd.DataFrame(out, columns=["how", "band", "number", "right"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    args = parser.parse_args()
    cells = pd.concat([judged(c, o) for c, o in zip(args.pairs[::2], args.pairs[1::2], strict=True)])
    for title, part in (("all filled cells", cells), ("cells that are numbers", cells[cells.number])):
        print(title)
        table = part.groupby(["how", "band"]).right.agg(["size", "mean"])
        for (how, name), row in table.iterrows():
            print(f"  {how:8} {name:10} {int(row['size']):7} cells   {100 * row['mean']:6.2f} % right")


if __name__ == "__main__":
    main()
