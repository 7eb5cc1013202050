"""Number the events of each process and thread, so that a missing one leaves a gap.

A stream is one thread of one process: it has one transaction under way at most, so a number is missing only
when a row is. A stream ends for good when a commit fails (nobody can tell whether it took), the clock goes back or
the machine's time is set, and a new one begins: what was dated wrongly is a stream of its own.
"""

import os
import secrets
import threading
import time
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
        self.offset = _offset()


def _offset() -> float:
    """Return the machine's time less what has passed on it, in seconds: it stays as it is until the time is set."""
    return time.time() - time.monotonic()


_stream = _Stream()


def number(events: list[dict[str, Any]]) -> None:
    """Give events their stream and number; they are inserted and committed next."""
    stream = _stream
    earliest = min(event["occurred_at"] for event in events)
    offset = _offset()
    was_set = abs(offset - stream.offset) > CLOCK_SLACK.total_seconds()
    if stream.pid != os.getpid() or was_set or (stream.latest and earliest < stream.latest - CLOCK_SLACK):
        stream.begin()
    stream.offset = offset
    for event in events:
        stream.count += 1
        event["boot_id"], event["mono_seq"] = stream.boot_id, stream.count
    latest = max(event["occurred_at"] for event in events)
    stream.latest = max(latest, stream.latest or latest)


def abandon() -> None:
    """End this thread's stream: its last events may or may not have been taken."""
    _stream.begin()
