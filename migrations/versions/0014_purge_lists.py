"""A purge's plan lists its units: nothing that is not on the list is ever erased

Revision: 0014
Follows: 0013
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

RUN = sa.table("purge_run", sa.column("state", sa.String))


def upgrade() -> None:
    """Make the lists; plans without one are put aside, to be planned anew."""
    op.create_table(
        "purge_unit",
        sa.Column("run_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["purge_run.id"], name=op.f("fk_purge_unit_run_id")),
        sa.PrimaryKeyConstraint("run_id", "kind", "unit_id", name=op.f("pk_purge_unit")),
    )
    guards.install(op.get_bind(), metadata, {"purge_unit"})
    op.execute(sa.update(RUN).where(RUN.c.state.in_(("planned", "running"))).values(state="dropped"))


def downgrade() -> None:
    op.drop_table("purge_unit")
