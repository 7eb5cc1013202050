"""The review workbench: kept marks, questions and answers, samples, second readings, weeks to review, drills

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = {
    "drill_run",
    "review_acceptance",
    "review_answer",
    "review_mark",
    "review_pick",
    "review_progress",
    "review_question",
    "review_second",
    "review_seed",
    "review_week",
}


def upgrade() -> None:
    op.create_table(
        "drill_run",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("asked_by_id", types.Id, nullable=False),
        sa.Column("asked_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("result", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_run")),
    )
    op.create_index("ix_drill_run_newest", "drill_run", ["district_id", "asked_at"], unique=False)
    op.create_table(
        "review_acceptance",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("accepted_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_acceptance")),
        sa.UniqueConstraint("person_id", "week_on", name=op.f("uq_review_acceptance_person_id_week_on")),
    )
    op.create_table(
        "review_mark",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=True),
        sa.Column("cadre_id", types.Id, nullable=True),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=30), nullable=False),
        sa.Column("tag", sa.String(length=60), nullable=False),
        sa.Column("look", sa.Boolean(), nullable=False),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("codes", types.Json, nullable=False),
        sa.Column("words", types.Json, nullable=False),
        sa.Column("own_outcome", sa.String(length=20), nullable=False),
        sa.Column("own_told", types.Json, nullable=False),
        sa.Column("settles_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_review_mark")),
    )
    op.create_index(
        "ix_review_mark_flagged",
        "review_mark",
        ["district_id", "at"],
        unique=False,
        sqlite_where=sa.text("state IN ('unexplained', 'suspicious')"),
        postgresql_where=sa.text("state IN ('unexplained', 'suspicious')"),
    )
    op.create_index("ix_review_mark_person", "review_mark", ["person_id", "at"], unique=False)
    op.create_index("ix_review_mark_settles", "review_mark", ["district_id", "settles_at"], unique=False)
    op.create_index(
        "ix_review_mark_week", "review_mark", ["district_id", "week_on", "person_id", "at"], unique=False
    )
    op.create_table(
        "review_pick",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_review_pick")),
    )
    op.create_index(
        "ix_review_pick_week", "review_pick", ["district_id", "week_on", "person_id"], unique=False
    )
    op.create_table(
        "review_progress",
        sa.Column("district_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("marked_until", types.UtcTime(timezone=True), nullable=False),
        sa.Column("leased_until", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_review_progress")),
    )
    op.create_table(
        "review_question",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("asked_by_id", types.Id, nullable=False),
        sa.Column("asked_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("due_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_question")),
        sa.UniqueConstraint("event_id", name=op.f("uq_review_question_event_id")),
    )
    op.create_index("ix_review_question_person", "review_question", ["person_id", "asked_at"], unique=False)
    op.create_table(
        "review_second",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("reader_id", types.Id, nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("read_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_review_second")),
    )
    op.create_table(
        "review_seed",
        sa.Column("site_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("committed_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("revealed_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("site_id", "week_on", name=op.f("pk_review_seed")),
    )
    op.create_table(
        "review_week",
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("due_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("officer_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("stop_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("climbed", sa.Integer(), nullable=False),
        sa.Column("signed_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "week_on", name=op.f("pk_review_week")),
    )
    op.create_index("ix_review_week_cadre", "review_week", ["cadre_id", "signed_at", "stop_at"], unique=False)
    op.create_index(
        "ix_review_week_open", "review_week", ["district_id", "signed_at", "week_on"], unique=False
    )
    op.create_table(
        "review_answer",
        sa.Column("question_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["review_question.id"], name=op.f("fk_review_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_review_answer")),
    )
    op.create_index("ix_audit_event_tag", "audit_event", ["district_id", "tag", "occurred_at"], unique=False)
    op.add_column("explanation", sa.Column("said_masked", sa.Text(), nullable=True))
    guards.install(op.get_bind(), metadata, TABLES)


def downgrade() -> None:
    op.drop_column("explanation", "said_masked")
    op.drop_index("ix_audit_event_tag", table_name="audit_event")
    op.drop_table("review_answer")
    op.drop_index("ix_review_week_open", table_name="review_week")
    op.drop_index("ix_review_week_cadre", table_name="review_week")
    op.drop_table("review_week")
    op.drop_table("review_seed")
    op.drop_table("review_second")
    op.drop_index("ix_review_question_person", table_name="review_question")
    op.drop_table("review_question")
    op.drop_table("review_progress")
    op.drop_index("ix_review_pick_week", table_name="review_pick")
    op.drop_table("review_pick")
    op.drop_index("ix_review_mark_week", table_name="review_mark")
    op.drop_index("ix_review_mark_settles", table_name="review_mark")
    op.drop_index("ix_review_mark_person", table_name="review_mark")
    op.drop_index(
        "ix_review_mark_flagged",
        table_name="review_mark",
        sqlite_where=sa.text("state IN ('unexplained', 'suspicious')"),
        postgresql_where=sa.text("state IN ('unexplained', 'suspicious')"),
    )
    op.drop_table("review_mark")
    op.drop_table("review_acceptance")
    op.drop_index("ix_drill_run_newest", table_name="drill_run")
    op.drop_table("drill_run")
