"""Mask again: what people marked on one ticket, and texts in which a changed name or word stands."""
