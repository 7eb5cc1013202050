"""Long lists: in which order they stand, how they turn pages, and that each says how many more there are."""

import html
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, number_of
from tests.web.intake.arrange import text
from tests.web.tickets.arrange import MORNING, words


def _in_order(client: FlaskClient, address: str) -> list[str]:
    return re.findall(r'<td class="no">([^<]+)', text(client.get(address)))


def _turned(client: FlaskClient, address: str) -> list[str]:
    """Return the numbers of a list, page after page."""
    seen: list[str] = []
    for _ in range(4):
        page = text(client.get(address))
        seen += re.findall(r'<td class="no">([^<]+)', page)
        older = re.search(r'href="([^"]*\?[^"]*after=[^"]+)"', page)
        if older is None:
            return seen
        address = html.unescape(older.group(1))
    return seen


@pytest.mark.parametrize(
    ("name", "at"), [("bo", "/desk/queue"), ("dana", "/desk/queue"), ("okafor", "/teach/queue")]
)
def test_a_list_is_sorted_by_age_and_turns_pages(name: str, at: str, sign_in: SignIn, school: School) -> None:
    asked = [
        number_of(
            bare_ticket(
                school,
                created_at=MORNING - timedelta(hours=n),
                due_at=MORNING + timedelta(minutes=n * 7 % 30),
            )
        )
        for n in range(30)
    ]
    client = sign_in(name)
    assert _turned(client, f"{at}?sort=newest") == asked
    assert _turned(client, f"{at}?sort=oldest") == asked[::-1]
    assert _turned(client, f"{at}?sort=magic") == _turned(client, at) != asked
    assert "asked" in words(client.get(f"{at}?sort=oldest"))


def test_the_tickets_of_one_tech_are_sorted_by_age(okafor: FlaskClient, school: School) -> None:
    bo = school.people["bo"]
    asked = [
        number_of(
            bare_ticket(
                school, status=status, owner_id=bo, created_at=MORNING - timedelta(hours=n), due_at=MORNING
            )
        )
        for n, status in enumerate(("in_progress", "scheduled", "resolved", "resolved"))
    ]
    at = f"/teach/queue?tech={bo}"
    assert _in_order(okafor, f"{at}&sort=oldest") == [asked[1], asked[0]]
    assert _in_order(okafor, f"{at}&sort=newest") == asked[:2]
    assert _in_order(okafor, f"{at}&status=resolved") == asked[2:]
    assert _in_order(okafor, f"{at}&status=all") == asked


def test_more_than_five_of_ones_own_all_show(bo: FlaskClient, school: School) -> None:
    owned = [
        number_of(bare_ticket(school, "claimed", owner_id=school.people["bo"], due_at=MORNING))
        for _ in range(27)
    ]
    page = words(bo.get("/desk"))
    assert sum(number in page for number in owned) == 25
    assert "Two more wait behind these" in page and "1 to 9 open a ticket" in page


def test_long_lists_of_adults_say_how_many_more_there_are(
    okafor: FlaskClient, dana: FlaskClient, school: School
) -> None:
    for _ in range(27):
        bare_ticket(school, "claimed", owner_id=school.people["dana"], due_at=MORNING)
        bare_ticket(school, status="new", due_at=MORNING)
        bare_ticket(school, "claimed", sensitive=True, owner_id=school.people["okafor"], due_at=MORNING)
    page = words(dana.get("/desk"))
    assert "27 are yours" in page and "27 wait to be read" in page and "Two more wait behind these" in page
    page = words(okafor.get("/teach/waiting"))
    assert "27 tickets wait for an adult to read." in page and page.count("Two more wait behind these") == 2
