"""A real Chromium against a real server: `cadre serve --with-worker` over the cast's school."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.cast import PASSWORD
from tests.served.server import Served, school_on_a_port

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)


def chromium() -> str:
    """Return the browser to drive, or skip with the reason."""
    for name in (os.environ.get("CADRE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.skip("Chromium is not installed; set CADRE_CHROMIUM to one")


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    with school_on_a_port() as school:
        yield school


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


Open = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, served: Served) -> Iterator[Open]:
    """Return a function that gives a page of a fresh browser profile, signed in as one of the cast."""
    contexts = []

    def of(name: str = "", *, phone: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=served.base, viewport=PHONE if phone else WIDE, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        strangers: list[str] = []
        page.on("request", lambda r: None if r.url.startswith(served.base) else strangers.append(r.url))
        page.on("close", lambda _: None)
        if name:
            page.goto("/sign-in")
            page.fill("input[name=username]", name)
            page.fill("input[name=password]", PASSWORD)
            page.click("form.sign-in button.btn-primary")
            page.wait_for_url(lambda url: "/sign-in" not in url)
        assert strangers == []
        return page

    yield of
    for context in contexts:
        context.close()


def check(page: Page) -> None:
    """Fail on any accessibility violation of the page as it stands."""
    found = Axe().run(page).response["violations"]
    said = [f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:3]}" for v in found]
    assert said == [], f"{page.url}: {said}"


def no_sideways(page: Page) -> None:
    """Fail when the page is wider than the screen."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"
