"""What the helpdesk does when a roster brings a new school."""

from typing import Any

from app.audit.work import begin
from app.helpdesk.catalog.services import seed_catalog
from app.identity.actor import system_actor
from app.kernel.jobs import handles


@handles("school_added", at_once=True)
def school_added(payload: dict[str, Any]) -> None:
    """Give the district what it lacks; done twice, the second adds nothing."""
    with begin(system_actor(int(payload["district_id"]))) as work:
        seed_catalog(work)
