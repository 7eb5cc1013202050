"""A drill: misuse planted among honest acts in a database of its own, and what the rules find of it."""
