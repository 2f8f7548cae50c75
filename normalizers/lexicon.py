"""The tables of knowledge that the packages ship as TOML, above all `normalizers/data/*.toml`, read and checked once.

A user's own words stand in the lists beside those shipped, in this whole process (`add`): what is made of the tables is
remembered by `derived` and forgotten when they change. A damaged table is a mistake of whoever edited it, not of a document:
it raises `LexiconError`, naming file and key.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

T = TypeVar("T", bound=str)
P = ParamSpec("P")
R = TypeVar("R")
Additions = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By file, by list (`list`, or `table.list` inside a table of lists), the words that a user adds."""


class LexiconError(ValueError):
    """A data file of the package is missing, is not TOML, or holds something else than its reader expects."""


_added: Additions = {}
_forget: list[Callable[[], None]] = []


def derived(most: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remembers what a function makes of the tables, the last `most` of its answers, until `add` changes them."""

    def remembered(read: Callable[P, R]) -> Callable[P, R]:
        kept = lru_cache(maxsize=most)(read)
        _forget.append(kept.cache_clear)
        return cast(Callable[P, R], kept)

    return remembered


def add(words: Additions) -> None:
    """From now on these words of the user stand in the lists, and no others."""
    global _added
    if words != _added:
        _added = words
        for forget in _forget:
            forget()


@derived()
def load(name: str) -> Mapping[str, Any]:
    """The whole table `normalizers/data/<name>.toml` with the user's words. Do not change what it returns."""
    whole = dict(written(name))
    for key, words in _added.get(name, {}).items():
        table, dot, inner = key.partition(".")
        if dot:
            whole[table] = whole[table] | {inner: [*whole[table][inner], *words]}
        else:
            whole[key] = [*whole[key], *words]
    return whole


def written(name: str) -> Mapping[str, Any]:
    """The table as shipped, a list of words written as one text (`kata_dasar.toml`) told as a list."""
    return {key: value.split() if isinstance(value, str) else value for key, value in shipped(name).items()}


@cache
def shipped(name: str, package: str = "normalizers.data") -> Mapping[str, Any]:
    """The whole table `<package>/<name>.toml`, as TOML gives it. Cached; do not change what it returns."""
    place = files(package) / f"{name}.toml"
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{package.replace('.', '/')}/{name}.toml: {error}") from error


@derived()
def section(name: str, key: str) -> Mapping[str, Any]:
    """A table inside a file."""
    found = load(name).get(key)
    if not isinstance(found, dict):
        raise LexiconError(f"normalizers/data/{name}.toml: [{key}] must be a table")
    return found


@derived()
def words(name: str, key: str) -> tuple[str, ...]:
    """A list of strings at the top of a file; no string may stand twice."""
    found = load(name).get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise LexiconError(f"normalizers/data/{name}.toml: {key} must be a list of strings")
    if len(set(found)) != len(found):
        raise LexiconError(f"normalizers/data/{name}.toml: {key} names a string twice")
    return tuple(found)


@derived()
def alternation(name: str, key: str) -> str:
    """A list of words as the alternatives of a pattern, any white space between the words of a phrase."""
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in words(name, key))


@derived()
def base_words() -> frozenset[str]:
    """Root words of the language and borrowed ones, of `kata_dasar.toml`: a printed word that is one is nobody's slip."""
    return frozenset(word for theme in load("kata_dasar").values() for phrase in theme for word in phrase.split())


@derived()
def spellings(name: str, key: str) -> dict[str, str]:
    """A table `canonical = [spelling, ...]` turned round: spelling to canonical form, the canonical form included.

    No spelling may belong to two canonical forms.
    """
    out: dict[str, str] = {}
    for canonical, variants in section(name, key).items():
        if not isinstance(variants, list) or not all(isinstance(v, str) and v for v in variants):
            raise LexiconError(f"normalizers/data/{name}.toml: [{key}] {canonical} must be a list of strings")
        for spelling in (canonical, *variants):
            if out.setdefault(spelling, canonical) != canonical:
                raise LexiconError(f"normalizers/data/{name}.toml: [{key}] {spelling!r} means {out[spelling]!r} too")
    return out


def declared(found: str, known: Sequence[T], where: str) -> T:
    """The word of a vocabulary that a table names. LexiconError, with the nearest word, where it is none of it."""
    word = next((one for one in known if one == found), None)
    if word is None:
        near = difflib.get_close_matches(found, known, n=1)
        hint = f"maksudnya {near[0]!r}?" if near else f"ada: {', '.join(known)}"
        raise LexiconError(f"{where}: {found!r} tidak dikenal; {hint}")
    return word
