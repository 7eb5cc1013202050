"""Inboxes: whose drafts lie where, and what sending, editing and returning do."""

import html
import re
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel.ids import new_id
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.web.drafts.arrange import SAID, waiting
from tests.web.intake.arrange import events, messages, text
from tests.web.tickets.arrange import CANARIES, reply, rows, ticket, words


def masked(number: str) -> str:
    """Return the waiting draft of a ticket as a peer reads it."""
    return str(rows("draft", ticket_id=ticket(number).id)[-1].body_masked)


def test_a_peer_trainer_sends_it_in_the_authors_name(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    inbox = ines.get("/desk/drafts")
    for act in ("text", "reason"):  # the keys lead to the field, so that the next one typed lands in it
        assert f'href="/desk/drafts/{number}#{act}"' in text(inbox)
        assert f'id="{act}"' in text(ines.get(f"/desk/drafts/{number}"))
    page = words(inbox)
    assert (
        "Cy waits for you." in page
        and "their first name, filled in at sending" in page
        and "name 1 hidden" in page
    )
    assert [word for word in CANARIES if word in page] == []
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    sent = rows("message", ticket_id=ticket(number).id)[-1]
    assert (sent.author_id, sent.side, sent.kind) == (school.people["cy"], "cadre", "public")
    assert messages(number)[-1].body == "Hello Maria. Did Cyrus Abernathy sit near the wall?"
    assert rows("draft")[0].state == "sent" and ticket(number).first_public_response_at is not None
    assert "checked by Ines" in words(cy.get(f"/desk/tickets/{number}"))
    said = events("draft:sent")[-1]
    assert said.actor_id == school.people["ines"] and school.people["cy"] in said.subjects
    assert "No reply waits for you." in words(ines.get("/desk/drafts"))


def test_two_approvals_send_one_reply(
    maria: FlaskClient, cy: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = waiting(maria, cy, school)
    clients = [
        (sign_in("ines"), "desk"),
        (sign_in("okafor"), "teach"),
        (sign_in("ines"), "desk"),
        (sign_in("lind"), "teach"),
    ]
    with ThreadPoolExecutor(4) as pool:
        codes = list(
            pool.map(lambda one: one[0].post(f"/{one[1]}/drafts/{number}/send").status_code, clients)
        )
    assert codes.count(303) == 1 and set(codes) <= {303, 404, 409}
    assert [one.side for one in messages(number)] == ["requester", "cadre"]
    assert len([event for event in events("draft:sent") if event.outcome == "done"]) == 1
    assert len([event for event in events("message:sent") if event.outcome == "done"]) == 1


def test_the_job_is_safe_to_run_twice(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    from app.helpdesk.drafts.sending import send_draft

    number = waiting(maria, cy, school)
    ines.post(f"/desk/drafts/{number}/send")
    send_draft({"draft_id": rows("draft")[0].id, "district_id": school.district_id})
    assert len(messages(number)) == 2


def test_an_edit_is_kept_and_shown_to_its_author(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    edited = masked(number).replace("near", "beside")
    assert ines.post(f"/desk/drafts/{number}/edit", data={"text": edited}).status_code == 303
    assert messages(number)[-1].body == "Hello Maria. Did Cyrus Abernathy sit beside the wall?"
    page = text(cy.get(f"/desk/tickets/{number}"))
    assert "<del>near</del><ins>beside</ins>" in page
    assert "checked by Ines, one word changed" in words(cy.get(f"/desk/tickets/{number}"))
    assert "Did Cyrus Abernathy sit" in words(cy.get(f"/desk/tickets/{number}"))
    other = words(bo.get(f"/desk/tickets/{number}"))
    assert "near the wall" not in other and "Abernathy" not in other
    assert [event.tag for event in events("draft:edited")] == ["draft:edited"]


def test_a_moved_placeholder_sends_the_draft_to_a_teacher(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    without = re.sub(r"⟦name:\d\d⟧", "they", masked(number))
    answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": without}, follow_redirects=True)
    assert "so a teacher decides" in words(answer)
    draft = rows("draft")[0]
    assert (draft.state, draft.teacher_only) == ("waiting", True) and len(messages(number)) == 1
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert "A peer trainer’s edit" in words(okafor.get("/teach/drafts"))
    assert "waits for Ms. Okafor to check" in words(cy.get(f"/desk/tickets/{number}"))
    assert "Abernathy</del>" in text(okafor.get(f"/teach/drafts/{number}"))
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    assert messages(number)[-1].body == "Hello Maria. Did Cyrus Abernathy sit near the wall?"


def test_a_peers_edit_names_nobody_and_holds_no_contact(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    for more, said in (
        (" Ask Tomohiro Nakagawa.", "names somebody"),
        (" Call (208) 555-0188.", "a phone number"),
    ):
        answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": masked(number) + more})
        assert answer.status_code == 422 and said in words(answer)
    assert rows("draft")[0].state == "waiting"


def test_a_teacher_edits_the_words_themselves(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school, said="Did Cyrus Abernathy sit near the wall?")
    assert "Did Cyrus Abernathy sit" in words(okafor.get(f"/teach/drafts/{number}"))
    said = "Did Cyrus Abernathy or Tomohiro Nakagawa sit near the door?"
    assert okafor.post(f"/teach/drafts/{number}/edit", data={"text": said}).status_code == 303
    assert messages(number)[-1].body == said
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "Did Cyrus Abernathy" in page and "Tomohiro" not in page and "hidden" in page


def editor(client: FlaskClient, number: str) -> str:
    """Return what stands in the editor of the reply."""
    found = re.search(
        r'<textarea id="re"[^>]*>(.*?)</textarea>', text(client.get(f"/desk/tickets/{number}")), re.S
    )
    assert found is not None
    return html.unescape(found[1])


def keep_while_typing(client: FlaskClient, number: str, typed: str) -> None:
    """Keep a text as the page's script does, and send it: an empty row stays behind."""
    began = re.search(r'name="reply_from" value="(\w*)"', text(client.get(f"/desk/tickets/{number}")))
    kept = client.post(
        f"/desk/tickets/{number}/typing", data={"reply": typed, "reply_from": began and began[1]}
    )
    assert kept.status_code == 204


def test_a_returned_draft_comes_back_with_the_reason(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    assert ines.post(f"/desk/drafts/{number}/return", data={}).status_code == 422
    other = ines.post(f"/desk/drafts/{number}/return", data={"reason": "other", "words": ""})
    assert other.status_code == 422 and "say it in words" in words(other)
    sent_back = ines.post(f"/desk/drafts/{number}/return", data={"reason": "unclear", "words": "Which side?"})
    assert sent_back.status_code == 303
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "Ines returned this: They would not know what to do next. Which side?" in page
    assert editor(cy, number) == SAID
    assert len(messages(number)) == 1 and events("draft:returned")[-1].codes["reason"] == "unclear"
    home = words(cy.get("/desk"))
    assert "Which side?" in home
    assert "Start here: read why Ines sent your reply back, then write it anew." in home
    keep_while_typing(cy, number, "Hello {first name}. Which side of the lid shows it?")
    reply(cy, number, "Hello {first name}. Which side of the lid shows it?")
    assert editor(cy, number) == ""
    ines.post(f"/desk/drafts/{number}/return", data={"reason": "tone"})
    assert editor(cy, number) == "Hello {first name}. Which side of the lid shows it?"  # also the second time
    reply(cy, number, "Hello {first name}. Which side of the lid shows it?")
    assert "Which side?" not in words(cy.get("/desk"))
    same = {"text": masked(number)}
    sent = ines.post(f"/desk/drafts/{number}/edit", data=same, follow_redirects=True)
    assert "Sent." in words(sent) and "as you edited it" not in words(sent)
    assert reply(cy, number, "On which side?").status_code == 303


def test_inboxes_hold_their_own_groups_only(
    maria: FlaskClient, cy: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = waiting(maria, cy, school)
    for name, hat, status in (("bo", "desk", 403), ("cy", "desk", 403), ("dana", "desk", 403), ("zed", "desk", 403),
                              ("alder", "teach", 404), ("maria", "desk", 403)):  # fmt: skip
        assert sign_in(name).post(f"/{hat}/drafts/{number}/send").status_code == status, name
    assert sign_in("lind").get(f"/teach/drafts/{number}").status_code == 200
    assert len(messages(number)) == 1


def test_a_trainer_never_decides_on_their_own(
    maria: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    from tests.web.tickets.arrange import set_gate

    set_gate(school, "ines", "reply", "before")
    number = waiting(maria, ines, school, said="Which room?")
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert "No reply waits for you." in words(ines.get("/desk/drafts"))
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303


def test_what_was_read_is_what_is_sent(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school, said="Which room?")
    seen = rows("draft")[0].id
    cy.post(f"/desk/tickets/{number}/withdraw")
    reply(cy, number, "Something else entirely.")
    answer = ines.post(f"/desk/drafts/{number}/send", data={"seen": str(seen)})
    assert answer.status_code == 409 and "wrote it anew" in words(answer)
    assert len(messages(number)) == 1


def test_a_teachers_inbox_shows_names_and_is_recorded(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    waiting(maria, cy, school)
    page = words(okafor.get("/teach/drafts"))
    assert "Cy to Maria Quintanilla" in page and "Did Cyrus Abernathy sit" in page
    seen = events("drafts:seen")[-1]
    assert seen.subjects == sorted([school.people["maria"], school.people["cy"]]) and "text" in seen.fields


def test_a_long_inbox_says_how_many_wait_in_all(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    waiting(maria, cy, school)
    draft, private = rows("draft")[0]._asdict(), rows("draft_private")[0]._asdict()
    with owner.begin() as connection:
        for _ in range(26):
            again = new_id()
            values = draft | {"id": again, "once_key": None}
            connection.execute(sa.insert(metadata.tables["draft"]).values(**values))
            connection.execute(
                sa.insert(metadata.tables["draft_private"]).values(**private | {"draft_id": again})
            )
    home, inbox = words(okafor.get("/teach")), words(okafor.get("/teach/drafts"))
    assert "27 drafts." in home and "Two more wait behind these; they come up as you decide." in home
    assert "Cy waits for you, and 26 more." in inbox and "Two more wait behind these" in inbox
    with owner.begin() as connection:
        connection.execute(sa.update(metadata.tables["draft"]).values(state="unread"))
    inbox = words(okafor.get("/teach/drafts"))
    assert "Went out, to be read" in inbox and "Two more wait behind these" in inbox
    assert "27 went out at once" in words(okafor.get("/teach"))
