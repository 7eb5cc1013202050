"""One person's data before its time: an officer plans it, a second adult approves it, holds and requests win."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.log.models import Pseudonym
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.models import accounts, curriculum, disclosure, marks, oversight, people, retention, tickets
from tests.cast import NOW, School
from tests.conftest import SignIn
from tests.privacy.acts import change, put, rows
from tests.web.intake.arrange import ask
from tests.web.oversight.acting import act
from tests.web.records.acting import confirm, place_hold, take_request
from tests.web.records.purging import count, left_school, work_off


@pytest.fixture
def closed(school: School, maria: FlaskClient) -> str:
    """A ticket of Maria's that was closed today."""
    number = ask(maria, school, text="Quillfeather sat on the printer and it hums.")
    change(tickets.Ticket, tickets.Ticket.number == number, status="closed", closed_at=NOW)
    return number


def at(school: School, name: str = "maria") -> str:
    return f"/office/records/{school.people[name]}/erase"


def plan(client: FlaskClient, school: School, name: str = "maria") -> int:
    answer = client.post(at(school, name), data={"why": "family"})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def left(school: School, name: str = "maria") -> tuple[int, int]:
    """Return how many titles of a person's tickets are left, and whether the person is named."""
    titles = sa.select(tickets.TicketPrivate.ticket_id).join(
        tickets.Ticket, tickets.Ticket.id == tickets.TicketPrivate.ticket_id
    )
    mine = rows(titles.where(tickets.Ticket.requester_id == school.people[name]))
    return len(mine), count(people.PersonPrivate, people.PersonPrivate.person_id == school.people[name])


def test_two_adults_let_one_person_go(
    closed: str, school: School, cy: FlaskClient, reyes: FlaskClient, adair: FlaskClient
) -> None:
    ask(cy, school, text="The tablet of Maria Quintanilla beeps.")
    others, maria = count(tickets.MessagePrivate), school.people["maria"]
    left_school(school, "maria", 1)
    page = reyes.get(at(school)).get_data(as_text=True)
    assert "go before their time" in page and "1 would go" in page and "One ticket of others" in page
    assert left(school) == (1, 1)
    run = plan(reyes, school)
    waits = reyes.get("/office").get_data(as_text=True)
    assert "waits for a second adult" in waits
    confirm(reyes)
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 403
    assert "An erasure waits for you" in adair.get("/admin").get_data(as_text=True)
    theirs = adair.get(f"/admin/erasures/{run}").get_data(as_text=True)
    assert "Maria Quintanilla" in theirs and "A parent, or a student who is of age" in theirs
    refused = adair.post(f"/admin/erasures/{run}/approve")
    assert refused.status_code == 303 and refused.headers["Location"].startswith("/step-up")
    confirm(adair)
    assert adair.post(f"/admin/erasures/{run}/approve").status_code == 303
    assert left(school) == (1, 1)  # approved, not done
    work_off(school, run)
    assert left(school) == (0, 0) and count(tickets.MessagePrivate) == others - 1
    assert count(accounts.Account, accounts.Account.person_id == maria) == 0
    assert count(disclosure.EventSubject, disclosure.EventSubject.subject_id == maria) == 0
    assert rows(sa.select(Pseudonym.name).where(Pseudonym.person_id == maria))[0].name.startswith("-")
    told = (AuditEvent.codes, AuditEvent.on_behalf_of_id)
    stones = rows(sa.select(*told).where(AuditEvent.tag == Tag.RECORDS_ERASED.value))
    first = next(row for row in stones if row.codes.get("policy") == "ticket")
    assert (first.codes["early"], first.codes["count"], first.codes["days"]) == ("family", 1, 0)
    assert {row.on_behalf_of_id for row in stones} == {school.people["adair"]}
    trail = reyes.get("/office/trail").get_data(as_text=True)
    assert "approved a purge. Before its time, since a family asked for it." in " ".join(
        re.sub(r"<[^>]+>", "", trail).split()
    )
    done = adair.get(f"/admin/erasures/{run}").get_data(as_text=True)
    assert "were erased" in done and "Quintanilla" not in done


@pytest.mark.parametrize("by", ["hold", "request", "hold after the plan"])
def test_a_hold_or_an_open_request_wins(
    by: str, closed: str, school: School, reyes: FlaskClient, adair: FlaskClient
) -> None:
    left_school(school, "maria", 1)
    confirm(reyes)
    run = plan(reyes, school) if "after" in by else 0
    if by == "request":
        take_request(reyes, school)
    else:
        assert place_hold(reyes, scope="person", person=school.people["maria"]) == 303
    if not run:
        page = reyes.get(at(school)).get_data(as_text=True)
        assert "data can go now" in page and "1 kept" in page
        assert reyes.post(at(school), data={"why": "school"}).status_code == 409
        return
    confirm(adair)
    assert adair.post(f"/admin/erasures/{run}/approve").status_code == 303
    work_off(school, run)
    assert left(school) == (1, 1)


def test_whom_the_roster_still_has_loses_closed_tickets_only(
    closed: str, school: School, maria: FlaskClient, reyes: FlaskClient, adair: FlaskClient
) -> None:
    ask(maria, school, text="It beeps.")
    page = reyes.get(at(school)).get_data(as_text=True)
    assert "the roster still has this person" in page and "One ticket not closed yet" in page
    run = plan(reyes, school)
    confirm(adair)
    adair.post(f"/admin/erasures/{run}/approve")
    work_off(school, run)
    assert left(school) == (1, 1)
    assert maria.get("/my").status_code == 200


def test_what_somebody_learned_goes_once_they_left_the_team(
    school: School, reyes: FlaskClient, adair: FlaskClient
) -> None:
    """With the answers they gave in the review, and what was said of their looks; the team goes on without them."""
    tomo = school.people["tomo"]
    common: dict[str, Any] = {"district_id": school.district_id, "student_id": tomo}
    put(curriculum.LessonRead, module="privacy", lesson="one", read_at=NOW, **common)
    look = act(school, "tomo", Tag.TICKET_OPENED, NOW, subjects=[school.people["maria"]])
    _answered(school, tomo, look)
    assert reyes.post(at(school, "tomo"), data={"why": "school"}).status_code == 409  # still on the team
    left_school(school, "tomo", 1)
    run = plan(reyes, school, "tomo")
    confirm(adair)
    adair.post(f"/admin/erasures/{run}/approve")
    work_off(school, run)
    assert count(curriculum.LessonRead, curriculum.LessonRead.student_id == tomo) == 0
    assert left(school, "tomo") == (0, 0)
    assert (count(oversight.ReviewAnswer), count(oversight.Explanation), count(marks.ReviewMark)) == (0, 0, 0)


def _answered(school: School, person: int, look: str) -> None:
    """Let a look be marked, asked about, answered and judged."""
    here = {"district_id": school.district_id, "event_id": look}
    day: dict[str, Any] = {
        "at": NOW,
        "day": NOW.date(),
        "week_on": NOW.date() - timedelta(days=NOW.weekday()),
    }
    mark = {
        "slot": "1",
        "tag": "ticket:opened",
        "look": True,
        "state": "unexplained",
        "codes": [],
        "words": [],
    }
    put(marks.ReviewMark, person_id=person, own_outcome="done", own_told={}, **here, **day, **mark)
    asked = {"person_id": person, "asked_by_id": 1, "asked_at": NOW, "due_at": NOW, "code": "x"}
    question = put(oversight.ReviewQuestion, **here, **asked)
    said = {"district_id": school.district_id, "words": "Quillfeather asked me.", "answered_at": NOW}
    put(oversight.ReviewAnswer, question_id=question, **said)
    put(oversight.Explanation, verdict="fine", words="Quillfeather did.", by_id=1, explained_at=NOW, **here)


def test_a_word_is_needed_and_nobody_decides_on_their_own(
    closed: str, school: School, reyes: FlaskClient, okafor: FlaskClient, adair: FlaskClient, sign_in: SignIn
) -> None:
    assert reyes.post(at(school), data={}).status_code == 422
    assert reyes.post(at(school), data={"why": "spring cleaning"}).status_code == 422
    assert reyes.get(at(school, "reyes")).status_code == 403
    assert reyes.get("/office/records/5/erase").status_code == 404
    assert okafor.get(at(school)).status_code == 403
    run = plan(reyes, school)
    change(retention.PurgeRun, retention.PurgeRun.id == run, person_id=school.people["adair"])
    confirm(adair)
    assert adair.post(f"/admin/erasures/{run}/approve").status_code == 403
    change(retention.PurgeRun, retention.PurgeRun.id == run, person_id=school.people["maria"])
    assert adair.post(f"/admin/erasures/{run}/drop").status_code == 303
    assert count(retention.PurgeUnit) == 0 and left(school)[0] == 1
    assert adair.get("/admin/erasures/7").status_code == 404
