"""The organization tree, rooms, terms, bell periods and closed days: open, and never personal."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id
from app.kernel.zones import zone

_OPEN = {"info": zone("open", "structure")}
FIRST_ZONE = "America/Denver"  # until somebody sets another


class Org(Base):
    """A cooperative, district or school; a district (or a cooperative) is its own district."""

    __tablename__ = "org"
    __table_args__ = (sa.Index("ix_org_district", "district_id", "kind"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    parent_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("org.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200), info=plain("the name of a place"))
    code: Mapped[str] = mapped_column(sa.String(8), default="")
    sourced_id: Mapped[str] = mapped_column(sa.String(120), default="")
    timezone: Mapped[str] = mapped_column(sa.String(60), default=FIRST_ZONE, info=plain("a time zone"))
    active: Mapped[bool] = mapped_column(default=True)
    names_version: Mapped[int] = mapped_column(default=1)
    mask_version_id: Mapped[int | None] = mapped_column(Id)
    number_pattern: Mapped[str] = mapped_column(sa.String(80), default="", info=plain("the form of numbers"))
    guardian_needed: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)


class Room(Base):
    """A room of a school; its code is printed on the door and is no secret."""

    __tablename__ = "room"
    __table_args__ = (sa.UniqueConstraint("site_id", "code"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    code: Mapped[str] = mapped_column(sa.String(20), info=plain("a room of the building"))
    name: Mapped[str] = mapped_column(sa.String(80), default="", info=plain("a room of the building"))


class Term(Base):
    """Dates between which school is in session."""

    __tablename__ = "term"
    __table_args__ = (sa.Index("ix_term_site", "site_id", "starts_on"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    name: Mapped[str] = mapped_column(sa.String(80), info=plain("a term"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    sourced_id: Mapped[str] = mapped_column(sa.String(120), default="")


class BellPeriod(Base):
    """A named interval of each school day. Units: minutes since local midnight."""

    __tablename__ = "bell_period"
    __table_args__ = (sa.Index("ix_bell_period_site", "site_id", "starts_minute"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    name: Mapped[str] = mapped_column(sa.String(20), info=plain("a bell period"))
    starts_minute: Mapped[int]
    ends_minute: Mapped[int]
    lunch: Mapped[bool] = mapped_column(default=False)


class ClosedDay(Base):
    """A day without school, typed in by an adult."""

    __tablename__ = "closed_day"
    __table_args__ = (sa.UniqueConstraint("site_id", "closed_on"), _OPEN)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    closed_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.String(80), default="", info=plain("why the school is closed"))
