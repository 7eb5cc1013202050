"""Read the mask policy and change it: stricter at once, looser with a second adult."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets.services import names_for
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.oversight.mask import policy, queries
from app.oversight.mask.view_models import (
    DiffView,
    PolicyView,
    ProposalView,
    VersionView,
    change_view,
    heads,
    rows,
)
from app.privacy.models import MaskProposal, MaskVersion
from app.privacy.policy import DRAWN, RULES, Change, MaskPolicy, UnknownCell, changes, read_cells, write_cells
from app.school.calendar.words import stamp_words

WAITS = timedelta(days=14)
LEAST_WORDS, MOST_WORDS = 10, 300
_RACE = "Somebody has just changed the mask policy."
_AGAIN = "Read what holds now, then decide again."


def _as_policy(row: Any) -> MaskPolicy:
    return MaskPolicy(row.version, read_cells(row.cells)) if row is not None else DRAWN


def policy_in_force(work: Work) -> MaskPolicy:
    """Return the mask policy of the actor's district."""
    return _as_policy(work.first(queries.in_force(work.actor)))


def schools_of(work: Work) -> list[int]:
    return [row.id for row in work.rows(queries.schools(work.actor))]


def _version_view(work: Work, row: Any, names: Mapping[int, str], before: MaskPolicy) -> VersionView:
    if row is None:
        return VersionView(0, "", "Cadre", "", "As the product draws it.", 0)
    by, second = names.get(row.proposed_by_id, "An adult"), names.get(row.approved_by_id or 0, "")
    when = stamp_words(work.zone, row.made_at, work.now)
    return VersionView(row.version, when, by, second, row.why, len(changes(before, _as_policy(row))))


def read_policy(work: Work, typed: Mapping[str, str] | None = None) -> PolicyView:
    """Return the mask policy in force, its versions, and what waits.

    Records: mask:seen.
    """
    now = work.first(queries.in_force(work.actor))
    listed = work.rows(queries.versions(work.actor))
    waits = work.rows(queries.waiting(work.actor, work.now))
    people = {row.proposed_by_id for row in (*listed, *waits)} | {row.approved_by_id for row in listed}
    names, schools = names_for(work, people), schools_of(work)
    older = [*(_as_policy(row) for row in listed[1:]), DRAWN]
    views = tuple(_version_view(work, row, names, before) for row, before in zip(listed, older, strict=False))
    held = _as_policy(now)
    work.record(Tag.MASK_SEEN, version=held.version)
    return PolicyView(
        version=views[0] if views else _version_view(work, None, names, DRAWN),
        heads=heads(),
        rows=rows(held, typed),
        versions=views,
        proposals=tuple(_proposal_view(work, row, names, held, schools) for row in waits),
        change=policy.change(work.actor, schools),
        kept_back=len(work.rows(queries.kept_back(work.actor))),
    )


def _proposal_view(
    work: Work, row: Any, names: Mapping[int, str], held: MaskPolicy, schools: list[int]
) -> ProposalView:
    told = changes(held, MaskPolicy(0, read_cells(row.cells)))
    return ProposalView(
        id=row.id,
        by=names.get(row.proposed_by_id, "An adult"),
        at=stamp_words(work.zone, row.proposed_at, work.now),
        until=stamp_words(work.zone, row.expires_at, work.now),
        why=row.why,
        changes=tuple(change_view(one) for one in told),
        approve=policy.decide(work.actor, row, schools, held.version, work.now),
        turn_down=policy.turn_down(work.actor, row, schools),
        own=row.proposed_by_id == work.actor.person_id,
    )


def read_version(work: Work, number: int, against: int | None) -> DiffView:
    """Return what a version changed against the one before it, or against another.

    Refuses: NotFound for a version that there is not.
    Records: mask:seen.
    """
    other = number - 1 if against is None else against
    row = work.first(queries.version(work.actor, number))
    base = work.first(queries.version(work.actor, other)) if other > 0 else None
    if row is None or other < 0 or (other > 0 and base is None):
        raise NotFound("The mask policy has no such version.", "Pick one from the list.")
    before = _as_policy(base)
    names = names_for(work, [row.proposed_by_id, row.approved_by_id])
    newest = work.first(queries.versions(work.actor, 1))
    work.record(Tag.MASK_SEEN, version=number)
    told = tuple(change_view(one) for one in changes(before, _as_policy(row)))
    return DiffView(
        _version_view(work, row, names, before), other, newest.version if newest else number, told
    )


def change_policy(work: Work, typed: Mapping[str, str], why: str) -> str:
    """Change cells of the mask policy: ``changed`` when all are stricter, else ``waiting`` for a second adult.

    Refuses: by policy.change; Invalid for a cell or choice that cannot be set, no difference, or no reason;
    Conflict when another change came first.
    Records: mask:changed, one for each cell; or mask:proposed.
    """
    work.intend(Tag.MASK_PROPOSED)
    policy.change(work.actor, schools_of(work)).require()
    said = " ".join(why.split())
    if not LEAST_WORDS <= len(said) <= MOST_WORDS:
        raise Invalid("Say in a sentence why the policy changes.", "It stays with the version.", field="why")
    row = work.first(queries.in_force(work.actor))
    held = _as_policy(row)
    try:
        wanted = MaskPolicy(0, {**{cell: held.cell(cell) for cell in RULES}, **read_cells(typed)})
    except UnknownCell as error:
        raise Invalid(
            "That choice is not in the table.", "What is fixed cannot be set.", field="cells"
        ) from error
    told = changes(held, wanted)
    if not told:
        raise Invalid(
            "Nothing differs from what holds now.", "Choose something else in the table.", field="cells"
        )
    if not any(one.looser for one in told):
        _enforce(work, row, wanted, told, said, work.actor.person_id, None)
        return "changed"
    work.insert(
        MaskProposal,
        id=new_id(),
        district_id=work.actor.district_id,
        base_version=held.version,
        cells=write_cells(wanted.chosen),
        why=said,
        proposed_by_id=work.actor.person_id,
        proposed_at=work.now,
        expires_at=work.now + WAITS,
        state="waiting",
    )
    work.record(Tag.MASK_PROPOSED, version=held.version, cells=[one.cell.key for one in told])
    return "waiting"


def approve_change(work: Work, proposal_id: int) -> int:
    """Let a proposal come into force as the second adult, and return the new version's number.

    Refuses: NotFound; by policy.decide; Conflict when somebody was first.
    Records: mask:changed, one for each cell.
    """
    row, proposal = work.first(queries.in_force(work.actor)), _proposal(work, proposal_id)
    held = _as_policy(row)
    work.intend(Tag.MASK_CHANGED, proposal=proposal_id)
    policy.decide(work.actor, proposal, schools_of(work), held.version, work.now).require()
    if work.change(queries.decide(work.actor, proposal_id, "approved", work.now)) != 1:
        raise Conflict("Somebody has just decided on this proposal.", _AGAIN)
    wanted = MaskPolicy(0, read_cells(proposal.cells))
    told = changes(held, wanted)
    return _enforce(work, row, wanted, told, proposal.why, proposal.proposed_by_id, work.actor.person_id)


def turn_down(work: Work, proposal_id: int) -> None:
    """End a proposal: its maker takes it back, or another adult says no.

    Refuses: NotFound; by policy.turn_down; Conflict when somebody was first.
    Records: mask:turned_down.
    """
    proposal = _proposal(work, proposal_id)
    work.intend(Tag.MASK_TURNED_DOWN, proposal=proposal_id)
    policy.turn_down(work.actor, proposal, schools_of(work)).require()
    state = "withdrawn" if proposal.proposed_by_id == work.actor.person_id else "refused"
    if work.change(queries.decide(work.actor, proposal_id, state, work.now)) != 1:
        raise Conflict("Somebody has just decided on this proposal.", _AGAIN)
    work.record(Tag.MASK_TURNED_DOWN, proposal=proposal_id, how=state)


def _proposal(work: Work, proposal_id: int) -> Any:
    row = work.first(queries.proposal(work.actor, proposal_id))
    if row is None:
        raise NotFound("There is no such proposal.", "Go back to the mask policy.")
    return row


def _enforce(
    work: Work, row: Any, wanted: MaskPolicy, told: tuple[Change, ...], why: str, by: int, second: int | None
) -> int:
    key, number = new_id(), (row.version if row is not None else 0) + 1
    common = {"district_id": work.actor.district_id, "version": number, "cells": write_cells(wanted.chosen)}
    try:
        work.insert(
            MaskVersion, id=key, why=why, proposed_by_id=by, approved_by_id=second, made_at=work.now, **common
        )
    except IntegrityError as error:
        raise Conflict(_RACE, _AGAIN) from error
    pointed = queries.put_in_force(work.actor, key, row.id if row is not None else None)
    if work.change(pointed) != 1:
        raise Conflict(_RACE, _AGAIN)
    for one in told:
        coded = {"cell": one.cell.key, "before": one.before.value, "after": one.after.value}
        work.record(Tag.MASK_CHANGED, subjects=[by], version=number, **coded)
    return number
