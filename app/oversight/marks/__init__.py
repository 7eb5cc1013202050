"""What the rules say of each look: explained, unexplained or suspicious, with the reason in words."""
