"""A picture on a phone, a box over what is private; a teacher releases it with two keys; a student sees the rest."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.eyes import check, no_sideways
from tests.browser.hands import again, follow, go, press_until, strike, turning, words
from tests.web.attachments import pictures as p

pytestmark = pytest.mark.browser


def ask(page: Page, text: str, file: Path) -> str:
    """Ask for help with a file and return the ticket's number."""
    go(page, "/my/ask")
    page.get_by_text("Wi-Fi", exact=True).click()
    page.locator("#text").fill(text)
    page.get_by_label("Where?").select_option(label="118")
    page.get_by_label("Which device?").select_option(label="No device")
    page.locator("#files").set_input_files(file)
    check(page)
    no_sideways(page)
    follow(page.get_by_role("button", name="Send"))
    number = words(page.locator("h1.bignum")).strip()
    check(page)
    return number


def drag(page: Page, box: tuple[float, float, float, float]) -> None:
    """Draw a box on the picture, in parts of its width and height."""
    canvas = page.locator("svg.canvas").first
    canvas.scroll_into_view_if_needed()
    place = canvas.bounding_box()
    assert place is not None
    left, top, right, bottom = box
    page.mouse.move(place["x"] + left * place["width"], place["y"] + top * place["height"])
    page.mouse.down()
    page.mouse.move(place["x"] + 0.5 * place["width"], place["y"] + 0.3 * place["height"])
    page.mouse.move(place["x"] + right * place["width"], place["y"] + bottom * place["height"])
    page.mouse.up()


def test_a_picture_is_covered_released_and_seen(open_as: Open, tmp_path: Path) -> None:
    file = tmp_path / "Maria_Quintanilla.png"
    file.write_bytes(p.png())
    phone = open_as("maria", phone=True)
    number = ask(phone, "The Wi-Fi page shows a broken lock.", file)
    follow(phone.get_by_role("link", name="Cover parts of picture 1"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Cover what is private")
    check(phone)
    no_sideways(phone)
    drag(phone, (0.47, 0.22, 0.88, 0.54))
    expect(phone.locator("svg.canvas .box")).to_have_count(1)
    expect(phone.locator("input[name=box-1]").first).to_have_value(re.compile(r"^4[67]"))
    follow(phone.get_by_role("button", name="Keep these boxes"))
    expect(phone.get_by_role("heading", name="With its boxes, as students get it")).to_be_visible()
    check(phone)
    no_sideways(phone)

    tech = open_as("bo")
    go(tech, f"/desk/tickets/{number}")
    check(tech)
    strike(tech, "c")
    expect(tech.get_by_role("button", name="Claim")).to_have_count(0)
    expect(tech.locator(".file .mask")).to_contain_text("picture 1, waiting for a teacher")
    check(tech)

    teacher = open_as("okafor")
    go(teacher, "/teach/drafts")
    row = teacher.locator("details[name=draft]", has_text=number)
    press_until(teacher, "j", teacher.locator("details[name=draft][open]", has_text=number))
    check(teacher)
    no_sideways(teacher)
    expect(row.locator("img")).to_be_visible()
    strike(teacher, "s")
    expect(teacher.locator(".notices")).to_contain_text("Students see it now")
    expect(teacher.locator(".notices + [aria-live]")).to_contain_text("Students see it now")

    again(tech)
    picture = tech.locator(".thread .file img")
    expect(picture).to_be_visible()
    expect(tech.locator(".thread")).not_to_contain_text("Quintanilla")
    content = tech.request.get(str(picture.evaluate("picture => picture.src"))).body()
    assert p.reds(content) == 0
    check(tech)
    no_sideways(tech)


def test_boxes_can_be_typed_and_a_reply_carries_a_picture(open_as: Open, tmp_path: Path) -> None:
    file = tmp_path / "screen.png"
    file.write_bytes(p.png())
    number = ask(open_as("brandt"), "The board shows a purple picture.", file)
    teacher = open_as("okafor", dark=True)
    go(teacher, f"/teach/tickets/{number}")
    check(teacher)
    follow(teacher.get_by_role("link", name="Decide what students see"))
    line = teacher.get_by_role("group", name="Box 1")
    for word, value in (("left", "45"), ("top", "20"), ("right", "90"), ("bottom", "55")):
        line.get_by_label(word).fill(value)
    expect(teacher.locator("svg.canvas .box")).to_have_count(1)
    line.get_by_role("button", name="Remove box 1").click()
    expect(teacher.locator("svg.canvas .box")).to_have_count(0)
    check(teacher)
    no_sideways(teacher)
    with turning(teacher):
        teacher.locator("body").press("s")
    expect(teacher.locator(".notices")).to_contain_text("Students see it now")
    teacher.locator("#re").fill("Press the button under the red part.")
    teacher.get_by_text("Add a picture or file").first.click()
    teacher.locator("#re-files").set_input_files(file)
    follow(teacher.get_by_role("button", name="Send to"))
    expect(teacher.locator(".thread .file")).to_have_count(2)
    check(teacher)
