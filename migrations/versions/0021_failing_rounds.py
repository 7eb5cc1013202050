"""The worker says which round of which district fails

Revision: 0021
Follows: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("worker_seen", sa.Column("fault", sa.String(120), nullable=True))


def downgrade() -> None:
    op.drop_column("worker_seen", "fault")
