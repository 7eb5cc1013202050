"""The browser's tests wait for what they look at: a page is opened, pressed and left through tests/browser/hands.py."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

JOURNEYS = sorted((Path(__file__).parents[1] / "browser").glob("*.py"))
WAITING = ("hands.py", "eyes.py")  # what waits looks itself
# These answer at once, whatever is still on its way; expect(…) waits.
BARE = {"is_visible", "is_hidden", "is_enabled", "is_disabled", "is_checked", "inner_text", "inner_html"}
BARE |= {"text_content", "all_inner_texts", "all_text_contents", "input_value", "get_attribute"}
BARE |= {"goto", "reload", "go_back", "wait_for_timeout", "wait_for_load_state", "wait_for_url"}
# These too, and they are right on a page that stands; a click may just have left it.
STANDING = {"count", "all", "evaluate", "url", "bounding_box", "check", "no_sideways"}


def names(step: ast.AST) -> set[str]:
    """Return every name that a statement calls or reads."""
    found = (getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(step))
    return {name for name in found if isinstance(name, str)}


def _is_bare(node: ast.Attribute) -> bool:
    return node.attr in BARE or ast.unparse(node).endswith("keyboard.press")


def hasty(code: str) -> Iterator[str]:
    """Yield the lines that look or press without waiting."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and _is_bare(node):
            yield f"{node.lineno}: {ast.unparse(node)}"
        for block in (getattr(node, part, None) for part in ("body", "orelse", "finalbody")):
            steps = block if isinstance(block, list) else []
            for step, following in pairwise(steps):
                if isinstance(step, ast.Expr) and "click" in names(step) and STANDING & names(following):
                    yield f"{following.lineno}: {ast.unparse(following)[:80]}, right after a click"


@pytest.mark.parametrize(
    "path", [one for one in JOURNEYS if one.name not in WAITING], ids=lambda path: path.name
)
def test_nothing_is_looked_at_before_it_is_there(path: Path) -> None:
    assert list(hasty(path.read_text())) == []


@pytest.mark.parametrize(
    "code",
    [
        "assert page.locator('p').is_visible()",
        "page.keyboard.press('q')",
        "button.click()\nassert page.locator('li').count() == 2",
        "with watched:\n    button.click()\n    check(page)",
    ],
)
def test_what_does_not_wait_is_found(code: str) -> None:
    assert list(hasty(code))
