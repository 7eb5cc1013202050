"""Folding: plain letters, and the way back to the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.privacy.text.fold import fold, fold_word


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Mar\u0456a", "Maria"),
        ("Мария", "Mapия"),
        ("Ｍａｒｉａ", "Maria"),
        ("Ma\u200br\u00adia", "Maria"),
        ("\u202eMaria\u202c", "Maria"),
        ("Mar&iacute;a &#77;&#x61;ria", "Maria Maria"),
        ("𝓜𝓪𝓻𝓲𝓪 🅼🅰🅡🅘🅐 🇲🇦", "Maria MARIA MA"),
        ("Peña Dvořák Øyvind Straße", "Pena Dvorak Oyvind Strasse"),
        ("Mari\u0301a", "Maria"),
        ("２０８–５５５", "208-555"),
        ("it&rsquo;s & more", "it's & more"),
    ],
)
def test_writing_is_folded_to_plain_letters(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


def test_a_range_leads_back_to_what_was_typed() -> None:
    folded = fold("x Mar&iacute;a\u0301 y")
    start = folded.text.index("Maria")
    first, last = folded.raw(start, start + 5)
    assert "x Mar&iacute;a\u0301 y"[first:last] == "Mar&iacute;a\u0301"


def test_a_letter_that_became_two_is_never_cut() -> None:
    raw = "Strauß, M"
    folded = fold(raw)
    assert raw[slice(*folded.raw(0, 6))] == "Strauß"


@given(st.text(max_size=80))
def test_offsets_are_always_valid_and_in_order(raw: str) -> None:
    folded = fold(raw)
    ends = [folded.raw(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(raw) for start, end in ends)
    assert [start for start, _ in ends] == sorted(start for start, _ in ends)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(word: str) -> None:
    once = fold_word(word)
    if "&" not in once:
        assert fold_word(once) == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jim%C3%A9nez", "Jimenez"),
        ("Emily%20Jim%c3%a9nez", "Emily+Jimenez"),
        ("S%65renity", "Serenity"),
        ("Jim=C3=A9nez", "Jimenez"),
        (r"Jim\u00e9nez", "Jimenez"),
        (r"Mu\u0308ller", "Muller"),
        ("Jim\u00c3\u00a9nez", "Jimenez"),
        ("\u00c5\u0081ukasz", "Lukasz"),
        ("Serenity\u00e2\u20ac\u2122s", "Serenity's"),
        ("N\ufffd\ufffdez", "Nez"),
    ],
)
def test_letters_that_a_program_wrote_in_code_are_read(written: str, read: str) -> None:
    """Channel 40: addresses, mails and scripts spell letters out, and many a program reads UTF-8 as something else."""
    folded = fold(f"a {written} b")
    assert folded.text == f"a {read} b"
    assert folded.raw(2, 2 + len(read)) == (2, 2 + len(written))


@pytest.mark.parametrize(
    "text",
    [
        "100%",
        "50%20",
        "a%2Fb%3A",
        "%PATH%",
        "x=C3",
        r"C:\users\u2024",
        "%zz",
        "%ff%fe",
        "error =80=99",
        "1%C3",
    ],
)
def test_what_is_no_letter_in_code_stays(text: str) -> None:
    assert fold(text).text in (text, text.replace("%20", "+"))
