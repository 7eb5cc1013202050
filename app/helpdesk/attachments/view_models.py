"""What one viewer may see of the files on a ticket: frozen, plain, already masked."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from app.helpdesk.attachments import policy
from app.helpdesk.attachments.drawing.boxes import Box, loads, mark_of
from app.helpdesk.times import Wait
from app.helpdesk.words import segments
from app.identity.actor import Actor
from app.kernel.frozen import dataclass

Segments = tuple[Any, ...]
_WAITS = "A teacher looks at it first: pictures can show names and faces."
_KEPT = "It stays with the adults. Ask your teacher what you need to know of it."


@dataclass(frozen=True)
class Shown:
    """One page that the viewer may load. Units: pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class FileView:
    """A file in a thread. Shape: without pages and words it is a chip that says what it is and why it is hidden;
    ``seen`` marks the boxes that lay over it when it was read."""

    name: str
    state: str
    pages: tuple[Shown, ...] = ()
    text: Segments = ()
    why: str = ""
    was: str = ""
    said: str = ""
    url: str = ""
    act: str = ""
    seen: str = ""

    @property
    def hidden(self) -> bool:
        return not self.pages and not self.text


@dataclass
class Files:
    """What was read of a ticket's files for one viewer."""

    rows: Sequence[Any] = ()
    private: dict[int, Any] = field(default_factory=dict)
    heads: dict[int, list[Any]] = field(default_factory=dict)
    released: dict[int, list[Any]] = field(default_factory=dict)


def name_of(row: Any) -> str:
    """Return how a file is called: by what it is and its number, never by the name it came with."""
    return {"picture": "picture", "document": "document", "text": "text file"}[row.kind] + f" {row.position}"


def base_of(actor: Actor, number: str, row: Any) -> str:
    """Return the address of a file under the hat of its viewer."""
    return f"/{actor.hat.value}/tickets/{number}/files/{row.position}"


def file_view(actor: Actor, ticket: Any, row: Any, read: Files) -> FileView:
    """Return one file for one viewer."""
    version = policy.version(actor, ticket, row)
    base = base_of(actor, ticket.number, row)
    if not version:
        return FileView(name_of(row), row.state, why=_KEPT if row.state == "kept" else _WAITS)
    if version == "released":
        return released_view(actor, ticket.number, row, read.released.get(row.id, ()))
    pages = tuple(Shown(f"{base}/{one.page}", one.width, one.height) for one in read.heads.get(row.id, ()))
    private = read.private.get(row.id)
    came_as = private.file_name if private is not None else ""
    decides = policy.decide(actor, ticket).yes and row.message_id is not None
    covers = row.kind != "text" and policy.cover(actor, ticket, row).yes
    return FileView(
        name=name_of(row),
        state=row.state,
        pages=pages,
        text=(private.text,) if private is not None and private.text else (),
        was=came_as if actor.staff or row.uploader_id == actor.person_id else "",
        said=_said(row, private),
        url=base if decides or covers else "",
        act="Decide what students see" if decides else "Cover what is private",
        seen=mark_of(private.boxes) if private is not None else "",
    )


def released_view(actor: Actor, number: str, row: Any, heads: Sequence[Any]) -> FileView:
    """Return what students have of a released file."""
    base = base_of(actor, number, row)
    pages = tuple(Shown(f"{base}/released/{one.page}", one.width, one.height) for one in heads)
    return FileView(name_of(row), row.state, pages, segments(row.text_masked) if row.text_masked else ())


def _said(row: Any, private: Any) -> str:
    """Return what students get of it, for those who see the whole."""
    boxes = box_count(private)
    covered = {0: "", 1: " One box lies over it."}.get(boxes, f" {boxes} boxes lie over it.")
    if row.state == "released":
        return (
            "Students read it without names and numbers."
            if row.kind == "text"
            else f"Students see it.{covered}"
        )
    return "Adults only." if row.state == "kept" else f"Students do not see it yet.{covered}"


def box_count(private: Any) -> int:
    """Return how many boxes lie over a file."""
    return sum(len(found) for found in loads(private.boxes).values()) if private is not None else 0


def as_sent(file: FileView) -> FileView:
    """Return a file with its boxes painted over, for whoever is about to let it out."""
    pages = tuple(replace(page, url="/covered/".join(page.url.rsplit("/", 1))) for page in file.pages)
    return replace(file, pages=pages)


def seen_along(file: FileView, hat: str) -> FileView:
    """Return a file that somebody else sees, for a teacher or officer who looks along: their own address of it."""
    if hat != "teach":
        why = "They see this. Its pages are shown to teachers." if file.pages else file.why
        return replace(file, pages=(), state="seen" if file.pages else file.state, why=why, url="")
    pages = tuple(replace(page, url="/teach/" + page.url.split("/", 2)[2]) for page in file.pages)
    return replace(file, pages=pages, url="")


def views_by_message(actor: Actor, ticket: Any, read: Files) -> Mapping[int, tuple[FileView, ...]]:
    """Return the files of a ticket by the message they came with."""
    made: dict[int, tuple[FileView, ...]] = {}
    for row in read.rows:
        if row.message_id is not None:
            made[row.message_id] = (*made.get(row.message_id, ()), file_view(actor, ticket, row, read))
    return made


def views_of_draft(actor: Actor, ticket: Any, read: Files, draft_id: int) -> tuple[FileView, ...]:
    """Return the files that go out with a draft, for its author and for whoever checks it."""
    return tuple(
        as_sent(file_view(actor, ticket, row, read)) if actor.staff else file_view(actor, ticket, row, read)
        for row in read.rows
        if row.draft_id == draft_id and row.message_id is None
    )


@dataclass(frozen=True)
class BoxedPage:
    """A page on which boxes are drawn. Shape: bare is the page without its boxes, sent is what students would get."""

    number: int
    bare: str
    sent: str
    width: int
    height: int
    boxes: tuple[Box, ...]

    @property
    def tall(self) -> int:
        """Return its height on a canvas a thousand units wide."""
        return max(1, round(1000 * self.height / self.width))


@dataclass(frozen=True)
class FilePage:
    """The page on which a file is covered, released or kept."""

    number: str
    home: str
    name: str
    was: str
    kind: str
    state: str
    said: str
    url: str
    pages: tuple[BoxedPage, ...]
    text: str
    masked: Segments
    decides: bool
    mine: bool
    sent: bool
    seen: str


@dataclass(frozen=True)
class FileRow:
    """A file in a teacher's inbox, opened in place."""

    number: str
    name: str
    who: str
    category: str
    title: Segments
    wait: Wait
    file: FileView
    boxes: int
    url: str
