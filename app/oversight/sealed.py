"""Say under which signed head of the log an event lies, and of a page of events under which they do."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.audit.log.seals import Seal
from app.school.calendar.bells import BellCalendar

NOT_YET = "Not sealed yet, within seconds"


def seal_words(seal: Seal | None, calendar: BellCalendar) -> str:
    """Return ``Sealed under head 212, Nov 3, 2026``."""
    return f"Sealed under head {seal.head}, {_day(seal, calendar)}" if seal else NOT_YET


def seal_mark(seal: Seal | None, calendar: BellCalendar, day: date) -> str:
    """Return the same in a cell of a day's line: ``head 212``, with the head's day where it is another."""
    if seal is None:
        return "not yet"
    same = calendar.local(seal.signed_at).date() == day
    return f"head {seal.head}" if same else f"head {seal.head}, {_day(seal, calendar)}"


def seals_words(event_ids: Sequence[str], seals: Mapping[str, Seal], calendar: BellCalendar) -> str:
    """Return under which heads the events of a page lie, and how many wait."""
    found = sorted((seals[one] for one in event_ids if one in seals), key=lambda seal: (seal.log, seal.head))
    if not found:
        return f"{NOT_YET}." if event_ids else ""
    first, last = found[0], found[-1]
    heads = f"head {first.head}" if first.head == last.head else f"heads {first.head} to {last.head}"
    waiting = len(event_ids) - len(found)
    wait = (
        f" {'One line is' if waiting == 1 else f'{waiting} lines are'} not sealed yet, within seconds."
        if waiting
        else ""
    )
    return f"These lines are sealed under {heads}, the last of {_day(last, calendar)}.{wait}"


def _day(seal: Seal, calendar: BellCalendar) -> str:
    local = calendar.local(seal.signed_at)
    return f"{local:%b} {local.day}, {local.year}"
