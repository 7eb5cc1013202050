"""Pages that say no also say what to do next, and pass the same look; hidden words show and hide."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.eyes import check, no_sideways
from tests.browser.hands import follow, go
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [("bo", "/desk/tickets/JCM-1", 404), ("bo", "/teach/grading", 403), ("maria", "/nowhere", 404)],
)
def test_a_refused_page_says_what_to_do(open_as: Open, name: str, address: str, status: int) -> None:
    page = open_as(name, phone=True, dark=True)
    assert go(page, address) == status
    expect(page.locator("main")).to_contain_text("What to do:")
    check(page)
    no_sideways(page)


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("cy", ("/desk/tickets/{}/hand-back", "/desk/tickets/{}/pass-on", "/desk/tickets/{}/reveal")),
        ("okafor", ("/teach/practice", "/teach/roster", "/teach/cadres/new", "/teach/certificates")),
    ],
)
def test_an_empty_form_names_what_is_missing(
    open_as: Open, lived_in: dict[str, str], name: str, addresses: tuple[str, ...]
) -> None:
    page = open_as(name)
    go(page, "/step-up?next=/my")
    page.get_by_label("Your password").first.fill(PASSWORD)
    follow(page.get_by_role("button", name="Go on").first)
    for address in addresses:
        go(page, address.format(lived_in["with_cy"]))
        for field in page.locator("main input[required]:not([type=radio]):not([type=file])").all():
            field.fill("")
        follow(page.locator(".actionbar .btn-primary"))
        expect(page.locator(".error-summary")).to_be_focused()
        check(page)
        no_sideways(page)


def test_a_first_name_is_shown_for_a_purpose(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("cy")
    go(page, f"/desk/tickets/{lived_in['with_cy']}")
    expect(page.locator("main")).not_to_contain_text("Maria")
    follow(page.get_by_role("link", name="show the first name, this is logged"))
    check(page)
    page.get_by_label("Your password").first.fill(PASSWORD)
    follow(page.get_by_role("button", name="Go on").first)
    check(page)
    follow(page.get_by_role("button", name="Show it, this is logged"))
    expect(page.locator(".error-summary")).to_be_visible()
    check(page)
    page.get_by_label(re.compile("The first name")).check()
    page.get_by_label("I am meeting them and need to call them by name.").check()
    page.get_by_label("In your words").fill("They come to the counter in a minute.")
    follow(page.get_by_role("button", name="Show it, this is logged"))
    expect(page.locator("main .shown").first).to_contain_text("Maria")
    check(page)
