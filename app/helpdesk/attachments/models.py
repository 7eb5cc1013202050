"""Files on a ticket: an open row of codes, and the vault with names, words and pixels; released pages apart."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_ME = "current_setting('cadre.person', true)::bigint"
# What one reads of one's own: what one added oneself, and on one's own tickets what reached one past no gate.
_OWN = (
    "EXISTS (SELECT 1 FROM attachment a JOIN ticket t ON t.id = a.ticket_id"
    f" WHERE a.id = attachment_id AND (a.uploader_id = {_ME}"
    f" OR (t.requester_id = {_ME} AND a.public AND a.side <> 'cadre' AND a.message_id IS NOT NULL)))"
)


class Attachment(Base):
    """A file on a ticket: what kind of thing it is and where it stands, nothing of what is in it.

    Shape: kind is picture, document or text; state is waiting, released, or kept (adults only); side and public
    as of its message; a text's masked form is read like a message.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        sa.UniqueConstraint("ticket_id", "position"),
        sa.Index("ix_attachment_state", "district_id", "state", "created_at"),
        sa.Index("ix_attachment_uploader", "uploader_id", "created_at"),
        sa.Index("ix_attachment_draft", "draft_id"),
        {"info": zone("open", "ticket", masked="r i u(draft_id)", own="r i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    position: Mapped[int]
    message_id: Mapped[int | None] = mapped_column(Id)
    draft_id: Mapped[int | None] = mapped_column(Id)
    uploader_id: Mapped[int] = mapped_column(Id)
    side: Mapped[str] = mapped_column(sa.String(12))
    public: Mapped[bool]
    kind: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10))
    text_masked: Mapped[str] = mapped_column(sa.Text, default="", info=personal("masked", "help"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(Id)


class AttachmentPrivate(Base):
    """The name that a file came with, the words of a text file, and the boxes that somebody drew."""

    __tablename__ = "attachment_private"
    __table_args__ = ({"info": zone("vault", "ticket", masked="i", own="r i") | {"own_rows": _OWN}},)

    attachment_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("attachment.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    file_name: Mapped[str] = mapped_column(sa.String(200), info=personal("never", "help"))
    text: Mapped[str] = mapped_column(sa.Text, default="", info=personal("never", "help"))
    boxes: Mapped[str] = mapped_column(sa.Text, default="", info=personal("never", "help"))


class AttachmentPage(Base):
    """A page as it was drawn anew from the upload, and the same with its boxes painted over.

    Shape: key is a random name that says nothing; ``covered`` is empty where no box lies on the page.
    """

    __tablename__ = "attachment_page"
    __table_args__ = (
        sa.UniqueConstraint("attachment_id", "page"),
        {"info": zone("vault", "ticket", masked="i", own="r i") | {"own_rows": _OWN}},
    )

    key: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("attachment.id"))
    district_id: Mapped[int] = mapped_column(Id)
    page: Mapped[int] = mapped_column(info=personal("never", "help"))
    mime: Mapped[str] = mapped_column(sa.String(20), info=personal("never", "help"))
    width: Mapped[int] = mapped_column(info=personal("never", "help"))
    height: Mapped[int] = mapped_column(info=personal("never", "help"))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, info=personal("never", "help"))
    covered: Mapped[bytes | None] = mapped_column(sa.LargeBinary, info=personal("never", "help"))


class ReleasedPage(Base):
    """A page that a teacher released: a copy whose boxes are painted over. Taking it back removes the row."""

    __tablename__ = "released_page"
    __table_args__ = (
        sa.UniqueConstraint("attachment_id", "page"),
        {"info": zone("open", "ticket")},
    )

    key: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("attachment.id"))
    district_id: Mapped[int] = mapped_column(Id)
    page: Mapped[int]
    mime: Mapped[str] = mapped_column(sa.String(20), info=plain("image/png or image/jpeg"))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, info=personal("masked", "help"))
