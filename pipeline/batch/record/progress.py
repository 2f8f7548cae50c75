"""What a run tells of its progress, to whoever listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What a run tells of its progress."""

    def stage(self, name: str) -> None:
        """A new stage of the run begins."""
        ...

    def total(self, documents: int, pages: int) -> None:
        """So much is to be read."""
        ...

    def done(self, documents: int, pages: int) -> None:
        """So much has been read."""
        ...

    def event(self, name: str, **fields: object) -> None:
        """Something happened that a log should have: `fields` are plain values."""
        ...


class SilentProgress:
    """Says nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def total(self, documents: int, pages: int) -> None:
        """Nothing."""

    def done(self, documents: int, pages: int) -> None:
        """Nothing."""

    def event(self, name: str, **fields: object) -> None:
        """Nothing."""
