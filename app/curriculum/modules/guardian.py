"""Lend the text that a guardian signs to the pages of teams, which stand on a lower floor."""

from app.curriculum.content.load import load_agreements
from app.curriculum.modules.rendering import html_of


def guardian_permission() -> tuple[str, str]:
    """Return the title and the HTML of the newest text for guardians, without what is for paper only."""
    text = [one for one in load_agreements() if one.signer == "guardian"][-1]
    parts = [part for part in text.body.split("\n\n") if "____" not in part and not part.startswith("☐")]
    return text.title, html_of("\n\n".join(parts))
