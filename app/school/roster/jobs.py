"""Background work of the roster: apply a large set, end old uploads."""

import io
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.audit.work import begin, chore, look
from app.identity.actor import Actor, system_actor
from app.identity.rights import Hat
from app.kernel.errors import CadreError
from app.kernel.jobs import handles
from app.school.roster.models import RosterUpload
from app.school.roster.reader import read_roster
from app.school.roster.uploads import BROKE, apply_now


@handles("roster_apply")
def apply_large(payload: dict[str, Any]) -> None:
    """Apply a large upload for the person who asked; done twice, the second finds it gone."""
    upload_id = int(payload["upload_id"])
    actor = system_actor(payload["district_id"], payload["person_id"])
    actor = replace(actor, kind="staff", site_ids=frozenset(payload["sites"]), hat=Hat(payload["hat"]))
    running = (RosterUpload.id == upload_id, RosterUpload.state == "applying")
    with look(actor) as work:
        content = work.value(sa.select(RosterUpload.content).where(*running))
    if content is None:
        return
    try:
        with begin(actor) as work:
            apply_now(work, upload_id, read_roster(io.BytesIO(content)), content, payload["accept"])
    except CadreError as error:
        _fail(actor, upload_id, f"{error.sentence} {error.remedy}")
    except sa.exc.OperationalError:  # the database was busy or away: the job is tried again
        raise
    except Exception:
        _fail(actor, upload_id, BROKE)
        raise


def _fail(actor: Actor, upload_id: int, said: str) -> None:
    with chore(actor) as work:
        failed = sa.update(RosterUpload).where(RosterUpload.id == upload_id)
        work.execute(failed.values(state="failed", said=said[:300]))


@handles("roster_upload_purge")
def purge(payload: dict[str, Any]) -> None:
    """End an upload that nobody applied within the hour."""
    with chore(system_actor(0)) as work:
        work.execute(sa.delete(RosterUpload).where(RosterUpload.id == int(payload["upload_id"])))
