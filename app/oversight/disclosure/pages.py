"""The pages of records: addresses and the top bar's entries."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.disclosure import routes
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(routes.bp)
    add_nav(Hat.OFFICE, "Records", "disclosure.search", 3, Can.SEE_DISCLOSURES)
    add_nav(Hat.MY, "Who looked", "disclosure.mine", 5, Can.ASK_FOR_HELP)
