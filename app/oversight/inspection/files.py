"""The files of a student's tickets as they may be handed to them: their own as sent, others' as released only."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.audit.work import Work
from app.helpdesk.attachments import queries as attached
from app.helpdesk.attachments.view_models import name_of
from app.identity.actor import Day
from app.kernel.data import derives
from app.oversight.disclosure.masking import ThirdParties
from app.oversight.holds.view_models import day_words
from app.oversight.inspection import queries
from app.oversight.inspection.view_models import Bundle, BundleFile

MOST_BYTES = 200_000_000  # of pictures in one archive
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
OWN = "sent by the student"
RELEASED = "sent by somebody else, in the form that was released: what was private is painted over"
KEPT = "sent by somebody else; no form of it was released, so it is not in here"


def files_of(
    work: Work, person: int, tickets: Sequence[Any], hide: ThirdParties
) -> dict[int, tuple[BundleFile, ...]]:
    """Return the files of some tickets, by ticket. Source: 34 CFR 99.12(a)."""
    numbers = {row.id: row.number for row in tickets}
    rows = work.rows(queries.files(work.actor, list(numbers))) if numbers else ()
    own = [row.id for row in rows if row.uploader_id == person]
    others = [row.id for row in rows if row.uploader_id != person]
    pages: dict[int, list[Any]] = {}
    for head in (
        *(work.rows(attached.page_heads(work.actor, own)) if own else ()),
        *(work.rows(attached.released_heads(work.actor, others)) if others else ()),
    ):
        pages.setdefault(head.attachment_id, []).append(head.page)
    made: dict[int, tuple[BundleFile, ...]] = {}
    for row in rows:
        one = _file(row, person, numbers[row.ticket_id], pages.get(row.id, []), hide, work.day)
        made[row.ticket_id] = (*made.get(row.ticket_id, ()), one)
    return made


def _file(row: Any, person: int, number: str, pages: list[int], hide: ThirdParties, day: Day) -> BundleFile:
    mine = row.uploader_id == person
    text = hide.hide(row.text) if row.kind == "text" and row.text else ""
    has = bool(pages or text)
    return BundleFile(
        id=row.id,
        name=name_of(row),
        when=day_words(day(row.created_at)),
        what=OWN if mine else RELEASED if has else KEPT,
        own=mine,
        stem=f"files/{number}-{row.position}",
        pages=tuple(pages),
        text=text,
    )


def contents_of(work: Work, bundle: Bundle, most: int = MOST_BYTES) -> dict[str, bytes]:
    """Return what lies in the archive beside its page, by path; the largest records come in part and say so.

    Shape: names are made of the ticket's number and the file's place there, never of what somebody typed.
    """
    found: dict[str, bytes] = {}
    for file in (one for ticket in bundle.tickets for one in ticket.files):
        if file.text:
            found[f"{file.stem}.txt"] = file.text.encode()
        for page in file.pages:
            row = work.first(_page(work, file, page))
            if row is not None and sum(map(len, found.values())) + len(row.content) <= most:
                found[f"{file.stem}-{page}.{ENDINGS[row.mime]}"] = row.content
    return found


def _page(work: Work, file: BundleFile, page: int) -> Any:
    select = attached.original_page if file.own else attached.released_page
    return select(work.actor, file.id, page)


def paths_of(file: BundleFile, contents: Iterable[str]) -> tuple[str, ...]:
    """Return the paths under which a file lies in the archive; none where it had no room."""
    return tuple(path for path in contents if path.rpartition(".")[0].rpartition("-")[0] == file.stem
                 or path == f"{file.stem}.txt")  # fmt: skip


@derives(
    "a student's whole record with its files as an archive, others masked, to hand out", "never", "answer"
)
def archive_of(page: str, looks: str, contents: Mapping[str, bytes]) -> bytes:
    """Return a zip of the record's page, the list of who looked, and the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.html", page)
        archive.writestr("who-looked.csv", "\ufeff" + looks)
        for path, content in contents.items():
            kind = zipfile.ZIP_DEFLATED if path.endswith(".txt") else zipfile.ZIP_STORED
            archive.writestr(path, content, kind)
    return out.getvalue()
