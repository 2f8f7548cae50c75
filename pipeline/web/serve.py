"""The server's life: a free port, the printed address, the browser, Ctrl-C."""

from __future__ import annotations

import getpass
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import UsageError, reason
from pipeline.web.app import application
from pipeline.web.guard import WAY_IN, Hosts
from pipeline.web.pictures import Pictures
from pipeline.web.reviewing import Review, Rewriter
from pipeline.web.sessions import Password, Sessions
from pipeline.web.shelf import Shelf
from pipeline.web.site import Site
from pipeline.workers.limits import memory_share
from pipeline.workers.processes import Processes

HERE = "127.0.0.1"
LOCAL = frozenset({HERE, "localhost", "::1"})
_PAINTERS = 2
_MOST_CONNECTIONS = 128
_LONGEST_HEAD = 32 * 1024
_LEAVE_SECONDS = 3


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is served and where. Port 0: any free one. `password` where others than this computer are to come in."""

    output: Path
    host: str = HERE
    port: int = 0
    password: Password | None = None
    browser: bool = True


def serve(options: ServeOptions, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. UsageError where there is nothing to serve or the port is taken."""
    StoredDatasets(options.output)
    with _listening(options.host, options.port) as door:
        port = door.getsockname()[1]
        key = None if options.password else secrets.token_urlsafe(24)
        painters, writer = Processes(_PAINTERS, memory_share(_PAINTERS + 1)), Processes(1)
        rewriter = Rewriter(options.output, writer)
        site = Site(
            options.output,
            Shelf(options.output),
            Review(options.output, rewriter),
            Pictures(painters),
            Sessions(),
            Hosts(port, None if options.host in LOCAL else options.host),
            key,
            options.password,
            _user(),
        )
        server = uvicorn.Server(
            uvicorn.Config(
                application(site),
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                http="h11",
                loop="asyncio",
                limit_concurrency=_MOST_CONNECTIONS,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
                timeout_graceful_shutdown=_LEAVE_SECONDS,
            )
        )
        for line in _told(options, port, key):
            tell(line)
        if options.browser:
            threading.Thread(
                target=webbrowser.open, args=(_address(HERE if options.password else options.host, port, key),), daemon=True
            ).start()
        rewriter.warm()
        signal.signal(signal.SIGTERM, _leave)
        try:
            server.run(sockets=[door])
        finally:
            rewriter.close()
            painters.close(now=True)
            writer.close(now=True)


def _leave(number: int, frame: object) -> None:
    """Ended from outside: go as with Ctrl-C, taking the workers along."""
    raise KeyboardInterrupt


def _told(options: ServeOptions, port: int, key: str | None) -> list[str]:
    if key is not None:
        return [
            f"Buka di peramban: {_address(options.host, port, key)}",
            "Alamat ini hanya untuk komputer ini. Ctrl-C menghentikan.",
        ]
    shown = socket.gethostname() if options.host in ("0.0.0.0", "::") else options.host
    return [
        f"Buka di peramban: {_address(shown, port, None)}",
        "Siapa pun di jaringan yang tahu kata sandinya dapat melihat dan memutuskan; lalu lintasnya tidak disandikan.",
        "Ctrl-C menghentikan.",
    ]


def _address(host: str, port: int, key: str | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{WAY_IN}" + (f"?kunci={key}" if key else "")


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. UsageError where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=64)
    except socket.gaierror as error:
        raise UsageError(f"--host {host}: tidak dikenal di komputer ini") from error
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: tidak dapat dipakai ({reason(error)}); pilih port lain") from error
    except OverflowError as error:
        raise UsageError(f"--port {port}: antara 0 dan 65535") from error


def _user() -> str:
    """The name of who is at this computer, as the system has it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user of that number; Windows without USERNAME
        return "tanpa nama"
