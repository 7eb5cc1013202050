"""Every part with pages, in the order of the floors."""

from flask import Flask

from app.accounts import routes as accounts
from app.curriculum import pages as curriculum
from app.home import health
from app.identity.rights import Can, Hat
from app.school.calendar.bell import bell_now
from app.ui.pages import add_nav, set_bell, set_counts


def register(app: Flask) -> None:
    """Register the blueprints, the top bar's entries and the jobs."""
    from app.helpdesk.catalog import jobs as _catalog_jobs  # noqa: F401 - registers what a new school gets
    from app.helpdesk.tickets import routes as tickets

    app.extensions.setdefault("cadre_cards", lambda: ())
    for blueprint in (accounts.bp, health.bp, tickets.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.DESK, "My five", "tickets.my_five", 1, Can.CLAIM_TICKETS, count="my_five")
    add_nav(Hat.DESK, "Queue", "tickets.queue", 2, Can.CLAIM_TICKETS, count="queue")
    set_counts(Hat.DESK, tickets.counts)
    curriculum.register(app)
    set_bell(bell_now)
