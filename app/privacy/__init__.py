"""Privacy: data classes, sealed values and their one door, retention, and the text masker."""
