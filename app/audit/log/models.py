"""The log's tables: append-only but for the lease, the counts and what can be erased."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_CLOSED = {"masked": "", "own": "", "reveal": "", "sign_in": ""}
_KEPT = zone("audit", "as_long_as_the_record", **_CLOSED, staff="r", system="r i") | {"append_only": True}
_STATE = zone("bookkeeping", "as_long_as_the_record", **_CLOSED, staff="r", system="riu")


class LogOrigin(Base):
    """One log: its name, what it is the log of, and the head of the earlier one that it follows."""

    __tablename__ = "audit_origin"
    __table_args__ = ({"info": _KEPT},)

    place: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True, info=plain("the name of a log"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    follows: Mapped[str] = mapped_column(sa.Text, default="", info=plain("a signed head"))
    begun_at: Mapped[datetime] = mapped_column(UtcTime)


class LogKey(Base):
    """A key that signed a log, in order; the first head of a new one is signed by both."""

    __tablename__ = "audit_key"
    __table_args__ = ({"info": _KEPT},)

    origin: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vkey: Mapped[str] = mapped_column(sa.String(400), unique=True, info=plain("a public key"))
    begun_at: Mapped[datetime] = mapped_column(UtcTime)


class Leaf(Base):
    """One event's place in a log, its canonical core and that core's hash."""

    __tablename__ = "audit_leaf"
    __table_args__ = ({"info": _KEPT},)

    origin: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    event_id: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    leaf_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    core: Mapped[bytes] = mapped_column(sa.LargeBinary, info=personal("never", "answer"))


class Tile(Base):
    """The root over a full tile of 256 hashes: of leaves at level 0, of tiles above it."""

    __tablename__ = "audit_tile"
    __table_args__ = ({"info": _KEPT},)

    origin: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(sa.LargeBinary(32), info=plain("a hash"))


class Checkpoint(Base):
    """A signed head, as it leaves the house."""

    __tablename__ = "audit_checkpoint"
    __table_args__ = (
        sa.Index("ix_audit_checkpoint_size", "origin", "size", "place"),
        {"info": _KEPT},
    )

    origin: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(Id)
    signed_at: Mapped[datetime] = mapped_column(UtcTime)
    note: Mapped[str] = mapped_column(sa.Text, info=plain("a signed head"))


class Cosignature(Base):
    """What a witness on another machine signed: that this head continues the one it saw before."""

    __tablename__ = "audit_cosignature"
    __table_args__ = ({"info": _KEPT},)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    origin: Mapped[int] = mapped_column(Id)
    size: Mapped[int] = mapped_column(Id)
    vkey: Mapped[str] = mapped_column(sa.String(400), info=plain("a public key"))
    note: Mapped[str] = mapped_column(sa.Text, info=plain("a signed head"))
    signed_at: Mapped[datetime] = mapped_column(UtcTime)


class Pseudonym(Base):
    """Who is meant by a name of the log; made on first use. Without the row the log names nobody.

    Shape: a name is a hash over its salt and the person's key; without a salt, one by chance, as earlier versions made
    it. One that begins with ``-`` is no name of the log: its person was forgotten and never gets another.
    """

    __tablename__ = "audit_pseudonym"
    __table_args__ = ({"info": zone("vault", "as_long_as_the_record", staff="r", system="rid")},)

    person_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(sa.String(20), unique=True, info=personal("never", "answer"))
    salt: Mapped[str] = mapped_column(sa.String(32), server_default="", info=personal("never", "answer"))


class Words(Base):
    """What somebody wrote as their purpose; the event holds its salted hash, so it can be erased."""

    __tablename__ = "audit_words"
    __table_args__ = (
        {
            "info": zone(
                "vault",
                "as_long_as_the_record",
                masked="i",
                own="i",
                staff="r i",
                sign_in="i",
                system="riu",
            )
        },
    )

    event_id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    salt: Mapped[str] = mapped_column(sa.String(32), info=personal("never", "answer"))
    words: Mapped[str] = mapped_column(sa.Text, info=personal("never", "answer"))
    tombstone_id: Mapped[str | None] = mapped_column(sa.String(32), info=plain("the key of an event"))


class Lease(Base):
    """Who puts events in order now, until when, and when nothing was left to do."""

    __tablename__ = "audit_lease"
    __table_args__ = ({"info": _STATE},)

    name: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(40), info=plain("a process"))
    until: Mapped[datetime] = mapped_column(UtcTime)
    caught_up_at: Mapped[datetime | None] = mapped_column(UtcTime)
    fault: Mapped[str] = mapped_column(sa.String(200), default="", info=plain("why the log does not go on"))


class StreamCount(Base):
    """How many events of a process's stream are in the log, and the highest number; unequal is a gap."""

    __tablename__ = "audit_stream"
    __table_args__ = ({"info": _STATE},)

    boot_id: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    seen: Mapped[int] = mapped_column(Id)
    top: Mapped[int] = mapped_column(Id)
