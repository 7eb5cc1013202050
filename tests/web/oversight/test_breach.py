"""A breach is worked out from the log: accounts × window × fields × people, and who must be told by when."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.audit.work import look
from app.commands.privacy_office import chosen_district
from app.identity.actor import Actor, system_actor
from app.identity.rights import Clearance, Hat
from app.kernel.errors import Invalid
from app.kernel.ids import new_event_id
from app.oversight.breach import printed, services
from app.oversight.breach.services import Asked, assess_breach
from app.oversight.breach.view_models import Breach
from app.oversight.disclosure.index import index_events
from tests.cast import School
from tests.web.oversight.mask import events

DAY = datetime(2026, 11, 3, 18, tzinfo=UTC)


@pytest.fixture
def log(school: School, owner: sa.Engine) -> Any:
    """Return a function that writes an event of somebody of the cast."""

    def put(who: str, at: datetime, subjects: list[str | int], fields: list[str], **more: Any) -> None:
        values = {
            "id": new_event_id(),
            "occurred_at": at,
            "district_id": school.district_id,
            "site_id": school.site_id,
            "tag": "queue:seen",
            "actor_id": school.people[who],
            "actor_role": "desk:technician",
            "clearance": "staff",
            "subjects": [school.people[one] if isinstance(one, str) else one for one in subjects],
            "fields": fields,
            "purpose": "",
            "basis": "school_official",
            "outcome": "done",
            "codes": {},
        } | more
        with owner.begin() as c:
            c.execute(sa.insert(m.audit.AuditEvent).values(**values))

    return put


@pytest.fixture
def seen(log: Any) -> None:
    """Dana saw Maria twice and Cy once in the week; others and other weeks do not count."""
    log("dana", DAY, ["maria", "cy"], ["name", "title"])
    log("dana", DAY + timedelta(hours=1), ["maria"], ["name"])
    log("dana", DAY + timedelta(days=1), ["bo"], [])
    log("dana", DAY + timedelta(days=1), ["tomo"], ["name"], outcome="refused")
    log("dana", DAY + timedelta(days=1), ["dana"], ["name"])
    log("dana", DAY - timedelta(days=20), ["ines"], ["name"])
    log("lind", DAY, ["ines"], ["name"])


def ask(school: School, names: bool = False, **more: Any) -> Breach:
    asked: dict[str, Any] = {
        "accounts": ("dana",),
        "since": date(2026, 11, 1),
        "until": date(2026, 11, 7),
    } | more
    with look(system_actor(school.district_id)) as work:
        return assess_breach(work, Asked(discovered=date(2026, 11, 8), **asked), names=names)


def test_fields_and_people_of_the_window(school: School, seen: None) -> None:
    found = ask(school)
    assert {line.id for line in found.people} == {school.people["maria"], school.people["cy"]}
    assert [(line.code, line.people, line.looks) for line in found.fields] == [
        ("name", 2, 3),
        ("title", 2, 2),
    ]
    maria = next(line for line in found.people if line.id == school.people["maria"])
    assert (maria.looks, maria.fields, maria.name) == (3, ("name", "title"), "")
    assert (found.handled, found.refused, found.events) == (1, 1, 5)
    assert [(days, by) for _, days, by in found.due] == [
        (10, date(2026, 11, 18)),
        (30, date(2026, 12, 8)),
        (60, date(2027, 1, 7)),
    ]


def test_a_day_is_the_districts_day(school: School, log: Any) -> None:
    log("dana", datetime(2026, 11, 8, 5, tzinfo=UTC), ["maria"], ["name"])  # ten in the evening of the 7th
    log("dana", datetime(2026, 11, 8, 8, tzinfo=UTC), ["cy"], ["name"])  # one in the morning of the 8th
    assert {line.id for line in ask(school).people} == {school.people["maria"]}


def test_a_moment_is_told_on_the_districts_clock(school: School, reyes: FlaskClient, log: Any) -> None:
    log("dana", datetime(2026, 11, 8, 5, 5, tzinfo=UTC), ["maria"], ["name"])  # ten in the evening of the 7th
    page = reyes.post("/office/breach", data=FORM).get_data(as_text=True)
    assert page.count(">Nov 7, 10:05 PM<") == 2
    text = reyes.post("/office/breach/file.csv", data=FORM).get_data(as_text=True)
    assert text.count("2026-11-07 22:05") == 2
    assert "2026-11-07 to 2026-11-07" in "\n".join(printed.lines(ask(school)))


def test_only_one_field_or_one_person(school: School, seen: None) -> None:
    assert [line.code for line in ask(school, fields=("title",)).fields] == ["title"]
    one = ask(school, subjects=(school.people["cy"],))
    assert [line.id for line in one.people] == [school.people["cy"]]
    with pytest.raises(Invalid):
        ask(school, fields=("shoe_size",))


def test_pieces_add_up(school: School, log: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(7):
        log("dana", DAY + timedelta(minutes=minute // 3), ["maria"], ["name"])
    monkeypatch.setattr(services, "PIECE", 2)
    found = ask(school)
    assert (found.events, found.fields[0].looks) == (7, 7)


def test_a_hidden_word_without_a_person_names_the_ticket(school: School, log: Any, owner: sa.Engine) -> None:
    from tests.web.oversight.mask import ticket

    number = ticket(school, owner, "maria", "JCM-24070", "R-1A1")
    with owner.connect() as c:
        key = c.execute(sa.select(m.tickets.Ticket.id).where(m.tickets.Ticket.number == number)).scalar()
    log("bo", DAY, [], ["word"], tag="word:revealed", ticket_id=key)
    found = ask(school, accounts=("bo",))
    assert found.unnamed == ((number, 1),)
    assert any(number in line for line in printed.lines(found))


def test_who_saw_one_person_without_an_account(school: School, seen: None) -> None:
    index_events(school.district_id)
    found = ask(school, accounts=(), subjects=(school.people["ines"],))
    assert [line.id for line in found.people] == [school.people["ines"]]
    with pytest.raises(Invalid):
        ask(school, accounts=())


def test_a_mistyped_key_is_refused_and_does_not_say_that_nobody_was_affected(
    school: School, seen: None, owner: sa.Engine
) -> None:
    with owner.connect() as c:
        foreign = m.people.Person.district_id != school.district_id
        stranger = int(c.execute(sa.select(m.people.Person.id).where(foreign).limit(1)).scalar_one())
    for accounts in (("dana",), ()):
        for key in (5, stranger):
            with pytest.raises(Invalid, match=f"Nobody in this district has the key {key}"):
                ask(school, accounts=accounts, subjects=(school.people["maria"], key))


def test_who_was_erased_can_still_be_asked_for(school: School, log: Any, owner: sa.Engine) -> None:
    log("dana", DAY, [987654321], ["name"])
    index_events(school.district_id)
    assert [line.id for line in ask(school, subjects=(987654321,)).people] == [987654321]


def test_a_district_that_was_put_away_is_not_offered(school: School, owner: sa.Engine) -> None:
    """After the demo was left, the commands mean the school's own district."""
    with look(system_actor(0)) as work, pytest.raises(Invalid):
        chosen_district(work, "")
    org = m.places.Org
    with owner.begin() as c:
        others = org.district_id != school.district_id
        code = c.execute(sa.select(org.code).where(others, org.id == org.district_id)).scalar_one()
        c.execute(sa.update(org).where(others).values(active=False))
    with look(system_actor(0)) as work:
        assert chosen_district(work, "") == school.district_id
        with pytest.raises(Invalid):
            chosen_district(work, code or "AWAY")


def test_another_districts_account_is_unknown(school: School, seen: None) -> None:
    with pytest.raises(Invalid):
        ask(school, accounts=("alder",))


def test_asking_is_an_event_with_its_people(school: School, seen: None) -> None:
    ask(school, names=True)
    (event,) = events("breach:assessed")
    assert set(event.subjects) == {school.people[one] for one in ("dana", "maria", "cy")}
    assert (event.fields, event.codes["count"]) == (["name"], 2)


def test_the_terminal_says_keys_unless_names_are_asked_for(school: School, seen: None) -> None:
    keys = "\n".join(printed.lines(ask(school)))
    assert str(school.people["maria"]) in keys and "Quintanilla" not in keys
    assert "Quintanilla, Maria" in "\n".join(printed.lines(ask(school, names=True)))


FORM = {"accounts": "dana", "since": "2026-11-01", "until": "2026-11-07", "discovered": "2026-11-08"}


def test_the_page_names_people_and_days(reyes: FlaskClient, seen: None) -> None:
    assert reyes.get("/office/breach").status_code == 200
    answer = reyes.post("/office/breach", data=FORM)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "2 people’s data was shown" in page and "Quintanilla, Maria" in page
    assert "Nov 18, 2026" in page and "Jan 7, 2027" in page
    narrowed = reyes.post("/office/breach", data={**FORM, "number": "5550113"}).get_data(as_text=True)
    assert "Abernathy, Cyrus" in narrowed and "Quintanilla" not in narrowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"accounts": "nobody.here"},
        {"accounts": ""},
        {"until": "2026-10-01"},
        {"since": ""},
        {"number": "999"},
        {"field": "shoe_size"},
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    reyes: FlaskClient, seen: None, wrong: dict[str, str]
) -> None:
    answer = reyes.post("/office/breach", data={**FORM, **wrong})
    assert answer.status_code == 422
    assert "error-summary" in answer.get_data(as_text=True)


def test_the_file_runs_as_no_formula(
    reyes: FlaskClient, seen: None, school: School, owner: sa.Engine
) -> None:
    with owner.begin() as c:
        named = sa.update(m.people.PersonPrivate).where(
            m.people.PersonPrivate.person_id == school.people["maria"]
        )
        c.execute(named.values(family="=HYPERLINK(1)"))
    text = reyes.post("/office/breach/file.csv", data=FORM).get_data(as_text=True)
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(lines) == 3
    assert any(cell.startswith("'=HYPERLINK") for line in lines for cell in line)
    assert [row.codes["kind"] for row in events("record:exported")] == ["breach"]


def test_a_long_log_is_read_by_its_index(school: School) -> None:
    from app.kernel import db
    from app.oversight.breach import queries

    actor = Actor(1, school.district_id, Hat.OFFICE, Clearance.STAFF)
    asked = queries.seen(actor, [5], [], DAY, DAY + timedelta(days=9))
    with db.engine("system").connect() as c:
        told = asked.compile(c, compile_kwargs={"literal_binds": True})
        if not db.is_sqlite():
            c.execute(sa.text("SET LOCAL enable_seqscan = off"))  # a table of a few rows would be read whole
        plan = c.execute(sa.text(f"EXPLAIN {'QUERY PLAN ' if db.is_sqlite() else ''}{told}"))
        assert "ix_audit_event" in str(plan.all())
