"""The Merkle tree: hashes, compact ranges, proofs. Pure, and without a thought of where hashes are kept.

Source: RFC 9162 section 2.1 (as RFC 6962); tiles of 256 hashes as in C2SP tlog-tiles.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
TILE_BITS = 8
TILE = 1 << TILE_BITS
Nodes = Callable[[int, int], bytes]  # (level, index) of a perfect subtree, level 0 being leaves


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class CompactRange:
    """The roots of the perfect subtrees of a tree, largest first: all that appending needs."""

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.nodes = list(nodes)
        if size < 0 or len(self.nodes) != size.bit_count():
            raise ValueError("a compact range has one node for each bit of its size")

    def push(self, leaf: bytes) -> None:
        """Append the hash of a leaf."""
        self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> list[tuple[int, int, bytes]]:
        """Append the hashes of leaves, and return the tiles that they fill: level, place, root.

        Shape: at level 0 tiles are of leaves, at each above of the roots below.
        """
        nodes, count, full = self.nodes, self.size, []
        for node in leaves:
            left, level = count, 0
            while left & 1:
                node = sha256(b"\x01" + nodes.pop() + node).digest()  # noqa: PLW2901
                left >>= 1
                level += 1
                if not level % TILE_BITS:
                    full.append((level // TILE_BITS - 1, left, node))
            nodes.append(node)
            count += 1
        self.size = count
        return full

    def root(self) -> bytes:
        """Return the root; that of no leaf at all is the hash of nothing."""
        if not self.nodes:
            return sha256(b"").digest()
        found = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            found = node_hash(node, found)
        return found


def perfect(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def range_at(size: int, nodes: Nodes) -> CompactRange:
    """Return the compact range of the first ``size`` leaves."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append(nodes(level, start >> level))
            start += 1 << level
    return CompactRange(size, found)


def _over(start: int, count: int, nodes: Nodes) -> bytes:
    """Return the root over leaves of a stretch that begins at a multiple of a power of two above its length."""
    return range_at(count, lambda level, index: nodes(level, (start >> level) + index)).root()


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return the path from a leaf to the root of a tree of ``size``, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError("there is no such leaf in a tree of this size")
    start, path = 0, []
    while size > 1:
        left = _split(size)
        if index - start < left:
            path.append(_over(start + left, size - left, nodes))
            size = left
        else:
            path.append(_over(start, left, nodes))
            start, size = start + left, size - left
    return path[::-1]


def consistency_proof(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Return what shows that the tree of ``old`` leaves is the beginning of that of ``new``."""
    if not 0 < old <= new:
        raise ValueError("a proof leads from a smaller tree with leaves to a larger one")
    start, size, whole, path = 0, new, True, []
    while old != size:
        left = _split(size)
        if old <= left:
            path.append(_over(start + left, size - left, nodes))
            size = left
        else:
            path.append(_over(start, left, nodes))
            start, old, size, whole = start + left, old - left, size - left, False
    return ([] if whole else [_over(start, size, nodes)]) + path[::-1]


def _lengths(*hashes: bytes) -> bool:
    return all(len(each) == HASH_BYTES for each in hashes)


def included(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path proves a leaf's place. Source: RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size or not _lengths(leaf, root, *path):
        return False
    place, last, found = index, size - 1, leaf
    for each in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(each, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, each)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Tell whether a path proves that one tree begins another. Source: RFC 9162 section 2.1.4.2."""
    if not 0 < old <= new or not _lengths(old_root, new_root, *path):
        return False
    if old == new:
        return not path and old_root == new_root
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for each in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, each)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
