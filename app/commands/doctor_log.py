"""What `cadre doctor` says of the log of events."""

from collections.abc import Iterator
from datetime import UTC, datetime

from app.audit.log.folder import LogFolder, LogStopped
from app.audit.log.origins import KEY_GONE, is_restored, lacks_key
from app.audit.log.sequencer import UNEXPLAINED
from app.audit.log.state import read_state
from app.config import Settings
from app.kernel.db import engine

Finding = tuple[str, str, str]


def _log_files(folder: LogFolder, kind: str) -> Iterator[Finding]:
    """Say what is wrong with what the log keeps in the data folder."""
    try:
        with engine("system").connect() as connection:
            keyless, is_other = lacks_key(connection, folder), is_restored(connection, folder, kind)
        lost = folder.head() is None
    except LogStopped as error:
        yield "error", "log", str(error)
        return
    if keyless and not is_other:
        yield "error", "log", KEY_GONE
    if is_other and lost:
        told = (
            "log.head is missing: whether this database is the newest nobody can tell, so a new log begins."
        )
        yield "warning", "log", f"{told} Bring it back first, or put the newest head there that anybody keeps"
    elif is_other:
        told = "The last head that was signed here is beyond this database: a backup was restored."
        yield "warning", "log", f"{told} A new log begins with the worker, or with: cadre audit seal"


def log(settings: Settings) -> Iterator[Finding]:
    """Say how the log of events stands, and what to do where it does not go on."""
    now = datetime.now(UTC)
    with engine("system").connect() as connection:
        state = read_state(connection, now)
    kept = tuple(_log_files(LogFolder(settings.instance), state.kind))
    yield from kept
    keyless = any(finding[0] == "error" for finding in kept)
    if state.fault and not keyless:
        yield "error", "log", state.fault
    if state.late:
        yield (
            "warning",
            "log",
            "Events wait longer than 60 s to be sealed. Start the worker, or run: cadre audit seal",
        )
    if state.gaps:
        told = f"Events are missing in the counts of {state.gaps} processes. Run: cadre audit verify"
        yield "error", "log", told
    if state.unexplained:
        yield "error", "log", f"{UNEXPLAINED}{state.unexplained}"
    if state.ahead:
        yield "warning", "log", f"{state.ahead} events lie in the future. Set the machine's clock (NTP)."
    if state.follows:
        told = f"{state.name} follows {state.follows.origin}, which ended at {state.follows.size} entries"
        yield (
            "warning",
            "log",
            f"{told}: a backup was restored, or the key was lost. Tell the privacy officer.",
        )
    if state.head is None and not state.fault:
        yield "ok", "log", "nothing is sealed yet"
    elif state.head is not None and state.well and not kept:
        yield (
            "ok",
            "log",
            f"{state.name}: {state.head.size} entries, head of {state.head.at:%Y-%m-%d %H:%M} UTC",
        )
