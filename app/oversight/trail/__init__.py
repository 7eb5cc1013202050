"""The trail as sentences: of a team, of one tech, of one ticket, as a file."""
