"""The mask policy's versions and what is proposed: append-only versions, one open proposal at a time."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone

_READ = "r(id,district_id,version,cells)"


class MaskVersion(Base):
    """One version of a district's mask policy: the cells that differ from the drawn ones, by whom, why."""

    __tablename__ = "mask_version"
    __table_args__ = (
        sa.UniqueConstraint("district_id", "version"),
        {
            "info": zone("open", "as_long_as_the_record", masked=_READ, own=_READ, staff="r i")
            | {"append_only": True}
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    version: Mapped[int]
    cells: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("cells of the mask policy"))
    why: Mapped[str] = mapped_column(sa.String(300), info=personal("never", "answer", "staff"))
    proposed_by_id: Mapped[int] = mapped_column(Id)
    approved_by_id: Mapped[int | None] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class MaskProposal(Base):
    """A change of the mask policy that waits for a second adult. Shape: state is waiting, approved, refused,
    withdrawn or expired."""

    __tablename__ = "mask_proposal"
    __table_args__ = (
        sa.Index("ix_mask_proposal_open", "district_id", "state"),
        {"info": zone("open", "as_long_as_the_record", masked="", own="", reveal="", sign_in="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    base_version: Mapped[int]
    cells: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("cells of the mask policy"))
    why: Mapped[str] = mapped_column(sa.String(300), info=personal("never", "answer", "staff"))
    proposed_by_id: Mapped[int] = mapped_column(Id)
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(sa.String(12))
    decided_by_id: Mapped[int | None] = mapped_column(Id)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
