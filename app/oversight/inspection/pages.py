"""The pages of requests: addresses, the top bar's entry, and what they show elsewhere."""

from flask import Flask

from app.helpdesk.tickets.slots import set_record_notes
from app.identity.rights import Can, Hat
from app.oversight import panels as office
from app.oversight.inspection import panels, routes
from app.oversight.inspection.services import notes_on
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the pages and lend the ticket's page its notes."""
    app.register_blueprint(routes.bp)
    add_nav(Hat.OFFICE, "Requests", "inspection.requests", 4, Can.KEEP_RECORDS)
    office.register(panels.requests_panel)
    office.register(panels.amendments_panel)
    office.register_corrections(panels.corrections)
    office.register_due(panels.due_requests)
    set_record_notes(notes_on)
