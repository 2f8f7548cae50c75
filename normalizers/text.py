"""Printed text made plain: white space, ligatures, line-break hyphens, list numbers, signs for "no value"."""

from __future__ import annotations

import re
import unicodedata

from normalizers import lexicon

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
# A superscript right after a digit is a footnote mark; plain NFKC would make it one more digit of the number.
_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_FRACTION_AFTER_DIGIT = re.compile(r"(?<=\d)(?=[\u00bc-\u00be\u2150-\u215f])")
# Possessive, from a word's start: else a long run of letters costs quadratic time.
_HYPHEN_BREAK = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-[ \t]*\n\s*([^\W_]+)")
_HYPHEN_FIGURES = re.compile(r"(?<=\d)-[ \t]*\n\s*(?=\d)")
_HYPHEN_SPACE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}+)- ([^\W\d_]{3,})")
_VOWEL = re.compile(r"[AIUEO]")
_SYLLABLE = re.compile(r"(?:NG|NY|SY|KH|[BDFGKPT][LR]|S[KLMNPTW]|[KD]W|[B-DF-HJ-NP-TV-Z])?[AIUEO]")
"""How a syllable begins; `DPA` and `SKPD` behind a hyphen are abbreviations of their own."""

# Letters that recognition of scans puts in place of the plain ones.
_LOOK_ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d"})

_NO_WORD = re.compile(r"[^0-9a-z%]+")
_WORDS_ONLY = {c: " " for c in range(128) if not (chr(c).isalnum() or chr(c) == "%")}

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500_"
_NO_VALUE = re.compile(rf"(?:rp\b\.?)?[\s{re.escape(_DASHES)}.,%()\u2026\u00b7*:;/]*", re.IGNORECASE)

_ROMAN = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_BULLET = re.compile(r"^[\s•●○◦▪■□►➢✓✔§·*\uf000-\uf0ff\-–—]+(?=[^\W\d_]|\d|\()")
INDICATOR_MARK = r"\d{1,2}[a-z]{1,2}-[A-Z]{1,3}"
"""What offices of the ministry of finance put before an indicator, its sasaran's number and its own letter: `1a-CP`, `2b-N`."""
_MARKER = re.compile(
    rf"^(?:\(\s*(?:\d{{1,2}}|[A-Za-z]|{_ROMAN})\s*\)"  # (1) (a) (IV)
    rf"|(?:\d{{1,2}}|[A-Za-z]|{_ROMAN})\s*\)"  # 1) a) IV)
    rf"|\d{{1,2}}\s?\.(?=\s*[^\W\d_(]|\s%\s)"  # 1. 1.Text, never 1.5
    rf"|(?:[A-Za-z]|{_ROMAN})\.(?=\s)"  # a. IV.
    rf"|{INDICATOR_MARK}(?=\s+[A-Z])"  # 1a-CP
    rf")\s*(?=[^\W_]|%\s)"
)
_MULTILEVEL = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}(\.?)\s+(?=([^\W\d_]+))")
_OUTPUT = re.compile(r"^\(0\d{2,3}\)\.?\s+(?=[^\W\d_]{2})")
"""The number of an output of a national agency before its name: `(002). Satuan pendidikan`."""
_LIST_NUMBER = re.compile(r"^(?![4-7]\.[1-9]\.)[1-9]\d?(?:\.[1-9]\d?){2,3}\s+(?=[A-Z][^\W\d_]{2})")
"""Three parts or more before a name, none with a leading zero, as codes have, nor the beginning of an account."""
_LABEL = re.compile(r"^\[\s*(?:[A-Z]{1,4}\.?\s*)?\d{1,4}(?:\.[\dA-Z]{1,3}){0,3}\s*\]\s*(?=[^\W\d_])")  # `[IKK 1.1]`, `[2005.01]`
_MARKED = re.compile(r"^([A-Z]{2,4})[.\s-]?\d{1,2}(?:\.\d{1,2}){0,3}([.)]?\s?[:–—-]|[.)])?\s+(?=([^\W\d_]+))")
"""What a ministry's form puts before the names of sasaran and indikator: `SS1. Meningkatnya`, `IKU 4.1 — Predikat`."""
_BARE_NUMBER = re.compile(r"^\d{1,2}\s*(?=([^\W\d_]{4,})[^\n]*\s\w)")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")


def _is_reduplication(first: str, second: str) -> bool:
    """Whether two halves are one reduplicated word, the end of one starting the other: Perundang-undangan."""
    a, b = first.casefold(), second.casefold()
    return any(a.endswith(b[:n]) for n in range(min(len(a), len(b)), 2, -1))


def _mend_break(match: re.Match[str]) -> str:
    first, second = match.groups()
    keep = (
        any(char.isdigit() for char in second)
        or (first.isupper() and second.isupper() and not (_VOWEL.search(first) and _SYLLABLE.match(second)))
        or (second[0].isupper() and not first.isupper())
        or first.casefold() in lexicon.words("teks", "awalan_bertanda_hubung")
        or _is_reduplication(first, second)
    )
    return f"{first}-{second}" if keep else first + second


def _mend_space(match: re.Match[str]) -> str:
    first, second = match.groups()
    return f"{first}-{second}" if _is_reduplication(first, second) else match.group()


def _nfkc(text: str) -> str:
    """NFKC that leaves footnote marks alone and does not glue `2½` into `21/2`."""
    text = _FRACTION_AFTER_DIGIT.sub(" ", text)
    out, last = [], 0
    for mark in _FOOTNOTE.finditer(text):
        out += [unicodedata.normalize("NFKC", text[last : mark.start()]), mark.group()]
        last = mark.end()
    return "".join(out) + unicodedata.normalize("NFKC", text[last:])


def clean(text: str) -> str:
    """One line of plain text: NFKC, invisible signs gone, words broken at line ends joined, single-spaced.

    A hyphen at a line end is kept where it belongs to the word (Perundang-undangan, Kab-Kota, 2021-2026) and dropped
    where the line break put it there (pem-bangunan). Superscripts after a digit stay as they are.
    """
    # most cells are plain ASCII without a hyphen: they only need single spaces
    if not text.isascii():
        text = _nfkc(text.translate(_INVISIBLE)).translate(_HYPHENS)
    if "-" not in text:
        return " ".join(text.split())
    text = _HYPHEN_BREAK.sub(_mend_break, text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HYPHEN_FIGURES.sub("-", text)
    return _HYPHEN_SPACE.sub(_mend_space, " ".join(text.split()))


@lexicon.derived(4096)
def fold(text: str) -> str:
    """The form to compare words in: `clean`, case-folded, no accents, only letters, digits and %, single-spaced."""
    if text.isascii() and "-" not in text:  # most are, and all that `clean` does to them is done below
        return " ".join(text.lower().translate(_WORDS_ONLY).split())
    plain = clean(text).casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain.translate(_LOOK_ALIKE))
        plain = _NO_WORD.sub(" ", "".join(c for c in letters if not unicodedata.combining(c)))
    return " ".join(plain.translate(_WORDS_ONLY).split())


def strip_numbering(text: str) -> str:
    """`clean` text without the list marks at its start: `1.` `a)` `(1)` `IV.` `-` and bullets, nested ones too.

    A number that is content stays: quantities (`2 Dokumen`), amounts, codes (`1.05.02 ...`), a number on its own.
    """
    text = clean(text)
    for _ in range(3):  # "1. a. - text"
        rest = _strip_one(text)
        if rest == text or not rest:
            break
        text = rest
    return text


def _strip_one(text: str) -> str:
    label = _LABEL.match(text)
    if label:
        return text[label.end() :]
    marked = _MARKED.match(text)
    if marked and fold(marked.group(1)) in _marks() and (marked.group(2) or _begins_name(marked.group(3))):
        return text[marked.end() :]
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text) and not (text[bullet.end()].isdigit() and text[bullet.end() - 1] in _DASHES):
        return text[bullet.end() :]
    output = _OUTPUT.match(text)
    if output:
        return text[output.end() :]
    marker = _MARKER.match(text)
    if marker and not text[marker.end()].isdigit():
        return text[marker.end() :]
    listed = _LIST_NUMBER.match(text)
    if listed:
        return text[listed.end() :]
    nested = _MULTILEVEL.match(text)
    if nested and (nested.group(1) or _begins_name(nested.group(2))):
        return text[nested.end() :]
    bare = _BARE_NUMBER.match(text)
    if bare and _begins_name(bare.group(1)):
        return text[bare.end() :]
    return text


def _begins_name(word: str) -> bool:
    """Whether a word begins the name of an indicator, a sasaran or a tujuan."""
    return fold(word) in lexicon.words("teks", "awal_nama")


@lexicon.derived()
def _marks() -> frozenset[str]:
    """The short forms that mark these."""
    return frozenset(word for words in lexicon.section("baris", "tanda").values() for word in words)


def join_spaced(text: str) -> str:
    """Letter-spaced words as words: `T O T A L` is `TOTAL`, `J U M L A H   I` two words (wider gaps part words). A text without
    any is left as it is."""
    if _SPACED.search(text) is None:
        return text
    parts = re.split(r"[ \t\xa0]{2,}|\n", text)
    return " ".join(_SPACED.sub(lambda m: m.group().replace(" ", ""), clean(p)) for p in parts if p.strip())


@lexicon.derived(4096)
def is_missing(text: str) -> bool:
    """Whether a cell prints no value: blank, dashes, dots, `n/a`, `DTT`; `Rp -` and `- %` too. `0` is a value."""
    plain = clean(text)
    return _NO_VALUE.fullmatch(plain) is not None or fold(plain) in lexicon.words("teks", "kosong")
