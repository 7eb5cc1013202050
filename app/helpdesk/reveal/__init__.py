""" "Show, this is logged": one hidden value, for a purpose, for ten minutes, the event committed first."""
