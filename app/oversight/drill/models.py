"""Runs of the drill that somebody asked for."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class DrillRun(Base):
    """One run: how far it is, and what came out. Shape: state is waiting, running, done or failed."""

    __tablename__ = "drill_run"
    __table_args__ = (
        sa.Index("ix_drill_run_newest", "district_id", "asked_at"),
        {"info": zone("open", "structure", masked="", own="", reveal="", sign_in="") | {"bookkeeping": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    asked_by_id: Mapped[int] = mapped_column(Id)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    seed: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10))
    percent: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    result: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("counts of made-up acts"))
