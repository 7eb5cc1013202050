"""Who is mailed the heads of the log."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class LogRecipient(Base):
    """Somebody outside the machine who keeps heads: a parent council, a school board, another district."""

    __tablename__ = "log_recipient"
    __table_args__ = (
        sa.UniqueConstraint("district_id", "mail"),
        {"info": zone("vault", "structure")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    mail: Mapped[str] = mapped_column(sa.String(254), info=personal("never", "answer"))
    added_by_id: Mapped[int] = mapped_column(Id)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
