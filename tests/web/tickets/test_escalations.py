"""Passing on: what was tried goes to an adult, a worked solution comes back."""

from concurrent.futures import ThreadPoolExecutor

from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, number_of
from tests.web.intake.arrange import events, messages
from tests.web.tickets.arrange import ask, claimed, put, reply, rows, ticket, words

TRIED = {"reason": "tried_all", "tried": "Every step. Cyrus Abernathy’s works in the same place."}


def passed(maria: FlaskClient, bo: FlaskClient, school: School) -> str:
    number = claimed(maria, bo, school)
    assert bo.post(f"/desk/tickets/{number}/pass-on", data=TRIED).status_code == 303
    return number


def test_what_was_tried_goes_along(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    row, record = ticket(number), rows("escalation")[0]
    assert (row.status, row.owner_id, row.tier) == ("queued", None, 2)
    assert record.from_person_id == school.people["bo"] and record.reason == "tried_all"
    assert messages(number)[-1].kind == "escalation"
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Bo passed it on" in page and "No adult has taken it yet." in page
    assert "Abernathy" not in words(cy.get(f"/desk/tickets/{number}"))
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 403
    assert [event.codes["why"] for event in events("ticket:escalated")] == ["tried_all"]


def test_a_reason_and_tries_are_needed(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    at = f"/desk/tickets/{number}/pass-on"
    assert bo.get(at).status_code == 200
    answer = bo.post(at, data={"reason": "tried_all", "tried": ""})
    assert answer.status_code == 422 and "Say what you tried." in words(answer)
    assert bo.post(at, data={"reason": "bored", "tried": "x"}).status_code == 422
    assert rows("escalation") == []


def test_two_adults_cannot_both_take_it(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = passed(maria, bo, school)
    clients = [sign_in("dana") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: one.post(f"/desk/tickets/{number}/accept").status_code, clients))
    assert sorted(answers) == [303, 409, 409, 409]
    assert ticket(number).owner_id == school.people["dana"]
    assert len([event for event in events("escalation:accepted") if event.outcome == "done"]) == 1


def test_what_nobody_passed_on_is_claimed_and_not_accepted(
    maria: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    page = words(dana.get(f"/desk/tickets/{number}"))
    assert "Claim it" in page and "Accept" not in page
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 409
    assert dana.post(f"/desk/tickets/{number}/claim").status_code == 303


def test_students_and_teachers_cannot_accept(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    assert bo.post(f"/desk/tickets/{number}/accept").status_code == 403
    assert okafor.post(f"/desk/tickets/{number}/accept").status_code == 403


def test_a_worked_solution_comes_back(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    solution = {"solution": "Renew the certificate under Settings. Maria Quintanilla’s had ended."}
    assert dana.post(f"/desk/tickets/{number}/solve", data=solution).status_code == 409
    dana.post(f"/desk/tickets/{number}/accept")
    assert "Send a solution back" in words(dana.get(f"/desk/tickets/{number}"))
    assert dana.get(f"/desk/tickets/{number}/solve").status_code == 200
    assert dana.post(f"/desk/tickets/{number}/solve", data={"solution": ""}).status_code == 422
    assert dana.post(f"/desk/tickets/{number}/solve", data=solution).status_code == 303
    row, record = ticket(number), rows("escalation")[0]
    assert (row.status, row.owner_id, row.tier) == ("in_progress", school.people["bo"], 1)
    assert record.returned_at is not None and record.solution_message_id is not None
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "worked solution" in page and "Renew the certificate" in page and "Quintanilla" not in page
    assert "Dana Ruiz sent a worked solution back." in page
    assert events("escalation:returned")[-1].subjects == sorted([school.people["maria"], school.people["bo"]])


def test_a_solution_is_told_at_home_until_its_tech_goes_on(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Bring it.")
    ines.post(f"/desk/drafts/{number}/return", data={"reason": "unclear", "words": "Bring it where?"})
    assert "Bring it where?" in words(cy.get("/desk"))
    assert cy.post(f"/desk/tickets/{number}/pass-on", data=TRIED).status_code == 303
    dana.post(f"/desk/tickets/{number}/accept")
    dana.post(f"/desk/tickets/{number}/solve", data={"solution": "Renew the certificate."})
    page = words(cy.get("/desk"))
    assert "Start here: read the solution that Dana Ruiz sent back." in page
    assert "a solution Dana Ruiz: Worked out for you. Read it, then finish the ticket." in page
    assert "Bring it where?" not in page
    assert cy.post(f"/desk/tickets/{number}/note", data={"note": "Renewed."}).status_code == 303
    assert "Dana Ruiz" not in words(cy.get("/desk")).split("Sent back to you")[1]


def test_the_adult_may_finish_it(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    dana.post(f"/desk/tickets/{number}/accept")
    done = {"cause": "An access point had failed.", "fix": "We replaced it.", "code": "replaced"}
    assert dana.post(f"/desk/tickets/{number}/done", data=done).status_code == 303
    assert ticket(number).status == "resolved" and rows("escalation")[0].returned_at is not None
    assert messages(number)[-1].side == "system" and "We replaced it." in messages(number)[-1].body


def test_a_solution_for_somebody_who_left_goes_to_the_queue(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    from datetime import date

    import sqlalchemy as sa

    from app.kernel import db
    from app.models import cadres

    number = passed(maria, bo, school)
    dana.post(f"/desk/tickets/{number}/accept")
    with db.engine("system").connect() as c, c.begin():
        member = cadres.CadreMember
        c.execute(
            sa.update(member).where(member.person_id == school.people["bo"]).values(ends_on=date(2020, 1, 1))
        )
    assert dana.post(f"/desk/tickets/{number}/solve", data={"solution": "Renew it."}).status_code == 303
    row = ticket(number)
    assert (row.status, row.owner_id, row.tier) == ("queued", None, 1)


def test_the_list_of_adults_shows_names_and_is_recorded(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    assert "Nothing was passed on." in words(dana.get("/desk/escalations"))
    number = passed(maria, bo, school)
    page = words(dana.get("/desk/escalations"))
    assert number in page and "Maria Quintanilla" in page and "I did every step and it still happens." in page
    assert events("queue:seen")[-1].subjects == [school.people["maria"]]


def test_own_tickets_are_not_passed_around(dana: FlaskClient, school: School) -> None:
    number = ask(dana, school)
    put(number, tier=2)
    assert dana.post(f"/desk/tickets/{number}/accept").status_code in (403, 409)


CARD = {"state": "It asks for the district's key.", "tried": "Every setting.", "next": "Ask the district."}


def test_what_an_adult_gave_back_is_free_for_the_next_adult(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 303
    assert "Dana Ruiz works on it." in words(bo.get(f"/desk/tickets/{number}"))
    assert dana.post(f"/desk/tickets/{number}/hand-back", data=CARD).status_code == 303
    assert "No adult has taken it yet." in words(bo.get(f"/desk/tickets/{number}"))
    listed = words(dana.get("/desk/escalations"))
    assert "works on it" not in listed and "One waits for an adult." in listed
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 303
    assert ticket(number).owner_id == school.people["dana"]


def test_what_was_passed_on_and_taken_back_waits_for_no_adult_until_that_is_undone(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    assert number in words(dana.get("/desk/escalations"))
    maria.post(f"/my/tickets/{number}/withdraw")
    for page in (dana.get("/desk"), dana.get("/desk/escalations")):
        assert page.status_code == 200 and number not in words(page)
    assert "With adults 0" in words(okafor.get("/teach"))
    maria.post(f"/my/tickets/{number}/restore")
    assert number in words(dana.get("/desk/escalations")) and "With adults 1" in words(okafor.get("/teach"))


def test_what_an_adult_finished_and_gave_back_when_it_broke_again_is_free_for_everybody(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = passed(maria, bo, school)
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 303
    done = {"cause": "An old key.", "fix": "Set it anew.", "code": "fixed"}
    assert dana.post(f"/desk/tickets/{number}/done", data=done).status_code == 303
    listed = words(okafor.get("/teach/queue?status=all"))
    assert "With an adult" not in listed and "Fixed" in listed
    maria.post(f"/my/tickets/{number}", data={"text": "It dropped again.", "act": "reopen"})
    assert ticket(number).owner_id == school.people["dana"]
    assert dana.post(f"/desk/tickets/{number}/hand-back", data=CARD).status_code == 303
    assert number in words(dana.get("/desk/queue")) and number in words(bo.get("/desk/queue"))
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303


def test_a_long_list_of_escalations_says_how_many_more_there_are(
    bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    for _ in range(27):
        ticket_id = bare_ticket(school, "claimed", owner_id=school.people["bo"])
        passed = {"reason": "tried_all", "tried": "Every step of the list."}
        assert bo.post(f"/desk/tickets/{number_of(ticket_id)}/pass-on", data=passed).status_code == 303
    for page in (words(dana.get("/desk/escalations")), words(dana.get("/desk"))):
        assert "Two more wait behind these" in page and "27" in page


def test_what_an_adult_asked_for_themselves_waits_for_another_adult(
    dana: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(dana, bo, school, text="My own laptop drops off.")
    passed = {"reason": "tried_all", "tried": "Every step of the list."}
    assert bo.post(f"/desk/tickets/{number}/pass-on", data=passed).status_code == 303
    for page in (words(dana.get("/desk")), words(dana.get("/desk/escalations"))):
        assert (
            number not in page and "Escalations 1" not in page and "Accept" not in page.split("Nothing", 1)[0]
        )
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 403
