"""What the product asks of other systems: a protocol, the real thing, and a twin that remembers."""
