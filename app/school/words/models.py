"""The vocabulary of a district's schools, in the vault: a word released by mistake may be somebody's."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class SiteWord(Base):
    """A word or a few of them. Shape: kind is app, network or word (stay readable), or hide (always hidden)."""

    __tablename__ = "site_word"
    __table_args__ = (
        sa.UniqueConstraint("district_id", "words"),
        {"info": zone("vault", "structure")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(10), info=personal("masked", "help"))
    words: Mapped[str] = mapped_column(sa.String(80), info=personal("masked", "help"))
    ticket_id: Mapped[int | None] = mapped_column(Id)
    by_id: Mapped[int] = mapped_column(Id)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
