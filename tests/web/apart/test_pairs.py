"""An adult keeps two students apart: the page, who sees it, what it makes of tickets."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from app.kernel.jobs import due, run
from tests.cast import ZONE, School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import rows, seen
from tests.web.apart.arrange import barred, keep
from tests.web.intake.arrange import events, happened
from tests.web.tickets.arrange import ask, claimed, put, ticket, words


def test_a_pair_hides_each_ones_tickets_from_the_other(
    okafor: FlaskClient, bo: FlaskClient, cy: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number, other = ask(maria, school), ask(cy, school)
    assert number in words(bo.get("/desk/queue"))
    assert keep(okafor, "bo", "maria").status_code == 303
    assert barred(school) == {("bo", "maria")}  # maria is no tech
    queue = words(bo.get("/desk/queue"))
    assert number not in queue and other in queue
    assert number in words(cy.get("/desk/queue"))
    assert "2 pairs" not in words(okafor.get("/teach/apart"))
    assert "Bohdan Kowalczyk and Maria Quintanilla" in words(okafor.get("/teach/apart"))


def test_a_barred_ticket_is_answered_as_one_that_does_not_exist(
    okafor: FlaskClient, bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    keep(okafor, "bo", "maria")
    confirm(bo)
    for part in ("", "/reveal", "/shown", "/shown/left", "/hand-back"):
        mine, none = (bo.get(f"/desk/tickets/{one}{part}") for one in (number, "JCM-99999"))
        assert seen(mine) == seen(none), part
    for act in ("claim", "reply", "note", "steps", "hand-back", "reveal"):
        mine, none = (bo.post(f"/desk/tickets/{one}/{act}", data={}) for one in (number, "JCM-99999"))
        assert seen(mine) == seen(none), act
    for page in ("/desk", "/desk/queue", "/desk/search?q=Chromebook", f"/desk/search?q={number}"):
        assert number not in words(bo.get(page)).replace(f"“{number}”", ""), page


def test_what_a_tech_holds_goes_back_by_itself(
    okafor: FlaskClient, bo: FlaskClient, cy: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    keep(okafor, "bo", "maria")
    row = ticket(number)
    assert (row.owner_id, row.status) == (None, "queued")
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "It went back to the queue by itself." in page and "apart" not in page
    assert happened(number)[-1] == ("handed_back", school.people["bo"], "lapse")
    assert events("ticket:handed_back")[-1].codes["why"] == "barred"
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 303


def test_what_comes_back_to_an_owner_who_was_barred_meanwhile_goes_on_to_the_queue(
    okafor: FlaskClient, bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    put(number, status="resolved", resolved_at=clock.now())
    keep(okafor, "bo", "maria")
    assert ticket(number).owner_id == school.people["bo"]
    assert (
        maria.post(
            f"/my/tickets/{number}", data={"text": "It is back.", "once": "", "act": "reopen"}
        ).status_code
        == 303
    )
    assert (ticket(number).status, ticket(number).owner_id) == ("queued", None)


def test_a_peer_trainer_does_not_check_a_reply_to_them(
    okafor: FlaskClient, cy: FlaskClient, ines: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    cy.post(f"/desk/tickets/{number}/reply", data={"reply": "Hello, restart it."})
    assert number in words(ines.get("/desk/drafts"))
    keep(okafor, "ines", "maria")
    assert number not in words(ines.get("/desk/drafts"))
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert number in words(okafor.get("/teach/drafts"))


def test_the_end_of_a_pair_brings_the_tickets_back(
    okafor: FlaskClient, bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    keep(okafor, "bo", "maria")
    pair = rows(sa.select(m.apart.KeptApart.id))[0].id
    assert okafor.post(f"/teach/apart/{pair}/end").status_code == 303
    assert okafor.post(f"/teach/apart/{pair}/end").status_code == 404
    assert number in words(bo.get("/desk/queue"))
    assert "ended" in words(okafor.get("/teach/apart"))
    assert events("pair:ended")[0].codes["pair"] == pair


def test_a_pair_counts_from_its_first_day_to_its_last(
    sign_in: SignIn, okafor: FlaskClient, school: School
) -> None:
    today = clock.now().astimezone(ZONE).date()
    first, last = today + timedelta(days=2), today + timedelta(days=4)
    keep(okafor, "bo", "maria", starts_on=f"{first}", ends_on=f"{last}")
    counted = []
    for days in (0, 2, 4, 5):
        with clock.at(clock.now() + timedelta(days=days)):
            for job in due(clock.now()):
                run(job, clock.now())
            counted.append(bool(barred(school)))
    assert counted == [False, True, True, False]


def test_the_officer_keeps_pairs_too_and_nobody_else_sees_them(
    reyes: FlaskClient, sign_in: SignIn, school: School
) -> None:
    assert keep(reyes, "cy", "maria", "office").status_code == 303
    assert "Cyrus Abernathy and Maria Quintanilla" in words(reyes.get("/office/apart"))
    for name in ("bo", "maria", "dana", "adair"):
        client = sign_in(name)
        assert client.get("/teach/apart").status_code == client.get("/office/apart").status_code == 403
        assert keep(client, "bo", "maria").status_code == 403


def test_the_trail_names_neither(okafor: FlaskClient, school: School) -> None:
    keep(okafor, "bo", "maria")
    okafor.get("/teach/apart")
    told = [*events("pair:kept"), *events("pairs:seen")]
    assert len(told) == 2
    for event in told:
        assert event.subjects == []
        assert str(school.people["maria"]) not in str(event)


def test_who_looked_tells_neither_that_there_is_a_pair(
    okafor: FlaskClient, bo: FlaskClient, maria: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    """A number that is not for this tech reads like one that matched."""
    bo.post("/desk/counter", data={"number": "5550111"})
    keep(okafor, "bo", "maria")
    bo.post("/desk/counter", data={"number": "5550111"})
    assert [event.outcome for event in events("counter:matched")] == ["matched", "conflict"]
    own, record = words(maria.get("/my/looks")), _record(reyes, school)
    assert own.count("Had a number matched at the counter.") == 1, "the same look twice is one line"
    assert "Result" not in own and record.count(",Had a number matched at the counter.,") == 2
    ends = {line.partition("counter.")[2] for line in record.splitlines() if "counter." in line}
    assert len(ends) == 1


def _record(officer: FlaskClient, school: School) -> str:
    confirm(officer)
    return str(officer.get(f"/office/records/{school.people['maria']}/file.csv").get_data(as_text=True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"second": "5550112"}, "one and the same person"),
        ({"second": "Okafor"}, "No student of your schools fits."),
        ({"second": "a"}, "Choose which one you mean."),
        ({"reason": ""}, "Choose why."),
        ({"ends_on": "2019-12-31"}, "The last day lies before the first."),
    ],
)
def test_what_cannot_be_a_pair(okafor: FlaskClient, change: dict[str, str], said: str) -> None:
    answer = keep(okafor, "bo", "maria", **change)
    assert answer.status_code == 422 and said in words(answer)
    assert rows(sa.select(m.apart.KeptApart.id)) == []


def test_a_chosen_one_of_several_is_taken(okafor: FlaskClient, school: School) -> None:
    chosen = str(school.people["cy"])
    assert keep(okafor, "bo", "maria", second="a", second_id=chosen).status_code == 303
    assert barred(school) == {("bo", "cy"), ("cy", "bo")}


def test_a_pair_is_kept_once(okafor: FlaskClient) -> None:
    keep(okafor, "bo", "maria")
    again = keep(okafor, "maria", "bo")
    assert again.status_code == 422 and "kept apart already" in words(again)
