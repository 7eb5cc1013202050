"""Confirm who holds a session, and choose the PIN that does it."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from app.accounts import passwords
from app.accounts.actors import SignedIn
from app.accounts.models import WebSession
from app.accounts.services import check_password
from app.accounts.step_up import policy, queries
from app.accounts.step_up.models import Pin
from app.accounts.tries import refuse_waiting
from app.audit.tags import Tag
from app.audit.work import Work, begin, chore, look
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel import db
from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class PinState:
    """Whether a person has a PIN, since when, and whether it rests after too many wrong tries."""

    set_at: datetime | None = None
    rests: bool = False

    @property
    def usable(self) -> bool:
        return self.set_at is not None and not self.rests


def _actor(user: SignedIn) -> Actor:
    return replace(user.plain_actor(), clearance=Clearance.SIGN_IN)


def pin_state(user: SignedIn) -> PinState:
    """Return what is known of a person's PIN; never the PIN."""
    with look(_actor(user)) as work:
        row = work.first(queries.pin_of(work.actor))
    return PinState(row.set_at, row.failures >= policy.RESTS_AFTER) if row is not None else PinState()


def confirm_with_pin(user: SignedIn, pin: str) -> None:
    """Confirm the session with the account's PIN.

    Refuses: Invalid when it does not match, there is none, or it rests; TooMany while a wait runs.
    Records: session:confirmed, or session:refused.
    """
    pin_hash = _count_try(user)
    if not passwords.matches(pin_hash, pin):
        with look(_actor(user)) as work:
            work.record(Tag.SESSION_REFUSED, outcome="refused", how="pin", known=pin_hash is not None)
        raise Invalid("That PIN does not match.", "Try again, or use your password.", field="secret")
    _confirm(user, "pin")


def _count_try(user: SignedIn) -> str | None:
    """Count a try before it is checked and return what to hold it against; None where no PIN can match."""
    with chore(_actor(user)) as work:
        db.take_turn(work.connection, user.account_id)
        row = work.first(queries.pin_of(work.actor))
        refuse_waiting(row, what="PINs", remedy="Then try once more, or use your password.")
        if row is None or row.failures >= policy.RESTS_AFTER:
            return None
        failures = row.failures + 1
        values = {"failures": failures, "wait_until": policy.next_wait(failures, work.now)}
        work.execute(sa.update(Pin).where(Pin.account_id == row.account_id).values(**values))
        return str(row.pin_hash)


def confirm_with_password(user: SignedIn, password: str) -> None:
    """Confirm the session with the account's password; a PIN that rests works again.

    Refuses: Invalid when it does not match; TooMany while a wait runs.
    Records: session:confirmed, or session:refused.
    """
    check_password(user, password, "secret")
    _confirm(user, "password")


def _confirm(user: SignedIn, how: str) -> None:
    with begin(_actor(user)) as work:
        _forget_tries(work, user)
        here = (WebSession.id == user.session_id, WebSession.ended_at.is_(None))
        work.execute(sa.update(WebSession).where(*here).values(confirmed_at=work.now))
        work.record(Tag.SESSION_CONFIRMED, how=how)


def _forget_tries(work: Work, user: SignedIn) -> None:
    none = {"failures": 0, "wait_until": None}
    work.execute(sa.update(Pin).where(Pin.account_id == user.account_id).values(**none))


def set_pin(user: SignedIn, password: str, pin: str, again: str) -> None:
    """Set the person's PIN, or another one, against their password; other sessions must confirm anew.

    Refuses: Invalid for a wrong password, or a PIN that is none, trivial, or part of their own number.
    Records: pin:set, or session:refused.
    """
    policy.check_shape(pin)
    if pin != again:
        raise Invalid("The two PINs are not the same.", "Type both again.", field="again")
    check_password(
        user, password, "password"
    )  # first: whoever has the screen only learns nothing of a number
    _refuse_own_number(user, pin)
    pin_hash = passwords.hash_pin(pin)
    with begin(_actor(user)) as work:
        db.take_turn(work.connection, user.account_id)
        own = Pin.account_id == user.account_id
        values = {"pin_hash": pin_hash, "set_at": work.now, "failures": 0, "wait_until": None}
        if work.change(sa.update(Pin).where(own).values(**values)) == 0:
            work.insert(Pin, account_id=user.account_id, district_id=user.district_id, **values)
        others = (WebSession.account_id == user.account_id, WebSession.id != user.session_id)
        work.execute(sa.update(WebSession).where(*others).values(confirmed_at=None))
        work.record(Tag.PIN_SET)


def _refuse_own_number(user: SignedIn, pin: str) -> None:
    with look(replace(user.plain_actor(), clearance=Clearance.SYSTEM)) as work:
        if work.first(queries.part_of_own_number(work.actor, pin)) is not None:
            raise Invalid(
                "That PIN is part of a number of yours that others may know.", "Choose another.", field="pin"
            )
