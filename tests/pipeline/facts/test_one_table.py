"""Tables that no new decision reaches are not read again, and all comes out as if they were."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable

import pytest

from extractors.model import Table
from pipeline.facts import one_table
from pipeline.facts.one_table import TablesBefore
from pipeline.facts.understand import Understood, understand
from pipeline.keputusan.decision import Keputusan, Kotak
from pipeline.tables.said import Said
from tests.pipeline import fakes
from tests.pipeline.grids import HEADERS, REPORT

PAGES = 100
ROWS = 25
HEADS = (fakes.HEADING, (*fakes.HEADING[:4], "Zolak", *fakes.HEADING[5:]), (*fakes.HEADING[:4], "Wirat", *fakes.HEADING[5:]))
TARGET: Kotak = (330.0, 120.0, 400.0, 140.0)
"""The first figure below the fifth heading."""


def page(number: int, height: int = ROWS) -> Table:
    rows = [
        (str(n), *fakes.ROW[1:2], f"Persentase jalan {number}.{n}", "persen", "80,00", "84,00", "105,00") for n in range(height)
    ]
    return fakes.table(number, (HEADS[number % 3], *rows))


TABLES = tuple(map(page, range(1, PAGES + 1)))


def read(decisions: Iterable[Keputusan], earlier: TablesBefore | None = None) -> Understood:
    return understand("d", TABLES, REPORT, HEADERS, Said(tuple(decisions), 2022), earlier)


def about(kind: int, page: int, ident: str) -> Keputusan:
    """Decisions of six kinds."""
    place = {"dokumen_id": "d", "halaman": page, "id": ident}
    return (
        Keputusan("nilai", "nilai", "nilai=48.5", "80,00", kotak=TARGET, **place),
        Keputusan("kolom", "tabel", "peran=nilai | ukuran=target", "Zolak", kotak=TARGET, **place),
        Keputusan("kolom", "dokumen", "peran=nilai | ukuran=target | tahun=2021", "Wirat", **place),
        Keputusan("baris", "nilai", "nama=Panjang jalan", f"Persentase jalan {page}.0", kotak=TARGET, **place),
        Keputusan("tabel", "tabel", "jenis=lainnya", " / ".join(HEADS[page % 3]), kotak=TARGET, **place),
        Keputusan("tabel", "dokumen", "baris_kepala=2", " / ".join(HEADS[page % 3]), kotak=TARGET, **place),
    )[kind]


def test_whatever_people_decide_and_take_back_all_is_as_if_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.TABLES", tuple(page(number, 3) for number in range(1, 8)))
    nothing, changed = read(()), 0
    dice, decisions, earlier = random.Random(16), list[Keputusan](), TablesBefore()
    for step in range(40):
        if decisions and dice.random() < 0.4:
            decisions.pop(dice.randrange(len(decisions)))
        else:
            decisions.append(about(dice.randrange(6), dice.randint(1, 7), f"k{step}"))
        anew = read(decisions)
        changed += anew != nothing
        assert read(decisions, earlier) == anew, [(one.jenis, one.jawaban, one.halaman) for one in decisions]
    assert changed > 30


def seconds(decisions: Iterable[Keputusan], earlier: TablesBefore) -> float:
    began = time.process_time()
    read(decisions, earlier)
    return time.process_time() - began


def test_of_a_hundred_pages_only_those_that_an_answer_reaches_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier, asked = TablesBefore(), list[int]()
    anew = one_table.read_table
    all_of_them = seconds((), earlier)
    monkeypatch.setattr(one_table, "read_table", lambda given, *rest: asked.append(given.table.first_page) or anew(given, *rest))
    one_answer = [seconds([about(0, 50, "k1")], earlier)]
    assert set(asked) <= {50, 51}, "the table, and the one below, which may share its heading"
    asked.clear()
    read([about(2, 1, "k2")], earlier)
    assert {page for page in asked if page % 3 == 2} == set(range(2, PAGES + 1, 3)), "all with that heading"
    one_answer += [seconds([about(0, number, f"k{number}")], earlier) for number in (53, 56)]
    assert min(one_answer) < all_of_them / 8, "a twentieth, on a machine with nothing beside it"
