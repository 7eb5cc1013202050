"""Keep a district's compiled names in one file of the data folder, mapped by every process of the machine.

The file holds salted digests of names and numbers, no text; only its owner reads it. It is replaced whole or not
at all.
"""

import fcntl
import mmap
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.privacy.text.index import Index, Unusable

FOLDER = "names"

_folder: Path | None = None


def keep_in(instance: Path) -> None:
    """Keep the files of names in a folder of this data folder from now on."""
    global _folder  # noqa: PLW0603
    _folder = instance / FOLDER


def opened(district_id: int, source: str, compile_: Callable[[], bytes]) -> Index:
    """Return the index of a district's names, from the file when it is of this source, else compiled anew.

    Shape: ``source`` says of which database and state the names are. Without a folder that can be written, the
    names stay in the memory of this process.
    """
    if _folder is None:
        return Index(compile_())
    path = _folder / f"{district_id}.names"
    found = _read(path, source)
    if found is None:
        try:
            with _turn(path):
                found = _read(path, source) or _replace(path, compile_())
        except OSError:
            found = Index(compile_())
    return found


def _read(path: Path, source: str) -> Index | None:
    try:
        with path.open("rb") as file:
            index = Index(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, Unusable):
        return None
    return index if index.notes.get("source") == source else None


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Let one process compile while the others wait for its file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, block: bytes) -> Index:
    handle, part = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(block)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise
    with path.open("rb") as file:
        return Index(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def remove() -> None:
    """Remove the files of names; processes that mapped them go on with what they have."""
    for path in _folder.glob("*") if _folder is not None and _folder.is_dir() else ():
        path.unlink(missing_ok=True)
