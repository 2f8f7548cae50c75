"""The command line over extractors that misbehave as the name of the file says.

Only the workers load those, as they alone load the real ones: a run of three files costs half a second less.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.model import Extraction

COMMAND = (sys.executable, "-c", f"from {__name__} import main; main()")


def as_the_name_says(*what: Any, **more: Any) -> Extraction:
    """`fakes.fake_extract`."""
    from tests.pipeline.fakes import fake_extract

    return fake_extract(*what, **more)


def main() -> None:
    """The command line over `fake_extract`. It hears Ctrl-C also where the tests run under `nohup` or in a shell's background,
    whose programs start with that signal ignored. With LKJIP_UJI_MATI=report in the environment the process is killed where
    the datasets are shown and the report is not yet written."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from pipeline import cli
    from pipeline.batch import run as batch
    from pipeline.report import pages

    if os.environ.get("LKJIP_UJI_MATI") == "report":
        pages.write_report = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    batch.run = functools.partial(batch.run, extract=as_the_name_says)  # type: ignore[assignment]
    cli.main()
