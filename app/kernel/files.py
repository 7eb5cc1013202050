"""Files that hold secrets, must survive a power cut, or are mapped by every process of the machine."""

import fcntl
import mmap
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

_OWNERS_ALONE = 0o600

Kept = TypeVar("Kept")


def write_secret(path: Path, content: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, content.encode(), _OWNERS_ALONE)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def alone_in(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a folder, made when it is missing, until the end; who comes second calls ``waiting``, then waits.

    However the holder ends, its hold ends with it. A disk that knows no locks holds nobody up.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def made_with(mask: int) -> Iterator[None]:
    """Let this process make files without the rights of a mask, then as before."""
    earlier = os.umask(mask)
    try:
        yield
    finally:
        os.umask(earlier)


def is_loose(path: Path) -> bool:
    """Tell whether others on this machine may read a file, or enter a folder."""
    return path.exists() and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def kept_block(
    path: Path, read: Callable[[Any], Kept], make: Callable[[], bytes], mode: int = _OWNERS_ALONE
) -> Kept:
    """Return what ``read`` makes of a file's bytes, mapped; a file that is missing or refused is made anew.

    Shape: ``read`` refuses bytes with a ValueError. One process makes the file while the others wait for it.
    Where the folder cannot be written, the bytes stay in the memory of this process.
    """
    with suppress(OSError, ValueError):
        return read(_mapped(path))
    try:
        with _turn(path, mode):
            with suppress(OSError, ValueError):
                return read(_mapped(path))
            _replace(path, make(), mode)
            return read(_mapped(path))
    except OSError:
        return read(make())


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@contextmanager
def _turn(path: Path, mode: int) -> Iterator[None]:
    enter = mode >> 2 & 0o111  # who may read the file may enter its folder
    path.parent.mkdir(mode=mode | enter, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, block: bytes, mode: int) -> None:
    handle, part = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(block)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), mode)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise
