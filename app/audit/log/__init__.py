"""The transparency log: events as leaves of a Merkle tree whose heads are signed and kept outside."""
