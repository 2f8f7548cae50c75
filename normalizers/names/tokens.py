"""The words that names of agencies and regions are made of, taken from text of any case, from scans too.

Shared by `wilayah` and `instansi`: tokens with lost spaces put back, the vocabulary, the mending of misread words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.text import fold

LONG = 7
"""A word with fewer letters has too many neighbours one letter away to be mended."""
VERY_LONG = 11
"""A word with so many letters may have two of them wrong."""
_GLUED = 9  # letters from which a word may be two whose space was lost
_LONGEST_PIECE = 16

_SMALL_L = re.compile(r"[A-Z]+l[A-Z]|[A-Z]l[A-Z]+")
"""An `I` that a scan is read with as `l`: `DlNAS`."""
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark: as printed, its folded form, and its place in the text."""

    text: str
    folded: str
    start: int
    end: int
    first: bool = False
    """Whether a line of the text begins with it."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


@lexicon.derived()
def vocabulary() -> frozenset[str]:
    """Words that agencies' names are made of, folded."""
    words = set(lexicon.words("instansi", "kata"))
    for key in ("bidang_90_2019", "bidang_13_2006", "bidang_23_2014"):
        for name in lexicon.section("bidang", key).values():
            words.update(w for w in fold(name).split() if len(w) > 2)
    return frozenset(words - set(lexicon.words("instansi", "penghubung")) - {"kota", "kabupaten", "unsur"})


@lexicon.derived()
def stops() -> frozenset[str]:
    """Folded words that never belong to a name."""
    return frozenset(lexicon.words("instansi", "henti"))


@lexicon.derived()
def small_words() -> frozenset[str]:
    """Folded words that stand inside a name only, and stay small in a title."""
    return frozenset(lexicon.words("instansi", "penghubung"))


@lexicon.derived()
def region_words() -> frozenset[str]:
    """Words of the names of regions, folded, and the words before them."""
    names = list(lexicon.section("wilayah", "provinsi"))
    for level in ("kabupaten", "kota"):
        names += [name for group in lexicon.section("wilayah", level).values() for name in group]
    words = {word for name in names for word in fold(name).split() if len(word) > 3}
    return frozenset(words | {"provinsi", "propinsi", "kabupaten", "kota"})


@lexicon.derived(20_000)
def mended(word: str) -> str | None:
    """The word of the vocabulary that a folded word is, a long one with a letter or two wrong too; else None."""
    if word in vocabulary() or word in lexicon.section("instansi", "singkatan"):
        return word
    if len(word) < LONG:
        return None
    wrong = 2 if len(word) >= VERY_LONG else 1
    best = process.extractOne(word, sorted(vocabulary()), scorer=OSA.distance, score_cutoff=wrong)
    return best[0] if best else None


@lexicon.derived()
def _glue_pieces() -> frozenset[str]:
    """What a word without its spaces may be made of."""
    words = frozenset(w for w in vocabulary() if len(w) > 2)
    return words | region_words() | {"dinas", "badan", "dan", "tahun", "kepala", "pemerintah"}


@lexicon.derived(20_000)
def _unglued(word: str) -> tuple[str, ...]:
    """A folded word taken apart where spaces were lost (`dinasperhubungan`); itself where it is one word or unknown."""
    if len(word) < _GLUED or word in _glue_pieces():
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_PIECE), end - 2):
            before = best[start]
            if before is not None and word[start:end] in _glue_pieces():
                found = (*before, word[start:end])
                current = best[end]
                if current is None or len(found) < len(current):
                    best[end] = found
    return best[-1] or (word,)


@lexicon.derived(20_000)
def _folded(word: str) -> str:
    """`fold` for one word; most are plain letters, and there are many."""
    return word.lower() if word.isascii() and word.isalnum() else fold(word)


@lexicon.derived(64)
def tokenize(text: str) -> tuple[Token, ...]:
    """All words and marks of a text in order; a word of a scan that is several is taken apart."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if _SMALL_L.search(word) and word.replace("l", "I").isupper():
            word = word.replace("l", "I")
        first = not out or "\n" in text[out[-1].end : match.start()]
        pieces = _unglued(_folded(word)) if len(word) >= _GLUED else ()
        if len(pieces) > 1 and sum(map(len, pieces)) == len(word):
            at = match.start()
            for piece in pieces:
                raw = word[at - match.start() :][: len(piece)]
                if not word.isupper() and word[0].isupper():
                    raw = raw if piece in small_words() else raw[0].upper() + raw[1:]
                out.append(Token(raw, piece, at, at + len(piece), first and at == match.start()))
                at += len(piece)
        else:
            out.append(Token(word, _folded(word), match.start(), match.end(), first))
    return tuple(out)


def title_case(word: str) -> str:
    """A word in capitals or in small letters with a capital first; a mixed one as it is."""
    return word if not word.isupper() and not word.islower() else word[:1].upper() + word[1:].lower()


def expanded(word: str) -> str | None:
    """What a folded short form inside a name stands for (`umkm`), None where it is none."""
    found = lexicon.section("instansi", "singkatan").get(word)
    return str(found) if found is not None else None
