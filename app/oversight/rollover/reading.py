"""Read how things stand before a change of the school year, and what a plan would do."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.accounts.school_year import valid_until
from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.certificates.view_models import grant_code
from app.curriculum.content.load import load_modules, load_programmes
from app.helpdesk.catalog.choices import team_categories
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.services import names_for, titles_for
from app.helpdesk.words import STATUS_WORDS, plain
from app.kernel.errors import NotFound
from app.oversight.holds.view_models import day_words
from app.oversight.retention.covers import covers_of, tickets_under
from app.oversight.rollover import policy, queries
from app.oversight.rollover.changes import Change, load
from app.oversight.rollover.planning import Choices, Standing, Stay, plan
from app.oversight.rollover.view_models import (
    Draft,
    MemberRow,
    RolloverRow,
    RolloverView,
    TicketRow,
    parts_of,
    row_of,
)
from app.school.cadres import queries as teams
from app.school.cadres.services import find_team
from app.school.people import queries as people


def read_draft(work: Work, cadre_id: int) -> Draft:
    """Return what can be chosen for a team's next year.

    Refuses: NotFound.
    Records: cadre:seen.
    """
    team = find_team(work, cadre_id)
    rows = _current(work, team)
    owners = [row.person_id for row in rows]
    tickets = _tickets(work, team, owners, _elsewhere(work, team, work.today))
    names = names_for(work, owners)
    titles = titles_for(work, [row.id for row in tickets])
    work.record(Tag.CADRE_SEEN, subjects=owners, fields=["name"], site_id=team.site_id, cadre=team.id)
    return Draft(
        team.id,
        team.name,
        team.site_code,
        tuple(_member(row, names) for row in rows),
        tuple(
            TicketRow(
                one.number,
                titles.get(one.id) or plain(one.title_masked),
                names.get(one.owner_id, "a tech"),
                STATUS_WORDS[one.status],
                "queue",
            )
            for one in tickets
        ),
        tuple((row.id, row.title) for row in work.rows(people.classes(work.actor, team.site_id))),
    )


def _elsewhere(work: Work, team: Any, after: date) -> dict[int, Any]:
    """Return who is on another team too beyond a day, and one such team."""
    return {row.person_id: row for row in work.rows(queries.elsewhere(work.actor, team.id, after))}


def _tickets(work: Work, team: Any, owners: list[int], elsewhere: Mapping[int, Any]) -> list[Any]:
    """Return the open tickets of a team's members, but for those that are another team's of theirs."""
    rows = work.rows(queries.open_tickets(work.actor, owners))
    return [row for row in rows if row.site_id == team.site_id or row.owner_id not in elsewhere]


def _current(work: Work, team: Any) -> list[Any]:
    """Return who is on a team; of one that is over, who was on it to its last day."""
    last = min(work.today, team.ends_on)
    return [row for row in work.rows(queries.members(work.actor, team.id)) if row.ends_on >= last]


def _member(row: Any, names: dict[int, str]) -> MemberRow:
    papers = (
        f"Agreement to {day_words(valid_until(row.agreement_on))}"
        if row.agreement_on
        else "Agreement not signed"
    )
    return MemberRow(
        row.person_id, names.get(row.person_id, "A student"), row.rung, True, row.ends_on, papers
    )


def standing_of(work: Work, team: Any, choices: Choices) -> Standing:
    """Return how things stand for a team now."""
    actor = work.actor
    rows = _current(work, team)
    owners = [row.person_id for row in rows]
    elsewhere = _elsewhere(work, team, choices.access_ends_on)
    tickets = _tickets(work, team, owners, elsewhere)
    keys = [row.id for row in tickets]
    held = queries.open_tickets(actor, owners).where(tickets_under(covers_of(work)))
    seats = work.rows(queries.sitting_in(actor, list(choices.sections))) if choices.sections else ()
    allowed = {row.id for row in work.rows(people.classes(actor, team.site_id))}
    newcomers = [row.person_id for row in seats if row.class_id in allowed]
    named = [*owners, *newcomers, choices.supervisor_id, choices.deputy_id]
    return Standing(
        team=team,
        members=rows,
        tickets=tickets,
        drafts=work.rows(queries.waiting_drafts(actor, keys)) if keys else (),
        grants=work.rows(queries.grants(actor, owners)),
        links=work.rows(queries.links(actor, team.id)),
        newcomers=newcomers,
        held_tickets=frozenset(work.execute(held.with_only_columns(Ticket.id)).scalars()),
        names=names_for(work, named),
        elsewhere={person: row.name for person, row in elsewhere.items()},
        counts=_counts(work),
        now=work.now,
        actor_id=actor.person_id,
    )


def _counts(work: Work) -> dict[tuple[str, str], str]:
    """Return what a grant says of its holder, by kind and code: ``is cleared for Displays``."""
    found = {("category", one.code): f"is cleared for {one.name}" for one in team_categories(work)}
    for module in load_modules():
        found["module", module.code] = f"has passed “{module.title}”, which counts"
    for programme in load_programmes():
        found["certificate", grant_code(programme)] = f"holds {programme.name}, which counts"
    return found


def choices_of(kept: dict[str, Any]) -> Choices:
    """Read what was picked back."""
    days = ("starts_on", "ends_on", "access_ends_on")
    read: dict[str, Any] = {
        name: date.fromisoformat(kept[name]) if name in days else kept[name] for name in kept
    }
    members = {
        int(person): Stay(one["stays"], one["rung"], date.fromisoformat(one["ends_on"]))
        for person, one in kept["members"].items()
    }
    read |= {"members": members, "sections": tuple(kept["sections"])}
    return Choices(**read)


def find(work: Work, rollover_id: int) -> Any:
    """Return a change of the school year within reach.

    Refuses: NotFound.
    """
    row = work.first(queries.rollover(work.actor, rollover_id))
    if row is None or work.first(teams.team(work.actor, row.cadre_id)) is None:
        raise NotFound("There is no such plan for you.", "Go back to your teams.")
    return row


def changes_of(work: Work, row: Any, team: Any) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return the changes of a plan as things stand now, or those that were made; and what stays as it is."""
    if row.state == "planned":
        choices = choices_of(row.choices)
        standing = standing_of(work, team, choices)
        found = plan(standing, choices)
        return found, tuple(standing.notes)
    people_of = {one["person"] for one in row.changes if one["person"]}
    return load(row.changes, names_for(work, people_of)), ()


def digest_of(changes: Sequence[Change], notes: Sequence[str]) -> str:
    """Return a mark of what a list says, so that what is applied is what was read."""
    said = "\n".join([*(one.words for one in changes), *notes])
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def read_rollover(work: Work, rollover_id: int) -> RolloverView:
    """Return a plan with every change in words, or what was made of it.

    Refuses: NotFound.
    Records: cadre:seen.
    """
    row = find(work, rollover_id)
    team = find_team(work, row.cadre_id)
    changes, notes = changes_of(work, row, team)
    subjects = [row.person_id for row in work.rows(queries.members(work.actor, team.id))]
    work.record(Tag.CADRE_SEEN, subjects=subjects, fields=["name"], site_id=team.site_id, cadre=team.id)
    planned = row.state == "planned"
    return RolloverView(
        id=row.id,
        cadre_id=team.id,
        team=team.name,
        state=row.state,
        parts=parts_of(changes) if planned else (),
        notes=notes,
        digest=digest_of(changes, notes) if planned else "",
        apply=policy.roll(work.actor, row.state),
        undo=policy.undo(work.actor, row.state, row.undo_until, work.today),
        planned=day_words(work.day(row.planned_at)),
        undo_until=day_words(row.undo_until) if row.undo_until else "",
    )


def list_rollovers(work: Work) -> tuple[tuple[RolloverRow, ...], tuple[Any, ...]]:
    """Return the changes so far, and the teams that can be taken into the next year."""
    known = {row.id: row for row in work.rows(teams.teams(work.actor))}
    rows = [row for row in work.rows(queries.rollovers(work.actor)) if row.cadre_id in known]
    since = work.today - policy.SUMMER
    done = {row.cadre_id for row in rows if row.state == "applied"}
    ready = tuple((one.id, one.name) for one in known.values() if one.ends_on >= since and one.id not in done)
    return tuple(row_of(row, known[row.cadre_id].name, work.day) for row in rows), ready
