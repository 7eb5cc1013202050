"""A teacher or the privacy officer sees a ticket as a chosen person sees it, and nothing happens in that name."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.accounts.actors import actor_seen_by
from app.audit.work import UnrecordedWrite, begin, chore
from app.identity.actor import Actor
from app.identity.rights import Clearance, Hat
from tests.cast import School
from tests.web.oversight.mask import events, read, ticket


@pytest.fixture
def asked(school: School, owner: sa.Engine) -> str:
    """Maria's ticket, owned by Bo."""
    return ticket(
        school, owner, "maria", "JCM-24060", "R-5T5", status="in_progress", owner_id=school.people["bo"]
    )


def body_of(page: str) -> str:
    """The ticket's head and line of time: what both pages draw, without what can be done on it."""
    found = re.search(r"<h1>.*?</ol>", page, re.DOTALL)
    assert found
    return re.sub(r' <a href="[^"]*">(Show[^<]*)</a>\.', "", found.group(0))


def test_whom_the_list_names_is_recorded(okafor: FlaskClient, reyes: FlaskClient, school: School) -> None:
    """Shape: one event a page, for each of those whose names it shows."""
    for client, hat, who in ((okafor, "teach", "okafor"), (reyes, "office", "reyes")):
        before = len(events("people:seen"))
        assert "independent" in read(client, f"/{hat}/see-as")
        (seen,) = events("people:seen")[before:]
        assert (seen.actor_id, seen.fields) == (school.people[who], ["name"])
        assert {school.people["bo"], school.people["cy"]} <= set(seen.subjects)


def test_it_is_the_very_page_of_that_person(
    okafor: FlaskClient, bo: FlaskClient, school: School, asked: str
) -> None:
    theirs = read(bo, f"/desk/tickets/{asked}")
    along = read(okafor, f"/teach/see-as/{asked}?person={school.people['bo']}")
    assert body_of(along) == body_of(theirs)
    assert "Quintanilla" not in along and "As typed" not in along
    assert "R-5T5" in along and "Room 118" in along
    assert "You only look" in along


def test_another_tech_sees_no_room_and_nothing_can_be_done(
    okafor: FlaskClient, school: School, asked: str
) -> None:
    along = read(okafor, f"/teach/see-as/{asked}?person={school.people['cy']}")
    assert "Room 118" not in along
    main = along.split('id="main"')[-1]
    assert "<textarea" not in main
    assert f'action="/desk/tickets/{asked}' not in along and f'action="/teach/tickets/{asked}' not in along


def test_what_is_hidden_says_so(okafor: FlaskClient, school: School, owner: sa.Engine) -> None:
    secret = ticket(school, owner, "maria", "JCM-24061", "R-6T6", sensitive=True)
    along = read(okafor, f"/teach/see-as/{secret}?person={school.people['bo']}")
    assert "To Bo there is no such ticket" in along
    lax = read(okafor, f"/teach/see-as/{secret}?person={school.people['lax']}")
    assert "privacy module" in lax


def test_one_event_in_the_name_of_who_looked(reyes: FlaskClient, school: School, asked: str) -> None:
    before = len(events("ticket:opened"))
    read(reyes, f"/office/see-as/{asked}?person={school.people['bo']}")
    (event,) = events("ticket:previewed")
    assert event.actor_id == school.people["reyes"]
    assert event.codes["person"] == school.people["bo"]
    assert school.people["maria"] in event.subjects
    assert len(events("ticket:opened")) == before


def test_a_technician_is_seen_with_names(okafor: FlaskClient, school: School, asked: str) -> None:
    assert "Quintanilla" in read(okafor, f"/teach/see-as/{asked}?person={school.people['dana']}")


def test_only_people_and_tickets_that_one_looks_after(
    okafor: FlaskClient, reyes: FlaskClient, school: School, asked: str
) -> None:
    for person in ("maria", "reyes", "okafor"):
        assert okafor.get(f"/teach/see-as/{asked}?person={school.people[person]}").status_code == 404
    assert okafor.get(f"/teach/see-as/JCM-1?person={school.people['bo']}").status_code == 404
    assert reyes.get(f"/office/see-as/{asked}?person=x").status_code == 404
    assert events("ticket:previewed") == []
    choice = okafor.get(f"/teach/see-as?ticket={asked}&person={school.people['bo']}")
    assert choice.status_code == 303


def test_nothing_is_written_in_the_others_name(school: School) -> None:
    viewer = Actor(school.people["okafor"], school.district_id, Hat.TEACH, Clearance.STAFF)
    other = actor_seen_by(viewer, school.people["bo"])
    assert other is not None and other.masked and other.seen_by_id == viewer.person_id
    for way in (begin, chore):
        with pytest.raises(UnrecordedWrite), way(other):
            pass
    assert actor_seen_by(viewer, school.people["maria"]) is None
