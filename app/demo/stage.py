"""Hold the demo school while it is built: keys by name, the play, and who acts under which hat."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from app.accounts.actors import SignedIn, load_actor
from app.demo.devices import Fleet
from app.demo.people import People
from app.demo.play import Play
from app.demo.timetable import ZONE, Timetable
from app.identity.actor import Actor, system_actor
from app.identity.rights import Hat
from app.kernel import clock


@dataclass
class Stage:
    """The school so far. Shape: ``ids`` leads from people's sids to keys, ``rooms`` from codes."""

    seed: int
    people: People
    fleet: Fleet
    times: Timetable
    district_id: int = 0
    site_id: int = 0
    cadre_id: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    periods: tuple[int, ...] = ()
    _actors: dict[tuple[str, Hat], tuple[date, Actor]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.play = Play(self.times.end)

    def chance(self, purpose: str) -> Random:
        """Return a generator of its own for a purpose, so that one part never moves another."""
        return Random(f"{self.seed}:{purpose}")

    def system(self) -> Actor:
        """Return the product itself."""
        return system_actor(self.district_id)

    def user(self, sid: str) -> SignedIn:
        """Return a person as they are when signed in."""
        kind = "student" if sid.startswith("student") else "staff" if sid.startswith("staff") else "caregiver"
        now = clock.now()
        return SignedIn(
            self.ids[sid], self.district_id, self.site_id, kind, "", 0, 0, now, locked=False, zone=ZONE.key
        )

    def actor(self, sid: str, hat: Hat) -> Actor:
        """Return who a person is under a hat today, loaded as at every request, but once a day; everybody confirmed
        that it is they.

        Refuses: LookupError when the person does not wear the hat.
        """
        today = clock.now().date()
        kept = self._actors.get((sid, hat))
        if kept is None or kept[0] != today:
            found = load_actor(self.user(sid), hat)
            if found is None:
                raise LookupError(f"{sid} does not wear the hat {hat.value}")
            kept = self._actors[sid, hat] = (today, replace(found, fresh=True))
        return kept[1]

    def forget_actors(self) -> None:
        """Load everybody anew: a rung, a grant or a group has changed."""
        self._actors.clear()

    def after(self, minutes: float) -> datetime:
        """Return the moment so many minutes from now on the simulated clock."""
        return clock.now() + timedelta(minutes=minutes)

    def sid(self, part: str, place: int = 0) -> str:
        """Return the sid of a member of staff by their part."""
        return self.people.part(part)[place].sid
