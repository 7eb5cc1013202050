"""Name the columns of files that are not read at all, without reading anybody's data."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from .columns import MANIFEST
from .decoding import Lines
from .findings import Log, UnusableSet
from .header import clean_name, read_header
from .sources import Opener

KEYS = {"sourcedid", "usersourcedid"}
STANDARD_NAMES = {"userprofiles.csv": "userProfiles.csv", "userflags.csv": "userFlags.csv"}
WHOLE_FILE = "*"


def list_left_out(files: Mapping[str, Opener], log: Log) -> None:
    """Log the columns of each file; a first line is only trusted as a header when it names a key."""
    for name, opener in files.items():
        if name != MANIFEST:
            log.leave_out(STANDARD_NAMES.get(name, clean_name(name)), _columns(name, opener))


def _columns(name: str, opener: Opener) -> list[str]:
    try:
        with closing(Lines(name, opener)) as lines:
            names = [clean_name(cell) for cell in read_header(lines)[1]]
    except UnusableSet:
        return [WHOLE_FILE]
    if not KEYS & {column.lower() for column in names}:
        return [WHOLE_FILE]
    return [column for column in names if column]
