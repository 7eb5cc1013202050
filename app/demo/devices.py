"""Count out the demo's devices: tags, models, whose they are. Pure."""

from datetime import date
from random import Random

from app.demo.names.load import load_school
from app.demo.names.model import Model
from app.demo.people import People
from app.kernel.frozen import dataclass

SHARED = ("projector", "board", "doc_camera", "printer", "tablet", "headset", "desktop", "dell_laptop")
PERSONAL = ("chromebook", "chromebook_2in1")
FULL_SCHOOL = 800


@dataclass(frozen=True, slots=True)
class Tagged:
    """Hold one device; holder is a person's sid or empty."""

    tag: str
    kind: str
    model: str
    warranty: str
    holder: str


@dataclass(frozen=True)
class Fleet:
    """Hold every device of the school."""

    devices: tuple[Tagged, ...]

    def tag_for(self, random: Random, kind: str, sid: str) -> str:
        """Return the tag that a ticket names: the asker's own where one fits, else any of its kind."""
        if kind == "none":
            return ""
        own = [one for one in self.devices if one.holder == sid]
        fitting = [one for one in own if one.kind == kind or {one.kind, kind} <= set(PERSONAL)]
        if fitting:
            return fitting[0].tag
        found = [one for one in self.devices if one.kind == kind] or list(self.devices)
        return random.choice(found).tag


def count_devices(people: People, today: date) -> Fleet:
    """Return the devices of a school of this size."""
    school = load_school()
    share = len(people.pupils) / FULL_SCHOOL
    pupils = [pupil.sid for pupil in people.pupils]
    staff = [adult.sid for adult in people.staff]
    devices: list[Tagged] = []
    for model in school.models:
        holders = pupils if model.kind in PERSONAL else staff if model.kind == "windows_laptop" else []
        for number in range(max(3, round(model.count * share))):
            holder = holders.pop(0) if holders else ""
            until = _warranty(model, number, today)
            devices.append(
                Tagged(school.asset_tags.make(len(devices)), model.kind, model.name, until, holder)
            )
    return Fleet(tuple(devices))


def _warranty(model: Model, number: int, today: date) -> str:
    year = today.year + number % model.years - 1
    return f"to June {year}" if year >= today.year else f"ended June {year}"
