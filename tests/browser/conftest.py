"""A real Chromium against a real server: `cadre serve --with-worker` over the cast's school."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.eyes import Watch
from tests.browser.hands import follow, go
from tests.cast import PASSWORD
from tests.served.server import ROOT, Served, school_on_a_port

FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",  # a container's is small, and a page that does not fit crashes
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1366, height=768)
TABLET = ViewportSize(width=820, height=1180)
PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=640)  # a small phone; a laptop's page at 400 %
PATIENCE_MS = 45_000  # nobody waits so long; a machine that is shared may


def chromium() -> str:
    """Return the browser to drive, or skip with the reason."""
    given = os.environ.get("CADRE_CHROMIUM", "")
    for name in (given, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.skip("Chromium is not installed; set CADRE_CHROMIUM to one")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=list(FLAGS), timeout=4 * PATIENCE_MS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(browser: Browser) -> Iterator[Served]:
    """One school for all journeys: each works on tickets and people of its own."""
    with school_on_a_port() as school:
        yield school


@pytest.fixture(scope="session")
def lived_in(served: Served) -> dict[str, str]:
    """Return the tickets of last week and this morning, by what they are for: see tests/browser/lived_in.py."""
    command = [sys.executable, "-m", "tests.browser.lived_in"]
    done = subprocess.run(command, cwd=ROOT, env=served.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    made: dict[str, str] = json.loads(done.stdout)
    return made


Open = Callable[..., Page]


def enter(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page that is open."""
    page.fill("input[name=username]", name)
    page.fill("form.sign-in input[name=password]", password)
    follow(page.locator("form.sign-in button.btn-primary"))
    expect(page).not_to_have_url(re.compile("/sign-in"))


@pytest.fixture
def open_as(browser: Browser, served: Served) -> Iterator[Open]:
    """Return a function that gives a page of a fresh browser profile, signed in as one of the cast.

    At the end no page may have had a script or console error, a server error, a request to another host
    or a document without the strict policy.
    """
    contexts = []
    watch = Watch(served.base)

    def of(name: str = "", *, phone: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=served.base, viewport=PHONE if phone else WIDE, color_scheme="dark" if dark else "light"
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        if name:
            go(page, "/sign-in")
            enter(page, name)
        return page

    yield of
    for context in contexts:
        context.close()
    assert watch.faults == []
