"""`python -m tests.pipeline.web.fake_server OUTPUT`: `lkjip tinjau` over the made queue of `fake_review`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.web.serve import ServeOptions, serve
from tests.pipeline.web import fake_review


def main() -> None:
    fake_review.install(pytest.MonkeyPatch())
    serve(ServeOptions(Path(sys.argv[1]), browser=False), lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
