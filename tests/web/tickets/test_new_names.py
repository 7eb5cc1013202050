"""Who comes into the roster later: what names them already is held, and masked again."""

from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.work import begin
from app.commands.worker import work_through
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.models import metadata
from app.school.people.changes import names_changed
from app.school.people.feeder import name_of_row, raise_version
from app.school.people.models import Person, PersonPrivate
from tests.cast import School
from tests.web.intake.arrange import ask, events, messages, put, text, ticket
from tests.web.tickets.arrange import bodies, claimed, page_of, reply, rows, words

pytestmark = pytest.mark.usefixtures("at_school")


def arrives(school: School, given: str, family: str) -> None:
    """Let a roster bring one student more, as its import does in one transaction."""
    with begin(system_actor(school.district_id)) as work:
        person = new_id()
        common = {"district_id": school.district_id}
        open_row = {"id": person, "site_id": school.site_id, "kind": "student", "active": True}
        work.insert(Person, created_at=work.now, **open_row, **common)
        private = {"person_id": person, "given": given, "family": family}
        names = dict.fromkeys(("middle", "preferred", "username", "number", "mail", "phone", "grade"), "")
        work.insert(PersonPrivate, sourced_id=f"s-{given}", **private, **names, **common)
        raise_version(work)
        row = SimpleNamespace(**private, **names, staff_id=None)
        names_changed(work, school.district_id, [name_of_row(row)])


def test_a_new_name_is_held_at_once_and_masked_again_by_the_worker(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    said = "The Cricket cart does not charge."
    named = claimed(maria, bo, school, text=said)
    bo.post(f"/desk/tickets/{named}/note", data={"note": "The Cricket cart has no light."})
    plain = ask(maria, school, text="The projector hums and the picture is green.")
    assert "Cricket" in page_of(bo, named)
    arrives(school, "Cricket", "Oyelaran")
    held = bo.get(f"/desk/tickets/{named}")
    assert held.status_code == 409 and "being checked" in words(held) and "Cricket" not in text(held)
    assert named not in text(bo.get("/desk")) and plain in text(bo.get("/desk/queue"))
    assert bo.get(f"/desk/tickets/{plain}").status_code == 200
    assert bo.post(f"/desk/tickets/{named}/note", data={"note": "x"}).status_code == 409
    assert okafor.get(f"/teach/tickets/{named}").status_code == 200
    assert "1" in words(okafor.get("/teach/words"))
    work_through()
    page = page_of(bo, named)
    assert "Cricket cart does not" not in page and "Cricket" not in bodies(named)
    assert "Cricket" not in ticket(named).title_masked
    assert events("texts:held")[-1].codes == {"why": "roster", "count": 1}
    assert rows("recheck", why="roster")[0].finished_at is not None


@pytest.mark.parametrize("written", ["77 12 345", "7712-345", "7 7 1 2 3 4 5", "k-77a2"])
def test_a_new_number_is_held_in_whatever_grouping_it_was_written(
    written: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="The projector hums.")
    other = claimed(maria, bo, school, text="The keyboard of 2345 says E0188 and 7712 again.")
    body = f"It is error code {written} now."
    with db.engine("system").connect() as connection, connection.begin():
        message = metadata.tables["message"]
        mine = sa.update(message).where(message.c.ticket_id == ticket(number).id)
        connection.execute(mine.values(body_masked=body))
    with begin(system_actor(school.district_id)) as work:
        row = SimpleNamespace(given="Cricket", family="Oyelaran", preferred="", middle="", username="", mail="",
                              phone="(208) 555-0188", number="K-77A2" if "k" in written else "7712345",
                              staff_id=None)  # fmt: skip
        names_changed(work, school.district_id, [name_of_row(row)])
    assert ticket(number).held_at is not None and ticket(other).held_at is None


def test_staff_who_arrive_hold_nothing(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school, text="The Cricket cart does not charge.")
    with begin(system_actor(school.district_id)) as work:
        row = SimpleNamespace(
            given="Cricket",
            family="Stone",
            preferred="",
            middle="",
            username="",
            mail="",
            phone="",
            number="",
            staff_id=1,
        )
        names_changed(work, school.district_id, [name_of_row(row)])
    assert bo.get(f"/desk/tickets/{number}").status_code == 200


def test_placeholders_keep_their_numbers_and_texts_of_others_are_never_joined(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="Cyrus has the purple cable, ask Cyrus.")
    reply(bo, number, "I will ask Cyrus about the purple cable.")
    before = [row.body_masked for row in messages(number)]
    assert okafor.post(f"/teach/tickets/{number}/words", data={"words": "purple cable"}).status_code == 303
    after = [row.body_masked for row in messages(number)]
    assert before[0].count("⟦name:01⟧") == after[0].count("⟦name:01⟧") == 2
    first, second = ({part[:9] for part in body.split("⟦")[1:]} for body in after)
    assert not first & second and "purple" not in str(after)
    put(number, status="in_progress")
    assert page_of(bo, number)


def test_a_word_that_becomes_a_name_is_released_no_more(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    said = "Please ask Brimlock about the app, brimlock told me to update."
    number = claimed(maria, bo, school, text=said)
    home = f"/teach/tickets/{number}/words"
    assert okafor.post(f"{home}/release", data={"word": "Brimlock"}).status_code == 303
    other = ask(maria, school, text="Now Brimlock told me to wait.")
    assert "Brimlock" in page_of(bo, number) and "Brimlock" in bodies(other)
    arrives(school, "Zadie", "Brimlock")
    assert bo.get(f"/desk/tickets/{number}").status_code == 409
    work_through()
    assert "brimlock" not in page_of(bo, number).lower() and "brimlock" not in bodies(other).lower()
    assert "brimlock" not in ticket(number).title_masked.lower()
    told = words(okafor.get(home))
    assert "Released before somebody came who has that name, and hidden again: Brimlock" in told
    assert "a name now" in words(okafor.get("/teach/words"))
    assert okafor.post(f"{home}/release", data={"word": "Brimlock"}).status_code == 422
    assert okafor.post(f"{home}/release", data={"word": "Brimlock", "sure": "1"}).status_code == 303
    assert "Brimlock" in page_of(bo, number) and "Brimlock" not in bodies(other)
    assert "Released before" not in words(okafor.get(home))
    arrives(school, "Ulla", "Brimlock")  # the teacher said that it means a thing
    work_through()
    assert "Brimlock" in page_of(bo, number)
    reply(bo, number, "Is brimlock open now?")


def test_a_released_phrase_ends_with_any_word_that_is_a_name_now(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="the cricket thing on rosewood page is broken")
    home = f"/teach/tickets/{number}/words"
    assert okafor.post(f"{home}/release", data={"word": "rosewood page"}).status_code == 303
    assert "rosewood page" in page_of(bo, number)
    arrives(school, "Rosewood", "Ash")
    work_through()
    assert "rosewood" not in page_of(bo, number).lower()
