"""Several people, or one finger twice, at the same moment: one result, one event."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.helpdesk.reveal.policy import MOST_WORDS
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import gate, reply, rows, taken
from tests.web.intake.arrange import ask, events, form, messages, ticket, tickets
from tests.web.reveal.arrange import say_yes, show

KEY = "the-same-form-sent-twice"
Act = Callable[[], Any]


def at_once(acts: Sequence[Act]) -> list[int]:
    """Do all acts at the same moment, each in a thread, and return their statuses in order."""
    start, statuses = Barrier(len(acts)), [0] * len(acts)

    def run(place: int, act: Act) -> None:
        start.wait(20)
        statuses[place] = act().status_code

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return statuses


def post(client: FlaskClient, path: str, **data: Any) -> Act:
    return lambda: client.post(path, data=data)


def done(tag: str) -> list[Any]:
    """Return the events of a tag that record a deed."""
    return [event for event in events(tag) if event.outcome == "done"]


def test_eight_claims_at_once(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    number = ask(maria, school)
    techs = [sign_in(name) for name in ("bo", "cy", "ines", "dana") * 2]
    statuses = at_once([post(tech, f"/desk/tickets/{number}/claim") for tech in techs])
    assert Counter(statuses) == {303: 1, 409: 7}
    [claimed] = done("ticket:claimed")
    assert claimed.actor_id == ticket(number).owner_id
    assert len(rows(sa.select(m.tickets.Activity.id).where(m.tickets.Activity.kind == "claimed"))) == 1


def test_eight_claims_of_one_tech_take_five(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    """The count of five is taken and kept in one turn, whichever tickets are claimed."""
    numbers = [ask(maria, school) for _ in range(8)]
    tabs = [sign_in("bo") for _ in numbers]
    statuses = at_once([post(tab, f"/desk/tickets/{n}/claim") for tab, n in zip(tabs, numbers, strict=True)])
    assert Counter(statuses) == {303: 5, 409: 3}
    assert sum(one.owner_id == school.people["bo"] for one in tickets()) == 5


@pytest.mark.parametrize("same_ticket", [True, False])
def test_eight_reveals_at_once_show_what_the_budget_has(
    same_ticket: bool, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    bo = sign_in("bo")
    numbers = [taken(maria, bo, school) for _ in range(1 if same_ticket else 4)] * (8 if same_ticket else 2)
    tabs = [sign_in("bo") for _ in numbers]
    for tab in tabs:
        confirm(tab)
    asked = {"what": "first_name", "purpose": "greet", "note": "To call them over."}
    acts = [post(tab, f"/desk/tickets/{n}/reveal", **asked) for tab, n in zip(tabs, numbers, strict=True)]
    assert Counter(at_once(acts)) == {303: MOST_WORDS, 409: 8 - MOST_WORDS}
    assert len(rows(sa.select(m.reveal.Reveal.id))) == len(done("word:revealed")) == MOST_WORDS


def test_what_a_teacher_allowed_is_opened_once_however_often_it_is_sent(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    bo, okafor = sign_in("bo"), sign_in("okafor")
    number = taken(maria, bo, school)
    assert show(bo, number, "1", "two_people").status_code == 303
    assert say_yes(okafor).status_code == 303
    (asked,) = rows(sa.select(m.reveal.Reveal.id))
    tabs = [sign_in("bo") for _ in range(5)]
    for tab in tabs:
        confirm(tab)
    acts = [post(tab, f"/desk/tickets/{number}/reveal/{asked.id}") for tab in tabs]
    assert Counter(at_once(acts)) == {303: 1, 409: 4}


def test_two_approvals_send_one_message(
    maria: FlaskClient, cy: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Hello {first name}, restart it.") == 303
    ines, okafor, lind = sign_in("ines"), sign_in("okafor"), sign_in("lind")
    paths = [(ines, "/desk"), (okafor, "/teach"), (lind, "/teach"), (sign_in("ines"), "/desk")]
    statuses = at_once([post(who, f"{hat}/drafts/{number}/send") for who, hat in paths])
    assert statuses.count(303) == 1
    assert set(statuses) <= {303, 404, 409}
    assert [each.body for each in messages(number) if each.side == "cadre"] == ["Hello Maria, restart it."]
    assert len(done("draft:sent")) == len(done("message:sent")) == 1


def test_an_approval_and_a_return_at_once(
    maria: FlaskClient, cy: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it.") == 303
    back = post(sign_in("okafor"), f"/teach/drafts/{number}/return", reason="tone", words="Be kind.")
    own = post(cy, f"/desk/tickets/{number}/withdraw")
    statuses = at_once([post(sign_in("ines"), f"/desk/drafts/{number}/send"), back, own])
    assert statuses.count(303) == 1
    assert len(done("draft:sent")) + len(done("draft:returned")) + len(done("draft:withdrawn")) == 1
    sent = [each for each in messages(number) if each.side == "cadre"]
    assert len(sent) == len(done("draft:sent"))


def test_a_double_clicked_form_makes_one_ticket(sign_in: SignIn, school: School) -> None:
    tabs = [sign_in("maria") for _ in range(4)]
    statuses = at_once([post(tab, "/my/ask", **form(school, once=KEY)) for tab in tabs])
    assert statuses == [303] * 4
    assert len(tickets()) == len(done("ticket:asked")) == 1


@pytest.mark.parametrize("mode", ["before", "after", "sample"])
def test_a_double_clicked_reply_is_one(
    mode: str, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    gate(school, "bo", mode)
    tabs = [sign_in("bo") for _ in range(4)]
    number = taken(maria, tabs[0], school)
    statuses = at_once(
        [post(tab, f"/desk/tickets/{number}/reply", reply="Restart it.", once=KEY) for tab in tabs]
    )
    assert statuses == [303] * 4
    sent = [each for each in messages(number) if each.side == "cadre"]
    waiting = rows(sa.select(m.drafts.Draft.id).where(m.drafts.Draft.state == "waiting"))
    assert len(sent) + len(waiting) == 1


def test_a_double_clicked_note_is_one(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    tabs = [sign_in("bo") for _ in range(4)]
    number = taken(maria, tabs[0], school)
    statuses = at_once([post(tab, f"/desk/tickets/{number}/note", note="Seen.", once=KEY) for tab in tabs])
    assert statuses == [303] * 4
    assert [each.kind for each in messages(number)].count("internal") == len(done("note:written")) == 1


def test_a_double_clicked_answer_is_one(sign_in: SignIn, school: School) -> None:
    tabs = [sign_in("maria") for _ in range(4)]
    number = ask(tabs[0], school)
    statuses = at_once([post(tab, f"/my/tickets/{number}", text="Still dark.", once=KEY) for tab in tabs])
    assert statuses == [303] * 4
    assert [each.body for each in messages(number)].count("Still dark.") == 1


def test_a_double_clicked_entry_at_the_counter_is_one(sign_in: SignIn, school: School) -> None:
    tabs = [sign_in("bo") for _ in range(3)]
    slip = tabs[0].post("/desk/counter", data={"number": "5550111"}).headers["Location"]
    entry = {
        "category": "wifi",
        "text": "No network.",
        "room": str(school.rooms["118"]),
        "tag": "",
        "once": KEY,
    }
    assert at_once([post(tab, slip, **entry) for tab in tabs]) == [303] * 3
    assert len(tickets()) == len(done("ticket:asked")) == 1


def test_a_claim_and_a_hand_back_at_once(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    """Whoever comes first: the ticket has the owner of the last claim, and its line of time says so."""
    bo, cy = sign_in("bo"), sign_in("cy")
    number = taken(maria, bo, school)
    card = {"state": "Half done.", "tried": "A restart.", "next": "The cable."}
    back, claim = at_once(
        [post(bo, f"/desk/tickets/{number}/hand-back", **card), post(cy, f"/desk/tickets/{number}/claim")]
    )
    assert back == 303 and claim in (303, 409)
    row = ticket(number)
    expected = ("in_progress", school.people["cy"]) if claim == 303 else ("queued", None)
    assert (row.status, row.owner_id) == expected
    assert len(done("ticket:claimed")) == (2 if claim == 303 else 1)
    assert len(done("ticket:handed_back")) == 1


def test_an_ending_is_proposed_once(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    gate(school, "bo", "before", "resolve")
    tabs = [sign_in("bo") for _ in range(4)]
    number = taken(maria, tabs[0], school)
    said = {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."}
    statuses = at_once([post(tab, f"/desk/tickets/{number}/done", **said) for tab in tabs])
    assert Counter(statuses) == {303: 1, 409: 3}
    assert len(rows(sa.select(m.tickets.Resolution.id))) == len(done("ticket:proposed")) == 1


def test_two_teachers_accept_one_ending(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    gate(school, "bo", "before", "resolve")
    bo = sign_in("bo")
    number = taken(maria, bo, school)
    said = {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."}
    assert bo.post(f"/desk/tickets/{number}/done", data=said).status_code == 303
    teachers = [sign_in(name) for name in ("okafor", "lind", "okafor", "lind")]
    statuses = at_once([post(one, f"/teach/reviews/{number}/accept") for one in teachers])
    assert Counter(statuses) == {303: 1, 409: 3}
    assert ticket(number).status == "resolved"
    assert len(done("ticket:resolved")) == 1
    assert len([each for each in messages(number) if each.side == "system"]) == 1


def test_two_adults_take_one_escalation(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    bo = sign_in("bo")
    number = taken(maria, bo, school)
    passed = {"reason": "tried_all", "tried": "A restart."}
    assert bo.post(f"/desk/tickets/{number}/pass-on", data=passed).status_code == 303
    tabs = [sign_in("dana") for _ in range(3)]
    statuses = at_once([post(tab, f"/desk/tickets/{number}/accept") for tab in tabs])
    assert Counter(statuses) == {303: 1, 409: 2}
    assert len(done("escalation:accepted")) == 1


def test_a_slip_is_used_once(sign_in: SignIn, nobody: FlaskClient, app: Any, school: School) -> None:
    """An invite slip's code, sent by two at once, opens one account with one password."""
    okafor = sign_in("okafor")
    page = okafor.post(f"/teach/people/{school.people['maria']}/slip").get_data(as_text=True)
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)
    assert found is not None
    words = ("mine alone and long", "not yours and also long")
    clients = [app.test_client() for _ in words]
    acts = [post(c, "/claim", code=found.group(), password=w) for c, w in zip(clients, words, strict=True)]
    statuses = at_once(acts)
    assert statuses.count(303) == 1
    assert len(done("account:claimed")) == 1
