"""Evidence: what a piece of work shows, how much help there was, frozen and hashed."""
