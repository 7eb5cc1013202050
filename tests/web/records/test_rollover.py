"""A team goes into the next school year: read, applied at once, taken back exactly, never over a hold."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.kernel import clock
from app.models import accounts, cadres, people, rollover
from app.oversight.rollover.forms import _next_name
from tests.cast import ZONE, School, today_here
from tests.privacy.acts import change, put, rows
from tests.web.intake.arrange import ask
from tests.web.records.acting import confirm, place_hold
from tests.web.records.rolling import (
    apply,
    digest,
    ends,
    fingerprint,
    form,
    new_team,
    place,
    plan,
    status,
    text,
)


@pytest.fixture
def held(school: School, maria: FlaskClient, bo: FlaskClient) -> tuple[str, str, str]:
    """Three open tickets that Bo owns."""
    numbers = [ask(maria, school, text=f"It hums, {word}.") for word in ("one", "two", "three")]
    for number in numbers:
        assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    return numbers[0], numbers[1], numbers[2]


def test_the_preview_says_every_change_in_words_and_changes_nothing(
    school: School, okafor: FlaskClient, held: tuple[str, str, str]
) -> None:
    before = fingerprint()
    assert "Choose who stays" in text(okafor, f"/teach/year/team/{school.cadre_id}")
    picked = {f"ticket-{held[0]}": "keep", f"ticket-{held[1]}": "close", f"ticket-{held[2]}": "queue"}
    said = text(okafor, plan(okafor, school, **picked))
    for line in (
        "Team 2027 starts for 2027-28",
        "led by Mr. Lind.",
        "Bo stays as lead, independent until now",
        "can be signed anew from August 1",
        "Tomo’s access ends on",
        "What they did stays in the trail.",
        f"{held[0]} stays with Bo.",
        f"{held[1]} is closed.",
        f"{held[2]} goes from Bo back to the queue.",
    ):
        assert line in said, line
    assert fingerprint() == before


def test_it_is_applied_at_once_under_one_mark(
    school: School, okafor: FlaskClient, held: tuple[str, str, str]
) -> None:
    at = plan(okafor, school, **{f"ticket-{held[0]}": "keep", f"ticket-{held[1]}": "close"})
    assert okafor.post(f"{at}/apply").headers["Location"].startswith("/step-up")
    assert apply(okafor, at) == 303
    team = new_team()
    bo, tomo = place(school, "bo", team.id), place(school, "tomo", team.id)
    assert (bo.rung, bo.working_name, bo.agreement_on) == ("lead", "Bo", today_here())
    assert tomo is None and place(school, "tomo", school.cadre_id).ends_on == ends() - timedelta(days=10)
    module = rows(
        sa.select(accounts.Grant.valid_until).where(accounts.Grant.person_id == school.people["tomo"])
    )
    assert {row.valid_until for row in module} == {ends() - timedelta(days=10)}
    assert [status(number).status for number in held] == ["in_progress", "closed", "queued"]
    events = rows(sa.select(AuditEvent.codes, AuditEvent.subjects).where(AuditEvent.tag == "year:rolled"))
    assert len(events) == 1 and school.people["tomo"] in events[0].subjects
    assert events[0].codes["batch"] == int(at.rsplit("/", 1)[1])
    assert okafor.post(f"{at}/apply", data={"digest": "x"}).status_code == 409


def test_taking_it_back_restores_everything(
    school: School, okafor: FlaskClient, held: tuple[str, str, str]
) -> None:
    before = fingerprint()
    at = plan(okafor, school, **{f"ticket-{held[1]}": "close"})
    assert apply(okafor, at) == 303
    assert fingerprint() != before
    assert okafor.post(f"{at}/undo").status_code == 303
    assert fingerprint() == before
    assert "This was taken back" in text(okafor, at)
    assert okafor.post(f"{at}/undo").status_code == 409
    undone = (AuditEvent.tag == "year:undone", AuditEvent.outcome == "done")
    assert len(rows(sa.select(AuditEvent.id).where(*undone))) == 1


def test_later_acts_are_named_and_nothing_is_put_back(
    school: School, okafor: FlaskClient, cy: FlaskClient, held: tuple[str, str, str]
) -> None:
    at = plan(okafor, school)
    assert apply(okafor, at) == 303
    assert cy.post(f"/desk/tickets/{held[0]}/claim").status_code == 303
    member = cadres.CadreMember
    change(
        member, member.person_id == school.people["ines"], member.cadre_id == new_team().id, rung="trainee"
    )
    after = fingerprint()
    answer = okafor.post(f"{at}/undo")
    said = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert held[0] in said and "Ines" in said and "changed since" in said
    assert fingerprint() == after


def test_what_was_added_to_the_new_team_is_named(school: School, okafor: FlaskClient) -> None:
    at = plan(okafor, school)
    assert apply(okafor, at) == 303
    common = {"district_id": school.district_id, "cadre_id": new_team().id, "person_id": school.people["bo"]}
    put(cadres.Shift, weekday=1, period_id=school.periods[0], post="", **common)
    answer = okafor.post(f"{at}/undo")
    assert answer.status_code == 409 and "shifts" in answer.get_data(as_text=True)


def test_the_days_to_take_it_back_run_out(school: School, okafor: FlaskClient) -> None:
    at = plan(okafor, school)
    assert apply(okafor, at) == 303
    (row,) = rows(sa.select(rollover.Rollover.undo_until))
    assert row.undo_until == clock.now().astimezone(ZONE).date() + timedelta(days=14)
    change(rollover.Rollover, undo_until=today_here() - timedelta(days=2))
    assert okafor.post(f"{at}/undo").status_code == 409
    assert "The days to take it back are over" in text(okafor, at)


def test_a_list_that_is_old_is_not_applied(
    school: School, okafor: FlaskClient, bo: FlaskClient, held: tuple[str, str, str]
) -> None:
    at = plan(okafor, school)
    read = digest(okafor, at)
    card = {"state": "Half done.", "tried": "A restart.", "next": "Look at the cable."}
    assert bo.post(f"/desk/tickets/{held[0]}/hand-back", data=card).status_code == 303
    confirm(okafor)
    assert okafor.post(f"{at}/apply", data={"digest": read}).status_code == 409
    assert rows(sa.select(cadres.Cadre.id).where(cadres.Cadre.name == "Team 2027")) == []


def test_a_hold_wins_against_the_wizard(
    school: School, okafor: FlaskClient, reyes: FlaskClient, held: tuple[str, str, str]
) -> None:
    assert place_hold(reyes, scope="ticket", ticket=held[0]) == 303
    at = plan(okafor, school, **{f"ticket-{number}": "close" for number in held})
    said = text(okafor, at)
    assert f"{held[0]} stays as it is: it is on hold." in said
    assert apply(okafor, at) == 303
    assert [status(number).status for number in held] == ["in_progress", "closed", "closed"]


def test_a_ticket_cannot_stay_with_somebody_who_leaves(
    school: School, okafor: FlaskClient, held: tuple[str, str, str]
) -> None:
    leaves = {f"stay-{school.people['bo']}": "no", f"ticket-{held[0]}": "keep"}
    assert f"{held[0]} goes from Bo back to the queue." in text(okafor, plan(okafor, school, **leaves))


def test_students_of_new_sections_join_as_observers(school: School, okafor: FlaskClient) -> None:
    common = {"district_id": school.district_id}
    room = put(
        people.SchoolClass,
        site_id=school.site_id,
        sourced_id="k9",
        title="Tech 7",
        course="",
        active=True,
        **common,
    )
    for name in ("maria", "bo"):
        put(people.Enrollment, class_id=room, person_id=school.people[name], role="student", **common)
    assert "Tech 7" in text(okafor, f"/teach/year/team/{school.cadre_id}")
    at = plan(okafor, school, section=str(room))
    assert "joins as an observer" in text(okafor, at)
    assert apply(okafor, at) == 303
    assert place(school, "maria", new_team().id).rung == "observer"
    assert place(school, "bo", new_team().id).rung == "lead"  # stays, and does not join twice


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"ends_on": -200},
        {"access_ends_on": 1},
        {"starts_on": "never"},
        {"starts_on": 250, "ends_on": 400},
    ],
)
def test_a_year_that_cannot_be_is_sent_back(
    school: School, okafor: FlaskClient, changes: dict[str, str | int]
) -> None:
    """Shape: a number is so many days after the team's end."""
    typed = {
        name: str(ends() + timedelta(days=one)) if isinstance(one, int) else one
        for name, one in changes.items()
    }
    answer = okafor.post(f"/teach/year/team/{school.cadre_id}", data=form(school, **typed))
    assert answer.status_code == 422
    assert rows(sa.select(rollover.Rollover.id)) == []


def test_teachers_who_are_one_person_are_sent_back(school: School, okafor: FlaskClient) -> None:
    same = form(school, supervisor=school.people["okafor"])
    assert okafor.post(f"/teach/year/team/{school.cadre_id}", data=same).status_code == 422


def test_another_teachers_team_is_absent(school: School, okafor: FlaskClient, adair: FlaskClient) -> None:
    at = plan(okafor, school)
    (other,) = rows(sa.select(cadres.Cadre.id).where(cadres.Cadre.district_id != school.district_id))
    assert okafor.get(f"/teach/year/team/{other.id}").status_code == 404
    assert okafor.post(f"/teach/year/team/{other.id}", data=form(school)).status_code == 404
    lind, dana = school.people["lind"], school.people["dana"]
    change(cadres.Cadre, cadres.Cadre.id == school.cadre_id, supervisor_id=lind, deputy_id=dana)
    confirm(okafor)
    assert okafor.get(at).status_code == 404
    assert okafor.post(f"{at}/apply", data={"digest": "x"}).status_code == 404
    assert "Read" in text(adair, at.replace("/teach/", "/admin/"))  # the school's administrator may


def test_the_list_names_teams_and_plans(school: School, okafor: FlaskClient) -> None:
    assert "Take Team 2026 into the next school year." in text(okafor, "/teach/year")
    plan(okafor, school)
    assert "planned" in text(okafor, "/teach/year")


def test_everybody_may_leave(school: School, okafor: FlaskClient) -> None:
    """Ines trains Cy and Tomo; when all three leave, each link ends once."""
    all_of = {f"stay-{school.people[name]}": "no" for name in ("bo", "cy", "ines", "tomo", "lax")}
    before = fingerprint()
    at = plan(okafor, school, **all_of)
    assert text(okafor, at).count("a link ends on") == 2
    assert apply(okafor, at) == 303
    assert okafor.post(f"{at}/undo").status_code == 303
    assert fingerprint() == before


def test_the_preview_calls_things_by_their_names(school: School, okafor: FlaskClient) -> None:
    tomo = school.people["tomo"]
    for kind, code in (
        ("category", "dell_repair"),
        ("certificate", "dell_techdirect"),
        ("module", "privacy"),
    ):
        given = {
            "kind": kind,
            "code": code,
            "valid_from": today_here(),
            "valid_until": ends(),
            "source": "teacher",
        }
        here = {"district_id": school.district_id, "person_id": tomo, "given_by": school.people["okafor"]}
        put(accounts.Grant, **here, **given, given_at=clock.now())
    said = text(okafor, plan(okafor, school))
    for line in (
        "is cleared for Dell warranty repair until",
        "which counts until",
        "“Privacy and confidentiality”",
    ):
        assert line in said, line
    assert "dell_" not in said


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Helpdesk 2026-27", "Helpdesk 2027-28"),
        ("Techies 2026–27", "Techies 2027–28"),
        ("Crew 2026/2027, East", "Crew 2027/2028, East"),
        ("Genius Bar", "Genius Bar 2027-28"),
    ],
)
def test_the_new_team_is_called_as_the_old_one(name: str, offered: str) -> None:
    assert _next_name(name, "2027-28") == offered
