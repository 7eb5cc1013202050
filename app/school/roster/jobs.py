"""Background work of the roster: apply a large set, end old uploads."""

import io
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.audit.work import begin, chore, look
from app.identity.actor import system_actor
from app.kernel.errors import CadreError
from app.kernel.jobs import handles
from app.school.roster.models import RosterUpload
from app.school.roster.reader import read_roster
from app.school.roster.uploads import apply_now


@handles("roster_apply")
def apply_large(payload: dict[str, Any]) -> None:
    """Apply a large upload for the person who asked; done twice, the second finds it gone."""
    upload_id = int(payload["upload_id"])
    actor = system_actor(payload["district_id"], payload["person_id"])
    actor = replace(actor, kind="staff", site_ids=frozenset(payload["sites"]))
    with look(actor) as work:
        content = work.value(sa.select(RosterUpload.content).where(RosterUpload.id == upload_id))
    if content is None:
        return
    try:
        with begin(actor) as work:
            apply_now(work, upload_id, read_roster(io.BytesIO(content)), content, payload["accept"])
    except CadreError as error:
        said = f"{error.sentence} {error.remedy}"[:300]
        with chore(actor) as work:
            failed = sa.update(RosterUpload).where(RosterUpload.id == upload_id)
            work.execute(failed.values(state="failed", said=said))


@handles("roster_upload_purge")
def purge(payload: dict[str, Any]) -> None:
    """End an upload that nobody applied within the hour."""
    with chore(system_actor(0)) as work:
        work.execute(sa.delete(RosterUpload).where(RosterUpload.id == int(payload["upload_id"])))
