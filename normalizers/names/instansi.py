"""Names of agencies found in running text and headings, spelled one way, compared.

A name is read word by word from its head (`Dinas`, `Badan`, `Inspektorat` ...) to the region it belongs to, or to the
first word that no agency's name is made of. Capitals, misread letters and lost spaces of scans are allowed for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.names.tokens import Token, expanded, mended, small_words, stops, title_case, tokenize
from normalizers.names.wilayah import Wilayah, region_at
from normalizers.text import fold

_UNKNOWN_WORDS = 2  # words outside the vocabulary that a name may hold in a row
_WHOLE, _MISREAD = 15, 2  # a whole name of so many letters may have so many of them wrong
_NUMBER = re.compile(r"[IVX]+|\d{1,2}")
_NAMED_AFTER = frozenset({"kecamatan", "kelurahan", "rsud", "rumah sakit", "balai", "biro"})
"""Heads whose names are any words: a place, a person."""
_HOSPITALS = frozenset({"rsud", "rumah sakit"})


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
    sure: bool = True
    """False where words stand in it that no name is known to have: misread ones, or a new kind of agency."""

    @property
    def of_the_state(self) -> bool:
        """Whether it is no agency of a regional government: `Kantor Wilayah ...`, `Badan Pusat Statistik`."""
        folded = fold(self.name)
        return any(folded == body or folded.startswith(body + " ") for body in lexicon.words("instansi", "pusat"))


@lexicon.derived()
def _heads() -> frozenset[str]:
    return frozenset(lexicon.words("instansi", "kepala")) | frozenset(lexicon.words("instansi", "kepala_lengkap"))


@lexicon.derived()
def _head_beginnings() -> frozenset[str]:
    return frozenset(head.split()[0] for head in _heads())


@lexicon.derived()
def _agency_hint() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, _head_beginnings()))).replace("i", "[il]")  # an `I` is read as `l` in a scan
    short = "|".join(sorted(map(re.escape, lexicon.section("instansi", "akronim"))))
    return re.compile(rf"{heads}|(?<![^\W_])(?:{short})(?![^\W_])", re.IGNORECASE)


def _head_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The head of an agency's name at a token, and the index after it."""
    if not tokens[at].capital or tokens[at].folded not in _head_beginnings():
        return None
    for n in (5, 4, 3, 2, 1):
        words = tokens[at : at + n]
        if len(words) == n:
            key = _head(" ".join(w.folded for w in words))
            if key is not None:
                return key, at + n
    return None


@lexicon.derived(20_000)
def _head(words: str) -> str | None:
    """The head that folded words are; one that is a whole name may have letters wrong, as a scan is read."""
    if words in _heads():
        return words
    if len(words) < _WHOLE:
        return None
    whole = [head for head in lexicon.words("instansi", "kepala_lengkap") if head.count(" ") == words.count(" ")]
    near = process.extractOne(words, whole, scorer=OSA.distance, score_cutoff=_MISREAD)
    return near[0] if near else None


class _Reader:
    """Reads one name from its head on. `at` is the token to look at next, `end` the one after the last used."""

    def __init__(self, tokens: Sequence[Token], kind: str, start: int, at: int) -> None:
        self.tokens, self.kind, self.start, self.at, self.end = tokens, kind, start, at, at
        head = tokens[start:at]
        printed = [t.folded for t in head] == kind.split()
        self.words = [expanded(t.folded) or title_case(t.text) for t in head] if printed else kind.title().split()
        self.abbreviated = any(expanded(t.folded) for t in head)
        self.sure = len(self.words)  # up to the last word that the vocabulary knows
        self.unknown = 0
        self.strange = False  # a word outside the vocabulary stands before one of it
        self.acronym: str | None = None
        self.wilayah: Wilayah | None = None
        self.general = False
        self.joined = False  # a comma or `dan` stands before the word
        self.cut = False  # words that may belong to the name follow, too many of them unknown

    def read(self) -> tuple[Instansi, int] | None:
        while self.at < len(self.tokens) and self._step():
            pass
        if self.unknown and self.wilayah is None and self.kind not in _NAMED_AFTER:
            self.words = self.words[: self.sure]
        while self.words and self.words[-1] in small_words():
            self.words.pop()
        name = " ".join(self.words).rstrip(",")
        if self.general or not self._is_name(fold(name)):
            return None
        first, last = self.tokens[self.start], self.tokens[self.end - 1]
        sure = not self.cut and (self.kind in _NAMED_AFTER or (len(self.words) <= self.sure and not self.strange))
        return Instansi(name, self.wilayah, first.start, last.end, self.acronym, self.abbreviated, sure), self.end

    def _is_name(self, folded: str) -> bool:
        beginnings = (*_heads(), *lexicon.words("instansi", "pusat"))
        if folded in beginnings and folded not in lexicon.words("instansi", "kepala_lengkap"):
            return False
        return not any(folded == bad or folded.startswith(bad + " ") for bad in lexicon.words("instansi", "bukan"))

    def _step(self) -> bool:
        """Take what stands at `at`; False where the name ends."""
        token = self.tokens[self.at]
        if self._region(self.at):
            return False
        if token.folded in ("kabupaten", "kab") and self._text(self.at + 1) == "/":
            self.general = True  # "Dinas Kesehatan Kabupaten/Kota": any of them
            return False
        if token.text == "(" and self._text(self.at + 2) == ")" and self._text(self.at + 1)[:2].isupper():
            self.acronym = self._text(self.at + 1)
            self.at = self.end = self.at + 3
            return True
        if self.acronym:
            return False
        if token.text in ",&/-–" or token.folded in small_words():
            self.joined = True
            return self._join(token)
        if self.kind in _HOSPITALS and (token.text == "." or token.folded in lexicon.words("instansi", "gelar")):
            return self._title_of_person(token)
        return token.word and token.capital and not token.text[0].isdigit() and self._word(token)

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _region(self, at: int) -> bool:
        found = region_at(self.tokens, at) if at < len(self.tokens) else None
        if found:
            self.wilayah, self.end = found
        return found is not None

    def _join(self, token: Token) -> bool:
        """A comma or `dan` and the word behind it, where that still belongs to the name."""
        follow = self.at + 1
        while self._text(follow) == "&" or fold(self._text(follow)) in small_words():
            follow += 1
        if token.text == "," and self._region(follow):
            return False
        if not _goes_on(self.tokens, follow):
            return False
        if token.text == ",":
            self.words[-1] += ","
        if token.text != "," or follow > self.at + 1:
            joint = self.tokens[follow - 1].folded
            self.words.append(joint if joint in small_words() else "dan")
        self.at = follow
        return True

    def _title_of_person(self, token: Token) -> bool:
        """`dr.` in `RSUD dr. ...`: as printed, the dot with it."""
        if token.text == ".":
            self.words[-1] += "."
        else:
            self.words.append(token.text)
        self.at += 1
        return True

    def _word(self, token: Token) -> bool:
        known = mended(token.folded)
        if known is None:
            ends = token.folded in stops() or _head_at(self.tokens, self.at) is not None
            ends = ends or (token.first and self.kind not in _NAMED_AFTER)
            if ends or self.unknown == _UNKNOWN_WORDS:
                self.cut = not ends and self.kind in _NAMED_AFTER
                return False
        elif token.first and not self.joined and known in lexicon.words("instansi", "awal_baris_lain"):
            return False
        self.at += 1
        if known is None:
            self.words.append(title_case(token.text))
            self.unknown += 1
            if self.kind in _NAMED_AFTER:
                self.end = self.at
            return True
        printed = token.text if token.folded == known else known
        self.words.append(expanded(known) or title_case(printed))
        self.abbreviated = self.abbreviated or expanded(known) is not None
        self.strange = self.strange or self.unknown > 0
        if known in lexicon.words("instansi", "bernomor") and _NUMBER.fullmatch(self._text(self.at)):
            self.words.append(self._text(self.at))
            self.at += 1
        self.unknown, self.sure, self.end, self.joined = 0, len(self.words), self.at, False
        return True


def _name_at(tokens: Sequence[Token], at: int) -> tuple[Instansi, int] | None:
    head = _head_at(tokens, at)
    if head is None:
        return _short_name_at(tokens, at)
    kind, after = head
    if at and " " not in kind and tokens[at - 1].folded in lexicon.words("instansi", "sebelum_bukan"):
        return None
    return _Reader(tokens, kind, at, after).read()


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word behind a comma or `dan` still belongs to the name."""
    return at < len(tokens) and tokens[at].capital and mended(tokens[at].folded) is not None and not _head_at(tokens, at)


def _short_name_at(tokens: Sequence[Token], at: int) -> tuple[Instansi, int] | None:
    """An agency by its common short name (`DLH Provinsi ...`, `Diskominfo`)."""
    token = tokens[at]
    name = expand_acronym(token.text) if token.capital and (len(token.text) > 5 or token.text.isupper()) else None
    if name is None:
        return None
    region = region_at(tokens, at + 1) if at + 1 < len(tokens) else None
    wilayah, end = region if region else (None, at + 1)
    return Instansi(name, wilayah, token.start, tokens[end - 1].end, token.text, abbreviated=True), end


def find_instansi(text: str) -> tuple[Instansi, ...]:
    """All agencies named in a text of any case, in order, with the region printed behind each.

    General terms (`dinas teknis`, `badan usaha`) and `Dinas ... Kabupaten/Kota` are left out; of bodies of the state only
    those are given that have units in the regions.
    """
    if not _agency_hint().search(text):
        return ()
    tokens, out, at = tokenize(text), [], 0
    while at < len(tokens):
        found = _name_at(tokens, at)
        if found:
            out.append(found[0])
            at = max(found[1], at + 1)
        else:
            at += 1
    return tuple(out)


@lexicon.derived(20_000)
def expand_acronym(word: str) -> str | None:
    """The agency that a short name stands for (`Diskominfo`, `DLH`), None where it is not a common one."""
    found = lexicon.section("instansi", "akronim").get(fold(word).replace(" ", ""))
    return str(found) if found is not None else None


@lexicon.derived(20_000)
def key(name: str) -> frozenset[str]:
    """What spellings of one agency have in common: its words, short forms spelled out, no order, no small words."""
    words: set[str] = set()
    for word in fold(name).split():
        words.update(fold(expanded(word) or word).split())
    return frozenset(words - small_words())
