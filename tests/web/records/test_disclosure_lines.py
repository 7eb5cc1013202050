"""The lines of a record are made from events afterwards: none is left out, none stays that nobody made."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.log.forgetting import forget
from app.audit.log.models import Pseudonym
from app.audit.tags import Tag
from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel import clock
from app.models import disclosure
from app.oversight.disclosure.holding import astray, make_anew
from app.oversight.disclosure.index import index_events
from tests.cast import NOW, School
from tests.privacy.acts import rows
from tests.web.oversight.acting import act
from tests.web.records.acting import cells


def lines_of(school: School) -> list[str]:
    mine = disclosure.EventSubject.subject_id == school.people["maria"]
    return [row.event_id for row in rows(sa.select(disclosure.EventSubject.event_id).where(mine))]


def test_an_event_that_commits_late_is_found(school: School, reyes: FlaskClient) -> None:
    maria = [school.people["maria"]]
    act(school, "dana", Tag.TICKET_OPENED, NOW, subjects=maria)
    index_events(school.district_id)
    act(school, "dana", Tag.PEOPLE_SEEN, NOW - timedelta(minutes=3), subjects=maria)
    index_events(school.district_id)
    index_events(school.district_id)
    assert len(cells(reyes, school)) == 2


def test_a_clock_that_was_ahead_leaves_nothing_out(school: School, reyes: FlaskClient) -> None:
    maria = [school.people["maria"]]
    act(school, "dana", Tag.TICKET_OPENED, NOW + timedelta(hours=3), subjects=maria)
    with clock.at(NOW + timedelta(hours=3)):
        index_events(school.district_id)
    with clock.at(NOW + timedelta(minutes=5)):
        index_events(school.district_id)
    act(school, "dana", Tag.PEOPLE_SEEN, NOW + timedelta(minutes=30), subjects=maria)
    with clock.at(NOW + timedelta(hours=4)):
        index_events(school.district_id)
        assert len(lines_of(school)) == 2


def test_nobody_who_was_erased_is_listed_again(school: School) -> None:
    """The next pass begins some minutes back, and later events may still name them."""
    maria = school.people["maria"]
    act(school, "dana", Tag.TICKET_OPENED, NOW, subjects=[maria])
    index_events(school.district_id)
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        work.execute(sa.delete(disclosure.EventSubject).where(disclosure.EventSubject.subject_id == maria))
        forget(work, [maria])
        work.record(Tag.RECORDS_ERASED, count=1)
    act(school, "dana", Tag.PEOPLE_SEEN, NOW, subjects=[maria, school.people["bo"]])
    index_events(school.district_id)
    assert lines_of(school) == []


@pytest.mark.parametrize("way", ["deleted", "another's", "moved", "late", "added", "forgotten"])
def test_a_line_that_somebody_changed_is_told_and_made_anew(
    way: str, school: School, owner: sa.Engine
) -> None:
    """An administrator wants a line of a record gone: the events say what it was."""
    s, maria, bo = disclosure.EventSubject, school.people["maria"], school.people["bo"]
    long_ago = NOW - timedelta(days=1)
    seen = act(school, "dana", Tag.TICKET_OPENED, long_ago, subjects=[maria])
    act(school, "reyes", Tag.PEOPLE_SEEN, long_ago, subjects=[maria])
    act(school, "dana", Tag.PEOPLE_SEEN, NOW, subjects=[maria])
    index_events(school.district_id)
    assert astray() == []
    (line,) = rows(sa.select(s).where(s.event_id == seen))
    (other,) = set(rows(sa.select(s.party_id))) - {(line.party_id,)}
    with owner.begin() as c:
        if way == "deleted":
            c.execute(sa.delete(s).where(s.event_id == seen))
        elif way == "added":
            c.execute(sa.insert(s).values(**{**line._mapping, "event_id": "f" * 32}))
        elif way == "forgotten":
            c.execute(sa.insert(Pseudonym).values(person_id=bo, name="-0", salt=""))
        else:
            values = {
                "another's": {"party_id": other[0]},
                "moved": {"subject_id": bo},
                "late": {"occurred_at": NOW},
            }
            c.execute(sa.update(s).where(s.event_id == seen).values(**values[way]))
    assert astray()[0].event_id == {"added": "f" * 32, "forgotten": ""}.get(way, seen)
    make_anew()
    if way != "forgotten":
        assert astray() == [] and set(rows(sa.select(s).where(s.event_id == seen))) == {line}
