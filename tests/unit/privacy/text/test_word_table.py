"""The kept word lists: each word is found again, nothing else is, in a child too; a bad file is made anew."""

import os
import random
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.privacy.text.word_table import Unusable, open_words, pack_words
from app.privacy.text.words import Lexicon, open_lists, read_lists


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


@pytest.fixture(scope="module")
def kept(folder: Path) -> Lexicon:
    return open_lists(folder / "kept")


@pytest.fixture(scope="module")
def read() -> Lexicon:
    return read_lists()


def _strange() -> list[str]:
    rng = random.Random(4)
    letters = string.ascii_lowercase + "ñé王\n\0' "
    return ["".join(rng.choices(letters, k=rng.randrange(1, 14))) for _ in range(4000)]


@given(st.dictionaries(st.text(max_size=3), st.sets(st.text(max_size=9), max_size=40), max_size=4), st.text())
def test_lists_come_back_as_they_were(lists: dict[str, set[str]], other: str) -> None:
    opened = open_words(pack_words(lists, "here"), "here")
    assert opened.keys() == lists.keys()
    for name, words in lists.items():
        assert set(opened[name]) == words and len(opened[name]) == len(words)
        assert all(word in opened[name] for word in words)
        assert (other in opened[name]) == (other in words)


def test_every_word_of_every_list_is_found_and_nothing_else(kept: Lexicon, read: Lexicon) -> None:
    everything = frozenset().union(*read)
    asked = [*everything, *_strange(), "", *(word + word for word in read.daily)]
    for name, words in read._asdict().items():
        held = getattr(kept, name)
        assert {word for word in asked if word in held} == words, name
        assert len(held) == len(words), name


def test_kept_lists_reckon_as_sets_do(kept: Lexicon, read: Lexicon) -> None:
    some = frozenset({"maria", "printer", "xqzt"})
    assert some - kept.names == some - read.names
    assert kept.names & some == read.names & some
    assert kept.names | kept.word_names == read.names | read.word_names


def test_a_child_process_finds_the_same(kept: Lexicon, read: Lexicon) -> None:
    asked = [*random.Random(1).sample(sorted(read.names | read.spanish), 500), *_strange()]
    child = os.fork()
    if child == 0:
        same = all((word in kept.names) == (word in read.names) for word in asked)
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_second_process_takes_the_file_as_it_is(folder: Path, kept: Lexicon) -> None:
    before = (folder / "kept").stat()
    assert "maria" in open_lists(folder / "kept").names
    after = (folder / "kept").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_damaged_file_or_one_of_other_lists_is_made_anew(folder: Path, kept: Lexicon) -> None:
    whole = (folder / "kept").read_bytes()
    damaged = whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:]
    for content in (damaged, pack_words({"names": ["maria"]}, "of another version")):
        (folder / "bad").write_bytes(content)
        assert "printer" in open_lists(folder / "bad").english
        assert (folder / "bad").read_bytes() == whole


WHOLE = pack_words({"names": ["maria", "kim"]}, "here")


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"no head, but as long as one", WHOLE[:-1], WHOLE + b"x"]
)
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(Unusable):
        open_words(content, "here")


def test_where_no_file_may_be_written_the_lists_stay_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    lists = open_lists(tmp_path / "file" / "kept")
    assert "maria" in lists.names and "maria" not in lists.english
