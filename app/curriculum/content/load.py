"""Load the content that ships with Cadre, checked and frozen; each file is read once per process."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from app.curriculum.content import checks, own_programmes
from app.curriculum.content.module_shapes import Bank, Module, PracticeStory, Scenario
from app.curriculum.content.reading import ContentError, build, read_front_matter, read_text, read_yaml
from app.curriculum.content.shapes import Agreement, CommentBank, Framework, ObjectiveMap, Programme, Rubric

__all__ = [
    "ContentError", "load_agreement", "load_agreements", "load_comments", "load_framework", "load_map",
    "load_module", "load_modules", "load_practice", "load_programme", "load_programmes", "load_rubric",
    "programme_faults",
]  # fmt: skip

HERE = Path(__file__).resolve().parent


@cache
def load_framework(code: str = "aplus-v15", root: Path = HERE) -> Framework:
    """Load an exam framework. Refuses: ContentError naming file and entry."""
    name = f"frameworks/{code}.yaml"
    framework = build(Framework, read_yaml(root, name), name)
    _check_name(framework.code, code, name)
    checks.check_framework(framework, name)
    return framework


@cache
def load_map(root: Path = HERE) -> ObjectiveMap:
    """Load which objectives each category may prove, the likeliest first."""
    objective_map = build(ObjectiveMap, read_yaml(root, "map.yaml"), "map.yaml")
    checks.check_map(objective_map, load_framework(objective_map.framework, root), "map.yaml")
    return objective_map


@cache
def load_programme(code: str, root: Path = HERE) -> Programme:
    """Load one certification programme as it ships; ``load_programmes`` puts a school's own in its place."""
    name = f"programmes/{code}.yaml"
    return read_programme(root, name)


def read_programme(folder: Path, name: str, root: Path = HERE) -> Programme:
    """Read one programme, checked against the frameworks and categories that ship. Refuses: ContentError."""
    programme = build(Programme, read_yaml(folder, name), name)
    _check_name(programme.code, Path(name).stem, name)
    checks.check_programme(programme, _stems(root, "frameworks"), load_map(root).categories, name)
    return programme


def load_programmes(root: Path = HERE) -> tuple[Programme, ...]:
    """Load every programme, by code: those that ship, a school's own in their place and beside them."""
    shipped = {code: load_programme(code, root) for code in _stems(root, "programmes")}
    own, _faults = own_programmes.read(read_programme)
    return tuple(one for _code, one in sorted((shipped | own).items()))


def programme_faults() -> tuple[str, ...]:
    """Return what is wrong with a school's own programmes, a sentence a file; ours stand in their place meanwhile."""
    return own_programmes.read(read_programme)[1]


@cache
def load_module(code: str = "privacy", root: Path = HERE) -> Module:
    """Load a module with its lessons, scenario and bank."""
    folder = f"modules/{code}"
    name = f"{folder}/module.yaml"
    raw = read_yaml(root, name)
    raw |= {"scenario": _scenario(folder, root), "bank": _bank(folder, root)}
    raw["lessons"] = [_with_body(entry, folder, root) for entry in _list(raw, "lessons", name)]
    module = build(Module, raw, name)
    _check_name(module.code, code, name)
    checks.check_module(module, load_framework(root=root), name)
    return module


@cache
def load_modules(root: Path = HERE) -> tuple[Module, ...]:
    """Load every module, by code."""
    codes = sorted(path.parent.name for path in (root / "modules").glob("*/module.yaml"))
    return tuple(load_module(code, root) for code in codes)


@cache
def load_agreement(code: str, root: Path = HERE) -> Agreement:
    """Load a text to be signed, by its version code."""
    name = f"agreements/{code}.md"
    agreement = build(Agreement, read_front_matter(root, name), name)
    _check_name(agreement.code, code, name)
    return agreement


@cache
def load_agreements(root: Path = HERE) -> tuple[Agreement, ...]:
    """Load every text to be signed, by code."""
    return tuple(load_agreement(code, root) for code in _stems(root, "agreements", ".md"))


@cache
def load_practice(root: Path = HERE) -> tuple[PracticeStory, ...]:
    """Load the practice stories, guided ones first, then by code."""
    stories = [_story(code, root) for code in _stems(root, "practice")]
    checks.check_practice(stories, load_framework(root=root), "practice")
    return tuple(sorted(stories, key=lambda story: (not story.guided, story.code)))


@cache
def load_rubric(code: str = "ticket", root: Path = HERE) -> Rubric:
    """Load a rubric."""
    name = f"rubrics/{code}.yaml"
    rubric = build(Rubric, read_yaml(root, name), name)
    _check_name(rubric.code, code, name)
    checks.check_rubric(rubric, load_framework(root=root), name)
    return rubric


@cache
def load_comments(root: Path = HERE) -> CommentBank:
    """Load the ready-made lines for graders."""
    bank = build(CommentBank, read_yaml(root, "comments.yaml"), "comments.yaml")
    checks.check_comments(bank, load_rubric(bank.rubric, root), "comments.yaml")
    return bank


def _story(code: str, root: Path) -> PracticeStory:
    """Load one practice story."""
    name = f"practice/{code}.yaml"
    story = build(PracticeStory, read_yaml(root, name), name)
    _check_name(story.code, code, name)
    checks.check_story(story, load_map(root), load_framework(root=root), load_rubric(root=root), name)
    return story


def _scenario(folder: str, root: Path) -> Scenario:
    """Load a module's scenario."""
    name = f"{folder}/scenario.yaml"
    scenario = build(Scenario, read_yaml(root, name), name)
    checks.check_scenario(scenario, name)
    return scenario


def _bank(folder: str, root: Path) -> Bank:
    """Load a module's bank; items without author and provenance take the bank's."""
    name = f"{folder}/bank.yaml"
    bank = build(Bank, read_yaml(root, name), name)
    checks.check_bank(bank, name)
    items = (
        replace(item, author=item.author or bank.author, provenance=item.provenance or bank.provenance)
        for item in bank.items
    )
    return replace(bank, items=tuple(items))


def _with_body(entry: Any, folder: str, root: Path) -> Any:
    """Add a lesson's Markdown to its entry, when the entry names one."""
    if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
        return entry
    return entry | {"body": read_text(root, f"{folder}/lessons/{entry['code']}.md")}


def _list(raw: dict[str, Any], key: str, name: str) -> list[Any]:
    """Take a list out of a raw mapping. Refuses: anything else."""
    value = raw.get(key)
    if not isinstance(value, list):
        raise ContentError(f"{name}: {key}: must be a list")
    return value


def _check_name(code: str, expected: str, name: str) -> None:
    """Refuse a file whose code differs from its name."""
    checks.require(code == expected, name, f"code is {code!r}, the file is named {expected!r}")


def _stems(root: Path, folder: str, suffix: str = ".yaml") -> tuple[str, ...]:
    """List the names of the files in a folder."""
    return tuple(sorted(path.stem for path in (root / folder).glob(f"*{suffix}")))
