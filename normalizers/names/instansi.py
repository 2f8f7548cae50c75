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
from normalizers.names.tokens import Token, expanded, mended, small_words, stops, title_case, tokenize, vocabulary
from normalizers.names.wilayah import Wilayah, region_at
from normalizers.text import fold

_UNKNOWN_WORDS, _OF_THE_STATE = 2, 4  # words outside the vocabulary that a name may hold in a row
_WHOLE, _MISREAD = 15, 2  # a whole name of so many letters may have so many of them wrong
_LONGEST_HEAD = 6
_PARENTS = ("induk", "kampus")
_NUMBER = re.compile(r"[IVX]+|\d{1,2}")
_CLASS = re.compile(r"[IVX]+[A-C]?|[A-C]\d?")
_CODE = re.compile(r"[-.]?\d")
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
        return _begins(fold(self.name), "pusat")

    @property
    def over_others(self) -> bool:
        """Whether it is a body that others belong to: `Kementerian ...`."""
        return _begins(fold(self.name), "induk")


def _begins(folded: str, group: str) -> bool:
    """Whether a name begins as those of a group of `instansi.toml`."""
    return any(folded == head or folded.startswith(head + " ") for head in lexicon.words("instansi", group))


@lexicon.derived()
def _heads() -> frozenset[str]:
    return frozenset(head for group in ("kepala", "kepala_lengkap", "pusat") for head in lexicon.words("instansi", group))


@lexicon.derived()
def _named_after() -> frozenset[str]:
    """Heads whose names are any words: a place, a person, a class."""
    whole = lexicon.words("instansi", "kepala_lengkap")
    of_the_state = map(str, lexicon.section("instansi", "kepala_singkat").values())
    return frozenset((*lexicon.words("instansi", "berkata_bebas"), *lexicon.words("instansi", "pusat"), *of_the_state)) - {*whole}


def _titled(head: str) -> list[str]:
    """The words of a folded head as a name has them."""
    return [word if word in small_words() else word.title() for word in head.split()]


@lexicon.derived()
def _head_beginnings() -> frozenset[str]:
    return frozenset(head.split()[0] for head in _heads()) | frozenset(lexicon.section("instansi", "kepala_singkat"))


def _spelled_head(word: str) -> str | None:
    """The head that a folded short form stands for: `polres`."""
    found = lexicon.section("instansi", "kepala_singkat").get(word)
    return str(found) if found is not None else None


@lexicon.derived()
def _agency_hint() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, _head_beginnings()))).replace("i", "[il]")  # an `I` is read as `l` in a scan
    short = "|".join(sorted(map(re.escape, lexicon.section("instansi", "akronim"))))
    return re.compile(rf"{heads}|(?<![^\W_])(?:{short})(?![^\W_])", re.IGNORECASE)


def _head_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The head of an agency's name at a token, and the index after it."""
    if not tokens[at].capital or tokens[at].folded not in _head_beginnings():
        return None
    for n in range(_LONGEST_HEAD, 0, -1):
        words = tokens[at : at + n]
        if len(words) == n:
            key = _head(" ".join(w.folded for w in words))
            if key is not None:
                return key, at + n
    short = _spelled_head(tokens[at].folded)
    return (short, at + 1) if short else None


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
        self.free = kind in _named_after()
        self.state = self.free and kind not in lexicon.words("instansi", "berkata_bebas")
        head = tokens[start:at]
        printed = [t.folded for t in head] == kind.split()
        own = [expanded(t.folded) or (t.folded if t.folded in small_words() else title_case(t.text)) for t in head]
        self.words = own if printed else _titled(kind)
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
        if self.unknown and self.wilayah is None and not self.free:
            self.words = self.words[: self.sure]
        while self.words and self.words[-1] in small_words():
            self.words.pop()
        name = " ".join(self.words).rstrip(",")
        if self.general or not self._is_name(fold(name)):
            return None
        first, last = self.tokens[self.start], self.tokens[self.end - 1]
        sure = not self.cut and (self.free or (len(self.words) <= self.sure and not self.strange))
        return Instansi(name, self.wilayah, first.start, last.end, self.acronym, self.abbreviated, sure), self.end

    def _is_name(self, folded: str) -> bool:
        if folded in _heads() and folded not in lexicon.words("instansi", "kepala_lengkap"):
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
        if self._bracketed():
            return True
        if self.acronym or self._country():
            return False
        if token.text in ",&/-–" or token.folded in small_words():
            self.joined = True
            return self._join(token)
        if self.kind in _HOSPITALS and (token.text == "." or token.folded in lexicon.words("instansi", "gelar")):
            return self._title_of_person(token)
        return self._parent() or (token.word and token.capital and not token.text[0].isdigit() and self._word(token))

    def _bracketed(self) -> bool:
        """Take a short form in brackets."""
        found = self._text(self.at) == "(" and self._text(self.at + 2) == ")" and self._text(self.at + 1)[:2].isupper()
        if found:
            self.acronym = self._text(self.at + 1)
            self.at = self.end = self.at + 3
        return found

    def _country(self) -> bool:
        """Take `Republik Indonesia` behind a name, and the region that it has a unit for."""
        for name in lexicon.words("instansi", "negara"):
            after = self.at + name.count(" ") + 1
            if " ".join(t.folded for t in self.tokens[self.at : after]) == name:
                self.at = self.end = after
                self._region(after)
                return True
        return False

    def _parent(self) -> bool:
        """The body that a unit belongs to, behind the unit's name: `Inspektorat Jenderal Kementerian ...`."""
        head = _head_at(self.tokens, self.at) if self.free and self.tokens[self.at].folded in _parents() else None
        if head is None or _is_parent(self.kind) or not _is_parent(head[0]):
            return False
        self.words += _titled(head[0])
        self.at = self.end = head[1]
        self.unknown, self.sure = 0, len(self.words)
        return True

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
        if token.text in (",", "di", "DI") and self._region(follow):
            return False
        if not self._goes_on(follow):
            return False
        if token.text == ",":
            self.words[-1] += ","
        if token.text != "," or follow > self.at + 1:
            joint = self.tokens[follow - 1].folded
            self.words.append(joint if joint in small_words() else "dan")
        self.at = follow
        return True

    def _known(self, word: str) -> str | None:
        """The word of the vocabulary that a folded word is. A place is no misread word (`Ujung Pandang`, `Sandang`), and `Kota`
        behind one is part of its name (`Polresta Bogor Kota`)."""
        if not self.free:
            return mended(word)
        exact = word in vocabulary() or expanded(word) is not None
        return word if exact or (word == "kota" and self.unknown) else None

    def _coded(self) -> bool:
        """Whether the word is the letters of a code (`T-C.24`, `E.81`), no word of a name."""
        token = self.tokens[self.at]
        behind = self.tokens[self.at + 1 : self.at + 3]
        beside = bool(behind) and behind[0].start == token.end
        return beside and _CODE.match("".join(t.text for t in behind)) is not None

    def _goes_on(self, at: int) -> bool:
        """Whether the word behind a comma or `dan` still belongs to the name."""
        if at >= len(self.tokens) or not self.tokens[at].capital or _head_at(self.tokens, at):
            return False
        word = self.tokens[at].folded
        return mended(word) is not None or (self.state and word not in stops())

    def _title_of_person(self, token: Token) -> bool:
        """`dr.` in `RSUD dr. ...`: as printed, the dot with it."""
        if token.text == ".":
            self.words[-1] += "."
        else:
            self.words.append(token.text)
        self.at += 1
        return True

    def _word(self, token: Token) -> bool:
        known = self._known(token.folded)
        if self._ends_before(token, known):
            return False
        self.at += 1
        if known is None:
            self.words.append(token.text if _CLASS.fullmatch(token.text) else title_case(token.text))
            self.unknown += 1
            if self.free:
                self.end = self.at
            return True
        printed = token.text if token.folded == known else known
        self.words.append(expanded(known) or title_case(printed))
        self.abbreviated = self.abbreviated or expanded(known) is not None
        self.strange = self.strange or self.unknown > 0
        self._number_of(known)
        self.unknown, self.sure, self.end, self.joined = 0, len(self.words), self.at, False
        return True

    def _ends_before(self, token: Token, known: str | None) -> bool:
        """Whether a word belongs to what stands behind the name."""
        if (
            token.first
            and not self.joined
            and (_head_at(self.tokens, self.at) or known in lexicon.words("instansi", "awal_baris_lain"))
        ):
            return True
        if known is not None:
            return False
        ends = token.folded in stops() or _head_at(self.tokens, self.at) is not None
        lone = len(token.text) == 1 and not _CLASS.fullmatch(token.text)
        ends = ends or lone or (token.first and not self.free) or self._coded()
        many = self.unknown == (_OF_THE_STATE if self.state else _UNKNOWN_WORDS)
        self.cut = many and not ends and self.free
        return ends or many

    def _number_of(self, known: str) -> None:
        """Take the number behind a word that has one: `Wilayah XI`, `Kelas IIA`."""
        number = self._text(self.at)
        if known in lexicon.words("instansi", "bernomor") and (_NUMBER.fullmatch(number) or _CLASS.fullmatch(number)):
            self.words.append(number)
            self.at += 1


@lexicon.derived()
def _parents() -> frozenset[str]:
    """The first words of bodies that others belong to."""
    return frozenset(head.split()[0] for group in _PARENTS for head in lexicon.words("instansi", group))


def _is_parent(head: str) -> bool:
    return any(_begins(head, group) for group in _PARENTS)


def _name_at(tokens: Sequence[Token], at: int, above: Instansi | None) -> tuple[Instansi, int] | None:
    """The agency that a token begins, and the index after it. `above` is the one named right before."""
    head = _head_at(tokens, at)
    if head is None:
        return _short_name_at(tokens, at)
    kind, after = head
    elsewhere = at > 0 and not tokens[at].first and tokens[at - 1].folded in lexicon.words("instansi", "sebelum_bukan")
    if elsewhere and " " not in kind:
        return None
    region = region_at(tokens, after) if after < len(tokens) and above and kind in lexicon.words("instansi", "cabang") else None
    if above and above.over_others and region:
        name = " ".join((*_titled(kind), above.name))
        return Instansi(name, region[0], tokens[at].start, region[0].end, sure=above.sure), region[1]
    return _Reader(tokens, kind, at, after).read()


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
    out: list[Instansi] = []
    tokens, at, after = tokenize(text), 0, -1
    while at < len(tokens):
        found = _name_at(tokens, at, out[-1] if at == after else None)
        if found:
            out.append(found[0])
            at = after = max(found[1], at + 1)
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
