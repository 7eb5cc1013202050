"""What a word opens by itself: kept by the word as written, forgotten in time, the same after that."""

import pytest

from app.privacy.text import cues
from app.privacy.text.compiling import compile_names
from app.privacy.text.context import Words
from app.privacy.text.cues import CAPITAL, FIGURED, INNER, ONES, TAILED, Gates
from app.privacy.text.index import Index
from app.privacy.text.masker import Masker, Person
from app.privacy.text.roster import CANDIDATE, KNOWN, ODD, Roster
from app.privacy.text.words import lexicon

PEOPLE = [Person("Serenity", "Quillfeather", username="204518"), Person("Mark", "Ide")]


def _roster() -> Roster:
    return Roster(Index(compile_names(PEOPLE, [], None, lexicon())), lexicon())


def test_a_word_opens_gates_as_it_is_written() -> None:
    gates = Gates()
    assert CAPITAL in gates["Laptop"] and CAPITAL not in gates["laptop"]
    assert INNER in gates["iPad"] and CAPITAL not in gates["iPad"]
    assert {FIGURED, TAILED} <= set(gates["emkim9"]) and TAILED not in gates["9emkim"]
    assert ONES in gates["x"] and {ONES, FIGURED} <= set(gates["7"]) and ONES in gates["馬"]
    assert all(
        len(set(gates[word])) == len(gates[word]) for word in ("password", "passwrod", "Call", "llamar")
    )


def test_each_place_is_found_by_what_stands_there() -> None:
    words = Words("My iPad, room 12: it's Ana's. Dr. Vu re-did USB-C. It", Gates())
    assert words.lows[:4] == ["my", "ipad", "room", "12"]
    assert [words.words[at] for at in words.at_gate(CAPITAL)] == ["My", "Ana", "Dr", "Vu", "USB", "C", "It"]
    assert {gap: [words.lows[at] for at in places] for gap, places in words.joints.items()} == {
        ", ": ["room"], ": ": ["it"], "'": ["s", "s"], ". ": ["dr", "vu", "it"], "-": ["did", "c"],
    }  # fmt: skip
    assert [words.words[at] for at in range(len(words.words)) if words.begins(at)] == ["My", "it", "It"]
    assert (words.low[-1], words.low[len(words.lows)], words.gap[len(words.lows) + 1]) == ("", "", "")


def test_the_roster_opens_gates_of_its_own() -> None:
    gates = _roster().gates
    assert {KNOWN, ODD, CANDIDATE} <= set(gates["Quillfeather"])
    assert KNOWN in gates["mark"] and not {KNOWN, ODD} & set(gates["laptop"])
    assert KNOWN in gates["quillfeathers"] and KNOWN in gates["204518"]
    assert KNOWN not in gates["204519"] and KNOWN not in Gates()["quillfeather"]


def test_long_numbers_and_very_long_words_are_not_remembered() -> None:
    gates = _roster().gates
    for word in ("204519", "204518", "5550123", "x" * 41):
        assert gates[word] == gates[word] and word not in gates
    assert gates["118"] and "118" in gates and gates["x" * 40] and "x" * 40 in gates


def test_what_was_forgotten_is_known_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Serenity Quillfeather forgot her pw, mark i. has room 12",
        "the Quillfeathers in B12 ask Mark Ide about Canvas and 204518",
    ]
    whole = [Masker(PEOPLE).mask(text) for text in texts]
    monkeypatch.setattr(cues, "_KEPT", 3)
    small = Masker(PEOPLE)
    assert [small.mask(text) for text in texts * 2] == whole * 2
    assert any("⟦" in masked.text for masked in whole)
