"""Lists of one category read an index in their order, however few tickets it has

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = ["site_id", "category_id", "kind", "sensitive"]
# True of every row, and said by these lists alone: no other question is tempted by indexes that nobody has counted yet.
ONLY = sa.text("category_id > 0")


def upgrade() -> None:
    for name, rest in (
        ("ix_ticket_category", ["status", "due_at", "id"]),
        ("ix_ticket_category_newest", ["id"]),
    ):
        op.create_index(name, "ticket", [*KEY, *rest], sqlite_where=ONLY, postgresql_where=ONLY)


def downgrade() -> None:
    op.drop_index("ix_ticket_category_newest", "ticket")
    op.drop_index("ix_ticket_category", "ticket")
