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

TABLES = {"pin", "kept_apart", "barred", "reveal_private", "call", "glass"}


def upgrade() -> None:
    """Give accounts a PIN, and sessions the moment at which it was given."""
    op.add_column("web_session", sa.Column("confirmed_at", types.UtcTime(timezone=True), nullable=True))
    op.add_column("web_session", sa.Column("unlocked_at", types.UtcTime(timezone=True), nullable=True))
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
    _pairs()
    _reveals()
    _glass()
    guards.install(op.get_bind(), metadata, TABLES)


def _pairs() -> None:
    """Pairs that are kept apart, and whose tickets which tech is never given."""
    op.create_table(
        "kept_apart",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("first_id", types.Id, nullable=False),
        sa.Column("second_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("made_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("made_by", types.Id, nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("ended_by", types.Id, nullable=True),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_kept_apart_two_people")),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_kept_apart_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_kept_apart_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
    )
    op.create_index("ix_kept_apart_district", "kept_apart", ["district_id", "ended_at"])
    op.create_table(
        "barred",
        sa.Column("tech_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.ForeignKeyConstraint(["tech_id"], ["person.id"], name=op.f("fk_barred_tech_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_barred_person_id")),
        sa.PrimaryKeyConstraint("tech_id", "person_id", name=op.f("pk_barred")),
    )
    op.create_index(op.f("ix_barred_district_id"), "barred", ["district_id"])


def _reveals() -> None:
    """What is shown waits for a yes where it must, in the session that asked; a note says why; a tech can call."""
    op.add_column("reveal", sa.Column("session_id", types.Id, nullable=True))
    op.add_column(
        "reveal", sa.Column("state", sa.String(length=10), server_default="granted", nullable=False)
    )
    op.add_column("reveal", sa.Column("approval_id", types.Id, nullable=True))
    op.add_column("reveal", sa.Column("decided_at", types.UtcTime(timezone=True), nullable=True))
    op.add_column("reveal", sa.Column("decided_by_id", types.Id, nullable=True))
    op.create_index("ix_reveal_approval", "reveal", ["approval_id"], unique=True)
    op.create_index("ix_reveal_state", "reveal", ["district_id", "state", "expires_at"])
    op.create_table(
        "reveal_private",
        sa.Column("reveal_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["reveal_id"], ["reveal.id"], name=op.f("fk_reveal_private_reveal_id")),
        sa.PrimaryKeyConstraint("reveal_id", name=op.f("pk_reveal_private")),
    )
    op.create_table(
        "call",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("caller_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("made_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("answered_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("answered_by", types.Id, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_call_site_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_call_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    op.create_index("ix_call_open", "call", ["district_id", "site_id", "answered_at", "made_at"])


def _glass() -> None:
    """One ticket opened by an adult in an emergency, and whether it was judged."""
    op.create_table(
        "glass",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("session_id", types.Id, nullable=True),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("begun_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("expires_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", types.Id, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_glass_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glass")),
    )
    op.create_index("ix_glass_person", "glass", ["person_id", "expires_at"])
    op.create_index("ix_glass_event", "glass", ["event_id"])


def downgrade() -> None:
    """Take all of it away."""
    op.drop_table("glass")
    op.drop_table("call")
    op.drop_table("reveal_private")
    op.drop_index("ix_reveal_state", "reveal")
    op.drop_index("ix_reveal_approval", "reveal")
    for name in ("decided_by_id", "decided_at", "approval_id", "state", "session_id"):
        op.drop_column("reveal", name)
    op.drop_table("barred")
    op.drop_table("kept_apart")
    op.drop_table("pin")
    op.drop_column("web_session", "unlocked_at")
    op.drop_column("web_session", "confirmed_at")
