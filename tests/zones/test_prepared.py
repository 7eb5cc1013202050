"""On PostgreSQL a kept statement is prepared once for a connection, whatever happens to the connection."""

from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from app.audit.kept import kept
from app.audit.work import begin, look
from app.helpdesk.tickets.models import Ticket, TicketPrivate
from app.identity.actor import Actor, system_actor
from app.kernel import db, postgres, prepared
from app.kernel.errors import Conflict
from app.kernel.ready import Ready
from tests.cast import School
from tests.helpers import bare_ticket

pytestmark = [pytest.mark.database("postgres"), pytest.mark.usefixtures("app", "school")]
Select = sa.Select[*tuple[Any, ...]]


@kept()
def _number(actor: Actor, ticket_id: int) -> Select:
    return sa.select(Ticket.number).where(Ticket.id == ticket_id, Ticket.district_id == actor.district_id)


def _names(connection: sa.Connection) -> set[str]:
    """Return what the server holds ready for a connection that the product prepared."""
    held = connection.exec_driver_sql("SELECT name FROM pg_prepared_statements WHERE name LIKE 'cadre%%'")
    return set(held.scalars())


def test_places_are_numbered_by_name_and_a_percent_is_one() -> None:
    text, names = prepared.numbered("SELECT %(a)s, %(b)s::BIGINT, '5 %%' WHERE x LIKE '%%y' AND z = %(a)s")
    assert text == b"SELECT $1, $2::BIGINT, '5 %' WHERE x LIKE '%y' AND z = $1"
    assert names == ("a", "b")


def test_a_statement_is_prepared_once_and_again_for_other_types(school: School) -> None:
    with db.engine("system").connect() as connection:
        before = _names(connection)
        for value in (1, 2, 2**40, "word", None):
            for _ in range(3):
                assert prepared.run(connection, b"SELECT $1", [value]).fetchone() in ((value,), (str(value),))
        assert len(_names(connection) - before) == 3  # a small number, a large one, a word or nothing


def test_the_one_unused_for_longest_is_let_go_at_the_server_too(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST", 3)
    with db.engine("system").connect() as connection:
        prepared.made(connection).names.clear()
        before = _names(connection)
        for number in (1, 2, 3, 1, 4, 1, 5):
            prepared.run(connection, b"SELECT %d" % number, [])
        kept_now = [text for text, _ in prepared.made(connection).names]
        assert kept_now == [b"SELECT 4", b"SELECT 1", b"SELECT 5"]
        assert len(_names(connection) - before) == 3


def test_what_is_prepared_outlives_a_refusal_and_is_no_part_of_its_transaction(school: School) -> None:
    ticket_id = bare_ticket(school, status="queued")
    actor = system_actor(school.district_id)
    held: list[Any] = []

    def refused() -> None:
        with begin(actor) as work:
            work.value(_number(actor, ticket_id))
            held.extend((prepared.made(work.connection), work.connection.connection.driver_connection))
            raise Conflict("no", "no")

    with pytest.raises(Conflict):
        refused()
    assert held[0].names and held[1].info.transaction_status.name == "IDLE"
    for _ in range(4):
        with begin(actor) as work:
            assert work.value(_number(actor, ticket_id))


def test_what_a_savepoint_takes_back_is_prepared_anew(school: School) -> None:
    ticket_id = bare_ticket(school, status="queued")
    statement = sa.select(Ticket.number).where(Ticket.id == sa.bindparam("id"))
    with db.engine("system").connect() as connection:
        made = Ready(lambda: statement, connection.dialect)
        first = made.first(connection, {"id": ticket_id})
        point = connection.begin_nested()
        assert made.first(connection, {"id": ticket_id}) == first
        point.rollback()
        assert made.first(connection, {"id": ticket_id}) == first


def test_who_lets_go_of_all_of_them_is_heard_once(school: School) -> None:
    with db.engine("system").connect() as connection:
        prepared.run(connection, b"SELECT 1", [])
        connection.exec_driver_sql("DEALLOCATE ALL")
        with pytest.raises(psycopg.errors.InvalidSqlStatementName):
            prepared.run(connection, b"SELECT 1", [])
        connection.rollback()
        assert prepared.run(connection, b"SELECT 1", []).fetchone() == (1,)


def test_a_server_that_goes_away_is_an_operational_error_and_the_next_look_answers(
    school: School, owner: sa.Engine
) -> None:
    ticket_id, actor = bare_ticket(school, status="queued"), system_actor(school.district_id)

    def cut_off() -> None:
        with look(actor) as work:
            work.value(_number(actor, ticket_id))
            driver: Any = work.connection.connection.driver_connection
            _end(owner, driver.info.backend_pid)
            work.value(_number(actor, ticket_id))

    with pytest.raises(sa.exc.OperationalError):
        cut_off()
    for _ in range(6):
        with look(actor) as work:
            assert work.value(_number(actor, ticket_id))


def _end(owner: sa.Engine, pid: int) -> None:
    """End a connection's process at the server and wait until it is gone."""
    with owner.connect() as connection:  # what is granted is not committed
        role = connection.execute(sa.select(sa.func.current_database())).scalar_one() + "_system"
        connection.exec_driver_sql(f'GRANT "{role}" TO CURRENT_USER')
        assert connection.execute(sa.select(sa.func.pg_terminate_backend(pid, 10_000))).scalar()


def test_a_transaction_begins_as_the_connection_wants_it(school: School) -> None:
    level = {"isolation_level": "REPEATABLE READ"}
    with db.engine("system").connect().execution_options(**level) as connection:
        found = prepared.run(connection, b"SHOW transaction_isolation", []).fetchone()
        assert found == ("repeatable read",)
    with db.engine("system").connect() as connection:
        assert prepared.run(connection, b"SHOW transaction_isolation", []).fetchone() == ("read committed",)


def test_several_events_of_a_look_are_taken_whole_or_not_at_all(school: School) -> None:
    with db.engine("system").connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw: Any = connection.connection.driver_connection
        with pytest.raises(psycopg.errors.DivisionByZero), postgres.together(connection):
            prepared.run(connection, b"SELECT 1 / 0", [])
        assert raw.info.transaction_status.name == "IDLE"
        with postgres.together(connection):
            prepared.run(connection, b"SELECT 1", [])
            assert raw.info.transaction_status.name == "INTRANS"
        assert raw.info.transaction_status.name == "IDLE"


def test_a_masked_connection_prepares_nothing_of_the_vault(school: School) -> None:
    closed = sa.select(TicketPrivate.title)
    with db.engine("masked").connect() as connection:
        for _ in range(2):
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                Ready(lambda: closed, connection.dialect).rows(connection, {})
            connection.rollback()
