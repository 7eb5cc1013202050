"""Roster runs: what was imported when, in counts and line numbers."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class RosterRun(Base):
    """One applied set: its counts, refused lines and left-out columns, never a value from the file."""

    __tablename__ = "roster_run"
    __table_args__ = (
        sa.Index("ix_roster_run_district", "district_id", "applied_at"),
        {"info": zone("open", "structure", masked="", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    applied_at: Mapped[datetime] = mapped_column(UtcTime)
    actor_id: Mapped[int] = mapped_column(Id)
    version: Mapped[str] = mapped_column(sa.String(10), info=plain("a version"))
    mode: Mapped[str] = mapped_column(sa.String(10))
    digest: Mapped[str] = mapped_column(sa.String(64), info=plain("a checksum"))
    counts: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("counts"))
    refusals: Mapped[list[Any]] = mapped_column(Json, info=plain("places in a file and codes"))


class RosterUpload(Base):
    """An uploaded set that waits for a person to look at its preview; ended within an hour.

    Shape: state is waiting, applying or failed; ``said`` is the sentence of a failure.
    """

    __tablename__ = "roster_upload"
    __table_args__ = ({"info": zone("vault", "days_30") | {"bookkeeping": True}},)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    uploaded_at: Mapped[datetime] = mapped_column(UtcTime)
    file_name: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("never", "roster"))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, info=personal("never", "roster"))
    state: Mapped[str] = mapped_column(sa.String(10), default="waiting", info=plain("a state"))
    said: Mapped[str] = mapped_column(sa.String(300), default="", info=plain("a sentence of ours"))
