"""A teacher explains a flag, signs a week off, and grades by keyboard, twelve keystrokes at most."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.eyes import check

pytestmark = pytest.mark.browser


def explain(page: Page, words: str) -> None:
    """Say what a flag was about, on its page."""
    page.get_by_label("Fine").check()
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Keep these words").click()
    expect(page.get_by_role("status")).to_contain_text("Explained")


def explain_a_flag(page: Page) -> None:
    page.get_by_role("link", name="Flags to explain").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("your words")
    check(page)
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_contain_text("do this for")
    check(page)
    explain(page, "It was agreed with me before the lesson.")
    check(page)


def test_a_teacher_reads_the_trail_and_signs_a_week_off(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    page.goto("/teach/trail")
    expect(page.locator("ol.trail li").first).to_be_visible()
    check(page)
    explain_a_flag(page)
    page.goto("/teach/trail/weeks")
    check(page)
    page.get_by_role("link", name=re.compile("Review Bo")).first.click()  # the oldest week
    check(page)
    while page.locator("ol.trail a.btn").count():
        page.locator("ol.trail a.btn").first.click()
        explain(page, "Bo stood in for Cy, who was at lunch. I had asked for it.")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_contain_text("Signed off: Bo")
    check(page)
    page.goto(f"/teach/trail/ticket/{lived_in['first']}")
    check(page)


def test_grading_takes_twelve_keystrokes_at_most(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    page.goto("/teach/grading")
    check(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/teach/grading/\w+-\d+"))
    check(page)
    opened = page.url
    pressed = 0
    for key in ("4", "3", "3", "4", "3", "Enter"):
        page.keyboard.press(key)
        pressed += 1
    expect(page).not_to_have_url(opened)
    assert pressed <= 12
    expect(page).to_have_url(re.compile(r"/teach/grading(/\w+-\d+)?$"))
    expect(page.get_by_role("status").first).to_contain_text("accepted")
    check(page)
    student = open_as("bo")
    student.goto("/desk/progress")
    expect(student.get_by_role("heading", level=1)).to_be_visible()
    check(student)


def test_a_closed_gate_sends_the_work_back(open_as: Open, lived_in: dict[str, str]) -> None:
    page = open_as("okafor")
    page.goto(f"/teach/grading/{lived_in['second']}")
    expect(page.locator("ol.rubric li.at")).to_be_visible()
    page.keyboard.press("0")
    expect(page.locator("#gate-says")).to_contain_text("Gate shut")
    expect(page.locator(".actionbar .btn-primary")).to_contain_text("Send back")
    check(page)
