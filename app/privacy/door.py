"""The door: the one place where a sealed value becomes text. Who may import it is an import contract."""

from app.privacy.sealed import Sealed


def open_for(sealed: Sealed) -> str:
    """Return the value of a sealed one, for a view whose reader may see it."""
    return sealed._value
