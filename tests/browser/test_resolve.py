"""An apprentice resolves a ticket under approval, from the question to “it works now”."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.eyes import check
from tests.browser.hands import again, follow, go, press, press_until, strike, turning, words

pytestmark = pytest.mark.browser
TEXT = "The printer by 207 prints blank pages. Cyrus Abernathy has it too, mail me at maria@example.org."


def ask(page: Page) -> str:
    """Ask about the printer and return the number."""
    go(page, "/my/ask")
    page.get_by_text("More kinds").click()
    page.get_by_text("Printing", exact=True).click()
    page.locator("#text").fill(TEXT)
    page.get_by_label("Where?").select_option(label="207")
    page.get_by_label("Which device?").select_option(label="No device")
    follow(page.get_by_role("button", name="Send"))
    return words(page.locator("h1.bignum")).strip()


def claim_by_keyboard(page: Page, number: str) -> None:
    go(page, "/desk")
    check(page)
    strike(page, "q")
    expect(page).to_have_url(re.compile("/desk/queue"))
    check(page)
    page.get_by_label("Category").select_option(label="Printing")
    with turning(page):
        page.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(page.get_by_role("button", name=f"Claim {number}").first).to_be_visible()
    strike(page, "c")
    expect(page).to_have_url(re.compile(f"/desk/tickets/{number}"))
    expect(page.locator("ol.thread .mask").first).to_be_visible()
    expect(page.locator("ol.thread")).not_to_contain_text("Abernathy")
    expect(page.locator("ol.thread")).not_to_contain_text("maria@example.org")
    check(page)


def write_a_reply(page: Page) -> None:
    press(page, "r")
    page.keyboard.type("Hello {first name}! We changed the paper tray. Please print one page.")
    expect(page.locator("#re-saved")).to_contain_text("Saved")
    for _ in range(4):  # past the pictures that could go with it, to the button
        press(page, "Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    strike(page, "Enter")
    expect(page.locator("li.draft")).to_contain_text("to check")
    check(page)


def to_draft(page: Page, number: str) -> None:
    go(page, "/desk/drafts")
    press_until(page, "j", page.locator("details[open]", has_text=number))
    expect(page.locator(".bar-slot .btn-primary")).to_be_visible()


def approve_by_keyboard(page: Page, number: str) -> None:
    for key, focused in (("e", "#text"), ("r", "#reason")):
        to_draft(page, number)
        press(page, key)
        expect(page.locator(focused)).to_be_focused()
        check(page)
    to_draft(page, number)
    check(page)
    strike(page, "s")
    expect(page.get_by_role("status").first).to_contain_text("Sent")
    check(page)


def answer(page: Page, number: str) -> None:
    go(page, "/my")
    follow(page.get_by_role("link", name=re.compile("printer by 207")))
    expect(page.locator("ol.thread")).to_contain_text("Hello Maria! We changed the paper tray.")
    check(page)
    page.locator("#text").fill("One page came out right.")
    follow(page.locator(".actionbar .btn-primary"))
    expect(page.locator("ol.thread")).to_contain_text("One page came out right.")
    expect(page.locator("h1")).to_contain_text(number)


def finish(page: Page, number: str) -> None:
    go(page, f"/desk/tickets/{number}")
    expect(page.locator("ol.thread")).to_contain_text("One page came out right.")
    boxes = page.locator(".steps input[type=checkbox]")
    expect(page.locator(".steps").get_by_role("checkbox", name=re.compile(r"\w next$"))).to_have_count(1)
    for box in boxes.all():
        with page.expect_response(re.compile("/steps$")):
            box.check()
    expect(page.locator("[data-steps-said]")).to_contain_text(f"{boxes.count()} of {boxes.count()}")
    page.get_by_label("What caused it").fill("The paper tray was set to envelopes.")
    page.get_by_label("What fixed it").fill("We set it to letter paper and printed a page.")
    page.get_by_label("How it ended").select_option("fixed")
    follow(page.get_by_role("button", name="My part is done"))
    expect(page.get_by_role("status").first).to_contain_text("being checked")
    check(page)


def accept(page: Page, number: str) -> None:
    go(page, "/teach/reviews")
    check(page)
    one = page.locator("details", has_text=number)
    press_until(page, "j", page.locator("details[open]", has_text=number))
    strike(page, "a")
    expect(page.get_by_role("status").first).to_be_visible()
    expect(one).to_have_count(0)
    check(page)


def test_a_student_resolves_a_ticket_under_approval(open_as: Open) -> None:
    maria, cy = open_as("maria"), open_as("cy")
    number = ask(maria)
    claim_by_keyboard(cy, number)
    write_a_reply(cy)
    approve_by_keyboard(open_as("ines"), number)
    answer(maria, number)
    finish(cy, number)
    accept(open_as("okafor"), number)
    again(maria)
    check(maria)
    follow(maria.get_by_role("button", name="It works now"))
    expect(maria.get_by_text("The ticket is closed.").first).to_be_visible()
    check(maria)
    follow(maria.get_by_role("button", name="Open it again"))
    expect(maria.locator(".error-summary")).to_be_visible()
    maria.get_by_label("Broken again? Tell us what you see").fill("It is jammed once more.")
    follow(maria.get_by_role("button", name="Open it again"))
    expect(maria.get_by_role("status").first).to_contain_text("It is open again")
    check(maria)
    follow(maria.get_by_role("button", name="I don’t need this anymore"))  # other journeys use Cy's hands
    expect(maria.get_by_role("status").first).to_contain_text("You took it back")


def test_what_was_sent_is_no_draft_any_more(open_as: Open) -> None:
    number, cy = ask(open_as("maria")), open_as("cy")
    claim_by_keyboard(cy, number)
    press(cy, "r")
    cy.keyboard.type("Hello {first name}! Please print one page.")
    follow(cy.locator(".editor-reply .editor-foot button"))  # sooner than it is saved: leaving saves nothing
    expect(cy.locator("li.draft")).to_contain_text("to check")
    again(cy)
    expect(cy.locator("#re")).to_have_value("")
