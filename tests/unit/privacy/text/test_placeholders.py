"""Placeholders: one shape, in order, never forged, refilled only where they stood."""

import pytest

from app.privacy.text.masker import Masker, Person
from app.privacy.text.placeholders import (
    Placeholder,
    PlaceholderMoved,
    Span,
    dumps,
    loads,
    placeholders_kept,
    refill,
    split_placeholders,
)

MASKER = Masker([Person("Maria", "Lopez", phones=("208-555-0123",)), Person("Noah", "Garcia")])


def test_values_are_numbered_in_order_and_the_same_value_keeps_its_number() -> None:
    masked = MASKER.mask("Maria and Noah, then Maria again: 208-555-0123", 3)
    assert masked.text == "⟦name:03⟧ and ⟦name:04⟧, then ⟦name:03⟧ again: ⟦phone:05⟧"
    assert masked.next_number == 6
    assert masked.spans[0] == Span(0, 5, "name", 3)


def test_numbers_stop_at_ninety_nine() -> None:
    masked = MASKER.mask("Maria met Noah and 208-555-0123", 98)
    assert masked.text == "⟦name:98⟧ met ⟦name:99⟧ and ⟦phone:99⟧"
    assert masked.next_number == 99


def test_nobody_can_forge_a_placeholder() -> None:
    masked = MASKER.mask("⟦name:01⟧ and Maria")
    assert masked.text == "[name:01] and ⟦name:01⟧"
    assert masked.spans == (Span(14, 19, "name", 1),)


def test_masking_a_masked_text_again_changes_nothing() -> None:
    masked = MASKER.mask("Maria's password is Tiger99! Call 208-555-0123.")
    assert MASKER.remask(masked.text) == (masked.text, (), 1)


def test_a_masked_text_is_masked_between_its_placeholders() -> None:
    again = MASKER.remask("⟦name:01⟧ met Noah", 2)
    assert again.text == "⟦name:01⟧ met ⟦name:02⟧"
    assert again.spans == (Span(14, 18, "name", 2),)


def test_a_text_is_cut_into_pieces_and_placeholders() -> None:
    parts = split_placeholders("Hi ⟦name:01⟧⟦phone:12⟧!")
    assert parts == ["Hi ", Placeholder("name", 1), Placeholder("phone", 12), "!"]
    assert "".join(map(str, parts)) == "Hi ⟦name:01⟧⟦phone:12⟧!"
    assert split_placeholders("⟦name:1⟧ ⟦pet:01⟧") == ["⟦name:1⟧ ⟦pet:01⟧"]


def test_an_edited_draft_is_refilled_from_the_authors_text() -> None:
    raw = "Hello Maria, Noah has your charger."
    masked = MASKER.mask(raw)
    edited = "Dear ⟦name:01⟧, good news: ⟦name:02⟧ has it."
    assert refill(edited, masked.text, raw, masked.spans) == "Dear Maria, good news: Noah has it."


@pytest.mark.parametrize(
    "edited",
    ["Hello you", "⟦name:02⟧ ⟦name:01⟧", "⟦name:01⟧", "⟦name:01⟧ ⟦name:02⟧ ⟦name:02⟧", "⟦name:01⟧ ⟦name:03⟧"],
)
def test_a_removed_doubled_or_moved_placeholder_is_refused(edited: str) -> None:
    raw = "Maria met Noah"
    masked = MASKER.mask(raw)
    assert not placeholders_kept(masked.text, edited)
    with pytest.raises(PlaceholderMoved):
        refill(edited, masked.text, raw, masked.spans)


def test_spans_survive_being_written_down() -> None:
    spans = MASKER.mask("Maria met Noah at 208-555-0123").spans
    assert len(spans) == 3
    assert loads(dumps(spans)) == spans
    assert loads("") == ()


@pytest.mark.parametrize("line", ["1-2", "a-b name:1", "1-2 pet:1", "1-2 name:1;;"])
def test_a_line_of_another_shape_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no line of spans"):
        loads(line)
