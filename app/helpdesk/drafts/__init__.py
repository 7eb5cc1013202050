"""What is written on a ticket: replies behind their gate, notes, drafts that are checked, text being typed."""
