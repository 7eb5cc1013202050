"""The pages of holds: addresses, the top bar's entry, the panel beside a record."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight import panels
from app.oversight.holds import routes, services
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(routes.bp)
    add_nav(Hat.OFFICE, "Holds", "holds.holds", 89, Can.KEEP_RECORDS)
    panels.register(services.holds_panel)
    panels.register_due(services.due_holds)
