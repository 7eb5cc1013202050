"""The counter: matched or one and the same screen, never a name."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.helpdesk.intake.counter.services import MOST_FOR_ONE, MOST_MISSES
from app.kernel import clock
from tests.cast import PEOPLE, School
from tests.conftest import SignIn
from tests.privacy.acts import seen
from tests.web.apart.arrange import keep
from tests.web.intake.arrange import CANARIES, events, form, messages, school_day, text, ticket, tickets

MARIA, BO = PEOPLE["maria"][3], PEOPLE["bo"][3]
TEACHER = "/desk/counter/teacher"
SAID = "My Chromebook drops off the Wi-Fi in the gym. Cyrus Abernathy has it too."


def matched(tech: FlaskClient, number: str = MARIA) -> str:
    """Type a number and return where the tech is led."""
    answer = tech.post("/desk/counter", data={"number": number})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def entry(school: School, **changes: str) -> dict[str, str]:
    """Return a filled form of the counter."""
    filled = form(school)
    return {
        **{key: filled[key] for key in ("category", "text", "room", "once")},
        "text": SAID,
        "tag": "",
        **changes,
    }


def test_a_matched_person_gets_a_ticket_and_the_next_one_can_come(bo: FlaskClient, school: School) -> None:
    where = matched(bo)
    page = text(bo.get(where))
    assert "Matched" in page and "Quintanilla" not in page and "Maria" not in page
    answer = bo.post(where, data=entry(school))
    assert answer.status_code == 303 and answer.headers["Location"] == "/desk/counter"
    (row,) = tickets()
    assert row.requester_id == school.people["maria"] and row.entered_by_id == school.people["bo"]
    assert (row.channel, row.status, row.requester_kind) == ("counter", "queued", "student")
    page = text(bo.get("/desk/counter"))
    assert f"{row.number} is written down. It is in the queue." in page and "autofocus" in page
    event = events("counter:matched")[0]
    assert event.outcome == "matched" and event.subjects == [school.people["maria"]]
    assert event.actor_id == school.people["bo"] and MARIA not in str(event)


def test_the_requester_follows_it_and_reads_what_was_typed(
    bo: FlaskClient, cy: FlaskClient, maria: FlaskClient, school: School
) -> None:
    bo.post(matched(bo), data=entry(school))
    number = tickets()[0].number
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "Cyrus Abernathy has it too" in page
    assert messages(number)[0].body == SAID
    masked = text(cy.get(f"/desk/tickets/{number}"))
    assert not [canary for canary in (*CANARIES, "Quintanilla") if canary in masked]
    own = text(bo.get(f"/desk/tickets/{number}"))
    assert SAID in own and "Quintanilla" not in own, "who took it down reads their own words as typed"
    queue = text(bo.get("/desk/queue"))
    assert "What you wrote down at the counter" in own and "What you wrote down at the counter" in queue


@pytest.mark.parametrize("number", ["5559999", BO, "0", "' OR 1=1 --", "%", "x" * 500, "5550111 5550112"])
def test_every_reason_against_ends_on_the_same_screen(bo: FlaskClient, number: str) -> None:
    assert matched(bo, number) == TEACHER


def test_private_matters_end_on_the_same_screen_too(bo: FlaskClient, okafor: FlaskClient) -> None:
    answer = bo.post("/desk/counter/private")
    assert answer.headers["Location"] == TEACHER
    assert "A teacher takes this." in text(bo.get(TEACHER))
    assert "needs a teacher at the counter." in text(okafor.get("/teach/waiting"))


def test_people_without_a_number_are_never_matched(bo: FlaskClient) -> None:
    assert bo.post("/desk/counter", data={"number": ""}).status_code == 422
    assert matched(bo, " \x00 ") == TEACHER
    assert [event.outcome for event in events("counter:matched")] == ["unmatched"]


def test_trying_numbers_out_is_stopped_for_an_hour(sign_in: SignIn) -> None:
    with clock.at(school_day(hour=9)):
        bo, ines = sign_in("bo"), sign_in("ines")
        for number in range(MOST_MISSES):
            assert matched(bo, f"55590{number:02}") == TEACHER
        assert matched(bo) == TEACHER
        assert matched(ines) != TEACHER
    with clock.at(school_day(hour=9) + timedelta(minutes=61)):
        assert matched(sign_in("bo")) != TEACHER


def test_a_slip_is_one_techs_for_ten_minutes(sign_in: SignIn, school: School) -> None:
    with clock.at(school_day(hour=9)):
        bo = sign_in("bo")
        where = matched(bo)
        assert sign_in("ines").get(where).status_code == 409
        assert sign_in("ines").post(where, data=entry(school)).status_code == 409
    with clock.at(school_day(hour=9, minute=11)):
        again = sign_in("bo")
        assert again.get(where).status_code == 409
        assert again.post(where, data=entry(school)).status_code == 409
    assert not tickets()


def test_whose_device_it_is_is_yes_or_no(bo: FlaskClient, school: School) -> None:
    import sqlalchemy as sa

    from app.helpdesk.devices.models import DeviceHolder
    from app.kernel import db

    bo.post(matched(bo), data=entry(school, tag="JC-03318"))
    assert "The device is theirs: no." in text(bo.get("/desk/counter"))
    held = {"device_id": school.devices["JC-03318"], "district_id": school.district_id}
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(DeviceHolder).values(person_id=school.people["maria"], **held))
    bo.post(matched(bo), data=entry(school, tag="jc-03318"))
    assert "The device is theirs: yes." in text(bo.get("/desk/counter"))
    assert [row.device_theirs for row in tickets()] == [False, True]


def test_own_devices_are_offered_to_their_holder_only(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    import sqlalchemy as sa

    from app.helpdesk.devices.models import DeviceHolder
    from app.kernel import db

    held = {"device_id": school.devices["JC-03318"], "district_id": school.district_id}
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(DeviceHolder).values(person_id=school.people["maria"], **held))
    assert "My Chromebook 3110, tag JC-03318" in text(maria.get("/my/ask"))
    assert "JC-03318, " not in text(bo.get("/my/ask")) and "My Chromebook" not in text(bo.get("/my/ask"))
    maria.post("/my/ask", data=form(school, device="JC-03318"))
    assert tickets()[0].device_theirs is True


def test_an_adults_kind_is_said_to_be_an_adults(bo: FlaskClient, school: School) -> None:
    bo.post(matched(bo), data=entry(school, category="accounts"))
    assert ticket(tickets()[0].number).status == "new"
    assert "An adult takes it." in text(bo.get("/desk/counter"))


def test_a_double_click_at_the_counter_makes_one_ticket(bo: FlaskClient, school: School) -> None:
    where = matched(bo)
    sent = entry(school, once="c" * 24)
    assert [bo.post(where, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(tickets()) == 1


def test_a_failed_entry_keeps_the_words(bo: FlaskClient, school: School) -> None:
    answer = bo.post(matched(bo), data=entry(school, room="", text="Screen is black."))
    assert answer.status_code == 422 and "Screen is black." in text(answer) and 'href="#room"' in text(answer)


def test_requesters_and_unready_techs_have_no_counter(maria: FlaskClient, sign_in: SignIn) -> None:
    for client in (maria, sign_in("lax"), sign_in("okafor")):
        assert client.get("/desk/counter").status_code == 403
        assert client.post("/desk/counter", data={"number": MARIA}).status_code == 403


def test_a_ticket_at_the_counter_of_ones_own_number_is_refused_even_by_slip(
    bo: FlaskClient, school: School
) -> None:
    assert matched(bo, BO) == TEACHER
    assert events("counter:matched")[0].outcome == "conflict"
    assert not tickets()


def test_somebody_who_is_kept_apart_ends_on_the_same_screen_and_the_log_knows(
    bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient
) -> None:
    slip = matched(bo)
    assert keep(okafor, "bo", "maria").status_code == 303
    conflict, unknown = (bo.post("/desk/counter", data={"number": one}) for one in (MARIA, "5559999"))
    assert seen(conflict) == seen(unknown)
    assert bo.get(slip).status_code == 409, "a slip from before is worth nothing"
    assert matched(cy) != TEACHER
    assert [e.outcome for e in events("counter:matched")] == ["matched", "conflict", "unmatched", "matched"]


def test_walking_through_numbers_that_exist_is_stopped_too(sign_in: SignIn, school: School) -> None:
    with clock.at(school_day(hour=9)):
        bo = sign_in("bo")
        bo.post(matched(bo), data=entry(school))
        for _ in range(MOST_MISSES):
            assert matched(bo) != TEACHER
        assert matched(bo) == TEACHER
    assert [e.outcome for e in events("counter:matched")].count("refused") == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hi, it is Bo, my cell is 208-555-0199", "a phone number"),
        ("after hours 208*555*0199", "a phone number"),
        ("my insta: chloe_ito", "a name on a social network"),
        ("instagram.com/chloe_ito", "a name on a social network"),
        ("text me after class", "a way to talk outside of the help desk"),
    ],
)
def test_a_tech_writes_no_contact_into_somebodys_ticket(
    bo: FlaskClient, school: School, said: str, kind: str
) -> None:
    answer = bo.post(matched(bo), data=entry(school, text=said))
    assert answer.status_code == 422 and kind in text(answer) and said in text(answer)
    assert not tickets()


def test_the_requester_reads_who_wrote_it_down(bo: FlaskClient, maria: FlaskClient, school: School) -> None:
    bo.post(matched(bo), data=entry(school))
    number = tickets()[0].number
    assert "written down at the counter by Bo" in text(maria.get(f"/my/tickets/{number}"))
    maria.post("/my/ask", data=form(school))
    own = next(row.number for row in tickets() if row.number != number)
    assert "written down" not in text(maria.get(f"/my/tickets/{own}"))


def test_nobodys_name_is_written_with_at_will(sign_in: SignIn, school: School) -> None:
    with clock.at(school_day(hour=9)):
        bo, ines = sign_in("bo"), sign_in("ines")
        where = matched(bo)
        for at in range(MOST_FOR_ONE):
            sent = entry(school, once=f"{at}" * 24)
            assert [bo.post(where, data=sent).status_code for _ in range(2)] == [303, 303]
        assert bo.post(where, data=entry(school, once="d" * 24)).status_code == 409
        capped, unknown = (bo.post("/desk/counter", data={"number": one}) for one in (MARIA, "5559999"))
        assert seen(capped) == seen(unknown) and matched(bo) == TEACHER
        assert matched(ines) != TEACHER
        assert len(tickets()) == MOST_FOR_ONE
    with clock.at(school_day(hour=9) + timedelta(minutes=61)):
        assert matched(sign_in("bo")) != TEACHER
