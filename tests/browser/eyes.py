"""What is looked at on every page: accessibility, width, the console, other hosts, the policy header."""

import re
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response
from playwright.sync_api import Error as PlaywrightError

from tests.browser.hands import ready

# Chromium says each refused page on the console too; the status is the test's business.
_STATUS = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")
_FURTHER_ROWS = "tbody > tr:nth-child(n+13)"  # axe would take a minute over a thousand that are made alike
_LOOK = """async ([rows, asked]) => {
  const further = [...document.querySelectorAll(rows)];
  further.forEach(row => row.style.setProperty("display", "none", "important"));
  try { return (await axe.run(document, asked)).violations; }
  finally { further.forEach(row => row.style.removeProperty("display")); }
}"""
_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@dataclass
class Watch:
    """What went wrong on the pages of one browser profile while nobody looked."""

    base: str
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("pageerror", lambda error: self.faults.append(f"script error on {page.url}: {error}"))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _STATUS.match(message.text):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} at {response.url}")
        if response.request.resource_type == "document" and response.status not in (301, 302, 303, 304):
            policy = response.headers.get("content-security-policy", "")
            if "default-src" not in policy or "unsafe-inline" in policy:
                self.faults.append(f"no strict policy at {response.url}: {policy!r}")


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds on the page as it stands, in words; a page that moves on is looked at once it stands.

    Of a long table it sees the first dozen rows.
    """
    asked = {"resultTypes": ["violations"]} | (options or {})
    for last in (False, False, True):
        ready(page)
        try:
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE_SCRIPT)
            found = page.evaluate(_LOOK, [_FURTHER_ROWS, asked])
            break
        except PlaywrightError:
            if last:
                raise
            page.wait_for_timeout(300)
    return [f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:4]}" for v in found]


def color_violations(page: Page) -> list[str]:
    """Return what axe finds about the colors only."""
    return violations(page, _COLORS)


def check(page: Page) -> None:
    """Fail on any accessibility violation of the page as it stands."""
    said = violations(page)
    assert said == [], f"{page.url}: {said}"


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wider)


def no_sideways(page: Page) -> None:
    """Fail when the page is wider than the screen."""
    assert sideways(page) <= 0, f"{page.url} is {sideways(page)} px too wide"
