"""Standard output that may go away without harm."""

from __future__ import annotations

import os
from typing import Any, TextIO


class Unbroken:
    """A text stream for which it is no error that nobody takes what is written (`| head`, a full disk): the rest of it is
    let go, the work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        """From now on the system takes all and keeps nothing, also of what is still held back in the stream."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, self._stream.fileno())
        finally:
            os.close(nowhere)
