"""Load who asks: the session's person, and the Actor under a hat with what they lack for live work."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import queries
from app.accounts.school_year import valid_until
from app.audit.work import Work, look
from app.identity.actor import Actor
from app.identity.rights import (
    NEEDS_LIVE,
    NEEDS_RUNG,
    READS_ALONG,
    RIGHTS,
    Can,
    Clearance,
    Hat,
    Role,
    clearance_of,
)
from app.kernel.frozen import dataclass

LONGEST = timedelta(hours=12)
IDLE = {"student": timedelta(minutes=10)}
IDLE_ADULT = timedelta(minutes=30)
_ROLES = frozenset(role.value for role in Role)
CONFIRMED = timedelta(minutes=10)
LACKS_SCHOOL = "The roster has you at another school now. A teacher there can take you into their team."
REVIEWED_AFTER = timedelta(days=120)  # a summer and three weeks: how long a team that ended is still reviewed
LACKS_MODULE = "The privacy module is not passed for this school year. Take it under Learn."
LACKS_AGREEMENT = "The confidentiality agreement of this year is not signed. Sign it under Learn."
LACKS_GUARDIAN = "A guardian has not given permission yet. Your teacher has the form."


@dataclass(frozen=True)
class SignedIn:
    """The holder of a session, as Flask-Login wants one."""

    person_id: int
    district_id: int
    site_id: int | None
    kind: str
    name: str
    session_id: int
    account_id: int
    seen_at: datetime
    locked: bool
    fresh: bool = False
    policy_id: int = 0
    zone: str = ""
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return str(self.session_id)

    def plain_actor(self) -> Actor:
        """Return the person without any hat's rights, for recording a refusal."""
        return _bare(self, Hat.MY, Clearance.MASKED)


def nobody(clearance: Clearance = Clearance.MASKED, district_id: int = 0) -> Actor:
    """Return the actor of a request before sign-in."""
    return Actor(person_id=0, district_id=district_id, hat=Hat.MY, clearance=clearance, kind="nobody")


def hash_token(token: str) -> str:
    """Return what is stored of a cookie's token or a slip's code."""
    return hashlib.sha256(token.encode()).hexdigest()


def enter(token: str, hat: Hat) -> tuple[SignedIn | None, Actor | None]:
    """Return who holds a cookie, and that person under a hat; None for a hat that is not theirs."""
    with look(nobody()) as work:
        user = _signed_in(work, token)
        return user, _worn(work, user, hat) if user is not None else None


def _signed_in(work: Work, token: str) -> SignedIn | None:
    """Return who holds a cookie, locked when unused for too long, nobody when ended or too old.

    Spans count in both directions: a clock that was ahead and is set back keeps no screen open until that day comes.
    """
    now = work.now
    row = work.first(queries.session_by_token(hash_token(token)))
    if row is None or abs(now - row.created_at) > LONGEST:
        return None
    idle = IDLE.get(row.kind, IDLE_ADULT)
    locked = row.locked_at is not None or abs(now - row.seen_at) > idle
    return SignedIn(
        person_id=row.person_id,
        district_id=row.district_id,
        site_id=row.site_id,
        kind=row.kind,
        name=row.display_name or "",
        session_id=row.id,
        account_id=row.account_id,
        seen_at=row.seen_at,
        locked=locked,
        policy_id=row.mask_version_id or 0,
        zone=row.zone,
        fresh=not locked and row.confirmed_at is not None and abs(now - row.confirmed_at) < CONFIRMED,
    )


def _bare(user: SignedIn, hat: Hat, clearance: Clearance) -> Actor:
    return Actor(
        person_id=user.person_id,
        district_id=user.district_id,
        hat=hat,
        clearance=clearance,
        name=user.name,
        session_id=user.session_id,
        kind=user.kind,
        fresh=user.fresh,
        policy_id=user.policy_id,
        zone=user.zone,
    )


def actor_seen_by(viewer: Actor, person_id: int) -> Actor | None:
    """Return a person at the desk as an adult looks at what they see: an Actor in whose name nothing is written.

    None for somebody without work at the desk. The caller says by policy who may look.
    """
    with look(nobody()) as work:
        row = work.first(queries.at_desk(viewer, person_id))
        if row is None:
            return None
        shown = SignedIn(
            person_id=row.person_id,
            district_id=row.district_id,
            site_id=row.site_id,
            kind=row.kind,
            name=row.display_name or "",
            session_id=0,
            account_id=0,
            seen_at=work.now,
            locked=False,
            policy_id=viewer.policy_id,
            zone=viewer.zone,
        )
        worn = _worn(work, shown, Hat.DESK)
        return replace(worn, seen_by_id=viewer.person_id, session_id=None) if worn is not None else None


def load_actor(user: SignedIn, hat: Hat) -> Actor | None:
    """Return the Actor of a person under a hat, or None when the person does not wear it."""
    with look(nobody()) as work:
        return _worn(work, user, hat)


def first_hat(user: SignedIn) -> Hat:
    """Return the hat that a person works under, or that of their own tickets."""
    order = (Hat.TEACH, Hat.DESK, Hat.OFFICE, Hat.ADMIN)
    return next((hat for hat in order if load_actor(user, hat) is not None), Hat.MY)


def _worn(work: Work, user: SignedIn, hat: Hat) -> Actor | None:
    if hat is Hat.MY:
        return _requester(user)
    today = user.plain_actor().day(work.now)
    adult = _adult(work, user, hat, today) if user.kind != "student" else None
    if adult is not None or hat is not Hat.DESK:
        return adult
    return _student(work, user, today)


def _requester(user: SignedIn) -> Actor:
    actor = _bare(user, Hat.MY, Clearance.OWN)
    sites = frozenset({user.site_id} if user.site_id else ())
    return replace(
        actor, roles=frozenset({Role.REQUESTER}), rights=RIGHTS[Hat.MY, Role.REQUESTER], site_ids=sites
    )


def _adult(work: Work, user: SignedIn, hat: Hat, today: date) -> Actor | None:
    rows = [
        row
        for row in work.rows(queries.memberships_of(user.person_id, today))
        if row.role in _ROLES and (hat, Role(row.role)) in RIGHTS
    ]
    if not rows:
        return None
    roles = frozenset(Role(row.role) for row in rows)
    sites = {row.org_id for row in rows if row.kind == "school"}
    if any(row.kind != "school" for row in rows):
        sites |= set(work.execute(queries.schools_of(user.district_id)).scalars())
    since = today - REVIEWED_AFTER
    led = work.rows(queries.cadres_supervised(user.person_id, today, since)) if hat is Hat.TEACH else ()
    sites |= {row.site_id for row in led if row.runs}
    rights: frozenset[Can] = frozenset().union(*(RIGHTS[hat, role] for role in roles))
    return replace(
        _bare(user, hat, clearance_of(hat, roles)),
        roles=roles,
        rights=rights,
        site_ids=frozenset(sites),
        cadre_ids=frozenset(row.id for row in led if row.runs),
        past_cadre_ids=frozenset(row.id for row in led if not row.runs),
    )


def _student(work: Work, user: SignedIn, today: date) -> Actor | None:
    rows = work.rows(queries.cadres_of_member(user.person_id, today))
    if not rows:
        return None
    row = rows[0]
    given = work.rows(queries.grants_of(user.person_id, today))
    grants = [(grant.kind, grant.code) for grant in given if grant.holds]
    cleared = frozenset(code for kind, code in grants if kind == "category")
    roles = {Role.STUDENT_TECH} | ({Role.PEER_TRAINER} if row.peer_trainer else set())
    rights: frozenset[Can] = frozenset().union(*(RIGHTS[Hat.DESK, role] for role in roles))
    missing = lacking(row, grants, today)
    closed = NEEDS_LIVE if missing else NEEDS_RUNG if row.rung in READS_ALONG else frozenset()
    group = work.execute(queries.trainees_of(user.person_id, today)).scalars() if row.peer_trainer else ()
    return replace(
        _bare(user, Hat.DESK, Clearance.MASKED),
        name=row.working_name or "you",
        roles=frozenset(roles),
        rights=rights - closed,
        site_ids=frozenset({row.site_id}),
        rung="peer trainer" if row.peer_trainer and row.rung == "lead" else row.rung,
        cadre_ids=frozenset({row.cadre_id}),
        cleared=cleared,
        lapsed=frozenset(grant.code for grant in given if grant.kind == "category") - cleared,
        grants=frozenset(f"{kind}:{code}" for kind, code in grants),
        group_ids=frozenset(group),
        lacking=missing,
        ends_on=row.ends_on,
    )


def lacking(row: sa.Row[Any], grants: list[tuple[str, str]], today: date) -> tuple[str, ...]:
    """Return what a student lacks for live tickets, and where to mend it. Source: 34 CFR 99.31(a)(1)."""
    missing = []
    if row.ends_on < today:
        missing.append("Your time on the team ended. Your teacher can set a new end date.")
    if not row.here:
        missing.append(LACKS_SCHOOL)
    if not row.led:
        missing.append("Your team has no supervising teacher. The office names one.")
    if ("module", "privacy") not in grants:
        missing.append(LACKS_MODULE)
    if row.agreement_on is None or valid_until(row.agreement_on) < today:
        missing.append(LACKS_AGREEMENT)
    if row.guardian_needed and row.guardian_on is None:
        missing.append(LACKS_GUARDIAN)
    return tuple(missing)
