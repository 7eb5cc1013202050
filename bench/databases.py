"""Make one empty database for each fill, and say which processes serve it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from app.kernel import postgres, zones
from bench import processes

GIVEN = "CADRE_BENCH_DATABASE_URL"


@contextmanager
def data_folder(kind: str) -> Iterator[tuple[dict[str, str], list[int]]]:
    """Yield the settings of an empty data folder and the database's own processes; all is gone afterwards."""
    with TemporaryDirectory(prefix="cadre-bench-") as folder:
        env = {"CADRE_INSTANCE": folder}
        if kind == "sqlite":
            yield env, []
            return
        with _postgres() as url:
            yield env | {"CADRE_DATABASE_URL": url}, _postmaster(url)


@contextmanager
def _postgres() -> Iterator[str]:
    given = os.environ.get(GIVEN)
    if given:
        with _database_of(given) as url:
            yield url
        return
    from tests.postgres_server import running

    with running() as url:
        yield url


@contextmanager
def _database_of(given: str) -> Iterator[str]:
    """Make a database of our own on a server that was given; its owner may create databases and roles."""
    name = f"cadre_bench_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield make_url(given).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            for clearance in zones.CLEARANCES:
                role = sql.Identifier(postgres.login_name(name, clearance))
                connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))


def _postmaster(url: str) -> list[int]:
    """Return the server's first process when it runs on this machine."""
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        parent = processes.parent_of(backend)
        known = Path(f"/proc/{backend}/comm")
        return [parent] if parent > 1 and known.exists() and "postgres" in known.read_text() else []
