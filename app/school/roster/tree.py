"""Turn a set's organizations into ours: a cooperative, its districts, their schools. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.kernel.frozen import dataclass
from app.school.roster.reader import Org, OrgKind, Refusal, RowStatus

IMPLIED = ""  # the id of a district that the set does not name
_REMEDY = "Name a district as the school's parent in orgs.csv."


@dataclass(frozen=True, slots=True)
class Place:
    """An organization that we keep; kind is cooperative, district or school."""

    sid: str
    kind: str
    name: str
    parent: str | None
    district: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """What a set's organizations come to.

    Shape: ``home`` is the cooperative, or the one district; ``above`` leads from each to its parent.
    """

    home: str
    places: Mapping[str, Place]
    above: Mapping[str, str]
    refusals: tuple[Refusal, ...] = ()

    def place_of(self, sid: str) -> Place:
        """Return the nearest kept organization at or above one; the home where there is none."""
        here, steps = sid, 0
        while here not in self.places and here in self.above and steps < len(self.above):
            here, steps = self.above[here], steps + 1
        return self.places.get(here) or self.places[self.home]

    def districts(self) -> list[Place]:
        """Return the districts, the home first."""
        found = [place for place in self.places.values() if place.district == place.sid]
        return sorted(found, key=lambda place: place.sid != self.home)


def grow(orgs: Iterable[Org]) -> Tree:
    """Find the districts, or the organization that stands for one, and hang each school into its own.

    Refuses: a school outside every district where there are several, row by row.
    """
    kept = {org.sourced_id: org for org in orgs if org.kind is not None}
    above = {sid: org.parent for sid, org in kept.items() if org.parent}
    districts = [sid for sid, org in kept.items() if org.kind is OrgKind.DISTRICT] or _stand_in(kept, above)
    places = {sid: Place(sid, "district", kept[sid].name, None, sid, _active(kept[sid])) for sid in districts}
    if not districts:
        places[IMPLIED] = Place(IMPLIED, "district", _implied_name(kept), None, IMPLIED)
    roof = _roof(districts, kept, above) if len(districts) > 1 else None
    home = roof or next(iter(places))
    if roof:
        places = {sid: replace(place, parent=roof) for sid, place in places.items()}
        places[roof] = Place(roof, "cooperative", kept[roof].name, None, roof, _active(kept[roof]))
    refusals = _hang_schools(kept, above, places, districts or [IMPLIED])
    return Tree(home, places, above, tuple(refusals))


def _active(org: Org) -> bool:
    return org.status is RowStatus.ACTIVE


def _chain(sid: str, above: Mapping[str, str]) -> list[str]:
    chain = [sid]
    while chain[-1] in above and len(chain) <= len(above):
        chain.append(above[chain[-1]])
    return chain


def _stand_in(kept: Mapping[str, Org], above: Mapping[str, str]) -> list[str]:
    """Return the regional organization above every school, where the set names no district."""
    schools = [sid for sid, org in kept.items() if org.kind is OrgKind.SCHOOL]
    for sid, org in kept.items():
        if org.kind is OrgKind.LOCAL and schools and all(sid in _chain(school, above) for school in schools):
            return [sid]
    return []


def _implied_name(kept: Mapping[str, Org]) -> str:
    schools = [org.name for org in kept.values() if org.kind is OrgKind.SCHOOL]
    return schools[0] if len(schools) == 1 else "Our district"


def _roof(districts: list[str], kept: Mapping[str, Org], above: Mapping[str, str]) -> str | None:
    tops = Counter(sid for district in districts for sid in _chain(district, above)[1:])
    whole = [sid for sid, count in tops.items() if count == len(districts) and sid in kept]
    return next((sid for sid in whole if kept[sid].kind is OrgKind.LOCAL), whole[0] if whole else None)


def _hang_schools(
    kept: Mapping[str, Org], above: Mapping[str, str], places: dict[str, Place], districts: list[str]
) -> list[Refusal]:
    refusals = []
    for sid, org in kept.items():
        if org.kind is not OrgKind.SCHOOL or sid in places:
            continue
        own = next((one for one in _chain(sid, above) if one in districts), None)
        if own is None and len(districts) > 1:
            reason = "The school is in none of the set's districts."
            refusals.append(Refusal("orgs.csv", org.line, "parentSourcedId", reason, _REMEDY))
            continue
        home = own if own is not None else districts[0]
        places[sid] = Place(sid, "school", org.name, home, home, _active(org))
    return refusals
