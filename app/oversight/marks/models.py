"""What the rules said of each look, kept so that no page judges a year anew."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime, index_where
from app.kernel.zones import zone

_MINE = "event_id,district_id,person_id,at,day,week_on,slot,tag,ticket_id,own_outcome,own_told"


class ReviewMark(Base):
    """One look or act of somebody whose trail is reviewed, and what the rules say of it.

    Shape: state and codes are for reviewers alone, since some of them speak of who asked; ``own_`` columns are
    what its author may read of it. It is made from the events and can be made again.
    """

    __tablename__ = "review_mark"
    __table_args__ = (
        sa.Index("ix_review_mark_week", "district_id", "week_on", "person_id", "at"),
        sa.Index("ix_review_mark_person", "person_id", "at"),
        sa.Index("ix_review_mark_settles", "district_id", "settles_at"),
        index_where(
            "ix_review_mark_flagged",
            "district_id",
            "at",
            where="state IN ('unexplained', 'suspicious')",
        ),
        {
            "info": zone("open", "as_long_as_the_record", masked="", own=f"r({_MINE})", reveal="", sign_in="")
            | {
                "bookkeeping": True,
                "own_rows": "person_id = current_setting('cadre.person', true)::bigint",
            }
        },
    )

    event_id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int | None] = mapped_column(Id)
    cadre_id: Mapped[int | None] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcTime)
    day: Mapped[date]
    week_on: Mapped[date]
    slot: Mapped[str] = mapped_column(sa.String(30), info=plain("a bell period"))
    tag: Mapped[str] = mapped_column(sa.String(60), info=plain("a tag"))
    look: Mapped[bool]
    ticket_id: Mapped[int | None] = mapped_column(Id)
    state: Mapped[str] = mapped_column(sa.String(12))
    codes: Mapped[list[str]] = mapped_column(Json, info=personal("never", "answer"))
    words: Mapped[list[str]] = mapped_column(Json, info=personal("never", "answer"))
    own_outcome: Mapped[str] = mapped_column(sa.String(20), info=plain("a code"))
    own_told: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("references and codes"))
    settles_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ReviewProgress(Base):
    """Until when a district's events are marked, and who is at it."""

    __tablename__ = "review_progress"
    __table_args__ = ({"info": zone("bookkeeping", "structure", masked="", own="", reveal="", sign_in="")},)

    district_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    marked_until: Mapped[datetime] = mapped_column(UtcTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
