"""Adults find people by the beginnings of their names, by an index on PostgreSQL

Revision: 0009
Follows: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAMES = "to_tsvector('simple'::regconfig, given || ' ' || family || ' ' || preferred)"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"CREATE INDEX ix_person_private_names ON person_private USING gin (({NAMES}))")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP INDEX ix_person_private_names")
