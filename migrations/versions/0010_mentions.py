"""Whom a text named whose tickets are for adults only

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("care_case", sa.Column("people", types.Json, server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("care_case", "people")
