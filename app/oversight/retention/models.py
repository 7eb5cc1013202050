"""Purges: what was to be erased, who approved it, how far it is."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class PurgeRun(Base):
    """One purge: counts only, never a value of what went.

    Shape: state is planned, running, done or dropped; planned and erased count rows by table. With a person it erases
    what is theirs before its time, and ``why`` says on whose word.
    """

    __tablename__ = "purge_run"
    __table_args__ = (
        sa.Index("ix_purge_run_district", "district_id", "asked_at"),
        {"info": zone("open", "as_long_as_the_record", masked="", own="", reveal="", sign_in="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    state: Mapped[str] = mapped_column(sa.String(10))
    person_id: Mapped[int | None] = mapped_column(Id)
    why: Mapped[str] = mapped_column(sa.String(10), server_default="", info=plain("a code"))
    as_of: Mapped[datetime] = mapped_column(UtcTime)
    periods: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("days by class"))
    planned: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("counts by table"))
    erased: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("counts by table"))
    asked_by_id: Mapped[int] = mapped_column(Id)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    approved_by_id: Mapped[int | None] = mapped_column(Id)
    approved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)


class PurgeUnit(Base):
    """One unit that a plan lists and that the purge has not come to yet: a purge erases nothing that is not here."""

    __tablename__ = "purge_unit"
    __table_args__ = (
        {"info": zone("open", "as_long_as_the_record", masked="", own="", reveal="", sign_in="")},
    )

    run_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("purge_run.id"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(sa.String(20), primary_key=True, info=plain("a kind of unit"))
    unit_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
