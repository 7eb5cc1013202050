"""Phrases of harm are found in any spelling, and ordinary tickets that sound like them are left alone."""

import re
from pathlib import Path

import pytest

from app.demo.stories.load import load_stories
from app.demo.stories.model import Story
from app.privacy.harm.finder import BadPhrase, HarmFinder, Phrase, checked_words, harmless, seeded

LISTS = Path(__file__).parent / "harm_phrases"
FINDER = HarmFinder([*seeded("english"), *seeded("spanish")], harmless())
MOST_PULLED = 0.005


def phrases(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_recall_on_phrases_of_harm() -> None:
    wanted = phrases("harm.txt")
    missed = [phrase for phrase in wanted if not FINDER.find(phrase)]
    assert len(wanted) > 120 and missed == []


def test_ordinary_phrases_that_sound_like_harm_are_left_alone() -> None:
    ordinary = phrases("ordinary.txt")
    pulled = [phrase for phrase in ordinary if FINDER.find(phrase)]
    assert len(ordinary) > 200 and pulled == []


def test_at_most_one_in_two_hundred_of_the_demos_tickets_is_pulled() -> None:
    stories = [story for story in load_stories() if not story.sensitive]
    texts = [re.sub(r"[{}<>]", "", text) for story in stories for text in texts_of(story) if text]
    pulled = [text for text in texts if FINDER.find(text)]
    assert len(texts) > 300 and len(pulled) <= MOST_PULLED * len(texts), pulled


def texts_of(story: Story) -> list[str]:
    """Return every text of a story, whoever says it."""
    said = [opening.text for opening in story.openings] + [line.text for line in story.thread]
    return [*said, *story.tries, story.ending.cause, story.ending.fix, story.ending.reopening]


@pytest.mark.parametrize(
    "text", ["K!LL MYSELF", "k.i.l.l myself", "ｋｉｌｌ ｍｙｓｅｌｆ", "kіll mysеlf", "killlll my self"]
)
def test_disguise_does_not_hide_it(text: str) -> None:
    assert [phrase.kind for phrase in FINDER.find(text)] == ["self"]


def test_a_harmless_phrase_lifts_only_what_it_overlaps() -> None:
    assert FINDER.find("Kill the process. I want to die.")
    assert FINDER.find("We shoot a video and then I bring a gun to school")


def test_a_sentence_ends_what_stands_between() -> None:
    finder = HarmFinder([Phrase("threat", "bring .. surprise")])
    assert finder.find("bring them a surprise") and not finder.find("Bring it. Surprise!")


def test_a_class_stands_for_each_of_its_words() -> None:
    finder = HarmFinder([Phrase("abuse", "@family sings to me")])
    assert finder.find("My uncle sings to me") and not finder.find("My class sings to me")


@pytest.mark.parametrize("word", ["embarasada", "embarazada", "emvarazada"])
def test_a_word_in_no_dictionary_counts_as_the_one_that_it_sounds_like(word: str) -> None:
    assert FINDER.find(f"estoy {word} y no se que hacer")


@pytest.mark.parametrize("words", ["@nobody sings", "", "a b", "(x)", ".. gun", "gun ..", "x" * 300, "gu*n"])
def test_what_is_no_phrase_is_refused(words: str) -> None:
    with pytest.raises(BadPhrase):
        checked_words(words)
