"""Who may look and decide: a key in the printed address on one's own computer, a name and a password in an office."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from pipeline.errors import UsageError

LONGEST_NAME = 60
SHORTEST_PASSWORD = 8
_MOST_SESSIONS = 200
_IDLE_SECONDS = 12 * 3600.0
"""A working day; who comes back later shows the key or the password again."""
_TRIES, _TRY_SECONDS = 8, 60.0
"""So many wrong passwords from one address in so many seconds, and it has to wait."""
_MOST_ADDRESSES = 1000
_COST = 2**14
"""scrypt's: some 50 ms and 16 MiB for each password that is tried."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that was let in. `csrf` is what its pages send along with whatever changes something."""

    siapa: str
    csrf: str
    seen: float


class Password:
    """A password, of which only a salted digest is kept."""

    def __init__(self, text: str) -> None:
        """UsageError where it is too short to be one."""
        if len(text) < SHORTEST_PASSWORD:
            raise UsageError(f"kata sandi terlalu pendek; sedikitnya {SHORTEST_PASSWORD} huruf")
        self._salt = secrets.token_bytes(16)
        self._digest = self._of(text)

    def _of(self, text: str) -> bytes:
        return hashlib.scrypt(text.encode("utf-8", "replace"), salt=self._salt, n=_COST, r=8, p=1)

    def is_it(self, text: str) -> bool:
        return hmac.compare_digest(self._of(text[:1024]), self._digest)


@dataclass(slots=True)
class Sessions:
    """The browsers that were let in, by what their cookie holds; forgotten when the server ends."""

    _known: OrderedDict[str, Session] = field(default_factory=OrderedDict)
    _wrong: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, siapa: str) -> str:
        """Let a browser in; what its cookie is to hold."""
        ident = secrets.token_urlsafe(32)
        with self._door:
            self._known[ident] = Session(name_of(siapa), secrets.token_urlsafe(24), time.monotonic())
            while len(self._known) > _MOST_SESSIONS:
                self._known.popitem(last=False)
        return ident

    def of(self, ident: str | None) -> Session | None:
        """The session of a cookie; None where there is none, or it was idle for too long."""
        with self._door:
            found = self._known.get(ident or "")
            if found is None or ident is None:
                return None
            now = time.monotonic()
            if now - found.seen > _IDLE_SECONDS:
                del self._known[ident]
                return None
            self._known[ident] = replace(found, seen=now)
            self._known.move_to_end(ident)
            return found

    def rename(self, ident: str, siapa: str) -> None:
        """From now on decisions of this browser are of somebody else."""
        with self._door:
            if ident in self._known:
                self._known[ident] = replace(self._known[ident], siapa=name_of(siapa))

    def may_try(self, address: str) -> bool:
        """Whether an address may try a password, or has tried too many wrong ones."""
        with self._door:
            count, since = self._wrong.get(address, (0, 0.0))
            return count < _TRIES or time.monotonic() - since > _TRY_SECONDS

    def was_wrong(self, address: str) -> None:
        with self._door:
            now = time.monotonic()
            count, since = self._wrong.pop(address, (0, now))
            self._wrong[address] = (1, now) if now - since > _TRY_SECONDS else (count + 1, since)
            while len(self._wrong) > _MOST_ADDRESSES:
                self._wrong.popitem(last=False)


def name_of(text: str) -> str:
    """A name as it goes into decisions: one line of what can be seen, `tanpa nama` where nothing is left."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.split())[:LONGEST_NAME].strip() or "tanpa nama"
