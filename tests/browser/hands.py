"""What hands do on a page, and what they wait for: nothing is pressed or looked at before the page is there.

A click returns before the answer comes, and a key pressed before the page's scripts have started does nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response, expect

MOST_ROWS = 40
# Loaded, and its modules started: importing the first one again waits until it has run to its end.
_READY = """() => document.readyState === "complete" && (async () => {
  const first = document.querySelector('script[type="module"]');
  if (first) await import(first.src);
  return true;
})()"""


def ready(page: Page) -> None:
    """Wait until the page that is open is loaded and its scripts have started."""
    page.wait_for_function(_READY)


def go(page: Page, address: str) -> int:
    """Open a page by its address, ready, and return the status."""
    answer = page.goto(address)
    ready(page)
    return answer.status if isinstance(answer, Response) else 0


def glimpse(page: Page, address: str) -> None:
    """Open a page and return while its scripts are still on their way."""
    page.goto(address, wait_until="domcontentloaded")


def again(page: Page) -> None:
    """Load the page anew, ready."""
    page.reload()
    ready(page)


@contextmanager
def turning(page: Page) -> Iterator[None]:
    """Wait for the page that what is done inside leads to, the same address or another, ready."""
    ready(page)
    with page.expect_navigation():
        yield
    ready(page)


def follow(target: Locator) -> None:
    """Click on what leads to a page: a link, or a button that sends a form."""
    with turning(target.page):
        target.click()


def press(page: Page, key: str) -> None:
    """Press a key that acts on the page as it stands."""
    ready(page)
    page.keyboard.press(key)


def strike(page: Page, key: str) -> None:
    """Press a key that leads to a page."""
    with turning(page):
        page.keyboard.press(key)


def press_until(page: Page, key: str, there: Locator) -> None:
    """Press a key that acts without the server, as often as it takes until something is there."""
    for _ in range(MOST_ROWS):
        ready(page)
        if there.count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_ROWS} times {key}, and still no {there}")


def words(target: Locator) -> str:
    """Return what stands in an element once it is there."""
    expect(target).to_be_visible()
    return target.inner_text()


def typed(field: Locator) -> str:
    """Return what stands in a field once something does."""
    expect(field).not_to_have_value("")
    return field.input_value()
