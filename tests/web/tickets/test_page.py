"""A ticket's page: what its owner, other techs and adults see of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import clock
from app.kernel.ids import new_id
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events, text
from tests.web.tickets.arrange import CANARIES, MORNING, ask, claimed, morning, reply, rows, words


def test_the_owner_sees_place_clock_and_steps(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school, tag="JC-03318", device="other")
        page = words(bo.get(f"/desk/tickets/{number}"))
    assert "In progress" in page and "Room G-2" in page and "Owner: you" in page
    assert "Queued by rule: Wi-Fi." in page and "You claimed it." in page
    assert "Promised, in school hours" in page and "Left" in page
    assert "0 of 6 done" in page
    assert "Replies Ms. Okafor, after they went out" in page


def test_names_and_numbers_are_hidden_with_the_reason(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "name 1 hidden" in page and "phone hidden" in page
    assert "Hidden: one person’s name and one phone number. Phone numbers are never shown." in page
    assert "Show name 1, this is logged" in page
    assert [word for word in CANARIES if word in page] == []


def test_another_tech_sees_no_place_and_no_editors(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, tag="JC-03318", device="other")
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "G-2" not in page and "JC-03318" not in page and "Pin the note" not in page
    assert "Owner: Bo" in page
    assert "Only the ticket's owner works on it." in page


def test_an_adult_sees_everything_and_it_is_recorded(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    page = words(okafor.get(f"/teach/tickets/{number}"))
    assert "Maria Quintanilla asked" in page and "Cyrus Abernathy has it too" in page and "555-0142" in page
    seen = events("ticket:opened")[-1]
    assert seen.subjects == [school.people["maria"]] and "text" in seen.fields and seen.clearance == "staff"


def test_the_author_reads_their_own_words_as_typed(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert reply(bo, number, "Is Cyrus Abernathy in the same class?").status_code == 303
    assert (
        bo.post(f"/desk/tickets/{number}/note", data={"note": "Tomohiro Nakagawa saw it."}).status_code == 303
    )
    mine, theirs = words(bo.get(f"/desk/tickets/{number}")), words(cy.get(f"/desk/tickets/{number}"))
    assert "Is Cyrus Abernathy in the same class?" in mine and "Tomohiro Nakagawa saw it." in mine
    assert "Cyrus" not in theirs and "Tomohiro" not in theirs
    assert "team note, R-" in mine


def test_a_staff_requester_is_told_by_professional_name(sign_in: SignIn, school: School) -> None:
    number = claimed(sign_in("brandt"), sign_in("bo"), school)
    page = words(sign_in("bo").get(f"/desk/tickets/{number}"))
    assert "Mr. Brandt asked" in page and "Reply to Mr. Brandt" in page


def test_hidden_is_absent(sign_in: SignIn, school: School) -> None:
    number = ask(sign_in("maria"), school)
    zed, bo = sign_in("zed"), sign_in("bo")
    assert zed.get(f"/desk/tickets/{number}").status_code == 404
    assert bo.get("/desk/tickets/JCM-1").status_code == 404
    assert words(zed.get(f"/desk/tickets/{number}")) == words(zed.get("/desk/tickets/JCM-1"))
    assert sign_in("alder").get(f"/teach/tickets/{number}").status_code == 404


def test_a_lapsed_tech_is_told_what_is_missing(sign_in: SignIn, school: School) -> None:
    number = ask(sign_in("maria"), school)
    answer = sign_in("lax").get(f"/desk/tickets/{number}")
    assert answer.status_code == 403
    assert "privacy module" in words(answer)


def test_the_thread_keeps_its_order_and_days(sign_in: SignIn, school: School) -> None:
    with morning():
        number = claimed(sign_in("maria"), sign_in("bo"), school)
    with clock.at(MORNING + timedelta(days=1)):
        page = words(sign_in("bo").get(f"/desk/tickets/{number}"))
    assert page.index("Mon 9:40") < page.index("Queued by rule") < page.index("You claimed it")


def test_steps_are_marked_and_unmarked_by_the_owner_alone(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    at = f"/desk/tickets/{number}/steps"
    assert bo.post(at, data={"step": ["1", "2", "3"]}).status_code == 303
    assert "3 of 6 done" in words(bo.get(f"/desk/tickets/{number}"))
    as_json = {"Accept": "application/json"}
    assert bo.post(at, data={"step": ["1", "3"]}, headers=as_json).status_code == 204
    assert "2 of 6 done" in words(bo.get(f"/desk/tickets/{number}"))
    assert cy.post(at, data={"step": ["1"]}).status_code == 403
    assert okafor.post(f"/teach/tickets/{number}/steps", data={"step": ["1"]}).status_code == 403
    assert bo.post(at, data={"step": ["99"]}).status_code == 422
    marked = events("checklist:marked")
    assert [(event.codes["done"], event.codes["undone"]) for event in marked] == [([1, 2, 3], []), ([], [2])]


def test_the_page_has_two_editors_and_no_default(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    page = text(bo.get(f"/desk/tickets/{number}"))
    assert 'class="editor editor-reply"' in page and 'class="editor editor-note"' in page
    assert "autofocus" not in page
    assert page.count("btn-primary") == 2  # the act of the bar, and the idle lock's own


@pytest.mark.parametrize(
    ("came", "leads"),
    [
        ("/desk/queue?category=wifi&after=x", '<a href="/desk/queue?category=wifi&amp;after=x">Queue</a>'),
        ("/desk/search?q=gym", '<a href="/desk/search?q=gym">Search</a>'),
        ("/teach/queue", '<a href="/desk">My five</a>'),
        ("/desk/learn", '<a href="/desk">My five</a>'),
    ],
)
def test_a_tickets_page_leads_back_to_the_list_it_was_opened_from(
    came: str, leads: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    page = text(bo.get(f"/desk/tickets/{number}", headers={"Referer": f"http://localhost{came}"}))
    assert leads in page
    other = text(bo.get(f"/desk/tickets/{number}", headers={"Referer": f"http://elsewhere.test{came}"}))
    assert '<a href="/desk">My five</a>' in other


def test_a_very_long_ticket_shows_what_was_asked_and_says_where_it_ends(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = claimed(maria, bo, school)
    said, private = rows("message")[0]._asdict(), rows("message_private")[0]._asdict()

    def more(count: int) -> None:
        fresh = [new_id() for _ in range(count)]
        later = {"body_masked": "And again.", "once_key": None, "created_at": clock.now()}
        with owner.begin() as connection:
            connection.execute(
                sa.insert(metadata.tables["message"]), [said | later | {"id": one} for one in fresh]
            )
            connection.execute(
                sa.insert(metadata.tables["message_private"]),
                [private | {"message_id": one, "body": "And again.", "spans": "[]"} for one in fresh],
            )

    pages = (
        (bo, f"/desk/tickets/{number}"),
        (okafor, f"/teach/tickets/{number}"),
        (maria, f"/my/tickets/{number}"),
    )
    more(500)
    for client, address in pages:
        page = words(client.get(address))
        assert (
            page.count("And again.") == 500
            and "drops off the Wi-Fi" in page
            and "newest thousand" not in page
        )
    more(500)
    for client, address in pages:
        page = words(client.get(address))
        assert page.count("And again.") == 1000 and "newest thousand messages show here." in page
