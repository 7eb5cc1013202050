"""Uploaded sets: kept for an hour while a person reads the preview, then applied or gone."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work, begin, chore, look
from app.identity.actor import Actor
from app.kernel import jobs
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.school.roster import queries, services
from app.school.roster.models import RosterUpload
from app.school.roster.reader import RosterSet, UnusableSet, read_roster
from app.school.roster.view_models import Preview, RunRow, RunView, Upload, run_row, run_view

KEPT = timedelta(hours=1)
BIG = 2_000  # people; a larger set is applied in the background
BROKE = (
    "Something of ours broke while this set was imported, and nothing of it was kept. Upload it once more. If it "
    "breaks again, tell whoever runs Cadre here: the worker's lines say what broke."
)


def keep_upload(actor: Actor, files: Sequence[tuple[str, bytes]]) -> int:
    """Keep an uploaded zip, or several CSV files, for an hour and return its key.

    Refuses: Invalid when nothing of it can be used.
    Records: roster:refused, when refused.
    """
    name, content = _packed(files)
    try:
        read_roster(io.BytesIO(content))
    except UnusableSet as error:
        with look(actor) as work:
            work.record(Tag.ROSTER_REFUSED, outcome="refused")
        raise Invalid(error.reason, error.remedy, field="files") from error
    upload_id = new_id()
    with chore(actor) as work:
        work.insert(
            RosterUpload,
            id=upload_id,
            district_id=actor.district_id,
            person_id=actor.person_id,
            uploaded_at=work.now,
            file_name=name[:200],
            content=content,
        )
        work.enqueue("roster_upload_purge", work.now + KEPT, upload_id=upload_id)
    return upload_id


def _packed(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    named = [(PurePosixPath(name.replace("\\", "/")).name, content) for name, content in files if content]
    if not named and any(name for name, _ in files):
        raise Invalid("There is nothing in this file.", "Export the set again.", field="files")
    if not named:
        raise Invalid("No file came with the form.", "Choose the zip of your export.", field="files")
    if len(named) == 1 and not named[0][0].lower().endswith(".csv"):
        return named[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in named:
            archive.writestr(name, content)
    return f"{len(named)} files", packed.getvalue()


def find_upload(work: Work, upload_id: int) -> Any:
    """Return the actor's own upload that still waits.

    Refuses: NotFound when there is none, or it was ended.
    """
    row = work.first(queries.upload(work.actor, upload_id))
    if row is None:
        raise NotFound("This upload is gone; uploads are kept for an hour.", "Upload the set again.")
    return row


def is_running(work: Work, upload_id: int) -> bool:
    """Tell whether the actor's own upload is being imported now, or will be tried again."""
    return bool(work.value(queries.upload_state(work.actor, upload_id)) == "applying") and not _given_up(
        work, upload_id
    )


def _given_up(work: Work, upload_id: int) -> bool:
    """Tell whether the job of an upload was tried in vain as often as any is."""
    open_ones = jobs.coming("roster_apply", work.now + KEPT)
    return all(one["upload_id"] != upload_id for one in open_ones)


def read_upload(work: Work, upload_id: int) -> Upload:
    """Return what is known of an upload, with its preview while it waits.

    Refuses: NotFound.
    Records: roster:previewed, while it waits.
    """
    row = find_upload(work, upload_id)
    preview = services.preview(work, _roster(row)) if row.state == "waiting" else None
    if row.state == "applying" and _given_up(work, upload_id):
        return Upload(row.id, row.file_name, "failed", BROKE, None)
    return Upload(row.id, row.file_name, row.state, row.said, preview)


def _roster(row: Any) -> RosterSet:
    return read_roster(io.BytesIO(row.content))


def apply_upload(actor: Actor, upload_id: int, accept_endings: int | None) -> Preview | None:
    """Apply an upload, at once or (a large one) in the background; None means that it runs.

    Refuses: NotFound; Conflict when it runs already; as services.apply does.
    Records: roster:applied.
    """
    with look(actor) as work:
        row = find_upload(work, upload_id)
    roster = _roster(row)
    if len(roster.people) <= BIG:
        with begin(actor) as work:
            return apply_now(work, upload_id, roster, row.content, accept_endings)
    with chore(actor) as work:
        free = _state_is(work, upload_id, "waiting")
        started = sa.update(RosterUpload).where(*free).values(state="applying", said="")
        if work.change(started) != 1:
            raise Conflict("This set is being imported already.", "Wait; the page says when it is done.")
        work.enqueue(
            "roster_apply",
            upload_id=upload_id,
            accept=accept_endings,
            person_id=actor.person_id,
            district_id=actor.district_id,
            sites=sorted(actor.site_ids),
            hat=actor.hat.value,
        )
    return None


def apply_now(
    work: Work, upload_id: int, roster: RosterSet, content: bytes, accept_endings: int | None
) -> Preview:
    """Apply a set that was read from an upload, and end the upload in the same transaction."""
    digest = hashlib.sha256(content).hexdigest()
    done = services.apply(work, roster, accept_endings, digest, upload_id)
    if work.change(sa.delete(RosterUpload).where(RosterUpload.id == upload_id)) != 1:
        raise Conflict("This set has just been imported.", "Look at the list of imports.")
    return done


def _state_is(work: Work, upload_id: int, state: str) -> list[sa.ColumnElement[bool]]:
    return [
        RosterUpload.id == upload_id,
        RosterUpload.person_id == work.actor.person_id,
        RosterUpload.district_id == work.actor.district_id,
        RosterUpload.state == state,
    ]


def discard_upload(actor: Actor, upload_id: int) -> None:
    """End an upload without importing it."""
    with chore(actor) as work:
        work.execute(sa.delete(RosterUpload).where(*_state_is(work, upload_id, "waiting")))


def list_runs(work: Work) -> tuple[RunRow, ...]:
    """Return the latest imports."""
    zone = work.zone
    return tuple(run_row(row, zone, work.now) for row in work.rows(queries.runs(work.actor)))


def read_run(work: Work, run_id: int) -> RunView:
    """Return one import as it was kept.

    Refuses: NotFound.
    """
    row = work.first(queries.run(work.actor, run_id))
    if row is None:
        raise NotFound("There is no such import.", "Go back to the list of imports.")
    return run_view(row, work.zone, work.now)
