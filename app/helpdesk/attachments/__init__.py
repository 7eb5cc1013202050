"""Files that people add to a ticket: drawn anew, kept in the vault, released by a teacher with what is private covered."""
