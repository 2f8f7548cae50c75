"""Every cause, scope and field of the pages has its words."""

from __future__ import annotations

from typing import get_args

from pipeline.review.questions import Cause, Scope
from pipeline.web.asking import fields_of
from pipeline.web.words import say, words
from tests.pipeline.web.test_asking import question


def test_causes_scopes_and_fields_have_words() -> None:
    assert words()["sebab"].keys() == words()["tanya"].keys() == set(get_args(Cause))
    assert words()["lingkup"].keys() == set(get_args(Scope))
    assert all(field.name in words()["isian"] for cause in get_args(Cause) for field in fields_of(question(cause, "tahun")))


def test_a_sentence_holds_what_is_told() -> None:
    assert say("galat", "dua_bacaan", teks="1.400", bacaan="1.400 atau 1,4").startswith('"1.400" dapat berarti 1.400 atau 1,4')
