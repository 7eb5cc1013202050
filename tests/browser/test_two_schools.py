"""The journeys of a real browser, in two schools that differ in hidden values: students are answered byte for byte
the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page

from app import models as m
from tests.browser import eyes, test_files, test_practice, test_resolve
from tests.browser.conftest import PATIENCE_MS, PHONE, WIDE, Open, enter
from tests.browser.hands import go, ready
from tests.browser.mirror import PLAYER, Mirror, mirrored
from tests.privacy.acts import rows

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def mirror(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Mirror]]:
    with mirrored(tmp_path_factory.mktemp("mirror")) as both:
        yield both


def settled(page: Page, *_: object) -> list[str]:
    """Wait until the page's modules are there, as looking for violations does: keys do nothing before."""
    ready(page)
    return []


@pytest.fixture
def open_in_both(
    browser: Browser, mirror: tuple[str, Mirror], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Return a function that opens a page as `open_as` does, in both schools; how pages look is tested elsewhere."""
    monkeypatch.setattr(eyes, "violations", settled)
    contexts = []

    def of(name: str, *, phone: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=mirror[0],
            viewport=PHONE if phone else WIDE,
            color_scheme="dark" if dark else "light",
            extra_http_headers={PLAYER: name},
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        mirror[1].forget(name)
        page = context.new_page()
        go(page, "/sign-in")
        enter(page, name)
        return page

    yield of
    for context in contexts:
        context.close()


def told_apart(mirror: tuple[str, Mirror], *techs: str) -> list[str]:
    """Return what told the schools apart; each of the techs must have been answered."""
    both = mirror[1]
    assert all(both.answered[tech, method] for tech in techs for method in ("GET", "POST"))
    return both.differing


def test_a_ticket_resolved_under_approval(open_in_both: Open, mirror: tuple[str, Mirror]) -> None:
    test_resolve.test_a_student_resolves_a_ticket_under_approval(open_in_both)
    assert told_apart(mirror, "cy", "ines") == []


def test_practice_signed_off(open_in_both: Open, mirror: tuple[str, Mirror]) -> None:
    test_practice.test_a_trainer_signs_practice_work_off(open_in_both)
    assert told_apart(mirror, "tomo", "ines") == []


def test_a_picture_released(open_in_both: Open, mirror: tuple[str, Mirror], tmp_path: Path) -> None:
    test_files.test_a_picture_is_covered_released_and_seen(open_in_both, tmp_path)
    assert told_apart(mirror, "bo") == []


def test_the_mirror_shows_what_differs(open_in_both: Open, mirror: tuple[str, Mirror]) -> None:
    """The check checks something: other names were written in the second school, and their owners read them."""
    go(open_in_both("maria"), "/my")
    both = mirror[1]
    for place in range(2):
        with both.inside(place) as world:
            (number, *_) = rows(sa.select(m.tickets.Ticket.number).order_by(m.tickets.Ticket.id))[0]
            page = both.clients["maria", place].get(f"/my/tickets/{number}").get_data(as_text=True)
            written = rows(sa.select(m.tickets.MessagePrivate.body))
        assert f"Hello {world.people['maria'][1]}!" in page
        assert any(world.people["cy"][2] in one.body for one in written)
