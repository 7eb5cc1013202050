"""What stands in a command's way, in one sentence that says what to do: the database, the data folder, the disk."""

import errno
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from app import storage
from app.config import Settings

_NO_TABLES = "The database has no tables yet, or older ones. Run: cadre init"
_UNREACHABLE = (
    "The database cannot be reached, or it refuses the login. Start PostgreSQL, check CADRE_DATABASE_URL, "
    "and run cadre init where that was not done."
)
_SQLITE = {
    sqlite3.SQLITE_NOTADB: "{file} is no SQLite database. Bring back the newest backup, "
    "or move the file away and run: cadre init",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged. Bring back the newest backup.",
    sqlite3.SQLITE_CANTOPEN: "{file} cannot be opened. Check the rights of its folder.",
    sqlite3.SQLITE_READONLY: "{file} cannot be written. Check the rights of the file and its folder.",
    sqlite3.SQLITE_PERM: "{file} cannot be opened. Check the rights of the file and its folder.",
    sqlite3.SQLITE_FULL: "The disk is full. Make room, then run this again.",
    sqlite3.SQLITE_IOERR: "{file} cannot be read or written: the disk reports an error.",
    sqlite3.SQLITE_BUSY: "Another program holds the database. Wait until it is done, then run this again.",
}
_FOLDER = {
    errno.EEXIST: "{path} is a file. Set CADRE_INSTANCE to a folder, or move the file away.",
    errno.ENOTDIR: "{path} does not lead into a folder. Check CADRE_INSTANCE.",
    errno.EACCES: "{path} may not be opened or written by this user. Check its rights, or CADRE_INSTANCE.",
    errno.EPERM: "{path} may not be changed by this user. Check its owner, or CADRE_INSTANCE.",
    errno.EROFS: "{path} lies on a disk that cannot be written. Set CADRE_INSTANCE to another folder.",
    errno.ENOENT: "There is no {path}. Check the name, or run: cadre init",
    errno.ENOSPC: "The disk is full. Make room, then run this again.",
}


def missing(settings: Settings) -> str | None:
    """Return where a SQLite database should lie and does not; None when there is a file."""
    file = storage.database_file(settings)
    if file is None or file.is_file():
        return None
    if file.parent.exists() and not file.parent.is_dir():
        return _FOLDER[errno.EEXIST].format(path=file.parent)
    return f"There is no database at {file} yet. Run cadre init, or set CADRE_INSTANCE to where it lies."


def of_database(error: Exception, settings: Settings) -> str | None:
    """Return what is wrong with the database and how to mend it; None for a fault of ours."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(cause, sqlite3.DatabaseError):
        if str(cause).startswith(("no such table", "no such column")):
            return _NO_TABLES
        words = _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        return words and (missing(settings) or words.format(file=storage.database_file(settings)))
    state = getattr(cause, "sqlstate", "")
    if state in {"42P01", "42703"}:  # undefined_table, undefined_column
        return _NO_TABLES
    if state == "53100":  # disk_full
        return "The database's disk is full. Make room, then run this again."
    return _UNREACHABLE if type(cause).__name__ == "OperationalError" else None


def of_command(error: Exception) -> str | None:
    """Return the one sentence that a command ends with; None for a fault of ours, which keeps its traceback."""
    if isinstance(error, OSError):
        words, folder = _FOLDER.get(error.errno or 0), Settings.from_env().instance
        path = Path(str(error.filename)) if error.filename else folder
        if error.errno == errno.ENOENT and path == folder:
            words = "The data folder {path} cannot be made. Set CADRE_INSTANCE to one that can."
        return words.format(path=path) if words else f"{path}: {error.strerror or error}"
    return of_database(error, Settings.from_env())
