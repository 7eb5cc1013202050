"""What an inbox and a thread may show of drafts: frozen, plain, already masked."""

from collections.abc import Mapping
from typing import Any

from app.helpdesk.attachments.view_models import FileView
from app.helpdesk.drafts import firstname
from app.helpdesk.drafts.edits import edits_between
from app.helpdesk.tickets.numbering import numbers_in, written
from app.helpdesk.tickets.view_models import who_asked
from app.helpdesk.times import Wait
from app.helpdesk.words import Hidden, segments
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.privacy.text.masker import Span, loads


@dataclass(frozen=True)
class Token:
    """A value that is filled in at sending."""

    token: str


Piece = str | Hidden | Token
FIRST_NAME = Token("their first name")


@dataclass(frozen=True)
class Change:
    """A stretch of a checked text. Shape: op is keep, add or cut."""

    op: str
    segments: tuple[Piece, ...]


@dataclass(frozen=True)
class DraftRow:
    """A draft in an inbox, opened in place."""

    seen: int
    number: str
    author: str
    to: str
    title: tuple[Piece, ...]
    category: str
    text: tuple[Piece, ...]
    cut: str
    to_edit: str
    asked: tuple[Piece, ...]
    wait: Wait
    state: str
    checked: str
    proposal: tuple[Change, ...]
    asks: bool
    url: str
    files: tuple[FileView, ...] = ()

    @property
    def files_seen(self) -> str:
        """Return the marks of the boxes that lie over its files as they are shown here."""
        return "-".join(file.seen for file in self.files)


def with_tokens(pieces: tuple[str | Hidden, ...] | tuple[str]) -> tuple[Piece, ...]:
    """Show the author's first-name token as what it will be."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts = firstname.split(piece)
            made += [FIRST_NAME if place % 2 else part for place, part in enumerate(parts) if part]
        else:
            made.append(piece)
    return tuple(made)


def own_words(masked: str, raw: str, spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Show masked text to its own author: what they typed themselves stands in place of its placeholders."""
    known = {(span.kind, span.number): raw[span.start : span.end] for span in spans}
    pieces = (
        known.get((piece.kind, piece.number), piece) if isinstance(piece, Hidden) else piece
        for piece in segments(masked)
    )
    return with_tokens(tuple(pieces))


def changes(before: str, after: str, raw: str = "", spans: tuple[Span, ...] = ()) -> tuple[Change, ...]:
    """Return what a check made of a draft, for its author (with raw text and spans) or for anybody (without)."""
    return tuple(Change(edit.op, own_words(edit.masked, raw, spans)) for edit in edits_between(before, after))


def first_line(pieces: tuple[Piece, ...], most: int = 90) -> str:
    """Return the beginning of a text on one line, without what is hidden."""
    said = "".join(
        piece if isinstance(piece, str) else "…" if isinstance(piece, Token) else f"[{piece.kind}]"
        for piece in pieces
    )
    line = " ".join(said.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def draft_row(
    actor: Actor,
    row: Any,
    names: Mapping[int, str],
    full: Any,
    asked: tuple[Piece, ...],
    wait: Wait,
    title: str,
    files: tuple[FileView, ...] = (),
) -> DraftRow:
    """Make an inbox line: in full for an adult, masked for a peer."""
    numbers = {} if actor.staff else numbers_in([row.body_masked])
    masked, edited = written(row.body_masked, numbers), written(row.edited_masked or "", numbers)
    text = with_tokens((full.body,) if full is not None else segments(masked))
    hidden = sum(1 for piece in segments(row.body_masked) if not isinstance(piece, str))
    hat = actor.hat.value
    return DraftRow(
        seen=row.id,
        number=row.number,
        author=names.get(row.author_id, "A tech"),
        to=who_asked(actor, row, names),
        title=(title,) if title else segments(row.title_masked),
        category=row.category_name,
        text=text,
        cut=first_line(text),
        to_edit=full.body if full is not None else edited or masked,
        asked=asked,
        wait=wait,
        state=row.state,
        checked=_checked(hidden),
        proposal=changes(masked, edited, *_readable(actor, full)) if edited else (),
        asks=bool(row.pending_reason),
        url=f"/{hat}/drafts/{row.number}",
        files=files,
    )


def _readable(actor: Actor, full: Any) -> tuple[str, tuple[Span, ...]]:
    """Return what an adult reads in place of a draft's placeholders, so that it shows which of them were moved."""
    return (full.body, loads(full.spans)) if actor.staff and full is not None else ("", ())


def _checked(hidden: int) -> str:
    if hidden == 0:
        return "Checked: no names, no numbers, no passwords."
    return f"It holds {'one hidden word' if hidden == 1 else f'{hidden} hidden words'}, put back at sending."
