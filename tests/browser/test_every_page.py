"""Every page that each of the cast reaches by links: light, dark, on a tablet and on phones, without a violation."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, PHONE, TABLET, WIDE, Open
from tests.browser.eyes import color_violations, sideways, violations
from tests.browser.hands import go

pytestmark = pytest.mark.browser
WHO = ("maria", "lax", "tomo", "cy", "bo", "ines", "dana", "okafor", "reyes", "adair")
STARTS = ("/", "/my")
MOST_PAGES, MOST_ALIKE = 40, 2
LOOKED_AT = Counter[str]()  # over the whole cast: the first page of a kind is looked at in full
_NO_PAGE = re.compile(r"^/(static|sign-out|theme|unlock)\b|\.(csv|json)\b")
_ONE_OF_MANY = re.compile(r"[A-Z]{2,6}-\d+|\d{4}-\d\d-\d\d|\d+|[0-9a-f]{16,}|(?<=/lessons/)[\w-]+|(?<=\?).*")


def kind_of(address: str) -> str:
    """Return an address without what tells one ticket, person or day from another."""
    return _ONE_OF_MANY.sub("*", address)


def links(page: Page) -> list[str]:
    """Return the addresses on this host that a page leads to."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    parts = [urlsplit(one) for one in found if one.startswith("http")]
    return [one.path + (f"?{one.query}" if one.query else "") for one in parts]


def look_at(page: Page, *, in_full: bool) -> list[str]:
    """Return what is wrong with the page that is open: in light; in full in dark, on a tablet and a phone too."""
    wrong = [f"light: {one}" for one in violations(page)]
    wrong += [f"wide: {sideways(page)} px sideways"] if sideways(page) > 0 else []
    if not in_full:
        return wrong
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in color_violations(page)]
    page.set_viewport_size(TABLET)
    wrong += [f"tablet: {sideways(page)} px sideways"] if sideways(page) > 0 else []
    page.set_viewport_size(PHONE)
    wrong += [f"phone: {one}" for one in violations(page)]
    wrong += [f"phone: {sideways(page)} px sideways"] if sideways(page) > 0 else []
    page.set_viewport_size(NARROW)
    wrong += [f"narrow: {sideways(page)} px sideways"] if sideways(page) > 0 else []
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    return wrong


def walk(page: Page) -> list[str]:
    """Return what is wrong on all pages that a signed-in person reaches."""
    waiting, seen, alike, wrong = deque(STARTS), set(STARTS), Counter[str](), list[str]()
    while waiting and sum(alike.values()) < MOST_PAGES:
        address = waiting.popleft()
        kind = kind_of(address)
        if alike[kind] >= max(1, MOST_ALIKE - LOOKED_AT[kind]):
            continue
        alike[kind] += 1
        status = go(page, address)
        wrong += [f"{address}: {status}"] if status != 200 else []
        wrong += [f"{address}: {one}" for one in look_at(page, in_full=not LOOKED_AT[kind])]
        LOOKED_AT[kind] += 1
        for link in links(page):
            if link not in seen and not _NO_PAGE.search(link):
                seen.add(link)
                waiting.append(link)
    return wrong


@pytest.mark.parametrize("name", WHO)
def test_every_page(open_as: Open, lived_in: dict[str, str], name: str) -> None:
    assert lived_in
    wrong = walk(open_as(name))
    assert not wrong, "\n".join(wrong)
