"""The look holds: contrast, one set of names for light and dark, no inline code, no other host."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

APP = Path(__file__).parents[2] / "app"
UI = APP / "ui"
CSS = sorted((UI / "static/css").glob("*.css"))
JS = sorted((UI / "static/js").glob("*.js"))
TEMPLATES = sorted(APP.rglob("templates/**/*.html"))
TOKENS = (UI / "static/css/tokens.css").read_text("utf-8")

# token, on token, least contrast
PAIRS = (
    [("ink", on, 7.0) for on in ("sheet", "paper", "sunk", "act-soft", "note")]
    + [("ink-2", on, 4.5) for on in ("sheet", "paper", "act-soft", "sunk")]
    + [("ink-3", on, 4.5) for on in ("sheet", "note")]
    + [("act", on, 4.5) for on in ("sheet", "act-soft")]
    + [(state, f"{state}-soft", 4.5) for state in ("late", "soon", "done")]
    + [("on-act", "act", 4.5), ("on-act", "act-hover", 4.5), ("mask-ink", "mask", 4.5)]
    + [("mask-ink", "hatch", 4.5), ("on-reply", "reply", 4.5), ("note-edge", "sheet", 3.0)]
    + [("edge", on, 3.0) for on in ("sheet", "paper", "act-soft")]
)


def colors(block: str) -> dict[str, str]:
    """Return the color tokens of a block of the token sheet."""
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    """Return light, dark as the system asks, and dark as the person chose."""
    edges = r"@media \(prefers-color-scheme: dark\)|:root\[data-theme=\"dark\"\]"
    light, system, chosen = re.split(edges, TOKENS)[:3]
    return {"light": colors(light), "system dark": colors(system), "chosen dark": colors(chosen)}


def luminance(color: str) -> float:
    """Return relative luminance. Source: WCAG 2.2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "chosen dark"])
def test_every_pair_of_tokens_can_be_read(theme: str) -> None:
    found = themes()[theme]
    told = [(a, b, least, contrast(found[a], found[b])) for a, b, least in PAIRS]
    weak = [f"{a} on {b}: {is_:.2f}" for a, b, least, is_ in told if is_ < least]
    assert not weak


def test_light_and_dark_have_the_same_colors() -> None:
    light, system, chosen = themes().values()
    assert light.keys() == chosen.keys()
    assert system == chosen


def test_style_sheets_ask_for_nothing_else() -> None:
    assert [s.name for s in CSS if re.search(r"url\(|@import|data:|https?:", s.read_text("utf-8"))] == []


def test_each_linked_sheet_exists_and_each_sheet_is_linked() -> None:
    base = (UI / "templates/base.html").read_text("utf-8")
    named = re.search(r"for sheet in \(([^)]*)\)", base)
    assert named is not None
    assert sorted(re.findall(r'"([a-z-]+)"', named[1])) == [s.stem for s in CSS]


def test_modules_are_short_and_touch_no_markup() -> None:
    for module in JS:
        text = module.read_text("utf-8")
        assert len(text.splitlines()) <= 40, module.name
        markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.style\b"
        assert not re.search(markup, text), module.name


def test_each_behavior_asked_for_is_known() -> None:
    known = set(re.findall(r'"([a-z-]+)"', (UI / "static/js/behaviors.js").read_text("utf-8")))
    modules = {m.stem for m in JS}
    for template in TEMPLATES:
        for names in re.findall(r'data-behavior="([a-z -]+)"', template.read_text("utf-8")):
            assert set(names.split()) <= known & modules, (template.name, names)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_inline_code_and_no_other_host(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


def test_each_icon_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'id="i-([a-z]+)"', (UI / "static/icons.svg").read_text("utf-8")))
    asked = {name for t in TEMPLATES for name in re.findall(r'icon\("([a-z]+)"\)', t.read_text("utf-8"))}
    assert asked <= drawn


@pytest.mark.parametrize("status", [401, 403, 404, 409, 413, 422, 429, 500, 503])
def test_error_pages_say_what_to_do_without_anybody_signed_in(status: int) -> None:
    env = Environment(loader=FileSystemLoader(UI / "templates"), autoescape=True, undefined=StrictUndefined)
    env.globals |= {"static": str, "csrf_token": str, "get_flashed_messages": lambda **_: []}
    html = env.get_template(f"errors/{status}.html").render()
    assert "What to do:" in html
    assert f"Error {status}" in html
    assert 'class="btn btn-primary"' in html
    told = env.get_template(f"errors/{status}.html").render(sentence="Said here.", remedy="Do this.")
    assert "Said here." in told
    assert "Do this." in told


@pytest.mark.parametrize(("x", "side"), [(4.0, " is-first"), (50.0, ""), (96.0, " is-last")])
def test_the_time_of_day_stays_on_the_line_at_its_ends(x: float, side: str) -> None:
    """On a phone "2:45 now" ran over the edge in the last minutes of school."""
    env = Environment(loader=FileSystemLoader(UI / "templates"), autoescape=True, undefined=StrictUndefined)
    now = {"x": x, "words": "2:45 now"}
    drawn = env.from_string('{% from "ui/charts.html" import dayline %}{{ dayline(day) }}').render(
        day={"periods": [], "spent": None, "now": now, "dues": [], "end_words": "", "caption": ""}
    )
    assert f'<text class="lbl-now{side}" x="{x}%"' in drawn
