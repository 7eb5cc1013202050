"""The pages of retention: addresses, the top bar's entries, what waits on the officer's home."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight import panels
from app.oversight.retention import jobs as _jobs  # noqa: F401 - registers what erases in the background
from app.oversight.retention import panels as early
from app.oversight.retention import reading, routes
from app.ui import panels as places
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(routes.bp)
    app.register_blueprint(routes.second)
    add_nav(Hat.OFFICE, "Retention", "retention.policy", 87, Can.KEEP_RECORDS)
    add_nav(Hat.OFFICE, "Purges", "retention.purges", 88, Can.KEEP_RECORDS)
    panels.register_due(reading.due_purges)
    panels.register(early.early_panel)
    places.register("admin.home", early.second_panel)
