"""Open a folder or a zip as named files, refusing archives that are not safe to read."""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from .findings import UnusableSet

Opener = Callable[[], IO[bytes]]
Files = dict[PurePosixPath, Opener]

MAX_ENTRIES = 2_000
MAX_BYTES = 256 * 1024 * 1024
SMALL = 16 * 1024 * 1024
MAX_RATIO = 100  # sets of people shrink to a tenth; what shrinks to a hundredth holds nobody
MAX_DEPTH = 5
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
)
NEW_ZIP = "Export the set again, or zip its CSV files yourself, and upload that zip."


@contextmanager
def open_source(source: Path | BinaryIO) -> Iterator[Files]:
    """Yield the set's files by path. Nothing is ever unpacked to disk.

    Refuses: a zip that is damaged, encrypted, too large, or names paths outside itself.
    """
    if isinstance(source, Path) and source.is_dir():
        yield _folder(source)
        return
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError:
        raise UnusableSet("There is no such file or folder.", "Check the path.") from None
    except UNREADABLE:
        raise _unreadable(source) from None
    with archive:
        yield _zip(archive)


def _unreadable(source: Path | BinaryIO) -> UnusableSet:
    """Return what to say: a command is given a path, which may be a folder; a page is given files."""
    if isinstance(source, Path):
        return UnusableSet(
            "This is neither a folder nor a zip file that can be read.",
            "Give the folder that holds orgs.csv and users.csv, or a zip of it.",
        )
    return UnusableSet(
        "This is no zip file that can be read.", "Choose the zip of your export, or its CSV files together."
    )


def _folder(root: Path) -> Files:
    files: Files = {}
    for folder, folders, names in os.walk(root):
        place = Path(folder).relative_to(root)
        if len(place.parts) >= MAX_DEPTH:
            folders.clear()
        for name in sorted(names):
            if name.lower().endswith(".csv") and not name.startswith("."):
                files[PurePosixPath(place.as_posix(), name)] = _file_opener(Path(folder, name))
        if len(files) > MAX_ENTRIES:
            raise UnusableSet(
                f"The folder holds more than {MAX_ENTRIES} CSV files.", "Give the folder of one set only."
            )
    return files


def _file_opener(path: Path) -> Opener:
    return lambda: path.open("rb")


def _zip(archive: zipfile.ZipFile) -> Files:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnusableSet(f"The zip holds more than {MAX_ENTRIES} files.", NEW_ZIP)
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise UnusableSet(f"The zip would unpack to more than {MAX_BYTES >> 20} MB.", NEW_ZIP)
    if any(entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size) for entry in entries):
        raise UnusableSet("A file of the zip would unpack to more than a hundred times its size.", NEW_ZIP)
    files: Files = {}
    for entry in entries:
        path = _safe_path(entry.filename)
        if entry.is_dir() or path.suffix.lower() != ".csv" or _is_litter(path):
            continue
        if entry.flag_bits & 0x1:
            raise UnusableSet("The zip is locked with a password.", "Make a zip without a password.")
        if path in files:
            raise UnusableSet("The zip holds two files of the same name.", NEW_ZIP)
        files[path] = _zip_opener(archive, entry)
    if not files:
        _refuse_without_csv({entry.filename.lower() for entry in entries})
    return files


def _refuse_without_csv(names: set[str]) -> None:
    """Say what was zipped in place of CSV files, where it is known."""
    if "xl/workbook.xml" in names or any(name.endswith((".xlsx", ".xls", ".ods")) for name in names):
        raise UnusableSet(
            "This is a workbook of a spreadsheet, not CSV files.",
            'Export OneRoster CSV, or save each sheet as "CSV UTF-8" under the name of its file.',
        )
    if any(name.endswith(".zip") for name in names):
        raise UnusableSet("The zip holds another zip, and no CSV files.", "Open it, and give the zip in it.")


def _safe_path(name: str) -> PurePosixPath:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise UnusableSet("The zip names a file outside its own folder, so it is not trusted.", NEW_ZIP)
    return path


def _is_litter(path: PurePosixPath) -> bool:
    return path.name.startswith(".") or "__MACOSX" in path.parts


def _zip_opener(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Opener:
    return lambda: archive.open(entry)
