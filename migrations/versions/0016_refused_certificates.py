"""A teacher refuses a certificate that is wrong, with a reason

Revision: 0016
Follows: 0015
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificate", sa.Column("refused_by_id", types.Id, nullable=True))
    op.add_column("certificate", sa.Column("refused_at", types.UtcTime, nullable=True))
    op.add_column("certificate", sa.Column("refused_why", sa.String(length=12), nullable=True))


def downgrade() -> None:
    for name in ("refused_why", "refused_at", "refused_by_id"):
        op.drop_column("certificate", name)
