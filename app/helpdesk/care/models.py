"""Cases that need an adult, who was called, the rota, the school's words and its phrases of harm."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class CareCase(Base):
    """One time that a ticket needed an adult; a student's connection writes it and never reads it.

    Shape: reason is flag, category, words, adults_only, mention or adult; phrases are lines of the school's list,
    one a line; people are those whom the text names and whose tickets are for adults only.
    """

    __tablename__ = "care_case"
    __table_args__ = (
        sa.Index("ix_care_case_open", "district_id", "site_id", "acknowledged_at"),
        sa.Index("ix_care_case_ticket", "ticket_id"),
        {"info": zone("vault", "ticket", masked="i", own="i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    reason: Mapped[str] = mapped_column(sa.String(20), info=personal("never", "help"))
    phrases: Mapped[str] = mapped_column(sa.Text, default="", info=personal("never", "help"))
    people: Mapped[list[int]] = mapped_column(
        Json, default=list, server_default="[]", info=personal("never", "help", "student")
    )
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    step: Mapped[int] = mapped_column(default=0, info=plain("a count"))
    due_at: Mapped[datetime | None] = mapped_column(UtcTime)
    acknowledged_by_id: Mapped[int | None] = mapped_column(Id)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    returned_by_id: Mapped[int | None] = mapped_column(Id)
    returned_at: Mapped[datetime | None] = mapped_column(UtcTime)


class CareCall(Base):
    """Who was called for a case, and when."""

    __tablename__ = "care_call"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "person_id"),
        {"info": zone("vault", "ticket")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    case_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("care_case.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    step: Mapped[int] = mapped_column(info=plain("a count"))
    called_at: Mapped[datetime] = mapped_column(UtcTime)


class CareRota(Base):
    """Who is called first, on which weekdays and in which periods. Shape: digits from 0, Monday; empty is always."""

    __tablename__ = "care_rota"
    __table_args__ = (
        sa.Index("ix_care_rota_site", "site_id", "position"),
        {"info": zone("open", "structure", masked="", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    position: Mapped[int]
    weekdays: Mapped[str] = mapped_column(sa.String(7), default="", info=plain("days of the week"))
    periods: Mapped[str] = mapped_column(sa.String(200), default="", info=plain("names of periods"))


class CareNotice(Base):
    """What a school's form says about emergencies, in the school's words."""

    __tablename__ = "care_notice"
    __table_args__ = ({"info": zone("open", "structure")},)

    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"), primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    words: Mapped[str] = mapped_column(sa.String(600), info=plain("the school's sentence"))


class HarmPhrase(Base):
    """A line of a district's own list, or one of the list that ships, switched off."""

    __tablename__ = "harm_phrase"
    __table_args__ = (
        sa.UniqueConstraint("district_id", "words"),
        {"info": zone("open", "structure", masked="", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(12))
    words: Mapped[str] = mapped_column(sa.String(240), info=plain("a phrase of a list"))
    off: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(Id)
    set_at: Mapped[datetime] = mapped_column(UtcTime)
