"""Accounts, invite slips, sessions and grants."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_SLIP = "id,district_id,person_id,username,made_at,expires_at,used_at,ended_at"
_KNOWN = "r(id,district_id,person_id,created_at,disabled_at,username)"


class Account(Base):
    """A local account. Wrong passwords from unknown browsers are counted here: a short wait, never a lock."""

    __tablename__ = "account"
    __table_args__ = (
        sa.UniqueConstraint("username"),
        sa.UniqueConstraint("person_id"),
        {"info": zone("secret", "account", staff=f"{_KNOWN} u(disabled_at)")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id, index=True)
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    username: Mapped[str] = mapped_column(sa.String(120), info=personal("never", "sign_in"))
    password_hash: Mapped[str] = mapped_column(sa.String(255), info=personal("never", "sign_in"))
    failures: Mapped[int] = mapped_column(default=0, info=personal("never", "sign_in"))
    wait_until: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    password_at: Mapped[datetime] = mapped_column(UtcTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcTime)


class UnknownName(Base):
    """Wrong passwords at usernames, from addresses, in known browsers and on screens: see `tries.py`.

    Shape: each by a piece of a hash; no name, address or number is kept. A known browser has a row from its sign-in on.
    """

    __tablename__ = "unknown_name"
    __table_args__ = ({"info": zone("secret", "days_30") | {"bookkeeping": True}},)

    bucket: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    failures: Mapped[int] = mapped_column(info=plain("a count"))
    wait_until: Mapped[datetime | None] = mapped_column(UtcTime)
    tried_at: Mapped[datetime] = mapped_column(UtcTime)


class Invite(Base):
    """A printed slip with a code that claims an account; only the code's hash is kept."""

    __tablename__ = "invite"
    __table_args__ = (
        sa.UniqueConstraint("code_hash"),
        sa.Index("ix_invite_person", "person_id"),
        {
            "info": zone(
                "secret",
                "account",
                staff=f"r({_SLIP}) i u(ended_at)",
            )
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id, index=True)
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    username: Mapped[str] = mapped_column(sa.String(120), info=personal("never", "sign_in"))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[int] = mapped_column(Id, info=personal("never", "answer", "staff"))
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class WebSession(Base):
    """A server-side session; the cookie holds a random token, this row its hash."""

    __tablename__ = "web_session"
    __table_args__ = (
        sa.UniqueConstraint("token_hash"),
        sa.Index("ix_web_session_person", "person_id"),
        {
            "info": zone(
                "bookkeeping",
                "session",
                masked="r u(seen_at,locked_at)",
                own="r u(seen_at,locked_at)",
                staff="r u(seen_at,locked_at,ended_at)",
            )
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    account_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    locked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    unlocked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Grant(Base):
    """What a person is cleared for, until when; curriculum writes it, helpdesk reads it.

    Shape: kind is ``module``, ``category`` or ``certificate``; code names it.
    """

    __tablename__ = "grant_row"
    __table_args__ = (
        sa.Index("ix_grant_row_person", "person_id", "kind", "code"),
        {"info": zone("open", "learning", masked="r", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    code: Mapped[str] = mapped_column(sa.String(40), info=personal("public", "team", "student"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(sa.String(40))
    given_by: Mapped[int] = mapped_column(Id)
    given_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
