"""Fold names so that people are found however they are typed: small letters, no accents, another keyboard."""

from app.privacy.text.fold import fold_word

LONGEST = 400
_JOINTS = str.maketrans({"'": "", "`": "", "-": " "})


def folded(words: str) -> str:
    """Return names for comparing: ``Żółć`` is ``zolc``, ``Núñez-O’Neill`` is ``nunez oneill``.

    Shape: lower case comes first, since capital Greek and Cyrillic letters look Latin more often than small ones.
    """
    return " ".join(fold_word(words.casefold()).translate(_JOINTS).split())


def found_by(given: str, family: str, preferred: str) -> str:
    """Return the folded names by which a person is found."""
    return folded(f"{given} {family} {preferred}")[:LONGEST]
