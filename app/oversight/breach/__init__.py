"""Which fields of whom an account saw in a window, from the events."""
