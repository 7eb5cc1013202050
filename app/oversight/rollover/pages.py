"""The pages of the school year: addresses and the top bar's entries."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.rollover import routes
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(routes.bp)
    for hat in (Hat.TEACH, Hat.ADMIN):
        add_nav(hat, "School year", "rollover.years", 95, Can.ROLL_OVER)
