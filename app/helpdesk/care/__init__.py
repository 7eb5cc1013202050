"""Tickets that need an adult: what takes one out of every student's reach, who is called, who gives it back."""
