"""The transparency log: leaves, heads, keys, payloads

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, sqlite, types
from app.models import metadata

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "audit_origin",
    "audit_key",
    "audit_leaf",
    "audit_tile",
    "audit_checkpoint",
    "audit_cosignature",
    "audit_pseudonym",
    "audit_words",
    "log_recipient",
    "audit_lease",
    "audit_stream",
)


def upgrade() -> None:
    """Make the log's tables, and number the events."""
    op.add_column("audit_event", sa.Column("commitment", sa.String(64), nullable=True))
    op.add_column("audit_event", sa.Column("boot_id", sa.String(16), nullable=True))
    op.add_column("audit_event", sa.Column("mono_seq", types.Id, nullable=True))
    op.create_index("ix_audit_event_at", "audit_event", ["occurred_at"])
    _kept()
    _vault()
    _state()
    guards.install(op.get_bind(), metadata, set(TABLES))
    if (
        op.get_bind().dialect.name == "sqlite"
    ):  # a database of before lacks the guard of the hidden row number
        op.execute("DROP TRIGGER IF EXISTS audit_event_no_replace")
        op.execute(sqlite.guards(metadata.tables["audit_event"])[-1])


def _kept() -> None:
    op.create_table(
        "audit_origin",
        sa.Column("place", types.Id, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("follows", sa.Text, nullable=False),
        sa.Column("begun_at", types.UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_audit_origin"),
        sa.UniqueConstraint("name", name="uq_audit_origin_name"),
    )
    op.create_table(
        "audit_key",
        sa.Column("origin", types.Id, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("vkey", sa.String(400), nullable=False),
        sa.Column("begun_at", types.UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("origin", "place", name="pk_audit_key"),
        sa.UniqueConstraint("vkey", name="uq_audit_key_vkey"),
    )
    op.create_table(
        "audit_leaf",
        sa.Column("origin", types.Id, nullable=False),
        sa.Column("place", types.Id, nullable=False),
        sa.Column("event_id", sa.String(32), nullable=True),
        sa.Column("leaf_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("core", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("origin", "place", name="pk_audit_leaf"),
        sa.UniqueConstraint("event_id", name="uq_audit_leaf_event_id"),
    )
    op.create_table(
        "audit_tile",
        sa.Column("origin", types.Id, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("place", types.Id, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("origin", "level", "place", name="pk_audit_tile"),
    )
    op.create_table(
        "audit_checkpoint",
        sa.Column("origin", types.Id, nullable=False),
        sa.Column("place", types.Id, nullable=False),
        sa.Column("size", types.Id, nullable=False),
        sa.Column("signed_at", types.UtcTime, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("origin", "place", name="pk_audit_checkpoint"),
    )
    op.create_table(
        "audit_cosignature",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("origin", types.Id, nullable=False),
        sa.Column("size", types.Id, nullable=False),
        sa.Column("vkey", sa.String(400), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("signed_at", types.UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_cosignature"),
    )


def _vault() -> None:
    op.create_table(
        "audit_pseudonym",
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_audit_pseudonym"),
        sa.UniqueConstraint("name", name="uq_audit_pseudonym_name"),
    )
    op.create_table(
        "audit_words",
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("tombstone_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name="pk_audit_words"),
    )
    op.create_table(
        "log_recipient",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("added_by_id", types.Id, nullable=False),
        sa.Column("added_at", types.UtcTime, nullable=False),
        sa.Column("sent_at", types.UtcTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_log_recipient"),
        sa.UniqueConstraint("district_id", "mail", name="uq_log_recipient_district_id_mail"),
    )


def _state() -> None:
    op.create_table(
        "audit_lease",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("holder", sa.String(40), nullable=False),
        sa.Column("until", types.UtcTime, nullable=False),
        sa.Column("caught_up_at", types.UtcTime, nullable=True),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_audit_lease"),
    )
    op.create_table(
        "audit_stream",
        sa.Column("boot_id", sa.String(16), nullable=False),
        sa.Column("seen", types.Id, nullable=False),
        sa.Column("top", types.Id, nullable=False),
        sa.PrimaryKeyConstraint("boot_id", name="pk_audit_stream"),
    )


def downgrade() -> None:
    """Remove the log's tables and the events' numbers."""
    for name in reversed(TABLES):
        op.drop_table(name)
    op.drop_index("ix_audit_event_at", table_name="audit_event")
    for column in ("mono_seq", "boot_id", "commitment"):
        op.drop_column("audit_event", column)
