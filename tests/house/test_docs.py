"""What people can set, run, hold or be recorded for is written down."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from app.cli import main
from tests.house.data_elements import PAGE as LIST
from tests.house.data_elements import data_elements_page
from tests.house.permissions import PAGE, permissions_page

ROOT = Path(__file__).parents[2]


def commands(group: click.Group, name: str = "cadre") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for label in group.list_commands(context):
        command = group.get_command(context, label)
        assert command is not None
        found.append((f"{name} {label}", command))
        if isinstance(command, click.Group):
            found += commands(command, f"{name} {label}")
    return found


@pytest.mark.parametrize(("name", "command"), commands(main), ids=lambda v: v if isinstance(v, str) else "")
def test_every_command_teaches(name: str, command: click.Command) -> None:
    assert command.help, f"{name} has no help"
    assert len(command.help.split()) >= 4
    for option in command.params:
        if isinstance(option, click.Option) and not option.required and not option.hidden:
            assert option.help or option.is_flag, f"{name} {option.name} has no help"


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r'"(CADRE_[A-Z_]+)"', (ROOT / "app" / "config.py").read_text()))
    assert named
    assert {name for name in named if name not in readme} == set()


def test_the_permissions_page_is_current(app: object) -> None:
    """Run `python -m tests.house.permissions` to write it anew."""
    assert PAGE.read_text() == permissions_page()


def test_the_decisions_are_numbered_one_after_the_other() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name)
def test_links_of_the_docs_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
        if not link.startswith("http"):
            assert (path.parent / link).exists(), f"{path.name} links to {link}"


def test_the_district_packs_list_is_current(app: object) -> None:
    """Run `python -m tests.house.data_elements` to write it anew."""
    assert LIST.read_text() == data_elements_page()


def test_the_district_pack_says_what_is_plain() -> None:
    for path in sorted((ROOT / "docs" / "district-pack").glob("*.md")):
        text = path.read_text()
        if "ncrypt" in text:
            assert "plain" in text, f"{path.name} speaks of encryption and not of what is plain"


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "district-pack").glob("*.md")), ids=lambda p: p.name)
def test_the_district_pack_names_commands_and_pages_that_there_are(path: Path, app: Flask) -> None:
    text = path.read_text()
    known = {name for name, _ in commands(main)}
    for said in re.findall(r"(?m)(?:`|^)cadre ((?:[a-z]+ ?){1,2})", text):
        words = said.split()
        assert f"cadre {' '.join(words)}" in known or f"cadre {words[0]}" in known, (
            f"{path.name}: cadre {said}"
        )
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    for address in re.findall(r"`(/[a-z/-]+)`", text):
        assert address in rules, f"{path.name} names {address}"
