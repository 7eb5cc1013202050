"""A requester on a phone: three answers, a number, follow, add words, take it back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, check, no_sideways

pytestmark = pytest.mark.browser


def test_a_requester_asks_and_follows_on_a_phone(open_as: Open) -> None:
    page = open_as("maria", phone=True)
    page.goto("/my")
    check(page)
    page.goto("/my/ask")
    check(page)
    no_sideways(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".error-summary")).to_be_visible()
    check(page)
    page.get_by_text("Wi-Fi", exact=True).click()
    page.locator("#text").fill("My Chromebook drops off the Wi-Fi in the gym since Monday.")
    page.get_by_label("Where?").select_option(label="118")
    page.get_by_label("Which device?").select_option(label="No device")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("JCM-").first).to_be_visible()
    check(page)
    no_sideways(page)
    page.goto("/my")
    page.get_by_role("link", name="JCM-").first.click()
    expect(page.get_by_text("drops off the Wi-Fi in the gym")).to_be_visible()
    check(page)
    no_sideways(page)
    page.locator("textarea[name=text], textarea[name=body]").first.fill("It also happens in room 207.")
    page.locator("textarea[name=text], textarea[name=body]").first.locator("xpath=ancestor::form").evaluate(
        "form => form.requestSubmit()"
    )
    expect(page.get_by_text("It also happens in room 207.")).to_be_visible()


def test_typed_words_survive_a_lost_session(open_as: Open) -> None:
    """The session ends in another tab while somebody types; after signing in the words are still there."""
    page = open_as("brandt")
    page.goto("/my/ask")
    page.locator("#text").fill("The projector shows a purple picture.")
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator("#text")).to_have_value("The projector shows a purple picture.")
