"""People who were erased keep a mark instead of their name in the log, so that none of them is ever given another

Revision: 0015
Follows: 0014
"""

import secrets

import sqlalchemy as sa
from alembic import op

from app.kernel import types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PERSON = sa.table("person", sa.column("id", types.Id), sa.column("ended_at", types.UtcTime))
PRIVATE = sa.table("person_private", sa.column("person_id", types.Id))
NAME = sa.table("audit_pseudonym", sa.column("person_id", types.Id), sa.column("name", sa.String))


def upgrade() -> None:
    """Mark who was erased before: ended, with nothing personal left, and without a name in the log."""
    kept = (sa.exists().where(one.c.person_id == PERSON.c.id) for one in (PRIVATE, NAME))
    gone = sa.select(PERSON.c.id).where(PERSON.c.ended_at.is_not(None), *(~one for one in kept))
    keys = op.get_bind().execute(gone).scalars().all()
    if keys:
        marks = [{"person_id": key, "name": f"-{secrets.token_hex(8)}"} for key in keys]
        op.get_bind().execute(sa.insert(NAME), marks)


def downgrade() -> None:
    op.execute(sa.delete(NAME).where(NAME.c.name.like("-%")))
