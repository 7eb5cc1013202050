"""Files on a ticket: drawn anew, kept in the vault, released by a teacher with boxes over what is private."""
