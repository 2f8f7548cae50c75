"""Column headings to concepts: what a heading speaks of, its years, its quarter, its scale.

A heading is read as words against the phrases of `data/headers.toml`, not compared as a whole, so that unseen wordings
built from known words are understood. Words damaged by OCR are mended against the vocabulary first: split (`K INERJA`),
run together (`TARGETKINERJA`) or misread (`Realisasl`). What cannot be mended is left out and lowers `cakupan`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from normalizers import lexicon
from normalizers.concepts import CONCEPTS, Aside, Concept, Group, Mark, MeasureWord, Money, Role
from normalizers.tahun import find_ranges, find_years, month_of, month_reached
from normalizers.text import join_spaced

_FUZZY_MIN_LENGTH = 5
_FUZZY_CUTOFF = 0.80  # one wrong letter in five; `sarana` against `sasaran` is 0.77 and must stay apart
_FUZZY_MARGIN = 0.04  # a second word as near as this makes the mending a guess, so it is not made
_MAX_SPLIT = 4
_ALIKE_MIN_LENGTH = 4
_ALIKE_SURE = 0.95
_NEAR_SURE = 0.85
_ALIKE = str.maketrans("jl", "ii")  # letters that readers of scans take for one another: `Maiu`, `Realisasl`

_LINE_END_HYPHEN = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")
_TOKEN = re.compile(r"[a-z]+|\d+|%")
_ORDINAL = re.compile(r"\btahun\s*(?:ke\s*)?[-–]?\s*\(?\s*(10|[1-9]|i{1,3}|iv|v|vi)\s*\)?(?![\d])")
_BARE_ORDINAL = re.compile(r"\bth\.?\s*(?:ke)?\s*[-–]?\s*([1-6])(?!\d)|\bke\s*[-–]\s*([1-6])(?!\d)")
_COUNTED_BEFORE_ITS_YEAR = re.compile(r"t(?:h|hn|ahun)?\.?\s*(?:ke\s*)?-?\s*\d\s*\(\s*\d{4}\s*\)$")  # `T1 (2021)`
_YEAR_BEFORE_ITS_COUNT = re.compile(r"\d{4}\s*\(?\s*[tn]\s*(?:[-–+]\s*\d)?\s*\)?$")  # `2022 (T-1)`
_COUNTED_OVER_ITS_YEAR = re.compile(r"(?:tahun|thn?\.?)?\s*(?:ke\b)?\s*[-–]?\s*[1-9]\s+(\d{4})", re.IGNORECASE)  # `1` over `2022`
_RELATIVE = re.compile(r"\(?\b(?:t\w{1,4}\.?\s+)?n\s*(?:([-–+])\s*(\d))?\s*\)?(?![a-z])")
_OF_N = re.compile(r"\(\s*n\b|\b(?:tahun|thn?\.?) n\b|\bn\s*[-–+]\s*\d")
_YEAR_AFTER = re.compile(r"\bt\s*\+\s*1\b")
"""`T+1` in a DPA: the forward estimate of the year after."""
_QUARTER_WORDS = "triwulan|tribulan|trw|tw|twl|triw|q"
_QUARTER = re.compile(rf"\b(?:{_QUARTER_WORDS}|kuartal)\s*\.?\s*(?:ke\s*)?[-–]?\s*\(?(iv|i{{1,3}}|l{{1,3}}|[1-4])\b")
QUARTER_WORD, QUARTER_NUMERAL = rf"(?:t|{_QUARTER_WORDS})\s*\.?\s*[-–]?\s*", r"(iv|i{1,3}|[1-4])"
"""What names a quarter in the body of a table, as patterns: `TW II`, `t1`."""
_QUARTER_ALONE = re.compile(rf"({QUARTER_WORD})?{QUARTER_NUMERAL}\s*:?")
_SHORT_YEAR = re.compile(r"Y\s*[-–'’]?\s*(\d\d)")
"""`Y-23` behind `Q1` to `Q4`: the whole year."""
_YEAR_BEHIND_Y = re.compile(r"\bY\s*[-–]\s*(?=(?:19|20)\d\d\b)")
"""`Y-2023` likewise."""
_SUM_OF_YEARS = re.compile(r"(?<=\d)\s*\(\s*(?:(?:tahun|thn?\.?)\s*)?\d{4}(?:\s*\+\s*\d{4})+\s*\)", re.IGNORECASE)
"""`s.d. Tahun 2016 (2014+2015+2016)`: how what is told of a year came about."""
_BEGINS_A_PLAN = re.compile(r"^awal(?=(?: tahun)?\s*[(\[]?\s*(?:19|20)\d\d\s*[)\]]?$)")
"""`Awal 2020`: the state that a plan begins with."""
_BARE_QUARTER = re.compile(r"^\(?\s*(iv|i{1,3})\s*\)?$")
_SCALE_MARK = re.compile(
    r"(?:dalam|x|rp\.?|\()\s*\(?\s*(?:rp\.?\s*)?(ribuan|ribu|jutaan|juta|mil[iy]ar(?:an)?|1?\.?000)\b|"
    r"\b(ribu(?:an)?|juta(?:an)?|mil[iy]ar(?:an)?)\s*(?:rupiah|rp)\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "l": 1, "ll": 2, "lll": 3}


@dataclass(frozen=True, slots=True)
class Konsep:
    """A concept found in a heading: its name and group in `headers.toml`, its place in words, and 1.0 where exact."""

    nama: Concept
    golongan: Group
    awal: int
    akhir: int
    yakin: float


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """What one heading cell says.

    `tahun` are the years printed in order, `rentang` a period such as 2021-2026 (its years are not in `tahun`);
    `tahun_ke` is the n of `Tahun ke-n`, `tahun_relatif` the offset of `(n-1)`; `faktor` is the scale of money
    (1000 for `dalam ribu rupiah`), None where none is printed; `cakupan` is the share of letters in known words.
    """

    teks: str
    konsep: tuple[Konsep, ...] = ()
    tahun: tuple[int, ...] = ()
    rentang: tuple[int, int] | None = None
    tahun_ke: int | None = None
    tahun_relatif: int | None = None
    triwulan: int | None = None
    bulan: int | None = None
    faktor: int | None = None
    cakupan: float = 0.0

    @overload
    def names(self, golongan: Literal["peran"], /) -> tuple[Role, ...]: ...
    @overload
    def names(self, golongan: Literal["ukuran"], /) -> tuple[MeasureWord, ...]: ...
    @overload
    def names(self, golongan: Literal["uang"], /) -> tuple[Money, ...]: ...
    @overload
    def names(self, golongan: Literal["sampingan"], /) -> tuple[Aside, ...]: ...
    @overload
    def names(self, golongan: Literal["penanda"], /) -> tuple[Mark, ...]: ...
    @overload
    def names(self, *golongan: Group) -> tuple[Concept, ...]: ...
    def names(self, *golongan: Group) -> tuple[Any, ...]:
        """Names of the concepts found, in order, of the groups asked for (all but `isian` where none is named)."""
        return tuple(k.nama for k in self.konsep if (k.golongan in golongan if golongan else k.golongan != "isian"))

    def says(self, *concepts: Concept) -> bool:
        """Whether it speaks of any of these."""
        return any(k.nama in concepts for k in self.konsep)

    @property
    def yakin(self) -> float:
        """How surely the words were read: the least sure concept."""
        return min((k.yakin for k in self.konsep if k.golongan != "isian"), default=1.0)


def plain_heading(text: str) -> str:
    """Lower case without accents, line-break hyphens and letter-spaced words joined, white space single; `#` alone, over the
    numbers of rows on web pages, as the word for these."""
    if text.strip() == "#":
        return "no"
    text = join_spaced(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("ı", "i").replace("ł", "l")
        text = "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))
    text = text.lower()
    return " ".join((_LINE_END_HYPHEN.sub("", text) if "-" in text else text).split())


def quarter_in(text: str, *, headed: bool = False) -> int | None:
    """The quarter that a text of the body is: a Roman numeral, or a digit behind the word (`TW 2`), `headed` by that without it;
    None for any other text."""
    found = _QUARTER_ALONE.fullmatch(plain_heading(text))
    if found is None or not (headed or found.group(1) or not found.group(2).isdigit()):
        return None
    return number_of(found.group(2))


def scale_of(text: str) -> int | None:
    """The scale that `(dalam ribu rupiah)`, `Rp. 000`, `(juta rupiah)` give to amounts; None where the text gives none."""
    found = _SCALE_MARK.search(plain_heading(text))
    if not found:
        return None
    word = found.group(1) or found.group(2)
    if word.startswith("ribu") or word.endswith("000"):
        return 1_000
    return 1_000_000 if word.startswith("juta") else 1_000_000_000


def years_in(text: str) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """Single years in order of appearance, and the first period (`2021-2026`) whose years are not among them."""
    text = " ".join(text.split())
    text = _SUM_OF_YEARS.sub("", _YEAR_BEHIND_Y.sub("", text))
    if counted := _COUNTED_OVER_ITS_YEAR.fullmatch(text):
        text = counted.group(1)
    ranges = find_ranges(text)
    years = tuple(m.year for m in find_years(text) if m.kind != "hukum")
    if short := _SHORT_YEAR.fullmatch(text):
        years = (2000 + int(short.group(1)),)
    return years, (ranges[0].first, ranges[0].last) if ranges else None


def quarters_in(heading: str) -> list[tuple[tuple[int, int], int]]:
    """(where it stands, which quarter) of each that a heading names, in order: `TW1 | TW2` names two."""
    return [(m.span(), number_of(m.group(1))) for m in _QUARTER.finditer(heading.lower())]


def number_of(printed: str) -> int:
    """The number that a year's or quarter's numeral says, Roman (lower case) or not."""
    return _ROMAN.get(printed) or int(printed)


@dataclass(frozen=True)
class HeaderLexicon:
    """The phrases of `headers.toml` and of the user, ready for reading. Build with `load_headers`."""

    phrases: Mapping[tuple[str, ...], tuple[Concept, Group]]
    words: frozenset[str]
    longest: int
    alike: Mapping[str, str]
    """Words by their shape, `_ALIKE` letters made one; words that share a shape are left out."""
    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases of more words than one by their first word, longest first."""

    def read(self, text: str) -> HeadingReading:
        """Read one heading cell; any text is accepted."""
        plain = _BEGINS_A_PLAN.sub("kondisi awal", plain_heading(text))
        quarter = _QUARTER.search(plain)
        parted = (
            f"{plain[: quarter.start()]}tw {quarter.group(1)} {plain[quarter.end() :]}" if quarter else plain
        )  # `TWIII` is two words
        tokens, sure = self._mended(_TOKEN.findall(parted))
        found = self._phrases(tokens, sure)
        letters = sum(len(t) for t in tokens if t.isalpha())
        month = month_of(plain)
        said = {n for k in found for n in range(k.awal, k.akhir)}
        if month_reached(plain) is not None:
            said |= {n for n, t in enumerate(tokens) if month_of(t) is not None}
        known = sum(len(tokens[n]) for n in said if tokens[n].isalpha())
        years, period = years_in(text)
        if len(years) == 1 and (_COUNTED_BEFORE_ITS_YEAR.match(plain) or _YEAR_BEFORE_ITS_COUNT.match(plain)):
            known = letters
        quarter = quarter or _BARE_QUARTER.match(plain)
        order = None if years else _counted_year(plain)
        return HeadingReading(
            teks=text,
            konsep=found,
            tahun=years,
            rentang=period,
            tahun_ke=number_of(order) if order else None,
            tahun_relatif=_relative_year(plain),
            triwulan=number_of(quarter.group(1)) if quarter else None,
            bulan=month,
            faktor=scale_of(plain),
            cakupan=known / letters if letters and month is None else 1.0,
        )

    def _mended(self, tokens: list[str]) -> tuple[list[str], list[float]]:
        """Tokens with split, joined and misread words mended, and how sure each one is."""
        out: list[str] = []
        sure: list[float] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            joined, used = self._joined(tokens, at)
            if used > 1:
                out.append(joined)
                sure.append(0.98)
                at += used
                continue
            at += 1
            if token in self.words or not token.isalpha() or len(token) < _ALIKE_MIN_LENGTH:
                out.append(token)
                sure.append(1.0)
                continue
            alike = self.alike.get(token.translate(_ALIKE))
            if alike:
                out.append(alike)
                sure.append(_ALIKE_SURE)
                continue
            if len(token) < _FUZZY_MIN_LENGTH:
                out.append(token)
                sure.append(1.0)
                continue
            parts = self._parts(token)
            if parts:
                out.extend(parts)
                sure.extend([0.98] * len(parts))
                continue
            word, score = self._nearest(token)
            out.append(word)
            sure.append(score)
        return out, sure

    def _joined(self, tokens: list[str], at: int) -> tuple[str, int]:
        """The longest known word made of tokens from `at` on of which one is unknown by itself; `used` is 1 if none."""
        for used in range(min(_MAX_SPLIT, len(tokens) - at), 1, -1):
            piece = tokens[at : at + used]
            word = "".join(piece)
            if len(word) >= 4 and word in self.words and any(p not in self.words or len(p) <= 2 for p in piece):
                return word, used
        return tokens[at], 1

    def _parts(self, token: str) -> tuple[str, ...]:
        """Known words (of three letters or more) that a token without spaces consists of; empty where it does not."""
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(1, len(token) + 1):
            for start in range(max(0, end - 16), end):
                if start in best and end - start >= 3 and token[start:end] in self.words:
                    parts = (*best[start], token[start:end])
                    if end not in best or len(parts) < len(best[end]):
                        best[end] = parts
        return best.get(len(token), ())

    def _nearest(self, token: str) -> tuple[str, float]:
        """The one known word that a token must be meant for, and how near it is; the token itself where it is any word of the
        language (`Besar` beside `Kecil`, not `besaran`) or where none is near enough."""
        if token in lexicon.base_words():
            return token, 1.0
        near = process.extract(token, self.words, scorer=Indel.normalized_similarity, score_cutoff=_FUZZY_CUTOFF, limit=2)
        if near and (len(near) == 1 or near[0][1] - near[1][1] >= _FUZZY_MARGIN):
            return near[0][0], float(near[0][1])
        return token, 1.0

    def _phrases(self, tokens: list[str], sure: list[float]) -> tuple[Konsep, ...]:
        found: list[Konsep] = []
        at = 0
        while at < len(tokens):
            here = self._phrase(tokens, sure, at)
            if here is not None:
                found.append(here)
            at = here.akhir if here is not None else at + 1
        return tuple(found)

    def _phrase(self, tokens: list[str], sure: list[float], at: int) -> Konsep | None:
        """The longest phrase that begins at a word; one with a misspelt word only where it is longer than any as printed."""
        lengths = range(min(self.longest, len(tokens) - at), 0, -1)
        length = next((n for n in lengths if tuple(tokens[at : at + n]) in self.phrases), 0)
        near = self._near_phrase(tokens, at, length)
        if near is not None or not length:
            return near
        nama, golongan = self.phrases[tuple(tokens[at : at + length])]
        return Konsep(nama, golongan, at, at + length, min(sure[at : at + length]))

    def _near_phrase(self, tokens: list[str], at: int, length: int) -> Konsep | None:
        """The phrase longer than `length` of which the tokens from `at` on are the first word as known and the others but for a
        letter.

        `perkiraan mau` is `perkiraan maju`; by itself a short word is too near to too many others to be mended. Where the words
        mean something as they are (`Realisasi Fisk`), the one that is off must be no word of headings at all.
        """
        for phrase in self.by_first.get(tokens[at], ()):
            others = tokens[at + 1 : at + len(phrase)]
            if (
                len(phrase) > length
                and len(others) == len(phrase) - 1
                and all(a == b or self._misspelt(a, b, known=length > 0) for a, b in zip(others, phrase[1:], strict=True))
            ):
                nama, golongan = self.phrases[phrase]
                return Konsep(nama, golongan, at, at + len(phrase), _NEAR_SURE)
        return None

    def _misspelt(self, word: str, meant: str, *, known: bool) -> bool:
        """Whether a word is another but for a letter; `known`: the words before it mean something without it."""
        if len(meant) < _ALIKE_MIN_LENGTH or not word.isalpha() or (known and word in self.words):
            return False
        return Levenshtein.distance(word, meant, score_cutoff=1) <= 1


def _counted_year(plain: str) -> str | None:
    """Which year of a plan a heading counts, in digits or Roman: `Tahun ke-3`, `Tahun III`."""
    ordinal = _ORDINAL.search(plain)
    if ordinal:
        return ordinal.group(1)
    bare = _BARE_ORDINAL.search(plain)
    return (bare.group(1) or bare.group(2)) if bare else None


def _relative_year(plain: str) -> int | None:
    """How many years a heading lies from the table's own: `(n-2)` is -2, `tahun n` 0."""
    if _YEAR_AFTER.search(plain):
        return 1
    relative = _RELATIVE.search(plain) if _OF_N.search(plain) else None
    return int(relative.group(2) or 0) * (1 if relative.group(1) == "+" else -1) if relative else None


def load_headers(extra: Mapping[str, Mapping[str, Sequence[str]]] | None = None) -> HeaderLexicon:
    """The lexicon of `data/headers.toml`, with a user's own phrases on top (same shape: group, concept, phrases).

    Raises ValueError for a group or concept that does not exist, and for a spelling without a word: a misspelt group or an
    empty spelling would be silently without effect, a misspelt concept a measure of its own in the datasets.
    """
    return _lexicon_of(dict(_spelled(extra))) if extra else _shipped()


@lexicon.derived()
def _shipped() -> HeaderLexicon:
    return _lexicon_of({})


def _lexicon_of(extra: Mapping[tuple[str, ...], tuple[Concept, Group]]) -> HeaderLexicon:
    phrases: dict[tuple[str, ...], tuple[Concept, Group]] = {}
    for key, meaning in _spelled(lexicon.load("headers")):
        phrases.setdefault(key, meaning)
    phrases |= extra
    words = frozenset(w for key in phrases for w in key if w.isalpha())
    shapes: dict[str, list[str]] = {}
    for word in words:
        shapes.setdefault(word.translate(_ALIKE), []).append(word)
    alike = {shape: found[0] for shape, found in shapes.items() if len(found) == 1}
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for key in sorted(phrases, key=lambda k: (-len(k), k)):
        if len(key) > 1 and len(key[0]) >= 4:
            by_first[key[0]] = (*by_first.get(key[0], ()), key)
    return HeaderLexicon(phrases, words, max(map(len, phrases)), alike, by_first)


def _spelled(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[tuple[tuple[str, ...], tuple[Concept, Group]]]:
    """Each spelling of a table in words, with what it means."""
    for group, concepts in table.items():
        golongan = next((known for known in CONCEPTS if known == group), None)
        if golongan is None:
            raise ValueError(f"golongan judul tidak dikenal: {group!r} (ada: {', '.join(CONCEPTS)})")
        for name, spellings in concepts.items():
            nama = _concept(golongan, name, spellings)
            yield from ((tuple(_TOKEN.findall(plain_heading(spelling))), (nama, golongan)) for spelling in spellings)


def _concept(golongan: Group, nama: str, spellings: Sequence[str]) -> Concept:
    known = CONCEPTS[golongan]
    found = next((concept for concept in known if concept == nama), None)
    if found is None:
        near = difflib.get_close_matches(nama, known, n=1)
        other = next((g for g, concepts in CONCEPTS.items() if nama in concepts), None)
        hint = f"maksudnya {near[0]!r}?" if near else f"itu dari golongan {other!r}" if other else f"ada: {', '.join(known)}"
        raise ValueError(f"arti kolom tidak dikenal: {golongan}.{nama}; {hint}")
    if not spellings or not all(_TOKEN.search(plain_heading(spelling)) for spelling in spellings):
        raise ValueError(f"{golongan}.{nama}: ejaan kosong; tulis kata-kata kepala kolomnya, atau hapus baris itu")
    return found
