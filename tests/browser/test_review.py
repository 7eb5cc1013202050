"""A teacher reviews a week of looks and grades by keyboard, twelve keystrokes at most."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.eyes import check
from tests.browser.hands import again, follow, go, press, press_until, strike
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def confirm(page: Page) -> bool:
    """Give the password once more where it is asked for, and return whether it was."""
    if page.get_by_label("Your password").count():
        page.get_by_label("Your password").first.fill(PASSWORD)
        follow(page.get_by_role("button", name="Go on").first)
        return True
    return False


def answer(open_as: Open) -> None:
    """Bo reads the question and answers it."""
    page = open_as("bo")
    go(page, "/desk")
    follow(page.get_by_role("link", name="Read and answer"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("question about your work")
    check(page)
    page.locator("textarea").fill("I stood in for Cy, who was at lunch.")
    follow(page.get_by_role("button", name="Send the answer"))
    expect(page.get_by_role("status")).to_contain_text("reads it before anything is decided")
    check(page)


def read_what_is_drawn(page: Page) -> None:
    """Accept each drawn look with A; after one the next that waits is current."""
    while page.locator('[data-row-key="a"]').count():
        press_until(page, "j", page.locator('li.look[aria-current] [data-row-key="a"]'))
        strike(page, "a")
        expect(page.get_by_role("status")).to_contain_text("Read and accepted")


def test_a_teacher_reviews_a_week_by_keyboard(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    go(page, "/teach/trail")
    expect(page.locator("ol.trail li").first).to_be_visible()
    check(page)
    strike(page, "w")
    expect(page.get_by_role("heading", level=1)).to_contain_text("to read in the week of")
    check(page)
    press(page, "j")
    expect(page.locator("li.look[aria-current]")).to_have_count(1)
    press_until(page, "j", page.locator("li.look.is-flagged[aria-current]"))
    strike(page, "q")
    expect(page.get_by_role("status")).to_contain_text("reads the question")
    answer(open_as)
    again(page)
    follow(page.get_by_role("link", name=re.compile("^Judge")).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What do you make of it?")
    check(page)
    page.get_by_label("Fine").check()
    page.locator("textarea").fill("Agreed before the lesson.")
    follow(page.get_by_role("button", name="Keep this verdict"))
    expect(page.get_by_role("status")).to_contain_text("Judged")
    read_what_is_drawn(page)
    for key, said in (("e", "accepted"), ("s", "Signed off")):
        act = page.locator(f'.actionbar [data-key="{key}"]')
        if act.count():
            strike(page, key)
            if confirm(page) and act.count():
                strike(page, key)
            expect(page.get_by_role("status")).to_contain_text(said)
    check(page)
    for path in ("/teach/review/weeks", "/teach/review/second", f"/teach/trail/ticket/{lived_in['first']}"):
        go(page, path)
        check(page)


def test_grading_takes_twelve_keystrokes_at_most(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    go(page, "/teach/grading")
    check(page)
    strike(page, "Enter")
    expect(page).to_have_url(re.compile(r"/teach/grading/\w+-\d+"))
    check(page)
    opened = page.url
    pressed = 0
    for key in ("4", "3", "3", "4", "3"):
        press(page, key)
        pressed += 1
    strike(page, "Enter")
    pressed += 1
    expect(page).not_to_have_url(opened)
    assert pressed <= 12
    expect(page).to_have_url(re.compile(r"/teach/grading(/\w+-\d+)?$"))
    expect(page.get_by_role("status").first).to_contain_text("accepted")
    check(page)
    student = open_as("bo")
    go(student, "/desk/progress")
    expect(student.get_by_role("heading", level=1)).to_be_visible()
    check(student)


def test_a_closed_gate_sends_the_work_back(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    go(page, f"/teach/grading/{lived_in['second']}")
    expect(page.locator("ol.rubric li.at")).to_be_visible()
    press(page, "0")
    expect(page.locator("#gate-says")).to_contain_text("Gate shut")
    expect(page.locator(".actionbar .btn-primary")).to_contain_text("Send back")
    check(page)
