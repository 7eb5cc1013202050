"""Put together what an adult sees of people."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.accounts.people import policy, services
from app.accounts.people.policy import ROLE_WORDS
from app.accounts.people.view_models import PersonRow, PersonView, RoleLine, about, role_words
from app.accounts.teams.reading import account_states
from app.audit.tags import Tag
from app.audit.work import Work
from app.school.people import queries
from app.school.people.models import StaffProfile
from app.school.people.view_models import name_of, sealed_name
from app.school.places import queries as places


def search(work: Work, text: str) -> tuple[PersonRow, ...]:
    """Return people within reach by name, number or username.

    Records: people:seen, with whom it found.
    """
    words = text.split()[:5]
    rows = work.rows(queries.search(work.actor, words)) if words else []
    return _rows(work, rows)


def _rows(work: Work, rows: Sequence[Any]) -> tuple[PersonRow, ...]:
    ids = [row.id for row in rows]
    if not ids:
        return ()
    states = account_states(work, ids)
    held: dict[int, list[str]] = {}
    for row in services.current(work.rows(queries.memberships(work.actor, ids)), work.today):
        held.setdefault(row.person_id, []).append(role_words(row.role))
    work.record(Tag.PEOPLE_SEEN, subjects=ids, fields=["name", "roles", "account"])
    return tuple(
        PersonRow(
            id=row.id,
            name=name_of(sealed_name(row)),
            about=about(row),
            place=row.site_name or "the district",
            roles=", ".join(dict.fromkeys(held.get(row.id, ()))),
            account=states[row.id],
            active=row.active,
        )
        for row in rows
    )


def read_person(work: Work, person_id: int) -> PersonView:
    """Return somebody's page.

    Refuses: NotFound.
    Records: people:seen.
    """
    row = services.find(work, person_id)
    target, wide = services.target_of(work, row), services.is_wide(work)
    profile = work.first(
        sa.select(StaffProfile.display_name, StaffProfile.title).where(
            StaffProfile.person_id == person_id, StaffProfile.district_id == work.actor.district_id
        )
    )
    return PersonView(
        row=_rows(work, [row])[0],
        kind=row.kind,
        roles=_roles(work, person_id, target, wide),
        slip=policy.make_slip(work.actor, target, wide),
        disable=policy.disable(work.actor, target, wide),
        give=policy.give_role(work.actor, target, "technician", True, wide),
        offers=_offers(work, wide),
        display_name=profile.display_name if profile else "",
        title=profile.title if profile else "",
        adults_only=_adults_only(work, person_id),
    )


def _adults_only(work: Work, person_id: int) -> str:
    held = work.first(queries.adults_only(work.actor, person_id))
    if held is None:
        return ""
    on = work.day(held.set_at)
    return f"{policy.ASKED_BY.get(held.asked_by, 'an adult')}, {on:%b} {on.day}, {on.year}"


def _roles(work: Work, person_id: int, target: policy.Target, wide: bool) -> tuple[RoleLine, ...]:
    rows = work.rows(queries.memberships(work.actor, [person_id]))
    now = {row.id for row in services.current(rows, work.today)}
    return tuple(
        RoleLine(
            row.id,
            role_words(row.role),
            row.org_name,
            row.source,
            row.id in now,
            None
            if row.source == "roster" or row.id not in now
            else policy.end_role(work.actor, target, row.role, row.org_kind == "school", wide),
        )
        for row in rows
    )


def _offers(work: Work, wide: bool) -> tuple[tuple[str, str], ...]:
    """Return the roles that the actor can give, each with its place."""
    found = []
    for row in work.rows(places.tree(work.actor)):
        at_school = row.kind == "school"
        if not (row.id in work.actor.site_ids if at_school else wide and row.id == work.actor.district_id):
            continue
        for role, words in ROLE_WORDS.items():
            if role.value != "privacy_officer" or (wide and not at_school):
                found.append((f"{role.value}@{row.code}", f"{words}, {row.name}"))
    return tuple(found)
