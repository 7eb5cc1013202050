"""A statement that is made ready answers as SQLAlchemy does, on both databases, and opens no door."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket, TicketPrivate
from app.kernel import clock, db, ready
from app.kernel.ids import new_id
from app.kernel.jobs import Job
from app.kernel.paging import up_to, written
from app.kernel.ready import Ready
from app.school.people.models import PersonPrivate
from tests.cast import School
from tests.helpers import bare_ticket, statements

SINCE = clock.now() - timedelta(days=900)


def _tickets() -> sa.Select[*tuple[Any, ...]]:
    """Lists of ours and of the call, a limit and a word written out, times, truths, a name taken twice."""
    return (
        sa.select(Ticket, TicketPrivate.title, TicketPrivate.ticket_id.label("id"))
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .where(
            Ticket.id.in_(sa.bindparam("ids", expanding=True)),
            Ticket.status.in_(["queued", "new"]),
            Ticket.created_at > sa.bindparam("since", type_=Ticket.created_at.type),
            Ticket.kind == written("live"),
            Ticket.sensitive.is_(False),
            Ticket.number.like("%"),
        )
        .order_by(Ticket.id)
        .limit(up_to(3))
    )


def test_rows_are_those_of_sqlalchemy_for_lists_of_every_length(school: School) -> None:
    ids = [bare_ticket(school, status="queued") for _ in range(4)]
    statement = _tickets()
    with db.engine("system").connect() as connection:
        made = Ready(lambda: statement, connection.dialect)
        for some in (ids, ids[:1], [], ids[2:], ids):
            bound = {"ids": some, "since": SINCE}
            expected = connection.execute(statement, bound).all()
            assert made.rows(connection, bound) == expected
            assert made.first(connection, bound) == (expected[0] if expected else None)
        (row,) = made.rows(connection, {"ids": ids[:1], "since": SINCE})
    assert row.id == ids[0] and row.created_at.tzinfo is not None and row.sensitive is False
    assert row._mapping["number"] == row.number


def test_it_keeps_few_texts_of_one_statement(school: School) -> None:
    with db.engine("system").connect() as connection:
        some = sa.select(Ticket.id).where(Ticket.id.in_(sa.bindparam("ids", expanding=True)))
        made = Ready(lambda: some, connection.dialect)
        for length in range(1, 2 * ready.MOST + 3):
            made.rows(connection, {"ids": list(range(length))})
    assert 0 < len(made._texts) <= ready.MOST


def test_what_is_inserted_is_read_back_with_its_defaults(school: School) -> None:
    values = {"id": new_id(), "kind": "none", "payload": {"at": [1, None]}, "run_at": clock.now(), "tries": 0}
    person = {"person_id": school.people["maria"], "district_id": school.district_id}
    with db.engine("system").connect() as connection:
        ready.insert(connection, sa.insert(Job), [values])
        others = [values | {"id": new_id(), "payload": {"place": place}} for place in range(3)]
        ready.insert(connection, sa.insert(Job), others)
        row = connection.execute(sa.select(Job).where(Job.id == values["id"])).one()
        several = sa.select(Job.payload).where(Job.id.in_([one["id"] for one in others]))
        assert [one["place"] for one in sorted(connection.execute(several).scalars(), key=str)] == [0, 1, 2]
        connection.execute(sa.delete(PersonPrivate).where(PersonPrivate.person_id == person["person_id"]))
        ready.insert(connection, sa.insert(PersonPrivate), [person | {"given": "Zoë", "family": "Ng"}])
        folded, mail = connection.execute(
            sa.select(PersonPrivate.folded, PersonPrivate.mail).where(
                PersonPrivate.person_id == person["person_id"]
            )
        ).one()
        connection.rollback()
    assert row.payload == values["payload"] and row.run_at == values["run_at"]
    assert "zoe" in folded and mail == ""


def test_its_errors_are_those_of_sqlalchemy_and_its_transaction_ends_with_the_others(school: School) -> None:
    values = {"id": new_id(), "kind": "none", "payload": {}, "run_at": clock.now(), "tries": 0}
    with db.engine("system").connect() as connection:
        ready.insert(connection, sa.insert(Job), [values])
        with pytest.raises(sa.exc.IntegrityError) as refused:
            ready.insert(connection, sa.insert(Job), [values])
        assert connection.in_transaction()
        connection.rollback()
        assert connection.execute(sa.select(Job.id).where(Job.id == values["id"])).first() is None
    assert "none" not in str(refused.value)  # what was given stays out of errors


def test_a_masked_connection_reads_and_writes_no_more_than_before(school: School) -> None:
    closed = sa.select(PersonPrivate.family)
    with db.engine("masked").connect() as connection, pytest.raises(sa.exc.DatabaseError):
        Ready(lambda: closed, connection.dialect).rows(connection, {})
    with db.engine("masked").connect() as connection, pytest.raises(sa.exc.DatabaseError):
        Ready(lambda: sa.select(AuditEvent.tag), connection.dialect).first(connection, {})


def test_whoever_counts_statements_counts_these(school: School) -> None:
    with statements("system") as seen, db.engine("system").connect() as connection:
        Ready(lambda: sa.select(Ticket.id).limit(up_to(1)), connection.dialect).rows(connection, {})
    assert [one.split()[0] for one in seen] == ["SELECT"]
