"""Connections that rested are tried before they are used; looks on PostgreSQL need no transaction."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.identity.actor import system_actor
from app.identity.rights import Clearance
from app.kernel import db, postgres
from app.kernel.errors import Conflict
from tests.cast import School

pytestmark = [
    pytest.mark.database("postgres"),  # SQLite has no server that could go away
    pytest.mark.usefixtures("app", "school"),
]


def driver_of(work: Work) -> Any:
    return work.connection.connection.driver_connection


def test_a_lost_connection_is_replaced_before_use(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "RESTED_SECONDS", -1.0)
    with look(system_actor(school.district_id)) as work:
        lost = driver_of(work)
    lost.close()
    with look(system_actor(school.district_id)) as work:
        assert driver_of(work) is not lost
        assert work.value(sa.select(sa.literal(1))) == 1


def test_a_closed_connection_is_replaced_however_short_it_rested(school: School) -> None:
    with look(system_actor(school.district_id)) as work:
        driver_of(work).close()
    for _ in range(10):  # whichever connection of the pool comes next
        with look(system_actor(school.district_id)) as work:
            assert work.value(sa.select(sa.literal(1))) == 1


def test_a_look_is_no_transaction_and_a_write_is_one(school: School) -> None:
    with look(system_actor(school.district_id)) as work:
        work.value(sa.select(sa.literal(1)))
        assert driver_of(work).info.transaction_status.name == "IDLE"
    with begin(system_actor(school.district_id)) as work:
        work.value(sa.select(sa.literal(1)))
        assert driver_of(work).info.transaction_status.name == "INTRANS"


def test_who_acts_is_told_with_the_beginning_and_forgotten_with_the_end(school: School) -> None:
    told = sa.select(sa.func.coalesce(sa.func.current_setting("cadre.person", True), ""))
    own = replace(system_actor(school.district_id), person_id=school.people["maria"], clearance=Clearance.OWN)
    with look(own) as work:
        assert work.value(told) == str(school.people["maria"])
        assert driver_of(work).info.transaction_status.name == "INTRANS"
        driver = driver_of(work)
    assert driver.info.transaction_status.name == "IDLE"
    with db.engine("own").connect() as connection:
        assert connection.execute(told).scalar() == ""


def test_a_connection_that_dies_while_it_is_told_is_put_away(school: School, owner: sa.Engine) -> None:
    own = replace(system_actor(school.district_id), person_id=school.people["maria"], clearance=Clearance.OWN)
    db.engine("own").dispose()  # then there is one, which the next look takes again
    with look(own) as work:
        server_side = driver_of(work).info.backend_pid
    with owner.connect() as connection:  # what is granted is not committed
        role = connection.execute(sa.select(sa.func.current_database())).scalar_one() + "_own"
        connection.exec_driver_sql(f'GRANT "{role}" TO CURRENT_USER')
        assert connection.execute(sa.select(sa.func.pg_terminate_backend(server_side, 5000))).scalar()
    with pytest.raises(sa.exc.OperationalError), look(own):
        pass
    with look(own) as work:
        assert work.value(sa.select(sa.literal(1))) == 1


def events(school: School, tag: Tag) -> int:
    with look(system_actor(school.district_id)) as work:
        found = sa.select(sa.func.count()).where(
            AuditEvent.tag == tag.value, AuditEvent.district_id == school.district_id
        )
        return int(work.value(found))


@pytest.mark.parametrize("count", [1, 3])
def test_the_events_of_a_look_are_kept(school: School, count: int) -> None:
    before = events(school, Tag.EVENTS_SEEN)
    with look(system_actor(school.district_id)) as work:
        for _ in range(count):
            work.record(Tag.EVENTS_SEEN)
    assert events(school, Tag.EVENTS_SEEN) == before + count


def test_several_events_are_kept_together_or_not_at_all(school: School) -> None:
    def see() -> None:
        with look(system_actor(school.district_id)) as work:
            work.record(Tag.EVENTS_SEEN)
            work.record(Tag.EVENTS_SEEN, purpose="x" * 500)

    before = events(school, Tag.EVENTS_SEEN)
    with pytest.raises(sa.exc.DBAPIError):
        see()
    assert events(school, Tag.EVENTS_SEEN) == before


def test_a_refused_look_keeps_its_refusal_only(school: School) -> None:
    def see() -> None:
        with look(system_actor(school.district_id)) as work:
            work.record(Tag.QUEUE_SEEN)
            work.intend(Tag.EVENTS_SEEN)
            raise Conflict("Not now.")

    before = events(school, Tag.EVENTS_SEEN)
    with pytest.raises(Conflict):
        see()
    assert events(school, Tag.EVENTS_SEEN) == before + 1
    assert events(school, Tag.QUEUE_SEEN) == 0
