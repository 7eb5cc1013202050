"""The pages of teams and people, and their place in the top bar."""

from flask import Flask

from app.accounts.people import routes as people
from app.accounts.teams import member_routes, routes
from app.identity.rights import Can, Hat
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprints and the top bar's entries."""
    for blueprint in (routes.bp, member_routes.bp, people.bp):
        app.register_blueprint(blueprint)
    for hat in (Hat.TEACH, Hat.ADMIN):
        add_nav(hat, "Teams", "teams.teams_page", 81, Can.MANAGE_CADRES)
        add_nav(hat, "People", "people.search", 82, Can.MANAGE_ACCOUNTS)
