"""Devices: tag and model are open; whose it is lies in the vault."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id
from app.kernel.zones import zone


class Device(Base):
    """A device with an asset tag."""

    __tablename__ = "device"
    __table_args__ = (sa.UniqueConstraint("district_id", "tag"), {"info": zone("open", "structure")})

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    tag: Mapped[str] = mapped_column(sa.String(40), info=personal("masked", "help", "room"))
    model: Mapped[str] = mapped_column(sa.String(80), info=plain("a model"))
    warranty: Mapped[str] = mapped_column(sa.String(40), default="", info=plain("a warranty"))


class DeviceHolder(Base):
    """Whose device it is."""

    __tablename__ = "device_holder"
    __table_args__ = (
        {
            "info": zone("vault", "person", own="r")
            | {"own_rows": "person_id = current_setting('cadre.person', true)::bigint"}
        },
    )

    device_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("device.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("person.id"), index=True, info=personal("never", "identify")
    )
