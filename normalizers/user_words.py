"""A user's own words for the lists of `data/*.toml`, checked before anything is read: `[kata.<file>]` of lkjip.toml.

A word is written as those of its file are (folded, or in small letters), so that it is found where they are found. A misspelt
list, or a word that means something else already, would be silently without effect, or would end a run in its midst.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from normalizers.lexicon import Additions, written
from normalizers.text import fold

Wanted: TypeAlias = Mapping[str, Mapping[str, Sequence[str] | Mapping[str, Sequence[str]]]]
"""By file, by list; lists inside a table of the file are in a table here too."""
_ELSEWHERE = {"headers": "ejaan kepala kolom ditulis di [kepala]"}
_UNITS = ("hitungan", "ukuran", "skala")
"""Tables of satuan.toml whose words mean one unit in all of them together."""


def additions(wanted: Wanted) -> Additions:
    """The words as `lexicon.add` takes them. ValueError, in words for people, for what cannot be meant."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for file, lists in sorted(wanted.items()):
        if file in _ELSEWHERE:
            raise ValueError(f"{file}: {_ELSEWHERE[file]}")
        known = _lists(_known(file, extendable(), "berkas kata", file))
        form = _form(known)
        for key, words in sorted(_flat(lists)):
            name = _known(key, known, "daftar", f"{file}.{key}")
            plain = dict.fromkeys(form(word) for word in words)
            if not plain or "" in plain:
                raise ValueError(f"{file}.{key}: kata kosong; tulis kata-katanya, atau hapus baris itu")
            there = {word.casefold() for word in known[name]}
            new = tuple(word for word in plain if word.casefold() not in there)
            _refuse_second_meaning(file, name, new, known)
            known[name] = [*known[name], *new]  # so that two lists of the user do not share a word either
            if new:
                out.setdefault(file, {})[name] = new
    return out


@cache
def extendable() -> tuple[str, ...]:
    """The files with lists of words."""
    names = sorted(f.name.removesuffix(".toml") for f in files("normalizers.data").iterdir() if f.name.endswith(".toml"))
    return tuple(name for name in names if name not in _ELSEWHERE and _lists(name))


def _lists(file: str) -> dict[str, list[str]]:
    """All lists of words of a file by their names, those of a table `table.list`."""
    return {
        key: words for key, words in _flat(written(file)) if isinstance(words, list) and all(isinstance(w, str) for w in words)
    }


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", words) for inner, words in value.items())
        else:
            yield key, value


def _known(name: str, known: Sequence[str] | Mapping[str, Any], what: str, where: str) -> str:
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1)
        hint = f"maksudnya '{near[0]}'?" if near else f"yang ada: {', '.join(known)}"
        raise ValueError(f"{where}: {what} tidak dikenal; {hint}")
    return name


def _form(known: Mapping[str, Sequence[str]]) -> Callable[[str], str]:
    """How a file's words are written."""
    words = [word for listed in known.values() for word in listed]
    if all(word == fold(word) for word in words):
        return fold
    small = all(word == word.lower() for word in words)
    return lambda word: " ".join((word.lower() if small else word).split())


def _refuse_second_meaning(file: str, name: str, new: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
    """Where each word of a table means one thing, a new one may mean no other."""
    table, inside, _ = name.partition(".")
    tables = _UNITS if file == "satuan" and table in _UNITS else (table,)
    beside = {key: words for key, words in known.items() if inside and key.startswith(tuple(f"{t}." for t in tables))}
    meanings = Counter(word for key, words in beside.items() for word in {*words, key.partition(".")[2]})
    for word in new:
        if word in meanings and max(meanings.values()) == 1:
            other = next(key for key, words in beside.items() if word in words or word == key.partition(".")[2])
            raise ValueError(f"{file}.{name}: {word!r} sudah berarti {other.partition('.')[2]!r}")
