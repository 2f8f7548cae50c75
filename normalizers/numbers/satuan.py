"""Units of measure: spellings to one canonical form.

Source of the spellings: docs/ATURAN.md (Satuan) and the units of the official nomenclature; `data/satuan.toml` is the table.
"""

from __future__ import annotations

import itertools
import re
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.text import clean, strip_numbering
from normalizers.words import roots

Golongan = Literal["hitungan", "ukuran", "skala"]
"""How figures of a unit are to be read: whole things counted, a measure with decimals, a score."""

_GOLONGAN: tuple[Golongan, ...] = ("hitungan", "ukuran", "skala")
_LONGEST_KNOWN_HEAD, _LONGEST_UNKNOWN = 8, 4  # words of a unit that starts with a known unit, and of one that does not
_LONG_WORD = 9  # letters, from which two of them may be wrong
_SHORTEST = 4
"""Letters of a word that may have one wrong."""
_KIND_OF = re.compile(r"([^\W\d_]+) [A-Z]{2,5}")
"""A unit and the short form of what is measured in it: `Ton TBS`."""
_SCALED = re.compile(r"(?:ribu|juta|mil[iy]ar|triliun) ")
"""What a unit is counted in: `ribu ton`."""
_PER_COUNT = re.compile(r"per (?:\d{1,3}(?:[.,]\d{3})*|\d+|seribu|seratus ribu)(?: [a-z]+){1,4}")
_AS_PRINTED = re.compile(rf"{_PER_COUNT.pattern}|per \d{{1,3}}(?:[.,]000)+|skala(?: [a-z]+)? \d{{1,2}} ?[-–] ?\d{{1,3}}")
"""Units with figures in them: `per 1.000 kelahiran`, `per 10.000`, `skala likert 1-4`."""
_RAISED = re.compile(r"\b(n?[kcd]?m)\s+([23])$")  # `m 2`, `μg/Nm 3`
_LOOSE_LETTER = re.compile(r"^([a-z])\s+(?=[a-z]{2})")
_WORDY = re.compile(r"[a-zμ][a-z0-9./&,-]*(?: [a-z&][a-z0-9./&,-]*)*")
_DIGIT_IN_WORD = re.compile(r"[01][a-z]{2}|[a-z][01][a-z]")  # `0rang`, `d0kumen`: typed or recognised so
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]")
_UNIT_LABEL = re.compile(r"^(?:dalam\s+)?satuan\b\s*[:=]?\s*|^dalam\s+", re.IGNORECASE)


@lexicon.derived()
def _known() -> dict[str, str]:
    """Every spelling of the table, to its canonical form."""
    out: dict[str, str] = {}
    for golongan in _GOLONGAN:
        for spelling, canonical in lexicon.spellings("satuan", golongan).items():
            if out.setdefault(spelling, canonical) != canonical:
                raise lexicon.LexiconError(f"satuan.toml: {spelling!r} means {out[spelling]!r} and {canonical!r}")
    return out


@lexicon.derived()
def _golongan() -> dict[str, Golongan]:
    return {canonical: g for g in _GOLONGAN for canonical in lexicon.section("satuan", g)}


@lexicon.derived()
def _mendable() -> tuple[str, ...]:
    """Spellings long enough to be recognised with a slip in them."""
    return tuple(s for s in _known() if len(s) >= _SHORTEST)


_SCALE_BEHIND = re.compile(r"(?<=[^\W\d_]{2})\s*\([^()]*\d[^()]*\)$")
"""`nilai (skala 100)`, `indeks (1-4)`: from where to where it goes is no part of a unit."""
_PER = re.compile(r"^/\s*(?=\d)")
"""`/100.000 KH`."""


def _plain(text: str) -> str:
    """Lower case, single-spaced, no space around `/`, no brackets or stops around."""
    text = _PER.sub("per ", _SCALE_BEHIND.sub("", clean(text).casefold()))
    text = re.sub(r"\s*/\s*", "/", text)
    text = re.sub(r"[()\[\]]", " ", text)
    return _RAISED.sub(r"\1\2", " ".join(text.split()).strip(" .,:;*-/&"))


def _is_word(word: str) -> bool:
    """Whether a word is one of the language, as it stands or with affixes: nobody's slip."""
    return bool(roots(word))


def _mended(word: str) -> str | None:
    """The one known unit that `word` is a slip of the pen from; None where none or several are as near."""
    if len(word) < _SHORTEST or not re.fullmatch(r"[a-z/ -]+", word) or _is_word(word):
        return None
    room = 1 if len(word) < _LONG_WORD else 2
    near = process.extract(word, _mendable(), scorer=OSA.distance, score_cutoff=room, limit=6)
    near = [hit for hit in near if len(word) > _SHORTEST or (hit[0][0], hit[0][-1]) == (word[0], word[-1])]
    near = [hit for hit in near if _keeps_short_parts(hit[0], word)]  # `kg/ha` is no slip of `ku/ha`
    best = {_known()[hit[0]] for hit in near if hit[1] == min(h[1] for h in near)}
    return best.pop() if len(best) == 1 else None


def _keeps_short_parts(unit: str, word: str) -> bool:
    """Whether a unit has the parts of a word that are too short to have a slip in them as they are."""
    pairs = itertools.zip_longest(unit.split("/"), word.split("/"), fillvalue="")
    return all(part == own or len(own) >= _SHORTEST for part, own in pairs)


def _tied(loose: re.Match[str]) -> str:
    """A first letter that print set apart with its word (`t angkai`); one that is a unit itself stays (`m persegi`)."""
    letter = loose.group(1)
    return loose.group() if letter in _known() else letter


def pictured_satuan(text: str) -> str | None:
    """The same of a cell of units in a picture, whose percent sign is read as figures."""
    return read_satuan(text) or ("persen" if clean(text).lower() in lexicon.words("satuan", "terbaca_persen") else None)


@lexicon.derived(4096)
def read_satuan(text: str) -> str | None:
    """The canonical unit (lower case) that `text` is, a known one with a slip in it included.

    A short phrase that no table knows is kept as it is, lower case (`satuan pendidikan negeri`). None where the text is
    no unit: blank, a number, a sentence.
    """
    plain = _LOOSE_LETTER.sub(_tied, _plain(text))
    if plain in ("%", "%%"):
        return "persen"
    found = _known().get(plain) or _known().get(plain.strip("%").strip() if "%" in plain else plain)
    if found:
        return found
    if _AS_PRINTED.fullmatch(plain):
        return _unabridged(plain)
    if _DIGIT_IN_WORD.search(plain):
        for as_one in "li":
            found = _known().get(plain.replace("0", "o").replace("1", as_one))
            if found:
                return found
    if not _WORDY.fullmatch(plain):
        return None
    mended = _mended(plain)
    if mended:
        return mended
    parts = [part.split() for part in re.split(r"/| per ", plain)]
    head = _known().get(parts[0][0]) or _mended(parts[0][0])
    longest = max(len(part) for part in parts)
    if longest > (_LONGEST_KNOWN_HEAD if head else _LONGEST_UNKNOWN) or len(plain) < 2:
        return None
    if any(word in lexicon.words("satuan", "bukan_satuan") for part in parts for word in part):
        return None
    return _unabridged(plain)


def _unabridged(phrase: str) -> str:
    """A phrase with the short forms of units that stay short inside one written out: `jenis dok`."""
    short = lexicon.section("satuan", "kata")["singkatan"]
    return re.sub(r"[a-z]+", lambda word: _known()[word.group()] if word.group() in short else word.group(), phrase)


def is_known(satuan: str | None) -> bool:
    """Whether a canonical unit is one of the table (not one kept as printed)."""
    return satuan in _golongan()


def golongan(satuan: str | None) -> Golongan | None:
    """How figures of a canonical unit are read; None where the table does not know it.

    A unit of several words goes by its head: `koperasi primer` counts as `koperasi` does. Rates (`per 1.000 ...`) are
    measures.
    """
    if satuan is None:
        return None
    known = _golongan().get(satuan)
    if known or not satuan:
        return known
    if satuan.startswith("per "):
        return "ukuran"
    head = _known().get(re.split(r"[ /]", satuan)[0], "")
    return _golongan().get(head) if "/" not in satuan or _golongan().get(head) == "ukuran" else None


@lexicon.derived(4096)
def satuan_of_indikator(text: str) -> str | None:
    """The unit printed inside an indicator's name: `... (satuan %)`, `Jumlah Koperasi Sehat (Koperasi)`.

    Only a bracket that is wholly a known unit counts, or the very thing that the name counts (`Jumlah trayek perintis
    (Trayek)`): an abbreviation (`(IKM)` after Indeks Kepuasan Masyarakat) or a remark does not.
    """
    plain = clean(text)
    for match in reversed(list(_IN_BRACKETS.finditer(plain))):
        inside = match.group(1)
        labelled = _UNIT_LABEL.match(inside)
        if labelled:
            return read_satuan(inside[labelled.end() :])
        unit = "persen" if inside.strip() == "%" else _bracketed(inside, plain[: match.start()])
        if unit and not _abbreviates(inside, plain[: match.start()]):
            return unit
    return None


def _bracketed(inside: str, before: str) -> str | None:
    """The unit that a bracket behind a name is: a known one, of a kind (`Ton TBS`), scaled (`ribu ton`) or per count, a known
    measure by what is not (`kg/kap/tahun`), or what the name counts."""
    unit, kind = _plain(inside), _KIND_OF.fullmatch(inside.strip())
    known = _known().get(unit)
    scaled = _SCALED.match(unit)
    told = (
        _PER_COUNT.fullmatch(unit) is not None
        or (kind is not None and _plain(kind.group(1)) in _known())
        or ("/" in inside and golongan(unit) == "ukuran")
        or (scaled is not None and unit[scaled.end() :] in _known())
        or _counted_again(inside, before)
    )
    return known or (unit if told else None)


def is_percentage(name: str) -> bool:
    """Whether an indicator's name begins with the word for percent points: `Persentase siswa yang lulus`."""
    words = strip_numbering(clean(name)).split()
    return bool(words) and words[0][-1:].isalpha() and read_satuan(words[0]) == "persen"


def counts(name: str) -> bool:
    """Whether an indicator counts what stands behind its first word: `Jumlah Koperasi Sehat`."""
    return clean(name).lower().split()[:1] in [[word] for word in lexicon.section("satuan", "kata")["mencacah"]]


def is_score(name: str) -> bool:
    """Whether an indicator is a score by one of its first two words: `Indeks Kepuasan Masyarakat`, `Nilai Maturitas SPIP`."""
    return any(word in lexicon.section("satuan", "kata")["menilai"] for word in clean(name).lower().split()[:2])


def _counted_again(inside: str, before: str) -> bool:
    """Whether a bracket repeats what the name before it counts, with the word for that or not: `Ragam produk (ragam)`."""
    words, unit = _plain(before).split(), _plain(inside).split()
    if words[:1] and words[0] in lexicon.section("satuan", "kata")["mencacah"]:
        words = words[1:]
    return bool(unit) and words[: len(unit)] == unit


def _abbreviates(inside: str, before: str) -> bool:
    """Whether a bracket holds the initials of the words before it."""
    letters = re.sub(r"\W", "", inside).casefold()
    initials = "".join(word[0] for word in re.findall(r"\w+", before.casefold()))
    return inside.isupper() and len(letters) >= 2 and initials.endswith(letters)
