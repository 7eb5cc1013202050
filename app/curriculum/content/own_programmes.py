"""A school's own certification programmes: files of its data folder, read again when one of them changes.

Vendors change their rules without notice, so a school copies one of ours there, checks it on the vendor's page and
edits it; a file of a new code adds a programme.
"""

from collections.abc import Callable
from pathlib import Path

from app.curriculum.content.reading import ContentError
from app.curriculum.content.shapes import Programme

FOLDER = "programmes"
Read = Callable[[Path, str], Programme]
Found = tuple[dict[str, Programme], tuple[str, ...]]

_folder: Path | None = None
_kept: tuple[tuple[tuple[str, int], ...], Found] = ((), ({}, ()))


def keep_in(instance: Path) -> None:
    """Look for them in this data folder from now on."""
    global _folder  # noqa: PLW0603
    _folder = instance / FOLDER


def read(read_one: Read) -> Found:
    """Return the programmes that can be read, by code, and what is wrong with the others."""
    global _kept  # noqa: PLW0603
    if _folder is None or not _folder.is_dir():
        return {}, ()
    files = sorted(_folder.glob("*.yaml"))
    state = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    if state != _kept[0]:
        _kept = state, _read_all(files, read_one)
    return _kept[1]


def _read_all(files: list[Path], read_one: Read) -> Found:
    found: dict[str, Programme] = {}
    faults: list[str] = []
    for file in files:
        try:
            found[file.stem] = read_one(file.parent, file.name)
        except ContentError as error:
            faults.append(str(error))
    return found, tuple(faults)
