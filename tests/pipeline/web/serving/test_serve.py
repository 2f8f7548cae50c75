"""The server as a process: the printed address, Ctrl-C, what cannot be served."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx2
import pytest

from pipeline.errors import UsageError
from pipeline.web.serve import ServeOptions, serve
from tests.pipeline import written
from tests.pipeline.test_cli import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of one process alone is not to be had there")
def test_it_prints_where_it_is_serves_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    command = [sys.executable, "-m", "pipeline", "tinjau", str(tmp_path), "--tanpa-peramban"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "40"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as server:
        threading.Timer(60, server.kill).start()
        assert server.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/masuk\?kunci=\S+", server.stdout.readline())
        assert address
        with httpx2.Client() as client:
            assert client.get(address[0]).headers["location"] == "/"
            assert "LKjIP" in client.get(address[0].partition("/masuk")[0] + "/dokumen").text
        server.send_signal(signal.SIGINT)
        _, told = server.communicate(timeout=20)
    assert server.returncode == 130, told
    assert "Traceback" not in told
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["dokumen", "kinerja", "anggaran", "indikator", "tabel", "temuan"]
    )


def test_what_cannot_be_served_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tidak ada dataset"):
        serve(ServeOptions(tmp_path, browser=False), print)
    written.write(tmp_path, written.sample())
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="pilih port lain"):
        serve(ServeOptions(tmp_path, port=taken.getsockname()[1], browser=False), print)
    with pytest.raises(UsageError, match="tidak dikenal"):
        serve(ServeOptions(tmp_path, host="tidak.ada.invalid", browser=False), print)
