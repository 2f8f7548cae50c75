"""Words of names: lost spaces put back, letters of long words mended, places in the text kept."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.names.tokens import LONG, expanded, mended, small_words, stops, title_case, tokenize, vocabulary


@given(
    st.lists(
        st.sampled_from(["dinas", "Perhubungan", "DINASPERHUBUNGAN", "dan", "Xyzxyzxyzx", ",", "2022"]) | st.text(max_size=12)
    )
)
def test_tokens_are_pieces_of_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenize(text)
    assert all(text[t.start : t.end].casefold() == t.text.casefold() for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert "".join(text[t.start : t.end] for t in tokens) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dinasperhubungan", ["dinas", "perhubungan"]),
        ("DINASPERHUBUNGAN", ["DINAS", "PERHUBUNGAN"]),
        ("Dinasperhubungan", ["Dinas", "Perhubungan"]),
        ("perhubungan", ["perhubungan"]),
        ("dinaskuxyzabc", ["dinaskuxyzabc"]),  # not all of it is known
        ("Jum'at,", ["Jum'at", ","]),
    ],
)
def test_a_word_is_taken_apart_where_all_its_pieces_are_known(text: str, words: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == words


def test_kinds_of_tokens() -> None:
    word, mark, small = tokenize("Dinas , dan")
    assert (word.capital, word.word, mark.word, small.capital) == (True, True, False, False)
    assert small.folded in small_words()


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("perhubungan", "perhubungan"),
        ("perhubunagn", "perhubungan"),
        ("perhubvngvn", "perhubungan"),  # two letters of a very long word
        ("perikxnan", "perikanan"),
        ("perxkxnan", None),  # two letters of a long one
        ("sosixl", None),  # too short to be mended
        ("sosial", "sosial"),
    ],
)
def test_a_letter_or_two_of_a_long_word(word: str, read: str | None) -> None:
    assert mended(word) == read


def test_no_word_of_the_vocabulary_is_read_as_another() -> None:
    assert all(mended(word) == word for word in vocabulary())
    assert not vocabulary() & small_words()
    assert not stops() & small_words()
    assert any(len(word) >= LONG for word in vocabulary())


@pytest.mark.parametrize(("word", "shown"), [("DINAS", "Dinas"), ("dinas", "Dinas"), ("PUPRkp", "PUPRkp"), ("", "")])
def test_title_case(word: str, shown: str) -> None:
    assert title_case(word) == shown


def test_a_small_l_among_capitals_is_an_i() -> None:
    assert [t.text for t in tokenize("PEMERlNTAH DlNAS Balai Al MPl")] == ["PEMERINTAH", "DINAS", "Balai", "Al", "MPl"]


def test_a_short_form_inside_a_name() -> None:
    assert expanded("umkm")
    assert expanded("perhubungan") is None
