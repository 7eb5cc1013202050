"""Put together what an adult sees of teams and their students."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from app.accounts.actors import lacking
from app.accounts.teams import borrowed, policy, queries
from app.accounts.teams.view_models import (
    AccountState,
    CategoryChoice,
    MemberRow,
    MemberView,
    Standing,
    TeamCount,
    TeamRow,
    TeamView,
    account_state,
    agreement_words,
    day,
    guardian_words,
    signer_words,
    steps_of,
)
from app.audit.tags import Tag
from app.audit.work import Work
from app.school.cadres import queries as team_queries
from app.school.cadres import services as teams
from app.school.cadres.policy import GATE_ACTIONS, LIVE_RUNGS
from app.school.people import queries as people
from app.school.people.view_models import Named, name_of, named, sealed_name


def names(work: Work, person_ids: Sequence[int | None]) -> dict[int, str]:
    """Return people's names as an adult sees them, by key; staff under their professional names."""
    wanted = sorted({one for one in person_ids if one})
    if not wanted:
        return {}
    found = {row.id: name_of(sealed_name(row)) for row in work.rows(people.people(work.actor, wanted))}
    staff = work.rows(people.professional_names(work.actor, wanted))
    return found | {row.person_id: row.display_name for row in staff if row.person_id in found}


def account_states(work: Work, person_ids: Sequence[int]) -> dict[int, AccountState]:
    """Return whether these people can sign in, by key."""
    accounts = {row.person_id: row for row in work.rows(queries.accounts(work.actor, person_ids))}
    slips = {row.person_id: row for row in work.rows(queries.slips(work.actor, person_ids))}
    return {one: account_state(accounts.get(one), slips.get(one), work.now, work.day) for one in person_ids}


def list_teams(work: Work) -> tuple[TeamRow, ...]:
    """Return the teams within reach."""
    rows = work.rows(team_queries.teams(work.actor))
    today = work.today
    members = (
        work.rows(team_queries.members(work.actor, [row.id for row in rows], work.today)) if rows else []
    )
    leaders = names(work, [one for row in rows for one in (row.supervisor_id, row.deputy_id)])
    return tuple(
        TeamRow(
            id=row.id,
            name=row.name,
            school_year=row.school_year,
            site=row.site_name,
            supervisor=leaders.get(row.supervisor_id, "nobody"),
            deputy=leaders.get(row.deputy_id, "nobody"),
            ends=day(row.ends_on),
            students=sum(one.cadre_id == row.id and one.ends_on >= today for one in members),
            over=row.ends_on < today,
        )
        for row in rows
    )


def count_teams(work: Work) -> tuple[TeamCount, ...]:
    """Return how far the actor's own teams are that are not over; it names nobody."""
    today = work.today
    own = [row for row in work.rows(team_queries.teams(work.actor)) if row.id in work.actor.cadre_ids]
    return tuple(_count(work, row, today) for row in own if row.ends_on >= today)


def _count(work: Work, team: Any, today: date) -> TeamCount:
    members = work.rows(team_queries.members(work.actor, [team.id], today))
    rows = [row for row in members if row.ends_on >= today]
    ids = [row.person_id for row in rows]
    states, held = account_states(work, ids), _grants(work, ids)
    led = bool(work.value(team_queries.is_led(work.actor, team.id, today)))
    known = [_row(work, team, led, row, {}, states, held.get(row.person_id, [])) for row in rows]
    unslipped = sum(row.account.state == "none" for row in known)
    return TeamCount(team.id, team.name, team.site_id, len(known), unslipped, sum(row.ready for row in known))


def read_team(work: Work, cadre_id: int) -> TeamView:
    """Return a team with what each student still lacks for live work.

    Refuses: NotFound.
    Records: cadre:seen, with the students.
    """
    team = teams.find_team(work, cadre_id)
    rows = work.rows(team_queries.members(work.actor, [team.id], work.today))
    ids = [row.person_id for row in rows]
    known = names(work, [*ids, team.supervisor_id, team.deputy_id])
    leaders = dict.fromkeys(one for one in (team.supervisor_id, team.deputy_id) if one)
    states = account_states(work, [*ids, *leaders])
    held = _grants(work, ids)
    led = bool(work.value(team_queries.is_led(work.actor, team.id, work.today)))
    members = [_row(work, team, led, row, known, states, held.get(row.person_id, [])) for row in rows]
    work.record(Tag.CADRE_SEEN, subjects=ids, fields=["name"], site_id=team.site_id, cadre=team.id)
    return TeamView(
        id=team.id,
        name=team.name,
        school_year=team.school_year,
        site=team.site_name,
        site_code=team.site_code,
        site_id=team.site_id,
        supervisor=known.get(team.supervisor_id, "nobody"),
        deputy=known.get(team.deputy_id, "nobody"),
        supervisor_id=team.supervisor_id,
        deputy_id=team.deputy_id,
        led=led,
        shut_out=tuple(known.get(one, "nobody") for one in leaders if states[one].state != "open"),
        starts_on=team.starts_on,
        ends_on=team.ends_on,
        members=tuple(sorted(members, key=lambda row: (row.ended, row.name))),
    )


def _grants(work: Work, person_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for row in work.rows(queries.grants(work.actor, person_ids, work.today)):
        found.setdefault(row.person_id, []).append((row.kind, row.code))
    return found


def _standing(team: Any, member: Any, led: bool) -> Standing:
    return Standing(
        ends_on=member.ends_on,
        here=member.here,
        led=led,
        agreement_on=member.agreement_on,
        guardian_on=member.guardian_on,
        guardian_needed=team.guardian_needed,
    )


def _missing(work: Work, standing: Standing, grants: list[tuple[str, str]]) -> tuple[str, ...]:
    return lacking(cast("sa.Row[Any]", standing), grants, work.today)


def _row(
    work: Work,
    team: Any,
    led: bool,
    member: Any,
    known: dict[int, str],
    states: dict[int, AccountState],
    grants: list[tuple[str, str]],
) -> MemberRow:
    standing, account = _standing(team, member, led), states[member.person_id]
    missing = _missing(work, standing, grants)
    steps = steps_of(standing, missing, member.rung, account)
    return MemberRow(
        person_id=member.person_id,
        name=known.get(member.person_id, "a student who left"),
        working_name=member.working_name,
        rung=member.rung,
        peer_trainer=member.peer_trainer,
        generation=member.generation,
        ended=member.ends_on < work.today,
        ready=account.state == "open" and not missing and member.rung in LIVE_RUNGS,
        missing=tuple(step.title for step in steps if not step.done),
        account=account,
    )


def read_member(work: Work, cadre_id: int, person_id: int) -> tuple[TeamView, MemberView]:
    """Return a student's place on a team.

    Refuses: NotFound.
    Records: cadre:seen, with the students.
    """
    view = read_team(work, cadre_id)
    team = teams.find_team(work, cadre_id)
    member = teams.find_member(work, team, person_id)
    row = next(one for one in view.members if one.person_id == person_id)
    grants = _grants(work, [person_id]).get(person_id, [])
    standing = _standing(team, member, view.led)
    links = work.rows(team_queries.groups(work.actor, team.id, work.today))
    titles = {one.person_id: one.name for one in view.members}
    modes = {one.action: one.mode for one in work.rows(team_queries.gates(work.actor, team.id, person_id))}
    others = [one for one in view.now if one.person_id != person_id]
    return view, MemberView(
        row=row,
        steps=steps_of(standing, _missing(work, standing, grants), member.rung, row.account),
        agreement=agreement_words(member.agreement_on, member.agreement_how),
        guardian=guardian_words(member.guardian_on, member.guardian_how),
        guardian_needed=team.guardian_needed,
        ends_on=member.ends_on,
        categories=_choices(work, member.rung, grants),
        gates={action: modes.get(action, "") for action in GATE_ACTIONS},
        trainees=frozenset(one.trainee_id for one in links if one.trainer_id == person_id),
        trainers=tuple(titles.get(one.trainer_id, "") for one in links if one.trainee_id == person_id),
        others=tuple(Named(one.person_id, one.name, one.rung) for one in others),
    )


def read_signer(work: Work, cadre_id: int, person_id: int) -> str:
    """Return who signed the permission that a student's place rests on, in words; nothing where nobody is named.

    Refuses: NotFound.
    Records: cadre:seen, with the student whose guardian it is.
    """
    team = teams.find_team(work, cadre_id)
    member = teams.find_member(work, team, person_id)
    on = member.guardian_on
    row = work.first(team_queries.signature(work.actor, person_id, on)) if on else None
    if row is None:
        return ""
    told = {"site_id": team.site_id, "cadre": team.id}
    work.record(Tag.CADRE_SEEN, subjects=[person_id], fields=["guardian_name"], **told)
    return signer_words(row)


def _choices(work: Work, rung: str, grants: list[tuple[str, str]]) -> tuple[CategoryChoice, ...]:
    held = {code for kind, code in grants if kind == "category"}
    certificates = {code for kind, code in grants if kind == "certificate"}
    return tuple(
        CategoryChoice(one.code, one.name, one.code in held, policy.clear_for(one, rung, certificates))
        for one in borrowed.categories(work)
        if not one.adult_only
    )


def search_students(work: Work, text: str) -> tuple[Named, ...]:
    """Return students within reach by name, number or username.

    Records: people:seen, with whom it found.
    """
    words = text.split()[:5]
    if not words:
        return ()
    rows = work.rows(people.search(work.actor, words, kind="student"))
    return _seen(work, rows)


def students_of_class(work: Work, class_id: int) -> tuple[Named, ...]:
    """Return the students of a class.

    Records: people:seen, with whom it found.
    """
    return _seen(work, work.rows(people.students_of(work.actor, class_id)))


def _seen(work: Work, rows: Sequence[Any]) -> tuple[Named, ...]:
    if rows:
        work.record(Tag.PEOPLE_SEEN, subjects=[row.id for row in rows], fields=["name", "grade"])
    return tuple(named(row, f"grade {row.grade}" if row.grade else "") for row in rows)
