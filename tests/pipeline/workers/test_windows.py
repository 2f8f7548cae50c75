"""Job objects: what Windows is told, laid out as it wants it; on other systems nothing is tried."""

from __future__ import annotations

import ctypes
import struct
import sys
from typing import Any

import pytest

from pipeline.workers.windows import limit_this_process, physical_memory

MIB = 1 << 20
LIMIT_FLAGS, PROCESS_MEMORY = 16, 112
"""Offsets in JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows, which has 144 bytes."""


class Kernel:
    """What the two functions ask of kernel32."""

    def __init__(self, job: int = 7, agrees: bool = True) -> None:
        self.told: tuple[int, int, bytes] = (0, 0, b"")
        self.assigned: list[tuple[int, int]] = []

        def inform(_: int, kind: int, limits: Any, size: int) -> bool:
            self.told = (kind, size, bytes(limits._obj))
            return agrees

        def memory(status: Any) -> bool:
            status._obj.ullTotalPhys = 16 << 30
            return agrees and status._obj.dwLength == 64

        self.CreateJobObjectW = lambda *_: job
        self.GetCurrentProcess = lambda: 42
        self.SetInformationJobObject = inform
        self.AssignProcessToJobObject = lambda job, process: self.assigned.append((job, process)) or True
        self.GlobalMemoryStatusEx = memory


def on_windows(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> Kernel:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
    return kernel


def test_a_worker_is_limited_and_its_children_end_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = on_windows(monkeypatch, Kernel())
    assert limit_this_process(700 * MIB)
    kind, size, limits = kernel.told
    assert (kind, size, len(limits)) == (9, 144, 144)
    assert struct.unpack_from("<I", limits, LIMIT_FLAGS) == (0x2000 | 0x0100,)
    assert struct.unpack_from("<Q", limits, PROCESS_MEMORY) == (700 * MIB,)
    assert kernel.assigned == [(7, 42)]


@pytest.mark.parametrize("kernel", [Kernel(job=0), Kernel(agrees=False)])
def test_where_windows_does_not_agree_the_worker_is_not_tied(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> None:
    on_windows(monkeypatch, kernel)
    assert not limit_this_process(700 * MIB)
    assert kernel.assigned == []


def test_the_memory_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    on_windows(monkeypatch, Kernel())
    assert physical_memory() == 16 << 30
    on_windows(monkeypatch, Kernel(agrees=False))
    with pytest.raises(OSError, match="GlobalMemoryStatusEx"):
        physical_memory()


@pytest.mark.skipif(sys.platform == "win32", reason="what other systems do")
def test_elsewhere_it_is_refused() -> None:
    with pytest.raises(OSError, match="only on Windows"):
        limit_this_process(700 * MIB)
    with pytest.raises(OSError, match="only on Windows"):
        physical_memory()
