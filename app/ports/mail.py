"""Send a mail: over SMTP where the school names a server, else into a folder from which somebody takes it.

Source: RFC 5321, RFC 3207. Nothing here decides who gets what.
"""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from app.kernel.files import write_secret
from app.kernel.ids import new_id

WAIT_SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class Undeliverable(RuntimeError):
    """The mail did not leave; whoever sends it tries again."""


class Mailer(Protocol):
    """Whatever takes a mail. Shape: ``how`` says to a person where mails go, ``leaves`` whether off this machine."""

    how: str
    leaves: bool

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over. Refuses: Undeliverable."""


class Smtp:
    """A mail server: ``smtp://user:password@host:587`` (with STARTTLS) or ``smtps://…``."""

    leaves = True

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._kind, self._host = parts.scheme, parts.hostname or ""
        self._port = parts.port or PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self.how = f"by mail through {self._host}"

    def send(self, message: EmailMessage) -> None:
        try:
            self._deliver(message)
        except (OSError, smtplib.SMTPException) as error:
            raise Undeliverable(type(error).__name__) from error

    def _deliver(self, message: EmailMessage) -> None:
        context = ssl.create_default_context()
        if self._kind == "smtps":
            with smtplib.SMTP_SSL(self._host, self._port, timeout=WAIT_SECONDS, context=context) as server:
                self._say(server, message)
            return
        with smtplib.SMTP(self._host, self._port, timeout=WAIT_SECONDS) as server:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self._user or not _loopback(self._host):
                raise smtplib.SMTPNotSupportedError("the server offers no encryption")
            self._say(server, message)

    def _say(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        if self._user:
            server.login(self._user, self._password)
        server.send_message(message)


def _loopback(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


class Outbox:
    """A folder of .eml files for whoever carries them on; they open in any mail program."""

    leaves = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.how = "into the data folder’s outbox, since no mail server is set"

    def send(self, message: EmailMessage) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_secret(self._folder / f"{new_id()}.eml", message.as_bytes().decode())
        except (OSError, UnicodeError) as error:
            raise Undeliverable(type(error).__name__) from error


class Remembering:
    """The twin for tests: it keeps what it was given, or refuses as a server that is away."""

    how, leaves = "nowhere", True

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.away = False

    def send(self, message: EmailMessage) -> None:
        if self.away:
            raise Undeliverable("ConnectionRefusedError")
        self.sent.append(message)


_used: list[Mailer] = []


def use(mailer: Mailer) -> None:
    """Set what takes the mails of this process."""
    _used[:] = [mailer]


def mailer() -> Mailer:
    """Return what takes the mails of this process."""
    return _used[0]


def from_settings(smtp_url: str, instance: Path) -> Mailer:
    """Return the mail server, or the outbox where none is named."""
    return Smtp(smtp_url) if smtp_url else Outbox(instance / "outbox")
