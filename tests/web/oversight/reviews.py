"""Read the review’s pages and what they left."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag


def latest(owner: sa.Engine, tag: Tag) -> sa.Row:
    select = sa.select(AuditEvent).where(AuditEvent.tag == tag.value, AuditEvent.outcome != "refused")
    with owner.connect() as connection:
        return connection.execute(select.order_by(AuditEvent.occurred_at.desc()).limit(1)).one()


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return " ".join(answer.get_data(as_text=True).split())
