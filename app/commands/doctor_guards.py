"""What the doctor says of the database's own guards: triggers that keep the trail, grants that keep the vault."""

from collections.abc import Iterator

from app import storage
from app.config import Settings
from app.kernel import guards as kept
from app.models import metadata


def guards(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Hold triggers and grants against those that Cadre makes, and say what to do."""
    engine = storage.owner_engine(settings)
    try:
        with engine.connect() as connection:
            broken, strayed = kept.broken(connection, metadata), kept.strayed(connection, metadata)
    finally:
        engine.dispose()
    if broken:
        yield (
            "error",
            "guards",
            f"Triggers of {_some(broken)} are gone or changed: rows could be changed or removed. Run: cadre audit "
            "verify; tell the privacy officer what it says; then cadre init puts them back.",
        )
    if strayed:
        yield "error", "guards", f"Grants on {_some(strayed)} are not as they should be. Run: cadre init"
    if not broken and not strayed:
        yield "ok", "guards", "triggers and grants are those that Cadre makes"


def _some(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more tables" if more > 0 else "")
