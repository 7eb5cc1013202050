"""The list of personal data: blueprint and entries of the top bar."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.inventory import routes
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprint and the top bar's entries."""
    app.register_blueprint(routes.bp)
    add_nav(Hat.OFFICE, "Personal data", "inventory.inventory", 82, Can.MANAGE_MASK)
