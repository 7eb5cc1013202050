"""The breach page: blueprint and entry of the top bar."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.breach import routes
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprint and the top bar's entry."""
    app.register_blueprint(routes.bp)
    add_nav(Hat.OFFICE, "Breach", "breach.ask", 83, Can.ASSESS_BREACH)
