"""Why a reply comes back to its author."""

REASONS: dict[str, str] = {
    "unclear": "They would not know what to do next.",
    "tone": "The tone is not right for the school.",
    "wrong": "The facts or the steps are not right.",
    "private": "It says something private.",
    "promise": "It promises something we cannot be sure of.",
    "unasked": "It does not answer what they asked.",
    "other": "Another reason, see the words.",
}


def reason_words(code: str) -> str:
    """Return a reason as a sentence; empty for none."""
    return REASONS.get(code, "")
