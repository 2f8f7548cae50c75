"""Who came in: names, passwords, how long."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import UsageError
from pipeline.web import sessions
from pipeline.web.sessions import Password, Sessions, name_of


def test_a_password_is_not_kept_and_short_ones_are_refused() -> None:
    password = Password("sandi kantor")
    assert password.is_it("sandi kantor")
    assert not password.is_it("sandi Kantor")
    assert "sandi kantor" not in repr(vars(password))
    with pytest.raises(UsageError, match="terlalu pendek"):
        Password("pendek")


def test_a_session_ends_after_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Sessions()
    ident = known.begin("Budi")
    found = known.of(ident)
    assert found is not None
    assert found.siapa == "Budi"
    assert known.of(None) is None
    assert known.of("x") is None
    later = time.monotonic() + 13 * 3600
    monkeypatch.setattr(sessions.time, "monotonic", lambda: later)
    assert known.of(ident) is None


def test_two_browsers_have_names_of_their_own() -> None:
    known = Sessions()
    first, second = known.begin("Budi"), known.begin("Siti")
    known.rename(first, "Budi Santoso")
    assert [known.of(i).siapa for i in (first, second)] == ["Budi Santoso", "Siti"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name"), [("  Siti \n Aminah ", "Siti Aminah"), ("\x1b[31m", "[31m"), ("", "tanpa nama"), ("a" * 99, "a" * 60)]
)
def test_names_are_one_line_that_can_be_seen(text: str, name: str) -> None:
    assert name_of(text) == name
