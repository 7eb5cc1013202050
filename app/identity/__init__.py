"""Who asks and what they may: pure values, nothing of the database or of HTTP."""
