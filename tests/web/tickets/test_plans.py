"""Lists and counts read an index in its order, however many tickets there are; SQLite is told how many to expect."""

import pytest
import sqlalchemy as sa

from app.helpdesk.desk import queries
from app.helpdesk.search.queries import asked_by, lines
from app.kernel import sqlite_plans
from tests.cast import School
from tests.helpers import plan
from tests.web.oversight.acting import actor

# of so few tickets PostgreSQL takes now one way and now another; the benchmark asks it of many
pytestmark = pytest.mark.database("sqlite")


def test_a_list_of_one_category_reads_its_own_index(school: School, owner: sa.Engine) -> None:
    teacher, tech = actor(school, "okafor"), actor(school, "bo")
    category = school.categories["wifi"]
    for who in (teacher, tech):
        waiting = queries.waiting_list(who, ["queued"], category)
        assert "ix_ticket_category" in plan(owner, waiting, "ix_ticket_category", "ticket")
    newest = queries.newest_list(teacher, category)
    assert "ix_ticket_category_newest" in plan(owner, newest, "ix_ticket_category_newest", "ticket")


def test_a_list_by_age_reads_what_is_open_and_walks_past_nothing_that_is_over(
    school: School, owner: sa.Engine
) -> None:
    for who in (actor(school, "okafor"), actor(school, "bo")):
        for newest in (True, False):
            by_age = queries.by_age(who, ["queued"], newest=newest)
            assert "ix_ticket_queue" in plan(owner, by_age, "ix_ticket_queue", "ticket")


def test_the_indexes_of_categories_tempt_nothing_else(school: School, owner: sa.Engine) -> None:
    tech = actor(school, "bo")
    for statement in (queries.free_for(tech), queries.waiting_list(tech, ["queued"]), queries.owned(tech)):
        assert "ix_ticket_category" not in plan(owner, statement, "ix_ticket_category", "ticket")


def test_tickets_are_found_by_their_owner_asker_and_key(school: School, owner: sa.Engine) -> None:
    tech = actor(school, "bo")
    assert "ix_ticket_owner" in plan(owner, queries.own_count(tech), "ix_ticket_owner", "ticket")
    asked = asked_by(tech, [school.people["maria"]], each=False)
    assert "ix_ticket_requester" in plan(owner, asked, "ix_ticket_requester", "ticket")
    assert "ix_ticket_owner" in plan(owner, queries.owned(tech), "ix_ticket_owner", "ticket")
    by_key = plan(owner, lines(tech, [1, 2]), "", "ticket")
    assert "ticket USING INTEGER PRIMARY KEY" in by_key


def test_every_index_of_sqlite_is_counted(owner: sa.Engine) -> None:
    counted = (
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT IN (SELECT idx FROM sqlite_stat1)"
    )
    with owner.begin() as connection:
        assert connection.exec_driver_sql(counted).all() == []
        before = connection.exec_driver_sql("SELECT * FROM sqlite_stat1 ORDER BY tbl, idx").all()
        connection.exec_driver_sql("UPDATE sqlite_stat1 SET stat = '5 5' WHERE tbl = 'ticket'")
        sqlite_plans.tell(connection)
        assert connection.exec_driver_sql("SELECT * FROM sqlite_stat1 ORDER BY tbl, idx").all() == before


def test_an_index_made_anew_is_missed_until_it_is_counted(owner: sa.Engine) -> None:
    with owner.connect() as connection:
        assert sqlite_plans.is_told(connection)
        connection.exec_driver_sql("DROP INDEX ix_ticket_owner")
        connection.exec_driver_sql("CREATE INDEX ix_ticket_owner ON ticket (owner_id, status, due_at)")
        assert not sqlite_plans.is_told(connection)
        sqlite_plans.tell(connection)
        assert sqlite_plans.is_told(connection)
        connection.rollback()


def test_counts_fall_with_each_column_and_end_with_one_for_a_key() -> None:
    assert (
        sqlite_plans.stat(["site_id", "kind", "status", "due_at"], unique=False)
        == "100000 100000 50000 5000 1"
    )
    assert sqlite_plans.stat(["district_id", "cadre_id"], unique=True) == "100000 100000 1"
    assert sqlite_plans.stat(["district_id", "person_id"], unique=False, partial=True) == "100 100 1"
