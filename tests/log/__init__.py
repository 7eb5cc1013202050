"""The transparency log: its arithmetic, its notes, the sequencer, exports and every way to change them."""
