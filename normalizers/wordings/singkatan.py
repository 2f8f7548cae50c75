"""Short names that a set of wordings explains itself: `Skor Pola Pangan Harapan (PPH)` here, `Skor PPH` there.

What every office knows (IPM, APK) stands in `data/padanan_kata.toml`; each office has more of its own. A short name is taken for
the words that stand right before it in brackets, or for the only run of words whose first letters it is made of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from normalizers.wordings.indikator import Singkatan, is_plain_word, weighty_words

_SHORTEST, _LONGEST = 3, 8
_BRACKET = re.compile(r"\(([^()]*)\)")
_TIMES = re.compile(r"([a-z])([2-5])")
_DIGIT_LAST = re.compile(r"([2-5])([a-z])")


def learn(teks: Iterable[str]) -> Singkatan:
    """(short name, its words) of those that these wordings explain, in order of the alphabet."""
    texts = sorted(set(teks))
    runs = [weighty_words(_BRACKET.sub(" ", text)) for text in texts]
    initials = ["".join(w[0] for w in words) for words in runs]
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    asked: set[str] = set()
    for text in texts:
        asked.update(w for w in weighty_words(text) if _is_short_name(w))
        for bracket in _BRACKET.finditer(text):
            short = "".join(weighty_words(bracket.group(1)))
            before = weighty_words(_BRACKET.sub(" ", text[: bracket.start()]))
            run = _explained(_letters(short), before) if _is_short_name(short) else None
            if run is not None:
                told[short].add(run)
    out: dict[str, tuple[str, ...]] = {}
    for short in sorted(asked | told.keys()):
        found = told.get(short) or _runs(_letters(short), runs, initials)
        if len(found) == 1:
            out[short] = next(iter(found))
    return tuple(out.items())


def _is_short_name(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word[0].isalpha() and word.isalnum() and not is_plain_word(word)


def _letters(short: str) -> str:
    """`p3a` as `pppa`, `tps3r` as `tpsrrr`: a digit repeats the letter beside it, the one behind it at the end."""
    if _DIGIT_LAST.fullmatch(short[-2:]):
        short = _DIGIT_LAST.sub(lambda m: m.group(2) * int(m.group(1)), short) if len(short) > 3 else short
    return _TIMES.sub(lambda m: m.group(1) * int(m.group(2)), short)


def _explained(letters: str, before: Sequence[str]) -> tuple[str, ...] | None:
    """The last words before a bracket whose beginnings, in their order, make the short name in it: `BUMDes`, `PPH`."""
    for n in range(2, min(len(letters), len(before)) + 1):
        if _made_of(letters, before[-n:]):
            return tuple(before[-n:])
    return None


def _made_of(letters: str, words: Sequence[str]) -> bool:
    if not words:
        return not letters
    first = words[0]
    return any(
        first.startswith(letters[:n]) and _made_of(letters[n:], words[1:]) for n in range(1, min(len(first), len(letters)) + 1)
    )


def _runs(letters: str, runs: Sequence[Sequence[str]], initials: Sequence[str]) -> set[tuple[str, ...]]:
    out: set[tuple[str, ...]] = set()
    for words, firsts in zip(runs, initials, strict=True):
        at = firsts.find(letters)
        while at >= 0:
            out.add(tuple(words[at : at + len(letters)]))
            at = firsts.find(letters, at + 1)
    return out
