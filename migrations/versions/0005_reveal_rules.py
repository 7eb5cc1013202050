"""Step-up, keep-apart pairs, budgets, break-glass

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = {"pin"}


def upgrade() -> None:
    """Give accounts a PIN, and sessions the moment at which it was given."""
    op.add_column("web_session", sa.Column("confirmed_at", types.UtcTime(timezone=True), nullable=True))
    op.create_table(
        "pin",
        sa.Column("account_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("pin_hash", sa.String(length=255), nullable=False),
        sa.Column("set_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pin_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_pin")),
    )
    guards.install(op.get_bind(), metadata, TABLES)


def downgrade() -> None:
    """Take all of it away."""
    op.drop_table("pin")
    op.drop_column("web_session", "confirmed_at")
