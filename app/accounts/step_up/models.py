"""The PIN of an account, as a hash, with its own count of wrong tries."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class Pin(Base):
    """One PIN an account; a try is counted before it is checked, so that tries at once gain nothing."""

    __tablename__ = "pin"
    __table_args__ = ({"info": zone("secret", "account", sign_in="riud") | {"bookkeeping": True}},)

    account_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    pin_hash: Mapped[str] = mapped_column(sa.String(255), info=personal("never", "sign_in"))
    set_at: Mapped[datetime] = mapped_column(UtcTime)
    failures: Mapped[int] = mapped_column(default=0, info=personal("never", "sign_in"))
    wait_until: Mapped[datetime | None] = mapped_column(UtcTime)
