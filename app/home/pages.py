"""Register the homes and their entries in the top bar."""

from flask import Flask

from app.helpdesk.numbers import of_now
from app.home import admin_routes, teacher_routes
from app.identity.rights import Can, Hat
from app.ui.bar import add_nav, add_numbers


def register(app: Flask) -> None:
    """Register blueprints, navigation and numbers."""
    app.register_blueprint(teacher_routes.bp)
    app.register_blueprint(admin_routes.bp)
    add_nav(Hat.TEACH, "Now", "teacher.home", 1, Can.APPROVE_DRAFTS, count="now")
    add_nav(Hat.ADMIN, "Now", "admin.home", 1, Can.MANAGE_PLACES)
    add_numbers(Hat.TEACH, of_now)
