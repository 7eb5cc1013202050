"""Lend the texts that are signed, on screen and on paper, to the pages of teams, which stand on a lower floor."""

import re

from app.accounts.teams.borrowed import Paper
from app.curriculum.content.load import load_agreements
from app.curriculum.content.shapes import Agreement
from app.curriculum.modules.rendering import html_of

_LINE = re.compile(r"(?P<label>[^_]+?):\s*_+\s*(?P<date>Date:\s*_+)?")


def guardian_permission() -> tuple[str, str]:
    """Return the title and the HTML of the newest text for guardians, without what is for paper only."""
    text = _newest("guardian")
    parts = [part for part in text.body.split("\n\n") if "____" not in part and not part.startswith("☐")]
    return text.title, html_of("\n\n".join(parts))


def paper_for(signer: str) -> Paper:
    """Return the newest text for a signer, ``student`` or ``guardian``, as it is printed."""
    text = _newest(signer)
    parts = text.body.split("\n\n")
    lines = [found for part in parts if (found := _LINE.fullmatch(part.strip()))]
    whole = html_of("\n\n".join(part for part in parts if "____" not in part))
    return Paper(text.title, whole, tuple((line["label"], bool(line["date"])) for line in lines))


def _newest(signer: str) -> Agreement:
    return [one for one in load_agreements() if one.signer == signer][-1]
