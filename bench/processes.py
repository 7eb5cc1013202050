"""Start and stop what is measured, and read what it costs from /proc."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from app.commands import beside

ROOT = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
STARTS_WITHIN = 60


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def parent_of(pid: int) -> int:
    """Return the parent of a process, 0 when it is gone."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def family(roots: list[int]) -> list[int]:
    """Return processes and all their descendants."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            children.setdefault(parent_of(int(entry.name)), []).append(int(entry.name))
    found, left = [], list(roots)
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def web_workers(master: int) -> list[int]:
    """Return the processes that answer for a server: all under it but the job worker."""
    return [pid for pid in family([master]) if pid != master and _called(pid) != beside.NAME]


def _called(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def cpu_ms(pids: list[int]) -> float:
    """Return the processor time of every thread of some processes so far."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for task in os.listdir(PROC / str(pid) / "task"):
                total += int((PROC / str(pid) / "task" / task / "schedstat").read_text().split()[0])
    return total / 1e6


def pss_mb(pids: list[int]) -> float:
    """Return the memory of some processes, what they share counted once among those who share it."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            said = (PROC / str(pid) / "smaps_rollup").read_text()
            found = re.search(r"^Pss:\s+(\d+)", said, re.MULTILINE)
            total += int(found[1]) if found else 0
    return total / 1024


def wait_for(port: int, process: subprocess.Popen[bytes]) -> float:
    """Return after how many seconds something answers at a port."""
    began = time.monotonic()
    while time.monotonic() - began < STARTS_WITHIN:
        if process.poll() is not None:
            raise SystemExit("the server ended before it answered; its words are above.")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            if line.recv(12).startswith(b"HTTP/"):
                return time.monotonic() - began
        time.sleep(0.01)
    raise SystemExit("the server did not answer within a minute.")


@contextmanager
def serving(env: Mapping[str, str], command: tuple[str, ...], port: int) -> Iterator[tuple[int, float]]:
    """Run a server of ours; yield its process and after how many seconds it answered, and end it by its id."""
    full = {**os.environ, **env}
    process = subprocess.Popen([sys.executable, "-m", *command, str(port)], cwd=ROOT, env=full)
    try:
        yield process.pid, wait_for(port, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
