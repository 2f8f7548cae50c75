"""Mentions as votes: weighed by place, capped."""

from __future__ import annotations

from pipeline.identity.votes import Votes


def test_no_number_of_mentions_in_running_text_outvotes_a_cover() -> None:
    votes: Votes[str] = Votes()
    votes.add("cover", "sampul")
    for _ in range(1000):
        votes.add("text", "isi")
    assert votes.best() == "cover"
    assert votes.score("text") > 0


def test_a_place_counts_up_to_its_cap_and_two_places_for_more() -> None:
    votes: Votes[str] = Votes()
    for _ in range(9):
        votes.add("a", "berkas")
    once = votes.score("a")
    votes.add("a", "berkas")
    assert votes.score("a") == once
    votes.add("a", "judul")
    assert votes.score("a") > once
    assert votes.places("a") == {"berkas", "judul"}
    assert (votes.score("b"), votes.places("b")) == (0, frozenset())


def test_of_two_alike_the_first_seen_is_best_and_none_without_votes() -> None:
    votes: Votes[str] = Votes()
    assert votes.best() is None
    votes.add("b", "judul")
    votes.add("a", "judul")
    assert votes.best() == "b"
