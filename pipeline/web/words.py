"""Words and sentences of the pages, from `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from normalizers.lexicon import shipped


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The whole table: group, name, words. Do not change what it returns."""
    return shipped("words", "pipeline.web")


def say(group: str, name: str, **told: object) -> str:
    """A sentence with what is told in it."""
    return words()[group][name].format(**told)
