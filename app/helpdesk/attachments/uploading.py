"""Take the files of a form: count, draw anew, before any transaction begins."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import IO, Protocol

from app.audit.tags import Tag
from app.audit.work import look
from app.helpdesk.attachments import policy, queries
from app.helpdesk.attachments.drawing.anew import MOST_BYTES, Drawn, draw_anew
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel.errors import Invalid

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
_ORDER = ("First", "Second", "Third", "Fourth")


class Given(Protocol):
    """A file as a form brings it."""

    filename: str | None

    @property
    def stream(self) -> IO[bytes]: ...


def take_files(actor: Actor, given: Iterable[Given]) -> tuple[Drawn, ...]:
    """Return the files of a form, drawn anew.

    Refuses: Invalid for too many files, or for one that cannot be used.
    Records: attachment:added, when refused.
    """
    files = [one for one in given if one.filename]
    if not files:
        return ()
    try:
        _count(actor, len(files))
        return tuple(_drawn(at, len(files), one) for at, one in enumerate(files))
    except Invalid:
        with look(actor) as work:
            work.record(Tag.ATTACHMENT_ADDED, outcome="refused", why="invalid")
        raise


def _count(actor: Actor, number: int) -> None:
    if number > policy.MOST_A_FORM:
        raise Invalid(
            f"That is more than {policy.MOST_A_FORM} files.", "Send those that matter first.", field="files"
        )
    with look(replace(actor, clearance=Clearance.SYSTEM)) as work:
        added = work.value(queries.added_since(actor, work.now - DAY))
        refused = work.value(queries.refused_since(actor, work.now - HOUR))
    if refused >= policy.MOST_REFUSED:
        raise Invalid(
            f"{refused} of your files could not be used within an hour.",
            "Send the words without the file, and ask at the counter how to make a screenshot.",
            field="files",
        )
    if added + number > policy.most_a_day(actor):
        raise Invalid(
            f"You added {added} files within a day, and that is as many as one person may.",
            "Send the words without the file.",
            field="files",
        )


def _drawn(at: int, of: int, given: Given) -> Drawn:
    try:
        return draw_anew(given.filename or "", given.stream.read(MOST_BYTES + 1))
    except Invalid as error:
        which = f"{_ORDER[at]} file: " if of > 1 else ""
        raise Invalid(f"{which}{error.sentence}", error.remedy, field="files") from None
