"""What the log keeps outside the database: its key, and the last head it signed.

Whoever restores an old database does not restore these, and so the next head cannot hide it. They belong in no
backup beside the database.
"""

import base64
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.audit.log.notes import LOG_KEY, Head, Signer, read_head
from app.kernel.files import write_secret
from app.kernel.frozen import dataclass

KEY, NEXT_KEY, HEAD, TOKEN = "log.key", "log.key.next", "log.head", "witness.token"
FILES = (KEY, NEXT_KEY, HEAD, TOKEN)


@dataclass(frozen=True)
class LogFolder:
    """The data folder, and the name of the machine that people reach."""

    path: Path
    host: str = "cadre.local"

    def head(self) -> Head | None:
        """Return the last head that was signed here; None before the first."""
        file = self.path / HEAD
        return read_head(file.read_text(encoding="utf-8")) if file.exists() else None

    def keep_head(self, head: Head) -> None:
        """Remember the last head; one that another process signed since stays."""
        known = self.head()
        if known is None or known.origin != head.origin or (known.size, known.at) <= (head.size, head.at):
            write_secret(self.path / HEAD, head.note)

    def signer(self, which: str = KEY) -> Signer | None:
        """Return the private key, or None where there is none."""
        file = self.path / which
        if not file.exists():
            return None
        kept = json.loads(file.read_text(encoding="utf-8"))
        private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept["private"]))
        return Signer(kept["name"], LOG_KEY, private)

    def keep_signer(self, signer: Signer, which: str = KEY) -> None:
        private = base64.b64encode(signer.private.private_bytes_raw()).decode()
        kept = {"name": signer.name, "private": private, "public": signer.key.text}
        write_secret(self.path / which, json.dumps(kept, indent=1) + "\n")

    def turn_key(self) -> None:
        """Put the next key in the place of the old one, which is gone then."""
        (self.path / NEXT_KEY).replace(self.path / KEY)

    def drop_next_key(self) -> None:
        (self.path / NEXT_KEY).unlink(missing_ok=True)

    def put_aside(self, label: str) -> None:
        """Keep what an ended log kept, beside what begins now; it stays in place until that is whole."""
        for name in (KEY, HEAD):
            file = self.path / name
            if file.exists():
                write_secret(file.with_name(f"{label}-{name}"), file.read_text(encoding="utf-8"))

    def leave(self, label: str) -> None:
        """Rename what a log kept: its database was put aside, and what comes next begins anew."""
        for name in (KEY, NEXT_KEY, HEAD):
            file = self.path / name
            if file.exists():
                file.replace(file.with_name(f"{label}-{name}"))
