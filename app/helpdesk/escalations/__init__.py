"""Tickets passed to an adult, and the worked solutions that come back to the student."""
