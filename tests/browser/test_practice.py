"""A teacher opens a practice ticket, a trainee works it, the trainer of the group signs it off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.eyes import check
from tests.browser.hands import follow, go, press, strike, words

pytestmark = pytest.mark.browser


def open_practice(page: Page) -> str:
    """Open the second story for Tomo and return its number."""
    go(page, "/teach/practice")
    check(page)
    page.locator("select[name=student]").select_option(label="Tomo, trainee")
    story = page.locator("input[name=story]").nth(1)
    story.check()
    follow(page.get_by_role("button", name="Open it"))
    told = words(page.get_by_role("status"))
    found = re.search(r"[A-Z]+-\d+", told)
    assert found is not None
    check(page)
    return found.group()


def work_it(page: Page, number: str) -> None:
    go(page, "/desk")
    check(page)
    go(page, f"/desk/tickets/{number}")
    expect(page.locator("body.is-practice")).to_be_visible()
    check(page)
    said = page.locator("ol.thread li").count()
    for _ in range(2):
        follow(page.locator(".play button").first)
    expect(page.locator("ol.thread li").nth(said)).to_be_visible()
    check(page)
    page.get_by_label("What caused it").fill("It was on the guest network and remembered it.")
    page.get_by_label("What fixed it").fill("Forgot that network, joined the one of the school.")
    page.get_by_label("How it ended").select_option("fixed")
    page.get_by_label("Steps left open, because").fill("It was clear after the second check.")
    follow(page.get_by_role("button", name="My part is done"))
    expect(page.get_by_role("status").first).to_be_visible()
    check(page)


def test_a_trainer_signs_practice_work_off(open_as: Open) -> None:
    number = open_practice(open_as("okafor"))
    work_it(open_as("tomo"), number)
    page = open_as("ines")
    go(page, "/desk/sign-offs")
    check(page)
    follow(page.get_by_role("link", name=re.compile("Tomo")).last)
    expect(page.locator(".crumb").first).to_contain_text(number)
    check(page)
    press(page, "c")
    page.keyboard.type("Good questions first. Keep that.")
    page.locator("h1").click()
    strike(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{number} is signed off")
    check(page)
