"""Leave room on the disk for words before pictures take the last of it."""

import shutil
from pathlib import Path

from app.kernel import db
from app.kernel.errors import Invalid

RESERVE = 100 * 2**20  # what stays free for tickets, messages and the trail


def require_room(size: int) -> None:
    """Go on while the database's disk has room for a file and the reserve.

    Refuses: Invalid, before anything was written. PostgreSQL may stand elsewhere and says so itself.
    """
    place = db.engine("masked").url.database or ""
    if not db.is_sqlite() or not Path(place).exists():
        return
    if shutil.disk_usage(Path(place).parent).free < RESERVE + 3 * size:
        raise full()


def full() -> Invalid:
    """Return the refusal of a full disk."""
    return Invalid(
        "There is no room for files just now.",
        "Send it without the file; the words arrive. Tell your teacher that the disk is full.",
        field="files",
    )
