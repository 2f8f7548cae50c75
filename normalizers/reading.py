"""A value read from text, with what is known of its certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Status = Literal["pasti", "ragu", "kosong"]


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is the best reading of `text`; None where the text holds none (`kosong`) or none can be preferred (`ragu`).

    `rule` names the rule that decided (stable, lower snake case); `candidates` are all readings still possible, best
    first, two or more only where `status` is `ragu`.
    """

    text: str
    value: T | None
    status: Status
    rule: str
    candidates: tuple[T, ...] = ()
