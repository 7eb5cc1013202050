"""Start one's own school: the demo is left behind where it stands, whether or not a server runs."""
