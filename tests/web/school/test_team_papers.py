"""The papers of a team: recorded, signed on the screen, printed, withdrawn."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.accounts.school_year import name_of, valid_until
from app.kernel import clock, db
from app.school.cadres.models import Cadre, CadreMember
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.school.teams import AT, member, place, tags


def test_papers_are_recorded_and_withdrawn(okafor: FlaskClient, sign_in: SignIn, school: School) -> None:
    with db.engine("system").begin() as connection:
        here = CadreMember.person_id == school.people["bo"]
        connection.execute(sa.update(CadreMember).where(here).values(agreement_on=None, guardian_on=None))
    bo = sign_in("bo")
    assert bo.get("/desk/queue").status_code == 403
    assert (
        okafor.post(f"{place(school, 'bo')}/agreement", data={"signed_on": str(today_here())}).status_code
        == 303
    )
    assert (
        okafor.post(f"{place(school, 'bo')}/guardian", data={"signed_on": str(today_here())}).status_code
        == 303
    )
    row = member(school, "bo")
    assert (row.agreement_how, row.guardian_how) == ("paper", "paper")
    assert bo.get("/desk/queue").status_code == 200
    assert tags("agreement:signed")[0].codes["how"] == "paper"
    assert okafor.post(f"{place(school, 'bo')}/guardian/withdraw").status_code == 303
    assert bo.get("/desk/queue").status_code == 403
    far = str(today_here() + timedelta(days=9))
    assert okafor.post(f"{place(school, 'bo')}/agreement", data={"signed_on": far}).status_code == 422
    assert okafor.post(f"{place(school, 'bo')}/agreement", data={}).status_code == 422


@pytest.mark.parametrize("paper", ["agreement", "guardian"])
def test_a_paper_is_of_this_year_and_of_somebody_on_the_team(
    okafor: FlaskClient, school: School, paper: str
) -> None:
    at = f"{place(school, 'bo')}/{paper}"
    before = member(school, "bo")
    with db.engine("system").begin() as connection:  # a team that begins in the summer is of the year to come
        early = sa.update(Cadre).where(Cadre.id == school.cadre_id)
        first = date(int(name_of(today_here())[:4]), 4, 1)
        connection.execute(
            early.values(school_year=name_of(today_here()), starts_on=first + timedelta(days=111))
        )
    for day in ("1999-01-01", str(first - timedelta(days=1))):
        old = okafor.post(at, data={"signed_on": day})
        page = old.get_data(as_text=True)
        assert old.status_code == 422 and f"count from April 1, {first.year} on" in page
        assert page.index("One thing needs another look.") < page.index("<h1>")  # where the page opens
        assert f'<a href="#{paper}">' in page
    assert member(school, "bo") == before
    assert okafor.post(at, data={"signed_on": str(first)}).status_code == 303, "handed out in spring"
    okafor.post(f"{place(school, 'bo')}/end", data={"sure": "y"})
    gone = okafor.post(at, data={"signed_on": str(today_here())})
    assert gone.status_code == 422 and "They have left the team." in gone.get_data(as_text=True)
    assert "Record the signed paper" not in okafor.get(place(school, "bo")).get_data(as_text=True)


def test_a_last_day_that_is_over_ends_nobodys_time(okafor: FlaskClient, school: School) -> None:
    path = f"/teach/cadres/{school.cadre_id}/members/{school.people['bo']}"
    over = (clock.now() - timedelta(days=2)).date().isoformat()
    asked = {"working_name": "Bo", "rung": "independent", "ends_on": over}
    refused = okafor.post(path, data=asked)
    assert refused.status_code == 422 and "use Leaving." in refused.get_data(as_text=True)
    assert "Ready for live tickets." in okafor.get(path).get_data(as_text=True)


def test_who_has_no_account_is_not_ready(okafor: FlaskClient, school: School) -> None:
    team = f"/teach/cadres/{school.cadre_id}"
    with db.engine("system").begin() as connection:
        connection.execute(sa.delete(Account).where(Account.person_id == school.people["bo"]))
    row = re.findall(rf'members/{school.people["bo"]}">.*?</tr>', okafor.get(team).get_data(as_text=True))[0]
    assert 'data-label="Still missing">Account<' in row
    with db.engine("system").begin() as connection:
        everybody = [school.people[who] for who in ("tomo", "lax", "cy", "ines", "bo")]
        connection.execute(sa.delete(Account).where(Account.person_id.in_(everybody)))
        connection.execute(sa.delete(Account).where(Account.person_id == school.people["lind"]))
    said = okafor.get(team).get_data(as_text=True)
    assert "Print slips for 5 students.</h1>" in said and said.count("Print invite slips") == 1
    assert (
        "Mr. Lind cannot sign in yet. An administrator prints their slip" in said
        and "Ms. Okafor cannot" not in said
    )
    assert okafor.post(f"{team}/slips", data={"person": everybody}).status_code == 200
    assert "5 of 5 have not claimed an account yet.</h1>" in okafor.get(team).get_data(as_text=True)
    page = okafor.get(f"{team}/members/{school.people['bo']}").get_data(as_text=True)
    assert ": account.</h1>" in page and "Missing: Account." in page


def test_nobody_leaves_by_one_click(okafor: FlaskClient, school: School) -> None:
    asked = okafor.post(f"{place(school, 'bo')}/end")
    assert asked.status_code == 422 and "Tick that you mean it" in asked.get_data(as_text=True)
    assert member(school, "bo").ends_on > today_here() and tags("member:ended") == []
    assert "open tickets go back to the queue" in okafor.get(place(school, "bo")).get_data(as_text=True)


def test_a_guardian_signs_on_the_screen(okafor: FlaskClient, school: School) -> None:
    page = okafor.get(f"{place(school, 'lax')}/guardian/sign").get_data(as_text=True)
    assert "Permission is voluntary" in page and "____" not in page
    half = okafor.post(f"{place(school, 'lax')}/guardian/sign", data={"guardian": "y"})
    assert half.status_code == 422
    both = {"guardian": "y", "permits": "y", "name": "Rosa Quillfeather"}
    assert okafor.post(f"{place(school, 'lax')}/guardian/sign", data=both).status_code == 303
    assert member(school, "lax").guardian_how == "screen"
    assert tags("guardian:permitted")[0].subjects == [school.people["lax"]]


def test_a_page_that_is_turned_to_others_tells_nothing_of_the_teachers_work(
    okafor: FlaskClient, school: School
) -> None:
    for at in (f"{place(school, 'lax')}/guardian/sign", f"{AT}/{school.cadre_id}/papers/guardian"):
        page = okafor.get(at).get_data(as_text=True)
        assert 'aria-label="Main"' not in page and "data-watch-url" not in page and 'class="me"' not in page
        assert 'class="count"' not in page and "/teach/drafts" not in page
        assert "dialog-lock" in page, "it locks when nobody uses it"


@pytest.mark.parametrize(
    ("which", "said", "lines"),
    [
        (
            "agreement",
            "Only what the job needs.",
            ("Student, printed name and signature", "The working name I choose"),
        ),
        (
            "guardian",
            "☐ I give permission",
            ("Parent or guardian, printed name and signature", "Student, printed name"),
        ),
    ],
)
def test_a_form_to_sign_on_paper(
    okafor: FlaskClient, school: School, which: str, said: str, lines: tuple[str, str]
) -> None:
    at = f"{AT}/{school.cadre_id}/papers/{which}"
    assert at in okafor.get(place(school, "lax")).get_data(as_text=True), "the student's page leads to it"
    page = okafor.get(at).get_data(as_text=True)
    assert "Juniper Creek Middle School" in page and said in page and "____" not in page
    assert all(f"<div>{line}" in page for line in lines) and "<div>Date</div>" in page
    assert f"It holds until September 30, {valid_until(today_here()).year}" in page
    assert okafor.get(f"{AT}/1/papers/{which}").status_code == 404
