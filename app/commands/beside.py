"""The job worker beside the server: parted from it, started again when it ended by itself, stopped with it."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

NAME = "cadre-worker"
LONGEST_WAIT = 60.0
LIVED = 60.0
ENDS_WITHIN = 20.0
_HANDLED = ("CHLD", "HUP", "QUIT", "INT", "TERM", "TTIN", "TTOU", "USR1", "USR2", "WINCH")


class Beside:
    """One process that lives as long as the server and shares with it what both have loaded. Units: seconds."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._process = 0
        self._began = 0.0
        self._wait = 1.0
        self._again_at: float | None = None

    def look_after(self, close: Callable[[], None]) -> None:
        """Start the process; when it ended, again after a second, and after twice as long each time it fails anew.

        ``close`` gives up what the process inherits and must not hold, such as the server's port.
        """
        if self._process and self._lives():
            return
        now = time.monotonic()
        if self._process and self._again_at is None:
            self._wait = 1.0 if now - self._began > LIVED else min(self._wait * 2, LONGEST_WAIT)
            self._again_at = now + self._wait
            click.echo(
                f"The job worker has ended; it starts again in {self._wait:.0f} s. `cadre doctor` says more."
            )
        elif now >= (self._again_at or 0.0):
            self._start(close)

    def stop(self) -> None:
        """End the process, and wait until it has put its work down."""
        if not self._process or not self._lives():
            return
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGTERM)
        until = time.monotonic() + ENDS_WITHIN
        while self._lives() and time.monotonic() < until:
            time.sleep(0.02)

    def _start(self, close: Callable[[], None]) -> None:
        self._began, self._again_at = time.monotonic(), None
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if self._process:
            return
        failed = 1
        try:
            for name in _HANDLED:
                signal.signal(getattr(signal, f"SIG{name}"), signal.SIG_DFL)
            signal.signal(
                signal.SIGHUP, signal.SIG_IGN
            )  # of a closed terminal the server hears, and ends both
            close()
            with suppress(OSError):  # there on Linux: what `ps` and `top` call it
                Path("/proc/self/comm").write_text(NAME)
            self._work()
            failed = 0
        except BaseException as error:
            click.echo(f"The job worker failed: {type(error).__name__}", err=True)
        finally:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(failed)  # what the server has set up to be done at its own end is not this process's

    def _lives(self) -> bool:
        try:
            return os.waitpid(self._process, os.WNOHANG) == (0, 0)
        except ChildProcessError:  # the server, which waits for all of its processes, has met its end already
            return False
