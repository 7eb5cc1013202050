"""What a tech sees of their own call."""

from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class OwnCall:
    """A call of one's own that stands. Shape: ``open`` until somebody says that they come."""

    words: str
    number: str
    open: bool
