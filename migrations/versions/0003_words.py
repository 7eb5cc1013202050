"""Words of a site, personal marks, sensitive rota

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = {
    "adults_only",
    "care_call",
    "care_case",
    "care_notice",
    "care_rota",
    "evidence_version",
    "harm_phrase",
    "recheck",
    "site_word",
    "ticket_word",
}


def upgrade() -> None:
    """Say which tickets need an adult, who is called, and which words a school hides or shows."""
    op.add_column("ticket", sa.Column("held_at", types.UtcTime(timezone=True), nullable=True))
    op.add_column("ticket", sa.Column("own_words", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("category", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "adults_only",
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("asked_by", sa.String(length=10), nullable=False),
        sa.Column("set_by_id", types.Id, nullable=False),
        sa.Column("set_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_adults_only_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_adults_only")),
    )
    op.create_table(
        "care_notice",
        sa.Column("site_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_care_notice_site_id")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_care_notice")),
    )
    op.create_table(
        "harm_phrase",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=240), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("set_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harm_phrase")),
        sa.UniqueConstraint("district_id", "words", name=op.f("uq_harm_phrase_district_id_words")),
    )
    op.create_table(
        "care_rota",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("periods", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_care_rota_person_id")),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_care_rota_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_rota")),
    )
    op.create_index("ix_care_rota_site", "care_rota", ["site_id", "position"], unique=False)
    op.create_table(
        "care_case",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("phrases", sa.Text(), nullable=False),
        sa.Column("opened_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", types.Id, nullable=True),
        sa.Column("acknowledged_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("returned_by_id", types.Id, nullable=True),
        sa.Column("returned_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_care_case_site_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_care_case_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_case")),
    )
    op.create_index("ix_care_case_ticket", "care_case", ["ticket_id"], unique=False)
    op.create_index(
        "ix_care_case_open", "care_case", ["district_id", "site_id", "acknowledged_at"], unique=False
    )
    op.create_table(
        "care_call",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("case_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("called_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["care_case.id"], name=op.f("fk_care_call_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_care_call_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_call")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_care_call_case_id_person_id")),
    )
    op.create_table(
        "site_word",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("added_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_word")),
        sa.UniqueConstraint("district_id", "words", name=op.f("uq_site_word_district_id_words")),
    )
    op.create_table(
        "ticket_word",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("marked_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_word_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_word")),
    )
    op.create_index("ix_ticket_word_ticket", "ticket_word", ["ticket_id"], unique=False)
    op.create_table(
        "recheck",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("started_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("finished_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    op.create_index("ix_recheck_district", "recheck", ["district_id", "started_at"], unique=False)
    op.create_table(
        "evidence_version",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("evidence_id", types.Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", types.Json, nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_version_evidence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_version")),
        sa.UniqueConstraint("evidence_id", "version", name=op.f("uq_evidence_version_evidence_id_version")),
    )
    guards.install(op.get_bind(), metadata, TABLES)


def downgrade() -> None:
    """Take all of it away."""
    op.drop_table("evidence_version")
    op.drop_index("ix_recheck_district", table_name="recheck")
    op.drop_table("recheck")
    op.drop_index("ix_ticket_word_ticket", table_name="ticket_word")
    op.drop_table("ticket_word")
    op.drop_table("site_word")
    op.drop_table("care_call")
    op.drop_index("ix_care_case_ticket", table_name="care_case")
    op.drop_index("ix_care_case_open", table_name="care_case")
    op.drop_table("care_case")
    op.drop_index("ix_care_rota_site", table_name="care_rota")
    op.drop_table("care_rota")
    op.drop_table("harm_phrase")
    op.drop_table("care_notice")
    op.drop_table("adults_only")
    op.drop_column("category", "private")
    op.drop_column("ticket", "own_words")
    op.drop_column("ticket", "held_at")
