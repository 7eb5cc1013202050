"""A refusal never costs the words: they stay in their editor, or stand on the page that says no."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.web.intake.arrange import messages, text
from tests.web.tickets.arrange import claimed, put, reply, rows, words

SAID = "We turned the trackpad off and on, and then it held."


def keep(client: FlaskClient, number: str, **fields: str) -> Any:
    return client.post(f"/desk/tickets/{number}/typing", data=fields)


def page_of(client: FlaskClient, address: str) -> str:
    return html.unescape(text(client.get(address)))


def began(page: str, editor: str) -> str:
    found = re.search(rf'name="{editor}_from" value="([^"]*)"', page)
    assert found is not None, editor
    return found[1]


def test_a_second_tab_takes_nothing_from_the_first(
    maria: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    at = f"/desk/tickets/{number}"
    opened = began(page_of(cy, at), "reply")
    first = keep(cy, number, reply="From the first tab.", reply_from=opened)
    assert first.status_code == 204
    second = keep(cy, number, reply="From the second.", reply_from=opened)
    assert second.status_code == 409 and second.json is not None
    assert second.json["text"] == "From the first tab."
    assert "From the first tab.</textarea>" in page_of(cy, at)
    after = keep(cy, number, reply="From the second, told.", reply_from=second.json["from"])
    assert after.status_code == 204
    assert keep(cy, number, reply="", reply_from=first.headers["Kept-As"]).status_code == 409
    assert "From the second, told.</textarea>" in page_of(cy, at)


def test_what_another_tab_types_outlives_a_reply_that_is_sent(
    maria: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    at = f"/desk/tickets/{number}"
    opened = began(page_of(cy, at), "reply")
    keep(cy, number, reply="From the first tab.", reply_from=opened)
    sent = cy.post(f"{at}/reply", data={"reply": "From the second.", "reply_from": opened})
    assert sent.status_code == 303
    assert "From the first tab.</textarea>" in page_of(cy, at)


def test_a_reply_refused_for_one_that_waits_is_kept(
    maria: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room?")
    answer = cy.post(f"/desk/tickets/{number}/reply", data={"reply": SAID, "reply_from": ""})
    assert answer.status_code == 409 and "still waits for its check" in words(answer)
    assert f"{SAID}</textarea>" in text(answer)
    assert f"{SAID}</textarea>" in page_of(cy, f"/desk/tickets/{number}")


def test_while_a_reply_waits_its_button_says_so(maria: FlaskClient, cy: FlaskClient, school: School) -> None:
    number = claimed(maria, cy, school)
    button = (
        r'<button class="btn btn-sm" type="button" aria-disabled="true" aria-describedby="re-why">Send to'
    )
    assert not re.search(button, page_of(cy, f"/desk/tickets/{number}"))
    reply(cy, number, "Which room?")
    page = page_of(cy, f"/desk/tickets/{number}")
    assert re.search(button, page)
    assert re.search(r'id="re-why"[^>]*>.*?still waits for its check', page)
    cy.post(f"/desk/tickets/{number}/withdraw")
    assert not re.search(button, page_of(cy, f"/desk/tickets/{number}"))


def test_a_note_and_an_ending_are_kept_when_the_ticket_is_over(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    put(number, status="closed")
    for path, data in (
        ("note", {"note": SAID}),
        ("reply", {"reply": SAID}),
        ("done", {"cause": SAID, "fix": "It was new.", "code": "fixed"}),
    ):
        answer = bo.post(f"/desk/tickets/{number}/{path}", data=data)
        assert answer.status_code == 409, path
        assert f"{SAID}</textarea>" in text(answer), path


FORMS = (
    ("hand-back", {"state": SAID, "tried": "A restart.", "next": "Ask for a mouse."}),
    ("pass-on", {"reason": "tried_all", "tried": SAID}),
    ("wait", {"reason": "requester", "question": SAID}),
)


@pytest.mark.parametrize(("path", "data"), FORMS)
def test_a_form_of_a_ticket_that_is_refused_shows_the_words(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School, path: str, data: dict[str, str]
) -> None:
    number = claimed(maria, bo, school)
    for client, status in ((cy, 403), (bo, 409)):
        if client is bo:
            put(number, status="closed")
        answer = client.post(f"/desk/tickets/{number}/{path}", data=data)
        assert answer.status_code in (403, 409, status), words(answer)
        assert SAID in words(answer) and "What you typed" in words(answer)


def test_deciding_on_a_draft_that_is_gone_shows_the_words(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room?")
    cy.post(f"/desk/tickets/{number}/withdraw")
    for path, data in (
        ("edit", {"text": SAID, "seen": "1"}),
        ("return", {"reason": "tone", "words": SAID, "seen": "1"}),
    ):
        answer = ines.post(f"/desk/drafts/{number}/{path}", data=data)
        assert answer.status_code in (404, 409) and SAID in words(answer)
        assert "tone" not in words(answer)


def test_a_review_a_grade_and_a_reveal_show_the_words(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    for client, address, data in (
        (okafor, f"/teach/reviews/{number}/return", {"reason": SAID}),
        (okafor, "/teach/grading/1", {"comment": SAID}),
        (cy, f"/desk/tickets/{number}/reveal", {"what": "first_name", "purpose": "x", "note": SAID}),
    ):
        answer = client.post(address, data=data)
        assert answer.status_code >= 400, address
        assert SAID in words(answer), address


def test_a_requesters_message_and_reopening_are_kept(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    put(number, status="cancelled")
    for act in ("reply", "reopen"):
        answer = maria.post(f"/my/tickets/{number}", data={"text": SAID, "act": act})
        assert answer.status_code == 409 and SAID in words(answer)
    assert len(messages(number)) == 1


def test_words_outlive_a_session_that_ended(
    maria: FlaskClient, bo: FlaskClient, nobody: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    secret = {"reply": SAID, "csrf_token": "abcdef012345", "password": "correct horse"}
    answer = nobody.post(f"/desk/tickets/{number}/reply", data=secret)
    assert answer.status_code == 401 and SAID in words(answer)
    assert "abcdef012345" not in text(answer) and "correct horse" not in text(answer)


def test_words_that_another_site_sends_are_not_shown(nobody: FlaskClient) -> None:
    away = nobody.post("/my/ask", data={"text": SAID}, headers={"Origin": "https://elsewhere.example"})
    assert away.status_code == 401 and SAID not in words(away)


def test_a_pin_that_is_asked_for_meanwhile_costs_no_words(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    data = {"number": claimed(maria, bo, school), "purpose": "safety", "note": SAID}
    answer = okafor.post("/teach/glass", data=data)
    assert answer.status_code == 403 and SAID in words(answer)
    assert 'href="/step-up?next=/teach/glass"' in text(answer)


def test_rows_of_typing_stay_one_for_each_editor(maria: FlaskClient, cy: FlaskClient, school: School) -> None:
    number = claimed(maria, cy, school)
    for said in ("One.", "One. Two."):
        assert keep(cy, number, reply=said).status_code == 204
    assert [row.body for row in rows("typing")] == ["One. Two."]


def test_a_form_refused_while_signed_out_leads_back_to_its_page(
    maria: FlaskClient, bo: FlaskClient, nobody: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    at = f"http://localhost/desk/tickets/{number}"
    answer = nobody.post(f"/desk/tickets/{number}/reply", data={"reply": SAID}, headers={"Referer": at})
    assert answer.status_code == 401 and f'href="/sign-in?next=/desk/tickets/{number}"' in text(answer)
    away = {"Referer": "https://elsewhere.example/desk"}
    answer = nobody.post(f"/desk/tickets/{number}/reply", data={"reply": SAID}, headers=away)
    assert 'href="/sign-in"' in text(answer)


def test_who_was_faster_with_a_draft_is_said_and_an_edit_is_given_back(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room?")
    seen = str(rows("draft")[0].id)
    assert ines.post(f"/desk/drafts/{number}/send", data={"seen": seen}).status_code == 303
    late = okafor.post(f"/teach/drafts/{number}/edit", data={"text": SAID, "seen": seen})
    assert late.status_code == 409 and SAID in words(late)
    assert "Ines sent it while you had it open." in words(late)
    again = ines.post(f"/desk/drafts/{number}/return", data={"reason": "tone", "words": SAID, "seen": seen})
    assert again.status_code == 409 and "You sent it while you had it open." in words(again)
    other = okafor.post(f"/teach/drafts/{number}/send", data={"seen": "7"})
    assert other.status_code == 404
