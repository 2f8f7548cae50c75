"""What a reviewer has to decide: the queue answered from labels, until most printed facts are right and sure.

    python benchmarks/tinjau.py CORPUS FOLDER [--target 0.98] [--scope instansi]

CORPUS holds INDEX.json and the gold files, FOLDER the PDFs. They are run; a played reviewer, who knows what the labels tell and
nothing else, answers the questions of the queue in its order, each with the widest scope that is offered, and after each answer
the datasets of that agency are written again, as `lkjip tinjau` does. Questions about pages without labels are passed over.
Told are the share of the labelled facts that is written right and sure after each decision, how many decisions a thousand
labelled facts that takes, the same value by value, and whether a fresh run that replays the decisions gives the same datasets.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from pipeline.batch.run import run
from pipeline.commands.terminal import SilentProgress
from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.keputusan.decision import written_answer
from pipeline.keputusan.store import FOLDER
from pipeline.review.causes import Root
from pipeline.review.decide import decide, rewrite
from pipeline.review.known import known_causes
from pipeline.review.questions import Question, queue

_ALIKE = 85
_KINDS = (("kinerja", "indikator", "nilai"), ("anggaran", "uraian", "rupiah"))
_WHO = "peninjau"


def squeezed(text: object) -> str:
    return re.sub(r"\s+", "", str(text or "")).casefold()


def plain(text: object) -> str:
    return re.sub(r"[^0-9a-z%]+", " ", str(text or "").casefold()).strip()


@dataclass
class Labels:
    """The labelled facts of a corpus, by document (`dokumen_id`), and the pages that were labelled whole (None: all)."""

    facts: dict[str, list[dict[str, Any]]]
    pages: dict[str, set[int] | None]

    @classmethod
    def of(cls, corpus: Path, output: Path) -> Labels:
        index = json.loads((corpus / "INDEX.json").read_text(encoding="utf-8"))
        documents = pd.read_parquet(output / "dokumen")
        facts: dict[str, list[dict[str, Any]]] = {}
        pages: dict[str, set[int] | None] = {}
        for name, entry in index.items():
            mine = documents[documents.berkas.str.endswith(Path(name).name)]
            if not len(mine):
                continue
            ident = str(mine.dokumen_id.iloc[0])
            gold = json.loads((corpus / entry["gold"]).read_text(encoding="utf-8"))
            labelled = gold.get("halaman_berlabel")
            pages[ident] = set(labelled) if labelled is not None else None
            sure = ((kind, named, fact) for kind, named, _ in _KINDS for fact in gold[kind] if not fact.get("ragu"))
            facts[ident] = [{**fact, "dataset": kind, "nama": fact[named]} for kind, named, fact in sure]
        return cls(facts, pages)

    def knows(self, ident: str, page: int) -> bool:
        """Whether a page is labelled."""
        if ident not in self.pages:
            return False
        labelled = self.pages[ident]
        return labelled is None or page in labelled

    def at(self, ident: str, page: int, text: str, name: str | None = None) -> Iterator[dict[str, Any]]:
        """The labelled facts of a page that print a text, under a name like this one."""
        for fact in self.facts.get(ident, ()):
            there = fact.get("halaman") in (None, page) and squeezed(fact["nilai_teks"]) == squeezed(text)
            if there and (name is None or fuzz.token_sort_ratio(plain(fact["nama"]), plain(name)) >= _ALIKE):
                yield fact


# ---------------------------------------------------------------- how good the datasets are
def right_and_sure(labels: Labels, output: Path) -> tuple[int, int]:
    """(labelled facts that are written right and sure, all labelled facts)."""
    right = every = 0
    for kind, named, _ in _KINDS:
        written = pd.read_parquet(output / kind)
        sure = written[written.status_nilai == "pasti"]
        places: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in sure.itertuples():
            places[row.dokumen_id, _year(row.tahun), row.ukuran, _value(row.nilai, getattr(row, "predikat", None))].append(row)
        for ident, facts in labels.facts.items():
            for fact in (one for one in facts if one["dataset"] == kind):
                every += 1
                key = (ident, _year(fact["tahun"]), fact["ukuran"], _value(fact["nilai"], fact.get("predikat")))
                found = next((row for row in places[key] if _same(fact, row, named)), None)
                if found is not None:
                    places[key].remove(found)
                    right += 1
    return right, every


def _same(fact: dict[str, Any], row: Any, named: str) -> bool:
    name, other = plain(fact[named]), plain(getattr(row, named))
    alike = max(fuzz.ratio(name, other), fuzz.token_sort_ratio(name, other)) >= _ALIKE
    code = str(fact.get("kode") or "")
    return alike and (not code or f".{row.kode}".endswith(f".{code}"))


def _year(year: Any) -> int | None:
    return None if year is None or pd.isna(year) else int(year)


def _value(value: Any, grade: Any) -> object:
    return grade if value is None or pd.isna(value) else f"{float(value):.9g}"


# ---------------------------------------------------------------- the reviewer
@dataclass
class Reviewer:
    """Answers what the labels tell."""

    labels: Labels
    output: Path

    def answer(self, question: Question) -> str | None:
        """What the labels say to a question; None where they say nothing."""
        root = known_causes(self.output).cause(question.id)
        values = list(self._values(root))
        if question.sebab in ("kolom", "tahun"):
            return self._column(values)
        if question.sebab == "nama" and values and all(any(self.labels.at(*v[:3], v[3])) for v in values):
            return "nama=benar" if root.anchor.jenis == "tabel" else "benar=ya"
        if question.sebab == "bacaan" and len(values) == 1:
            told = [fact for fact in self.labels.at(*values[0][:3], values[0][3]) if fact["ukuran"] == values[0][4]]
            told = [fact for fact in told if fact["tahun"] == values[0][5]]
            number = told[0]["nilai"] if told else None
            return "fakta=bukan" if not told else written_answer({"nilai": repr(number)}) if number is not None else None
        if question.sebab == "tabel" and self.labels.knows(question.dokumen_id, question.halaman):
            cells = self._cells(question)
            return None if any(any(self.labels.at(*cell)) for cell in cells) else "jenis=lainnya"
        return None

    def _column(self, values: list[tuple[Any, ...]]) -> str | None:
        """The measure that most labelled values of a column are of, with their year; no facts where none is labelled."""
        if not values:
            return None
        votes: Counter[tuple[str, str, int | None]] = Counter()
        for ident, page, text, name, *_ in values:
            for fact in list(self.labels.at(ident, page, text, name or None))[:1]:
                votes[fact["dataset"], fact["ukuran"], fact["tahun"]] += 1
        if votes.total() * 2 < len(values):
            return "peran=samping"
        (kind, measure, year), _ = votes.most_common(1)[0]
        role = next(role for dataset, _, role in _KINDS if dataset == kind)
        return f"peran={role} | ukuran={measure}" + (f" | tahun={year}" if year else "")

    def _values(self, root: Root) -> Iterator[tuple[Any, ...]]:
        """Document, page, text, name, measure and year of the labelled doubtful values that hang on a root of doubts; of a column
        without facts, of its cells."""
        stored = known_causes(self.output).stored
        tables = {spot.tabel_id for spot in root.tempat}
        first = root.anchor
        found = False
        for value in stored.nilai:
            if value.tabel_id not in tables or not self.labels.knows(value.dokumen_id, value.halaman):
                continue
            title = (stored.tabel[value.tabel_id].get("kepala_kolom") or ("",))[value.kolom :][:1]
            same = {
                "kolom": " ".join(str(*title).split()) == first.teks,
                "baris": value.nama == first.teks,
                "nilai": value.id == first.rujukan,
            }.get(first.jenis, True)
            if same:
                found = True
                yield value.dokumen_id, value.halaman, value.teks, value.nama, value.ukuran, value.tahun
        labelled = self.labels.knows(first.dokumen_id or "", first.halaman or 0)
        if not found and first.jenis == "kolom" and first.kotak and labelled:
            there = [("tabel_id", "==", root.tabel_id), ("halaman", "==", first.halaman)]
            sel = pd.read_parquet(self.output / "sel", filters=there)
            middle = (first.kotak[0] + first.kotak[2]) / 2
            below = sel[(sel.x0 <= middle) & (sel.x1 >= middle) & (sel.y0 >= first.kotak[1] - 1) & (sel.teks.str.strip() != "")]
            for text in below.teks:
                yield first.dokumen_id, first.halaman, text, "", "", None

    def _cells(self, question: Question) -> list[tuple[str, int, str]]:
        sel = pd.read_parquet(self.output / "sel", filters=[("tabel_id", "==", question.tabel_id)])
        numbers = sel[sel.teks.str.contains(r"\d")]
        return [(question.dokumen_id, row.halaman, row.teks) for row in numbers.itertuples()]


def reviewed(labels: Labels, output: Path, widest: str | None) -> Iterator[tuple[Question, str, float]]:
    """Answer the queue to its end: each question, the answer, and the seconds that writing it took."""
    reviewer, passed = Reviewer(labels, output), set[str]()
    while True:
        asked = ((q, reviewer.answer(q)) for q in queue(output).questions if q.id not in passed)
        question, answer = next(((q, a) for q, a in asked if a is not None or passed.add(q.id)), (None, None))
        if question is None or answer is None:
            return
        passed.add(question.id)
        scopes = [s for s in question.scopes if widest is None or s == widest] or [question.scopes[-1 if widest else 0]]
        for scope in (*scopes, "dokumen", "tabel"):
            try:
                made = decide(output, question.id, answer, scope, _WHO)
                break
            except UsageError:
                continue
        else:
            continue
        start = time.monotonic()
        rewrite(output, made.instansi)
        yield question, f"{answer} ({scope})", time.monotonic() - start


def value_by_value(labels: Labels, output: Path, goal: int, sure: int) -> int:
    """How many values have to be looked at one by one, page after page, until so many labelled facts are right and sure."""
    rows = []
    for kind, named, _ in _KINDS:
        written = pd.read_parquet(output / kind)
        for row in written[written.status_nilai == "ragu"].itertuples():
            if labels.knows(row.dokumen_id, row.halaman):
                known = any(labels.at(row.dokumen_id, row.halaman, row.nilai_teks, getattr(row, named)))
                rows.append((row.dokumen_id, row.halaman, row.baris, row.kolom, known))
    for number, row in enumerate(sorted(rows), start=1):
        sure += row[-1]
        if sure >= goal:
            return number
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", type=float, default=0.98)
    parser.add_argument("--scope", help="nilai, tabel, dokumen, instansi, semua; else the widest that is proposed first")
    parser.add_argument("--output", type=Path, help="kept between calls; else a temporary folder")
    told = parser.parse_args()
    place = told.output or Path(tempfile.mkdtemp(prefix="tinjau-"))
    output, fresh = place / "hasil", place / "segar"
    run(told.folder, output, Config(), SilentProgress())
    shutil.rmtree(output / FOLDER, ignore_errors=True)
    rewrite(output, None)
    labels = Labels.of(told.corpus, output)
    right, every = right_and_sure(labels, output)
    goal, begun = -(-int(told.target * every * 1000) // 1000), right
    alone = value_by_value(labels, output, goal, right)
    print(f"0 keputusan: {right}/{every} benar dan pasti ({right / every:.4f})")
    reached, slowest = (0 if right >= goal else None), 0.0
    number = 0
    for number, (question, answer, seconds) in enumerate(reviewed(labels, output, told.scope), start=1):
        right, _ = right_and_sure(labels, output)
        slowest = max(slowest, seconds)
        reached = number if reached is None and right >= goal else reached
        where = f"{question.berkas[:28]} hal. {question.halaman}"
        what = f"{question.nilai:4} {question.sebab:8} {where:38} {question.tertulis[:40]!r}"
        print(f"{number:3}: {right / every:.4f}  {what} -> {answer}", flush=True)
    per = f"{1000 * reached / every:.1f} keputusan per seribu fakta" if reached is not None else "tidak tercapai"
    print(f"sampai {told.target}: {per} ({reached} keputusan); nilai demi nilai: {1000 * alone / every:.1f} ({alone})")
    came = f"{begun / every:.4f} -> {right / every:.4f}; paling lama {slowest:.1f} detik"
    print(f"seluruh antrean yang berlabel: {number} keputusan, {came}")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(output / FOLDER, fresh / FOLDER)
    run(told.folder, fresh, Config(), SilentProgress())
    print("jalan segar dengan keputusan yang sama:", "sama" if bytes_of(fresh) == bytes_of(output) else "BERBEDA")


def bytes_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.glob("*/*.parquet")}


if __name__ == "__main__":
    main()
