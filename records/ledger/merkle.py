"""Merkle tree as RFC 6962 builds it: leaves and nodes are hashed apart, so neither passes for the other."""

from hashlib import sha256


def leaf_hash(content: bytes) -> bytes:
    """Hash of one row."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """The root of leaves as they come, in memory that grows with the logarithm of their number."""

    def __init__(self) -> None:
        self.count = 0
        self._whole: list[tuple[int, bytes]] = []  # (height, hash) of full subtrees, left to right

    def add(self, leaf: bytes) -> None:
        """Takes the hash of the next leaf."""
        height = 0
        while self._whole and self._whole[-1][0] == height:
            leaf = node_hash(self._whole.pop()[1], leaf)
            height += 1
        self._whole.append((height, leaf))
        self.count += 1

    def root(self) -> bytes:
        """The root of what came so far; that of nothing is the hash of nothing."""
        if not self._whole:
            return sha256(b"").digest()
        root = self._whole[-1][1]
        for _, left in reversed(self._whole[:-1]):
            root = node_hash(left, root)
        return root
