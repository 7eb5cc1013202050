"""Who is called for a ticket that needs an adult, in which order, and when the next one is."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from app import models as m
from app.accounts.models import Account
from app.commands.worker import work_through
from app.helpdesk.care.calling import take_up_again
from app.kernel import clock
from app.kernel.jobs import MOST_TRIES, Job
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import change
from tests.web.intake.arrange import HARM, ask, called, case_of, events, school_day, text
from tests.web.tickets.arrange import morning, words


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


def test_the_next_one_is_called_after_ten_minutes_of_school_time(
    maria: FlaskClient, okafor: FlaskClient, school: School, at_school: datetime
) -> None:
    people = school.people
    number = ask(maria, school, text=HARM)
    # five minutes to the bell, five between classes that do not count
    for minutes, so_far in ((14, ["okafor"]), (16, ["okafor", "lind"]), (27, ["okafor", "lind", "adair"])):
        with clock.at(at_school + timedelta(minutes=minutes)):
            work_through()
        assert called(number) == [people[name] for name in so_far]
    with clock.at(at_school + timedelta(minutes=28)):
        assert okafor.post(f"/teach/care/{case_of(number)}/look-after").status_code == 303
    with clock.at(at_school + timedelta(hours=2)):
        work_through()
    assert called(number)[-1] == people["adair"]
    assert events("care:acknowledged")[-1].actor_id == people["okafor"]


def test_the_night_does_not_count(sign_in: SignIn, school: School) -> None:
    with clock.at(school_day(hour=20)):
        number = ask(sign_in("maria"), school, text=HARM)
    with clock.at(school_day(hour=22)):
        work_through()
    assert called(number) == [school.people["okafor"]]
    with clock.at(school_day(1, 8, 11)):
        work_through()
    assert called(number) == [school.people[name] for name in ("okafor", "lind")]


def test_the_rota_comes_first(
    okafor: FlaskClient, maria: FlaskClient, school: School, at_school: datetime
) -> None:
    people = school.people
    form = {
        "person-0": str(people["dana"]), "days-0": ["1"], "periods-0": "",
        "person-1": str(people["lind"]), "days-1": ["0"], "periods-1": "P2, P3",
    }  # fmt: skip
    assert okafor.post("/teach/care/setup/rota?school=JCM", data=form).status_code == 303
    assert events("care:changed")[-1].codes["what"] == "rota"
    number = ask(maria, school, text=HARM)
    assert called(number) == [people["lind"]]  # a Monday in the second period
    with clock.at(at_school + timedelta(minutes=16)):
        work_through()
    assert called(number) == [people["lind"], people["okafor"]]
    page = words(okafor.get("/teach/care/setup"))
    assert "Say who is called" in page
    for other in ("maria", "brandt"):  # a student, and a teacher without a role who could read nothing of it
        answer = okafor.post("/teach/care/setup/rota?school=JCM", data={"person-0": str(people[other])})
        assert answer.status_code == 422 and "Choose somebody who could read it." in words(answer)
    assert "Mr. Brandt" not in words(okafor.get("/teach/care/setup"))


def left(school: School) -> None:
    change(m.people.Person, m.people.Person.id == school.people["dana"], active=False)


def role_ended(school: School) -> None:
    yesterday = today_here() - timedelta(days=1)
    change(m.people.Membership, m.people.Membership.person_id == school.people["dana"], ends_on=yesterday)


def no_account(school: School) -> None:
    change(Account, Account.person_id == school.people["dana"], disabled_at=clock.now())


@pytest.mark.parametrize("how", [left, role_ended, no_account])
def test_nobody_is_called_who_could_not_read_it(
    okafor: FlaskClient, maria: FlaskClient, school: School, how: Callable[[School], None]
) -> None:
    """Ten minutes would go by in which nobody knows: the next one is called at once."""
    form = {"person-0": str(school.people["dana"]), "periods-0": ""}
    assert okafor.post("/teach/care/setup/rota?school=JCM", data=form).status_code == 303
    how(school)
    assert called(ask(maria, school, text=HARM)) == [school.people["okafor"]]


def test_without_a_team_a_teacher_is_called_before_those_who_read_no_ticket(
    sign_in: SignIn, maria: FlaskClient, school: School
) -> None:
    change(m.cadres.Cadre, m.cadres.Cadre.id == school.cadre_id, ends_on=today_here() - timedelta(days=400))
    number = ask(maria, school, text=HARM)
    assert called(number) == sorted(school.people[name] for name in ("okafor", "lind"))
    assert f"/teach/waiting/{number}" in text(sign_in("lind").get("/teach/care"))


def test_a_call_goes_on_after_a_clock_that_was_ahead_and_after_a_job_that_was_given_up(
    sign_in: SignIn, school: School, at_school: datetime
) -> None:
    """Else the next adult was called a week later, or never, and nothing said so."""
    with clock.at(at_school + timedelta(days=7)):
        number = ask(sign_in("maria"), school, text=HARM)
    assert called(number) == [school.people["okafor"]]
    assert [take_up_again(school.district_id) for _ in range(2)] == [1, 0]
    with clock.at(at_school + timedelta(minutes=20)):
        work_through()
        assert called(number) == [school.people[name] for name in ("okafor", "lind")]
        assert take_up_again(school.district_id) == 0
    change(Job, Job.done_at.is_(None), tries=MOST_TRIES)
    with clock.at(at_school + timedelta(minutes=60)):
        work_through()
        assert len(called(number)) == 2
        assert take_up_again(school.district_id) == 1
        work_through()
        assert len(called(number)) == 3


def test_when_everybody_was_called_the_list_says_so(
    okafor: FlaskClient, maria: FlaskClient, school: School, at_school: datetime
) -> None:
    number = ask(maria, school, text=HARM)
    for minutes in range(11, 56, 11):
        with clock.at(at_school + timedelta(minutes=minutes)):
            work_through()
    assert called(number) == [school.people[name] for name in ("okafor", "lind", "adair", "reyes")]
    page = words(okafor.get("/teach/care"))
    assert "everybody was called" in page and "you are called" in page
    assert "next is called" not in words(okafor.get("/teach"))


def test_nobody_is_called_for_what_they_asked_themselves(
    sign_in: SignIn, okafor: FlaskClient, school: School
) -> None:
    number = ask(okafor, school, sensitive="y", text="Please read this in private.")
    assert called(number) == [school.people["lind"]]
    for address in ("/teach", "/teach/care"):
        page = words(okafor.get(address))
        assert number not in page and "Needs an adult 1" not in page
        page = words(sign_in("lind").get(address))
        assert number in page and "One ticket needs an adult now." in page and "Needs an adult 1" in page
    path = f"/teach/care/{case_of(number)}/look-after"
    assert okafor.post(path).status_code == 403
    assert sign_in("lind").post(path).status_code == 303
    assert number not in words(okafor.get("/teach/care"))
