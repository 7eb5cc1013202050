"""Register what the demo brings to the pages: the sign-in cards and the way out."""

from flask import Flask

from app.config import Settings
from app.demo import kept
from app.demo.leaving import routes
from app.ui import panels


def register(app: Flask, settings: Settings) -> None:
    """Register the page of leaving, its place on the administrator's home, and the cards."""
    app.register_blueprint(routes.bp)
    panels.register("admin.home", routes.panel)
    app.extensions["cadre_cards"] = kept.dealer(settings)
