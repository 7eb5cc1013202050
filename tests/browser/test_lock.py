"""The screen locks itself and a session ends: what was being typed is still there afterwards."""

from contextlib import suppress

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, enter
from tests.browser.eyes import check
from tests.browser.hands import again, follow, glimpse, go
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
TYPED = "Hello {first name}! Please turn it off and on, then tell us"


def type_a_reply(page: Page, number: str) -> None:
    go(page, f"/desk/tickets/{number}")
    page.locator("#re").press_sequentially(TYPED)


def claim_free(page: Page, number: str) -> None:
    go(page, f"/desk/tickets/{number}")
    follow(page.get_by_role("button", name="Claim it"))
    expect(page.locator("#re")).to_be_visible()


def test_a_draft_outlives_its_session(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("bo")
    number = lived_in["free"]
    claim_free(page, number)
    type_a_reply(page, number)
    expect(page.locator("#re-saved")).to_contain_text("Saved")
    elsewhere = open_as("bo")
    go(elsewhere, "/desk")
    elsewhere.locator("details.menu summary").click()
    follow(elsewhere.get_by_role("button", name="Sign out everywhere"))
    expect(elsewhere.locator("input[name=username]")).to_be_visible()
    again(page)
    expect(page.locator("h1")).to_contain_text("Sign in")
    check(page)
    follow(page.get_by_role("link", name="Sign in"))
    enter(page, "bo")
    expect(page.locator("#re")).to_have_value(TYPED)
    another = open_as("bo")
    go(another, f"/desk/tickets/{number}")
    expect(another.locator("#re")).to_have_value(TYPED)


def test_an_unused_screen_locks_and_opens_again(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("cy")
    page.clock.install()
    go(page, f"/desk/tickets/{lived_in['with_cy']}")
    page.locator("#no").fill("Ask about the charger first.")
    lock = page.locator("dialog.dialog-lock")
    for _ in range(20):  # the scroll of the typing may still count as a touch
        page.clock.fast_forward("11:00")
        with suppress(AssertionError):
            expect(lock).to_be_visible(timeout=1_000)
            break
    expect(lock).to_be_visible()
    check(page)
    lock.locator("input[type=password]").fill("not the password")
    lock.get_by_role("button", name="Go on").click()
    expect(lock.get_by_role("alert")).to_be_visible()
    lock.locator("input[type=password]").fill(PASSWORD)
    lock.get_by_role("button", name="Go on").click()
    expect(lock).to_be_hidden()
    expect(page.locator("#no")).to_have_value("Ask about the charger first.")


def test_the_next_one_in_a_tab_finds_nothing_of_the_last_one(open_as: Open) -> None:
    page = open_as("maria")
    go(page, "/my/ask")
    page.locator("#text").press_sequentially(TYPED)
    page.context.clear_cookies()
    go(page, "/sign-in")
    enter(page, "maria")
    go(page, "/my/ask")
    expect(page.locator("#text")).to_have_value(TYPED)
    page.context.clear_cookies()
    go(page, "/sign-in")
    enter(page, "bo")
    expect(page.locator("details.menu")).to_be_visible()
    page.wait_for_function("sessionStorage.length === 0")
    go(page, "/my/ask")
    expect(page.locator("#text")).to_have_value("")


def test_what_was_typed_before_the_scripts_came_is_saved(open_as: Open, lived_in: dict[str, str]) -> None:
    page, held = open_as("cy"), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/autosave.js*", hold)
    with page.expect_request("**/autosave.js*"):
        glimpse(page, f"/desk/tickets/{lived_in['with_cy']}")
    page.locator("#no").fill("Typed while the network was slow.")
    for route in held:
        route.continue_()
    expect(page.locator("#no-saved")).to_contain_text("Saved")
