"""Cadres: a year's group, its members, their rungs and permissions, training groups, shifts and gates."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_OPEN = {"info": zone("open", "learning")}
_SIGNED_BY_STUDENTS = "working_name,agreement_on,agreement_version,agreement_how"


class Cadre(Base):
    """A year's group of student techs under a named supervising teacher and deputy."""

    __tablename__ = "cadre"
    __table_args__ = (sa.Index("ix_cadre_site", "district_id", "site_id"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    name: Mapped[str] = mapped_column(sa.String(80), info=plain("a team"))
    school_year: Mapped[str] = mapped_column(sa.String(9), info=plain("a school year"))
    supervisor_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class CadreMember(Base):
    """A student in a cadre: working name, rung, end date, agreement and guardian permission."""

    __tablename__ = "cadre_member"
    __table_args__ = (
        sa.UniqueConstraint("cadre_id", "person_id"),
        sa.Index("ix_cadre_member_person", "person_id"),
        {"info": zone("open", "learning", masked=f"r u({_SIGNED_BY_STUDENTS})")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("cadre.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    working_name: Mapped[str] = mapped_column(
        sa.String(30), default="", info=personal("public", "team", "student")
    )
    cover_name: Mapped[str] = mapped_column(
        sa.String(30), default="", info=personal("public", "team", "student")
    )
    rung: Mapped[str] = mapped_column(
        sa.String(20), default="observer", info=personal("public", "team", "student")
    )
    peer_trainer: Mapped[bool] = mapped_column(default=False)
    generation: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    agreement_version: Mapped[str] = mapped_column(sa.String(20), default="", info=plain("a version"))
    agreement_on: Mapped[date | None]
    agreement_how: Mapped[str] = mapped_column(sa.String(10), default="", info=plain("screen or paper"))
    guardian_on: Mapped[date | None]
    guardian_how: Mapped[str] = mapped_column(sa.String(10), default="", info=plain("screen or paper"))


def shown_name() -> sa.ColumnElement[str]:
    """What the team and requesters call a member: the cover of one whose name the family keeps back (34 CFR 99.37)."""
    return sa.func.coalesce(sa.func.nullif(CadreMember.cover_name, ""), CadreMember.working_name)


class GuardianSignature(Base):
    """Who permitted a student's place on the team, as it was signed: for staff, never for students.

    Shape: one row a permission, found by its day, so that a year that carries the permission on finds it too.
    """

    __tablename__ = "guardian_signature"
    __table_args__ = (
        sa.Index("ix_guardian_signature_person", "person_id", "given_on"),
        {"info": zone("vault", "learning")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), info=personal("never", "team", "student")
    )
    name: Mapped[str] = mapped_column(sa.String(120), info=personal("never", "team", "caregiver"))
    relation: Mapped[str | None] = mapped_column(sa.String(40), info=personal("never", "team", "caregiver"))
    given_on: Mapped[date]
    ended_on: Mapped[date | None]


class TrainingLink(Base):
    """Who trains whom: the group of a peer trainer is at most six open links."""

    __tablename__ = "training_link"
    __table_args__ = (
        sa.UniqueConstraint("cadre_id", "trainer_id", "trainee_id"),
        sa.Index("ix_training_link_trainer", "trainer_id"),
        _OPEN,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("cadre.id"))
    trainer_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    trainee_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Shift(Base):
    """A person at a bell period of a weekday. Units: weekday 0 is Monday."""

    __tablename__ = "shift"
    __table_args__ = (
        sa.UniqueConstraint("cadre_id", "person_id", "weekday", "period_id"),
        sa.Index("ix_shift_now", "cadre_id", "weekday", "period_id"),
        _OPEN,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("cadre.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    weekday: Mapped[int]
    period_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("bell_period.id"))
    post: Mapped[str] = mapped_column(sa.String(30), default="", info=plain("a post of the team"))


class Gate(Base):
    """A gate that differs from the rung's: when a student's action is checked (before, after, sample)."""

    __tablename__ = "gate"
    __table_args__ = (sa.UniqueConstraint("cadre_id", "person_id", "action"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("cadre.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(sa.String(20))
    mode: Mapped[str] = mapped_column(sa.String(10))


class ReviewWeek(Base):
    """A week of somebody's looks that is to be reviewed, and until when it waits for whom.

    Shape: kind is tech, adult or officer; a team shows no more hidden words from ``stop_at`` on until it is signed.
    """

    __tablename__ = "review_week"
    __table_args__ = (
        sa.Index("ix_review_week_open", "district_id", "signed_at", "week_on"),
        sa.Index("ix_review_week_cadre", "cadre_id", "signed_at", "stop_at"),
        {
            "info": zone(
                "open",
                "as_long_as_the_record",
                masked="r(district_id,cadre_id,stop_at,signed_at)",
                own="",
            )
        },
    )

    person_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    week_on: Mapped[date] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(10))
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    officer_at: Mapped[datetime] = mapped_column(UtcTime)
    stop_at: Mapped[datetime] = mapped_column(UtcTime)
    climbed: Mapped[int] = mapped_column(default=0)
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
