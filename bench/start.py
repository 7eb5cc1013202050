"""Measure from `cadre serve` to its first answers: `python -m bench.start [--times N] [--port N]`.

CADRE_INSTANCE and CADRE_DATABASE_URL name the school, as for `cadre serve`; it must be set up. Units: milliseconds.
"""

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from app.config import ROOT


@dataclass(frozen=True)
class Start:
    """One start: the clock at the first answer, the clock at the sign-in page, and the processor time of all of it."""

    first: float
    page: float
    cpu: float


def _ask(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return body


def _cpu() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def start_once(port: int) -> Start:
    """Start the server, ask until it answers, then ask for the sign-in page, and stop it."""
    spent, begun = _cpu(), time.monotonic()
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while True:
        try:
            _ask(port, "/healthz")
            break
        except OSError:
            if server.poll() is not None:
                raise SystemExit("the server ended before it answered") from None
            time.sleep(0.005)
    first = time.monotonic() - begun
    if b'name="password"' not in _ask(port, "/sign-in"):
        raise SystemExit("the sign-in page is not whole")
    page = time.monotonic() - begun
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=40)
    return Start(first * 1000, page * 1000, (_cpu() - spent) * 1000)


def main() -> None:
    """Print the median and the longest of several starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--port", type=int, default=5090)
    options = parser.parse_args()
    starts = [start_once(options.port) for _ in range(options.times)]
    for what in ("first", "page", "cpu"):
        found = [getattr(one, what) for one in starts]
        print(f"{what:6s} median {statistics.median(found):6.0f}   longest {max(found):6.0f}")


if __name__ == "__main__":
    main()
