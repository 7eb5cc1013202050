"""A teacher forms a team: teachers, students, papers, rungs, clearances, gates, shifts, slips."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Account, Grant, Invite
from app.accounts.school_year import name_of, valid_until
from app.audit.models import AuditEvent
from app.kernel import clock, db
from app.kernel.ids import new_id
from app.school.cadres.models import Cadre, CadreMember, Gate, Shift, TrainingLink
from app.school.people.models import Enrollment, Membership, Person, SchoolClass
from app.school.places.models import Org
from tests.cast import CLEARED, PASSWORD, School, today_here
from tests.conftest import SignIn
from tests.web.school.conftest import rows, value

AT = "/teach/cadres"


def wish(school: School, **more: object) -> dict[str, object]:
    """Return a team's form as a browser sends it."""
    form: dict[str, object] = {
        "name": "Help desk",
        "school_year": "2026-27",
        "site": "JCM",
        "supervisor": school.people["okafor"],
        "deputy": school.people["lind"],
        "starts_on": str(today_here()),
        "ends_on": str(today_here() + timedelta(days=200)),
    }
    return form | more


def place(school: School, who: str) -> str:
    """Return the address of a student's place on the team."""
    return f"{AT}/{school.cadre_id}/members/{school.people[who]}"


def member(school: School, who: str) -> sa.Row[*tuple[object, ...]]:
    """Return a student's row."""
    found = sa.select(*CadreMember.__table__.c).where(
        CadreMember.person_id == school.people[who], CadreMember.cadre_id == school.cadre_id
    )
    return rows(found)[0]


def cleared(school: School, who: str) -> set[str]:
    """Return what a student is cleared for."""
    held = sa.select(Grant.code).where(
        Grant.person_id == school.people[who], Grant.kind == "category", Grant.ended_at.is_(None)
    )
    return {row.code for row in rows(held)}


def tags(tag: str) -> list[sa.Row[*tuple[object, ...]]]:
    """Return the events of a tag."""
    return rows(
        sa.select(AuditEvent.subjects, AuditEvent.codes, AuditEvent.fields).where(AuditEvent.tag == tag)
    )


def form_of(school: School, who: str, **more: object) -> dict[str, object]:
    """Return a student's form as it stands, with changes."""
    row = member(school, who)
    form: dict[str, object] = {
        "working_name": row.working_name,
        "rung": row.rung,
        "ends_on": str(row.ends_on),
    }
    return form | ({"peer_trainer": "y"} if row.peer_trainer else {}) | more


def test_a_team_is_started_and_both_may_teach(okafor: FlaskClient, school: School) -> None:
    deputy = school.people["brandt"]
    assert okafor.get(f"{AT}/new").status_code == 200
    answer = okafor.post(AT, data=wish(school, deputy=deputy))
    assert answer.status_code == 303
    cadre = rows(sa.select(*Cadre.__table__.c).where(Cadre.name == "Help desk"))[0]
    assert (cadre.supervisor_id, cadre.deputy_id) == (school.people["okafor"], deputy)
    given = sa.select(Membership.role, Membership.source).where(Membership.person_id == deputy)
    assert [(row.role, row.source) for row in rows(given)] == [("supervising_teacher", "office")]
    assert set(tags("cadre:created")[0].subjects) == {school.people["okafor"], deputy}
    assert "Add the team" in okafor.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "given", "says"),
    [
        ("deputy", "okafor", "must be somebody else"),
        ("deputy", "bo", "Not a valid choice"),
        ("deputy", 0, "Choose who steps in"),
        ("ends_on", "2020-01-01", "ends before it starts"),
        ("school_year", "2026", "Write it as 2026-27"),
        ("school_year", "0000-01", "Write it as 2026-27"),
        ("school_year", "٢٠٢٦-٢٧", "Write it as 2026-27"),
        ("name", "", "Give the team a name"),
    ],
)
def test_a_wrong_team_is_refused_at_its_field(
    okafor: FlaskClient, school: School, field: str, given: object, says: str
) -> None:
    typed = school.people.get(str(given), given)
    answer = okafor.post(AT, data=wish(school, **{field: typed}))
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert len(rows(sa.select(Cadre.id).where(Cadre.district_id == school.district_id))) == 1


def test_a_handover_is_no_lapse(okafor: FlaskClient, sign_in: SignIn, school: School) -> None:
    bo = sign_in("bo")
    change = wish(school, supervisor=school.people["lind"], deputy=school.people["brandt"])
    assert okafor.post(f"{AT}/{school.cadre_id}/edit", data=change).location.endswith("/cadres")
    assert tags("cadre:changed")[0].codes["handover"] is True
    assert okafor.get(f"{AT}/{school.cadre_id}").status_code == 404
    assert sign_in("lind").get(f"{AT}/{school.cadre_id}").status_code == 200
    assert bo.get("/desk/queue").status_code == 200


def test_an_earlier_end_shortens_the_students_time(okafor: FlaskClient, school: School) -> None:
    soon = today_here() + timedelta(days=10)
    okafor.post(f"{AT}/{school.cadre_id}/edit", data=wish(school, ends_on=str(soon)))
    assert member(school, "bo").ends_on == soon


def test_students_are_found_by_name_and_added_as_observers(okafor: FlaskClient, school: School) -> None:
    page = okafor.get(f"{AT}/{school.cadre_id}/add?q=quint").get_data(as_text=True)
    assert "Maria Quintanilla" in page
    assert tags("people:seen")[0].subjects == [school.people["maria"]]
    assert okafor.post(f"{AT}/{school.cadre_id}/add", data={}).status_code == 422
    added = okafor.post(f"{AT}/{school.cadre_id}/add", data={"person": [school.people["maria"]]})
    assert added.status_code == 303
    assert member(school, "maria").rung == "observer"
    assert tags("member:added")[0].subjects == [school.people["maria"]]
    again = okafor.post(f"{AT}/{school.cadre_id}/add", data={"person": [school.people["maria"]]})
    assert again.status_code == 303 and len(tags("member:added")) == 1


def test_students_are_picked_from_a_class(okafor: FlaskClient, school: School) -> None:
    here = {"district_id": school.district_id}
    with db.engine("system").begin() as connection:
        put = {"id": 7, "site_id": school.site_id, "sourced_id": "k", "title": "CS 1", **here}
        connection.execute(sa.insert(SchoolClass).values(**put))
        seat = {"id": 8, "class_id": 7, "person_id": school.people["maria"], "role": "student", **here}
        connection.execute(sa.insert(Enrollment).values(**seat))
        for key, who in ((9, "okafor"), (10, "lind")):
            teaches = {"class_id": 7, "person_id": school.people[who], "role": "teacher", **here}
            connection.execute(sa.insert(Enrollment).values(id=key, **teaches))
    page = okafor.get(f"{AT}/{school.cadre_id}/add?class=7").get_data(as_text=True)
    assert page.count("<option") == 1 and re.search(r">CS 1 · M\w+\. Lind · Ms\. Okafor<", page)
    assert "Maria Quintanilla" in page and "Bohdan" not in re.sub(r"<aside.*</aside>", "", page, flags=re.S)


@pytest.mark.parametrize("who", ["brandt", "zed"])
def test_only_students_of_this_school_join(
    okafor: FlaskClient, school: School, owner: sa.Engine, who: str
) -> None:
    zed = value(sa.select(Account.person_id).where(Account.username == "zed"))
    person = school.people.get(who, zed)
    answer = okafor.post(f"{AT}/{school.cadre_id}/add", data={"person": [person]})
    assert answer.status_code == (422 if who == "brandt" else 404)


def test_the_page_says_what_each_still_lacks(okafor: FlaskClient, school: School) -> None:
    page = okafor.get(f"{AT}/{school.cadre_id}").get_data(as_text=True)
    assert "2 of 5 cannot work live tickets yet." in page  # lax lacks the module, tomo is a trainee
    assert re.search(r"Laxmi Venkatesan.*?Privacy module", page, re.S)
    assert set(tags("cadre:seen")[0].subjects) == {
        school.people[n] for n in ("bo", "cy", "ines", "tomo", "lax")
    }
    ready = okafor.get(place(school, "bo")).get_data(as_text=True)
    assert "Bohdan Kowalczyk is ready for live tickets." in ready
    assert "Next for Laxmi Venkatesan: privacy module." in okafor.get(place(school, "lax")).get_data(
        as_text=True
    )


def test_the_first_live_rung_clears_and_a_lower_one_ends_it(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.delete(Grant).where(Grant.kind == "category"))
    assert (
        okafor.post(place(school, "tomo"), data=form_of(school, "tomo", rung="apprentice")).status_code == 303
    )
    assert cleared(school, "tomo") == set(CLEARED) | {"other"}
    assert "repair" not in cleared(school, "tomo") and "accounts" not in cleared(school, "tomo")
    assert tags("grant:given")[0].subjects == [school.people["tomo"]]
    assert okafor.post(place(school, "tomo"), data=form_of(school, "tomo", rung="trainee")).status_code == 303
    assert cleared(school, "tomo") == set()
    assert tags("grant:ended")[0].subjects == [school.people["tomo"]]


def test_working_names_hide_the_family_name(okafor: FlaskClient, school: School) -> None:
    for name, says in (("Bo Kowalczyk", "family name out"), ("Cy", "Somebody else"), ("1234", "letters")):
        answer = okafor.post(place(school, "bo"), data=form_of(school, "bo", working_name=name))
        assert answer.status_code == 422 and says in answer.get_data(as_text=True)
    assert (
        okafor.post(place(school, "bo"), data=form_of(school, "bo", working_name="Bodi")).status_code == 303
    )
    assert member(school, "bo").working_name == "Bodi"
    assert tags("member:changed")[0].fields == ["working_name"]


def test_a_peer_trainer_has_at_most_six(okafor: FlaskClient, school: School) -> None:
    group = [school.people[name] for name in ("cy", "lax")]
    form = form_of(school, "ines", trainees=group)
    assert okafor.post(place(school, "ines"), data=form).status_code == 303
    today = sa.or_(TrainingLink.ends_on.is_(None), TrainingLink.ends_on >= today_here())
    open_links = sa.select(TrainingLink.trainee_id).where(TrainingLink.cadre_id == school.cadre_id, today)
    assert {row.trainee_id for row in rows(open_links)} == set(group)
    many = okafor.post(place(school, "ines"), data=form | {"trainees": list(range(1, 8))})
    assert many.status_code == 422 and "at most 6" in many.get_data(as_text=True)
    low = okafor.post(place(school, "tomo"), data=form_of(school, "tomo", peer_trainer="y"))
    assert low.status_code == 422 and "works live tickets" in low.get_data(as_text=True)
    back = form_of(school, "ines", trainees=[school.people["tomo"]])
    assert okafor.post(place(school, "ines"), data=back).status_code == 303
    assert {row.trainee_id for row in rows(open_links)} == {school.people["tomo"]}


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


def test_clearances_are_set_one_by_one(okafor: FlaskClient, school: School) -> None:
    codes = ["wifi", "display", "repair"]
    assert okafor.post(f"{place(school, 'bo')}/categories", data={"category": codes}).status_code == 303
    assert cleared(school, "bo") == set(codes)
    warranty = okafor.post(f"{place(school, 'bo')}/categories", data={"category": [*codes, "dell_repair"]})
    assert warranty.status_code == 422 and "certificate" in warranty.get_data(as_text=True)
    adult = okafor.post(f"{place(school, 'bo')}/categories", data={"category": ["accounts"]})
    assert adult.status_code == 422
    trainee = okafor.post(f"{place(school, 'tomo')}/categories", data={"category": [*CLEARED, "repair"]})
    assert trainee.status_code == 422
    assert cleared(school, "bo") == set(codes)


def test_gates_differ_from_the_rungs(okafor: FlaskClient, school: School) -> None:
    at = f"{place(school, 'bo')}/gates"
    assert okafor.post(at, data={"reply": "before", "resolve": ""}).status_code == 303
    kept = sa.select(Gate.action, Gate.mode).where(Gate.person_id == school.people["bo"])
    assert [(row.action, row.mode) for row in rows(kept)] == [("reply", "before")]
    assert okafor.post(at, data={"reply": "", "resolve": "sample"}).status_code == 303
    assert [(row.action, row.mode) for row in rows(kept)] == [("resolve", "sample")]
    assert okafor.post(at, data={"reply": "never", "resolve": ""}).status_code == 422
    assert len(tags("gate:changed")) == 2


def test_a_week_of_shifts(okafor: FlaskClient, school: School) -> None:
    at = f"{AT}/{school.cadre_id}/shifts"
    first, second = school.periods[:2]
    boxes = {"person": school.people["bo"], "shift": [f"0:{first}", f"4:{second}", f"9:{first}", "1:5"]}
    assert okafor.post(at, data=boxes).status_code == 303
    kept = sa.select(Shift.weekday, Shift.period_id).where(Shift.person_id == school.people["bo"])
    assert {(row.weekday, row.period_id) for row in rows(kept)} == {(0, first), (4, second)}
    assert "<td>Bo</td>" in okafor.get(at).get_data(as_text=True)
    chosen = okafor.get(f"{at}?for={school.people['bo']}").get_data(as_text=True)
    assert f'value="0:{first}" checked' in chosen
    okafor.post(at, data={"person": school.people["bo"]})
    assert rows(kept) == [] and len(tags("shifts:changed")) == 2
    assert okafor.post(at, data={"person": "x"}).status_code == 422
    assert okafor.post(at, data={"person": school.people["bo"], "shift": ["a:b"]}).status_code == 422


def test_leaving_ends_live_work_and_coming_back_starts_low(
    okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    bo = sign_in("bo")
    assert okafor.post(f"{place(school, 'bo')}/end", data={"sure": "y"}).status_code == 303
    assert bo.get("/desk/queue").status_code == 403
    assert cleared(school, "bo") == set() and len(tags("member:ended")) == 1
    assert "left the team" in okafor.get(f"{AT}/{school.cadre_id}").get_data(as_text=True)
    okafor.post(f"{AT}/{school.cadre_id}/add", data={"person": [school.people["bo"]]})
    assert member(school, "bo").rung == "observer"


def test_slips_are_shown_once_and_open_an_account(okafor: FlaskClient, app: Flask, school: School) -> None:
    with db.engine("system").begin() as connection:
        gone = (school.people["lax"], school.people["tomo"])
        connection.execute(sa.delete(Account).where(Account.person_id.in_(gone)))
    at = f"{AT}/{school.cadre_id}/slips"
    assert okafor.get(at).status_code == 200
    sheet = okafor.post(at, data={"person": list(gone)})
    page = sheet.get_data(as_text=True)
    codes = re.findall(r'class="code">([^<]+)<', page)
    assert sheet.status_code == 200 and len(codes) == 2 and page.count('class="qr"') == 2
    assert "style=" not in page and "data:" not in re.sub(r"data-\w+", "", page)
    stored = {row.code_hash for row in rows(sa.select(Invite.code_hash))}
    assert len(stored) == 2 and not stored & set(codes)
    assert set(tags("invites:printed")[0].subjects) == set(gone) and len(tags("invite:made")) == 2
    student = app.test_client()
    claimed = student.post("/claim", data={"code": codes[0], "password": PASSWORD})
    assert claimed.status_code == 303
    assert student.get("/my").status_code == 200
    assert okafor.post(at, data={}).status_code == 409
    assert okafor.post(at, data={"person": [school.people["adair"]]}).status_code == 409


def test_an_administrator_manages_every_team_of_the_school(adair: FlaskClient, school: School) -> None:
    assert "Team 2026" in adair.get("/admin/cadres").get_data(as_text=True)
    assert adair.get(f"/admin/cadres/{school.cadre_id}").status_code == 200
    other = value(sa.select(Cadre.id).where(Cadre.district_id != school.district_id))
    assert adair.get(f"/admin/cadres/{other}").status_code == 404
    assert adair.post(f"/admin/cadres/{other}/slips").status_code == 404


def test_without_the_guardian_rule_no_permission_is_asked(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.update(Org).where(Org.id == school.site_id).values(guardian_needed=False))
    assert "not needed at this school" in okafor.get(place(school, "bo")).get_data(as_text=True)


@pytest.mark.parametrize("who", ["maria", "bo", "ines", "dana", "reyes", "stranger"])
def test_others_have_no_teams(who: str, school: School, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get(AT).status_code == 403
    assert client.post(f"{place(school, 'bo')}/end").status_code == 403


def test_another_teacher_of_the_school_does_not_see_the_team(sign_in: SignIn, school: School) -> None:
    role = {"person_id": school.people["brandt"], "org_id": school.site_id, "role": "supervising_teacher"}
    with db.engine("system").begin() as connection:
        connection.execute(sa.insert(Membership).values(id=new_id(), district_id=school.district_id, **role))
    brandt = sign_in("brandt")
    assert "Team 2026" not in brandt.get(AT).get_data(as_text=True)
    assert brandt.get(f"{AT}/{school.cadre_id}").status_code == 404
    assert brandt.post(place(school, "bo"), data=form_of(school, "bo", rung="lead")).status_code == 404


def test_who_left_the_roster_cannot_join(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.update(Person).where(Person.id == school.people["maria"]).values(active=False))
    data = {"person": [school.people["maria"]]}
    assert okafor.post(f"{AT}/{school.cadre_id}/add", data=data).status_code == 422


def test_who_is_trained_by_a_tech_stands_in_the_next_generation(okafor: FlaskClient, school: School) -> None:
    team = f"{AT}/{school.cadre_id}"
    tomo, lax = school.people["tomo"], school.people["lax"]
    ines = form_of(school, "ines", trainees=[tomo], rung="lead", peer_trainer="y")
    assert okafor.post(place(school, "ines"), data=ines).status_code == 303
    clear = sa.delete(TrainingLink).where(TrainingLink.trainee_id == tomo)
    with db.engine("system").begin() as connection:
        connection.execute(clear)
    assert okafor.post(place(school, "ines"), data=ines).status_code == 303
    assert member(school, "tomo").generation == 2 and member(school, "ines").generation == 1
    page = okafor.get(team).get_data(as_text=True)
    assert "observer, generation 2" in page or "trainee, generation 2" in page
    assert "4 in the first generation, 1 in the second generation" in page
    change = form_of(school, "tomo", rung="lead", peer_trainer="y", trainees=[lax])
    assert okafor.post(place(school, "tomo"), data=change).status_code == 303
    assert member(school, "lax").generation == 3
