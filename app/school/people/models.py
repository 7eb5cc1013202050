"""People: an open row that says only that there is one, and a vault row with everything personal."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone
from app.school.people.folding import LONGEST, found_by


class Person(Base):
    """A person of a district, without any word about who it is."""

    __tablename__ = "person"
    __table_args__ = (
        sa.Index("ix_person_site", "district_id", "site_id", "kind"),
        {"info": zone("open", "person")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("org.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), info=personal("masked", "identify"))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


def _found_by(context: Any) -> str:
    said = context.get_current_parameters()
    return found_by(said["given"], said["family"], said.get("preferred", ""))


class PersonPrivate(Base):
    """What the mask hides of a person. Shape: ``folded`` follows the names, for an insert by itself."""

    __tablename__ = "person_private"
    __table_args__ = (
        sa.Index("ix_person_private_sourced", "district_id", "sourced_id"),
        sa.Index("ix_person_private_number", "district_id", "number"),
        sa.Index("ix_person_private_family", "district_id", "family"),
        {
            "info": zone("vault", "person", own="r", reveal="r")
            | {"own_rows": "person_id = current_setting('cadre.person', true)::bigint"}
        },
    )

    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    sourced_id: Mapped[str] = mapped_column(sa.String(120), default="", info=personal("never", "roster"))
    given: Mapped[str] = mapped_column(sa.String(120), info=personal("revealable", "identify"))
    family: Mapped[str] = mapped_column(sa.String(120), info=personal("masked", "identify"))
    middle: Mapped[str] = mapped_column(sa.String(120), default="", info=personal("masked", "identify"))
    preferred: Mapped[str] = mapped_column(
        sa.String(120), default="", info=personal("revealable", "identify")
    )
    username: Mapped[str] = mapped_column(sa.String(120), default="", info=personal("never", "roster"))
    number: Mapped[str] = mapped_column(
        sa.String(60), default="", info=personal("never", "identify", "student")
    )
    mail: Mapped[str] = mapped_column(sa.String(254), default="", info=personal("never", "roster"))
    phone: Mapped[str] = mapped_column(sa.String(60), default="", info=personal("never", "roster"))
    grade: Mapped[str] = mapped_column(sa.String(10), default="", info=personal("never", "roster", "student"))
    folded: Mapped[str] = mapped_column(
        sa.String(LONGEST), default=_found_by, info=personal("masked", "identify")
    )


class StaffProfile(Base):
    """A staff member's professional name, role and room: outside the vault, as on the school's web site."""

    __tablename__ = "staff_profile"
    __table_args__ = ({"info": zone("open", "person")},)

    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id, index=True)
    display_name: Mapped[str] = mapped_column(sa.String(120), info=personal("public", "help", "staff"))
    title: Mapped[str] = mapped_column(sa.String(120), default="", info=personal("public", "help", "staff"))
    room_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("room.id"))


class Guardian(Base):
    """Who is whose caregiver: never for students."""

    __tablename__ = "guardian"
    __table_args__ = (
        sa.UniqueConstraint("student_id", "caregiver_id"),
        {"info": zone("vault", "person")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), info=personal("never", "roster", "student")
    )
    caregiver_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), info=personal("never", "roster", "caregiver")
    )


class DirectoryOptOut(Base):
    """A family keeps a student's name back from what a school may tell. Source: 34 CFR 99.37(a)(2)."""

    __tablename__ = "directory_opt_out"
    __table_args__ = ({"info": zone("vault", "person")},)

    person_id: Mapped[int] = mapped_column(
        Id,
        sa.ForeignKey("person.id"),
        primary_key=True,
        autoincrement=False,
        info=personal("never", "identify", "student"),
    )
    district_id: Mapped[int] = mapped_column(Id)
    noted_by_id: Mapped[int] = mapped_column(Id)
    noted_at: Mapped[datetime] = mapped_column(UtcTime)


class AdultsOnly(Base):
    """A person whose tickets no student reads, as their guardian or they themselves asked an adult.

    Shape: asked_by is guardian, student or school. Source: 34 CFR 99.31(a)(1)(ii), 99.5.
    """

    __tablename__ = "adults_only"
    __table_args__ = (
        {
            "info": zone("vault", "person", own="r")
            | {"own_rows": "person_id = current_setting('cadre.person', true)::bigint"}
        },
    )

    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    asked_by: Mapped[str] = mapped_column(sa.String(10), info=personal("never", "help"))
    set_by_id: Mapped[int] = mapped_column(Id)
    set_at: Mapped[datetime] = mapped_column(UtcTime)


class Membership(Base):
    """What a person is at a place, from a date to a date."""

    __tablename__ = "membership"
    __table_args__ = (
        sa.Index("ix_membership_person", "person_id", "role"),
        sa.Index("ix_membership_org", "district_id", "org_id", "role"),
        {"info": zone("open", "person")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    org_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    role: Mapped[str] = mapped_column(sa.String(30), info=personal("public", "team", "staff"))
    source: Mapped[str] = mapped_column(sa.String(10), default="office")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class SchoolClass(Base):
    """A class from the roster, kept so that a teacher can pick the students of a cadre."""

    __tablename__ = "school_class"
    __table_args__ = (
        sa.Index("ix_school_class_sourced", "district_id", "sourced_id"),
        {"info": zone("open", "structure", masked="", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    sourced_id: Mapped[str] = mapped_column(sa.String(120))
    title: Mapped[str] = mapped_column(sa.String(200), info=plain("a class of the roster"))
    course: Mapped[str] = mapped_column(sa.String(200), default="", info=plain("a course of the roster"))
    active: Mapped[bool] = mapped_column(default=True)


class Enrollment(Base):
    """Who sits in which class."""

    __tablename__ = "enrollment"
    __table_args__ = (
        sa.UniqueConstraint("class_id", "person_id"),
        sa.Index("ix_enrollment_person", "person_id"),
        {"info": zone("open", "person", masked="", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    class_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("school_class.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(sa.String(20), info=personal("never", "roster", "student"))
    sourced_id: Mapped[str] = mapped_column(
        sa.String(120), default="", info=personal("never", "roster", "student")
    )
