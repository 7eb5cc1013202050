"""Phrases answer as one large pattern would that lets capitals pass, whatever stands around them."""

import re

import pytest

from app.privacy import accounts_told, codes_told, invitations, who_it_is
from app.privacy.phrases import Phrases, alternatives
from app.privacy.text.fold import fold
from tests.unit.privacy.test_asked_for import ASKED, NOT_ASKED
from tests.unit.privacy.test_told_outside import ACCOUNTS, CODES, ORDINARY, PHONES

SAID = [*ACCOUNTS, *ASKED, *CODES, *NOT_ASKED, *ORDINARY, *PHONES]
KEPT = [invitations._INVITES, accounts_told._SAID, codes_told._TOLD, who_it_is._KNOWN]
AROUND = ("{}", "it froze. {}, ok", "X-{}9", "please {}_now\n{}", "{}é")


def _whole(phrases: Phrases) -> re.Pattern[str]:
    """Return all alternatives as one pattern that is tried at every sign, in any size of letters."""
    behind = phrases._at_words.pattern.removeprefix(r"\b(?=\w)")
    elsewhere = f"|{phrases._elsewhere.pattern}" if phrases._elsewhere else ""
    return re.compile(rf"\b{behind}{elsewhere}", re.IGNORECASE)


@pytest.mark.parametrize("phrases", KEPT)
def test_they_find_what_one_large_pattern_finds(phrases: Phrases) -> None:
    whole = _whole(phrases)
    told = [fold(text.replace("{}", one)).text for one in SAID for text in AROUND]
    for one in (*told, *map(str.upper, told), *map(str.title, told)):
        assert phrases.found_in(one) == bool(whole.search(one)), one


@pytest.mark.parametrize("phrases", KEPT)
def test_none_of_them_asks_for_a_capital_letter(phrases: Phrases) -> None:
    patterns = phrases._at_words.pattern + (phrases._elsewhere.pattern if phrases._elsewhere else "")
    assert not re.search(r"(?<!\\)[A-Z]", patterns)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"a|b", ["a", "b"]),
        (r"\ba(?:b|c)|d", [r"\ba(?:b|c)", "d"]),
        (r"[|(]x|\|y|\(z", ["[|(]x", r"\|y", r"\(z"]),
        (r"[^\]|]|[a|]{2}", [r"[^\]|]", "[a|]{2}"]),
    ],
)
def test_a_pattern_falls_into_its_outermost_alternatives(pattern: str, parts: list[str]) -> None:
    assert list(alternatives(pattern)) == parts
