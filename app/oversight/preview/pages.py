"""See as somebody sees: blueprints and entries of the top bar."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.preview import routes
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprints and the top bar's entries."""
    app.register_blueprint(routes.bp, url_prefix="/teach/see-as", name="teach_preview")
    app.register_blueprint(routes.bp, url_prefix="/office/see-as")
    add_nav(Hat.TEACH, "See as they see", "teach_preview.choose", 85, Can.PREVIEW_MASK)
    add_nav(Hat.OFFICE, "See as they see", "preview.choose", 81, Can.PREVIEW_MASK)
