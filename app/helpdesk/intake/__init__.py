"""How help is asked for: one service behind every channel, and the pages around it."""
