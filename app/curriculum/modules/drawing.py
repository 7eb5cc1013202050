"""Draw a quiz and mark it: pure, so that the same draw always gives the same marks."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from app.curriculum.content.module_shapes import Item, Module

Drawn = Sequence[Mapping[str, Any]]


def draw(module: Module, chance: Random) -> list[dict[str, Any]]:
    """Draw a quiz. Shape: per item its id and the order in which its options are shown."""
    picked = chance.sample(list(module.bank.items), module.quiz.draw)
    return [
        {"id": item.id, "order": chance.sample(range(len(item.options)), len(item.options))}
        for item in picked
    ]


def items_of(module: Module, drawn: Drawn) -> list[tuple[Item, tuple[int, ...]]] | None:
    """Return the drawn items with their order, or None when the bank no longer holds one as it was drawn."""
    found = []
    for entry in drawn:
        item = module.bank.item(str(entry["id"]))
        order = tuple(int(place) for place in entry["order"])
        if item is None or sorted(order) != list(range(len(item.options))):
            return None
        found.append((item, order))
    return found


def answers_from(drawn: Drawn, picks: Mapping[str, int]) -> dict[str, int]:
    """Turn shown places into options, by item; a place that was not shown is left out."""
    answers = {}
    for entry in drawn:
        place = picks.get(str(entry["id"]))
        if place is not None and 0 <= place < len(entry["order"]):
            answers[str(entry["id"])] = int(entry["order"][place])
    return answers


def count_right(module: Module, drawn: Drawn, answers: Mapping[str, Any]) -> int:
    """Count the right answers."""
    items = items_of(module, drawn) or []
    return sum(1 for item, _order in items if answers.get(item.id) == item.answer)
