"""Measure the text masker on labelled texts: what it hides, what it leaves, and what it hides for nothing."""
