"""Work out every change of a school year from what was chosen; nothing is written here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import Any

from app.accounts.school_year import valid_until
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.oversight.holds.view_models import day_words
from app.oversight.rollover import policy
from app.oversight.rollover.changes import Change
from app.school.cadres.policy import RUNGS

DAY = timedelta(days=1)
COPIED = (
    "working_name",
    "peer_trainer",
    "generation",
    "agreement_version",
    "agreement_on",
    "agreement_how",
    "guardian_on",
    "guardian_how",
)
LOOSE: dict[str, Any] = {"owner_id": None, "paused_at": None, "pending_reason": "", "resume_on": None}


@dataclass(frozen=True)
class Stay:
    """One member's next year. Shape: not staying, only the day on which access ends counts."""

    stays: bool
    rung: str
    ends_on: date


@dataclass(frozen=True)
class Choices:
    """What was picked: the new team, who stays, what becomes of tickets, who comes new."""

    name: str
    school_year: str
    supervisor_id: int
    deputy_id: int
    starts_on: date
    ends_on: date
    access_ends_on: date
    members: Mapping[int, Stay]
    tickets: Mapping[str, str]
    sections: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How things stand: rows, what people are called, and what a grant of a kind and code says of its holder.

    Shape: ``elsewhere`` names another team of those who go on there.
    """

    team: Any
    members: Sequence[Any]
    tickets: Sequence[Any]
    drafts: Sequence[Any]
    grants: Sequence[Any]
    links: Sequence[Any]
    newcomers: Sequence[int]
    held_tickets: frozenset[int]
    names: Mapping[int, str]
    elsewhere: Mapping[int, str]
    counts: Mapping[tuple[str, str], str]
    now: datetime
    actor_id: int
    notes: list[str] = field(default_factory=list)


def plan(standing: Standing, choices: Choices) -> tuple[Change, ...]:
    """Return every change, in the order in which it is made."""
    team_id = new_id()
    return (
        _new_team(standing, choices, team_id),
        *_members(standing, choices, team_id),
        *_tickets(standing, choices),
        *_newcomers(standing, choices, team_id),
    )


def _new_team(standing: Standing, choices: Choices, team_id: int) -> Change:
    team = standing.team
    values = {
        "district_id": team.district_id,
        "site_id": team.site_id,
        "name": choices.name,
        "school_year": choices.school_year,
        "supervisor_id": choices.supervisor_id,
        "deputy_id": choices.deputy_id,
        "starts_on": choices.starts_on,
        "ends_on": choices.ends_on,
    }
    leads = standing.names.get(choices.supervisor_id, "a teacher")
    words = (
        f"{choices.name} starts for {choices.school_year}, {day_words(choices.starts_on)} to "
        f"{day_words(choices.ends_on)}, led by {leads}."
    )
    return Change("cadre", team_id, {}, values, words, "The new team", choices.name)


def _stays(choices: Choices, person: int) -> bool:
    chosen = choices.members.get(person)
    return chosen is not None and chosen.stays


def _members(standing: Standing, choices: Choices, team_id: int) -> Iterator[Change]:
    for member in standing.members:
        if _stays(choices, member.person_id):
            yield from _goes_on(standing, choices, member, team_id)
        else:
            yield from _leaves(standing, choices, member)


def _goes_on(standing: Standing, choices: Choices, member: Any, team_id: int) -> Iterator[Change]:
    chosen, name = choices.members[member.person_id], standing.names[member.person_id]
    rung = chosen.rung if chosen.rung in RUNGS else member.rung
    if member.ends_on >= choices.starts_on:
        cut = {"ends_on": choices.starts_on - DAY}
        words = f"{name}’s place on {standing.team.name} ends the day before."
        yield Change(
            "cadre_member",
            member.id,
            {"ends_on": member.ends_on},
            cut,
            words,
            "Who stays",
            name,
            member.person_id,
        )
    copied = {column: getattr(member, column) for column in COPIED}
    copied["peer_trainer"] = member.peer_trainer and rung == "lead"
    ends_on = min(max(chosen.ends_on, choices.starts_on), choices.ends_on)
    keys = {"district_id": member.district_id, "cadre_id": team_id, "person_id": member.person_id}
    values = {**keys, **copied, "rung": rung, "starts_on": choices.starts_on, "ends_on": ends_on}
    was = f", {member.rung} until now" if rung != member.rung else ""
    words = f"{name} stays as {rung}{was}, to {day_words(ends_on)}. {_papers(member)}"
    yield Change("cadre_member", new_id(), {}, values, words, "Who stays", name, member.person_id)


def _papers(member: Any) -> str:
    if member.agreement_on is None:
        return "The agreement is not signed yet."
    until = valid_until(member.agreement_on)
    return f"The agreement holds to {day_words(until)} and can be signed anew from August 1."


def _leaves(standing: Standing, choices: Choices, member: Any) -> Iterator[Change]:
    name, ends = standing.names[member.person_id], choices.access_ends_on
    if member.ends_on > ends:
        words = f"{name}’s access ends on {day_words(ends)}. What they did stays in the trail."
        yield Change(
            "cadre_member",
            member.id,
            {"ends_on": member.ends_on},
            {"ends_on": ends},
            words,
            "Who leaves",
            name,
            member.person_id,
        )
    other = standing.elsewhere.get(member.person_id)
    if other:
        standing.notes.append(f"{name} stays cleared as now: they are on {other} too.")
    for grant in () if other else standing.grants:
        if grant.person_id == member.person_id and (grant.valid_until is None or grant.valid_until > ends):
            counts = standing.counts.get((grant.kind, grant.code), "is cleared for something of before")
            words = f"{name} {counts} until {day_words(ends)}."
            before, after = {"valid_until": grant.valid_until}, {"valid_until": ends}
            yield Change("grant_row", grant.id, before, after, words, "Who leaves", name, member.person_id)
    yield from _links(standing, choices, member, name)


def _links(standing: Standing, choices: Choices, member: Any, name: str) -> Iterator[Change]:
    """Yield the ends of training links, each once: with the trainer where both leave."""
    ends = choices.access_ends_on
    for link in standing.links:
        pair = (link.trainer_id, link.trainee_id)
        first = next((person for person in pair if not _stays(choices, person)), None)
        if first == member.person_id and (link.ends_on is None or link.ends_on > ends):
            words = f"{name}’s training group changes: a link ends on {day_words(ends)}."
            before, after = {"ends_on": link.ends_on}, {"ends_on": ends}
            yield Change("training_link", link.id, before, after, words, "Who leaves", name, member.person_id)


def _tickets(standing: Standing, choices: Choices) -> Iterator[Change]:
    for ticket in standing.tickets:
        who = standing.names.get(ticket.owner_id, "a tech")
        if ticket.id in standing.held_tickets:
            standing.notes.append(f"{ticket.number} stays as it is: it is on hold.")
            continue
        if ticket.status == "in_review":
            standing.notes.append(f"{ticket.number} stays with {who}: its ending is being checked.")
            continue
        act = policy.ticket_act(choices.tickets.get(ticket.number, "queue"), _stays(choices, ticket.owner_id))
        if act == "keep":
            standing.notes.append(f"{ticket.number} stays with {who}.")
        else:
            yield from _move(standing, ticket, act, who)


def _move(standing: Standing, ticket: Any, act: str, who: str) -> Iterator[Change]:
    if act == "queue":
        after = {**LOOSE, "status": "queued", "handoff_count": ticket.handoff_count + 1}
        words = f"{ticket.number} goes from {who} back to the queue."
    else:
        after = {**LOOSE, "owner_id": ticket.owner_id, "status": "closed", "closed_at": standing.now}
        after["closure_code"] = ticket.closure_code or "withdrawn"
        words = f"{ticket.number} is closed. The one who asked sees that it is over."
    after["version"] = ticket.version + 1
    before = {column: getattr(ticket, column) for column in after}
    yield Change("ticket", ticket.id, before, after, words, "Open tickets", ticket.number)
    line = {
        "district_id": ticket.district_id,
        "ticket_id": ticket.id,
        "happened_at": standing.now,
        "kind": "handed_back" if act == "queue" else "closed",
        "actor_id": standing.actor_id,
        "from_status": ticket.status,
        "to_status": after["status"],
        "code": "year",
    }
    yield Change("activity", new_id(), {}, line, "", "Open tickets", ticket.number)
    for draft in standing.drafts:
        if draft.ticket_id == ticket.id:
            before, gone = {"state": "waiting"}, {"state": "withdrawn", "decided_at": standing.now}
            said = f"The draft that waits on {ticket.number} is put aside."
            full = {**before, "decided_at": draft.decided_at}
            yield Change("draft", draft.id, full, gone, said, "Open tickets", ticket.number)


def _newcomers(standing: Standing, choices: Choices, team_id: int) -> Iterator[Change]:
    members = {member.person_id for member in standing.members}
    for person in dict.fromkeys(standing.newcomers):
        name = standing.names.get(person, "A student")
        if person in members:
            if not _stays(choices, person):
                standing.notes.append(f"{name} leaves as chosen, though they sit in a class that joins.")
            continue
        values = {
            "district_id": standing.team.district_id,
            "cadre_id": team_id,
            "person_id": person,
            "rung": "observer",
            "starts_on": choices.starts_on,
            "ends_on": choices.ends_on,
        }
        values |= {"working_name": "", "peer_trainer": False, "generation": 1}
        values |= {"agreement_version": "", "agreement_how": "", "guardian_how": ""}
        words = f"{name} joins as an observer, and signs the agreement before live work."
        yield Change("cadre_member", new_id(), {}, values, words, "Who comes new", name, person)
