"""Read the files of a ticket for one viewer, one page's pixels, and the page of one file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.attachments import policy, queries
from app.helpdesk.attachments.drawing.boxes import loads
from app.helpdesk.attachments.services import about_file, absent, find_file
from app.helpdesk.attachments.view_models import (
    BoxedPage,
    FilePage,
    Files,
    FileView,
    base_of,
    file_view,
    name_of,
    released_view,
)
from app.helpdesk.tickets.services import find
from app.helpdesk.words import segments
from app.identity.actor import Actor
from app.identity.rights import Clearance, Hat
from app.kernel.errors import NotFound
from app.kernel.frozen import dataclass


def read_files(work: Work, ticket: Any) -> Files:
    """Return the files of a ticket as far as this connection reads them."""
    rows = work.rows(queries.of_ticket(work.actor, ticket.id))
    return read_rows(work, ticket, rows) if rows else Files()


def read_rows(work: Work, ticket: Any, rows: Sequence[Any]) -> Files:
    """Return some files of a ticket as far as this connection reads them."""
    read = Files(rows)
    released = [row.id for row in rows if row.state == "released"]
    if released:
        read.released = _by_file(work.rows(queries.released_heads(work.actor, released)))
    if not work.actor.masked:
        whole = [row.id for row in rows if policy.version(work.actor, ticket, row) == "original"]
        read_whole(work, read, whole)
    return read


def read_whole(work: Work, read: Files, ids: list[int]) -> None:
    """Read the originals' heads, names and words of some files, on a connection that may."""
    if ids:
        read.heads |= _by_file(work.rows(queries.page_heads(work.actor, ids)))
        read.private |= {row.attachment_id: row for row in work.rows(queries.private_rows(work.actor, ids))}


def list_released(work: Work, number: str, ticket_id: int) -> tuple[FileView, ...]:
    """Return what students had of a ticket's files, and nothing else of them, whoever looks."""
    rows = [row for row in work.rows(queries.of_ticket(work.actor, ticket_id)) if row.state == "released"]
    if not rows:
        return ()
    released = _by_file(work.rows(queries.released_heads(work.actor, [row.id for row in rows])))
    return tuple(released_view(work.actor, number, row, released.get(row.id, ())) for row in rows)


def own_ids(actor: Actor, read: Files) -> list[int]:
    """Return which of the files a masked actor added."""
    return [row.id for row in read.rows if row.uploader_id == actor.person_id] if actor.masked else []


def _by_file(rows: Iterable[Any]) -> dict[int, list[Any]]:
    made: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        made[row.attachment_id].append(row)
    return dict(made)


def find_ticket(work: Work, number: str) -> Any:
    """Return a ticket that this actor may know of under this hat.

    Refuses: NotFound.
    """
    if work.actor.hat is not Hat.MY:
        return find(work, number)
    row = work.first(queries.own_ticket(work.actor, number.upper()))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such ticket of yours.", "Your list shows every ticket you asked for.")
    return row


@dataclass(frozen=True)
class Sent:
    """One page as it is sent: its type, its bytes, and a name that says nothing."""

    mime: str
    content: bytes
    name: str


def read_page(actor: Actor, number: str, position: int, page: int, want: str = "original") -> Sent:
    """Return one page's pixels: the ``original``, the ``covered`` one, or the ``released`` copy.

    Refuses: NotFound when the ticket, the file or this version is not there for the actor: to a student a file that
    was not released and one that does not exist are the same.
    Records: attachment:seen.
    """
    with look(actor) as work:
        ticket = find_ticket(work, number)
        file = find_file(work, ticket, position)
    allowed = policy.version(actor, ticket, file)
    if not allowed or (want != "released" and allowed != "original"):
        raise absent()
    reader = replace(actor, clearance=Clearance.OWN) if actor.masked and allowed == "original" else actor
    with look(reader) as work:
        row = _row(work, file, page, want)
        work.record(
            Tag.ATTACHMENT_SEEN, **about_file(ticket, file), fields=["picture"], version=want, page=page
        )
    kind = {"image/png": "png", "image/jpeg": "jpg"}.get(row[0], "txt")
    return Sent(row[0], row[1], f"{number.upper()}-{name_of(file).replace(' ', '-')}-{page}.{kind}")


def _row(work: Work, file: Any, page: int, want: str) -> tuple[str, bytes]:
    if want == "released":
        if file.state != "released":
            raise absent()
        row = work.first(queries.released_page(work.actor, file.id, page))
        content = row.content if row is not None else None
    elif file.kind == "text":
        row = work.first(queries.private_rows(work.actor, [file.id])) if page == 1 else None
        return ("text/plain", row.text.encode()) if row is not None else _none()
    else:
        row = work.first(queries.original_page(work.actor, file.id, page))
        content = row and ((row.covered or row.content) if want == "covered" else row.content)
    return (row.mime, bytes(content)) if row is not None and content is not None else _none()


def _none() -> Any:
    raise absent()


def read_file(actor: Actor, number: str, position: int) -> FilePage:
    """Return the page on which a file is covered, released or kept.

    Refuses: NotFound, also to whoever may do none of it.
    Records: attachment:seen.
    """
    with look(actor) as work:
        ticket = find_ticket(work, number)
        file = find_file(work, ticket, position)
    if not policy.cover(actor, ticket, file).yes:
        raise absent()
    reader = replace(actor, clearance=Clearance.OWN) if actor.masked else actor
    with look(reader) as work:
        read = Files([file])
        read_whole(work, read, [file.id])
        work.record(Tag.ATTACHMENT_SEEN, **about_file(ticket, file), fields=["file_name"], version="names")
    return _file_page(actor, ticket, file, read)


def _file_page(actor: Actor, ticket: Any, file: Any, read: Files) -> FilePage:
    private, base = read.private[file.id], base_of(actor, ticket.number, file)
    boxes = loads(private.boxes)
    view = file_view(actor, ticket, file, read)
    decides = policy.decide(actor, ticket).yes
    pages = tuple(
        BoxedPage(
            one.page,
            f"{base}/{one.page}",
            f"{base}/covered/{one.page}",
            one.width,
            one.height,
            boxes.get(one.page, ()),
        )
        for one in read.heads.get(file.id, ())
    )
    return FilePage(
        number=ticket.number,
        home=f"/{actor.hat.value}/tickets/{ticket.number}",
        name=name_of(file),
        was=private.file_name,
        kind=file.kind,
        state=file.state,
        said=view.said,
        url=base,
        pages=pages,
        text=private.text,
        masked=segments(file.text_masked)
        if decides
        else (),  # of one's own words it would tell who is enrolled
        decides=decides and file.message_id is not None,
        mine=file.uploader_id == actor.person_id,
        sent=file.message_id is not None,
        seen=view.seen,
    )


def list_coverable(work: Work, ticket: Any) -> tuple[tuple[str, str], ...]:
    """Return the pictures that the actor added to a ticket, each with the address where it is covered."""
    rows = work.rows(queries.of_ticket(work.actor, ticket.id))
    mine = [row for row in rows if row.uploader_id == work.actor.person_id and row.kind != "text"]
    return tuple((name_of(row), base_of(work.actor, ticket.number, row)) for row in mine)
