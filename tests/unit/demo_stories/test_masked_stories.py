"""The task check: who reads a story masked has all it takes to choose the category and the first step."""

from datetime import UTC, date, datetime
from functools import cache

from app.demo.devices import count_devices
from app.demo.names.load import load_school, load_staff
from app.demo.people import invent_people
from app.demo.plan import PlannedTicket, deal_openings, plan_tickets
from app.demo.stories.words import PERSONAL
from app.demo.timetable import ZONE, Timetable, make_terms
from app.privacy.text.masker import Masker, Person

NOW = datetime(2026, 11, 23, 4, 54, tzinfo=UTC)


@cache
def _planned() -> tuple[list[PlannedTicket], Masker]:
    """Return 600 tickets of the demo, all openings among them, and the masker of its whole roster."""
    people = invent_people(1, 800)
    timetable = Timetable(make_terms(NOW.astimezone(ZONE).date(), 1), NOW)
    tickets = plan_tickets(
        1, deal_openings(1, 600), people, count_devices(people, date(2026, 11, 22)), timetable
    )
    names = [
        Person(one.given, one.family, one.nick, (), one.username, (one.mail,), (one.phone,), (one.number,))
        for one in people.pupils
    ]
    names += [
        Person(one.given, one.family, username=one.username, mails=(one.mail,)) for one in people.caregivers
    ]
    names += [Person(one.given, one.family, is_staff=True) for one in load_staff()]
    school = load_school()
    words = [room.code for room in school.rooms]
    return tickets, Masker(names, [*words, *school.networks])


def test_what_decides_survives_in_every_story() -> None:
    tickets, masker = _planned()
    lost = []
    for ticket in tickets:
        masked = masker.mask(ticket.text).text
        lost += [
            (ticket.story.key, token)
            for token in ticket.story.openings[ticket.opening].decide
            if token not in masked
        ]
    assert len({ticket.story.key for ticket in tickets}) >= 100
    assert lost == []


def _hidden(ticket: PlannedTicket) -> frozenset[str]:
    """Return the placeholders that the masker must hide: of the staff, who are public by name, not their names."""
    own = {name for name in PERSONAL if name.startswith("me_")}
    return PERSONAL - own if ticket.asker.kind == "staff" else PERSONAL


def test_what_is_personal_in_a_story_does_not_survive() -> None:
    tickets, masker = _planned()
    left = []
    for ticket in tickets:
        masked = masker.mask(ticket.text).text
        told = ticket.story.openings[ticket.opening].text
        left += [
            (ticket.story.key, name, value)
            for name, value in ticket.values.items()
            if name in _hidden(ticket) and f"{{{name}}}" in told and value and value in masked
        ]
    assert left == []
