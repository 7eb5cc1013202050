"""Channels 37 to 44: who one is from one request to the next, and people between the lines."""

import base64
import html
import json
import re
import unicodedata
import zlib

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.kernel import clock
from tests.cast import NOW, School
from tests.conftest import SignIn
from tests.privacy.acts import HIDDEN, body, leaks, rows, seen, taken
from tests.privacy.channels.conftest import Morning, found_in, walked
from tests.web.intake.arrange import ask, form

TRICKS = {
    "zero-width": "It is Qu\u200bint\u200canilla again",
    "soft hyphen": "It is Quinta\u00adnilla again",
    "full width": "It is \uff15\uff15\uff15\uff10\uff11\uff11\uff11 again",
    "homoglyphs": "It is Quint\u0430n\u0456ll\u0430 again",
    "right to left": "It is \u202eallinatniuQ\u202c again",
    "entities": "It is &#81;uintanilla again",
    "spaced": "It is Q u i n t a n i l l a again",
    "leet": "It is Quint4nill4 again",
    "joined": "It is MariaQuintanilla's again",
    "punctuated": "It is Quintanilla/Abernathy's again",
    "accents": "It is Qu\u00edntanill\u00e0 again",
    "capitals": "IT IS QUINTANILLA AGAIN",
    "controls": "It is Qui\x7fnta\x01nil\x9fla again",
    "digits with controls": "It is 55\x7f50\x0211\x801 again",
    "UTF-8 misread": "It is Qu\u00c3\u00adntanilla again",
    "escaped": "It is Qu%C3%ADntanilla again",
}


def test_37_a_role_that_ended(morning: Morning, bo: FlaskClient, okafor: FlaskClient, school: School) -> None:
    """Off the team, the next request of an open session finds nothing, and nothing was kept by the browser."""
    address = f"/desk/tickets/{morning.owned}"
    assert bo.get(address).status_code == 200
    member = f"/teach/cadres/{school.cadre_id}/members/{school.people['bo']}"
    assert okafor.post(f"{member}/end", data={"why": "left", "sure": "y"}).status_code == 303
    again = bo.get(address)
    assert again.status_code in (403, 404) and leaks(again) == []
    assert "no-store" in again.headers["Cache-Control"]


def test_38_sockets_and_streams(morning: Morning, bo: FlaskClient) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    for path in ("/desk", "/desk/queue", "/ws", "/socket.io/", "/desk/stream", "/desk/events"):
        answer = bo.get(path, headers=upgrade | {"Accept": "text/event-stream, text/html"})
        assert answer.status_code in (200, 404, 422) and answer.mimetype != "text/event-stream", path
        assert leaks(answer) == []


def test_39_copied_printed_and_read_aloud(morning: Morning, bo: FlaskClient) -> None:
    """Nothing hidden is sent and then covered by a style: what is sent is all there is."""
    for each in walked(bo, morning):
        words = re.sub(r"<[^>]+>", "", each.text)
        assert found_in(words) == [], each.path


@pytest.mark.parametrize("trick", TRICKS)
def test_40_tricks_of_unicode(trick: str, maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school, text=f"{TRICKS[trick]}, ERR_TIMED_OUT in 118.")
    page = body(bo.get(f"/desk/tickets/{number}"))
    assert "ERR_TIMED_OUT" in page
    plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", html.unescape(page)).lower())
    for word in ("quintanill", "quint4nill", "5550111", "abernathy", "allinatniuq", "uintanil"):
        assert word not in plain, word
    assert len(TRICKS[trick].split()[2]) == 1 or TRICKS[trick].split()[2] not in page


def test_41_people_between_the_lines(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    said = (
        "Ask M. Quintanilla, or Quintanilla, Maria, or mquintanilla, or MQ's sister Quintanilla. "
        "C. Abernathy knows; Abernathy, Cyrus too. Inés from the team was here."
    )
    number = taken(maria, bo, school, text=said)
    assert leaks(bo.get(f"/desk/tickets/{number}")) == []


def test_42_titles_made_from_the_text(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(
        maria,
        bo,
        school,
        text="Maria Quintanilla 5550111 cannot print. Cyrus Abernathy can.",
    )
    for path in ("/desk", f"/desk/tickets/{number}", "/desk/queue"):
        assert leaks(bo.get(path)) == [], path
    title = rows(sa.text("SELECT title_masked FROM ticket"))[0].title_masked
    assert found_in(title) == []


def test_43_language_and_time_of_the_one_who_asked(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """The language of a browser and the theme of a requester reach no page of a tech."""
    pages = []
    for language in ("so-SO", "en-US"):
        data = form(school, text="It is dark in 118.")
        with clock.at(NOW):
            assert maria.post("/my/ask", data=data, headers={"Accept-Language": language}).status_code == 303
            newest = rows(sa.text("SELECT number, handle FROM ticket ORDER BY id DESC"))[0]
            status, page, headers = seen(bo.get(f"/desk/tickets/{newest.number}"))
            page = re.sub(r'<span class="count">\d+</span>', "", page)  # of the queue
        pages.append((status, page.replace(newest.number, "#").replace(newest.handle, "@"), headers))
    assert pages[0] == pages[1] and "so-SO" not in pages[0][1]


def test_44_cookies_and_pickles(morning: Morning, bo: FlaskClient, app: Flask) -> None:
    bo.get(f"/desk/tickets/{morning.owned}")
    kept = {cookie.key: cookie.value for cookie in (bo._cookies or {}).values()}
    assert re.fullmatch(r"[\w-]{43}", kept["cadre"]), "a random token and nothing else"
    packed = kept["cadre_form"].split(".")[1 if kept["cadre_form"].startswith(".") else 0]
    raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    held = json.loads(zlib.decompress(raw) if kept["cadre_form"].startswith(".") else raw)
    assert set(held) <= {"csrf_token", "_flashes"}
    assert [word for word in HIDDEN if word in str(held).lower()] == []


def test_41_the_one_who_asks_again_has_another_handle(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    """Two tickets of one person do not say that they are one person's."""
    for _ in range(2):
        ask(maria, school)
    handles = {row.handle for row in rows(sa.text("SELECT handle FROM ticket"))}
    assert len(handles) == 2
