"""Giving: an adult puts a free ticket into a tech's hands."""
