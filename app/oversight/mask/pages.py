"""The mask policy's pages: blueprints and entries of the top bar."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight import panels as office
from app.oversight.mask import routes, waiting
from app.ui import panels
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprints and the top bar's entries."""
    app.register_blueprint(routes.bp, url_prefix="/office/mask")
    app.register_blueprint(routes.bp, url_prefix="/admin/mask", name="admin_mask")
    office.register_due(waiting.due_proposals)
    panels.register("admin.home", waiting.panel)
    add_nav(Hat.OFFICE, "Mask policy", "mask.policy", 80, Can.MANAGE_MASK)
    add_nav(Hat.ADMIN, "Mask policy", "admin_mask.policy", 80, Can.MANAGE_MASK)
