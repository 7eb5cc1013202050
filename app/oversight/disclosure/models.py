"""Who looked at whose record: an index of the events by subject, who the parties were then, and requests from
outside the school."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_NEVER = {"masked": "", "own": "", "reveal": "", "sign_in": ""}

_SAID = personal("never", "answer")


class EventSubject(Base):
    """One line a subject of an event: made from the events, and could be made again from them."""

    __tablename__ = "event_subject"
    __table_args__ = (
        sa.PrimaryKeyConstraint("event_id", "subject_id"),
        sa.Index("ix_event_subject_subject", "subject_id", "occurred_at", "event_id"),
        {"info": zone("open", "as_long_as_the_record", **_NEVER) | {"bookkeeping": True}},
    )

    event_id: Mapped[str] = mapped_column(sa.String(32))
    subject_id: Mapped[int] = mapped_column(Id, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    occurred_at: Mapped[datetime] = mapped_column(UtcTime)
    party_id: Mapped[int] = mapped_column(Id)


class SubjectMark(Base):
    """How far the events of a district are in the index."""

    __tablename__ = "subject_mark"
    __table_args__ = ({"info": zone("open", "structure", **_NEVER) | {"bookkeeping": True}},)

    district_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    until_at: Mapped[datetime] = mapped_column(UtcTime)


class Party(Base):
    """What somebody who looked was called at that time; a change of name is a new row.

    Source: 34 CFR 99.32(a)(3): the parties are named as long as the record is kept.
    Shape: a student's number is the same in all their rows; a member of staff has 0.
    """

    __tablename__ = "party"
    __table_args__ = (
        sa.Index("ix_party_person", "district_id", "person_id", "named_at"),
        {"info": zone("vault", "as_long_as_the_record") | {"bookkeeping": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(20), info=_SAID)
    name: Mapped[str] = mapped_column(sa.String(260), info=_SAID)
    working_name: Mapped[str] = mapped_column(sa.String(30), default="", info=_SAID)
    number: Mapped[int] = mapped_column(default=0, info=_SAID)
    named_at: Mapped[datetime] = mapped_column(UtcTime)


class OutsideRequest(Base):
    """Somebody outside the school asked for a record, and got it, part of it, or nothing.

    Source: 34 CFR 99.32(a), (b); 34 CFR 300.614.
    """

    __tablename__ = "outside_request"
    __table_args__ = (
        sa.Index("ix_outside_request_person", "district_id", "person_id"),
        {"info": zone("vault", "as_long_as_the_record") | {"append_only": True, "purged": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    party: Mapped[str] = mapped_column(sa.String(160), info=_SAID)
    interest: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    purpose: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    what: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    further: Mapped[str] = mapped_column(sa.Text, default="", info=_SAID)
    basis: Mapped[str] = mapped_column(sa.String(20), info=_SAID)
    outcome: Mapped[str] = mapped_column(sa.String(12), info=_SAID)
    asked_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(Id)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)


class RecordRule(Base):
    """A choice of the district about its records; the newest row of a kind and code counts, none is lost.

    Shape: kind is ``tech_names`` (value ``name`` or ``number``) or ``retention`` (value in days).
    """

    __tablename__ = "record_rule"
    __table_args__ = (
        sa.Index("ix_record_rule_kind", "district_id", "kind", "code", "set_at"),
        {"info": zone("open", "structure", masked="", own="") | {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(20))
    code: Mapped[str] = mapped_column(sa.String(40), default="")
    value: Mapped[str] = mapped_column(sa.String(20), info=plain("a choice or a number of days"))
    set_by_id: Mapped[int] = mapped_column(Id)
    set_at: Mapped[datetime] = mapped_column(UtcTime)
