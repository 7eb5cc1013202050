"""Every part with pages, in the order of the floors."""

from flask import Flask

from app.accounts import pages as account_pages
from app.accounts import routes as accounts
from app.accounts.step_up import routes as step_up
from app.accounts.teams.borrowed import lend_categories, lend_guardian_text, lend_papers
from app.curriculum import pages as curriculum
from app.curriculum.modules.papers import guardian_permission, paper_for
from app.helpdesk import pages as helpdesk
from app.home import health
from app.home import pages as homes
from app.identity.rights import Can, Hat
from app.oversight import pages as oversight
from app.school import pages as school
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprints, the top bar's entries and the jobs."""
    from app.helpdesk.catalog import jobs as _catalog_jobs  # noqa: F401 - registers what a new school gets
    from app.helpdesk.catalog import routes as catalog
    from app.helpdesk.catalog.choices import team_categories
    from app.helpdesk.intake import routes as intake
    from app.helpdesk.intake.counter import routes as counter
    from app.helpdesk.intake.following import routes as following
    from app.helpdesk.intake.triage import routes as triage

    app.extensions.setdefault("cadre_cards", lambda: ())
    for blueprint in (accounts.bp, step_up.bp, health.bp):
        app.register_blueprint(blueprint)
    for blueprint in (intake.bp, following.bp, counter.bp, triage.bp, catalog.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.MY, "My tickets", "following.mine", 1, Can.ASK_FOR_HELP)
    add_nav(Hat.MY, "Ask for help", "intake.ask", 2, Can.ASK_FOR_HELP)
    add_nav(Hat.DESK, "Counter", "counter.number", 3, Can.ENTER_AT_COUNTER)
    for hat in (Hat.DESK, Hat.TEACH):
        add_nav(hat, "Waiting", "triage.waiting", 4, Can.TRIAGE_TICKETS, count="waiting")
    add_nav(Hat.TEACH, "Catalog", "catalog.catalog", 90, Can.TRIAGE_TICKETS)
    helpdesk.register(app)
    homes.register(app)
    curriculum.register(app)
    school.register(app)
    account_pages.register(app)
    lend_categories(team_categories)
    lend_guardian_text(guardian_permission)
    lend_papers(paper_for)
    oversight.register(app)
