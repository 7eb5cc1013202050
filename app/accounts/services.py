"""Sign in, unlock, sign out, make and claim accounts."""

import secrets
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import passwords, queries, tries
from app.accounts.actors import SignedIn, hash_token, nobody
from app.accounts.models import Account, Invite, WebSession
from app.accounts.step_up.models import Pin
from app.accounts.tries import Door
from app.accounts.visitors import Opened, Visitor
from app.audit.tags import Tag
from app.audit.work import Work, begin, chore, look
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel import clock, db
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_code, new_id, written_code

_WRONG = "That username and password do not match."
INVITE_DAYS = 21
TOUCH = timedelta(seconds=60)


def normal_username(text: str) -> str:
    """Return a username as it is stored: folded, trimmed, lower case."""
    return unicodedata.normalize("NFKC", text).strip().lower()[:120]


def _person_actor(row: Any, session_id: int | None = None) -> Actor:
    return replace(
        nobody(Clearance.SIGN_IN, row.district_id),
        person_id=row.person_id,
        session_id=session_id,
        kind="person",
    )


def is_empty() -> bool:
    """Tell whether nobody has an account here yet."""
    with look(nobody(Clearance.SIGN_IN)) as work:
        return work.first(queries.any_account()) is None


def sign_in(username: str, password: str, visitor: Visitor) -> Opened:
    """Open a session.

    Refuses: Invalid when they do not match, TooMany while the wait of earlier failures runs.
    Records: session:opened, or session:refused.
    """
    name = normal_username(username)
    with chore(nobody(Clearance.SIGN_IN)) as work:
        row = work.first(queries.account_by_username(name))
        door = tries.come_to(work, visitor, name, row)
    usable = row if row is not None and row.disabled_at is None and row.active else None
    if not passwords.matches(usable and usable.password_hash, password) or usable is None:
        with begin(nobody(Clearance.SIGN_IN) if row is None else _person_actor(row)) as work:
            tries.count_wrong(work, door, row)
            _record_refusal(work, row is not None)
        raise _wrong()
    return _open_session(usable, door)


def _wrong() -> Invalid:
    return Invalid(_WRONG, "Check both and try again. Your teacher can print a new slip.", field="password")


def _record_refusal(work: Work, known: bool) -> None:
    work.record(Tag.SESSION_REFUSED, subjects=[work.actor.person_id], outcome="refused", known=known)


def _open_session(row: Any, door: Door) -> Opened:
    token = secrets.token_urlsafe(32)
    session_id = new_id()
    with begin(_person_actor(row, session_id)) as work:
        passes = tries.let_in(work, door, row)
        work.insert(
            WebSession,
            id=session_id,
            district_id=row.district_id,
            account_id=row.id,
            person_id=row.person_id,
            token_hash=hash_token(token),
            created_at=work.now,
            seen_at=work.now,
        )
        work.record(Tag.SESSION_OPENED)
    elsewhere = row.failures - (0 if door.number else door.own_failures)
    return Opened(token, passes, elsewhere > passwords.FREE_TRIES)


def touch_session(user: SignedIn) -> None:
    """Remember that a session is in use, at most once a minute."""
    now = clock.now()
    if user.locked or abs(now - user.seen_at) < TOUCH:
        return
    with chore(user.plain_actor()) as work:
        work.execute(sa.update(WebSession).where(WebSession.id == user.session_id).values(seen_at=now))


def unlock_session(user: SignedIn, password: str) -> None:
    """Unlock an idle session with its own account's password.

    Refuses: as sign_in does.
    Records: session:unlocked, or session:refused.
    """
    row = check_password(user, password)
    with begin(_person_actor(row, user.session_id)) as work:
        values = {"seen_at": work.now, "locked_at": None, "confirmed_at": None, "unlocked_at": work.now}
        work.execute(sa.update(WebSession).where(WebSession.id == user.session_id).values(**values))
        work.record(Tag.SESSION_UNLOCKED)


def check_password(user: SignedIn, password: str, field: str = "password") -> Any:
    """Go on when this is the password of the one who is signed in, and return their account.

    Refuses: as sign_in does, at the form's field.
    Records: session:refused when it does not match.
    """
    screen = tries.bucket_of_screen(user.session_id)  # tries at the sign-in page let nobody wait here
    with chore(nobody(Clearance.SIGN_IN)) as work:
        db.take_turn(work.connection, screen)
        known = work.first(queries.account_by_id(user.account_id))
        row = work.first(queries.account_by_username(known.username)) if known else None
        tries.refuse_waiting(tries.find_tries(work, screen))
        tries.count_try(work, screen)
    if row is None or not passwords.matches(row.password_hash, password):
        with look(nobody(Clearance.SIGN_IN) if row is None else _person_actor(row)) as work:
            _record_refusal(work, row is not None)
        raise Invalid("That password does not match.", "Try again, or sign out and in.", field=field)
    with chore(nobody(Clearance.SIGN_IN)) as work:
        tries.forget_tries(work, screen)
    return row


def sign_out(user: SignedIn, everywhere: bool = False) -> None:
    """End this session, or every session of the person.

    Records: session:ended.
    """
    actor = replace(user.plain_actor(), clearance=Clearance.SIGN_IN)
    which = WebSession.person_id == user.person_id if everywhere else WebSession.id == user.session_id
    with begin(actor) as work:
        ended = sa.update(WebSession).where(which, WebSession.ended_at.is_(None)).values(ended_at=work.now)
        count = work.change(ended)
        work.record(Tag.SESSION_ENDED, everywhere=everywhere, sessions=count)


def make_account(work: Work, person_id: int, username: str, password: str) -> int:
    """Make a local account for a person; the work's clearance is sign_in or system.

    Refuses: Conflict when the username or the person has one; Invalid for a weak password.
    Records: account:created.
    """
    name = normal_username(username)
    if not name or any(c.isspace() for c in name):
        raise Invalid(
            "A username needs at least one character and no spaces.", "Choose another.", field="username"
        )
    password_hash = passwords.hash_password(password)
    taken = sa.select(Account.person_id).where(
        sa.or_(Account.username == name, Account.person_id == person_id)
    )
    if work.first(taken) is not None:
        raise Conflict("This username is taken, or this person has an account.", "Choose another username.")
    account_id = new_id()
    work.insert(
        Account,
        id=account_id,
        district_id=work.actor.district_id,
        person_id=person_id,
        username=name,
        password_hash=password_hash,
        failures=0,
        created_at=work.now,
        password_at=work.now,
    )
    work.record(Tag.ACCOUNT_CREATED, subjects=[person_id])
    return account_id


def make_invite(work: Work, person_id: int, username: str) -> str:
    """Make an invite slip for a person and return its code, which is shown once and kept as a hash only.

    Records: invite:made.
    """
    code = new_code()
    ended = sa.update(Invite).where(
        Invite.person_id == person_id, Invite.used_at.is_(None), Invite.ended_at.is_(None)
    )
    work.execute(ended.values(ended_at=work.now))
    work.insert(
        Invite,
        id=new_id(),
        district_id=work.actor.district_id,
        person_id=person_id,
        username=normal_username(username),
        code_hash=hash_token(code),
        made_at=work.now,
        made_by=work.actor.person_id,
        expires_at=work.now + timedelta(days=INVITE_DAYS),
    )
    work.record(Tag.INVITE_MADE, subjects=[person_id])
    return code


def find_slip(code: str) -> Any:
    """Return the slip of a code, however its groups were parted when it was typed.

    Refuses: Invalid when the code is unknown, used or out of date, or its person is shut out.
    """
    with look(nobody(Clearance.SIGN_IN)) as work:
        slip = work.first(queries.open_invite(hash_token(written_code(code))))
        now = work.now
    if slip is None or slip.expires_at < now:
        raise Invalid(
            "That code is not valid.", "Check each letter, or ask your teacher for a new slip.", field="code"
        )
    if not slip.active or slip.disabled_at is not None:
        raise Invalid("This account is closed.", "Ask your teacher.", field="code")
    return slip


def claim_invite(code: str, password: str, visitor: Visitor) -> Opened:
    """Make an account from a slip's code, or set a new password where there is one, and sign in without any wait.

    A PIN that was forgotten goes with the old password: nobody learns it, the person chooses another.
    Refuses: Invalid when the code is unknown, used or out of date, or the password weak.
    Records: account:claimed.
    """
    slip = find_slip(code)
    password_hash = passwords.hash_password(password)
    with begin(_person_actor(slip)) as work:
        used = (
            sa.update(Invite).where(Invite.id == slip.id, Invite.used_at.is_(None)).values(used_at=work.now)
        )
        if work.change(used) != 1:
            raise Conflict(
                "This slip has just been used.", "Sign in with the username and password you chose."
            )
        _set_account(work, slip, password_hash)
        work.record(Tag.ACCOUNT_CLAIMED, subjects=[slip.person_id])
    name = username_of(slip.person_id)
    with look(nobody(Clearance.SIGN_IN)) as work:
        row = work.first(queries.account_by_username(name))
    if row is None or row.disabled_at is not None or not row.active:  # in the moment between
        raise _wrong()
    return _open_session(row, tries.unwaited(visitor, name))


def _set_account(work: Work, slip: Any, password_hash: str) -> None:
    changed = (
        sa.update(Account)
        .where(Account.person_id == slip.person_id)
        .values(password_hash=password_hash, password_at=work.now, failures=0, wait_until=None)
    )
    if work.change(changed) == 1:
        ended = sa.update(WebSession).where(
            WebSession.person_id == slip.person_id, WebSession.ended_at.is_(None)
        )
        work.execute(ended.values(ended_at=work.now))
        of_person = sa.select(Account.id).where(Account.person_id == slip.person_id).scalar_subquery()
        work.execute(sa.delete(Pin).where(Pin.account_id == of_person))
        return
    work.insert(
        Account,
        id=new_id(),
        district_id=slip.district_id,
        person_id=slip.person_id,
        username=free_username(work, slip.username),
        password_hash=password_hash,
        failures=0,
        created_at=work.now,
        password_at=work.now,
    )


def free_username(work: Work, wanted: str) -> str:
    """Return the username, or with the first number that nobody has."""
    name, number = wanted, 1
    while work.first(sa.select(Account.id).where(Account.username == name)) is not None:
        number += 1
        name = f"{wanted}{number}"
    return name


def username_of(person_id: int) -> str:
    """Return the username of a person who has an account."""
    with look(nobody(Clearance.SIGN_IN)) as work:
        return str(work.value(sa.select(Account.username).where(Account.person_id == person_id)))
