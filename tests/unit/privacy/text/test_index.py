"""The packed table: every key is found again, nothing else is, no text lies in it, damage is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.privacy.text.compiling import compile_names
from app.privacy.text.index import Index, Unusable, pack
from app.privacy.text.masker import Masker, Person
from app.privacy.text.words import lexicon

PEOPLE = [
    Person(
        "Oluwakemi", "Adebayo-Smith", username="oadebayo", numbers=("204518",), mails=("kemi.a@x.example",)
    )
]


@given(
    st.dictionaries(st.text(max_size=12), st.integers(1, 255), max_size=60),
    st.lists(st.text(max_size=12), max_size=30),
)
def test_a_table_gives_back_its_keys_and_no_other(entries: dict[str, int], others: list[str]) -> None:
    index = Index(pack(entries, {"told": 7}))
    assert index.notes == {"told": 7}
    assert {key: index.get(key) for key in entries} == entries
    assert all(index.get(key) == entries.get(key, 0) for key in others)


def test_compiled_names_hold_no_text_of_anybody() -> None:
    block = compile_names(PEOPLE, ["Room 12"], None, lexicon())
    for text in (b"oluwa", b"Oluwa", b"adeba", b"smith", b"20451", b"kemi"):
        assert text not in block


def test_a_masker_over_compiled_names_is_the_same_masker() -> None:
    over = Masker.over(Index(compile_names(PEOPLE, ["JCM-Student"], r"\d{6}", lexicon())))
    made = Masker(PEOPLE, ["JCM-Student"], r"\d{6}")
    for text in ("oluwakemi lost 204518 on JCM-Student", "kemi.a wrote", "o l u w a k e m i", "xxoadebayo7"):
        assert over.mask(text) == made.mask(text)
        assert "⟦" in over.mask(text).text


@pytest.mark.parametrize("cut", [0, 3, 39, 200, -1])
def test_a_short_block_is_unusable(cut: int) -> None:
    block = compile_names(PEOPLE, [], None, lexicon())
    with pytest.raises(Unusable):
        Index(block[:cut])


@given(st.integers(0, 4000), st.integers(1, 255))
def test_a_changed_byte_is_noticed(at: int, flip: int) -> None:
    block = bytearray(pack({"n" + word: 1 for word in "abcdef"}, {}))
    block[at % len(block)] ^= flip
    try:
        index = Index(bytes(block))
    except Unusable:
        return
    assert at % len(block) in range(8, 24), "only another salt may go unnoticed, and then nothing is found"
    assert index.notes == {}
