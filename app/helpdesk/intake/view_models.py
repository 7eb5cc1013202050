"""What the form and the confirmation show."""

from app.helpdesk.devices.services import DeviceView
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of trouble to pick."""

    code: str
    label: str
    help: str


@dataclass(frozen=True)
class RoomChoice:
    """A room to pick, under its school where there are several."""

    key: str
    label: str
    site: str


@dataclass(frozen=True)
class AskView:
    """Everything the form offers to one person, and what may be promised now."""

    site: str
    common: tuple[Kind, ...]
    more: tuple[Kind, ...]
    rooms: tuple[RoomChoice, ...]
    devices: tuple[DeviceView, ...]
    promise: str
    must_choose_room: bool
    notice: str = ""


@dataclass(frozen=True)
class AskedView:
    """The number and the promise, right after asking. Shape: files are names and where each is covered."""

    site: str
    number: str
    promise: str
    waits_for_adult: bool
    sensitive: bool
    files: tuple[tuple[str, str], ...] = ()
    notice: str = ""
