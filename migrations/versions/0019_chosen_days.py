"""A question that waits for its check keeps the day its author chose for the ticket to come back

Revision: 0019
Follows: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("resume_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("draft", "resume_on")
