"""Year rollovers: what was chosen, what changed, and how to take it back."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class Rollover(Base):
    """One change of the school year at a school; its id marks every change it made.

    Shape: state is planned, applied or undone; choices are what was picked; changes are the columns before and
    after, row by row: keys, dates and codes.
    """

    __tablename__ = "rollover"
    __table_args__ = (
        sa.Index("ix_rollover_site", "district_id", "site_id", "planned_at"),
        {"info": zone("open", "learning", masked="", own="", reveal="", sign_in="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    cadre_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("cadre.id"))
    state: Mapped[str] = mapped_column(sa.String(10))
    choices: Mapped[dict[str, Any]] = mapped_column(
        Json, info=plain("keys, dates and codes that were picked")
    )
    changes: Mapped[list[Any]] = mapped_column(Json, info=plain("keys, dates and codes before and after"))
    planned_by_id: Mapped[int] = mapped_column(Id)
    planned_at: Mapped[datetime] = mapped_column(UtcTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcTime)
    undo_until: Mapped[date | None]
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)
