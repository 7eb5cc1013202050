"""No contact of either side goes out: refused when written, and looked at once more when sent."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app.privacy.invitations import finds_invitation
from tests.cast import School
from tests.web.intake.arrange import events, text, ticket
from tests.web.tickets.arrange import claimed, morning, reply, rows, set_gate, words


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


OUTSIDE = [
    "Text me at lunch.", "dm me when you are there", "add me on snap", "my insta is bo.fixes", "Hit me up later",
    "snap: bofixes", "my personal number is on the card", "Call me at home", "message me on discord",
    "same handle everywhere: em_kim9", "emkim9 on snap", "steam friend code 123456789", "my email emkim@gmail",
    "https://meet.google.com/abc-defg-hij", "https://forms.gle/abc123", "join code for my classroom x7k2pqa",
    "I live at 214 Oak Street", "look me up: Emma Kim", "join my server after school", "zoom.us/j/123456",
    "sn4p em_kim", "my disc0rd is on the card", "$napchat emkim9", "find me, snaapp is best", "s n a p : e m k i m",
    "my minecraft name is emkim", "my ig emkim", "tt: em_kim", "same name on ig", "its emkim9 over on gmail",
    "dm emkim9", "subscribe to emkim9", "bit.ly/emk1", "u/emkim9 there", "google meet code abc-defg-hij",
    "e m k i m @ g m a i l . c o m", "emkimgmailcom", "\N{GHOST} em_kim", "come to my house after school",
    "join my minecraft server", "call me tonight",
    "escríbeme al salir", "mi número es el de siempre", "agrégame en insta", "follow me",
]  # fmt: skip
INSIDE = [
    "Please send me a message here.", "Call the office at the front desk.", "Tell me what the screen says.",
    "The app asks to add a user.", "Text is too small on the screen.", "Snap the lid shut.",
    "Show me on the screen", "Does the e-mail app open?", "Open meet.google.com and join your class.",
    "Is the class code on the board right?", "Join the call again from Classroom.",
    "Chromebook 3110 on the cart", "Sign in on Google, not Yahoo.", "Look up the error on the screen.",
    "error_404 on Chrome", "We live stream the game in room 214.", "Discord is blocked by the filter.",
    "Write me what you see.", "Minecraft v1.20 is blocked here.", "Switch: sw01 port 3 is dark.",
    "YouTube mp4 files do not play.", "Snaps on the lid are loose.", "Does Spotify: Kids open?",
    "The \N{GHOST} icon means incognito.", "Subscribe to the calendar again.", "Wi-Fi channel 11 is full.",
    "Go to S, then T, then O, then P.", "Press F 1 1 or a b c d e f g.",
]  # fmt: skip


@pytest.mark.parametrize("said", OUTSIDE)
def test_an_invitation_to_talk_elsewhere_is_found(said: str) -> None:
    assert finds_invitation(said)


@pytest.mark.parametrize("said", INSIDE)
def test_plain_words_are_no_invitation(said: str) -> None:
    assert not finds_invitation(said)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Call 208 555 0199 then.", "a phone number"),
        ("Mail bo@example.com, please.", "a mail address"),
        ("Find me as @bo_fixes there.", "a name on a social network"),
        ("Is your number 5551234?", "a student number"),
        ("The password is Blue42sky!", "a password or code"),
        ("Just text me at lunch.", "a way to talk outside of the help desk"),
        ("Code 4821 opens it.", "a password or code"),
        ("Ask twenty eight five fifty five zero one nine nine.", "a phone number"),
        ("Look for emkim9 on dc.", "a way to talk outside of the help desk"),
        ("hornets2026 works on it.", "a password or code"),
        ("The yellow one: emkim9", "a name on a social network"),
        ("Its code is MjA4NTU1MDE5OQ==", "a phone number"),
        ("Backwards: moc.oohay@mikme", "a mail address"),
        ("Mail em\x7fkim@gm\x01ail.com", "a mail address"),
        ("What is your password?", "a question for a name, number, password or account"),
    ],
)
def test_a_student_is_told_which_kind_and_keeps_the_text(
    maria: FlaskClient, bo: FlaskClient, school: School, said: str, kind: str
) -> None:
    number = claimed(maria, bo, school)
    answer = reply(bo, number, said)
    shown = re.sub(r"[\x01\x7f]", "", said)
    assert answer.status_code == 422 and kind in words(answer) and shown in words(answer)
    assert shown not in text(maria.get(f"/my/tickets/{number}"))
    assert rows("draft", ticket_id=ticket(number).id) == []


def test_no_number_goes_out_in_pieces(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    set_gate(school, "bo", "reply", "after")
    assert reply(bo, number, "You can start with 208").status_code == 303
    assert reply(bo, number, "then comes 555").status_code == 303
    refused = reply(bo, number, "0199 ends it")
    assert refused.status_code == 422 and "With what you sent before, it looks as if it makes" in words(
        refused
    )
    assert "0199 ends it" in words(refused)
    assert reply(bo, number, "Please restart it in room 118.").status_code == 303
    assert reply(okafor, number, "0199 ends it", hat="teach").status_code == 303


def test_no_number_goes_out_in_a_reply_and_an_ending(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    for action in ("reply", "resolve"):
        set_gate(school, "bo", action, "after")
    assert reply(bo, number, "You can start with 208 555").status_code == 303
    ending = {"cause": "0199", "fix": "Restarted it.", "code": "fixed", "open_steps": "They do not fit."}
    refused = bo.post(f"/desk/tickets/{number}/done", data=ending)
    assert refused.status_code == 422 and "With what you sent before" in words(refused)
    assert ticket(number).status == "in_progress"
    done = bo.post(f"/desk/tickets/{number}/done", data={**ending, "cause": "A setting."})
    assert done.status_code == 303


def test_an_adult_gives_the_offices_phone_and_never_a_familys(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert reply(okafor, number, "The office is at 208-555-0100.", hat="teach").status_code == 303
    assert reply(okafor, number, "Join the network hornets2026.", hat="teach").status_code == 303
    refused = reply(okafor, number, "Is 208.555.0142 still right?", hat="teach")
    assert refused.status_code == 422 and "of a student or family" in words(refused)
    mail = reply(okafor, number, "Write to maria.quintanilla@example.org.", hat="teach")
    assert mail.status_code == 422


def test_a_students_refusal_rests_on_patterns_alone(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    real, invented = reply(bo, number, "Ask Maria."), reply(bo, number, "Ask Marigold.")
    assert real.status_code == invented.status_code == 303


def test_what_was_approved_is_looked_at_again_when_sent(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, adair: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    set_gate(school, "bo", "reply", "before")
    assert reply(bo, number, "Say AB-1234 at the counter.").status_code == 303
    assert (
        adair.post("/admin/district", data={"example": "AB-9999", "guardian_needed": "1"}).status_code == 303
    )
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    draft = rows("draft", ticket_id=ticket(number).id)[0]
    assert (draft.state, draft.reason_code) == ("returned", "private")
    assert events("draft:returned")[-1].codes["reason"] == "private"
    assert "AB-1234" not in text(maria.get(f"/my/tickets/{number}"))


def test_requesters_see_who_helped_and_what_was_hidden(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    page = words(maria.get(f"/my/tickets/{number}"))
    assert "Bo worked on this." in page and "did not see your name, phone, mail or number" in page
    assert "Kowalczyk" not in page


@pytest.mark.parametrize("said", ["is this sarah", "im jake from your bio class", "Do I know you?"])
def test_who_somebody_is_goes_to_neither_side(
    said: str, bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    """A student is told what to do instead; their own working name goes, and an adult's own name does."""
    number = claimed(maria, bo, school)
    answer = reply(bo, number, said)
    assert answer.status_code == 422
    assert "It looks as if it says who you are, or guesses who asked." in words(answer)
    assert reply(bo, number, "This is Bo. Is this the new charger?").status_code == 303
