"""A name in the log is bound to its person by a salt; no line of a record speaks of somebody who was erased

Revision: 0018
Follows: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

NAME = sa.table("audit_pseudonym", sa.column("person_id"), sa.column("name", sa.String))
LINE = sa.table("event_subject", sa.column("subject_id"))


def upgrade() -> None:
    op.add_column("audit_pseudonym", sa.Column("salt", sa.String(32), server_default="", nullable=False))
    gone = sa.select(NAME.c.person_id).where(NAME.c.name.like("-%"))
    op.execute(sa.delete(LINE).where(LINE.c.subject_id.in_(gone)))


def downgrade() -> None:
    op.drop_column("audit_pseudonym", "salt")
