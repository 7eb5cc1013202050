"""A teacher brings in a roster, forms a team, does the papers, prints slips; a student claims an account."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from tests.browser.conftest import WIDE, Open, enter
from tests.browser.eyes import check, no_sideways
from tests.browser.hands import follow, go, words
from tests.cast import PEOPLE, today_here
from tests.unit.roster.sets import user_row, users, zipped

pytestmark = pytest.mark.browser
LETTER = ViewportSize(width=740, height=980)  # a sheet less its margins
COVERED = """() => [...document.querySelectorAll(".slip")].some(slip => {
  const range = document.createRange();
  range.selectNodeContents(slip.querySelector(".code"));
  const code = range.getBoundingClientRect(), square = slip.querySelector("svg").getBoundingClientRect();
  return code.right > square.left && code.bottom > square.top && code.left < square.right && code.top < square.bottom;
})"""
ORGS = "sourcedId,name,type,parentSourcedId\nd9,Juniper Valley District,district,\n"
ORGS += "s9,Juniper Creek Middle School,school,d9\n"


def export() -> FilePayload:
    """Return a full OneRoster set: the whole cast as it is, and three new students."""
    rows = [
        user_row(0, sourcedId=f"s-{name}", role="student" if kind == "student" else "teacher", orgSourcedIds="s9",
                 username=f"{given}.{family}".lower(), givenName=given, familyName=family, identifier=number)
        for name, (kind, given, family, number) in PEOPLE.items()
    ]  # fmt: skip
    for at, (given, family) in enumerate((("Wren", "Solano"), ("Teo", "Marchetti"), ("Anouk", "Pell"))):
        rows.append(
            user_row(at, orgSourcedIds="s9", givenName=given, familyName=family, username=given.lower())
        )
    packed = zipped({"orgs.csv": ORGS, "users.csv": users(*rows)})
    return FilePayload(name="oneroster.zip", mimeType="application/zip", buffer=packed.read())


def from_the_menu(page: Page, name: str) -> None:
    page.locator("details.menu summary").click()
    follow(page.get_by_role("link", name=name))


def bring_in_the_roster(page: Page) -> None:
    go(page, "/teach")
    from_the_menu(page, "Roster")
    check(page)
    page.locator("input[type=file]").set_input_files(export())
    follow(page.get_by_role("button", name="Preview the differences"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Look through the differences")
    check(page)
    follow(page.get_by_role("button", name="Import"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Imported")
    check(page)


def start_the_team(page: Page) -> None:
    from_the_menu(page, "Teams")
    check(page)
    follow(page.get_by_role("link", name="Start a team"))
    check(page)
    page.get_by_label("Name of the team").fill("Team of the spring")
    page.get_by_label("Deputy").select_option(label="Mr. Lind")
    page.get_by_label("Last day").fill((today_here() + timedelta(days=120)).isoformat())
    follow(page.get_by_role("button", name="Start the team"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Add the team")
    check(page)


def add_a_student(page: Page, family: str) -> None:
    follow(page.get_by_role("link", name="Add students"))
    page.get_by_label("Name, number or username").fill(family)
    follow(page.get_by_role("button", name="Search"))
    page.get_by_label(re.compile(family)).check()
    check(page)
    follow(page.get_by_role("button", name=re.compile("^Add")))
    expect(page.get_by_role("link", name=re.compile(family))).to_be_visible()


def do_the_papers(page: Page, family: str) -> None:
    follow(page.get_by_role("link", name=re.compile(family)))
    check(page)
    page.get_by_label("Rung").select_option("apprentice")
    page.get_by_label("Last day").fill((today_here() + timedelta(days=90)).isoformat())
    follow(page.get_by_role("button", name="Save the place"))
    for paper in ("agreement", "guardian"):
        page.locator(f"#{paper}-day").fill(today_here().isoformat())
        part = page.locator(f"section[aria-labelledby={paper}]")
        follow(part.get_by_role("button", name="Record the signed paper"))
        check(page)


def print_the_slips(page: Page) -> tuple[str, str]:
    """Return code and username of the first slip."""
    follow(page.get_by_role("link", name="Team of the spring"))
    follow(page.get_by_role("link", name="Print invite slips"))
    check(page)
    follow(page.get_by_role("button", name="Make the slips"))
    expect(page.locator(".slips svg").first).to_be_visible()
    check(page)
    page.emulate_media(media="print")
    page.set_viewport_size(LETTER)
    assert not page.evaluate(COVERED), "the square covers the code on paper"
    page.emulate_media(media="screen")
    page.set_viewport_size(WIDE)
    slips = words(page.locator(".slips"))
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", slips)
    username = re.search(r"Username: (\S+)", slips)
    assert code is not None and username is not None
    return code.group(), username.group(1)


def claim(page: Page, code: str, password: str) -> None:
    go(page, "/claim")
    check(page)
    no_sideways(page)
    page.get_by_label("code").fill(code)
    page.locator("input[name=password]").fill(password)
    follow(page.get_by_role("button", name="Claim and sign in"))
    expect(page).not_to_have_url(re.compile("/claim"))
    check(page)


def set_the_shifts(page: Page) -> None:
    follow(page.get_by_role("link", name="I have printed them"))
    follow(page.get_by_role("link", name="Shifts of the week"))
    check(page)
    follow(page.locator(".rail").get_by_role("link", name=re.compile("Solano")))
    check(page)
    page.locator("input[name=shift]").first.check()
    follow(page.get_by_role("button", name="Save the week"))
    expect(page.get_by_role("status")).to_be_visible()
    check(page)


def test_a_teacher_sets_up_a_team_from_an_uploaded_roster(open_as: Open) -> None:
    page = open_as("okafor")
    bring_in_the_roster(page)
    start_the_team(page)
    add_a_student(page, "Solano")
    do_the_papers(page, "Solano")
    code, username = print_the_slips(page)
    student = open_as(phone=True)
    claim(student, code, "gravel lantern orbit")
    set_the_shifts(page)
    later = open_as()
    go(later, "/sign-in")
    enter(later, username, "gravel lantern orbit")
    expect(later.get_by_role("heading", level=1)).to_be_visible()
