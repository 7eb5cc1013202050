"""What the log keeps outside the database: its key, and the last head it signed.

Whoever restores an old database does not restore these, and so the next head cannot hide it. They belong in no
backup beside the database.
"""

import base64
import binascii
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.audit.log.notes import LOG_KEY, BadNote, Head, Signer, read_head
from app.kernel.files import write_secret
from app.kernel.frozen import dataclass

KEY, NEXT_KEY, HEAD, TOKEN = "log.key", "log.key.next", "log.head", "witness.token"
FILES = (KEY, NEXT_KEY, HEAD, TOKEN)


class LogStopped(RuntimeError):
    """The log must not go on as it is; the message says what to do."""


class Contradicted(LogStopped):
    """What is stored is not what was signed last."""


CONTRADICTED = "The stored tree contradicts its last signed head. Run: cadre audit verify"
_DAMAGED = {
    HEAD: "Put the newest head in its place that anybody keeps (a mail, a witness); if there is none, delete it: a "
    "new log begins then, which binds all that is there.",
    KEY: "Bring it back; if it is lost, run: cadre audit begin-again",
}


def stored_head(note: str) -> Head:
    """Read a head that the database keeps. Refuses: Contradicted where it is none any more."""
    try:
        return read_head(note)
    except BadNote as error:
        raise Contradicted(CONTRADICTED) from error


@dataclass(frozen=True)
class LogFolder:
    """The data folder, and the name of the machine that people reach."""

    path: Path
    host: str = "cadre.local"

    def head(self) -> Head | None:
        """Return the last head that was signed here; None before the first.

        Shape: it may have come out of a mail, with another's line ends.
        Refuses: LogStopped when it is damaged.
        """
        file = self.path / HEAD
        try:
            text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            return read_head(text.strip("\n") + "\n")
        except FileNotFoundError:
            return None
        except (BadNote, UnicodeDecodeError) as error:
            raise LogStopped(f"{HEAD} in the data folder is damaged. {_DAMAGED[HEAD]}") from error

    def head_if_whole(self) -> Head | None:
        """Return the last head, or None where it cannot be read."""
        try:
            return self.head()
        except LogStopped:
            return None

    def keep_head(self, head: Head) -> None:
        """Remember the last head; one that another process signed since stays."""
        known = self.head_if_whole()
        if known is None or known.origin != head.origin or (known.size, known.at) <= (head.size, head.at):
            write_secret(self.path / HEAD, head.note)

    def signer(self, which: str = KEY) -> Signer | None:
        """Return the private key, or None where there is none.

        Refuses: LogStopped when it is damaged.
        """
        file = self.path / which
        try:
            kept = json.loads(file.read_bytes())
            private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept["private"]))
            return Signer(kept["name"], LOG_KEY, private)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, binascii.Error) as error:
            raise LogStopped(f"{which} in the data folder is damaged. {_DAMAGED[KEY]}") from error

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
                write_secret(
                    file.with_name(f"{label}-{name}"), file.read_text(encoding="utf-8", errors="replace")
                )

    def leave(self, label: str) -> None:
        """Rename what a log kept: its database was put aside, and what comes next begins anew."""
        for name in (KEY, NEXT_KEY, HEAD):
            file = self.path / name
            if file.exists():
                file.replace(file.with_name(f"{label}-{name}"))
