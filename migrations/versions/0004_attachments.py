"""Attachments and their released pictures

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = {"attachment", "attachment_private", "attachment_page", "released_page"}


def upgrade() -> None:
    """Make the tables of attachments, with their guards."""
    op.create_table(
        "attachment",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("message_id", types.Id, nullable=True),
        sa.Column("draft_id", types.Id, nullable=True),
        sa.Column("uploader_id", types.Id, nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("text_masked", sa.Text(), nullable=False),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("decided_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", types.Id, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_attachment_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("ticket_id", "position", name=op.f("uq_attachment_ticket_id_position")),
    )
    op.create_index("ix_attachment_draft", "attachment", ["draft_id"], unique=False)
    op.create_index("ix_attachment_state", "attachment", ["district_id", "state", "created_at"], unique=False)
    op.create_index("ix_attachment_uploader", "attachment", ["uploader_id", "created_at"], unique=False)
    op.create_table(
        "attachment_private",
        sa.Column("attachment_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("boxes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_private_attachment_id")
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_private")),
    )
    for name in ("attachment_page", "released_page"):
        covered = [sa.Column("covered", sa.LargeBinary(), nullable=True)] if name == "attachment_page" else []
        op.create_table(
            name,
            sa.Column("key", sa.String(length=32), nullable=False),
            sa.Column("attachment_id", types.Id, nullable=False),
            sa.Column("district_id", types.Id, nullable=False),
            sa.Column("page", sa.Integer(), nullable=False),
            sa.Column("mime", sa.String(length=20), nullable=False),
            sa.Column("width", sa.Integer(), nullable=False),
            sa.Column("height", sa.Integer(), nullable=False),
            sa.Column("content", sa.LargeBinary(), nullable=False),
            *covered,
            sa.ForeignKeyConstraint(
                ["attachment_id"], ["attachment.id"], name=op.f(f"fk_{name}_attachment_id")
            ),
            sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("attachment_id", "page", name=op.f(f"uq_{name}_attachment_id_page")),
        )
    guards.install(op.get_bind(), metadata, TABLES)


def downgrade() -> None:
    """Take the tables away, with every file in them."""
    for name in ("released_page", "attachment_page", "attachment_private", "attachment"):
        op.drop_table(name)
