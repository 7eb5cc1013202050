"""A school's own words: apps, networks and others that stay readable, and words that are always hidden."""
