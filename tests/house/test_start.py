"""What a start must not load: each library here is for one page, one command or the other database."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LATE = {
    "alembic",
    "markdown_it",
    "nh3",
    "PIL",
    "psycopg",
    "pypdfium2",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "statistics",
    "truststore",
}
LOADED = """
import json, sys
import app.commands.serve, app.factory, app.features
import sqlalchemy
from app.kernel import postgres, ready
with sqlalchemy.create_engine("sqlite://").connect() as connection, postgres.together(connection):
    ready.Ready(lambda: sqlalchemy.select(sqlalchemy.literal(1)), connection.dialect).rows(connection, {})
json.dump(list(sys.modules), sys.stdout)
"""


def test_serving_loads_no_library_that_it_seldom_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert {"app", "flask", "sqlalchemy"} <= loaded
    assert sorted(loaded & LATE) == []
