"""The tree's arithmetic agrees with a plain reading of the RFC, with the verifier, and with others' vectors."""

import base64
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.log import merkle
from app.audit.log.verifier import verifier
from tests.conftest import corpus_folder

LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(600)]


def plain_root(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return merkle.node_hash(plain_root(hashes[:split]), plain_root(hashes[split:]))


def node(level: int, index: int) -> bytes:
    return merkle.perfect(LEAVES[index << level : (index + 1) << level])


def test_roots_known_to_everybody() -> None:
    """Of the test data that Certificate Transparency's own implementations share."""
    entries = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243")]
    known = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    }
    grown = merkle.CompactRange()
    assert grown.root() == sha256(b"").digest()
    for size, entry in enumerate(entries, 1):
        grown.push(merkle.leaf_hash(entry))
        assert size not in known or grown.root().hex() == known[size]


@given(st.integers(0, 600))
def test_a_range_is_the_tree(size: int) -> None:
    found = merkle.range_at(size, node)
    assert found.root() == plain_root(LEAVES[:size])
    if size < 600:
        found.push(LEAVES[size])
        assert found.root() == plain_root(LEAVES[: size + 1])


@given(st.data(), st.integers(1, 600))
def test_inclusion(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    root, path = plain_root(LEAVES[:size]), merkle.inclusion_proof(index, size, node)
    for checks in (merkle.included, verifier().included):
        assert checks(index, size, LEAVES[index], path, root)
        assert not checks(index, size, LEAVES[(index + 1) % 600], path, root)
        assert not checks(index, size, LEAVES[index], [*path, path[0] if path else root], root)
        assert not checks(size, size, LEAVES[index], path, root)


@given(st.data(), st.integers(1, 600))
def test_consistency(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    first, second = plain_root(LEAVES[:old]), plain_root(LEAVES[:new])
    path = merkle.consistency_proof(old, new, node)
    assert merkle.consistent(old, new, first, second, path)
    assert not merkle.consistent(old, new, second if first != second else b"\0" * 32, second, path)
    for spoiled in range(len(path)):
        changed = [*path[:spoiled], bytes(32), *path[spoiled + 1 :]]
        assert not merkle.consistent(old, new, first, second, changed)


@pytest.mark.parametrize("size", [0, -1])
def test_no_proof_from_nothing(size: int) -> None:
    with pytest.raises(ValueError):
        merkle.consistency_proof(size, 4, node)
    assert not merkle.consistent(size, 4, plain_root(LEAVES[:0]), plain_root(LEAVES[:4]), [])


def _vectors() -> list[tuple[Path, dict[str, Any]]]:
    folder = corpus_folder() / "merkle-rfc6962-a"
    return [(file, json.loads(file.read_text())) for file in sorted(folder.rglob("*.json"))]


@pytest.mark.corpus
def test_vectors_of_others_agree() -> None:
    vectors, wrong = _vectors(), []
    for file, one in vectors:
        path = [base64.b64decode(each) for each in one["proof"] or []]
        if "leafIdx" in one:
            leaf, root = base64.b64decode(one["leafHash"] or ""), base64.b64decode(one["root"] or "")
            about = (one["leafIdx"], one["treeSize"], leaf, path, root)
            answers = [merkle.included(*about), verifier().included(*about)]
        else:
            first, second = (base64.b64decode(one[name] or "") for name in ("root1", "root2"))
            answers = [merkle.consistent(one["size1"], one["size2"], first, second, path)]
        if set(answers) != {not one["wantErr"]}:
            wrong.append(file.name)
    assert len(vectors) == 101
    assert wrong == []
