"""Settings: 12-factor, all named CADRE_…, read once, refused in one sentence that says what to set."""

import ipaddress
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(SystemExit):
    """A setting is unusable; the message says what to set."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"cadre: {sentence}")


@dataclass(frozen=True)
class Settings:
    """Everything the environment decides.

    Shape: ``hurried`` is set by `cadre demo` alone: no waiting for the disk while a new school is built.
    """

    instance: Path
    database_url: str
    public_url: str = ""
    trusted_proxies: int = 0
    host: str = "127.0.0.1"
    port: int = 5000
    workers: int = 2
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    testing: bool = False
    hurried: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings of this process.

        Refuses: SettingsError with the setting's name and what to write there.
        """
        env = os.environ if env is None else env
        instance = Path(env.get("CADRE_INSTANCE") or ROOT / "instance").resolve()
        database_url = env.get("CADRE_DATABASE_URL") or sqlite_url(instance / "cadre.db")
        if not database_url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
            raise SettingsError(
                "CADRE_DATABASE_URL starts with neither sqlite: nor postgresql:. "
                "Set it to postgresql://owner:password@host/database, or leave it out for SQLite."
            )
        return cls(
            instance=instance,
            database_url=database_url,
            public_url=(env.get("CADRE_PUBLIC_URL") or "").rstrip("/"),
            trusted_proxies=_whole(env, "CADRE_TRUSTED_PROXIES", 0, 9),
            host=env.get("CADRE_HOST") or "127.0.0.1",
            port=_whole(env, "CADRE_PORT", 5000, 65535, least=1),
            workers=_whole(env, "CADRE_WORKERS", 2, 64, least=1),
            smtp_url=_mail_server(env),
            mail_from=env.get("CADRE_MAIL_FROM") or "",
        )

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def address(self) -> str:
        """Return where this process listens, as a URL has it."""
        host = f"[{self.host.strip('[]')}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def host_name(self) -> str:
        """Return the name under which people know this installation; it begins the name of its log."""
        return urlsplit(self.public_url).hostname or "cadre.local"

    @property
    def secure(self) -> bool:
        """Tell whether people reach the product over HTTPS."""
        return self.public_url.startswith("https://")

    def check_host(self) -> None:
        """Refuse plain HTTP beyond this machine.

        Refuses: SettingsError naming the two settings that mend it.
        """
        if not _is_address(self.host):
            raise SettingsError(
                f"{self.host} is no address of a machine. Use --host 127.0.0.1, or the number of a network "
                "interface of this machine."
            )
        if is_loopback(self.host) or (self.secure and self.trusted_proxies > 0):
            return
        raise SettingsError(
            f"{self.host} can be reached from other machines, and plain HTTP would show passwords. "
            "Put a proxy with HTTPS in front and set CADRE_PUBLIC_URL=https://your.address and "
            "CADRE_TRUSTED_PROXIES=1, or use --host 127.0.0.1."
        )


def _is_address(host: str) -> bool:
    """Tell whether a server can be bound to a name: a number, or a name that this machine can look up."""
    try:
        return bool(socket.getaddrinfo(host.strip("[]"), None))
    except (OSError, UnicodeError):
        return False


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite database; ``?`` and ``%`` in a folder's name are no parts of an address."""
    return f"sqlite:///{quote(str(file))}"


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _whole(env: Mapping[str, str], name: str, default: int, most: int, least: int = 0) -> int:
    raw = env.get(name) or str(default)
    if not (raw.isascii() and raw.isdigit() and len(raw) < 10 and least <= int(raw) <= most):
        raise SettingsError(f"{name} is {raw!r}. Set it to a whole number from {least} to {most}.")
    return int(raw)


def _mail_server(env: Mapping[str, str]) -> str:
    url = env.get("CADRE_SMTP_URL") or ""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
        raise SettingsError(
            "CADRE_SMTP_URL names no mail server. Set it to smtp://user:password@host:587 (with STARTTLS) or "
            "smtps://user:password@host:465, or leave it out: mails are laid into the data folder's outbox then."
        )
    return url
