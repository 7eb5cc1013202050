"""Who asks: frozen, cut loose from the database, so that a rule cannot load or go stale."""

from collections.abc import Callable
from dataclasses import field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.identity.rights import READS_ALONG, Can, Clearance, Hat, Role
from app.kernel.frozen import dataclass

Day = Callable[[datetime], date]  # tells the day of a moment at somebody's place: ``Work.day``


@dataclass(frozen=True)
class Actor:
    """One person under one hat in one request."""

    person_id: int
    district_id: int
    hat: Hat
    clearance: Clearance
    roles: frozenset[Role] = frozenset()
    rights: frozenset[Can] = frozenset()
    site_ids: frozenset[int] = frozenset()
    name: str = ""
    rung: str = ""
    cadre_ids: frozenset[int] = frozenset()
    past_cadre_ids: frozenset[int] = frozenset()  # a teacher's teams of before: reviewed and graded still
    cleared: frozenset[str] = frozenset()
    lapsed: frozenset[str] = frozenset()  # categories that were open to this student and are not now
    grants: frozenset[str] = frozenset()
    group_ids: frozenset[int] = frozenset()
    lacking: tuple[str, ...] = ()
    ends_on: date | None = None
    session_id: int | None = None
    on_behalf_of_id: int | None = None
    kind: str = field(default="student")
    policy_id: int = 0  # the district's version of the mask policy; 0 is what is drawn
    seen_by_id: int = 0  # the adult who only looks at what this person sees: nothing is done in their name
    zone: str = ""  # of the school, where "today" is told; a job has none of its own
    fresh: bool = False  # the session confirmed its PIN or password within the last ten minutes

    @property
    def masked(self) -> bool:
        """Tell whether this actor sees masked text only."""
        return self.clearance is Clearance.MASKED

    @property
    def staff(self) -> bool:
        return self.clearance is Clearance.STAFF

    @property
    def kept_from_live(self) -> str:
        """Say why this student works on no live ticket now: what is lacking, or the rung; empty for anybody else."""
        return self.lacking[0] if self.lacking else READS_ALONG.get(self.rung, "")

    def day(self, at: datetime) -> date:
        """Return the day of a moment where this actor is."""
        return at.astimezone(ZoneInfo(self.zone or "UTC")).date()

    def can(self, right: Can) -> bool:
        return right in self.rights

    def cleared_for(self, category_code: str) -> bool:
        """Tell whether a grant (or an adult's clearance) opens this category."""
        return self.staff or category_code in self.cleared


def system_actor(district_id: int, on_behalf_of_id: int | None = None) -> Actor:
    """Return the product itself as an actor: jobs, imports from the command line, rules."""
    return Actor(
        person_id=0,
        district_id=district_id,
        hat=Hat.SYSTEM,
        clearance=Clearance.SYSTEM,
        name="Cadre",
        on_behalf_of_id=on_behalf_of_id,
        kind="system",
    )
