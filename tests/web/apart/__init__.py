"""Who works for whom never: pairs kept by adults, family from the roster, and what a student can tell of it."""
