"""What is erased from the vault is written over in SQLite's file, not only let go."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.helpdesk.tickets.models import TicketPrivate
from app.kernel import db
from tests.cast import School
from tests.helpers import bare_ticket

CANARY = "Xylophone-Canary-88213"


pytestmark = pytest.mark.database("sqlite")  # PostgreSQL's vacuum does it


def test_an_erased_title_is_not_in_the_file(school: School, owner: sa.Engine) -> None:
    ticket = bare_ticket(school)
    file = Path(str(db.engine("system").url.database))

    def lies_there() -> bool:
        with owner.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return CANARY.encode() in file.read_bytes()

    of_it = TicketPrivate.ticket_id == ticket
    with db.engine("system").begin() as connection:
        connection.execute(sa.update(TicketPrivate).where(of_it).values(title=CANARY))
    assert lies_there()
    with db.engine("system").begin() as connection:
        connection.execute(sa.delete(TicketPrivate).where(of_it))
    assert not lies_there()
