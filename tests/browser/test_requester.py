"""A requester on a phone: three answers, a number, follow, add words; typed words outlive a reload."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.eyes import check, no_sideways
from tests.browser.hands import again, follow, go

pytestmark = pytest.mark.browser


def test_a_requester_asks_and_follows_on_a_phone(open_as: Open) -> None:
    page = open_as("brandt", phone=True)
    go(page, "/my")
    check(page)
    follow(page.locator(".actionbar").get_by_role("link", name="Ask for help"))
    check(page)
    no_sideways(page)
    follow(page.get_by_role("button", name="Send"))
    expect(page.locator(".error-summary")).to_be_visible()
    check(page)
    page.set_viewport_size({"width": 320, "height": 256})  # 400 %
    expect(page.locator(".actionbar")).to_have_css("position", "static")
    no_sideways(page)
    page.set_viewport_size(PHONE)
    expect(page.locator(".actionbar")).to_have_css("position", "sticky")
    page.get_by_text("Wi-Fi", exact=True).click()
    page.locator("#text").fill("My laptop drops off the Wi-Fi in the gym since Monday.")
    page.get_by_label("Where?").select_option(label="118")
    page.get_by_label("Which device?").select_option(label="No device")
    follow(page.get_by_role("button", name="Send"))
    expect(page.locator("h1.bignum")).to_contain_text("JCM-")
    check(page)
    no_sideways(page)
    follow(page.get_by_role("link", name="Follow this ticket"))
    expect(page.locator("ol.thread")).to_contain_text("drops off the Wi-Fi in the gym")
    check(page)
    no_sideways(page)
    page.locator("#text").fill("It also happens in room 207.")
    follow(page.get_by_role("button", name="Send message"))
    expect(page.locator("ol.thread")).to_contain_text("It also happens in room 207.")
    expect(page.locator("#text")).to_have_value("")
    check(page)
    go(page, "/my")
    follow(page.get_by_role("link", name="My laptop drops off the Wi-Fi").first)
    expect(page.locator("[aria-current=step]")).to_be_visible()


def test_a_requester_takes_a_ticket_back(open_as: Open) -> None:
    page = open_as("lind", phone=True, dark=True)
    go(page, "/my/ask")
    page.get_by_text("More kinds").click()
    page.get_by_text("Sound", exact=True).click()
    page.locator("#text").fill("The speakers are silent.")
    page.get_by_label("Where?").select_option(label="207")
    page.get_by_label("Which device?").select_option(label="No device")
    follow(page.get_by_role("button", name="Send"))
    follow(page.get_by_role("link", name="Follow this ticket"))
    check(page)
    follow(page.get_by_role("button", name="I don’t need this anymore"))
    expect(page.get_by_role("link", name="Ask again")).to_be_visible()
    check(page)
    no_sideways(page)


def test_typed_words_outlive_a_reload(open_as: Open) -> None:
    page = open_as("brandt")
    go(page, "/my/ask")
    page.locator("#text").fill("The projector shows a purple picture.")
    again(page)
    expect(page.locator("#text")).to_have_value("The projector shows a purple picture.")
