"""Number the events of each process and thread, so that a missing one leaves a gap.

A stream is one thread of one process: it has one transaction under way at most, so a number is missing only
when a row is. A stream ends for good when a commit fails (nobody can tell whether it took) or the clock goes
back, and a new one begins.
"""

import os
import secrets
import threading
from datetime import datetime, timedelta
from typing import Any

CLOCK_SLACK = timedelta(seconds=2)


class _Stream(threading.local):
    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.boot_id = secrets.token_hex(8)
        self.pid = os.getpid()
        self.count = 0
        self.latest: datetime | None = None


_stream = _Stream()


def number(events: list[dict[str, Any]]) -> None:
    """Give events their stream and number; they are inserted and committed next."""
    stream = _stream
    earliest = min(event["occurred_at"] for event in events)
    if stream.pid != os.getpid() or (stream.latest and earliest < stream.latest - CLOCK_SLACK):
        stream.begin()
    for event in events:
        stream.count += 1
        event["boot_id"], event["mono_seq"] = stream.boot_id, stream.count
    latest = max(event["occurred_at"] for event in events)
    stream.latest = max(latest, stream.latest or latest)


def abandon() -> None:
    """End this thread's stream: its last events may or may not have been taken."""
    _stream.begin()
