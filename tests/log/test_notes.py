"""Notes are written one way only, and a signature holds for one body, one name, one key."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.audit.log import canonical, notes
from app.audit.log.verifier import verifier

AT = datetime(2026, 11, 25, 21, 3, 12, tzinfo=UTC)
LOG, WITNESS = notes.new_signer("desk.example.org/1a2b"), notes.new_signer("w.example", notes.WITNESS_KEY)
HEAD = LOG.sign(notes.Head("desk.example.org/1a2b", 42, bytes(range(32)), 7, AT))

OTHER_SPELLINGS = (
    *('{"a":1,"a":1}', '{"a": 1}', '{"b":1,"a":2}', "1.0", "1e2", "NaN", "-0", '"\\u0041"', '"\\/"'),
    *("01", "", "[1,]", " 1", '"\\ud800"', "\ufeff1", "[" * 3000 + "]" * 3000),
)


def test_a_checkpoint_is_what_c2sp_says() -> None:
    body, _, tail = HEAD.note.partition("\n\n")
    root = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert body == f"desk.example.org/1a2b\n42\n{root}\nhead 7\ntime 2026-11-25T21:03:12Z"
    assert tail.startswith("— desk.example.org/1a2b ") and tail.endswith("\n")
    assert notes.read_head(HEAD.note) == HEAD


def test_keys_read_back() -> None:
    for signer in (LOG, WITNESS):
        assert notes.read_key(signer.key.text) == signer.key
        assert verifier().read_key(signer.key.text).key_id == signer.key.key_id


def test_signatures_hold_for_one_body() -> None:
    both = WITNESS.sign(HEAD, AT)
    for head, ours in ((both, notes.read_head(both.note)), (HEAD, HEAD)):
        assert LOG.key.signed(ours)
        assert bool(WITNESS.key.signed(ours)) is (head is both)
        read = verifier().read_head(head.note)
        assert read.signed_by(verifier().read_key(LOG.key.text))
        assert read.signed_by(verifier().read_key(WITNESS.key.text)) is (head is both)
    for other in (replace(both, size=43), replace(both, root=bytes(32)), replace(both, origin="x")):
        assert not LOG.key.signed(other)
        assert not WITNESS.key.signed(other)
    assert not notes.new_signer(LOG.name).key.signed(HEAD)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note + "\n",
        lambda note: note[:-1],
        lambda note: note.replace("\n42\n", "\n042\n"),
        lambda note: note.replace("\n42\n", "\n+42\n"),
        lambda note: note.replace("\n42\n", "\n42 \n"),
        lambda note: note.replace("Hh8=", "Hh9="),  # the same hash to a lenient reader
        lambda note: note.replace("time ", "time  "),
        lambda note: note.replace("head 7\n", ""),
        lambda note: note.replace("head 7", "head 0"),
        lambda note: note.replace("21:03:12Z", "21:03:72Z"),
        lambda note: note.replace("\n\n", "\nmore\n\n"),
        lambda note: note.replace("— ", "- "),
        lambda note: note.replace("\n", "\r\n"),
        lambda note: note + note.split("\n\n")[1].replace("=", ""),
        lambda note: "",
    ],
)
def test_any_other_spelling_is_refused(spoil: object) -> None:
    text = spoil(HEAD.note)  # type: ignore[operator]
    assert text != HEAD.note
    with pytest.raises(notes.BadNote):
        notes.read_head(text)
    with pytest.raises(ValueError):
        verifier().read_head(text)


@pytest.mark.parametrize("text", ["", "a", "a+b", "a+00000000+AQ==", LOG.key.text[:-1], LOG.key.text + " "])
def test_no_key(text: str) -> None:
    with pytest.raises(notes.BadNote):
        notes.read_key(text)


def test_canonical_json() -> None:
    value = {"b": [1, "é\u20ac\n\x01\u2028", True], "a": {"z": -5, "B": ""}}
    written = canonical.canonical(value)
    assert written.decode() == '{"a":{"B":"","z":-5},"b":[1,"é€\\n\\u0001\u2028",true]}'
    assert verifier().parse(written) == value


@pytest.mark.parametrize("value", [1.5, None, 2**53, {"é": 1}, {1: 1}, b"x", {"a": [None]}, "\ud800"])
def test_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError):
        canonical.canonical(value)


@pytest.mark.parametrize("text", OTHER_SPELLINGS)
def test_the_verifier_takes_one_spelling(text: str) -> None:
    with pytest.raises(ValueError):
        verifier().parse(text.encode())
