"""Phrases that name kinds of documents."""

from __future__ import annotations

from pipeline.identity.phrases import find_phrases


def test_a_phrase_is_found_where_it_stands_and_only_as_whole_words() -> None:
    text = "Laporan Kinerja dan Perjanjian Kinerja"
    found = find_phrases(text, "jenis")
    assert [kind for kind, _, _ in found] == ["LKjIP", "PK"]
    assert text[found[1][1] : found[1][2]] == "Perjanjian Kinerja"
    assert find_phrases("Laporan kinerjanya", "jenis") == []
