"""What the privacy officer does about the log now: a sentence, why, and how urgent it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.audit.log.state import LogState
from app.kernel.frozen import dataclass

WITNESS_LATE = MAIL_LATE = timedelta(days=8)


@dataclass(frozen=True)
class Advice:
    """Shape: state is late, soon or done."""

    heading: str
    why: str
    state: str


_LATE = Advice(
    "Events wait to be sealed. Ask for the worker to be started.",
    "They wait longer than a minute. Until the worker runs, they could be changed unseen.",
    "late",
)
_NEW = Advice("Nothing is sealed yet.", "The first head is signed seconds after the first event.", "soon")
_ALONE = Advice(
    "Let somebody outside keep a head of the log.",
    "Whoever administers this machine could still rewrite the log and sign it anew. "
    "One head on paper, or in another’s mailbox, ends that.",
    "soon",
)
_SILENT = Advice(
    "The witness has not asked for a week. See why.", "It should run every day on another machine.", "soon"
)
_UNSENT = Advice(
    "Heads of the log do not reach those who keep them. See why.",
    "The list below says when the last one went to each. Mail that cannot go is tried again every hour.",
    "soon",
)
_LIES_HERE = Advice(
    "Carry the newest head to those who keep it.",
    "No mail server is set, so heads lie in the outbox of this machine, where whoever administers it can change them.",
    "soon",
)
_WHOLE = Advice(
    "The log is whole, and its heads are kept outside.", "File this week’s head with the others.", "done"
)


def advise(state: LogState, sent: Sequence[datetime | None], now: datetime, leaves: bool = True) -> Advice:
    """Return what comes first.

    Shape: ``sent`` is when the last head went to each who is mailed them, ``leaves`` whether mails leave the machine.
    """
    if state.fault:
        return Advice("The log has stopped. Call your administrator today.", state.fault, "late")
    if state.gaps:
        counts = "one process" if state.gaps == 1 else f"{state.gaps} processes"
        why = f"Events of {counts} are gone from before they were sealed. Ask for cadre audit verify."
        return Advice("Events are missing. Find out who had the database.", why, "late")
    if state.unexplained:
        why = (
            f"Not sealed, and in no export: {state.unexplained}. Rows were put in past Cadre, a clock was wrong, or "
            "Cadre ran on while a backup was restored. Ask for cadre audit verify, which names the first."
        )
        return Advice("Events cannot be explained. Find out who had the database.", why, "late")
    if state.late:
        return _LATE
    if state.ahead:
        why = f"Events that lie in the future and are not sealed: {state.ahead}."
        return Advice("A clock is ahead. Ask for the machine’s time to be set.", why, "late")
    if state.head is None:
        return _NEW
    if not sent and state.witnessed_at is None:
        return _ALONE
    if any(at is None or now - at > MAIL_LATE for at in sent):
        return _UNSENT
    if state.witnessed_at is not None and now - state.witnessed_at > WITNESS_LATE:
        return _SILENT
    if not leaves and state.witnessed_at is None:
        return _LIES_HERE
    return _WHOLE
