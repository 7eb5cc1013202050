"""Send files as a person would, and read back what is stored."""

import io
import re
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.helpdesk.attachments.models import Attachment, AttachmentPage, AttachmentPrivate, ReleasedPage
from app.kernel import db
from tests.cast import School
from tests.web.attachments import pictures as p
from tests.web.intake.arrange import form

NAME = "Maria_Quintanilla_555-0142.png"


def upload(*contents: bytes, name: str = NAME) -> dict[str, Any]:
    """Return the files of a form."""
    return {"files": [(io.BytesIO(content), name) for content in contents]}


def ask_with(client: FlaskClient, school: School, *contents: bytes, name: str = NAME, **changes: Any) -> str:
    """Ask for help with files and return the ticket's number."""
    answer = client.post("/my/ask", data=form(school, **changes) | upload(*contents, name=name))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = re.search(r"/my/tickets/([A-Z]+-\d+)/asked$", answer.headers["Location"])
    assert found is not None
    return found.group(1)


def claimed_with(asker: FlaskClient, tech: FlaskClient, school: School, *contents: bytes, **more: Any) -> str:
    """Ask with files, let a tech claim the ticket, and return its number."""
    number = ask_with(asker, school, *(contents or (p.png(),)), **more)
    assert tech.post(f"/desk/tickets/{number}/claim").status_code == 303
    return number


def at(hat: str, number: str, position: int = 1, part: str = "") -> str:
    """Return the address of a file."""
    return f"/{hat}/tickets/{number}/files/{position}{f'/{part}' if part else ''}"


def rows(model: Any) -> list[Any]:
    with db.engine("system").connect() as connection:
        return list(
            connection.execute(sa.select(*model.__table__.c).order_by(*model.__table__.primary_key)).all()
        )


def stored() -> dict[str, int]:
    """Return how many rows each table of files has."""
    tables = (Attachment, AttachmentPrivate, AttachmentPage, ReleasedPage)
    return {model.__tablename__: len(rows(model)) for model in tables}


def files() -> list[Any]:
    return sorted(rows(Attachment), key=lambda row: (row.ticket_id, row.position))


def events(tag: str) -> list[Any]:
    with db.engine("system").connect() as connection:
        found = sa.select(AuditEvent).where(AuditEvent.tag == tag).order_by(AuditEvent.occurred_at)
        return list(connection.execute(found).all())


def body(answer: Any) -> str:
    return str(answer.get_data(as_text=True))
