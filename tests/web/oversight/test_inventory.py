"""The list of personal data and the annual notice say what the running product does."""

import csv
import io
import json

import sqlalchemy as sa
from click.testing import CliRunner
from flask.testing import FlaskClient

from app import models as m
from app.identity.rights import Role
from app.models import metadata
from app.oversight.inventory.gathering import everything
from app.oversight.inventory.names import NAMES, PLACES
from app.oversight.inventory.notice import Facts, paragraphs
from app.oversight.inventory.view_models import seen_by
from app.privacy.classes import columns
from app.privacy.policy import DRAWN, PEOPLE, SHOWN, Cell, MaskPolicy, Show
from tests.cast import School
from tests.web.oversight.mask import change, events, read


def test_the_page_lists_columns_fields_derived_values_and_headers(reyes: FlaskClient) -> None:
    page = read(reyes, "/office/inventory")
    for said in ("person_private", "AskForm", "app.school.people.feeder", "header of a mail", "Thirty days."):
        assert said in page
    assert "password_hash" in page and "subcontractors: none" in page
    (event,) = events("inventory:seen")
    assert event.codes["count"] == len(everything())


def test_files_hold_the_same_lines_and_no_value_of_anybody(reyes: FlaskClient) -> None:
    answer = reyes.get("/office/inventory/file.csv")
    text = answer.get_data(as_text=True)
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(lines) == len(everything()) + 1
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    made = json.loads(reyes.get("/office/inventory/file.json").get_data(as_text=True))
    assert len(made["elements"]) == len(everything())
    assert made["operators"] == made["subcontractors"] == []
    phone = next(
        one for one in made["elements"] if one["place"] == "person_private" and one["element"] == "phone"
    )
    assert phone["class"] == "never" and phone["zone"] == "vault"
    assert phone["seen_by"]["student_tech"] == "hidden"
    assert "Quintanilla" not in text and "5550111" not in text
    assert {row.codes["kind"] for row in events("record:exported")} == {"inventory_csv", "inventory_json"}


def test_who_sees_it_follows_the_policy_in_force(reyes: FlaskClient) -> None:
    def room() -> str:
        made = json.loads(reyes.get("/office/inventory/file.json").get_data(as_text=True))
        one = next(e for e in made["elements"] if (e["place"], e["element"]) == ("ticket", "room_id"))
        return str(one["seen_by"]["student_tech"])

    assert room() == "own ticket: room and period; same school: nothing"
    change(reyes, masked__room__student_tech__owner="partial")
    assert room() == "own ticket: the period, no room; same school: nothing"


def test_roles_read_what_their_cells_give() -> None:
    assert seen_by("public", "staff", Role.STUDENT_TECH, DRAWN) == "the name"
    assert seen_by("masked", "people", Role.STUDENT_TECH, DRAWN) == "the handle"
    assert seen_by("never", "student", Role.PEER_TRAINER, DRAWN) == "hidden"
    assert seen_by("masked", "people", Role.PRIVACY_OFFICER, DRAWN) == "by their rights"
    assert seen_by("public", "student", Role.STUDENT_TECH, DRAWN) == "clear"


def facts(**more: object) -> Facts:
    values: dict[str, object] = {
        "district": "Juniper Valley District",
        "roles": {"technician", "supervising_teacher"},
        "schools": ("Juniper Creek",),
        "guardian_needed": {"Juniper Creek"},
        "policy": DRAWN,
    }
    return Facts(**{**values, **more})  # type: ignore[arg-type]


def test_the_notice_names_only_what_holds() -> None:
    said = "\n".join(paragraphs(facts()))
    assert "supervising teachers and their deputies and technicians" in said
    assert "administrators" not in said and "privacy officer," not in said
    assert "a guardian’s permission" in said and "one hidden word" in said
    assert "a guardian’s permission" not in "\n".join(paragraphs(facts(guardian_needed=())))
    alone = "\n".join(paragraphs(facts(schools=())))
    assert "student of the" not in alone.lower().replace("each student", "")


def noticed(klass: str, *subjects: str) -> str:
    """Return the notice of a district that hides some cells from the owner of a request."""
    cells = {
        Cell(klass, subject, role, "owner"): Show.HIDDEN
        for subject in subjects
        for role in ("student_tech", "peer_trainer")
    }
    return "\n".join(paragraphs(facts(policy=MaskPolicy(1, cells))))


def test_the_notice_follows_the_mask_policy() -> None:
    nothing = "No hidden word is ever shown to a student."
    assert nothing in noticed("revealable", *PEOPLE)
    assert nothing in noticed("asked", *SHOWN)
    assert "can be shown one hidden word of it or the first name" in noticed("revealable", "student")
    assert "can be shown one hidden word of it or the first name" in noticed("asked", "name")
    assert "can be shown one hidden word of it for a stated" in noticed("asked", "first_name")
    first = noticed("asked", "name", "word")
    assert "can be shown the first name of who asks for a stated purpose" in first
    assert "No other hidden word is ever shown to a student." in first and "one hidden word" not in first


def test_the_notice_page_is_made_from_the_districts_roles(
    reyes: FlaskClient, school: School, owner: sa.Engine
) -> None:
    page = read(reyes, "/office/notice")
    assert "Juniper Valley District discloses" in page and "Juniper Creek Middle School" in page
    assert "technicians" in page
    with owner.begin() as c:
        c.execute(sa.delete(m.people.Membership).where(m.people.Membership.role == "technician"))
    assert "technicians" not in read(reyes, "/office/notice")


def test_the_administrator_has_no_office(adair: FlaskClient) -> None:
    for address in ("/office/inventory", "/office/notice", "/office/breach"):
        assert adair.get(address).status_code == 403


def test_the_commands_are_there() -> None:
    from app.cli import main

    told = {
        "inventory": "Example: cadre privacy inventory",
        "notice": "34 CFR 99.7",
        "breach": "Example: cadre privacy breach",
    }
    for command, said in told.items():
        answer = CliRunner().invoke(main, ["privacy", command, "--help"])
        assert answer.exit_code == 0
        assert said in answer.output


def test_each_element_has_a_name_that_people_use(school: School, reyes: FlaskClient) -> None:
    known = {(element.place, element.name) for element in columns(metadata)}
    assert {name for _, name in known} <= set(NAMES) and {place for place, _ in known} <= set(PLACES)
    page = reyes.get("/office/inventory").get_data(as_text=True)
    assert "Given name (roster)" in page and "person_private.given" in page
