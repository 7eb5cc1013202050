"""Pairs that adults keep apart, in the vault; and beside them, outside, only whose tickets a tech is never given."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class KeptApart(Base):
    """Two students whom an adult keeps apart, or says to be family, from a day to a day; never for students."""

    __tablename__ = "kept_apart"
    __table_args__ = (
        sa.Index("ix_kept_apart_district", "district_id", "ended_at"),
        sa.CheckConstraint("first_id <> second_id", name="two_people"),
        {"info": zone("vault", "person")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    first_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), info=personal("never", "answer", "student")
    )
    second_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), info=personal("never", "answer", "student")
    )
    reason: Mapped[str] = mapped_column(sa.String(20), info=personal("never", "answer", "student"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[int] = mapped_column(Id, info=personal("never", "answer", "staff"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_by: Mapped[int | None] = mapped_column(Id, info=personal("never", "answer", "staff"))


class Barred(Base):
    """Whose tickets somebody is never given, family and kept apart alike: two keys, and no word about why."""

    __tablename__ = "barred"
    __table_args__ = (
        {"info": zone("open", "person", masked="r", own="", sign_in="", reveal="r") | {"bookkeeping": True}},
    )

    tech_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id, index=True)
