"""One draft in two tabs, and a session that ends while it is sent: neither text is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, enter
from tests.browser.eyes import check
from tests.browser.hands import follow, go, typed

pytestmark = pytest.mark.browser
FIRST, SECOND = "The charger is fine.", "The lid is loose on the left side."


def test_two_tabs_and_a_session_that_ends(open_as: Open, lived_in: dict[str, str]) -> None:
    ticket = f"/desk/tickets/{lived_in['with_cy']}"
    one = open_as("cy")
    go(one, ticket)
    two = one.context.new_page()
    go(two, ticket)
    waits = two.get_by_role("button", name="to check")
    expect(waits).to_have_attribute("aria-disabled", "true")
    said = "Your last reply on this ticket still waits for its check. Take it back first, or wait."
    expect(waits).to_have_accessible_description(said)
    one.locator("#no").fill(FIRST)
    expect(one.locator("#no-saved")).to_contain_text("Saved")
    two.locator("#no").fill(SECOND)
    expect(two.locator("#no-saved")).to_contain_text("Changed in another tab")
    other = two.get_by_role("button", name="Show the other")
    other.click()
    expect(two.locator("#no")).to_have_value(FIRST)
    other.click()
    expect(two.locator("#no")).to_have_value(SECOND)
    check(two)
    two.context.clear_cookies()
    follow(two.get_by_role("button", name="Pin the note"))
    expect(two.get_by_role("textbox", name="Your note")).to_have_value(SECOND)
    check(two)
    go(two, "/sign-in")
    enter(two, "cy")
    go(two, ticket)
    shown = typed(two.locator("#no"))
    two.get_by_role("button", name="Show the other").click()
    expect(two.locator("#no")).to_have_value(FIRST if shown == SECOND else SECOND)
    two.get_by_role("button", name="Drop the other").click()
    expect(two.locator(".two-texts")).to_have_count(0)
