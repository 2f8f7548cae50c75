"""Names of agencies and regions: found in running text and headings, spelled one way, compared.

A name is read word by word from its head (`Dinas`, `Badan`, `Inspektorat` ...) to the region it belongs to, or to the
first word that no agency's name is made of. Capitals, misread letters and lost spaces of scans are allowed for.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.text import fold

Level = Literal["Provinsi", "Kabupaten", "Kota"]
_LEVELS: tuple[Level, ...] = ("Kabupaten", "Kota", "Provinsi")

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_LONG = 7  # a shorter word has too many neighbours one letter away to be mended
_VERY_LONG = 11  # may have two letters wrong
_MAX_REGION_WORDS = 5
_UNKNOWN_WORDS = 2  # words outside the lexicon that a name may hold in a row


@dataclass(frozen=True, slots=True)
class Wilayah:
    """A region found in a text. `sure` is False for a name after `Kabupaten` or `Kota` that the table does not have."""

    level: Level
    name: str
    start: int
    end: int
    sure: bool = True
    official: bool = False
    """Named through its head of government (`Bupati ...`, `Gubernur ...`) or its `Pemerintah`."""

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


@dataclass(frozen=True, slots=True)
class Instansi:
    """An agency found in a text: its name without the region, spelled out and in title case."""

    name: str
    wilayah: Wilayah | None
    start: int
    end: int
    acronym: str | None = None
    """The short form printed in brackets behind the name, or instead of it."""
    abbreviated: bool = False
    """Whether the text prints the name, or a word of it, as a short form that was spelled out here."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


# ---------------------------------------------------------------- tables
@cache
def _vocabulary() -> frozenset[str]:
    """Words that agencies' names are made of, folded."""
    words = set(lexicon.words("instansi", "kata"))
    for key in ("bidang_90_2019", "bidang_13_2006", "bidang_23_2014"):
        for name in lexicon.section("bidang", key).values():
            words.update(w for w in fold(name).split() if len(w) > 2)
    return frozenset(words - set(lexicon.words("instansi", "penghubung")) - {"kota", "kabupaten", "unsur"})


@cache
def _heads() -> frozenset[str]:
    return frozenset(lexicon.words("instansi", "kepala")) | frozenset(lexicon.words("instansi", "kepala_lengkap"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon.words("instansi", "henti"))


@cache
def _small() -> frozenset[str]:
    return frozenset(lexicon.words("instansi", "penghubung"))


@cache
def _squeezed_regions(level: Level) -> dict[str, str]:
    """Spelling without spaces to the name as law has it."""
    if level == "Provinsi":
        spelled = lexicon.spellings("wilayah", "provinsi")
        return {fold(s).replace(" ", ""): name for s, name in spelled.items()}
    names = [n for group in lexicon.section("wilayah", level.lower()).values() for n in group]
    return {fold(n).replace(" ", ""): n for n in names}


@cache
def province_of(level: Level, name: str) -> str | None:
    """The province (without the word) that a kabupaten or kota lies in; None where the table does not have it."""
    if level == "Provinsi":
        return name if name in lexicon.section("wilayah", "provinsi") else None
    for province, names in lexicon.section("wilayah", level.lower()).items():
        if name in names:
            return province
    return None


_MARKERS: dict[str, Level] = {
    "provinsi": "Provinsi", "propinsi": "Provinsi", "prov": "Provinsi", "prop": "Provinsi",
    "kabupaten": "Kabupaten", "kab": "Kabupaten", "kota": "Kota",
}
_OFFICIALS: dict[str, Level] = {"gubernur": "Provinsi", "bupati": "Kabupaten", "walikota": "Kota"}


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str | None:
    """The word of the vocabulary that a folded word is, a long one with a letter or two wrong too; else None."""
    if word in _vocabulary() or word in lexicon.section("instansi", "singkatan"):
        return word
    if len(word) < _LONG:
        return None
    wrong = 2 if len(word) >= _VERY_LONG else 1
    best = process.extractOne(word, sorted(_vocabulary()), scorer=OSA.distance, score_cutoff=wrong)
    return best[0] if best else None


@cache
def _glue_pieces() -> frozenset[str]:
    parts = set(_vocabulary()) | {"dinas", "badan", "dan", "tahun", "kepala", "pemerintah"}
    parts |= {m for m in _MARKERS if len(m) >= 4}
    for level in _LEVELS:
        parts.update(w for n in _squeezed_regions(level).values() for w in fold(n).split() if len(w) > 3)
    return frozenset(p for p in parts if len(p) >= 3)


@lru_cache(maxsize=20_000)
def _unglued(word: str) -> tuple[str, ...]:
    """A folded word taken apart where spaces were lost (`dinasperhubungan`); itself where it is one word or unknown."""
    if len(word) < 9 or word in _glue_pieces():
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 16), end - 2):
            before = best[start]
            if before is not None and word[start:end] in _glue_pieces():
                found = (*before, word[start:end])
                current = best[end]
                if current is None or len(found) < len(current):
                    best[end] = found
    return best[-1] or (word,)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() and word.isalnum() else fold(word)


def _tokens(text: str) -> list[_Token]:
    out = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        pieces = _unglued(_folded(word)) if len(word) >= 9 else ()
        if len(pieces) > 1 and sum(map(len, pieces)) == len(word):
            at = match.start()
            for piece in pieces:
                raw = text[at:at + len(piece)]
                if not word.isupper() and word[0].isupper():
                    raw = raw if piece in _small() else raw[0].upper() + raw[1:]
                out.append(_Token(raw, piece, at, at + len(piece)))
                at += len(piece)
        else:
            out.append(_Token(word, _folded(word), match.start(), match.end()))
    return out


# ---------------------------------------------------------------- regions
@cache
def _region_hint() -> re.Pattern[str]:
    """What a text must hold to be worth reading for regions; most paragraphs hold none of it."""
    provinces = (n for n in _squeezed_regions("Provinsi").values() if " " in n)
    bare = "|".join(r"[\W_]*".join(map(re.escape, n.split())) for n in provinces)
    return re.compile(rf"prov|prop|kab|kota|gubernur|bupati|wali|{bare}", re.IGNORECASE)


@cache
def _agency_hint() -> re.Pattern[str]:
    heads = "|".join(sorted({h.split()[0] for h in _heads()}))
    short = "|".join(sorted(map(re.escape, lexicon.section("instansi", "akronim"))))
    return re.compile(rf"{heads}|(?<![^\W_])(?:{short})(?![^\W_])", re.IGNORECASE)


def _region_name(tokens: Sequence[_Token], at: int, level: Level) -> tuple[str, int, bool] | None:
    """The region's name that starts at a token: name, index after it, whether the table has it."""
    table = _squeezed_regions(level)
    words: list[_Token] = []
    for token in tokens[at:at + _MAX_REGION_WORDS + 2]:
        if token.text == "-" and words:
            continue
        if not token.word or token.text[0].isdigit():
            break
        words.append(token)
    words = words[:_MAX_REGION_WORDS]
    if not words or not words[0].capital:
        return None
    last = {n: tokens.index(words[n - 1], at) + 1 for n in range(1, len(words) + 1)}
    for n in range(len(words), 0, -1):
        key = "".join(w.folded for w in words[:n])
        if key in table:
            return table[key], last[n], True
    for n in range(min(len(words), 3), 0, -1):  # one letter wrong
        key = "".join(w.folded for w in words[:n])
        if len(key) >= _LONG and not any(w.folded in _stops() for w in words[:n]):
            wrong = 2 if len(key) >= _VERY_LONG else 1
            near = process.extractOne(key, list(table), scorer=OSA.distance, score_cutoff=wrong)
            if near:
                return table[near[0]], last[n], True
    if level == "Provinsi":
        return None
    n = 0
    ends = _stops() | _small()
    while n < min(2, len(words)) and words[n].capital and words[n].folded not in ends and len(words[n].text) > 2:
        n += 1
    if not n:
        return None
    return " ".join(_title(w.text) for w in words[:n]), last[n], False


def _region(tokens: Sequence[_Token], at: int) -> tuple[Wilayah, int] | None:
    """The region at a token (`Provinsi ...`, `Kab. ...`, `Bupati ...`, a bare province), and the index after it."""
    token = tokens[at]
    before = tokens[at - 1].text if at else ""
    level = _MARKERS.get(token.folded)
    official = token.folded in _OFFICIALS
    after = at + 1
    if token.folded == "wali" and at + 1 < len(tokens) and tokens[at + 1].folded == "kota":
        level, official, after = "Kota", True, at + 2
    elif official:
        level = _OFFICIALS[token.folded]
    elif level and (not token.capital or before == "/"):
        return None
    elif level and at and tokens[at - 1].folded == "pemerintah":
        official = True
    if level:
        while after < len(tokens) and tokens[after].text in ".:":
            after += 1
        if after >= len(tokens) or tokens[after].text == "/":
            return None
        found = _region_name(tokens, after, level)
        if found:
            name, end, sure = found
            return Wilayah(level, name, token.start, tokens[end - 1].end, sure, official), end
        return None
    if not token.capital:
        return None
    table = _squeezed_regions("Provinsi")
    for n in (4, 3, 2):  # a bare province needs two words: "Jambi" alone may be a town
        words = tokens[at:at + n]
        key = "".join(w.folded for w in words)
        known = key in table and len(table[key].split()) > 1
        if len(words) == n and known and all(w.word and w.capital for w in words):
            return Wilayah("Provinsi", table[key], token.start, words[-1].end), at + n
    return None


def find_wilayah(text: str) -> tuple[Wilayah, ...]:
    """All regions named in a text, in order. `Kabupaten/Kota` as a general term is none."""
    if not _region_hint().search(text):
        return ()
    tokens, out, at = _tokens(text), [], 0
    while at < len(tokens):
        found = _region(tokens, at)
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
                for n in range(min(_MAX_REGION_WORDS, len(folded) - at - 1), 0, -1):
                    name = _squeezed_regions(level).get("".join(folded[at + 1:at + 1 + n]))
                    if name:
                        return f"{level} {name}"
    for n in range(min(_MAX_REGION_WORDS, len(folded)), 0, -1):
        for at in range(len(folded) - n + 1):
            key = "".join(folded[at:at + n])
            hits = {f"{level} {_squeezed_regions(level)[key]}" for level in _LEVELS if key in _squeezed_regions(level)}
            if len(hits) == 1:
                return hits.pop()
            if hits:
                return None
    return None


# ---------------------------------------------------------------- agencies
def _title(word: str) -> str:
    return word if not word.isupper() and not word.islower() else word[:1].upper() + word[1:].lower()


def _head_at(tokens: Sequence[_Token], at: int) -> tuple[str, int] | None:
    """The head of an agency's name at a token, and the index after it."""
    for n in (5, 4, 3, 2, 1):
        words = tokens[at:at + n]
        if len(words) == n and words[0].capital:
            key = " ".join(w.folded for w in words)
            if key in _heads():
                return key, at + n
    return None


def _expanded(word: str) -> str | None:
    return lexicon.section("instansi", "singkatan").get(word)


def _name_at(tokens: Sequence[_Token], at: int) -> tuple[Instansi, int] | None:
    head = _head_at(tokens, at)
    if head is None:
        return _short_name_at(tokens, at)
    kind, i = head
    if at and tokens[at - 1].folded in lexicon.words("instansi", "sebelum_bukan") and len(kind.split()) == 1:
        return None
    abbreviated = any(_expanded(t.folded) for t in tokens[at:i])
    words: list[str] = [_expanded(t.folded) or _title(t.text) for t in tokens[at:i]]
    whole = kind in lexicon.words("instansi", "kepala_lengkap")
    sure, sure_at = len(words), i  # words and tokens up to the last one that surely belongs to the name
    unknown = 0
    acronym: str | None = None
    wilayah: Wilayah | None = None
    end = i
    while i < len(tokens):
        token = tokens[i]
        region = _region(tokens, i)
        if region:
            wilayah, end = region
            break
        if token.folded in ("kabupaten", "kab") and i + 1 < len(tokens) and tokens[i + 1].text == "/":
            return None  # "Dinas Kesehatan Kabupaten/Kota": any of them
        if token.text == "(" and i + 2 < len(tokens) and tokens[i + 2].text == ")" and tokens[i + 1].text[:2].isupper():
            acronym = tokens[i + 1].text
            i += 3
            end = i
            continue
        if acronym:
            break
        if token.text in ",&/-–" or token.folded in _small():
            follow = i + 1
            while follow < len(tokens) and (tokens[follow].folded in _small() or tokens[follow].text == "&"):
                follow += 1
            region = _region(tokens, follow) if follow < len(tokens) and token.text == "," else None
            if region:
                wilayah, end = region
                break
            if _goes_on(tokens, follow):
                if token.text == ",":
                    words[-1] += ","
                if token.text != "," or follow > i + 1:
                    words.append("dan" if "&" in (token.text, tokens[follow - 1].text) else tokens[follow - 1].folded)
                    words[-1] = words[-1] if words[-1] in _small() else "dan"
                i = follow
                continue
            break
        if not token.word or token.text[0].isdigit() or not token.capital:
            break
        known = _mended(token.folded)
        if known is None and (_head_at(tokens, i) or token.folded in _stops()):
            break
        if known is not None:
            words.append(_expanded(known) or _spelled(token.text, known))
            abbreviated = abbreviated or _expanded(known) is not None
            i += 1
            unknown, sure, sure_at = 0, len(words), i
        elif unknown < _UNKNOWN_WORDS:
            words.append(_title(token.text))
            i += 1
            unknown += 1
        else:
            break
    if unknown and wilayah is None and kind not in ("kecamatan", "kelurahan", "rsud", "rumah sakit", "balai", "biro"):
        words, i = words[:sure], sure_at
    words[-1] = words[-1].rstrip(",")
    while words and words[-1] in _small():
        words.pop()
    name = " ".join(words)
    folded = fold(name)
    if not whole and len(words) <= len(kind.split()):
        return None
    if any(folded == bad or folded.startswith(bad + " ") for bad in lexicon.words("instansi", "bukan")):
        return None
    end = max(end if wilayah or acronym else 0, i if wilayah is None and acronym is None else 0)
    return Instansi(name, wilayah, tokens[at].start, tokens[end - 1].end, acronym, abbreviated), end


def _goes_on(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word behind a comma or `dan` still belongs to the name."""
    return (
        at < len(tokens) and tokens[at].capital and _mended(tokens[at].folded) is not None and not _head_at(tokens, at)
    )


def _short_name_at(tokens: Sequence[_Token], at: int) -> tuple[Instansi, int] | None:
    """An agency by its common short name (`DLH Provinsi ...`, `Diskominfo`)."""
    token = tokens[at]
    name = expand_acronym(token.text) if token.capital and (len(token.text) > 5 or token.text.isupper()) else None
    if name is None:
        return None
    region = _region(tokens, at + 1) if at + 1 < len(tokens) else None
    wilayah, end = region if region else (None, at + 1)
    return Instansi(name, wilayah, token.start, tokens[end - 1].end, token.text, abbreviated=True), end


def _spelled(printed: str, known: str) -> str:
    """The printed word in title case, or the known one where the print has a letter wrong."""
    return _title(printed if fold(printed) == known else known)


def find_instansi(text: str) -> tuple[Instansi, ...]:
    """All agencies of regional governments named in a text of any case, in order, each with the region printed behind it.

    National bodies, general terms (`dinas teknis`, `badan usaha`) and `Dinas ... Kabupaten/Kota` are left out.
    """
    if not _agency_hint().search(text):
        return ()
    tokens, out, at = _tokens(text), [], 0
    while at < len(tokens):
        found = _name_at(tokens, at)
        if found:
            out.append(found[0])
            at = max(found[1], at + 1)
        else:
            at += 1
    return tuple(out)


def expand_acronym(word: str) -> str | None:
    """The agency that a short name stands for (`Diskominfo`, `DLH`), None where it is not a common one."""
    found = lexicon.section("instansi", "akronim").get(fold(word).replace(" ", ""))
    return str(found) if found is not None else None


@lru_cache(maxsize=20_000)
def key(name: str) -> frozenset[str]:
    """What spellings of one agency have in common: its words, short forms spelled out, no order, no small words."""
    words: set[str] = set()
    for word in fold(name).split():
        words.update(fold(_expanded(word) or word).split())
    return frozenset(words - _small())
