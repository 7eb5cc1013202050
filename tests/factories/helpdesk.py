"""Tickets with their vault rows; states are traits."""

# factory-boy exports its declarations without saying so
# mypy: disable-error-code="attr-defined"

import factory

from app.kernel.ids import new_id
from app.models import tickets
from tests.cast import NOW
from tests.factories.base import Base


class TicketFactory(Base):
    """A queued live ticket of Maria's about the Wi-Fi; ``school`` says where."""

    class Meta:
        model = tickets.Ticket
        exclude = ("school",)

    class Params:
        claimed = factory.Trait(status="in_progress", first_assigned_at=NOW)
        resolved = factory.Trait(status="resolved", resolved_at=NOW, first_resolved_at=NOW)
        hidden = factory.Trait(sensitive=True, status="new")
        practice = factory.Trait(kind="practice")

    school = None
    id = factory.LazyFunction(new_id)
    district_id = factory.SelfAttribute("school.district_id")
    site_id = factory.SelfAttribute("school.site_id")
    number = factory.Sequence(lambda n: f"JCM-{70001 + n}")
    kind = "live"
    record_type = "incident"
    status = "queued"
    category_id = factory.LazyAttribute(lambda o: o.school.categories["wifi"])
    impact = 2
    urgency = 2
    priority = 3
    tier = 1
    channel = "web"
    sensitive = False
    handle = "R-7F3"
    title_masked = "Wi-Fi drops in the gym"
    requester_id = factory.LazyAttribute(lambda o: o.school.people["maria"])
    requester_kind = "student"
    entered_by_id = factory.SelfAttribute("requester_id")
    due_at = NOW
    created_at = NOW


class TicketPrivateFactory(Base):
    """The title of a ticket as it was typed."""

    class Meta:
        model = tickets.TicketPrivate

    title = "Wi-Fi drops in the gym"
