"""`python -m tests.pipeline.web.fake_server OUTPUT [PASSWORD]`: `lkjip tinjau` over the made queue of `fake_review`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.web.serve import ServeOptions, serve
from pipeline.web.sessions import Password
from tests.pipeline.web import fake_review


def main() -> None:
    fake_review.install(pytest.MonkeyPatch())
    output, *password = sys.argv[1:]
    options = ServeOptions(Path(output), password=Password(password[0]) if password else None, browser=False)
    with suppress(KeyboardInterrupt):
        serve(options, lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
