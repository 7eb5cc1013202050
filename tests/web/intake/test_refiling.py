"""A ticket that was filed under the wrong kind: an adult files it anew, for whoever is cleared for that."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, put, text, ticket
from tests.web.tickets.arrange import claimed, rows, words


@pytest.mark.parametrize(("name", "hat"), [("okafor", "teach"), ("dana", "desk")])
def test_it_goes_back_to_the_queue_with_new_steps_and_a_new_promise(
    sign_in: SignIn, maria: FlaskClient, bo: FlaskClient, school: School, name: str, hat: str
) -> None:
    adult, number = sign_in(name), claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/steps", data={"step": ["1", "2"]})
    assert f"/{hat}/waiting/{number}" in text(adult.get(f"/{hat}/tickets/{number}"))
    page = words(adult.get(f"/{hat}/waiting/{number}"))
    assert "Is it filed under the wrong kind?" in page and "leaves Bo’s list" in page
    refile = f"/{hat}/waiting/{number}/refile"
    assert adult.post(refile, data={"category": "display"}).status_code == 303
    row = ticket(number)
    assert (row.status, row.owner_id, row.tier) == ("queued", None, 1)
    assert row.category_id == school.categories["display"]
    assert rows("checklist_mark", ticket_id=row.id) == []
    assert happened(number)[-1][0] == "queued"
    event = events("ticket:queued")[-1]
    assert event.codes == {"category": "display", "was": "refiled"}
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Queued by rule." in page and "filed it anew, back to the queue: Displays." in page
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303


def test_what_was_passed_on_is_the_teams_again(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    passed = {"reason": "tried_all", "tried": "It is the screen and not the network."}
    assert bo.post(f"/desk/tickets/{number}/pass-on", data=passed).status_code == 303
    assert dana.post(f"/desk/waiting/{number}/refile", data={"category": "display"}).status_code == 303
    assert "Nothing was passed on." in words(dana.get("/desk/escalations"))
    assert number in words(bo.get("/desk/queue"))
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303


def test_a_pause_is_given_back(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/wait", data={"reason": "answer", "question": "Which room is it in?"})
    paused = ticket(number)
    assert paused.paused_at is not None
    put(number, paused_at=paused.paused_at - timedelta(days=7))
    assert okafor.post(f"/teach/waiting/{number}/refile", data={"category": "display"}).status_code == 303
    after = ticket(number)
    assert after.paused_at is None and after.pending_reason == "" and after.resume_on is None
    assert after.due_at > paused.due_at


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ("", "not in the catalog"),
        ("magic", "not in the catalog"),
        ("other", "Choose what it is first"),
        ("wifi", "filed under this kind already"),
        ("counselor", "for adults only"),
    ],
)
def test_not_every_kind_fits(
    maria: FlaskClient, okafor: FlaskClient, school: School, category: str, said: str
) -> None:
    number = ask(maria, school)
    answer = okafor.post(f"/teach/waiting/{number}/refile", data={"category": category})
    assert answer.status_code in (409, 422) and said in words(answer)
    assert ticket(number).category_id == school.categories["wifi"]


def test_only_an_adult_and_never_ones_own(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number, own = ask(maria, school), ask(okafor, school, text="My board stays dark.")
    assert bo.post(f"/desk/waiting/{number}/refile", data={"category": "display"}).status_code == 403
    assert okafor.post(f"/teach/waiting/{own}/refile", data={"category": "display"}).status_code == 403
    put(number, sensitive=True)
    assert okafor.post(f"/teach/waiting/{number}/refile", data={"category": "display"}).status_code == 409


def test_steps_begin_anew_where_a_hidden_ticket_is_queued_under_another_kind(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/steps", data={"step": ["1", "2"]})
    okafor.post(f"/teach/waiting/{number}/withhold")
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": "display"}).status_code == 303
    assert rows("checklist_mark", ticket_id=ticket(number).id) == []
