"""Signing in, wrong and right, on both widths."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.eyes import check, no_sideways
from tests.browser.hands import follow, go

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_wrong_password_is_told_at_its_field(open_as: Open, phone: bool, dark: bool) -> None:
    page = open_as(phone=phone, dark=dark)
    go(page, "/sign-in")
    check(page)
    no_sideways(page)
    page.fill("input[name=username]", "bo")
    page.fill("input[name=password]", "not the password")
    follow(page.locator("form.sign-in button.btn-primary"))
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(".field-error")).to_contain_text("do not match")
    check(page)


def test_no_page_without_signing_in(open_as: Open) -> None:
    page = open_as()
    assert go(page, "/desk/queue") == 401
    check(page)
