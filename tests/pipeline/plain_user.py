"""A process for which closed folders are closed, also where the tests run as the administrator."""

from __future__ import annotations

import os
import shutil

import pytest


def without_power() -> tuple[str, ...]:
    """What starts such a command: the administrator's right to open all is given up. Skips the test where that cannot be."""
    if os.getuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("for an administrator no folder is closed, and setpriv is not here")
    powers = "-dac_override,-dac_read_search"
    return ("setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}")
