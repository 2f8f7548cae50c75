"""What the pages build on: the calls and what they take, and that questions can be kept and compared."""

from __future__ import annotations

import inspect

from pipeline.review import consequences, decide, questions


def test_answers_name_output_and_who_gave_them() -> None:
    for call in (decide.decide, decide.correct, decide.checked, decide.explain, decide.undo):
        names = list(inspect.signature(call).parameters)
        assert names[0] == "output"
        assert "who" in names
    assert list(inspect.signature(consequences.consequence).parameters) == ["output", "question_id", "answer", "scope"]


def test_a_filter_without_wishes_wants_all() -> None:
    assert questions.Filter() == questions.Filter(None, None, None, None)
    assert hash(questions.Queue((), 0, 0, 0, 0)) == hash(questions.Queue((), 0, 0, 0, 0))
