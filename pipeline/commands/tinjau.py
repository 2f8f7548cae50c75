"""`lkjip tinjau`: the server of the pages in which people settle what is doubtful, and its password where it needs one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import typer

from pipeline.errors import UsageError
from pipeline.web.serve import LOCAL, ServeOptions, serve
from pipeline.web.sessions import Password

PASSWORD = "LKJIP_SANDI"
"""Environment variable with the password of an office server, for whoever starts it without a keyboard."""


def review(output: Path, host: str, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. UsageError where there is nothing to review, or nobody gives the password that others need."""
    password = None if host in LOCAL else _password(host)
    serve(ServeOptions(output, host, port, password, browser), tell)


def _password(host: str) -> Password:
    told = os.environ.get(PASSWORD)
    if told is None:
        try:
            told = typer.prompt(f"Kata sandi untuk yang masuk lewat {host}", hide_input=True, confirmation_prompt="Sekali lagi")
        except typer.Abort as error:
            raise UsageError(f"--host {host} memerlukan kata sandi: ketik bila diminta, atau isi {PASSWORD}") from error
    return Password(told)
