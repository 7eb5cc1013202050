"""The log's pages, what a witness asks, and the weekly mail."""

from flask import Flask

from app.audit.log.folder import LogFolder
from app.identity.rights import Can, Hat
from app.oversight import panels
from app.oversight.log import mailing, routes, services, serving
from app.oversight.retention.erasing import Beside, goes_with_tickets
from app.ports import mail
from app.ui.bar import add_nav


def register(app: Flask) -> None:
    """Register pages and entries, and say where mails go."""
    settings = app.extensions["cadre_settings"]
    app.register_blueprint(routes.bp)
    app.register_blueprint(serving.bp)
    app.extensions["csrf"].exempt(serving.bp)  # a witness is no browser: it has a token and no session
    add_nav(Hat.OFFICE, "Log", "log.log", 86, Can.KEEP_LOG)
    panels.register_due(services.due_log)
    goes_with_tickets(Beside("audit_words", services.count_ticket_words, services.erase_ticket_words))
    mail.use(mail.from_settings(settings.smtp_url, settings.instance))
    sender = settings.mail_from or f"Cadre <cadre@{settings.host_name}>"
    mailing.use(LogFolder(settings.instance, settings.host_name), sender)
