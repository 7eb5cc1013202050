"""Register the homes and their entries in the top bar."""

from flask import Flask

from app.home import admin_routes, teacher_routes
from app.home.teacher import now_number
from app.identity.rights import Can, Hat
from app.ui.pages import add_nav, set_counts


def register(app: Flask) -> None:
    """Register blueprints, navigation and numbers."""
    app.register_blueprint(teacher_routes.bp)
    app.register_blueprint(admin_routes.bp)
    add_nav(Hat.TEACH, "Now", "teacher.home", 1, Can.APPROVE_DRAFTS, count="now")
    add_nav(Hat.ADMIN, "Now", "admin.home", 1, Can.MANAGE_PLACES)
    set_counts(Hat.TEACH, now_number)
