"""What stands before every page: whom it answers, what it takes, what its answers allow.

Host      only names of this computer, so that no page of somebody else reaches the server under a name of its own
Origin    whatever changes something must come from a page of ours, and carry what that page was given
cookie    all but the way in and what is drawn with (`/statis/`)
body      small, and sent in time
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.web.sessions import Session, Sessions

_COOKIE = "lkjip_tinjau"
CSRF = "x-lkjip-csrf"
SESSION, BODY = "lkjip.session", "lkjip.body"
WAY_IN = "/masuk"
STATIC = "/statis/"
LARGEST_BODY = 64 * 1024
BODY_SECONDS = 15.0
_HTTP = 80
"""The port that browsers leave out."""
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_ALLOWED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SAID = {
    "content-security-policy": _ALLOWED,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all browsers send `Origin: null` along with a form
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""Of every answer."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which the server answers. `office`: also by any address of this computer, and by the computer's name."""

    port: int
    office: str | None = None

    def answers(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name, port = _split(host)
        if (_HTTP if port is None else port) != self.port:
            return False
        if self.office is None:
            return name in _HERE
        return name in _HERE or name in _own_names(self.office) or _is_address(name)


def _split(host: str) -> tuple[str, int | None]:
    """Name (small letters, no brackets) and port of a Host header; port 0 where it is none."""
    name, port = host.strip().lower(), ""
    if name.startswith("["):
        name, _, rest = name[1:].partition("]")
        port = rest.removeprefix(":")
    elif ":" in name:
        name, _, port = name.partition(":")
    return name, None if not port else int(port) if port.isascii() and port.isdecimal() else 0


def _own_names(office: str) -> Iterable[str]:
    names = (office, socket.gethostname(), socket.getfqdn())
    return {name.lower() for name in names if name and not _is_address(name)}


def _is_address(name: str) -> bool:
    """An address is never somebody else's name that was made to lead here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def cookie_name(hosts: Hosts) -> str:
    """Its own for each port: browsers do not keep those of two servers on one computer apart."""
    return f"{_COOKIE}_{hosts.port}"


class Guard:
    """ASGI middleware, see the module. A request that passes has in its scope the session (None on the way in) and the body."""

    def __init__(self, app: ASGIApp, hosts: Hosts, sessions: Sessions) -> None:
        self._app = app
        self._hosts = hosts
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAID.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        session = self._sessions.of(Request(scope).cookies.get(cookie_name(self._hosts)))
        refused = self._refused(scope, session)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        try:
            body = await asyncio.wait_for(_whole(scope, receive), BODY_SECONDS)
        except TimeoutError:
            await _told(408, "Permintaan terlalu lama dikirim.")(scope, receive, guarded)
            return
        except _TooLargeError:
            await _told(413, "Permintaan terlalu besar.")(scope, receive, guarded)
            return
        scope[SESSION], scope[BODY] = session, body
        await self._app(scope, receive, guarded)

    def _refused(self, scope: Scope, session: Session | None) -> Response | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._hosts.answers(hosts[0]):
            return _told(421, "Alamat ini bukan alamat lkjip tinjau; buka alamat yang tercetak di terminal.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _told(405, "Cara permintaan ini tidak dilayani.")
        path = scope["path"]
        changes = scope["method"] == "POST"
        if changes and headers.get("origin", "").lower() != f"http://{hosts[0].lower()}":
            return _told(403, "Permintaan ini bukan dari halaman lkjip tinjau.")
        if path == WAY_IN or path.startswith(STATIC):
            return None
        if session is None:
            if changes or headers.get("sec-fetch-mode", "navigate") != "navigate":
                return _told(401, "Belum masuk, atau sudah terlalu lama; buka lagi alamat yang tercetak di terminal.")
            return RedirectResponse(WAY_IN, 303)
        if changes and not hmac.compare_digest(headers.get(CSRF, "").encode(), session.csrf.encode()):
            return _told(403, "Halaman ini sudah lama; muat ulang lalu coba lagi.")
        return None


class _TooLargeError(Exception):
    pass


async def _whole(scope: Scope, receive: Receive) -> bytes:
    if scope["method"] != "POST":
        return b""
    body = b""
    while True:
        message = await receive()
        piece: bytes = message.get("body", b"")
        body += piece
        if len(body) > LARGEST_BODY:
            raise _TooLargeError
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return body


def _told(status: int, line: str) -> Response:
    return PlainTextResponse(line, status)
