"""PostgreSQL: one login per clearance, grants by column, append-only triggers, row security for `own`."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import make_url

from app.kernel import zones

LONGEST_NAME = 55  # of a database: what PostgreSQL keeps of a name, less the longest ending of a login's
RESTED_SECONDS = 5.0  # a connection that rested longer is tried before it is used
_REFUSE = """CREATE OR REPLACE FUNCTION cadre_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this table is append-only'; END $$"""
_REFUSE_BUT_PURGE = """CREATE OR REPLACE FUNCTION cadre_refuse_but_purge() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF TG_OP = 'DELETE' AND current_user = current_database() || '_system' THEN RETURN OLD; END IF;
RAISE EXCEPTION 'this table is append-only'; END $$"""


def login_name(database: str, clearance: str) -> str:
    """Return the login of a clearance, named after its database."""
    return f"{database}_{clearance}"


def login_url(owner_url: str, clearance: str, password: str) -> str:
    """Return the owner's URL with the login of a clearance in its place."""
    url = make_url(owner_url)
    changed = url.set(username=login_name(url.database or "cadre", clearance), password=password)
    return changed.render_as_string(hide_password=False)


def prepare(engine: sa.Engine, hurried: bool = False) -> None:
    """Make planning cheap for every connection of an engine; a hurried one does not wait for the disk."""
    from app.kernel import prepared

    dialect: Any = engine.dialect
    dialect.do_commit, dialect.do_rollback = prepared.commit, prepared.roll_back

    @sa.event.listens_for(engine, "rollback_savepoint")
    def _forget(connection: sa.Connection, _name: str, _context: Any) -> None:
        prepared.made(connection).names.clear()  # psycopg lets go of all, its own and ours

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.prepare_threshold = 0
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.execute("SET jit = off")
        if hurried:
            connection.execute("SET synchronous_commit = off")
        connection.commit()

    @sa.event.listens_for(engine, "checkin")
    def _rest(_connection: Any, record: Any) -> None:
        record.info["rested_at"] = time.monotonic()

    @sa.event.listens_for(engine, "checkout")
    def _wake(connection: Any, record: Any, _proxy: Any) -> None:
        if connection.closed:
            raise sa.exc.DisconnectionError("the connection was closed while it rested")
        rested_at = record.info.get("rested_at")
        if rested_at is None or time.monotonic() - rested_at < RESTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise sa.exc.DisconnectionError from error


def logins_sql(database: str, passwords: dict[str, str]) -> list[str]:
    """Return the statements that make the logins; for an administrator to run where the owner may not."""
    quoted = [f'"{login_name(database, clearance)}"' for clearance in passwords]
    return [
        f"CREATE ROLE {name} LOGIN NOINHERIT PASSWORD '{password}'"
        for name, password in zip(quoted, passwords.values(), strict=True)
    ]


def renewed_logins_sql(database: str, passwords: dict[str, str]) -> list[str]:
    """Return the statements that let logins in which are there, with these passwords."""
    connect = ", ".join(f'"{login_name(database, clearance)}"' for clearance in passwords)
    return [
        f"ALTER ROLE \"{login_name(database, clearance)}\" LOGIN PASSWORD '{password}' VALID UNTIL 'infinity'"
        for clearance, password in passwords.items()
    ] + [f'GRANT CONNECT ON DATABASE "{database}" TO {connect}']


def refusal(url: str) -> str:
    """Return in which words the server turns a login away; nothing where it lets it in."""
    dialect = sa.create_engine(url, poolclass=sa.NullPool).dialect
    given, named = dialect.create_connect_args(make_url(url))
    try:
        dialect.connect(*given, **named).close()
    except dialect.loaded_dbapi.OperationalError as error:
        return str(error).strip().rpartition("FATAL:")[2].strip().splitlines()[0]
    return ""


def _grants(table: sa.Table, clearance: str, role: str) -> Iterable[str]:
    rights = zones.rights(table, clearance)

    def by_column(verb: str, columns: frozenset[str]) -> str:
        limited = f" ({', '.join(sorted(columns))})" if columns else ""
        return f'GRANT {verb}{limited} ON "{table.name}" TO "{role}"'

    if rights.read is not None:
        yield by_column("SELECT", rights.read)
    if rights.insert:
        yield f'GRANT INSERT ON "{table.name}" TO "{role}"'
    if rights.update is not None:
        yield by_column("UPDATE", rights.update)
    if rights.delete:
        yield f'GRANT DELETE ON "{table.name}" TO "{role}"'


def grants_sql(metadata: sa.MetaData, database: str) -> list[str]:
    """Return the statements that give each login exactly what its clearance may do."""
    statements = [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f'REVOKE TEMPORARY ON DATABASE "{database}" FROM PUBLIC',
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC",
    ]
    for clearance in zones.CLEARANCES:
        role = login_name(database, clearance)
        statements.append(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        statements.append(f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}"')
        statements.append(f'GRANT SELECT ON alembic_version TO "{role}"')
        for table in metadata.sorted_tables:
            if not table.info.get("sqlite_only"):
                statements.extend(_grants(table, clearance, role))
    return statements


def triggers(connection: sa.Connection) -> dict[str, str]:
    """Return the database's triggers by name: how each is written, and the body of its function while it is on."""
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, t.tgenabled, pg_get_triggerdef(t.oid, true) AS made, p.prosrc FROM pg_trigger t "
        "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
    )
    return {row.tgname: f"{row.made};{row.prosrc}" for row in rows if row.tgenabled in (b"O", b"A", "O", "A")}


def expected_triggers(table: sa.Table) -> dict[str, str]:
    """Return a table's guards by name, as ``triggers`` shows them."""
    if not table.info.get("append_only"):
        return {}
    name, refuse = table.name, _REFUSE.split("$$")[1]
    called, body = (
        ("_but_purge", _REFUSE_BUT_PURGE.split("$$")[1]) if table.info.get("purged") else ("", refuse)
    )
    made = f"CREATE TRIGGER {name}_%s ON {name} FOR EACH %s EXECUTE FUNCTION cadre_refuse%s();%s"
    return {
        f"{name}_no_change": made % ("no_change BEFORE DELETE OR UPDATE", "ROW", called, body),
        f"{name}_no_truncate": made % ("no_truncate BEFORE TRUNCATE", "STATEMENT", "", refuse),
    }


def guards(table: sa.Table) -> list[str]:
    """Return the triggers that keep a table append-only, against TRUNCATE too."""
    if not table.info.get("append_only"):
        return []
    name = table.name
    refuse = "cadre_refuse_but_purge" if table.info.get("purged") else "cadre_refuse"
    return [
        _REFUSE,
        _REFUSE_BUT_PURGE,
        f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {refuse}()",
        f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION cadre_refuse()",
    ]


def row_security_sql(metadata: sa.MetaData, database: str) -> list[str]:
    """Return the policies that let `own` read and change only the rows of the acting person.

    Shape: a table names the condition in ``info["own_rows"]``; ``cadre.person`` is set at each transaction.
    """
    own = login_name(database, "own")
    statements: list[str] = []
    for table in metadata.sorted_tables:
        condition = table.info.get("own_rows")
        if not condition:
            continue
        name = table.name
        others = ", ".join(f'"{login_name(database, c)}"' for c in zones.CLEARANCES if c != "own")
        statements += [
            f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY',
            f'DROP POLICY IF EXISTS {name}_others ON "{name}"',
            f'DROP POLICY IF EXISTS {name}_own_read ON "{name}"',
            f'DROP POLICY IF EXISTS {name}_own_write ON "{name}"',
            f'DROP POLICY IF EXISTS {name}_own_change ON "{name}"',
            f'DROP POLICY IF EXISTS {name}_own_end ON "{name}"',
            f'CREATE POLICY {name}_others ON "{name}" TO {others} USING (true) WITH CHECK (true)',
            f'CREATE POLICY {name}_own_read ON "{name}" FOR SELECT TO "{own}" USING ({condition})',
            f'CREATE POLICY {name}_own_write ON "{name}" FOR INSERT TO "{own}" WITH CHECK (true)',
            f'CREATE POLICY {name}_own_change ON "{name}" FOR UPDATE TO "{own}" USING ({condition})',
            f'CREATE POLICY {name}_own_end ON "{name}" FOR DELETE TO "{own}" USING ({condition})',
        ]
    return statements


@contextmanager
def together(connection: sa.Connection) -> Iterator[None]:
    """Hold the statements inside in one transaction, where the connection commits each by itself."""
    raw: Any = connection.connection.driver_connection
    if getattr(raw, "autocommit", False) is not True:
        yield
        return
    from app.kernel import prepared

    prepared.say(raw, b"BEGIN")
    try:
        yield
        prepared.say(raw, b"COMMIT")
    except BaseException:
        prepared.roll_back(raw)
        raise


def tell_person(connection: sa.Connection, person_id: int | None) -> None:
    """Tell row security who acts, for this transaction only, which begins with it in one message."""
    connection.begin()
    driver: Any = connection.connection.driver_connection
    told = driver.pgconn.exec_(
        f"BEGIN; SELECT set_config('cadre.person', '{int(person_id or 0)}', true)".encode()
    )
    if told.get_value(0, 0) is None:  # said once more where an error is read and a dead connection put away
        setting = sa.text("SELECT set_config('cadre.person', :person, true)")
        connection.execute(setting, {"person": str(person_id or 0)})
