"""Put the application together: settings, engines, access, headers, errors, features."""

import secrets
from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import features, storage
from app.accounts import actors, passwords
from app.accounts import services as accounts
from app.config import Settings
from app.curriculum.content import own_programmes
from app.demo import pages as demo
from app.kernel.db import db, use_engines
from app.school.people import names_file
from app.ui import access, compiled, errors, headers, incoming, pages
from app.ui.addresses import LateRule


def build(settings: Settings | None = None) -> Flask:
    """Build the application over a prepared data folder (see `cadre init`)."""
    settings = settings or Settings.from_env()
    app = Flask(__name__, static_folder=str(pages.STATIC), template_folder="ui/templates")
    app.url_rule_class = LateRule
    compiled.draw_lightly(app)
    incoming.init_app(app)
    app.config.update(_config(settings))
    app.extensions["cadre_settings"] = settings
    if settings.testing:
        passwords.use_method("scrypt:256:8:1")
    _connect_database(app, settings)
    names_file.keep_in(settings.instance)
    own_programmes.keep_in(settings.instance)
    CSRFProtect(app)
    access.init_app(app, _Accounts())
    headers.init_app(app, settings.secure)
    errors.init_app(app)
    app.jinja_env.globals.update(static=pages.static)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    features.register(app)
    demo.register(app, settings)
    compiled.keep_templates(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


class _Accounts:
    """What ui.access borrows from accounts."""

    enter = staticmethod(actors.enter)
    touch = staticmethod(accounts.touch_session)


def _config(settings: Settings) -> dict[str, Any]:
    secure = settings.secure
    return {
        "SECRET_KEY": secrets.token_hex(16) if settings.testing else storage.secret_key(settings),
        "SESSION_COOKIE_NAME": "__Host-cadre_form" if secure else "cadre_form",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CADRE_COOKIE": "__Host-cadre" if secure else "cadre",
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
        "SQLALCHEMY_BINDS": storage.binds(settings),
        "SQLALCHEMY_DATABASE_URI": storage.urls(settings)["masked"],
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _connect_database(app: Flask, settings: Settings) -> None:
    """Open one engine per clearance; Flask-SQLAlchemy's default one is the masked one."""
    db.init_app(app)
    with app.app_context():
        engines = {name: engine for name, engine in db.engines.items() if name}
        engines["default"] = db.engines[None]
    for name, engine in engines.items():
        storage.prepare_engine(engine, "masked" if name == "default" else name, settings.hurried)
    use_engines(engines)
