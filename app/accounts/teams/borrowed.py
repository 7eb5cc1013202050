"""What the pages of a team borrow from the floors above: categories to clear for, and the texts to sign."""

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


@dataclass(frozen=True)
class Paper:
    """A text to sign on paper. Shape: ``lines`` are what is filled in by hand, and whether a date stands beside it."""

    title: str
    body: str
    lines: tuple[tuple[str, bool], ...]


Categories = Callable[[Work], Sequence[Category]]
Text = Callable[[], tuple[str, str]]
_categories: list[Categories] = []
Papers = Callable[[str], Paper]
_guardian: list[Text] = []
_papers: list[Papers] = []


def lend_categories(categories: Categories) -> None:
    """Say who knows the categories of a district."""
    _categories[:] = [categories]


def lend_guardian_text(text: Text) -> None:
    """Say who has the title and the HTML of what a guardian signs."""
    _guardian[:] = [text]


def lend_papers(papers: Papers) -> None:
    """Say who has the texts that are signed on paper."""
    _papers[:] = [papers]


def categories(work: Work) -> Sequence[Category]:
    """Return the categories of the actor's district; none before the catalog lends them."""
    return _categories[0](work) if _categories else ()


def guardian_text() -> tuple[str, str]:
    """Return the title and the HTML of the guardian's permission."""
    return _guardian[0]() if _guardian else ("Guardian permission", "")


def paper_for(signer: str) -> Paper:
    """Return what a signer, ``student`` or ``guardian``, signs on paper."""
    return _papers[0](signer) if _papers else Paper("Agreement", "", ())
