"""The same fifteen-year-old at texts: forged and moved placeholders, drafts, the first-name token, reveals."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import read
from tests.privacy.acts import SAID, body, change, gate, leaks, reply, rows, settled, taken
from tests.web.intake.arrange import ask, events, messages, school_day, ticket
from tests.web.intake.arrange import put as set_ticket

FORGED = "⟦name:01⟧ and ⟦phone:02⟧ and ⟦mail:03⟧ and ⟦name:1⟧ and ⟦NAME:01⟧ and ⟦⟦name:01⟧⟧"
NAMES = ("Cyrus", "Abernathy", "555-0142", "maria.quintanilla", "5550111")


def _sent(number: str) -> list[Any]:
    return [each for each in messages(number) if each.side == "cadre" and each.kind == "public"]


def _draft() -> Any:
    return rows(sa.select(*m.drafts.Draft.__table__.c).order_by(m.drafts.Draft.id))[-1]


def _preferred(school: School, name: str, preferred: str) -> None:
    private = m.people.PersonPrivate
    change(private, private.person_id == school.people[name], preferred=preferred)


def test_a_typed_placeholder_is_only_ink(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """It stands for nothing: not for the requester, not for the author, not for the next reader."""
    number = taken(maria, bo, school)
    assert reply(bo, number, f"Is it {FORGED}?") == 303
    [message] = _sent(number)
    assert message.body == f"Is it {FORGED}?"
    assert "⟦" not in message.body_masked.replace("⟦phone", "").replace("⟦mail", "")
    assert all(name not in message.body for name in NAMES)
    for client, path in ((maria, "/my"), (bo, "/desk"), (cy, "/desk")):
        page = body(client.get(f"{path}/tickets/{number}"))
        part = page[page.index("Is it ") :].split("</p>")[0]
        assert "NAME:01" in part
        assert all(name not in part for name in NAMES)


def test_a_typed_placeholder_is_not_filled_in_at_approval(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, f"Tomohiro Nakagawa says hello. {FORGED}") == 303
    page = body(ines.get(f"/desk/drafts/{number}"))
    assert "Tomohiro" not in page
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    [message] = _sent(number)
    assert message.body == f"Tomohiro Nakagawa says hello. {FORGED}"
    assert leaks(cy.get(f"/desk/tickets/{number}")) == []


@pytest.mark.parametrize(
    "edited",
    [
        "{0} Hello {1}, ask ⟦name:01⟧.",
        "Hello {1}{1}.",
        "Hello.",
        "{1} Hello {0}.",
        "Hello ⟦name:01⟧.",
        "Hello ⟦phone:02⟧, {0} and {1}.",
        "Hello {0} and {1} and ⟦mail:03⟧",
    ],
)
def test_a_moved_or_added_token_is_for_a_teacher(
    edited: str, maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """A trainer's edit refills from the author's words or not at all; the requester's words never come in."""
    number = taken(maria, cy, school)
    typed = "Laxmi Venkatesan has it, write to Tomohiro Nakagawa."
    assert reply(cy, number, typed) == 303
    tokens = re.findall(r"⟦\w+:\d\d⟧", _draft().body_masked)
    assert len(tokens) == 2
    answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": edited.format(*tokens)})
    assert answer.status_code == 303
    assert _sent(number) == [] and _draft().teacher_only
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    [message] = _sent(number)
    assert message.body == typed


def test_an_edit_around_the_tokens_refills_the_authors_words_only(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Laxmi Venkatesan has it too.") == 303
    [token] = re.findall(r"⟦\w+:\d\d⟧", _draft().body_masked)
    edited = {"text": f"We think that {token} has it too. [name:01]"}
    assert ines.post(f"/desk/drafts/{number}/edit", data=edited).status_code == 303
    [message] = _sent(number)
    assert message.body == "We think that Laxmi Venkatesan has it too. [name:01]"
    assert "Laxmi" not in body(ines.get(f"/desk/tickets/{number}"))


@pytest.mark.parametrize(
    "smuggled",
    [
        "Ask Cyrus Abernathy.",
        "Call (208) 555-0142.",
        "maria.quintanilla@example.org",
        "number 5550111",
        "@maria_q",
    ],
)
def test_a_trainers_edit_smuggles_nothing(
    smuggled: str, maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": f"Restart it, please. {smuggled}"})
    assert answer.status_code == 422
    assert _sent(number) == [] and _draft().edited_masked is None


def test_tokens_in_every_other_text_are_ink_too(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    card = {
        "state": FORGED,
        "tried": "{first name} " + FORGED,
        "next": FORGED,
        "place": FORGED,
        "promised": FORGED,
    }
    assert bo.post(f"{at}/note", data={"note": "{first name} " + FORGED}).status_code == 303
    assert bo.post(f"{at}/typing", data={"reply": FORGED}).status_code == 204
    assert leaks(bo.get(at), NAMES) == []
    assert bo.post(f"{at}/hand-back", data=card).status_code == 303
    assert bo.post(f"{at}/claim").status_code == 303
    passed = {"reason": "tried_all", "tried": "{first name} " + FORGED}
    assert bo.post(f"{at}/pass-on", data=passed).status_code == 303
    for client in (bo, cy):
        assert leaks(client.get(at), (*NAMES, "Maria")) == []
    assert all("Maria" not in each.body for each in messages(number) if each.side != "requester")


def test_an_ending_fills_nothing_in(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    ending = {
        "cause": "{first name} " + FORGED,
        "fix": "{first name} again",
        "code": "fixed",
        "open_steps": FORGED,
    }
    assert bo.post(f"/desk/tickets/{number}/done", data=ending).status_code == 303
    assert all("Maria" not in each.body for each in messages(number) if each.side != "requester")
    assert leaks(bo.get(f"/desk/tickets/{number}"), (*NAMES, "Maria")) == []


def test_a_requesters_own_brackets_hide_nothing_and_show_nothing(
    bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """A student who asks, and types placeholders into text and answer, for a friend who works on it."""
    number = ask(bo, school, text=f"Hello ⟦name:02⟧ {FORGED}. Maria Quintanilla saw it.")
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 303
    assert bo.post(f"/my/tickets/{number}", data={"text": f"Again {FORGED}"}).status_code == 303
    assert leaks(cy.get(f"/desk/tickets/{number}"), ("Maria", "Quintanilla")) == []
    page = body(cy.get(f"/desk/tickets/{number}/reveal"))
    assert len(re.findall(r"The hidden (?:name|word) \d", page)) <= 1


FIRST = ["", "May", "Art", "Will", "Page", "Wi", "June", "Chase", "Hope"]


@pytest.mark.parametrize("preferred", FIRST)
def test_the_first_name_reaches_the_requester_alone(
    preferred: str, maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """Also a name that is a word: neither its author nor a later reader nor the index learns it."""
    _preferred(school, "maria", preferred)
    name = preferred or "Maria"
    number = taken(maria, bo, school, text="The board is dark in the gym.")
    assert reply(bo, number, "Hello {first name}! { First_Name }, is it dark? Bye {FIRST NAME}") == 303
    [message] = _sent(number)
    assert message.body == f"Hello {name}! {name}, is it dark? Bye {name}"
    assert f"Hello {name}!" in body(maria.get(f"/my/tickets/{number}"))
    assert not re.search(rf"\b{name}\b", re.sub(r"⟦\w+:\d\d⟧", "", message.body_masked))
    for client in (bo, cy, ines):
        page = body(client.get(f"/desk/tickets/{number}"))
        part = page[page.index("is it dark?") - 400 : page.index("is it dark?") + 200]
        assert not re.search(rf"\b{name}\b", part)
    assert number not in body(cy.get(f"/desk/search?q={name}"))


def test_the_first_name_of_a_draft_stays_a_token(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Hello {first name}!") == 303
    assert leaks(ines.get("/desk/drafts")) == leaks(ines.get(f"/desk/drafts/{number}")) == []
    assert ines.post(f"/desk/drafts/{number}/edit", data={"text": "Hi {first name}!"}).status_code == 303
    assert _sent(number)[0].body == "Hi Maria!"
    for client in (cy, ines):
        assert leaks(client.get(f"/desk/tickets/{number}")) == []
        assert leaks(client.get("/desk")) == []


def test_what_a_teacher_adds_is_not_shown_to_the_author(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Tomohiro Nakagawa will come.") == 303
    edited = "Dear Maria Quintanilla, Tomohiro Nakagawa will come, with Cyrus."
    assert okafor.post(f"/teach/drafts/{number}/edit", data={"text": edited}).status_code == 303
    assert _sent(number)[0].body == edited
    page = cy.get(f"/desk/tickets/{number}")
    assert leaks(page, ("Maria", "Quintanilla", "Cyrus")) == []
    assert "Tomohiro Nakagawa" in body(page), "the author's own words stay readable"


def test_a_trainer_does_not_learn_who_asked(
    maria: FlaskClient, sign_in: SignIn, ines: FlaskClient, school: School
) -> None:
    """Two drafts wait: one by a tech, one about that tech's own ticket. The handle stays a handle."""
    change(m.cadres.CadreMember, m.cadres.CadreMember.person_id == school.people["tomo"], rung="apprentice")
    cy, tomo = sign_in("cy"), sign_in("tomo")
    of_tomo, of_maria = taken(tomo, cy, school), taken(maria, tomo, school)
    assert reply(cy, of_tomo, "Restart it.") == reply(tomo, of_maria, "Restart it.") == 303
    for path in ("/desk/drafts", f"/desk/drafts/{of_tomo}"):
        page = body(ines.get(path))
        assert ticket(of_tomo).handle in page
        assert not re.search(r"(?:to|Goes to) <(?:b|span)[^>]*>Tomo<", page)
        assert "reply to Tomo" not in page


def test_a_trainer_sees_the_place_of_their_groups_tickets_only(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    theirs, groups = taken(maria, bo, school), taken(maria, cy, school)
    assert "Room G-2" in body(ines.get(f"/desk/tickets/{groups}"))
    assert "Room G-2" not in body(ines.get(f"/desk/tickets/{theirs}"))


def test_a_trainer_takes_nothing_out_of_the_teachers_reading(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    gate(school, "cy", "after")
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    assert _draft().state == "unread"
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/read").status_code == 404
    assert _draft().state == "unread"


def test_a_forged_once_key_blocks_nobodys_reply(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """A note that carries the key under which an approved draft will be sent."""
    number, own = taken(maria, cy, school), taken(maria, ines, school)
    assert reply(cy, number, "Restart it, please.") == 303
    key = f"draft:{_draft().id}"
    assert ines.post(f"/desk/tickets/{own}/note", data={"note": "Blocked.", "once": key}).status_code == 303
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    assert [each.body for each in _sent(number)] == ["Restart it, please."]


@pytest.mark.parametrize("once", ["x", "x" * 500, "' OR 1=1 --", "draft:1", "\x00", "⟦name:01⟧"])
def test_a_strange_once_key_is_no_key(
    once: str, maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    first, second = taken(maria, bo, school), taken(maria, cy, school)
    for client, number in ((bo, first), (cy, second)):
        assert (
            client.post(f"/desk/tickets/{number}/note", data={"note": "Seen.", "once": once}).status_code
            == 303
        )
        assert reply(client, number, "Restart it.", once=once) == 303
    notes = [[each.kind for each in messages(number)].count("internal") for number in (first, second)]
    assert notes == [1, 1]
    assert len(_sent(first)) == 1 and _draft().ticket_id == ticket(second).id


def test_what_another_types_is_theirs(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    assert bo.post(f"{at}/typing", data={"reply": "Zanzibar", "note": "Zanzibar"}).status_code == 204
    assert cy.post(f"{at}/typing", data={"reply": "", "note": ""}).status_code == 204, (
        "empties their own only"
    )
    assert "Zanzibar" in body(bo.get(at)) and "Zanzibar" not in body(cy.get(at))
    assert bo.post(f"{at}/hand-back", data={"state": "a", "tried": "b", "next": "c"}).status_code == 303
    assert cy.post(f"{at}/claim").status_code == 303
    assert "Zanzibar" not in body(cy.get(at))
    assert "No ticket has these words" in body(cy.get("/desk/search?q=zanzibar"))


def test_cards_and_passed_on_words_are_masked_for_the_next_reader(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school, text="The board is dark.")
    at = f"/desk/tickets/{number}"
    said = "Maria Quintanilla, (208) 555-0142, 5550111, wants it."
    card = {"state": said, "tried": said, "next": said, "place": said, "promised": said}
    assert bo.post(f"{at}/hand-back", data=card).status_code == 303
    assert leaks(cy.get(at)) == leaks(cy.get("/desk/queue")) == []
    assert cy.post(f"{at}/claim").status_code == 303
    assert cy.post(f"{at}/pass-on", data={"reason": "tried_all", "tried": said}).status_code == 303
    assert leaks(bo.get(at), ("555-0142", "5550111")) == ["555-0142", "5550111"], "bo reads bo's own card"
    change(m.tickets.Message, m.tickets.Message.kind == "handoff", author_id=school.people["ines"])
    assert leaks(bo.get(at)) == []


# reveals ---------------------------------------------------------------------------------------------------


def _show(client: FlaskClient, number: str, what: str = "first_name", purpose: str = "greet") -> int:
    at = f"/desk/tickets/{number}/reveal"
    return client.post(at, data={"what": what, "purpose": purpose}).status_code


def test_nothing_is_revealed_of_a_ticket_one_does_not_own(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text=SAID)
    assert _show(bo, number) == 403
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 303
    assert _show(bo, number) == _show(ines, number) == _show(bo, number, "1") == 403
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 403
    assert rows(sa.select(m.reveal.Reveal.id)) == []
    assert [event.outcome for event in events("word:revealed")] == ["refused"] * 4


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_nothing_is_revealed_when_the_work_is_done(
    status: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    set_ticket(number, status=status)
    assert _show(bo, number) == 409
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 409


def test_phone_mail_and_number_are_never_revealed(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    masked = messages(number)[0].body_masked
    kinds = {int(n): kind for kind, n in re.findall(r"⟦(\w+):(\d\d)⟧", masked)}
    assert {"name", "phone", "mail", "number"} <= set(kinds.values())
    for place, kind in kinds.items():
        expected = 303 if kind in ("name", "word") else 422
        assert _show(bo, number, str(place)) == expected, kind
    page = bo.get(f"/desk/tickets/{number}")
    assert "Cyrus Abernathy" in body(page)
    assert leaks(page, ("555-0142", "maria.quintanilla", "5550111")) == []


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Write to Quintanilla-maria.q@example.org please.", "example.org"),
        ("Write to Maria_Quintanilla@example.org please.", "example.org"),
        ("Ask Maria.maria@example.org, please.", "example.org"),
        ("Maria O'Brien-o'brien@example.org has it.", "example.org"),
        ("Maria:2085550142 has it.", "5550142"),
        ("Maria2085550142 has it.", "5550142"),
        ("Quintanilla5550111 has it.", "5550111"),
        ("My insta is @maria_quint99, write me.", "quint99"),
        ("On Instagram I am @maria.q.02.", "maria.q.02"),
        ("discord: maria#4471", "4471"),
    ],
)
def test_a_contact_glued_to_a_name_is_a_contact(
    text: str, contact: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """Whatever can be revealed of a text, no contact is among it."""
    number = taken(maria, bo, school, text=text)
    page = body(bo.get(f"/desk/tickets/{number}/reveal"))
    for place in re.findall(r"The hidden (?:name|word) (\d+)", page):
        assert _show(bo, number, place) == 303
    assert leaks(bo.get(f"/desk/tickets/{number}"), (contact,)) == []


@pytest.mark.parametrize(
    "what", ["", "0", "99", "-1", "01", "1 OR 1=1", "phone", "²", "name", "first_name ", "1" * 300]
)
def test_a_made_up_word_is_not_there(what: str, maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school, text="The board is dark.")
    assert _show(bo, number, what) in (404, 422)
    assert _show(bo, number, "first_name", "because") == 422
    assert rows(sa.select(m.reveal.Reveal.id)) == []


def test_three_a_period_and_not_a_fourth(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    numbers = [taken(maria, bo, school) for _ in range(4)]
    with clock.at(school_day(hour=9, minute=40)):
        bo.post("/sign-in", data={"username": "bo", "password": "correct horse staple"})
        shown = [_show(bo, number) for number in (numbers[0], numbers[0], numbers[1], numbers[2], numbers[3])]
        page = body(bo.get(f"/desk/tickets/{numbers[3]}"))
    assert shown == [303, 303, 303, 409, 409]
    assert "Maria" not in page


def test_a_reveal_ends_by_time_by_hand_back_and_by_closing(sign_in: SignIn, school: School) -> None:
    start = school_day(hour=9, minute=35)
    with clock.at(start):
        maria, bo = sign_in("maria"), sign_in("bo")
        number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    with clock.at(start + timedelta(minutes=1)):
        assert _show(bo, number) == 303
        assert leaks(bo.get(at)) == ["maria"]
        assert leaks(sign_in("cy").get(at)) == []
    with clock.at(start + timedelta(minutes=10, seconds=59)):
        assert leaks(bo.get(at)) == ["maria"]
    with clock.at(start + timedelta(minutes=11, seconds=1)):
        assert leaks(bo.get(at)) == []
        assert _show(bo, number) == 303
        assert leaks(bo.get(at)) == ["maria"]
    with clock.at(start + timedelta(minutes=12)):
        assert bo.post(f"{at}/hand-back", data={"state": "a", "tried": "b", "next": "c"}).status_code == 303
        assert leaks(bo.get(at)) == []
    with clock.at(start + timedelta(minutes=13)):
        assert bo.post(f"{at}/claim").status_code == 303
        assert leaks(bo.get(at)) == [], "what was shown ended with the hand-back"
        assert _show(bo, number) == 303
        set_ticket(number, sensitive=True)
        assert bo.get(at).status_code == 404


def test_a_staff_members_given_name_is_not_for_show(sign_in: SignIn, school: School) -> None:
    """Their professional name is known; the name in the vault is not offered and not given."""
    bo = sign_in("bo")
    number = taken(sign_in("brandt"), bo, school, text="The board is dark.")
    assert "first name" not in body(bo.get(f"/desk/tickets/{number}/reveal"))
    assert _show(bo, number) in (403, 404, 422)
    assert leaks(bo.get(f"/desk/tickets/{number}"), ("Otto",)) == []


def test_the_value_is_in_no_event_and_no_row(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    assert _show(bo, number) == _show(bo, number, "1") == 303
    assert leaks(bo.get(f"/desk/tickets/{number}"), ("Maria", "Cyrus")) == ["Maria", "Cyrus"]
    said = str(events("word:revealed")) + str(rows(sa.select(*m.reveal.Reveal.__table__.c)))
    assert "Maria" not in said and "Cyrus" not in said
    assert [event.outcome for event in events("word:revealed")] == ["done", "done"]


# the counter and the team ----------------------------------------------------------------------------------


def test_the_counter_tells_nobodys_number(bo: FlaskClient, school: School) -> None:
    """Unknown, one's own, empty, too many: one screen for all."""
    places = set()
    for number in (
        "9999999",
        "5550112",
        "0",
        "' OR 1=1",
        "⟦number:01⟧",
        "555*",
        "%",
        *("1" * n for n in range(2, 9)),
    ):
        answer = bo.post("/desk/counter", data={"number": number})
        places.add((answer.status_code, answer.headers["Location"]))
    assert places == {(303, "/desk/counter/teacher")}
    assert bo.post("/desk/counter", data={"number": "5550111"}).headers["Location"] == "/desk/counter/teacher"
    assert events("counter:matched")[-1].outcome == "refused", (
        "after twelve misses a right one is none either"
    )


def test_a_slip_is_of_one_tech_and_in_no_event(bo: FlaskClient, cy: FlaskClient, school: School) -> None:
    answer = bo.post("/desk/counter", data={"number": "5550111"})
    slip = answer.headers["Location"].rsplit("/", 1)[1]
    assert bo.get(f"/desk/counter/match/{slip}").status_code == 200
    assert leaks(bo.get(f"/desk/counter/match/{slip}")) == []
    stolen, made_up = cy.get(f"/desk/counter/match/{slip}"), cy.get(f"/desk/counter/match/{'x' * len(slip)}")
    assert stolen.status_code == made_up.status_code == 409
    assert settled(body(stolen)) == settled(body(made_up))
    for known in (slip, slip.encode().hex()):
        assert known not in str(events("counter:matched"))
    kept = str(events("counter:matched")[-1].codes["slip"])
    assert cy.get(f"/desk/counter/match/{kept}").status_code == 409
    assert bo.get(f"/desk/counter/match/{kept}").status_code == 409, "what the event keeps opens nothing"


WORKING = (
    "Kowalczyk",
    "Bo Kowalczyk",
    "kowalczyk",
    "K o w a l c z y k",
    "Bo 208-555-0142",
    "bo@example.org",
    "@bo_k",
    "Cy",
)


@pytest.mark.parametrize("name", WORKING)
def test_a_working_name_carries_no_contact_and_no_family(name: str, bo: FlaskClient, school: School) -> None:
    member = m.cadres.CadreMember
    change(member, member.person_id == school.people["bo"], agreement_on=None, working_name="")
    answer = bo.post("/desk/learn/agreement", data={"working_name": name, "agree": "y"})
    assert answer.status_code == 422
    assert read(sa.select(member.working_name).where(member.person_id == school.people["bo"])) == ""
