"""Signing the agreement: it opens live tickets, after the module, with a working name and a guardian."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.accounts.school_year import valid_until
from tests.cast import School, today_here
from tests.web.curriculum.learning import take


def unsign(owner: sa.Engine, school: School, name: str, on: date | None = None) -> None:
    table = m.cadres.CadreMember
    with owner.begin() as c:
        member = sa.update(table).where(table.person_id == school.people[name])
        c.execute(member.values(agreement_on=on, working_name=""))


def test_signing_the_agreement_opens_live_tickets(cy: FlaskClient, owner: sa.Engine, school: School) -> None:
    unsign(owner, school, "cy")
    assert cy.get("/desk/queue").status_code == 403
    assert "Read and sign" in cy.get("/desk/learn").get_data(as_text=True)
    page = cy.get("/desk/learn/agreement").get_data(as_text=True)
    assert "Only what the job needs." in page and "____" not in page
    until = f"September 30, {valid_until(today_here()).year}"
    assert f"Signed today, it holds until {until}." in page, "one signs an end that one can read"
    answer = cy.post("/desk/learn/agreement", data={"working_name": " Cy ", "agree": "y"})
    assert answer.status_code == 303
    table = m.cadres.CadreMember
    signed = sa.select(table.working_name, table.agreement_on, table.agreement_how, table.agreement_version)
    with owner.connect() as c:
        row = c.execute(signed.where(table.person_id == school.people["cy"])).one()
    assert row == ("Cy", today_here(), "screen", "confidentiality-2026")
    assert f"Signed. It holds until {until}." in cy.get("/desk/learn").get_data(as_text=True)
    assert cy.get("/desk/queue").status_code == 200
    assert cy.post("/desk/learn/agreement", data={"working_name": "Cyd", "agree": "y"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bo", "That name is taken"),
        ("Ms. Okafor", "That name is taken"),
        ("Abernathy", "Leave your family name out"),
        ("Cyrus Abernathy", "Leave your family name out"),
        ("snap cyr", "no way to reach you"),
        ("two oh eight", "no way to reach you"),
        ("Shithead", "insults nobody"),
        ("F u c k", "insults nobody"),
        ("Kill Yourself", "insults nobody"),
        ("cy99", "Use 2 to 24 letters"),
        ("cy@home.org", "Use 2 to 24 letters"),
        ("c", "between 2 and 24"),
        ("", "Choose the name"),
    ],
)
def test_a_working_name_that_says_too_much_is_refused(
    cy: FlaskClient, owner: sa.Engine, school: School, name: str, said: str
) -> None:
    unsign(owner, school, "cy")
    answer = cy.post("/desk/learn/agreement", data={"working_name": name, "agree": "y"})
    assert answer.status_code == 422 and said in answer.get_data(as_text=True)
    unticked = cy.post("/desk/learn/agreement", data={"working_name": "Cyd"})
    assert unticked.status_code == 422 and "Tick this to sign." in unticked.get_data(as_text=True)


def test_the_module_comes_before_the_signature(lax: FlaskClient, owner: sa.Engine, school: School) -> None:
    unsign(owner, school, "lax")
    page = lax.get("/desk/learn").get_data(as_text=True)
    assert "Two things are missing" in page
    answer = lax.post("/desk/learn/agreement", data={"working_name": "Lax", "agree": "y"})
    assert answer.status_code == 409
    take(lax, owner, school.people["lax"], wrong=0)
    assert lax.post("/desk/learn/agreement", data={"working_name": "Lax", "agree": "y"}).status_code == 303
    assert lax.get("/desk/queue").status_code == 200


def test_a_missing_guardian_keeps_live_tickets_shut(
    lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    table = m.cadres.CadreMember
    with owner.begin() as c:
        c.execute(sa.update(table).where(table.person_id == school.people["lax"]).values(guardian_on=None))
    take(lax, owner, school.people["lax"], wrong=0)
    assert "Guardian permission" in lax.get("/desk/learn").get_data(as_text=True)
    assert lax.get("/desk/queue").status_code == 403


def test_lessons_are_for_the_team(maria: FlaskClient, dana: FlaskClient, okafor: FlaskClient) -> None:
    assert maria.get("/desk/learn").status_code == 403
    assert dana.get("/desk/learn").status_code == 403
    assert okafor.get("/desk/learn").status_code == 403
