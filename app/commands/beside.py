"""The job worker beside the server: started with it, started again when it ended by itself, stopped with it."""

import subprocess
import sys
import time
from collections.abc import Sequence

import click

from app.config import ROOT

COMMAND = (sys.executable, "-m", "app.cli", "worker")
LONGEST_WAIT = 60.0
LIVED = 60.0


class Beside:
    """One process that lives as long as the server. Units: seconds."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._wait = 1.0
        self._again_at: float | None = None

    def start(self) -> None:
        """Start the process."""
        self._began, self._again_at = time.monotonic(), None
        self._process = subprocess.Popen(self._command, cwd=ROOT)

    def look_after(self) -> None:
        """Start the process again when it ended: after a second, and after twice as long each time it fails anew."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if self._again_at is None:
            self._wait = 1.0 if now - self._began > LIVED else min(self._wait * 2, LONGEST_WAIT)
            self._again_at = now + self._wait
            click.echo(
                f"The job worker has ended; it starts again in {self._wait:.0f} s. `cadre doctor` says more."
            )
        elif now >= self._again_at:
            self.start()

    def stop(self) -> None:
        """End the process, and wait until it has put its work down."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=20)
