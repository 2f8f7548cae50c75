"""A command in a network of its own that leads nowhere and notes what it is asked: `python -m tests.closed_network LOG CMD...`
in `unshare -rnm`. Every address there is this machine's, so that a packet to any, and a question to any name server, is heard.
LOG has a line for each packet: protocol, address, and the letters in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ENTER = ("unshare", "-rnm")
_ALL, _OUTGOING = 0x0003, 4


@cache
def why_not() -> str | None:
    """Why there is no such network here; None where there is."""
    if sys.platform != "linux" or not all(map(shutil.which, ("unshare", "ip", "mount"))):
        return "needs Linux with unshare, ip and mount"
    with tempfile.TemporaryDirectory() as folder:
        done, _ = run_closed(Path(folder), ["true"], os.environ)
    return None if done.returncode == 0 else f"no such network here: {done.stderr[-200:]}"


def run_closed(
    folder: Path, command: Sequence[str], env: Mapping[str, str], seconds: float = 120
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """(how a command ended, the packets that it sent). Its working folder is the checkout."""
    log = folder / "paket.log"
    done = subprocess.run(
        [*_ENTER, sys.executable, "-m", "tests.closed_network", str(log), *command],
        cwd=ROOT,
        env=env,
        timeout=seconds,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done, log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def _listen(ear: socket.socket, log: Path) -> None:
    with log.open("w", encoding="utf-8", buffering=1) as out:
        while True:
            packet, where = ear.recvfrom(65_535)
            if where[2] == _OUTGOING:
                continue  # heard again as it comes in
            four = packet[0] >> 4 == 4
            protocol, address = (packet[9], packet[16:20]) if four else (packet[6], packet[24:40])
            target = socket.inet_ntop(socket.AF_INET if four else socket.AF_INET6, address)
            out.write(f"{protocol} {target} {''.join(chr(c) if 32 < c < 127 else ' ' for c in packet[20:])}\n")


def main() -> None:
    """Enter, listen, run, and end as the command did."""
    log, *command = sys.argv[1:]
    for words in ("link set lo up", "route add local default dev lo"):
        subprocess.run(["ip", *words.split()], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as names:
        names.write("nameserver 127.0.0.1\noptions attempts:1\n")
        names.flush()
        subprocess.run(["mount", "--bind", names.name, "/etc/resolv.conf"], check=True)
        ear = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ALL))
        threading.Thread(target=_listen, args=(ear, Path(log)), daemon=True).start()
        code = subprocess.run(command, check=False).returncode
        time.sleep(0.3)  # for what is still under way
    os._exit(code)


if __name__ == "__main__":
    main()
