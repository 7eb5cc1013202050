"""What the pages of a team borrow from the floors above: categories to clear for, and the guardian's text."""

from collections.abc import Callable, Sequence

from app.audit.work import Work
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Category:
    """A kind of trouble that a student can be cleared for; ``needs`` names a certificate."""

    code: str
    name: str
    adult_only: bool
    needs: str


Categories = Callable[[Work], Sequence[Category]]
Text = Callable[[], tuple[str, str]]
_categories: list[Categories] = []
_guardian: list[Text] = []


def lend_categories(categories: Categories) -> None:
    """Say who knows the categories of a district."""
    _categories[:] = [categories]


def lend_guardian_text(text: Text) -> None:
    """Say who has the title and the HTML of what a guardian signs."""
    _guardian[:] = [text]


def categories(work: Work) -> Sequence[Category]:
    """Return the categories of the actor's district; none before the catalog lends them."""
    return _categories[0](work) if _categories else ()


def guardian_text() -> tuple[str, str]:
    """Return the title and the HTML of the guardian's permission."""
    return _guardian[0]() if _guardian else ("Guardian permission", "")
