"""What no row may do silently, and what a set must not say of others: long ids, classes of no school, the tree."""

import threading

import sqlalchemy as sa

from app.audit.work import begin, look
from app.identity.actor import system_actor
from app.kernel import clock
from app.kernel.errors import Conflict
from app.school.people.models import Person, SchoolClass
from app.school.places.models import Org, Term
from app.school.roster import services
from app.school.roster.models import RosterRun
from app.school.roster.reader import read_roster
from app.school.roster.view_models import run_view
from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, user_row, users, zipped
from tests.web.school.conftest import Import, numbers, rows, value

LONG = "x" * 121


def test_an_id_too_long_to_keep_is_a_refused_row(bare: sa.Engine, bring: Import) -> None:
    files = {name: str(text) for name, text in (SET_11 | CLASS_FILES).items()}
    files["orgs.csv"] += f"{LONG},Long High,school,,d1\n"
    files["users.csv"] += user_row(9, sourcedId=LONG) + "\n"
    files["academicSessions.csv"] += f"{LONG},Spring,term,2027-01-05,2027-06-11,y1,2027\n"
    files["classes.csv"] += f"{LONG},Long class,CS2,scheduled,,s1,c1,t1,4\n"
    files["enrollments.csv"] += f"e9,{LONG},s1,u1,student,,,\n"
    done = bring(files)
    told = {(one.file, one.column) for one in done.refusals}
    kept = ("orgs.csv", "users.csv", "academicSessions.csv", "classes.csv")
    assert told == {(file, "sourcedId") for file in kept} | {("enrollments.csv", "classSourcedId")}
    assert all("120 characters" in one.reason for one in done.refusals if one.column == "sourcedId")
    assert value(sa.select(sa.func.count()).select_from(Term)) == 2  # the fall in two schools
    assert bring(files).changes_nothing


def test_a_class_of_no_school_is_refused_with_its_seats(bare: sa.Engine, bring: Import) -> None:
    files = {name: str(text) for name, text in (SET_11 | CLASS_FILES).items()}
    files["classes.csv"] += "k9,Everywhere,E1,scheduled,,d1,c1,t1,4\n"
    files["enrollments.csv"] += "e9,k9,,u1,student,,,\n"
    done = bring(files)
    assert [(one.file, one.line, one.column) for one in done.refusals] == [
        ("classes.csv", 3, "schoolSourcedId"),
        ("enrollments.csv", 4, "classSourcedId"),
    ]
    assert "no school" in done.refusals[0].reason and "classes.csv, line 3" in done.refusals[1].reason
    assert (numbers(done)["classes"][4], numbers(done)["enrollments"][4]) == (1, 1)
    assert [row.sourced_id for row in rows(sa.select(SchoolClass.sourced_id))] == ["k1"]


def test_a_districts_own_set_leaves_it_in_its_cooperative(bare: sa.Engine, bring: Import) -> None:
    whole = ORGS.replace("district,0271,", "district,0271,c") + "c,Ridge,local,,\nd2,West,district,,c\n"
    bring({"orgs.csv": whole, "users.csv": users(user_row(1))})
    done = bring({"orgs.csv": ORGS, "users.csv": users(user_row(1))})
    assert numbers(done)["orgs"] == (0, 0, 0, 3, 0)
    above = {row.sourced_id: row.parent_id for row in rows(sa.select(Org.sourced_id, Org.parent_id))}
    assert above["d1"] is not None and above["d1"] == above["d2"]


def test_two_first_imports_at_once_make_one_district(bare: sa.Engine, bring: Import) -> None:
    together, told = threading.Barrier(2), list[str]()

    def run() -> None:
        found = read_roster(zipped({"orgs.csv": ORGS, "users.csv": users(user_row(1))}))
        with look(system_actor(0)) as work:
            home = services.find_home(work, found)
        together.wait()
        try:
            with begin(system_actor(home)) as work:
                services.apply(work, found)
        except Conflict as error:
            told.append(error.sentence)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert told == ["Another import has just made this district. Nothing was changed."]
    assert value(sa.select(sa.func.count()).select_from(Org)) == 3
    assert value(sa.select(sa.func.count()).select_from(Person)) == 1


def test_a_new_school_begins_with_its_districts_time(bare: sa.Engine, bring: Import) -> None:
    bring(SET_11)
    with bare.begin() as connection:
        connection.execute(sa.update(Org).where(Org.kind == "school").values(timezone="America/Chicago"))
    bring(SET_11 | {"orgs.csv": ORGS + "s3,Oak High,school,0103,d1\n"})
    assert value(sa.select(Org.timezone).where(Org.sourced_id == "s3")) == "America/Chicago"
    assert value(sa.select(Org.timezone).where(Org.sourced_id == "d1")) == "America/Denver"


def test_more_refused_rows_than_are_kept_are_counted(bare: sa.Engine, bring: Import) -> None:
    many = (user_row(number, role="wizard") for number in range(1, 1_102))
    done = bring({"orgs.csv": ORGS, "users.csv": users(user_row(0), *many)})
    kept = run_view(rows(sa.select(*RosterRun.__table__.c))[0], "America/Denver", clock.now())
    assert done.run_id and (kept.refused, len(kept.refusals)) == (1_101, 1_000)
