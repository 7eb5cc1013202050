"""Read which tickets need an adult, and how a school has set it up."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.care import policy, queries
from app.helpdesk.care.calling import can_be_called, ladder
from app.helpdesk.care.notices import notice_for
from app.helpdesk.care.services import find_site
from app.helpdesk.care.view_models import REASONS, CareList, CareRow, CareSite, RotaLine
from app.helpdesk.care.watching import is_adults_only
from app.helpdesk.counting import whole
from app.helpdesk.intake.promises import asked_words, count_words
from app.helpdesk.tickets.services import names_for
from app.identity.rights import Can, Hat
from app.school.calendar.service import calendar_of, moment_words

LATELY = timedelta(days=30)


def list_open(work: Work) -> CareList:
    """Return what needs an adult now, and what adults look after.

    Records: care:seen, when there is anything.
    """
    waiting = work.rows(queries.open_cases(work.actor))
    taken = work.rows(queries.looked_after(work.actor, work.now - LATELY))
    ids = [row.id for row in (*waiting, *taken)]
    calls = work.rows(queries.calls(work.actor, ids)) if ids else []
    names = names_for(work, [*(c.person_id for c in calls), *(r.acknowledged_by_id for r in taken)])
    if waiting or taken:
        work.record(Tag.CARE_SEEN, subjects=[row.requester_id for row in (*waiting, *taken)], count=len(ids))
    number = whole(work, len(waiting), queries.open_count(work.actor), queries.MOST_LISTED)
    said = f"{count_words(number, 'ticket needs', 'tickets need').capitalize()} an adult now."
    return CareList(
        heading=said if number else "No ticket waits for an adult.",
        waiting=tuple(_row(work, row, calls, names) for row in waiting),
        looked_after=tuple(_row(work, row, calls, names) for row in taken),
        behind=number - len(waiting),
        cut=len(taken) >= queries.MOST_LISTED,
    )


def _row(work: Work, row: Any, calls: Sequence[Any], names: Mapping[int, str]) -> CareRow:
    bells = calendar_of(work, row.site_id)
    called = [call.person_id for call in calls if call.case_id == row.id]
    me = work.actor.person_id
    reads = work.actor.can(Can.TRIAGE_TICKETS) and work.actor.hat in (Hat.TEACH, Hat.DESK)
    return CareRow(
        id=row.id,
        number=row.number,
        reason=REASONS.get(row.reason, row.reason),
        opened=asked_words(bells, row.opened_at, work.now),
        called=tuple("you" if person == me else names.get(person, "an adult") for person in called),
        due=moment_words(bells, row.due_at, work.now) if row.due_at else "",
        late=row.due_at is not None and row.due_at < work.now,
        by="you" if row.acknowledged_by_id == me else names.get(row.acknowledged_by_id, ""),
        url=f"/{work.actor.hat.value}/waiting/{row.number}" if reads and row.requester_id != me else "",
        mine=me in called,
        answer=policy.answer(work.actor, row),
        back=policy.give_back(work.actor, row, is_adults_only(work, row.requester_id)),
    )


def read_site(work: Work, code: str) -> CareSite:
    """Return how a school has set up who is called, and what its form says.

    Refuses: NotFound.
    """
    site = find_site(work, code)
    staff = can_be_called(work, site.id)
    rungs = ladder(work, site.id)
    names = names_for(work, [person for rung in rungs for person in rung])
    return CareSite(
        code=site.code,
        name=site.name,
        rota=tuple(
            RotaLine(row.person_id, row.weekdays, row.periods.replace(",", ", "))
            for row in work.rows(queries.rota(work.actor, site.id))
        ),
        staff=staff,
        notice=notice_for(work, site.id),
        ladder=tuple(" and ".join(names.get(person, "an adult") for person in rung) for rung in rungs),
    )


def list_sites(work: Work) -> tuple[tuple[str, str], ...]:
    """Return the schools that the actor sets up, by code and name."""
    return tuple((row.code, row.name) for row in work.rows(queries.sites(work.actor)))
