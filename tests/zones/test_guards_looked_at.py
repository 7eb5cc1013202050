"""The doctor's look at the database's guards: whole as Cadre makes them, and told when one is gone or loosened."""

import sqlalchemy as sa

from app.kernel import db, guards, postgres, postgres_grants
from app.models import metadata
from tests.fresh import Snapshot


def test_what_cadre_made_is_whole(owner: sa.Engine) -> None:
    with owner.connect() as connection:
        assert guards.broken(connection, metadata) == []
        assert guards.strayed(connection, metadata) == []


def _spoiled() -> list[str]:
    """Return ways to take a guard of the trail away."""
    if db.is_sqlite():
        weak = "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event WHEN 0 BEGIN SELECT 1; END"
        return ["DROP TRIGGER audit_event_no_update", f"DROP TRIGGER audit_event_no_delete; {weak}"]
    return [
        "DROP TRIGGER audit_event_no_truncate ON audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_change",
        "CREATE OR REPLACE FUNCTION cadre_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN OLD; END $$",
    ]


def test_a_guard_that_is_gone_or_changed_is_told_and_put_back(owner: sa.Engine, snapshot: Snapshot) -> None:
    for statement in _spoiled():
        with owner.begin() as connection:
            for part in statement.split("; ", 1) if db.is_sqlite() else [statement]:
                connection.exec_driver_sql(part)
        with owner.begin() as connection:
            broken = guards.broken(connection, metadata)
            assert "audit_event" in broken, statement
            guards.renew(connection, metadata, set(broken))
            assert guards.broken(connection, metadata) == []


def test_a_grant_too_many_or_too_few_is_told(owner: sa.Engine) -> None:
    if db.is_sqlite():
        return
    with owner.connect() as connection:
        name = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
        masked, staff = (postgres.login_name(name, one) for one in ("masked", "staff"))
        for statement, table in (
            (f'GRANT SELECT (given) ON person_private TO "{masked}"', "person_private"),
            ("GRANT SELECT (given) ON person_private TO PUBLIC", "person_private"),
            ("GRANT SELECT ON account TO PUBLIC", "account"),
            (f'REVOKE SELECT ON audit_event FROM "{staff}"', "audit_event"),
            ("ALTER TABLE audit_event DISABLE TRIGGER USER", ""),
        ):
            connection.exec_driver_sql(statement)
            assert guards.strayed(connection, metadata) == ([table] if table else []), statement
            connection.rollback()


def test_a_login_that_may_act_as_another_is_told(owner: sa.Engine) -> None:
    if db.is_sqlite():
        return
    with owner.connect() as connection:
        name = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
        masked, staff = (postgres.login_name(name, one) for one in ("masked", "staff"))
        assert postgres_grants.borrowed(connection) == []
        connection.exec_driver_sql(f'GRANT "{staff}" TO "{masked}"')
        assert postgres_grants.borrowed(connection) == [(masked, staff)]
        connection.rollback()
