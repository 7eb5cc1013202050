"""The trail's pages: blueprints, entries of the top bar, and the panel for a teacher's home."""

from flask import Flask

from app.identity.rights import Can, Hat
from app.oversight.breach import pages as breach
from app.oversight.disclosure import pages as disclosure
from app.oversight.drill import routes as drill
from app.oversight.holds import pages as holds
from app.oversight.inspection import pages as inspection
from app.oversight.inventory import pages as inventory
from app.oversight.log import pages as log
from app.oversight.mask import pages as mask
from app.oversight.own import routes as own
from app.oversight.panels import register_due
from app.oversight.preview import pages as preview
from app.oversight.retention import pages as retention
from app.oversight.review import panel
from app.oversight.review import routes as review
from app.oversight.rollover import pages as rollover
from app.oversight.trail import routes
from app.ui import panels
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register the blueprints, the top bar's entries and the panel."""
    app.register_blueprint(routes.bp, url_prefix="/teach/trail")
    app.register_blueprint(routes.bp, url_prefix="/office/trail", name="office_trail")
    app.register_blueprint(routes.office_bp)
    add_nav(Hat.TEACH, "Trail", "trail.trail", 60, Can.REVIEW_TRAIL)
    add_nav(Hat.OFFICE, "Now", "office.home", 1, Can.SEE_DISCLOSURES)
    add_nav(Hat.OFFICE, "Trail", "office_trail.trail", 2, Can.REVIEW_TRAIL)
    app.register_blueprint(review.bp, url_prefix="/teach/review")
    app.register_blueprint(review.bp, url_prefix="/office/review", name="office_review")
    app.register_blueprint(review.bp, url_prefix="/admin/review", name="admin_review")
    app.register_blueprint(own.bp)
    app.register_blueprint(drill.bp, url_prefix="/teach/drill")
    app.register_blueprint(drill.bp, url_prefix="/office/drill", name="office_drill")
    add_nav(Hat.TEACH, "Review", "review.inbox", 59, Can.REVIEW_TRAIL)
    add_nav(Hat.OFFICE, "Review", "office_review.inbox", 3, Can.REVIEW_TRAIL)
    add_nav(Hat.ADMIN, "Review", "admin_review.inbox", 70, Can.REVIEW_TRAIL)
    add_nav(Hat.DESK, "My trail", "own_trail.mine", 70, Can.LEARN)
    panels.register("teach", panel.flags_panel)
    panels.register("desk", own.questions_panel)
    panels.register("my", own.asked_panel)
    panels.register("teach", own.home_panel)
    panels.register("admin.home", own.home_panel)
    register_due(own.due_questions)
    panels.register("admin.home", panel.readers_panel)
    register_due(panel.due_readers)
    disclosure.register(app)
    inspection.register(app)
    holds.register(app)
    log.register(app)
    mask.register(app)
    preview.register(app)
    retention.register(app)
    inventory.register(app)
    breach.register(app)
    rollover.register(app)
