"""The form of asking: errors at their fields, odd texts, other devices, no room."""

import re

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.web.intake.arrange import (
    ask,
    form,
    messages,
    text,
    ticket,
    tickets,
)

NAUGHTY = (
    "'; DROP TABLE ticket; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "⟦name:01⟧ ⟦name:99⟧ ⟦",
    "nul\x00byte and \x1b[31mcolor",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "🧑‍💻" * 40,
    "٠١٢ مرحبا بالعالم שלום 你好",
    "\u202eevil\u202c",
    "x" * 4900,
    "  \u00a0 a \u3000 ",
    "%00%0d%0aSet-Cookie: a=b",
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize(
    ("changes", "anchor", "words"),
    [
        ({"category": ""}, "#category", "Choose one."),
        ({"category": "no-such"}, "#category", "Choose one."),
        ({"text": ""}, "#text", "Tell us in a few words"),
        ({"text": " \n "}, "#text", "Tell us in a few words"),
        ({"text": " \n\x00 "}, "#text", "Tell us in a few words"),
        ({"room": ""}, "#room", "Choose where it happens."),
        ({"room": "12"}, "#room", "Not a valid choice"),
        ({"device": ""}, "#device", "Choose the device"),
        ({"device": "other"}, "#tag", "Type the tag"),
    ],
)
def test_a_failed_form_links_its_errors_and_keeps_the_text(
    maria: FlaskClient, school: School, changes: dict[str, str], anchor: str, words: str
) -> None:
    answer = maria.post("/my/ask", data=form(school, **({"text": "It drops in the gym <b>."} | changes)))
    page = text(answer)
    assert answer.status_code == 422
    assert f'href="{anchor}"' in page and words in page
    if "text" not in changes:
        assert "It drops in the gym &lt;b&gt;." in page
    assert not tickets()


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_odd_texts_arrive_whole(maria: FlaskClient, bo: FlaskClient, school: School, naughty: str) -> None:
    number = ask(maria, school, text=naughty)
    (message,) = messages(number)
    assert message.body == re.sub("[\x00\x1b]", "", naughty).strip(), "all but signs that nobody sees"
    page = maria.get(f"/my/tickets/{number}")
    assert page.status_code == 200 and "<script>alert" not in text(page)
    if "{{" in naughty:  # a template in a text stays a text
        assert naughty in text(page)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200
    assert maria.get("/my").status_code == 200


def test_another_device_is_found_by_its_tag_and_an_unknown_tag_is_kept(
    maria: FlaskClient, school: School
) -> None:
    known = ticket(ask(maria, school, device="other", tag=" jc-03318 "))
    assert known.device_id == school.devices["JC-03318"] and known.device_theirs is False
    number = ask(maria, school, device="other", tag="lib-77")
    assert ticket(number).device_id is None
    assert messages(number)[0].body.endswith("Asset tag: LIB-77")


def test_not_at_school_has_no_room(maria: FlaskClient, school: School) -> None:
    row = ticket(ask(maria, school, room="away", network="Home Wi-Fi"))
    assert row.room_id is None and row.site_id == school.site_id


def test_a_lost_session_leads_back_to_the_form(nobody: FlaskClient, school: School) -> None:
    answer = nobody.post("/my/ask", data=form(school))
    assert answer.status_code == 401
    assert "/sign-in?next=/my/ask" in text(answer) and "My Chromebook drops" in text(answer)
