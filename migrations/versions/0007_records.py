"""Disclosure records, requests, amendments, holds, purges, rollover

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = {
    "amendment",
    "amendment_step",
    "event_subject",
    "hold_lift",
    "inspection_end",
    "inspection_request",
    "legal_hold",
    "outside_request",
    "party",
    "purge_run",
    "record_rule",
    "rollover",
    "subject_mark",
}


def upgrade() -> None:
    """Make the tables and their guards."""

    op.create_table(
        "amendment",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("taken_by_id", types.Id, nullable=False),
        sa.Column("taken_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index("ix_amendment_person", "amendment", ["district_id", "person_id"], unique=False)
    op.create_index("ix_amendment_ticket", "amendment", ["ticket_id"], unique=False)
    op.create_table(
        "event_subject",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("subject_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("occurred_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("party_id", types.Id, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "subject_id", name=op.f("pk_event_subject")),
    )
    op.create_index(
        "ix_event_subject_subject", "event_subject", ["subject_id", "occurred_at", "event_id"], unique=False
    )
    op.create_table(
        "inspection_request",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("asker", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("taken_by_id", types.Id, nullable=False),
        sa.Column("taken_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_request")),
    )
    op.create_index(
        "ix_inspection_request_person", "inspection_request", ["district_id", "person_id"], unique=False
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("matter", sa.String(length=120), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("cadre_id", types.Id, nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("placed_by_id", types.Id, nullable=False),
        sa.Column("placed_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index("ix_legal_hold_district", "legal_hold", ["district_id"], unique=False)
    op.create_table(
        "outside_request",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("party", sa.String(length=160), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("further", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", types.Id, nullable=False),
        sa.Column("recorded_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_request")),
    )
    op.create_index(
        "ix_outside_request_person", "outside_request", ["district_id", "person_id"], unique=False
    )
    op.create_table(
        "party",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=260), nullable=False),
        sa.Column("working_name", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("named_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index("ix_party_person", "party", ["district_id", "person_id", "named_at"], unique=False)
    op.create_table(
        "purge_run",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("as_of", types.UtcTime(timezone=True), nullable=False),
        sa.Column("periods", types.Json, nullable=False),
        sa.Column("planned", types.Json, nullable=False),
        sa.Column("erased", types.Json, nullable=False),
        sa.Column("asked_by_id", types.Id, nullable=False),
        sa.Column("asked_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("approved_by_id", types.Id, nullable=True),
        sa.Column("approved_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("finished_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_run")),
    )
    op.create_index("ix_purge_run_district", "purge_run", ["district_id", "asked_at"], unique=False)
    op.create_table(
        "record_rule",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("set_by_id", types.Id, nullable=False),
        sa.Column("set_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_rule")),
    )
    op.create_index(
        "ix_record_rule_kind", "record_rule", ["district_id", "kind", "code", "set_at"], unique=False
    )
    op.create_table(
        "subject_mark",
        sa.Column("district_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("until_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_subject_mark")),
    )
    op.create_table(
        "amendment_step",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("amendment_id", types.Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("written_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_step_amendment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_step")),
        sa.UniqueConstraint("amendment_id", "place", name=op.f("uq_amendment_step_amendment_id_place")),
    )
    op.create_table(
        "hold_lift",
        sa.Column("hold_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("lifted_by_id", types.Id, nullable=False),
        sa.Column("lifted_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hold_id"], ["legal_hold.id"], name=op.f("fk_hold_lift_hold_id")),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_hold_lift")),
    )
    op.create_table(
        "inspection_end",
        sa.Column("request_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ending", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("ended_by_id", types.Id, nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["inspection_request.id"], name=op.f("fk_inspection_end_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_inspection_end")),
    )
    op.create_table(
        "rollover",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("choices", types.Json, nullable=False),
        sa.Column("changes", types.Json, nullable=False),
        sa.Column("planned_by_id", types.Id, nullable=False),
        sa.Column("planned_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("applied_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("undo_until", sa.Date(), nullable=True),
        sa.Column("undone_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_rollover_cadre_id")),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_rollover_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollover")),
    )
    op.create_index("ix_rollover_site", "rollover", ["district_id", "site_id", "planned_at"], unique=False)

    guards.install(op.get_bind(), metadata, TABLES)
    guards.renew(op.get_bind(), metadata, {"grade", "evidence"})


def downgrade() -> None:
    """Take them away again."""

    op.drop_index("ix_rollover_site", table_name="rollover")
    op.drop_table("rollover")
    op.drop_table("inspection_end")
    op.drop_table("hold_lift")
    op.drop_table("amendment_step")
    op.drop_table("subject_mark")
    op.drop_index("ix_record_rule_kind", table_name="record_rule")
    op.drop_table("record_rule")
    op.drop_index("ix_purge_run_district", table_name="purge_run")
    op.drop_table("purge_run")
    op.drop_index("ix_party_person", table_name="party")
    op.drop_table("party")
    op.drop_index("ix_outside_request_person", table_name="outside_request")
    op.drop_table("outside_request")
    op.drop_index("ix_legal_hold_district", table_name="legal_hold")
    op.drop_table("legal_hold")
    op.drop_index("ix_inspection_request_person", table_name="inspection_request")
    op.drop_table("inspection_request")
    op.drop_index("ix_event_subject_subject", table_name="event_subject")
    op.drop_table("event_subject")
    op.drop_index("ix_amendment_ticket", table_name="amendment")
    op.drop_index("ix_amendment_person", table_name="amendment")
    op.drop_table("amendment")
