"""Look people up; make slips, disable accounts, give and end roles."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, Invite, WebSession
from app.accounts.people import policy
from app.accounts.people.policy import Target
from app.accounts.slips import Slip, print_slips
from app.accounts.teams.queries import accounts
from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.school.people import queries
from app.school.people.models import AdultsOnly, Membership, StaffProfile
from app.school.places import queries as places


def find(work: Work, person_id: int) -> Any:
    """Return somebody within the actor's reach.

    Refuses: NotFound when hidden or absent.
    """
    row = work.first(queries.person(work.actor, person_id))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is nobody like that for you.", "Search again.")
    return row


def current(rows: Sequence[Any], today: date) -> list[Any]:
    """Return the roles that count today."""
    begun = [row for row in rows if row.starts_on is None or row.starts_on <= today]
    return [row for row in begun if row.ends_on is None or row.ends_on >= today]


def target_of(work: Work, row: Any) -> Target:
    """Return what the rules ask about somebody."""
    held = current(work.rows(queries.memberships(work.actor, [row.id])), work.today)
    own = [one for one in held if one.role in policy.ROLE_WORDS]
    wide = any(one.org_kind != "school" for one in own)
    account = work.first(accounts(work.actor, [row.id]))
    shut = account is not None and account.disabled_at is not None
    return Target(row.id, row.kind, row.active, tuple(one.role for one in own), wide, shut)


def is_wide(work: Work) -> bool:
    """Tell whether the actor administers the whole district."""
    held = current(work.rows(queries.memberships(work.actor, [work.actor.person_id])), work.today)
    return any(row.role == "administrator" and row.org_kind != "school" for row in held)


def make_slip(work: Work, person_id: int) -> tuple[Slip, ...]:
    """Make a new slip for somebody.

    Refuses: NotFound; by policy.make_slip.
    Records: invite:made, invites:printed.
    """
    row = find(work, person_id)
    work.intend(Tag.INVITE_MADE, subjects=[person_id])
    policy.make_slip(work.actor, target_of(work, row), is_wide(work)).require()
    return print_slips(work, [person_id])


def disable_account(work: Work, person_id: int) -> None:
    """Stop somebody from signing in, end their sessions and their slips.

    Refuses: NotFound; by policy.disable; Conflict when there is nothing to disable.
    Records: account:disabled.
    """
    row = find(work, person_id)
    work.intend(Tag.ACCOUNT_DISABLED, subjects=[person_id])
    policy.disable(work.actor, target_of(work, row), is_wide(work)).require()
    now = work.now
    mine = Account.person_id == person_id
    off = sa.update(Account).where(mine, Account.disabled_at.is_(None)).values(disabled_at=now)
    slips = sa.update(Invite).where(
        Invite.person_id == person_id, Invite.used_at.is_(None), Invite.ended_at.is_(None)
    )
    ended = work.change(off) + work.change(slips.values(ended_at=now))
    if not ended:
        raise Conflict("There is no account and no slip to disable.", "Nothing was changed.")
    open_ones = sa.update(WebSession).where(WebSession.person_id == person_id, WebSession.ended_at.is_(None))
    work.execute(open_ones.values(ended_at=now))
    if row.kind == "student":  # who cannot sign in makes no next request that would give their tickets back
        work.enqueue("give_back_tickets", district_id=work.actor.district_id, person_id=person_id)
    work.record(Tag.ACCOUNT_DISABLED, subjects=[person_id], disabled=True)


def enable_account(work: Work, person_id: int) -> None:
    """Let somebody sign in again with the password they had.

    Refuses: NotFound; by policy.disable; Conflict when it is not disabled.
    Records: account:disabled, with disabled false.
    """
    row = find(work, person_id)
    work.intend(Tag.ACCOUNT_DISABLED, subjects=[person_id], disabled=False)
    policy.disable(work.actor, target_of(work, row), is_wide(work)).require()
    here = (Account.person_id == person_id, Account.disabled_at.is_not(None))
    if work.change(sa.update(Account).where(*here).values(disabled_at=None)) != 1:
        raise Conflict("This account is not disabled.", "Nothing was changed.")
    work.record(Tag.ACCOUNT_DISABLED, subjects=[person_id], disabled=False)


def give_role(work: Work, person_id: int, role: str, org_code: str) -> None:
    """Give somebody a role at a school or the district.

    Refuses: NotFound; by policy.give_role; Conflict when it is held already.
    Records: grant:given.
    """
    row = find(work, person_id)
    work.intend(Tag.GRANT_GIVEN, subjects=[person_id], kind="role", role=role)
    org = _place(work, org_code)
    target = target_of(work, row)
    policy.give_role(work.actor, target, role, org.kind == "school", is_wide(work)).require()
    held = current(work.rows(queries.memberships(work.actor, [person_id])), work.today)
    if any(one.role == role and one.org_id == org.id for one in held):
        raise Conflict("This person has that role already.", "Nothing was changed.")
    values = {"person_id": person_id, "org_id": org.id, "role": role, "source": "office"}
    today = work.today
    work.insert(Membership, id=new_id(), district_id=work.actor.district_id, starts_on=today, **values)
    work.record(Tag.GRANT_GIVEN, subjects=[person_id], kind="role", role=role, place=org.id)


def _place(work: Work, code: str) -> Any:
    rows = work.rows(places.tree(work.actor))
    reach = {work.actor.district_id, *work.actor.site_ids}
    found = next((row for row in rows if row.code == code and row.id in reach), None)
    if found is None:
        raise NotFound("There is no such place for you.", "Pick one from the list.")
    return found


def end_role(work: Work, person_id: int, membership_id: int) -> None:
    """End a role that was given here.

    Refuses: NotFound; by policy.end_role; Conflict for a role of the roster.
    Records: grant:ended.
    """
    row = find(work, person_id)
    held = current(work.rows(queries.memberships(work.actor, [person_id])), work.today)
    found = next((one for one in held if one.id == membership_id), None)
    if found is None:
        raise NotFound("This role has ended already.", "Reload the page.")
    work.intend(Tag.GRANT_ENDED, subjects=[person_id], kind="role", role=found.role)
    target = target_of(work, row)
    policy.end_role(work.actor, target, found.role, found.org_kind == "school", is_wide(work)).require()
    if found.source == "roster":
        raise Conflict("This role came with the roster.", "Change it in the student information system.")
    yesterday = work.today - timedelta(days=1)
    work.execute(sa.update(Membership).where(Membership.id == found.id).values(ends_on=yesterday))
    work.record(Tag.GRANT_ENDED, subjects=[person_id], kind="role", role=found.role, place=found.org_id)


def name_staff(work: Work, person_id: int, display_name: str, title: str) -> None:
    """Set the professional name and title under which a member of staff is seen.

    Refuses: NotFound; Invalid for an empty name or somebody who is no staff.
    Records: member:changed.
    """
    row = find(work, person_id)
    name = " ".join(display_name.split())
    if row.kind != "staff" or not name:
        raise Invalid("A professional name is for staff, and needs a character.", field="display_name")
    values = {"display_name": name[:120], "title": " ".join(title.split())[:120]}
    known = sa.update(StaffProfile).where(StaffProfile.person_id == person_id).values(**values)
    if work.change(known) == 0:
        work.insert(StaffProfile, person_id=person_id, district_id=work.actor.district_id, **values)
    work.record(Tag.MEMBER_CHANGED, subjects=[person_id], fields=["display_name", "title"])


def set_adults_only(work: Work, person_id: int, asked_by: str) -> None:
    """Keep somebody's tickets for adults, as their guardian, they or the school asked; empty ends it.

    Refuses: NotFound; Invalid for an unknown wish or somebody who is no student; Conflict when nothing changes.
    Records: person:flagged.
    """
    row = find(work, person_id)
    work.intend(Tag.PERSON_FLAGGED, subjects=[person_id])
    if row.kind != "student" or (asked_by and asked_by not in policy.ASKED_BY):
        raise Invalid("Choose who asked for it. It is for students.", field="asked_by")
    held = work.first(queries.adults_only(work.actor, person_id))
    if asked_by and held is None:
        common = {"district_id": work.actor.district_id, "set_by_id": work.actor.person_id}
        work.insert(AdultsOnly, person_id=person_id, asked_by=asked_by, set_at=work.now, **common)
        work.enqueue("adults_only_set", district_id=work.actor.district_id, person_id=person_id)
    elif not asked_by and held is not None:
        work.execute(queries.adults_only_ended(work.actor, person_id))
    else:
        raise Conflict("It is so already.", "Nothing was changed.")
    work.record(Tag.PERSON_FLAGGED, subjects=[person_id], adults_only=bool(asked_by), by=asked_by)
