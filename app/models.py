"""Every table, imported once, so that the metadata is whole for engines, migrations and house tests."""

from app.accounts import models as accounts
from app.accounts.step_up import models as step_up
from app.audit import models as audit
from app.audit.log import models as audit_log
from app.curriculum import models as curriculum
from app.helpdesk.attachments import models as attachments
from app.helpdesk.calls import models as calls
from app.helpdesk.care import models as care
from app.helpdesk.catalog import models as catalog
from app.helpdesk.devices import models as devices
from app.helpdesk.drafts import models as drafts
from app.helpdesk.escalations import models as escalations
from app.helpdesk.glass import models as glass
from app.helpdesk.recheck import models as recheck
from app.helpdesk.reveal import models as reveal
from app.helpdesk.tickets import models as tickets
from app.kernel import jobs
from app.kernel.db import Base
from app.oversight.disclosure import models as disclosure
from app.oversight.drill import models as drill
from app.oversight.log import models as log
from app.oversight.marks import models as marks
from app.oversight.retention import models as retention
from app.oversight.review import models as oversight
from app.oversight.rollover import models as rollover
from app.privacy import models as privacy
from app.school.apart import models as apart
from app.school.cadres import models as cadres
from app.school.holds import models as holds
from app.school.people import models as people
from app.school.places import models as places
from app.school.roster import models as roster
from app.school.words import models as words

metadata = Base.metadata

__all__ = [
    "accounts",
    "apart",
    "attachments",
    "audit",
    "audit_log",
    "cadres",
    "care",
    "calls",
    "catalog",
    "curriculum",
    "devices",
    "disclosure",
    "drafts",
    "drill",
    "escalations",
    "glass",
    "holds",
    "jobs",
    "marks",
    "log",
    "metadata",
    "oversight",
    "people",
    "privacy",
    "places",
    "retention",
    "recheck",
    "reveal",
    "rollover",
    "roster",
    "step_up",
    "tickets",
    "words",
]
