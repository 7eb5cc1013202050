"""Find devices by their tag, and say whose they are: yes or no, never who."""

from app.audit.work import Work
from app.helpdesk.devices import queries
from app.kernel.frozen import dataclass

LONGEST_TAG = 40


@dataclass(frozen=True)
class DeviceView:
    """A device as its holder picks it from a list."""

    tag: str
    model: str


def normal_tag(typed: str | None) -> str:
    """Return an asset tag as it is stored: upper case, no spaces."""
    return "".join((typed or "").replace("\x00", "").split()).upper()[:LONGEST_TAG]


def list_own_devices(work: Work) -> tuple[DeviceView, ...]:
    """Return the devices that the acting person holds."""
    return tuple(DeviceView(row.tag, row.model) for row in work.rows(queries.own_devices(work.actor)))


def find_device(work: Work, tag: str | None) -> int | None:
    """Return the key of the device with this tag, or None."""
    wanted = normal_tag(tag)
    found = work.value(queries.by_tag(work.actor, wanted)) if wanted else None
    return None if found is None else int(found)


def is_theirs(work: Work, device_id: int, person_id: int) -> bool:
    """Tell whether a person holds a device."""
    return work.value(queries.held_by(work.actor, device_id, person_id)) is not None
