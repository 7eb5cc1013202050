"""What is logged of an error: its kind and the database's code, and nothing that somebody typed."""

import pytest
import sqlalchemy as sa

from app.kernel.errors import NotFound, kind_of


def test_a_full_disk_is_told_by_its_code() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE TABLE told (words TEXT)"))
        connection.execute(sa.text("PRAGMA max_page_count = 3"))
        with pytest.raises(sa.exc.DatabaseError) as full:
            connection.execute(sa.text("INSERT INTO told VALUES (:words)"), {"words": "canary" * 9_000})
    engine.dispose()
    assert kind_of(full.value) == "OperationalError SQLITE_FULL"


def test_other_errors_are_told_by_their_kind() -> None:
    assert kind_of(NotFound("Canary is not here.")) == "NotFound"
