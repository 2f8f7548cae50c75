"""Phrases that name a kind of document, or a chapter of one, by `normalizers/data/dokumen.toml`."""

from __future__ import annotations

import re
from typing import get_args

from normalizers import lexicon
from normalizers.text import fold
from pipeline.datasets.vocabulary import JenisDokumen

_KINDS: tuple[JenisDokumen, ...] = get_args(JenisDokumen)


@lexicon.derived()
def _phrase_kinds(table: str) -> dict[str, JenisDokumen]:
    """Phrases of a table of `dokumen.toml`, folded and without spaces, and the kind of document each tells."""
    return {
        phrase.replace(" ", ""): lexicon.declared(kind, _KINDS, f"normalizers/data/dokumen.toml: [{table}]")
        for kind, phrases in lexicon.section("dokumen", table).items()
        for phrase in phrases
    }


@lexicon.derived()
def _phrases(table: str) -> re.Pattern[str]:
    """All phrases of a table as one pattern, the longest first; spaces may be lost or wrapped."""
    groups = lexicon.section("dokumen", table).values()
    spelled = sorted((phrase for group in groups for phrase in group), key=lambda p: (-len(p), p))
    joined = "|".join(r"[\W_]*".join(map(re.escape, phrase.split())) for phrase in spelled)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE)


def find_phrases(text: str, table: str) -> list[tuple[JenisDokumen, int, int]]:
    """Phrases in a text: the kind of document each tells, start, end."""
    out = []
    for match in _phrases(table).finditer(text):
        kind = _phrase_kinds(table)[fold(match.group()).replace(" ", "")]
        after = fold(text[match.end() : match.end() + 24])
        going_on = lexicon.section("dokumen", "lanjutan").get(kind, ())
        if not any(after == word or after.startswith(word + " ") for word in going_on):
            out.append((kind, match.start(), match.end()))
    return out
