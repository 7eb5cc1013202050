"""Keep two students apart, and end it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.school.apart import policy, queries
from app.school.apart.barring import refresh
from app.school.apart.models import KeptApart
from app.school.people import queries as people

MOST_FOUND = 8


@dataclass(frozen=True)
class PairWish:
    """Whom an adult wants to keep apart, why, from when to when."""

    first_id: int
    second_id: int
    reason: str
    starts_on: date
    ends_on: date | None


def find_students(work: Work, text: str) -> list[Any]:
    """Return the students within reach whom these words can mean, at most eight."""
    words = text.split()[:5]
    return list(work.rows(people.search(work.actor, words, "student", MOST_FOUND))) if words else []


def keep_pair(work: Work, wish: PairWish) -> int:
    """Keep two students apart and return the pair's key.

    Refuses: by policy.keep_apart; NotFound for somebody out of reach; Invalid by policy.pair; Conflict when they
    are kept apart already.
    Records: pair:kept, without naming either.
    """
    work.intend(Tag.PAIR_KEPT)
    policy.keep_apart(work.actor).require()
    first, second = _student(work, wish.first_id), _student(work, wish.second_id)
    verdict = policy.pair(
        (first.kind, second.kind), first.id == second.id, wish.reason, wish.starts_on, wish.ends_on
    )
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="second" if first.id == second.id else "ends_on")
    if work.first(queries.open_pair(work.actor, [first.id, second.id])) is not None:
        raise Conflict("These two are kept apart already.", "End that pair first.")
    pair_id = new_id()
    by = {"made_at": work.now, "made_by": work.actor.person_id}
    work.insert(KeptApart, id=pair_id, district_id=work.actor.district_id, **vars(wish), **by)
    refresh(work)
    _wake(work, wish)
    work.record(Tag.PAIR_KEPT, pair=pair_id, reason=wish.reason)
    return pair_id


def _student(work: Work, person_id: int) -> Any:
    row = work.first(people.person(work.actor, person_id))
    if row is None:
        raise NotFound("There is no such student for you.", "Search again.")
    return row


def _wake(work: Work, wish: PairWish) -> None:
    """Work it out again on the days on which this pair begins and is over."""
    days = [wish.starts_on] if wish.starts_on > work.today else []
    days += [wish.ends_on + timedelta(days=1)] if wish.ends_on is not None else []
    for day in days:
        at = datetime.combine(day, time(0, 1), ZoneInfo(work.zone or "UTC"))
        work.enqueue("refresh_barred", at, district_id=work.actor.district_id)


def end_pair(work: Work, pair_id: int) -> None:
    """End a pair; the ticket of the one is there for the other again.

    Refuses: by policy.keep_apart; NotFound when it is out of reach or has ended.
    Records: pair:ended.
    """
    work.intend(Tag.PAIR_ENDED, pair=pair_id)
    policy.keep_apart(work.actor).require()
    known = {row.id for row in work.rows(queries.pairs(work.actor))}
    over = queries.ended(work.actor, pair_id).values(ended_at=work.now, ended_by=work.actor.person_id)
    if pair_id not in known or work.change(over) != 1:
        raise NotFound("There is no such pair for you.", "Go back to the list.")
    refresh(work)
    work.record(Tag.PAIR_ENDED, pair=pair_id)
