"""Audit: tags, events, and Work, the one way to write."""
