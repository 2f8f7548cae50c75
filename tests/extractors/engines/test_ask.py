"""Doubtful regions put to the engines of others: whatever happens there, it is an answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from extractors.engines import ask
from extractors.engines.ask import ASKED, GUESTS, contests, tables_by
from extractors.engines.borders import table_of_boxes
from extractors.engines.placed import placed
from extractors.model import BBox, GuestEngine, Page, Table
from tests.extractors.engines.pages import BORDERS, PITCH, ROWS, TOP, ruled_page, words_page


@dataclass(frozen=True, slots=True)
class Broken:
    """An engine whose library raises."""

    name: GuestEngine = "pdfplumber"

    def tables(self, page: Page) -> list[Table]:
        raise KeyError("x0")


@dataclass(frozen=True, slots=True)
class Endless:
    """One that never comes to an end."""

    name: GuestEngine = "pdfplumber"

    def tables(self, page: Page) -> list[Table]:
        while True:
            pass


def test_each_engine_that_is_asked_gives_an_answer() -> None:
    (contest,) = contests(words_page(), [], [])
    assert [answer.engine for answer in contest.answers] == list(ASKED)
    assert (contest.page, contest.why, contest.table) == (3, ("tanpa_tabel",), None)
    assert any(answer.table is not None and answer.table.columns == 4 and not answer.cut for answer in contest.answers)


def test_what_a_library_raises_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GUESTS, "pdfplumber", Broken())
    (contest,) = contests(words_page(), [], [])
    answers = {answer.engine: answer for answer in contest.answers}
    assert answers["pdfplumber"].failed == "KeyError: 'x0'"
    assert answers["camelot-network"].failed is None


def test_the_time_of_a_page_is_for_all_engines_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GUESTS, "pdfplumber", Endless())
    monkeypatch.setattr(ask, "LIMITS", ask.Limits(seconds=0.2))
    (contest,) = contests(words_page(), [], [])
    assert [answer.failed for answer in contest.answers] == ["waktu habis"] * len(ASKED)


def test_a_region_with_too_many_words_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "LIMITS", ask.Limits(words=10))
    assert [contest.answers for contest in contests(words_page(), [], [])] == [()]


@dataclass(frozen=True, slots=True)
class Cutting:
    """One whose border runs through a word of a row."""

    word: str
    name: GuestEngine = "pdfplumber"

    def tables(self, page: Page) -> list[Table]:
        box = next(word.bbox for word in page.words if word.text == self.word)
        ys = [TOP - 4 + PITCH * n for n in range(len(ROWS) + 1)]
        xs = (BORDERS[0], box.cx, BORDERS[-1])
        found = table_of_boxes([BBox(a, c, b, d) for c, d in pairwise(ys) for a, b in pairwise(xs)], page, self.name)
        return [found] if found is not None else []


@pytest.mark.parametrize(("word", "failed"), [("13,75", "batasnya memotong angka"), ("Jembatan", None)])
def test_a_border_through_a_figure_is_no_answer(word: str, failed: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GUESTS, "pdfplumber", Cutting(word))
    (contest,) = contests(words_page(), [], [])
    answer = contest.answers[0]
    assert (answer.engine, answer.failed) == ("pdfplumber", failed)


def test_an_engine_may_be_fixed_for_a_page() -> None:
    (table,) = tables_by("camelot-lattice", ruled_page())
    assert table.grid() == [list(row) for row in ROWS]


def test_a_contest_belongs_to_the_table_that_stands_in_its_region() -> None:
    page = ruled_page()
    (contest,) = contests(words_page(), [], [])
    own = tables_by("pdfplumber", page)
    assert placed([contest], own)[0].table == 0
    assert placed([contest], [])[0].table is None
    elsewhere = placed([contest.__class__(9, BBox(0, 0, 9, 9), contest.why)], own)
    assert elsewhere[0].table is None
