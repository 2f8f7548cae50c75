"""What is known of the doubts of an output folder, kept for as long as neither datasets nor decisions change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.datasets.ownership import PACKAGE
from pipeline.datasets.stored import not_while_replaced
from pipeline.errors import UsageError
from pipeline.keputusan.store import FOLDER, Decisions, read_decisions
from pipeline.review.causes import Root, causes
from pipeline.review.stored_doubts import Stored, stored_doubts
from pipeline.review.wording import say
from pipeline.storage.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Known:
    """Doubts, their causes and the decisions that were made."""

    stored: Stored
    causes: tuple[Root, ...]
    decisions: Decisions

    def cause(self, ident: str) -> Root:
        """A cause by its id. UsageError where there is none such any more."""
        found = next((one for one in self.causes if one.id == ident), None)
        if found is None:
            raise UsageError(say("galat", "tanya"))
        return found


def known_causes(output: Path) -> Known:
    """What is known just now. UsageError where there are no datasets."""
    return not_while_replaced(lambda: _known(output, stamps(output)))


@lru_cache(maxsize=2)
def _known(output: Path, stamp: tuple[Stamp | None, ...]) -> Known:
    del stamp
    stored, decisions = stored_doubts(output), read_decisions(output)
    return Known(stored, causes(stored, decisions.valid), decisions)


def stamps(output: Path) -> tuple[Stamp | None, ...]:
    """What changes with the datasets and with the decisions."""
    return tuple(map(Stamp.if_there, (output / PACKAGE, *sorted((output / FOLDER).glob("*.csv")))))
