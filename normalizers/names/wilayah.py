"""Regions (provinsi, kabupaten, kota) found in text of any case, spelled as law has them.

A name is read behind its word (`Kab.`, `PROVINSI`) or its head of government (`Bupati`); the table of regions tells
where it ends. `Kabupaten/Kota` as a general term is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.names.tokens import LONG, VERY_LONG, Token, region_words, small_words, stops, title_case, tokenize, vocabulary
from normalizers.text import fold

Level = Literal["Provinsi", "Kabupaten", "Kota"]
Through = Literal["nama", "pemerintah", "kepala"]
"""What names a region: its own name, its government (`Pemerintah Kota ...`), its head (`Bupati ...`, `Gubernur ...`)."""
_LEVELS: tuple[Level, ...] = ("Kabupaten", "Kota", "Provinsi")
_MAX_WORDS = 5
_UNKNOWN_WORDS = 2  # of a name that the table does not have
_LEAST_LETTERS = 3

_MARKERS: dict[str, Level] = {
    "provinsi": "Provinsi",
    "propinsi": "Provinsi",
    "prov": "Provinsi",
    "prop": "Provinsi",
    "kabupaten": "Kabupaten",
    "kab": "Kabupaten",
    "kota": "Kota",
}
_OFFICIALS: dict[str, Level] = {"gubernur": "Provinsi", "bupati": "Kabupaten", "walikota": "Kota"}


@dataclass(frozen=True, slots=True)
class Wilayah:
    """A region found in a text. `sure` is False for a name that the table does not have."""

    level: Level
    name: str
    start: int
    end: int
    sure: bool = True
    through: Through = "nama"

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


@lexicon.derived()
def _squeezed(level: Level) -> dict[str, str]:
    """Spelling without spaces to the name as law has it."""
    if level == "Provinsi":
        spelled = lexicon.spellings("wilayah", "provinsi")
        return {fold(s).replace(" ", ""): name for s, name in spelled.items()}
    names = [n for group in lexicon.section("wilayah", level.lower()).values() for n in group]
    return {fold(n).replace(" ", ""): n for n in names}


@lexicon.derived()
def province_of(level: Level, name: str) -> str | None:
    """The province (without the word) that a kabupaten or kota lies in; None where the table does not have it."""
    if level == "Provinsi":
        return name if name in lexicon.section("wilayah", "provinsi") else None
    for province, names in lexicon.section("wilayah", level.lower()).items():
        if name in names:
            return province
    return None


@lexicon.derived()
def _region_hints() -> tuple[str, ...]:
    """What a text must hold to be worth reading for regions; most paragraphs hold none of it."""
    provinces = {n.split()[0].lower() for n in _squeezed("Provinsi").values() if " " in n}
    return ("prov", "prop", "kab", "kota", "gubernur", "bupati", "wali", *sorted(provinces))


def _region_name(tokens: Sequence[Token], at: int, level: Level) -> tuple[str, int, bool] | None:
    """The region's name that starts at a token: name, index after it, whether the table has it."""
    table = _squeezed(level)
    words: list[Token] = []
    for token in tokens[at : at + _MAX_WORDS + 2]:
        if token.text == "-" and words:
            continue
        if not token.word or token.text[0].isdigit():
            break
        words.append(token)
    words = words[:_MAX_WORDS]
    if not words or not words[0].capital:
        return None
    last = {n: tokens.index(words[n - 1], at) + 1 for n in range(1, len(words) + 1)}
    for n in range(len(words), 0, -1):
        key = "".join(w.folded for w in words[:n])
        if key in table:
            longer = 0 if tokens[at - 1].folded in _OFFICIALS or not _runs_on(words, n) else _unknown_name(words)
            return _named(words, longer, last) if longer > n else (table[key], last[n], True)
    for n in range(min(len(words), 3), 0, -1):  # one letter wrong
        key = "".join(w.folded for w in words[:n])
        if len(key) >= LONG and not any(w.folded in stops() for w in words[:n]):
            wrong = 2 if len(key) >= VERY_LONG else 1
            near = process.extractOne(key, list(table), scorer=OSA.distance, score_cutoff=wrong)
            if near:
                return table[near[0]], last[n], True
    return _unknown(level, words, last)


def _unknown(level: Level, words: Sequence[Token], last: Mapping[int, int]) -> tuple[str, int, bool] | None:
    """The name that the table does not have, if it is one: no beginning of several provinces' names alone (`Jawa`)."""
    n = _unknown_name(words)
    begun = " ".join(w.folded for w in words[:n])
    if level == "Provinsi" and any(fold(name).startswith(f"{begun} ") for name in lexicon.section("wilayah", "provinsi")):
        return None
    return _named(words, n, last) if n else None


def _named(words: Sequence[Token], n: int, last: Mapping[int, int]) -> tuple[str, int, bool]:
    return " ".join(title_case(w.text) for w in words[:n]), last[n], False


def _runs_on(words: Sequence[Token], n: int) -> bool:
    """Whether a word that is nothing known follows a name of the table: `Kota Batu Penyu` is not `Kota Batu`."""
    if n >= len(words) or words[n].first or not words[n].capital:
        return False
    return words[n].folded not in region_words() | vocabulary()


def _unknown_name(words: Sequence[Token]) -> int:
    """How many words a name has that the table does not know: two at most and a side (`Barat`), on one line."""
    ends = stops() | small_words()
    n = 0
    for token in words:
        long = n == _UNKNOWN_WORDS and token.folded not in lexicon.words("wilayah", "sisi")
        if long or n > _UNKNOWN_WORDS or (n and token.first):
            break
        if not token.capital or token.folded in ends or len(token.text) < _LEAST_LETTERS:
            break
        n += 1
    return n


@lexicon.derived(20_000)
def _marker(word: str) -> Level | None:
    """The level that a folded word announces; a long one may have a letter wrong."""
    if word in _MARKERS or len(word) < LONG:
        return _MARKERS.get(word)
    near = process.extractOne(word, [m for m in _MARKERS if len(m) > LONG], scorer=OSA.distance, score_cutoff=1)
    return _MARKERS[near[0]] if near else None


def region_at(tokens: Sequence[Token], at: int) -> tuple[Wilayah, int] | None:
    """The region at a token (`Provinsi ...`, `Kab. ...`, `Bupati ...`, a bare province), and the index after it."""
    level, through, after = _announced(tokens, at)
    if level is None:
        return _bare_province(tokens, at)
    if through != "kepala" and (not tokens[at].capital or (at and tokens[at - 1].text == "/")):
        return None
    while after < len(tokens) and tokens[after].text in ".:":
        after += 1
    found = _region_name(tokens, after, level) if after < len(tokens) and tokens[after].text != "/" else None
    if found is None:
        return None
    name, end, sure = found
    return Wilayah(level, name, tokens[at].start, tokens[end - 1].end, sure, through), end


def _announced(tokens: Sequence[Token], at: int) -> tuple[Level | None, Through, int]:
    """The level of the region that a token announces, None if none; by what; the index of the token after."""
    folded, after = tokens[at].folded, at + 1
    if folded in _OFFICIALS:
        return _OFFICIALS[folded], "kepala", after
    if folded == "wali" and after < len(tokens) and tokens[after].folded == "kota":
        return "Kota", "kepala", after + 1
    return _marker(folded), "pemerintah" if at and tokens[at - 1].folded == "pemerintah" else "nama", after


def _bare_province(tokens: Sequence[Token], at: int) -> tuple[Wilayah, int] | None:
    """The province whose name of several words begins at a token, and the index after it."""
    token = tokens[at]
    if not token.capital:
        return None
    table = _squeezed("Provinsi")
    for n in (4, 3, 2):  # a bare province needs two words: "Jambi" alone may be a town
        words = tokens[at : at + n]
        key = "".join(w.folded for w in words)
        known = key in table and len(table[key].split()) > 1
        if len(words) == n and known and all(w.word and w.capital for w in words):
            return Wilayah("Provinsi", table[key], token.start, words[-1].end), at + n
    return None


def find_wilayah(text: str) -> tuple[Wilayah, ...]:
    """All regions named in a text, in order. `Kabupaten/Kota` as a general term is none."""
    lowered = text.lower()
    if not any(hint in lowered for hint in _region_hints()):
        return ()
    tokens, out, at = tokenize(text), [], 0
    while at < len(tokens):
        found = region_at(tokens, at)
        if found:
            out.append(found[0])
            at = found[1]
        else:
            at += 1
    return tuple(out)


def wilayah_from_words(words: Sequence[str]) -> str | None:
    """The region that the words of a file or folder name tell (`diskominfo`, `jabar` -> `Provinsi Jawa Barat`).

    A bare name that is both a kabupaten and a kota, or is a province and a town, tells nothing.
    """
    folded = [fold(w).replace(" ", "") for w in words]
    folded = [f for f in folded if f]
    for level in _LEVELS:
        for at, word in enumerate(folded):
            if _MARKERS.get(word) == level:
                for n in range(min(_MAX_WORDS, len(folded) - at - 1), 0, -1):
                    name = _squeezed(level).get("".join(folded[at + 1 : at + 1 + n]))
                    if name:
                        return f"{level} {name}"
    for n in range(min(_MAX_WORDS, len(folded)), 0, -1):
        for at in range(len(folded) - n + 1):
            key = "".join(folded[at : at + n])
            hits = {f"{level} {_squeezed(level)[key]}" for level in _LEVELS if key in _squeezed(level)}
            if len(hits) == 1:
                return hits.pop()
            if hits:
                return None
    return None
