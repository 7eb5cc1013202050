"""Whether there is a database that a server or worker can go on with."""

from app.commands.faults import missing
from app.config import Settings, SettingsError


def check_ready(settings: Settings) -> None:
    """Go on when the database is there and as new as this version.

    Refuses: SettingsError that says what to run; what the database itself reports is told by the command line.
    """
    from app import storage

    none = missing(settings)
    if none:  # connecting would make an empty one
        raise SettingsError(none)
    engine = storage.owner_engine(settings)
    try:
        with engine.connect() as connection:
            current, head = storage.current_and_head(connection)
    finally:
        engine.dispose()
    newer = storage.newer_words(current)
    if newer:
        raise SettingsError(newer)
    if current != head:
        raise SettingsError("the database is older than this version. Run: cadre init")
    refused = storage.refused_login(settings, "sign_in")
    if refused:
        raise SettingsError(f"PostgreSQL turns away the login {refused}. Run cadre init: it says what to do.")
