"""What a teacher sees of the service catalog."""

from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class CatalogRow:
    """One kind of trouble with its promise."""

    name: str
    ask: str
    kind: str
    impact: str
    urgency: str
    priority: str
    promise: str
    who: str
    steps: tuple[str, ...]
