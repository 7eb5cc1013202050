"""Channels 14 to 25: what stands in and around a page."""

import re

import pytest
from flask.testing import FlaskClient

from app.ui.pages import STATIC
from tests.cast import School
from tests.privacy.acts import ABSENT, ACTS, body, leaks, reply, rows, seen, settled, taken
from tests.privacy.channels.conftest import Morning, found_in, walked
from tests.web.intake.arrange import ask, messages


def test_14_markup_around_the_text(morning: Morning, bo: FlaskClient) -> None:
    """Comments, attributes, hidden inputs, bootstrapped data and source maps: the whole of what is sent."""
    for each in walked(bo, morning):
        assert found_in(each.text) == [], each.path
        assert "<!--" not in each.text and "application/json" not in each.text, each.path
    assert [path.name for path in STATIC.rglob("*.map")] == []


def test_15_option_lists(morning: Morning, bo: FlaskClient) -> None:
    offered = [
        word for each in walked(bo, morning) for word in re.findall(r"<option[^>]*>([^<]*)", each.text)
    ]
    assert offered and found_in(" ".join(offered)) == []


def test_16_prefilled_forms_and_masked_values_written_back(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """What a trainer saves of a masked draft does not reach the requester as the mask."""
    number = taken(maria, cy, school)
    assert reply(cy, number, "Hello {first name}, try now.") == 303
    form = ines.get(f"/desk/drafts/{number}")
    assert leaks(form) == []
    assert (
        ines.post(f"/desk/drafts/{number}/edit", data={"text": "Hello {first name}, do try."}).status_code
        == 303
    )
    assert [row.body for row in messages(number)][-1] == "Hello Maria, do try."
    for method in ("patch", "put"):
        assert getattr(ines, method)(f"/desk/tickets/{number}", json={"title": "x"}).status_code in (404, 405)


def test_17_history_and_differences(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Someone will come.") == 303
    edited = {"text": "Dear Maria Quintanilla, Tomohiro Nakagawa will come."}
    assert okafor.post(f"/teach/drafts/{number}/edit", data=edited).status_code == 303
    for path in (f"/desk/tickets/{number}", "/desk", "/desk/progress"):
        assert leaks(cy.get(path), ("maria", "quintanilla", "tomohiro", "nakagawa")) == [], path


def test_18_the_audit_viewer_itself(morning: Morning, bo: FlaskClient) -> None:
    for path in ("/teach/trail", f"/teach/trail/ticket/{morning.owned}", "/office", "/office/trail"):
        assert bo.get(path).status_code in (403, 404), path
    for each in walked(bo, morning):
        if "trail" in each.path or "question" in each.path:
            assert found_in(each.text) == [], each.path


def test_19_notifications_and_feeds(morning: Morning, bo: FlaskClient) -> None:
    """What is queued to be sent or done holds ids and codes; there is no feed."""
    from sqlalchemy import select

    from app.kernel.jobs import Job

    waiting = rows(select(*Job.__table__.c))
    assert waiting and found_in(" ".join(str(tuple(row)) for row in waiting)) == []
    for path in ("/desk/feed", "/desk/feed.xml", "/desk/calendar.ics", "/desk/digest"):
        assert bo.get(path).status_code == 404


def test_20_errors_that_quote(morning: Morning, bo: FlaskClient) -> None:
    for act in ACTS:
        answer = bo.post(f"/desk/tickets/{morning.owned}/{act}", data={"reply": "⟦name:01⟧", "step": "x"})
        assert leaks(answer) == [], act
        assert "Traceback" not in body(answer) and "sqlite" not in body(answer).lower()


def test_21_already_exists(bo: FlaskClient, school: School) -> None:
    """A working name that is somebody's first name here, and one that is nobody's, are answered alike."""
    here, nowhere = (
        bo.post("/desk/learn/agreement", data={"working_name": name, "agree": "y"}).status_code
        for name in ("Maria", "Mirja")
    )
    assert here == nowhere


def test_22_refused_and_absent(morning: Morning, bo: FlaskClient) -> None:
    for act in ("", *(f"/{act}" for act in ACTS)):
        hidden = bo.post(f"/desk/tickets/{morning.private}{act}", data=ACTS.get(act[1:], {}))
        absent = bo.post(f"/desk/tickets/{ABSENT}{act}", data=ACTS.get(act[1:], {}))
        assert hidden.status_code == absent.status_code
        assert settled(body(hidden)).replace(morning.private, "?") == settled(body(absent)).replace(
            ABSENT, "?"
        )


def test_23_size_and_validators(morning: Morning, bo: FlaskClient) -> None:
    hidden, absent = (bo.get(f"/desk/tickets/{number}") for number in (morning.private, ABSENT))
    assert seen(hidden) == seen(absent) and hidden.content_length == absent.content_length
    for path in ("/desk", f"/desk/tickets/{morning.owned}", f"/desk/tickets/{morning.private}"):
        headers = bo.get(path).headers
        assert not {"ETag", "Last-Modified"} & set(headers.keys()), path
        assert (
            bo.get(
                path, headers={"If-Modified-Since": headers["Date"]} if "Date" in headers else {}
            ).status_code
            != 304
        )


def test_24_addresses_titles_and_referrers(morning: Morning, bo: FlaskClient) -> None:
    for each in walked(bo, morning):
        title = re.search(r"<title>([^<]*)", each.text)
        assert found_in(each.path + (title.group(1) if title else "")) == []
        assert re.search(r"Referrer-Policy: (no-referrer|same-origin)\r", each.headers), each.path


def test_25_what_browsers_keep(morning: Morning, bo: FlaskClient) -> None:
    for each in walked(bo, morning):
        assert "no-store" in each.headers, each.path
    scripts = {path.name: path.read_text() for path in STATIC.rglob("*.js")}
    stores = re.compile(r"indexedDB|serviceWorker|caches\.|openDatabase|document\.cookie")
    assert scripts and [name for name, script in scripts.items() if stores.search(script)] == []
    lasting = {
        word for script in scripts.values() for word in re.findall(r"localStorage\.setItem\(([^,]+)", script)
    }
    assert lasting <= {'"keys"', "stamp"}, (
        "only the switch of the keys and the time of the last move outlast a tab"
    )


@pytest.mark.parametrize("name", ["bo", "lax"])
def test_24_a_search_is_not_in_the_title(
    name: str, morning: Morning, sign_in: object, bo: FlaskClient
) -> None:
    page = body(bo.get("/desk/search?q=quintanilla"))
    title = re.search(r"<title>([^<]*)", page)
    assert title is not None and "quintanilla" not in title.group(1).lower()


def test_16_asking_again_prefills_ones_own_words_only(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    ask(maria, school)
    assert leaks(bo.get("/my/ask")) == []
