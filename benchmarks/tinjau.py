"""What a reviewer has to decide: the queue answered from labels, until most printed facts are right and sure.

    python benchmarks/tinjau.py CORPUS FOLDER [--target 0.98]

CORPUS holds INDEX.json and the gold files, FOLDER the PDFs. They are run; a played reviewer, who knows what the labels tell and
nothing else, answers the questions of the queue in its order, each with the scope that is proposed (only for its table where
others with that heading differ), and after each answer the datasets of that agency are written again, as `lkjip tinjau` does.
Questions about pages without labels are passed over.
Told are the share of the labelled facts that is written right and sure after each decision, how many decisions a thousand
labelled facts that takes, the same value by value beside it, and whether a fresh run that replays the decisions gives the same.
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
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.run import run
from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.keputusan.decision import written_answer
from pipeline.keputusan.store import FOLDER
from pipeline.review.causes import Root
from pipeline.review.decide import decide, foresee, rewrite
from pipeline.review.known import known_causes
from pipeline.review.questions import Question, queue
from pipeline.storage.work_folder import EXTRACTION, WORK

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
@dataclass(frozen=True)
class Seen:
    """A value that the reviewer sees: where it stands, what is printed, what it was understood as."""

    dokumen_id: str
    tabel_id: str
    halaman: int
    teks: str
    nama: str = ""
    ukuran: str = ""
    tahun: int | None = None


@dataclass
class Reviewer:
    """Answers what the labels tell."""

    labels: Labels
    output: Path

    def answer(self, question: Question) -> tuple[str, str | None] | None:
        """What the labels say to a question, and the scope where it cannot be the widest; None where they say nothing."""
        root = known_causes(self.output).cause(question.id)
        if question.sebab in ("kolom", "tahun"):
            return self._column(root)
        if question.sebab == "tabel":
            cells = [seen for seen in self._cells(root) if self.labels.knows(seen.dokumen_id, seen.halaman)]
            return None if not cells or any(self._label(seen) for seen in cells) else ("jenis=lainnya", "tabel")
        values = [seen for seen in self._doubtful(root) if self.labels.knows(seen.dokumen_id, seen.halaman)]
        if question.sebab == "nama" and values and all(map(self._label, values)):
            return ("nama=benar", "tabel") if root.anchor.jenis == "tabel" else ("benar=ya", None)
        if question.sebab == "bacaan" and values:
            return self._value(values[0])
        return None

    def _label(self, seen: Seen) -> dict[str, Any] | None:
        """The label of a value under its name."""
        return next(self.labels.at(seen.dokumen_id, seen.halaman, seen.teks, seen.nama or None), None)

    def _value(self, seen: Seen) -> tuple[str, None] | None:
        told = self.labels.at(seen.dokumen_id, seen.halaman, seen.teks, seen.nama)
        fact = next((f for f in told if (f["ukuran"], _year(f["tahun"])) == (seen.ukuran, _year(seen.tahun))), None)
        if fact is None:
            return "fakta=bukan", None
        return None if fact["nilai"] is None else (written_answer({"nilai": repr(fact["nilai"])}), None)

    def _column(self, root: Root) -> tuple[str, str | None] | None:
        """What most labelled values under a heading are, sure ones too; where tables differ, for the first one alone."""
        by_table: dict[str, list[Seen]] = defaultdict(list)
        for seen in self._under(root):
            if self.labels.knows(seen.dokumen_id, seen.halaman):
                by_table[seen.tabel_id].append(seen)
        own = by_table.get(root.tabel_id or "")
        if own is None:
            return None
        meant = {table: self._meaning(values) for table, values in by_table.items()}
        answer = meant[root.tabel_id or ""]
        return answer, None if len(set(meant.values())) == 1 else "tabel"

    def _meaning(self, values: list[Seen]) -> str:
        """What a column is: the meaning under which most of its values are labelled, of several the one it was read as; no facts
        where that is less than half of them. A figure that stands in several columns of a row speaks for each of them."""
        votes: Counter[tuple[str, str, int | None]] = Counter()
        for seen in values:
            told = self.labels.at(seen.dokumen_id, seen.halaman, seen.teks, seen.nama or None)
            votes.update({(fact["dataset"], fact["ukuran"], _year(fact["tahun"])) for fact in told})
        read = Counter((seen.ukuran, seen.tahun) for seen in values)
        best = max(votes, key=lambda meant: (votes[meant], read[meant[1:]]), default=None)
        if best is None or votes[best] * 2 < len(values):
            return "peran=samping"
        kind, measure, year = best
        role = next(role for dataset, _, role in _KINDS if dataset == kind)
        return f"peran={role} | ukuran={measure}" + (f" | tahun={year}" if year else "")

    def _under(self, root: Root) -> Iterator[Seen]:
        """All values of the columns that a question is about: facts, or the cells where there are none."""
        tables = {spot.tabel_id for spot in root.tempat if spot.tabel_id}
        stored = known_causes(self.output).stored
        found = False
        for kind, named, _ in _KINDS:
            facts = pd.read_parquet(self.output / kind, filters=[("tabel_id", "in", sorted(tables))])
            for row in facts.itertuples():
                heads = stored.tabel[row.tabel_id]["kepala_kolom"]
                if " ".join(heads[row.kolom].split()) == root.anchor.teks and (root.anchor.teks or self._at(root, row.kolom)):
                    found = True
                    name = getattr(row, named)
                    yield Seen(row.dokumen_id, row.tabel_id, row.halaman, row.nilai_teks, name, row.ukuran, _year(row.tahun))
        if not found and root.anchor.kotak:
            middle = (root.anchor.kotak[0] + root.anchor.kotak[2]) / 2
            for seen, x0, x1 in self._boxes(root):
                if x0 <= middle <= x1:
                    yield seen

    def _at(self, root: Root, column: int) -> bool:
        """Whether the anchor of a column without a heading lies in this one."""
        boxes = known_causes(self.output).stored.kotak[root.tabel_id or ""]
        return any(at == column and box == root.anchor.kotak for (_, at), (_, box) in boxes.items())

    def _doubtful(self, root: Root) -> Iterator[Seen]:
        tables = {spot.tabel_id for spot in root.tempat}
        for value in known_causes(self.output).stored.nilai:
            named = root.anchor.jenis == "tabel" or value.nama == root.tertulis
            same = value.id == root.anchor.rujukan if root.anchor.rujukan else named
            if value.tabel_id in tables and same:
                place = (value.dokumen_id, value.tabel_id, value.halaman)
                yield Seen(*place, value.teks, value.nama, value.ukuran, value.tahun)

    def _cells(self, root: Root) -> Iterator[Seen]:
        return (seen for seen, _, _ in self._boxes(root))

    def _boxes(self, root: Root) -> Iterator[tuple[Seen, float, float]]:
        """The cells with figures of the table of a question, with their edges."""
        sel = pd.read_parquet(self.output / "sel", filters=[("tabel_id", "==", root.tabel_id)])
        for row in sel[sel.teks.str.contains(r"\d")].itertuples():
            yield Seen(row.dokumen_id, row.tabel_id, row.halaman, row.teks), row.x0, row.x1


def reviewed(labels: Labels, output: Path) -> Iterator[tuple[Question, str, float]]:
    """Answer the queue to its end: each question, the answer, and the processor's seconds that writing it took. As in `lkjip
    tinjau`, a document that somebody looks at is in memory."""
    reviewer, passed = Reviewer(labels, output), set[str]()
    while True:
        asked = ((q, reviewer.answer(q)) for q in queue(output).questions if q.id not in passed)
        question, told = next(((q, a) for q, a in asked if a is not None or passed.add(q.id)), (None, None))
        if question is None or told is None:
            return
        answer, narrow = told
        passed.add(question.id)
        for scope in (question.scopes[0], "dokumen", "tabel") if narrow is None else (narrow,):
            try:
                made = decide(output, question.id, answer, scope, _WHO)
            except UsageError:  # the year of a document that has none
                continue
            foresee(output, question.dokumen_id)
            start = time.process_time()
            rewrite(output, made.instansi)
            yield question, f"{answer} ({scope})", time.process_time() - start
            break


def value_by_value(labels: Labels, output: Path, sure: int) -> list[int]:
    """How many labelled facts are right and sure after each doubtful value that is looked at by itself, page after page; the
    first figure before any."""
    rows = []
    for kind, named, _ in _KINDS:
        written = pd.read_parquet(output / kind)
        for row in written[written.status_nilai == "ragu"].itertuples():
            if labels.knows(row.dokumen_id, row.halaman):
                known = any(labels.at(row.dokumen_id, row.halaman, row.nilai_teks, getattr(row, named)))
                rows.append((row.dokumen_id, row.halaman, row.baris, row.kolom, known))
    return list(accumulate((row[-1] for row in sorted(rows)), initial=sure))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", type=float, default=0.98)
    parser.add_argument("--output", type=Path, help="kept between calls; else a temporary folder")
    parser.add_argument("--kept", action="store_true", help="the fresh run takes over what was read; for scans")
    told = parser.parse_args()
    place = told.output or Path(tempfile.mkdtemp(prefix="tinjau-"))
    output, fresh = place / "hasil", place / "segar"
    run(told.folder, output, Config(), SilentProgress())
    shutil.rmtree(output / FOLDER, ignore_errors=True)
    rewrite(output, None)
    labels = Labels.of(told.corpus, output)
    right, every = right_and_sure(labels, output)
    goal, begun = -(-int(told.target * every * 1000) // 1000), right
    curve = value_by_value(labels, output, right)
    alone = next((number for number, sure in enumerate(curve) if sure >= goal), None)
    print("jawaban demi jawaban, di kanannya sesudah sebanyak itu nilai dilihat satu per satu")
    print(f"0 keputusan: {right}/{every} benar dan pasti ({right / every:.4f})")
    reached, taken = (0 if right >= goal else None), [0.0]
    number = 0
    for number, (question, answer, seconds) in enumerate(reviewed(labels, output), start=1):
        right, _ = right_and_sure(labels, output)
        taken.append(seconds)
        reached = number if reached is None and right >= goal else reached
        where = f"{question.berkas[:28]} hal. {question.halaman}"
        what = f"{question.nilai:4} {question.sebab:8} {where:38} {question.tertulis[:40]!r}"
        beside = curve[min(number, len(curve) - 1)] / every
        print(f"{number:3}: {right / every:.4f} ({beside:.4f})  {what} -> {answer}", flush=True)
    print(f"sampai {told.target}: {_per_thousand(reached, every)} keputusan; nilai demi nilai: {_per_thousand(alone, every)}")
    came = f"{begun / every:.4f} -> {right / every:.4f}"
    print(f"seluruh antrean yang berlabel: {number} keputusan, {came}")
    print(f"dataset menyusul jawaban dalam {median(taken):.2f} detik prosesor (tengah), paling lama {max(taken):.2f}")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(output / FOLDER, fresh / FOLDER)
    for path in (output / WORK).glob(f"*/{EXTRACTION}") if told.kept else ():
        (fresh / WORK / path.parent.name).mkdir(parents=True)
        shutil.copy2(path, fresh / WORK / path.parent.name / path.name)
    run(told.folder, fresh, Config(), SilentProgress())
    print("jalan segar dengan keputusan yang sama:", "sama" if bytes_of(fresh) == bytes_of(output) else "BERBEDA")


def _per_thousand(number: int | None, facts: int) -> str:
    return "tidak tercapai" if number is None else f"{1000 * number / facts:.1f} per seribu fakta ({number})"


def bytes_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.glob("*/*.parquet")}


if __name__ == "__main__":
    main()
