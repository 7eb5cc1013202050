"""The mask policy, in versions

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = {"mask_version", "mask_proposal", "directory_opt_out"}


def upgrade() -> None:
    """Make the policy's versions and proposals, and what keeps a student's name back."""
    op.add_column("org", sa.Column("mask_version_id", types.Id, nullable=True))
    op.add_column(
        "cadre_member", sa.Column("cover_name", sa.String(length=30), nullable=False, server_default="")
    )
    op.create_table(
        "mask_version",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cells", types.Json, nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("proposed_by_id", types.Id, nullable=False),
        sa.Column("approved_by_id", types.Id, nullable=True),
        sa.Column("made_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mask_version")),
        sa.UniqueConstraint("district_id", "version", name=op.f("uq_mask_version_district_id_version")),
    )
    op.create_table(
        "mask_proposal",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("cells", types.Json, nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("proposed_by_id", types.Id, nullable=False),
        sa.Column("proposed_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("expires_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_by_id", types.Id, nullable=True),
        sa.Column("decided_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mask_proposal")),
    )
    op.create_index("ix_mask_proposal_open", "mask_proposal", ["district_id", "state"])
    op.create_table(
        "directory_opt_out",
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("noted_by_id", types.Id, nullable=False),
        sa.Column("noted_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_directory_opt_out_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_directory_opt_out")),
    )
    guards.install(op.get_bind(), metadata, TABLES)


def downgrade() -> None:
    """Take all of it away."""
    for table in ("directory_opt_out", "mask_proposal", "mask_version"):
        op.drop_table(table)
    op.drop_column("cadre_member", "cover_name")
    op.drop_column("org", "mask_version_id")
