"""The first tables, their guards and search

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = {
    "account",
    "activity",
    "audit_event",
    "bell_period",
    "cadre",
    "cadre_member",
    "canned",
    "category",
    "certificate",
    "checklist_mark",
    "closed_day",
    "device",
    "device_holder",
    "draft",
    "draft_private",
    "enrollment",
    "escalation",
    "evidence",
    "explanation",
    "gate",
    "grade",
    "grant_row",
    "guardian",
    "invite",
    "job",
    "lesson_read",
    "membership",
    "message",
    "message_private",
    "org",
    "person",
    "person_private",
    "practice_run",
    "quiz_attempt",
    "resolution",
    "resolution_private",
    "reveal",
    "room",
    "roster_run",
    "roster_upload",
    "school_class",
    "shift",
    "sign_off",
    "staff_profile",
    "term",
    "ticket",
    "ticket_counter",
    "ticket_private",
    "training_link",
    "typing",
    "unknown_name",
    "web_session",
    "week_review",
    "worker_seen",
}


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("occurred_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=True),
        sa.Column("tag", sa.String(length=60), nullable=False),
        sa.Column("actor_id", types.Id, nullable=False),
        sa.Column("actor_role", sa.String(length=60), nullable=False),
        sa.Column("clearance", sa.String(length=10), nullable=False),
        sa.Column("on_behalf_of_id", types.Id, nullable=True),
        sa.Column("session_id", types.Id, nullable=True),
        sa.Column("ticket_id", types.Id, nullable=True),
        sa.Column("subjects", types.Json, nullable=False),
        sa.Column("fields", types.Json, nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("basis", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("codes", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(
        "ix_audit_event_actor", "audit_event", ["district_id", "actor_id", "occurred_at"], unique=False
    )
    op.create_index("ix_audit_event_ticket", "audit_event", ["ticket_id", "occurred_at"], unique=False)
    op.create_index("ix_audit_event_time", "audit_event", ["district_id", "occurred_at"], unique=False)
    op.create_table(
        "canned",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_canned_district_id_code")),
    )
    op.create_table(
        "category",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("ask", sa.String(length=160), nullable=False),
        sa.Column("record_type", sa.String(length=20), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("first_step", sa.String(length=200), nullable=False),
        sa.Column("checklist", types.Json, nullable=False),
        sa.Column("adult_only", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.String(length=40), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_category_district_id_code")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("programme", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", types.Id, nullable=False),
        sa.Column("recorded_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("verified_by_id", types.Id, nullable=True),
        sa.Column("verified_at", types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint(
            "student_id",
            "programme",
            "issued_on",
            "reference",
            name=op.f("uq_certificate_student_id_programme_issued_on_reference"),
        ),
    )
    op.create_table(
        "explanation",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", types.Id, nullable=False),
        sa.Column("explained_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint("event_id", name=op.f("uq_explanation_event_id")),
    )
    op.create_table(
        "job",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", types.Json, nullable=False),
        sa.Column("run_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", types.UtcTime(timezone=True), nullable=True),
        sa.Column("done_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_open", "job", ["done_at", "run_at"], unique=False)
    op.create_table(
        "lesson_read",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("module", sa.String(length=40), nullable=False),
        sa.Column("lesson", sa.String(length=40), nullable=False),
        sa.Column("read_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_read")),
        sa.UniqueConstraint(
            "student_id", "module", "lesson", name=op.f("uq_lesson_read_student_id_module_lesson")
        ),
    )
    op.create_table(
        "org",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("parent_id", types.Id, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("sourced_id", sa.String(length=120), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("names_version", sa.Integer(), nullable=False),
        sa.Column("number_pattern", sa.String(length=80), nullable=False),
        sa.Column("guardian_needed", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["org.id"], name=op.f("fk_org_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_org")),
    )
    op.create_index("ix_org_district", "org", ["district_id", "kind"], unique=False)
    op.create_table(
        "quiz_attempt",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("module", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("drawn", types.Json, nullable=False),
        sa.Column("answers", types.Json, nullable=False),
        sa.Column("started_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("finished_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("right_count", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_attempt")),
    )
    op.create_index("ix_quiz_attempt_student", "quiz_attempt", ["student_id", "module"], unique=False)
    op.create_index(
        "uq_quiz_attempt_open",
        "quiz_attempt",
        ["student_id", "module"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "roster_run",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("applied_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("actor_id", types.Id, nullable=False),
        sa.Column("version", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("counts", types.Json, nullable=False),
        sa.Column("refusals", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_run")),
    )
    op.create_index("ix_roster_run_district", "roster_run", ["district_id", "applied_at"], unique=False)
    op.create_table(
        "roster_upload",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("uploaded_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_upload")),
    )
    op.create_table(
        "unknown_name",
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", types.UtcTime(timezone=True), nullable=True),
        sa.Column("tried_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_unknown_name")),
    )
    op.create_table(
        "week_review",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("tech_id", types.Id, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("reviewer_id", types.Id, nullable=False),
        sa.Column("signed_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("counts", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_review")),
        sa.UniqueConstraint("tech_id", "week_on", name=op.f("uq_week_review_tech_id_week_on")),
    )
    op.create_table(
        "worker_seen",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("seen_at", types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker_seen")),
    )
    op.create_table(
        "bell_period",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("lunch", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_bell_period_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bell_period")),
    )
    op.create_index("ix_bell_period_site", "bell_period", ["site_id", "starts_minute"], unique=False)
    op.create_table(
        "closed_day",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_closed_day_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
        sa.UniqueConstraint("site_id", "closed_on", name=op.f("uq_closed_day_site_id_closed_on")),
    )
    op.create_table(
        "device",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("warranty", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_device_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("district_id", "tag", name=op.f("uq_device_district_id_tag")),
    )
    op.create_table(
        "person",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_person_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_site", "person", ["district_id", "site_id", "kind"], unique=False)
    op.create_table(
        "room",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_room_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_room_site_id_code")),
    )
    op.create_table(
        "school_class",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("sourced_id", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("course", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_school_class_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
    )
    op.create_index("ix_school_class_sourced", "school_class", ["district_id", "sourced_id"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sourced_id", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_term_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_index("ix_term_site", "term", ["site_id", "starts_on"], unique=False)
    op.create_table(
        "ticket_counter",
        sa.Column("site_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_ticket_counter_site_id")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_ticket_counter")),
    )
    op.create_table(
        "account",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", types.UtcTime(timezone=True), nullable=True),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("password_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("disabled_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("person_id", name=op.f("uq_account_person_id")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_index(op.f("ix_account_district_id"), "account", ["district_id"], unique=False)
    op.create_table(
        "cadre",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("school_year", sa.String(length=9), nullable=False),
        sa.Column("supervisor_id", types.Id, nullable=True),
        sa.Column("deputy_id", types.Id, nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_cadre_deputy_id")),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_cadre_site_id")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["person.id"], name=op.f("fk_cadre_supervisor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre")),
    )
    op.create_index("ix_cadre_site", "cadre", ["district_id", "site_id"], unique=False)
    op.create_table(
        "device_holder",
        sa.Column("device_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_holder_device_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_device_holder_person_id")),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_holder")),
    )
    op.create_index(op.f("ix_device_holder_person_id"), "device_holder", ["person_id"], unique=False)
    op.create_table(
        "enrollment",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("class_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("sourced_id", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_enrollment_class_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrollment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrollment")),
        sa.UniqueConstraint("class_id", "person_id", name=op.f("uq_enrollment_class_id_person_id")),
    )
    op.create_index("ix_enrollment_person", "enrollment", ["person_id"], unique=False)
    op.create_table(
        "grant_row",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("given_by", types.Id, nullable=False),
        sa.Column("given_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_grant_row_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_row")),
    )
    op.create_index("ix_grant_row_person", "grant_row", ["person_id", "kind", "code"], unique=False)
    op.create_table(
        "guardian",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("caregiver_id", types.Id, nullable=False),
        sa.ForeignKeyConstraint(["caregiver_id"], ["person.id"], name=op.f("fk_guardian_caregiver_id")),
        sa.ForeignKeyConstraint(["student_id"], ["person.id"], name=op.f("fk_guardian_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
        sa.UniqueConstraint("student_id", "caregiver_id", name=op.f("uq_guardian_student_id_caregiver_id")),
    )
    op.create_table(
        "invite",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("made_by", types.Id, nullable=False),
        sa.Column("expires_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("used_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invite_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invite_code_hash")),
    )
    op.create_index(op.f("ix_invite_district_id"), "invite", ["district_id"], unique=False)
    op.create_index("ix_invite_person", "invite", ["person_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["org_id"], ["org.id"], name=op.f("fk_membership_org_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_org", "membership", ["district_id", "org_id", "role"], unique=False)
    op.create_index("ix_membership_person", "membership", ["person_id", "role"], unique=False)
    op.create_table(
        "person_private",
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("sourced_id", sa.String(length=120), nullable=False),
        sa.Column("given", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=120), nullable=False),
        sa.Column("middle", sa.String(length=120), nullable=False),
        sa.Column("preferred", sa.String(length=120), nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("mail", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("grade", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_private_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_private")),
    )
    op.create_index("ix_person_private_family", "person_private", ["district_id", "family"], unique=False)
    op.create_index("ix_person_private_number", "person_private", ["district_id", "number"], unique=False)
    op.create_index(
        "ix_person_private_sourced", "person_private", ["district_id", "sourced_id"], unique=False
    )
    op.create_table(
        "staff_profile",
        sa.Column("person_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("room_id", types.Id, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_profile_person_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_staff_profile_room_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_staff_profile")),
    )
    op.create_index(op.f("ix_staff_profile_district_id"), "staff_profile", ["district_id"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("once_key", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("record_type", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("category_id", types.Id, nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("handle", sa.String(length=12), nullable=False),
        sa.Column("title_masked", sa.String(length=240), nullable=False),
        sa.Column("requester_id", types.Id, nullable=False),
        sa.Column("requester_kind", sa.String(length=20), nullable=False),
        sa.Column("entered_by_id", types.Id, nullable=False),
        sa.Column("owner_id", types.Id, nullable=True),
        sa.Column("room_id", types.Id, nullable=True),
        sa.Column("period_id", types.Id, nullable=True),
        sa.Column("device_id", types.Id, nullable=True),
        sa.Column("device_theirs", sa.Boolean(), nullable=True),
        sa.Column("network", sa.String(length=60), nullable=False),
        sa.Column("began", sa.String(length=40), nullable=False),
        sa.Column("placeholders", sa.Integer(), nullable=False),
        sa.Column("due_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("paused_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("pending_reason", sa.String(length=30), nullable=False),
        sa.Column("resume_on", sa.Date(), nullable=True),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("first_triaged_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("first_assigned_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("first_public_response_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("last_requester_message_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("last_agent_message_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("first_resolved_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("resolved_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("closed_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("last_reopened_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("reopen_count", sa.Integer(), nullable=False),
        sa.Column("handoff_count", sa.Integer(), nullable=False),
        sa.Column("closure_code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('live','practice')", name=op.f("ck_ticket_kind_known")),
        sa.CheckConstraint(
            "status IN ('new','queued','in_progress','pending_requester','pending_vendor','scheduled','in_review','resolved','closed','cancelled')",
            name=op.f("ck_ticket_status_known"),
        ),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_ticket_category_id")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_ticket_device_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_ticket_owner_id")),
        sa.ForeignKeyConstraint(["period_id"], ["bell_period.id"], name=op.f("fk_ticket_period_id")),
        sa.ForeignKeyConstraint(["requester_id"], ["person.id"], name=op.f("fk_ticket_requester_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_ticket_room_id")),
        sa.ForeignKeyConstraint(["site_id"], ["org.id"], name=op.f("fk_ticket_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("once_key", name=op.f("uq_ticket_once_key")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_ticket_site_id_number")),
    )
    op.create_index("ix_ticket_newest", "ticket", ["site_id", "kind", "sensitive", "id"], unique=False)
    op.create_index("ix_ticket_owner", "ticket", ["owner_id", "status", "due_at"], unique=False)
    op.create_index(
        "ix_ticket_queue", "ticket", ["site_id", "kind", "sensitive", "status", "due_at", "id"], unique=False
    )
    op.create_index("ix_ticket_requester", "ticket", ["requester_id", "id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("happened_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("actor_id", types.Id, nullable=False),
        sa.Column("from_status", sa.String(length=20), nullable=False),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_activity_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_ticket", "activity", ["ticket_id", "happened_at"], unique=False)
    op.create_table(
        "cadre_member",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("working_name", sa.String(length=30), nullable=False),
        sa.Column("rung", sa.String(length=20), nullable=False),
        sa.Column("peer_trainer", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("agreement_version", sa.String(length=20), nullable=False),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("agreement_how", sa.String(length=10), nullable=False),
        sa.Column("guardian_on", sa.Date(), nullable=True),
        sa.Column("guardian_how", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_cadre_member_cadre_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cadre_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre_member")),
        sa.UniqueConstraint("cadre_id", "person_id", name=op.f("uq_cadre_member_cadre_id_person_id")),
    )
    op.create_index("ix_cadre_member_person", "cadre_member", ["person_id"], unique=False)
    op.create_table(
        "checklist_mark",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("done_by_id", types.Id, nullable=False),
        sa.Column("done_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_checklist_mark_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_mark")),
        sa.UniqueConstraint("ticket_id", "step", name=op.f("uq_checklist_mark_ticket_id_step")),
    )
    op.create_table(
        "draft",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("site_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=True),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("author_id", types.Id, nullable=False),
        sa.Column("once_key", sa.String(length=64), nullable=True),
        sa.Column("body_masked", sa.Text(), nullable=False),
        sa.Column("edited_masked", sa.Text(), nullable=True),
        sa.Column("pending_reason", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("teacher_only", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("decided_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", types.Id, nullable=True),
        sa.Column("reason_code", sa.String(length=30), nullable=False),
        sa.Column("reason_masked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_draft_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("once_key", name=op.f("uq_draft_once_key")),
    )
    op.create_index("ix_draft_author", "draft", ["author_id", "state"], unique=False)
    op.create_index("ix_draft_state", "draft", ["district_id", "state", "submitted_at"], unique=False)
    op.create_index("ix_draft_ticket", "draft", ["ticket_id"], unique=False)
    op.create_table(
        "escalation",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("from_person_id", types.Id, nullable=False),
        sa.Column("from_tier", sa.Integer(), nullable=False),
        sa.Column("to_tier", sa.Integer(), nullable=False),
        sa.Column("tried_message_id", types.Id, nullable=False),
        sa.Column("passed_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("accepted_by_id", types.Id, nullable=True),
        sa.Column("accepted_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("returned_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("solution_message_id", types.Id, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_escalation_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index("ix_escalation_open", "escalation", ["district_id", "returned_at"], unique=False)
    op.create_index("ix_escalation_ticket", "escalation", ["ticket_id"], unique=False)
    op.create_table(
        "gate",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_gate_cadre_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_gate_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
        sa.UniqueConstraint(
            "cadre_id", "person_id", "action", name=op.f("uq_gate_cadre_id_person_id_action")
        ),
    )
    op.create_table(
        "grade",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("grader_id", types.Id, nullable=False),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("levels", types.Json, nullable=False),
        sa.Column("objectives", types.Json, nullable=False),
        sa.Column("verdict", sa.String(length=15), nullable=False),
        sa.Column("comment_masked", sa.Text(), nullable=False),
        sa.Column("supersedes_id", types.Id, nullable=False),
        sa.Column("supersede_reason", sa.String(length=200), nullable=False),
        sa.Column("graded_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_grade_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
        sa.UniqueConstraint(
            "ticket_id",
            "student_id",
            "supersedes_id",
            name=op.f("uq_grade_ticket_id_student_id_supersedes_id"),
        ),
    )
    op.create_index("ix_grade_student", "grade", ["student_id", "graded_at"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("once_key", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("author_id", types.Id, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("canned_code", sa.String(length=40), nullable=False),
        sa.Column("draft_id", types.Id, nullable=True),
        sa.Column("body_masked", sa.Text(), nullable=False),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_message_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("once_key", name=op.f("uq_message_once_key")),
    )
    op.create_index("ix_message_author", "message", ["author_id", "id"], unique=False)
    op.create_index("ix_message_thread", "message", ["ticket_id", "created_at"], unique=False)
    op.create_table(
        "practice_run",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("story", sa.String(length=40), nullable=False),
        sa.Column("opened_by_id", types.Id, nullable=False),
        sa.Column("opened_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("shown", types.Json, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_practice_run_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_run")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_practice_run_ticket_id")),
    )
    op.create_index("ix_practice_run_student", "practice_run", ["student_id"], unique=False)
    op.create_table(
        "resolution",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("author_id", types.Id, nullable=False),
        sa.Column("cause_masked", sa.Text(), nullable=False),
        sa.Column("fix_masked", sa.Text(), nullable=False),
        sa.Column("closure_code", sa.String(length=20), nullable=False),
        sa.Column("gate", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("decided_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", types.Id, nullable=True),
        sa.Column("reason_masked", sa.Text(), nullable=False),
        sa.Column("graded_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_resolution_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index("ix_resolution_state", "resolution", ["district_id", "state"], unique=False)
    op.create_index("ix_resolution_ticket", "resolution", ["ticket_id"], unique=False)
    op.create_index(
        "ix_resolution_ungraded",
        "resolution",
        ["district_id", "author_id"],
        unique=False,
        sqlite_where=sa.text("graded_at IS NULL AND state = 'accepted'"),
        postgresql_where=sa.text("graded_at IS NULL AND state = 'accepted'"),
    )
    op.create_table(
        "reveal",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("asker_id", types.Id, nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("message_id", types.Id, nullable=True),
        sa.Column("placeholder", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("granted_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("expires_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_reveal_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
    )
    op.create_index("ix_reveal_asker", "reveal", ["asker_id", "granted_at"], unique=False)
    op.create_index("ix_reveal_ticket", "reveal", ["ticket_id", "asker_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("period_id", types.Id, nullable=False),
        sa.Column("post", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_shift_cadre_id")),
        sa.ForeignKeyConstraint(["period_id"], ["bell_period.id"], name=op.f("fk_shift_period_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_shift_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint(
            "cadre_id",
            "person_id",
            "weekday",
            "period_id",
            name=op.f("uq_shift_cadre_id_person_id_weekday_period_id"),
        ),
    )
    op.create_index("ix_shift_now", "shift", ["cadre_id", "weekday", "period_id"], unique=False)
    op.create_table(
        "ticket_private",
        sa.Column("ticket_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("title", sa.String(length=240), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_private_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_private")),
    )
    op.create_table(
        "training_link",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cadre_id", types.Id, nullable=False),
        sa.Column("trainer_id", types.Id, nullable=False),
        sa.Column("trainee_id", types.Id, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_training_link_cadre_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["person.id"], name=op.f("fk_training_link_trainee_id")),
        sa.ForeignKeyConstraint(["trainer_id"], ["person.id"], name=op.f("fk_training_link_trainer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_link")),
        sa.UniqueConstraint(
            "cadre_id",
            "trainer_id",
            "trainee_id",
            name=op.f("uq_training_link_cadre_id_trainer_id_trainee_id"),
        ),
    )
    op.create_index("ix_training_link_trainer", "training_link", ["trainer_id"], unique=False)
    op.create_table(
        "typing",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("editor", sa.String(length=12), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_typing_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typing")),
        sa.UniqueConstraint(
            "person_id", "ticket_id", "editor", name=op.f("uq_typing_person_id_ticket_id_editor")
        ),
    )
    op.create_table(
        "web_session",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("account_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("seen_at", types.UtcTime(timezone=True), nullable=False),
        sa.Column("locked_at", types.UtcTime(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_web_session_account_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_web_session_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    op.create_index("ix_web_session_person", "web_session", ["person_id"], unique=False)
    op.create_table(
        "draft_private",
        sa.Column("draft_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("edited", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_private_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_private")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("grade_id", types.Id, nullable=False),
        sa.Column("framework", sa.String(length=20), nullable=False),
        sa.Column("objective", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("assistance", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("snapshot", types.Json, nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("accepted_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["grade_id"], ["grade.id"], name=op.f("fk_evidence_grade_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_evidence_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("grade_id", "objective", name=op.f("uq_evidence_grade_id_objective")),
    )
    op.create_index("ix_evidence_student", "evidence", ["student_id", "objective"], unique=False)
    op.create_table(
        "message_private",
        sa.Column("message_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_private_message_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message_private")),
    )
    op.create_table(
        "resolution_private",
        sa.Column("resolution_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("fix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolution.id"], name=op.f("fk_resolution_private_resolution_id")
        ),
        sa.PrimaryKeyConstraint("resolution_id", name=op.f("pk_resolution_private")),
    )
    op.create_table(
        "sign_off",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("ticket_id", types.Id, nullable=False),
        sa.Column("resolution_id", types.Id, nullable=False),
        sa.Column("student_id", types.Id, nullable=False),
        sa.Column("signer_id", types.Id, nullable=False),
        sa.Column("signer_role", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("comment_masked", sa.Text(), nullable=False),
        sa.Column("signed_at", types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name=op.f("fk_sign_off_resolution_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_sign_off_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint("resolution_id", "signer_id", name=op.f("uq_sign_off_resolution_id_signer_id")),
    )
    op.create_index("ix_sign_off_student", "sign_off", ["student_id"], unique=False)
    op.create_index("ix_sign_off_ticket", "sign_off", ["ticket_id"], unique=False)

    bind = op.get_bind()
    guards.install(bind, metadata, TABLES)
    if bind.dialect.name == "sqlite":
        op.execute(
            'CREATE VIRTUAL TABLE message_search USING fts5(body, tokenize="unicode61 remove_diacritics 2")'
        )
    else:
        op.execute(
            "ALTER TABLE message ADD COLUMN search tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', body_masked)) STORED"
        )
        op.execute("CREATE INDEX ix_message_search ON message USING gin (search)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE message_search")
    op.drop_index("ix_sign_off_ticket", table_name="sign_off")
    op.drop_index("ix_sign_off_student", table_name="sign_off")
    op.drop_table("sign_off")
    op.drop_table("resolution_private")
    op.drop_table("message_private")
    op.drop_index("ix_evidence_student", table_name="evidence")
    op.drop_table("evidence")
    op.drop_table("draft_private")
    op.drop_index("ix_web_session_person", table_name="web_session")
    op.drop_table("web_session")
    op.drop_table("typing")
    op.drop_index("ix_training_link_trainer", table_name="training_link")
    op.drop_table("training_link")
    op.drop_table("ticket_private")
    op.drop_index("ix_shift_now", table_name="shift")
    op.drop_table("shift")
    op.drop_index("ix_reveal_ticket", table_name="reveal")
    op.drop_index("ix_reveal_asker", table_name="reveal")
    op.drop_table("reveal")
    op.drop_index(
        "ix_resolution_ungraded",
        table_name="resolution",
        sqlite_where=sa.text("graded_at IS NULL AND state = 'accepted'"),
        postgresql_where=sa.text("graded_at IS NULL AND state = 'accepted'"),
    )
    op.drop_index("ix_resolution_ticket", table_name="resolution")
    op.drop_index("ix_resolution_state", table_name="resolution")
    op.drop_table("resolution")
    op.drop_index("ix_practice_run_student", table_name="practice_run")
    op.drop_table("practice_run")
    op.drop_index("ix_message_thread", table_name="message")
    op.drop_index("ix_message_author", table_name="message")
    op.drop_table("message")
    op.drop_index("ix_grade_student", table_name="grade")
    op.drop_table("grade")
    op.drop_table("gate")
    op.drop_index("ix_escalation_ticket", table_name="escalation")
    op.drop_index("ix_escalation_open", table_name="escalation")
    op.drop_table("escalation")
    op.drop_index("ix_draft_ticket", table_name="draft")
    op.drop_index("ix_draft_state", table_name="draft")
    op.drop_index("ix_draft_author", table_name="draft")
    op.drop_table("draft")
    op.drop_table("checklist_mark")
    op.drop_index("ix_cadre_member_person", table_name="cadre_member")
    op.drop_table("cadre_member")
    op.drop_index("ix_activity_ticket", table_name="activity")
    op.drop_table("activity")
    op.drop_index("ix_ticket_requester", table_name="ticket")
    op.drop_index("ix_ticket_queue", table_name="ticket")
    op.drop_index("ix_ticket_owner", table_name="ticket")
    op.drop_index("ix_ticket_newest", table_name="ticket")
    op.drop_table("ticket")
    op.drop_index(op.f("ix_staff_profile_district_id"), table_name="staff_profile")
    op.drop_table("staff_profile")
    op.drop_index("ix_person_private_sourced", table_name="person_private")
    op.drop_index("ix_person_private_number", table_name="person_private")
    op.drop_index("ix_person_private_family", table_name="person_private")
    op.drop_table("person_private")
    op.drop_index("ix_membership_person", table_name="membership")
    op.drop_index("ix_membership_org", table_name="membership")
    op.drop_table("membership")
    op.drop_index("ix_invite_person", table_name="invite")
    op.drop_index(op.f("ix_invite_district_id"), table_name="invite")
    op.drop_table("invite")
    op.drop_table("guardian")
    op.drop_index("ix_grant_row_person", table_name="grant_row")
    op.drop_table("grant_row")
    op.drop_index("ix_enrollment_person", table_name="enrollment")
    op.drop_table("enrollment")
    op.drop_index(op.f("ix_device_holder_person_id"), table_name="device_holder")
    op.drop_table("device_holder")
    op.drop_index("ix_cadre_site", table_name="cadre")
    op.drop_table("cadre")
    op.drop_index(op.f("ix_account_district_id"), table_name="account")
    op.drop_table("account")
    op.drop_table("ticket_counter")
    op.drop_index("ix_term_site", table_name="term")
    op.drop_table("term")
    op.drop_index("ix_school_class_sourced", table_name="school_class")
    op.drop_table("school_class")
    op.drop_table("room")
    op.drop_index("ix_person_site", table_name="person")
    op.drop_table("person")
    op.drop_table("device")
    op.drop_table("closed_day")
    op.drop_index("ix_bell_period_site", table_name="bell_period")
    op.drop_table("bell_period")
    op.drop_table("worker_seen")
    op.drop_table("week_review")
    op.drop_table("unknown_name")
    op.drop_table("roster_upload")
    op.drop_index("ix_roster_run_district", table_name="roster_run")
    op.drop_table("roster_run")
    op.drop_index(
        "uq_quiz_attempt_open",
        table_name="quiz_attempt",
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.drop_index("ix_quiz_attempt_student", table_name="quiz_attempt")
    op.drop_table("quiz_attempt")
    op.drop_index("ix_org_district", table_name="org")
    op.drop_table("org")
    op.drop_table("lesson_read")
    op.drop_index("ix_job_open", table_name="job")
    op.drop_table("job")
    op.drop_table("explanation")
    op.drop_table("certificate")
    op.drop_table("category")
    op.drop_table("canned")
    op.drop_index("ix_audit_event_time", table_name="audit_event")
    op.drop_index("ix_audit_event_ticket", table_name="audit_event")
    op.drop_index("ix_audit_event_actor", table_name="audit_event")
    op.drop_table("audit_event")
