"""The homes: each says what to do now, and nobody else's home opens."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.home.teacher import heading
from app.kernel import clock, db
from app.models import accounts, cadres, places
from tests.cast import School, put, today_here
from tests.conftest import SignIn
from tests.web.intake.arrange import text
from tests.web.tickets.arrange import MORNING, ask, claimed, morning, reply, words

DONE = {"cause": "An old password.", "fix": "Joined again.", "code": "fixed", "open_steps": "One device."}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "Nothing waits for you."),
        ([("drafts", 3), ("reviews", 2), ("grading", 4)], "Three drafts, two reviews, four to grade."),
        ([("drafts", 1), ("flags", 1)], "One draft, one flag."),
        ([("waiting", 4), ("drafts", 1)], "Four tickets to read, one draft."),
    ],
)
def test_the_heading_counts(parts: list[tuple[str, int]], said: str) -> None:
    assert heading(parts) == said


def test_a_teacher_without_a_team_is_told_to_start_one(sign_in: SignIn, school: School) -> None:
    led = sa.update(cadres.Cadre).where(cadres.Cadre.supervisor_id == school.people["okafor"])
    with db.engine("system").connect() as c, c.begin():
        c.execute(led.values(supervisor_id=None))
    page = words(sign_in("okafor").get("/teach"))
    assert "Start the team of this school year." in page and "Start a team" in page


def test_a_teacher_whose_team_cannot_work_yet_is_told_the_next_step(
    okafor: FlaskClient, school: School
) -> None:
    """One step after the other, until somebody can work."""
    bells, at = places.BellPeriod, f"/teach/cadres/{school.cadre_id}"
    with db.engine("system").connect() as c, c.begin():
        c.execute(sa.update(cadres.CadreMember).values(rung="observer"))
        c.execute(sa.update(bells).values(district_id=0))
    page = words(okafor.get("/teach"))
    assert (
        "Enter the bell periods of Juniper Creek Middle School." in page
        and "You are done for now." not in page
    )
    assert 'href="/teach/places/JCM"' in okafor.get("/teach").get_data(as_text=True)
    with db.engine("system").connect() as c, c.begin():
        c.execute(sa.update(bells).values(district_id=school.district_id))
    page = okafor.get("/teach").get_data(as_text=True)
    assert "can work live tickets yet." in page and f'href="{at}"' in page
    with db.engine("system").connect() as c, c.begin():
        c.execute(sa.delete(accounts.Account).where(accounts.Account.person_id == school.people["tomo"]))
    page = okafor.get("/teach").get_data(as_text=True)
    assert "Print a slip for one student." in page and f'href="{at}/slips"' in page
    with db.engine("system").connect() as c, c.begin():
        c.execute(sa.update(cadres.CadreMember).values(ends_on=today_here() - timedelta(days=1)))
    page = okafor.get("/teach").get_data(as_text=True)
    assert "Add the students of" in page and f'href="{at}/add"' in page


def test_a_teacher_reads_who_waits(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, cy = sign_in("maria"), sign_in("cy")
        assert "Nothing waits for you." in words(sign_in("okafor").get("/teach"))
        first, second = claimed(maria, cy, school), claimed(maria, cy, school)
        reply(cy, first, "Hello {first name}, which room?")
        cy.post(f"/desk/tickets/{second}/done", data=DONE)
    with clock.at(MORNING + timedelta(minutes=4)):
        okafor = sign_in("okafor")
        page = words(okafor.get("/teach"))
        assert "One draft, one review." in page
        assert (
            "Maria Quintanilla has waited 4 min for Cy’s answer. Everything here takes about 1 min." in page
        )
        assert "their first name, filled in at sending" in page and "Send Cy’s reply" in page
        assert "Accept Cy’s ending" in page and "Open 2" in page
        done = okafor.post(f"/teach/drafts/{first}/send", data={"from": "home"})
        assert done.headers["Location"] == "/teach"
        assert (
            okafor.post(f"/teach/reviews/{second}/accept", data={"from": "home"}).headers["Location"]
            == "/teach"
        )
        assert "One to grade." in words(okafor.get("/teach"))


def test_what_nobody_has_read_is_on_the_home(sign_in: SignIn, school: School) -> None:
    with morning():
        ask(sign_in("maria"), school, text="Something odd, and I do not know what it is.", category="other")
        page = words(sign_in("okafor").get("/teach"))
    assert "One ticket to read." in page and "One ticket waits for an adult to read" in page
    assert (
        "Something odd" in page and "Read the first" in page and "Everything here takes about 1 min." in page
    )
    assert "Waiting 1" in page


def test_a_teacher_sees_late_tickets_and_who_is_here(sign_in: SignIn, school: School) -> None:

    with db.engine("system").connect() as c, c.begin():
        for period in school.periods:
            put(
                c, cadres.Shift, district_id=school.district_id, cadre_id=school.cadre_id,
                person_id=school.people["bo"], weekday=0, period_id=period, post="at the counter",
            )  # fmt: skip
    with morning():
        number = claimed(sign_in("maria"), sign_in("bo"), school)
    with clock.at(MORNING + timedelta(hours=3)):
        page = words(sign_in("okafor").get("/teach"))
        assert "One ticket is late." in page and number in page
        assert (
            "On shift in period" in page
            and "Bo not seen independent · at the counter · 1 ticket, one late" in page
        )
        sign_in("bo").get("/desk")
        assert "Bo here" in words(sign_in("okafor").get("/teach"))


def test_an_administrator_sees_what_is_missing(sign_in: SignIn, school: School) -> None:
    page = words(sign_in("adair").get("/admin"))
    assert "Upload a roster first." in page and "Juniper Creek Middle School" in page
    assert "Staff 6" in page and "Quintanilla" not in page


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [("okafor", "/teach", 200), ("adair", "/admin", 200), ("reyes", "/office", 200), ("dana", "/desk", 200),
     ("bo", "/desk", 200), ("bo", "/teach", 403), ("dana", "/teach", 403), ("okafor", "/admin", 403),
     ("maria", "/desk", 403), ("reyes", "/teach", 403), ("zed", "/teach", 403), ("alder", "/teach", 200)],
)  # fmt: skip
def test_each_wears_their_own_hat(name: str, address: str, status: int, sign_in: SignIn) -> None:
    assert sign_in(name).get(address).status_code == status


def test_another_schools_teacher_sees_nothing_of_this_one(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    alder = sign_in("alder")
    assert number not in words(alder.get("/teach")) and number not in words(
        alder.get("/teach/queue?status=all")
    )


@pytest.mark.parametrize("address", ["/teach", "/teach/shown"])
def test_a_page_on_which_somebody_writes_does_not_load_itself_anew(okafor: FlaskClient, address: str) -> None:
    page = text(okafor.get(address))
    assert "http-equiv" not in page and f'<noscript><p class="small"><a href="{address}">Look again' in page
