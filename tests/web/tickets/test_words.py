"""Words that people hide or release: on one ticket, in every text of the school, and again when names change."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.work import begin, look
from app.commands.worker import work_through
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.models import metadata
from app.school.people import feeder
from app.school.people.changes import names_changed
from app.school.people.feeder import name_of_row, raise_version
from app.school.people.models import Person, PersonPrivate
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, messages, put, text, ticket
from tests.web.tickets.arrange import claimed, morning, reply, rows, words


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


def bodies(number: str) -> str:
    """Return everything that students read of a ticket's messages."""
    return " / ".join(row.body_masked for row in messages(number))


def page_of(tech: FlaskClient, number: str) -> str:
    answer = tech.get(f"/desk/tickets/{number}")
    assert answer.status_code == 200, words(answer)
    return text(answer)


def test_a_requester_marks_words_when_asking(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    said = "The sticker with the blue dragon fell off my loaner."
    number = claimed(maria, bo, school, text=said, private="blue dragon, loaner")
    assert "dragon" not in page_of(bo, number) and "loaner" not in bodies(number)
    assert said in text(maria.get(f"/my/tickets/{number}"))
    assert "dragon" not in str([row.codes for row in events("ticket:asked")])


def test_a_requester_marks_words_later_and_earlier_texts_follow(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="The sticker with the blue dragon fell off.")
    assert "dragon" in page_of(bo, number)
    maria.post(
        f"/my/tickets/{number}", data={"text": "Please hide the dragon.", "act": "reply", "private": "Dragon"}
    )
    assert "dragon" not in page_of(bo, number).lower()
    assert "dragon" not in text(bo.get("/desk/search?q=dragon")).replace('value="dragon"', "").replace(
        "“dragon”", ""
    )
    assert events("word:hidden")[-1].codes["count"] == 1
    reply(bo, number, "Is the DRAGON still there?")
    assert "dragon" not in bodies(number).lower()


def test_a_teacher_hides_words_on_a_ticket_and_everywhere(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    first = claimed(maria, bo, school, text="The Chromebook of the chess captain will not turn on.")
    other = ask(maria, school, text="The chess captain is late because the lab is locked.")
    home = f"/teach/tickets/{first}/words"
    assert okafor.post(home, data={"words": ""}).status_code == 422
    assert okafor.post(home, data={"words": "chess captain", "everywhere": "1"}).status_code == 303
    assert "chess captain" not in bodies(first)
    assert bo.get(f"/desk/tickets/{other}").status_code == 409  # held until the worker is done
    assert "This ticket is being checked." in words(bo.get(f"/desk/tickets/{other}"))
    assert other not in text(bo.get("/desk/queue"))
    work_through()
    assert "chess captain" not in page_of(bo, other)
    third = ask(maria, school, text="Ask the chess captain for the cable.")
    assert "chess captain" not in bodies(third)


def test_a_teacher_releases_a_word_and_future_texts_benefit(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="Zorbtastic told me to update.")
    assert "Zorbtastic" not in bodies(number)
    home = f"/teach/tickets/{number}/words"
    assert "Zorbtastic" in text(okafor.get(home))
    assert okafor.post(f"{home}/release", data={"word": "Zorbtastic"}).status_code == 303
    assert "Zorbtastic" in page_of(bo, number)
    later = ask(maria, school, text="Now Zorbtastic told me to wait.")
    assert "Zorbtastic" in bodies(later)
    released = events("word:released")[-1]
    assert released.codes == {"everywhere": True, "named": False} and "Zorb" not in str(released)


def test_a_name_is_released_on_one_ticket_only_after_a_warning(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="The projector shows the Abernathy logo and freezes.")
    home = f"/teach/tickets/{number}/words"
    warned = okafor.post(f"{home}/release", data={"word": "Abernathy"})
    assert warned.status_code == 422 and "name of somebody in the roster" in words(warned)
    assert "Abernathy" not in page_of(bo, number)
    assert okafor.post(f"{home}/release", data={"word": "Abernathy", "sure": "1"}).status_code == 303
    assert "Abernathy" in page_of(bo, number)
    assert "Abernathy" not in bodies(ask(maria, school, text="Abernathy has my charger."))
    assert rows("site_word", district_id=school.district_id) == []


def test_what_the_requester_marked_and_what_is_a_contact_is_never_released(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, dana: FlaskClient, school: School
) -> None:
    said = "Call (208) 555-0142 about the purple case."
    number = claimed(maria, bo, school, text=said, private="purple case")
    home = f"/teach/tickets/{number}/words"
    assert okafor.post(f"{home}/release", data={"word": "purple case"}).status_code == 409
    assert okafor.post(f"{home}/release", data={"word": "(208) 555-0142"}).status_code == 403
    assert okafor.post(f"{home}/release", data={"word": "charger"}).status_code == 422
    assert dana.post(f"/desk/tickets/{number}/words/release", data={"word": "purple case"}).status_code == 403
    assert bo.get(f"/desk/tickets/{number}/words").status_code == 403
    assert bo.get("/teach/words").status_code == 403


def test_the_schools_words(maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school, text="Gizmolandia is slow on JVSD-Guezt today.")
    assert "Gizmolandia" not in bodies(number)
    assert okafor.post("/teach/words", data={"kind": "app", "words": "Gizmolandia"}).status_code == 303
    work_through()
    assert "Gizmolandia" in page_of(bo, number)
    assert okafor.post("/teach/words", data={"kind": "app", "words": "gizmolandia"}).status_code == 409
    assert okafor.post("/teach/words", data={"kind": "app", "words": "Abernathy"}).status_code == 422
    assert "Gizmolandia" in words(okafor.get("/teach/words"))
    word = rows("site_word", words="Gizmolandia")[0].id
    assert okafor.post(f"/teach/words/{word}/drop").status_code == 303
    assert bo.get(f"/desk/tickets/{number}").status_code == 409
    work_through()
    assert "Gizmolandia" not in page_of(bo, number)
    assert okafor.post(f"/teach/words/{word}/drop").status_code == 409


def test_another_school_loosens_no_word_of_ours(
    okafor: FlaskClient, sign_in: SignIn, adair: FlaskClient, school: School
) -> None:
    second = {"id": new_id(), "district_id": school.district_id, "parent_id": school.district_id}
    named = {"kind": "school", "name": "Nettle Middle School", "code": "NMS", "timezone": "America/Denver"}
    with db.engine("system").begin() as c:
        tables, who = metadata.tables, school.people["brandt"]
        c.execute(sa.insert(tables["org"]).values(**second, **named))
        c.execute(
            sa.update(tables["person"]).values(site_id=second["id"]).where(tables["person"].c.id == who)
        )
        role = {"id": new_id(), "person_id": who, "org_id": second["id"], "role": "supervising_teacher"}
        c.execute(sa.insert(tables["membership"]).values(district_id=school.district_id, **role))
    theirs = sign_in("brandt")
    for kind, typed in (("hide", "Bluebird"), ("app", "Zanzibar")):
        assert okafor.post("/teach/words", data={"kind": kind, "words": typed}).status_code == 303
    for typed in ("Bluebird", "Zanzibar"):
        word = rows("site_word", words=typed)[0].id
        assert "Another school added this word." in text(theirs.get("/teach/words"))
        assert theirs.post(f"/teach/words/{word}/drop").status_code == 403
    assert theirs.post("/teach/words", data={"kind": "app", "words": "Bluebird"}).status_code == 403
    assert {row.kind for row in rows("site_word")} == {"hide", "app"}
    assert theirs.post("/teach/words", data={"kind": "hide", "words": "Zanzibar"}).status_code == 303
    assert okafor.post(f"/teach/words/{word}/drop").status_code == 403  # who hid it takes it off
    refused = [row.actor_id for row in rows("audit_event", tag="words:changed") if row.outcome == "refused"]
    assert sorted(refused) == sorted(school.people[name] for name in ("brandt", "brandt", "brandt", "okafor"))
    bluebird = rows("site_word", words="Bluebird")[0].id
    assert okafor.post(f"/teach/words/{bluebird}/drop").status_code == 303
    assert adair.post(f"/admin/words/{word}/drop").status_code == 303


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


def test_a_word_is_hidden_in_the_title_as_in_the_text_of_the_same_author(school: School) -> None:
    text, title = "Ask Brimlock about it, he knows.", "The Brimlock app does not open"
    with look(system_actor(school.district_id)) as work:
        assert "Brimlock" in feeder.mask(work, title).text
        masked, named = feeder.mask_with_title(work, text, title)
        assert "Brimlock" not in masked.text and "Brimlock" not in named.text
        numbers = {span.number for span in (*masked.spans, *named.spans)}
        assert len(numbers) == 2 and named.next_number == 3
        masked, named = feeder.mask_with_title(work, title, text)
        assert "Brimlock" not in masked.text and "Brimlock" not in named.text
