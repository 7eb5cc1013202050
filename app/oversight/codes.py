"""The codes of an event, in words: which page it was, how it ended, why, by which way."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from app.audit.tags import Tag
from app.helpdesk.care.view_models import REASONS as CARE
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts.reasons import REASONS as RETURNED
from app.helpdesk.recheck.view_models import WHY as CHANGES
from app.helpdesk.words import TOLD
from app.oversight.phrases import GROUPS

_PAGES = {
    "archive": "a record to hand out, with its files",
    "bundle": "a record to hand out",
    "breach": "what an account was shown",
    "category": "a kind of ticket",
    "flags": "flags",
    "head": "the newest head of the log",
    "holds": "holds",
    "inventory": "the list of personal data",
    "log": "how the log stands",
    "module": "a lesson module",
    "notice": "the annual notice",
    "office": "the week of the office",
    "own": "their own",
    "practice": "practice work",
    "purge": "a purge",
    "record": "a record of who looked",
    "requests": "requests to see a record",
    "review": "looks to review",
    "see_as": "whose pages they can look at",
    "sheet": "a record on paper",
    "trail": "the trail",
    "weeks": "weeks to sign off",
} | {code: words.lower() for code, words in GROUPS.items()}
_GATES = {
    "before": "before they are told",
    "after": "after they were told",
    "sample": "now and then",
    "practice": "by a trainer",
}
_WHY = {
    "period_over": "the period was over",
    "withheld": "an adult took it from the team",
    "ended": "the ticket had ended",
    "withdrawn": "the one who asked took it back",
    "barred": "they must not work on it",
    "lapse": "something they need for live work had lapsed",
}
_BY_TAG: dict[str, dict[str, str]] = {
    Tag.TICKET_RESUMED: {"answer": "they answered", "answered": "they answered", "day": "the day had come"},
    Tag.TICKET_TAKEN_OVER: {code: words[:1].lower() + words[1:] for code, words in CARE.items()},
    Tag.TICKET_GIVEN_BACK: {code: words[:1].lower() + words[1:] for code, words in CARE.items()},
    Tag.TICKET_CLOSED: {code: f"“{words.rstrip('.')}”" for code, words in TOLD.items()},
    Tag.CARE_ACKNOWLEDGED: {code: words[:1].lower() + words[1:] for code, words in CARE.items()},
    Tag.TEXTS_HELD: CHANGES,
}
_LABELS = {
    "category": "category",
    "rung": "rung",
    "module": "module",
    "programme": "program",
    "mode": "set",
    "reason": "reason",
    "why": "reason",
    "role": "role",
    "verdict": "verdict",
    "how": "with",
}


@cache
def _kinds() -> dict[str, str]:
    return {one.code: one.name for one in load_catalog().categories}


@cache
def _endings() -> dict[str, str]:
    return {one.code: one.words for one in load_catalog().closure_codes}


def _spaced(code: str) -> str:
    return code.replace("_", " ").replace("-", " ")


def _week(code: str) -> str:
    monday = date.fromisoformat(code)
    return f"week of {monday:%B} {monday.day}"


def _ending(code: str) -> str:
    said = _endings().get(code)
    return f"ending: “{said}”" if said else f"for {_kinds().get(code) or _spaced(code)}"


_EARLY = {"school": "the school", "family": "a family", "law": "a law"}
_TOLD: dict[str, Callable[[str], str]] = {
    "early": lambda code: f"before its time, since {_EARLY.get(code, code)} asked for it",
    "code": _ending,
    "gate": lambda code: f"checked {_GATES.get(code) or _spaced(code)}",
    "channel": lambda code: f"by {_spaced(code)}",
    "kind": lambda code: f"which: {_PAGES.get(code) or _spaced(code)}",
    "week": _week,
}


@cache
def _reasons() -> dict[str, str]:
    catalog = load_catalog()
    said = {one.code: one.words for one in catalog.escalation_reasons}
    said |= {one.code: one.words for one in catalog.pending_reasons} | RETURNED
    return {code: f"“{words.rstrip('.')}”" for code, words in said.items()}


def _told(name: str, code: str, tag: str) -> str:
    if name in _TOLD:
        return _TOLD[name](code)
    if name in ("why", "reason"):
        said = _BY_TAG.get(tag, {}).get(code) or _reasons().get(code) or _WHY.get(code) or _spaced(code)
        return f"reason: {said}"
    if name == "how" and code in _BY_TAG.get(tag, {}):
        return f"how they knew: {_BY_TAG[tag][code]}"
    return f"{_LABELS[name]}: {(name == 'category' and _kinds().get(code)) or _spaced(code)}"


def code_words(codes: Mapping[str, Any], tag: str = "") -> str:
    """Return the codes of an event as one sentence, or nothing: ``Category: Wi-Fi, by web.``"""
    names = (name for name in (*_LABELS, *_TOLD) if type(codes.get(name)) is str and codes[name])
    said = ", ".join(_told(name, codes[name], tag) for name in names)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
