"""Selects over devices: by tag for anybody, by holder for the holder and for the product."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.devices.models import Device, DeviceHolder
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


@kept()
def by_tag(actor: Actor, tag: str) -> Select:
    """The device with an asset tag."""
    return sa.select(Device.id, Device.tag, Device.model).where(
        Device.district_id == actor.district_id, Device.tag == tag
    )


@kept()
def own_devices(actor: Actor, limit: int = 10) -> Select:
    """The devices that the acting person holds."""
    return (
        sa.select(Device.id, Device.tag, Device.model)
        .join(DeviceHolder, DeviceHolder.device_id == Device.id)
        .where(DeviceHolder.district_id == actor.district_id, DeviceHolder.person_id == actor.person_id)
        .order_by(Device.tag)
        .limit(limit)
    )


@kept()
def held_by(actor: Actor, device_id: int, person_id: int) -> Select:
    """One row when the person holds the device; for the holder, an adult or the product."""
    return sa.select(DeviceHolder.device_id).where(
        DeviceHolder.district_id == actor.district_id,
        DeviceHolder.device_id == device_id,
        DeviceHolder.person_id == person_id,
    )
