"""SQL typed by hand on a masked connection reads no vault column, on either database."""

import pytest
import sqlalchemy as sa

from app.kernel import db, zones
from app.models import metadata
from tests.cast import School
from tests.helpers import bare_ticket

REFUSED = (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.DatabaseError)

EVERYWHERE = (
    "SELECT * FROM person_private",
    "SELECT family FROM person_private",
    "SELECT count(*) FROM person_private",
    "SELECT 1 FROM person_private",
    "SELECT count(family) FROM person_private",
    "SELECT person_id FROM person_private WHERE family LIKE 'Q%%'",
    "SELECT p.id FROM person p JOIN person_private v ON v.person_id = p.id ORDER BY v.family",
    "SELECT family, count(*) FROM person_private GROUP BY family",
    "SELECT max(family) FROM person_private",
    "SELECT id FROM person WHERE EXISTS (SELECT 1 FROM person_private v WHERE v.family = 'Quintanilla')",
    "SELECT id FROM person WHERE id IN (SELECT person_id FROM person_private)",
    "SELECT (SELECT family FROM person_private LIMIT 1)",
    "SELECT id FROM person UNION SELECT person_id FROM person_private",
    "WITH person AS (SELECT * FROM person_private) SELECT * FROM person",
    "WITH ticket_no_replace AS (SELECT family FROM person_private) SELECT * FROM ticket_no_replace",
    "INSERT INTO activity (id, district_id, ticket_id, happened_at, kind, actor_id, from_status, to_status, "
    "code) SELECT 1, 1, 1, 1, family, 1, '', '', '' FROM person_private",
    "UPDATE person_private SET family = family",
    "UPDATE ticket SET closure_code = (SELECT family FROM person_private LIMIT 1)",
    "DELETE FROM person_private WHERE family LIKE 'Q%%'",
    "INSERT INTO ticket_private (ticket_id, district_id, title) VALUES (1, 1, 'x') RETURNING title",
    "INSERT INTO ticket_private (ticket_id, district_id, title) VALUES (1, 1, 'x') "
    "ON CONFLICT (ticket_id) DO UPDATE SET title = ticket_private.title RETURNING title",
    "INSERT INTO ticket_private (ticket_id, district_id, title) "
    "SELECT person_id, 1, family FROM person_private",
    "CREATE VIEW spy AS SELECT * FROM person_private",
    "CREATE TEMP VIEW spy AS SELECT * FROM person_private",
    "CREATE TABLE spy AS SELECT * FROM person_private",
    "SELECT title FROM ticket_private",
    "SELECT body FROM message_private",
    "SELECT body FROM draft_private",
    "SELECT body FROM typing",
    "SELECT password_hash FROM account",
    "SELECT username FROM account",
    "SELECT code_hash FROM invite",
    "SELECT person_id FROM device_holder",
    "SELECT levels FROM grade",
    "SELECT * FROM audit_event",
    "SELECT subjects FROM audit_event",
    "UPDATE person SET active = active",
    "UPDATE grant_row SET ended_at = NULL",
    "INSERT INTO grant_row (id, district_id, person_id, kind, code, valid_from, source, given_by, given_at) "
    "VALUES (1, 1, 1, 'category', 'wifi', '2026-01-01', 'x', 1, 1)",
    "UPDATE cadre_member SET rung = 'lead'",
    "UPDATE membership SET role = 'administrator'",
    "DROP TABLE person_private",
    "ALTER TABLE person_private ADD COLUMN spy TEXT",
)
SQLITE = (
    "PRAGMA table_info(person_private)",
    "PRAGMA recursive_triggers=OFF",
    "PRAGMA writable_schema=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-8000",
    "ATTACH DATABASE ':memory:' AS spy",
    "EXPLAIN SELECT family FROM person_private",
    "SELECT sql FROM sqlite_master",
    "SELECT load_extension('spy')",
    "CREATE TEMP TRIGGER spy AFTER INSERT ON message BEGIN SELECT family FROM person_private; END",
    "VACUUM INTO '/tmp/spy.db'",
    "UPDATE sqlite_master SET sql = 'x'",
    "UPDATE sqlite_master SET type = 'x'",
    "DELETE FROM sqlite_master",
    "INSERT INTO sqlite_master (type) VALUES ('x')",
    "REINDEX person_private",
)
POSTGRES = (
    "SELECT v::text FROM person_private v",
    "SELECT to_jsonb(v) FROM person_private v",
    "SELECT row(v.*) FROM person_private v",
    "TABLE person_private",
    "COPY person_private TO STDOUT",
    "EXPLAIN ANALYZE SELECT family FROM person_private",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_read_file('PG_VERSION')",
    "SET ROLE cadre_owner",
    "SET SESSION AUTHORIZATION cadre_owner",
    "SET session_replication_role = replica",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "TRUNCATE audit_event",
    "TRUNCATE person_private",
    "SELECT query_to_xml('SELECT family FROM person_private', true, true, '')",
    "CREATE FUNCTION spy() RETURNS text LANGUAGE sql SECURITY DEFINER AS "
    "'SELECT family FROM person_private LIMIT 1'",
    "DO $$ BEGIN PERFORM family FROM person_private; END $$",
    "PREPARE spy AS SELECT family FROM person_private; EXECUTE spy",
    "LOCK TABLE person_private",
)


def attempt(clearance: str, statement: str) -> None:
    with db.engine(clearance).connect() as connection:
        result = connection.exec_driver_sql(statement)
        if result.returns_rows:
            result.fetchall()
        connection.rollback()


@pytest.mark.parametrize("statement", EVERYWHERE)
def test_masked_connection_is_refused(school: School, statement: str) -> None:
    with pytest.raises(REFUSED):
        attempt("masked", statement)


@pytest.mark.parametrize("statement", SQLITE)
@pytest.mark.database("sqlite")  # these are SQLite's own ways
def test_masked_sqlite_connection_is_refused(school: School, statement: str) -> None:
    with pytest.raises(REFUSED):
        attempt("masked", statement)


@pytest.mark.parametrize("statement", POSTGRES)
@pytest.mark.database("postgres")  # these are PostgreSQL's own ways
def test_masked_postgres_connection_is_refused(school: School, statement: str) -> None:
    with pytest.raises(REFUSED):
        attempt("masked", statement)


@pytest.mark.parametrize("statement", [s for s in EVERYWHERE if s.startswith(("SELECT", "WITH"))])
def test_the_same_statement_works_for_the_system(school: School, statement: str) -> None:
    """The refusals above come from the clearance, not from a misspelled table."""
    attempt("system", statement)


@pytest.mark.database("postgres")  # SQLite has no roles
def test_reset_role_stays_masked(school: School) -> None:
    with db.engine("masked").connect() as connection:
        connection.exec_driver_sql("RESET ROLE")
        connection.exec_driver_sql("RESET SESSION AUTHORIZATION")
        connection.exec_driver_sql("COMMIT")
        with pytest.raises(REFUSED):
            connection.exec_driver_sql("SELECT family FROM person_private")


@pytest.mark.database("postgres")  # SQLite keeps no such view
def test_statistics_of_the_vault_are_empty(school: School) -> None:
    with db.engine("masked").connect() as connection:
        found = connection.exec_driver_sql("SELECT * FROM pg_stats WHERE tablename = 'person_private'").all()
    assert found == []


@pytest.mark.parametrize(
    "table", sorted(t.name for t in metadata.sorted_tables if t.info["zone"] in ("vault", "secret"))
)
def test_no_vault_table_is_readable_masked(school: School, table: str) -> None:
    for column in metadata.tables[table].c:
        with pytest.raises(REFUSED):
            attempt("masked", f'SELECT "{column.name}" FROM "{table}"')


def test_reveal_only_selects() -> None:
    for table in metadata.sorted_tables:
        rights = zones.rights(table, "reveal")
        assert rights.update is None
        assert not rights.delete
        assert not rights.insert or table.info["zone"] == "audit"


def test_default_engine_is_masked(school: School, app: object) -> None:
    with pytest.raises(REFUSED):
        attempt("default", "SELECT family FROM person_private")


@pytest.mark.database("sqlite")  # PostgreSQL has no REPLACE
def test_blind_row_cannot_be_replaced(school: School) -> None:
    """INSERT OR REPLACE is invisible to the authorizer; the guard trigger refuses it."""
    ticket_id = bare_ticket(school)
    values = f"({ticket_id}, {school.district_id}, 'other')"
    with pytest.raises(REFUSED):
        attempt(
            "masked", f"INSERT OR REPLACE INTO ticket_private (ticket_id, district_id, title) VALUES {values}"
        )
