"""Words that people hide or release: on one ticket, in every text of the school, and again when names change."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.work import look
from app.commands.worker import work_through
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.models import metadata
from app.school.people import feeder
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, text
from tests.web.tickets.arrange import bodies, claimed, page_of, reply, rows, words

pytestmark = pytest.mark.usefixtures("at_school")


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
