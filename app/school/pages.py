"""The pages of a school's set-up: roster, places, teams; and their place in the top bar."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.school.apart import barring
from app.school.apart import routes as apart
from app.school.calendar.bell import bell_now
from app.school.places import routes as places
from app.school.roster import jobs as _jobs
from app.school.roster import routes as roster
from app.ui.bar import add_nav
from app.ui.pages import set_bell

JOBS = (_jobs.apply_large, _jobs.purge, barring.refresh_on_day)


def register(app: Flask) -> None:
    """Register the blueprints, the jobs and the top bar's entries."""
    for blueprint in (roster.bp, places.bp, apart.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.ADMIN, "Schools", "places.tree", 80, Can.MANAGE_PLACES)
    for hat in (Hat.TEACH, Hat.ADMIN):
        add_nav(hat, "Roster", "roster.start", 83, Can.MANAGE_ROSTER)
        add_nav(hat, "Places", "places.sites", 84, Can.MANAGE_PLACES)
    for hat in (Hat.TEACH, Hat.OFFICE):
        add_nav(hat, "Kept apart", "apart.pairs", 85, Can.KEEP_APART)
    set_bell(bell_now)
