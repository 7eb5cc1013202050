"""A name in the log is bound to its person by a salt; a purge may be of one person, and takes what they answered

No line of a record speaks of somebody who was erased.

Revision: 0018
Follows: 0017
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NAME = sa.table("audit_pseudonym", sa.column("person_id"), sa.column("name", sa.String))
LINE = sa.table("event_subject", sa.column("subject_id"))


def upgrade() -> None:
    op.add_column("audit_pseudonym", sa.Column("salt", sa.String(32), server_default="", nullable=False))
    op.add_column("purge_run", sa.Column("person_id", types.Id, nullable=True))
    op.add_column("purge_run", sa.Column("why", sa.String(10), server_default="", nullable=False))
    guards.renew(op.get_bind(), metadata, {"explanation", "review_answer"})
    gone = sa.select(NAME.c.person_id).where(NAME.c.name.like("-%"))
    op.execute(sa.delete(LINE).where(LINE.c.subject_id.in_(gone)))


def downgrade() -> None:
    for name in ("why", "person_id"):
        op.drop_column("purge_run", name)
    op.drop_column("audit_pseudonym", "salt")
