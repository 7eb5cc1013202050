"""Compare a set's organizations with ours, and give each new school a short code."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.kernel.ids import new_id
from app.school.places.models import FIRST_ZONE, Org
from app.school.roster.diff import Delta, Values, compare
from app.school.roster.plan import Plan, Reach, bound, change
from app.school.roster.tree import IMPLIED, Place, Tree

LONGEST_NAME = 200
_FIELDS = ("kind", "name", "parent_id", "sourced_id", "active")


def plan_places(
    plan: Plan,
    tree: Tree,
    known: Sequence[sa.Row[Any]],
    home_id: int,
    codes: Iterable[str],
    is_whole: bool,
    reach: Reach = None,
) -> dict[str, int]:
    """Plan the organizations of a set and return our ids by the set's ids; codes are all those in use."""
    ids = _match(tree, known, home_id)
    rows = {row.id: row._asdict() for row in known if reach is None or row.id in reach}
    told = {ids[sid]: place for sid, place in tree.places.items() if reach is None or ids[sid] in reach}
    wanted = {key: _values(tree, place, ids, rows.get(key)) for key, place in told.items()}
    delta = compare(wanted, rows)
    _add(plan, tree, ids, delta, {code for code in codes if code}, _zones(known))
    plan.write(change(Org, *_FIELDS), [bound(key, values) for key, values in delta.changed.items()])
    absent = _absent(rows, delta.absent) if is_whole else []
    plan.write(change(Org, "active"), [bound(key, {"active": False}) for key in absent])
    ended = [key for key in delta.changed if rows[key]["active"] and not wanted[key]["active"]]
    plan.count("orgs", delta, len(absent) + len(ended))
    plan.counts["orgs"].changed -= len(ended)
    _show(plan, delta, rows, [*absent, *ended])
    return ids


def _match(tree: Tree, known: Sequence[sa.Row[Any]], home_id: int) -> dict[str, int]:
    by_sid = {row.sourced_id: row.id for row in known if row.sourced_id}
    unnamed = {_fold(row.name): row.id for row in known if not row.sourced_id and row.kind == "school"}
    ids: dict[str, int] = {}
    for sid, place in tree.places.items():
        if sid == tree.home:
            ids[sid] = home_id
        else:
            ids[sid] = by_sid.get(sid) or unnamed.pop(_fold(place.name), 0) or new_id()
    return ids


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _values(tree: Tree, place: Place, ids: Mapping[str, int], had: Mapping[str, Any] | None) -> Values:
    """Return what an organization is to be; a set of one district says nothing of the cooperative above it."""
    is_implied = place.sid == IMPLIED and had is not None
    above = had["parent_id"] if had is not None and place.kind == "district" else None
    return {
        "kind": place.kind,
        "name": had["name"] if is_implied and had else place.name[:LONGEST_NAME],
        "parent_id": ids[place.parent] if place.parent is not None else above,
        "sourced_id": had["sourced_id"] if is_implied and had else place.sid,
        "active": place.active,
    }


def _zones(known: Sequence[sa.Row[Any]]) -> dict[int, str]:
    """Return the time zone of each district: that of a school in use there, else its own."""
    rows = sorted(known, key=lambda row: (row.kind != "school", not row.active, row.id))
    zones: dict[int, str] = {}
    for row in rows:
        zones.setdefault(row.district_id, row.timezone)
    return zones


def _add(
    plan: Plan,
    tree: Tree,
    ids: Mapping[str, int],
    delta: Delta[int],
    codes: set[str],
    zones: Mapping[int, str],
) -> None:
    """Plan new places; each begins with its district's time zone, a new district with that of one beside it."""
    beside = next(iter(zones.values()), FIRST_ZONE)
    rank = {"cooperative": 0, "district": 1, "school": 2}
    sids = {ids[sid]: sid for sid in tree.places}
    rows: dict[str, list[dict[str, Any]]] = {}
    for key, values in sorted(delta.new.items(), key=lambda item: rank[item[1]["kind"]]):
        place = tree.places[sids[key]]
        code = short_code(place.name, codes)
        codes.add(code)
        district = ids[place.district]
        own = {"id": key, "district_id": district, "code": code, "timezone": zones.get(district, beside)}
        rows.setdefault(place.kind, []).append(own | values)
        if place.kind == "school":
            plan.new_schools.add(district)
    for kind in sorted(rows, key=rank.__getitem__):
        plan.write(sa.insert(Org), rows[kind])


def _absent(rows: Mapping[int, Mapping[str, Any]], keys: Iterable[int]) -> list[int]:
    schools = [key for key in keys if rows[key]["kind"] == "school" and rows[key]["sourced_id"]]
    return [key for key in schools if rows[key]["active"]]


def _show(plan: Plan, delta: Delta[int], rows: Mapping[int, Mapping[str, Any]], ended: list[int]) -> None:
    for values in delta.new.values():
        plan.show("add", "orgs", values["name"], values["kind"])
    for key, values in delta.changed.items():
        if key not in ended:
            was = rows[key]["name"]
            said = f"was {was}" if was != values["name"] else "its id or its place in the tree changed"
            plan.show("change", "orgs", values["name"], said)
    for key in ended:
        plan.show("end", "orgs", rows[key]["name"])


def short_code(name: str, taken: set[str]) -> str:
    """Return a free code of letters and digits for ticket numbers: ``LHS`` for Lake High School."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    initials = "".join(word[0] for word in words)[:4]
    base = initials if len(initials) > 1 else (words[0][:3] if words and len(words[0]) > 1 else "SCH")
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base[: 6 - len(str(number))]}{number}"
    return code
